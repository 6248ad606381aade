"""An answer on the page: its first line, the quotes and sentences with their sources, and what it could not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from assistant.types import ABOUT, Answer, Citation, Part, Statement
from assistant.ui import formatting
from assistant.ui.components import citation_buttons, notices, source_cards
from assistant.ui.components.source_cards import Quoted
from assistant.ui.formatting import escape
from assistant.ui.wording import say

Marked = Mapping[int, str]
"""What a person must know of a source, by its number."""


def show(key: str, answer: Answer, *, fallen: Mapping[int, str], changed: Mapping[int, str] | None = None) -> None:
    """Show a checked answer, or what the archive has instead of one.

    Args:
        key: Tells this answer from others on the page.
        answer: As it was given.
        fallen: Citations that no longer stand, by number, and why.
        changed: Those whose article was corrected or changed since, and how.
    """
    changed = {number: how for number, how in (changed or {}).items() if number not in fallen}
    for number, why in fallen.items():
        notices.quiet(say("answer.fallen", number=str(number), why=f"{why[:1].upper()}{why[1:]}"))
    for number, how in changed.items():
        notices.quiet(say("answer.changed", number=str(number), how=how))
    for note in answer.notes:
        notices.quiet(note)
    if answer.question.form in ABOUT:
        st.html("".join(f'<p class="nd-about">{escape(line)}</p>' for line in answer.lead.splitlines()))
        return
    if answer.status == "abstained":
        _abstention(key, answer)
        return
    marked = dict.fromkeys(fallen, say("answer.mark_fallen")) | dict.fromkeys(changed, say("answer.mark_changed"))
    whole = Part("", tuple(range(len(answer.statements))), answer.lead, answer.headline)
    for place, part in enumerate(answer.parts or (whole,)):
        if part.asked and part.statements:
            st.html(f'<h3 class="nd-part">{escape(part.asked)}</h3>')
        _part(f"{key}-{place}" if answer.parts else key, part, answer, marked=marked)
    _also(key, answer)
    _unsupported(answer)


def _part(key: str, part: Part, answer: Answer, *, marked: Marked) -> None:
    """Show what was answered to one part of the question, or to the whole."""
    if part.short_answer:
        st.html(f'<p class="nd-short">{escape(part.short_answer)}</p>')
    if part.lead:
        st.html(f'<p class="nd-lead">{escape(part.lead)}</p>')
    said = [answer.statements[place] for place in part.statements]
    held = [statement for statement in said if statement.verdict != "unsupported"]
    numbered = {citation.number: citation for citation in answer.citations}
    if all(_is_quote(statement, numbered) for statement in held):
        shown = [_quoted(answer, statement, numbered) for statement in held]
    else:
        with st.container(key=f"prose-{key}", gap=None):
            for place, statement in enumerate(held):
                _statement(f"{key}-{place}", statement, numbered)
        used = dict.fromkeys(number for statement in held for number in statement.citations)
        shown = source_cards.quoted([numbered[number] for number in used if number in numbered])
    source_cards.show(key, shown, answer.citations, marked=marked)


def _is_quote(statement: Statement, numbered: Mapping[int, Citation]) -> bool:
    """Say whether a sentence is the words of its source, so that the source's card can say it."""
    return statement.verdict == "quoted" and any(number in numbered for number in statement.citations)


def _quoted(answer: Answer, statement: Statement, numbered: Mapping[int, Citation]) -> Quoted:
    cited = tuple(numbered[number] for number in statement.citations if number in numbered)
    told = statement.attribution
    own = not told or told.startswith(formatting.outlet(cited[0].outlet))
    return Quoted(_marked(statement.text, answer.short_answer_in(statement)), cited, "" if own else told)


def _marked(said: str, at: tuple[int, int] | None) -> str:
    """Return a sentence as HTML, the short answer in it marked."""
    if at is None:
        return escape(said)
    start, end = at
    return f"{escape(said[:start])}<mark>{escape(said[start:end])}</mark>{escape(said[end:])}"


def _statement(key: str, statement: Statement, numbered: Mapping[int, Citation]) -> None:
    """Show a sentence, then its numbers as small buttons that open the source."""
    _line(key, escape(statement.text), [numbered[n] for n in statement.citations if n in numbered], numbered)


def _line(key: str, words: str, cited: Sequence[Citation], numbered: Mapping[int, Citation]) -> None:
    with st.container(key=f"said-{key}", gap=None):
        st.html(f'<span class="nd-said">{words}&#8288;</span>')
        for citation in cited:
            citation_buttons.show_number(key, citation, list(numbered.values()))


def _also(key: str, answer: Answer) -> None:
    """Show what differs from the first line, or came before it."""
    numbered = {citation.number: citation for citation in answer.citations}
    for place, line in enumerate(answer.also):
        words = f"<strong>{say(f'answer.{line.relation}')}</strong> {escape(line.text)}"
        cited = [numbered[number] for number in line.citations if number in numbered]
        with st.container(key=f"also-{key}-{place}"):
            _line(f"also-{key}-{place}", words, cited, numbered)


def _unsupported(answer: Answer) -> None:
    struck = [statement for statement in answer.statements if statement.verdict == "unsupported"]
    if not struck:
        return
    with st.expander(say("answer.unsupported", count=len(struck)), type="compact"):
        rows = (
            f"<li><s>{escape(s.text)}</s>{f'<span>{escape(s.reason)}</span>' if s.reason else ''}</li>" for s in struck
        )
        st.html(f'<ul class="nd-struck">{"".join(rows)}</ul>')


def _abstention(key: str, answer: Answer) -> None:
    covered = answer.coverage
    if covered.articles:
        searched = say("answer.searched", holdings=formatting.holdings(covered))
    else:
        searched = say("answer.nothing_to_search")
    st.html(f'<div class="nd-abstained"><h3>{say("answer.not_here")}</h3><p>{escape(searched)}</p></div>')
    if answer.closest:
        st.html(f'<p class="nd-label">{say("answer.closest_heading")}</p>')
        source_cards.show(key, source_cards.quoted(answer.closest), answer.closest, nearest=True)


def made(answer: Answer) -> str:
    """Return how an answer was made, in a line."""
    if answer.question.form in ABOUT:
        return say("answer.from_figures")
    seconds = sum(answer.timings.values())
    took = [say("answer.seconds", seconds=f"{seconds:.1f}")] if seconds else []
    held = [statement for statement in answer.statements if statement.verdict != "unsupported"]
    if answer.model:
        parts = [say("answer.written_by", model=answer.model)]
        parts += [say("answer.checked", count=len(held))] * bool(held)
    else:
        parts = [say("answer.own_words" if held else "answer.searched_both_ways")]
    used = [answer.usage.told] if answer.usage and answer.usage.told else []
    return " · ".join([*parts, *took, *used])
