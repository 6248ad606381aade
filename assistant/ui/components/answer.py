"""An answer on the page: statements with their numbers, verdicts, sources, and what it could not say."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from assistant.types import ABOUT, Answer, Citation, Part, Statement
from assistant.ui import formatting
from assistant.ui.components import article_pane, notices
from assistant.ui.formatting import escape

_VERDICTS = {
    "quoted": ("❞", "Word for word in the cited article"),
    "supported": ("✓", "Checked against the cited passages"),
}


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
        notices.quiet(f"Source {number} may not be cited any more. {why[:1].upper()}{why[1:]}. Ask again.")
    for number, how in changed.items():
        notices.quiet(f"Source {number}: {how}.")
    for note in answer.notes:
        notices.quiet(note)
    if answer.question.form in ABOUT:
        st.html("".join(f'<p class="nd-about">{escape(line)}</p>' for line in answer.lead.splitlines()))
        return
    if answer.status == "abstained":
        _abstention(key, answer)
    else:
        _statements(key, answer)
        _also(answer)
        _unsupported(answer)
        marked = dict.fromkeys(fallen, "May not be cited any more") | dict.fromkeys(changed, "Changed since")
        article_pane.cards(key, answer.citations, marked=marked)


def _statements(key: str, answer: Answer) -> None:
    numbered = {citation.number: citation for citation in answer.citations}
    whole = Part("", tuple(range(len(answer.statements))), answer.lead, answer.headline)
    for place, part in enumerate(answer.parts or (whole,)):
        if part.asked and part.statements:
            st.html(f'<h3 class="nd-part">{escape(part.asked)}</h3>')
        _part(f"{key}-{place}" if answer.parts else key, part, answer, numbered=numbered)


def _part(key: str, part: Part, answer: Answer, *, numbered: dict[int, Citation]) -> None:
    """Show what was answered to one part of the question, or to the whole."""
    if part.short_answer:
        st.html(f'<p class="nd-short">{escape(part.short_answer)}</p>')
    if part.lead:
        st.html(f'<p class="nd-lead">{escape(part.lead)}</p>')
    said = [answer.statements[place] for place in part.statements]
    held = [statement for statement in said if statement.verdict != "unsupported"]
    quotes = any(statement.attribution for statement in held)
    with st.container(key=f"{'quotes' if quotes else 'prose'}-{key}", gap=None):
        for place, statement in enumerate(held):
            words = _marked(statement.text, answer.short_answer_in(statement))
            _statement(f"{key}-{place}", statement, words, numbered=numbered)


def _marked(said: str, at: tuple[int, int] | None) -> str:
    """Return a sentence as HTML, the short answer in it marked."""
    if at is None:
        return escape(said)
    start, end = at
    return f"{escape(said[:start])}<mark>{escape(said[start:end])}</mark>{escape(said[end:])}"


def _statement(key: str, statement: Statement, words: str, *, numbered: dict[int, Citation]) -> None:
    """Show a sentence (as HTML), then its numbers as small buttons that open the source."""
    with st.container(key=f"said-{key}", gap=None):
        st.html(f'<span class="nd-said">{words}&#8288;</span>')
        for number in statement.citations:
            if number in numbered:
                _number(key, numbered[number], among=list(numbered.values()))
        st.html(_tail(statement))


def _number(key: str, citation: Citation, *, among: list[Citation]) -> None:
    where = f"{formatting.outlet(citation.outlet)}, {formatting.published(citation.published)}: {citation.title}"
    st.button(
        str(citation.number),
        key=f"cite-{key}-{citation.number}",
        help=formatting.markdown(where),
        type="tertiary",
        on_click=article_pane.open_citation,
        args=(citation, among),
    )


def _tail(statement: Statement) -> str:
    """Return who says it (in the articles' own words) or how it was checked (in a model's)."""
    if statement.attribution:
        return f'<span class="nd-attribution">{escape(statement.attribution)}</span>'
    glyph, meaning = _VERDICTS[statement.verdict]
    return f'<span class="nd-verdict nd-{statement.verdict}" title="{meaning}" aria-label="{meaning}">{glyph}</span>'


def _also(answer: Answer) -> None:
    """Show what differs from the first line, or came before it."""
    if answer.also:
        lines = (
            f"<li>{escape(line.text)} {''.join(f'[{number}]' for number in line.citations)}</li>"
            for line in answer.also
        )
        st.html(f'<ul class="nd-also">{"".join(lines)}</ul>')


def _unsupported(answer: Answer) -> None:
    struck = [statement for statement in answer.statements if statement.verdict == "unsupported"]
    if not struck:
        return
    with st.expander(f"Not supported by the archive ({len(struck)})", type="compact"):
        rows = (
            f"<li><s>{escape(s.text)}</s>{f'<span>{escape(s.reason)}</span>' if s.reason else ''}</li>" for s in struck
        )
        st.html(f'<ul class="nd-struck">{"".join(rows)}</ul>')


def _abstention(key: str, answer: Answer) -> None:
    covered = answer.coverage
    if covered.articles:
        where = f"{formatting.count(covered.articles, 'article')} from {formatting.count(covered.outlets, 'outlet')}"
        days = f", {formatting.period(covered.first, covered.last)}" if covered.first else ""
        searched = f"Searched {where}{days}. None of them answers this question."
    else:
        searched = "No article lies in the chosen period, outlets and as-of day. Widen them, and ask again."
    st.html(f'<div class="nd-abstained"><h3>Not in this archive</h3><p>{searched}</p></div>')
    if answer.closest:
        st.html('<p class="nd-label">Closest passages <em>not an answer</em></p>')
        article_pane.cards(key, answer.closest, nearest=True)


def made(answer: Answer) -> str:
    """Return how an answer was made, as HTML."""
    if answer.question.form in ABOUT:
        return "From the archive’s own figures"
    seconds = sum(answer.timings.values())
    took = f"{seconds:.1f} s" if seconds else ""
    held = [statement for statement in answer.statements if statement.verdict != "unsupported"]
    if answer.model:
        checked = f"{formatting.count(len(held), 'sentence')} checked" if held else ""
        parts = [f"Written by {escape(answer.model)}", checked]
    else:
        parts = ["In the articles’ own words" if held else "Searched by words and by meaning"]
    used = escape(answer.usage.told) if answer.usage else ""
    return " · ".join(part for part in [*parts, took, used] if part)
