"""What an answer stands on: a card an article, with the words that are quoted from it and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from assistant.citations import place_and_caveats
from assistant.types import Citation
from assistant.ui.components import citation_buttons
from assistant.ui.formatting import escape
from assistant.ui.wording import say


@dataclass(frozen=True, slots=True)
class Quoted:
    """Hold some words that a card shows.

    Attributes:
        words: As HTML, what answers in them marked.
        citations: That stand behind them; the first is the article of the card.
        attribution: Who says it, where that is more than outlet and day ('17 March: Radio Norrmark').
    """

    words: str
    citations: tuple[Citation, ...]
    attribution: str = ""


def quoted(citations: Sequence[Citation]) -> list[Quoted]:
    """Return the quotes of some citations as cards show them."""
    return [Quoted(escape(citation.quote), (citation,)) for citation in citations]


def show(
    key: str,
    shown: Sequence[Quoted],
    among: Sequence[Citation],
    *,
    marked: Mapping[int, str] | None = None,
    nearest: bool = False,
) -> None:
    """Show the cards, several quotes of one article in one.

    Args:
        key: Tells them from others on the page.
        shown: In the order in which they are read.
        among: All citations of the same answer.
        marked: What a person must know of a source, by its number.
        nearest: They are the near misses of an abstention.
    """
    for group in _by_article(shown):
        first = group[0].citations[0]
        with st.container(key=f"{'closest' if nearest else 'card'}-{key}-{first.number}", border=True, gap="xxsmall"):
            for one in group:
                _quote(one, alone=len(group) == 1)
                if len(group) > 1:
                    citation_buttons.show_source(f"{key}-part", one.citations[0], among, nearest=nearest)
            others = [citation for one in group for citation in one.citations[len(group) > 1 :]]
            for citation in dict.fromkeys(others):
                citation_buttons.show_source(key, citation, among, nearest=nearest)
            marks = [mark for one in group for c in one.citations if (mark := (marked or {}).get(c.number))]
            st.html(_foot(first, [c for one in group for c in one.citations], marks))


def _by_article(shown: Sequence[Quoted]) -> list[list[Quoted]]:
    """Return the quotes by article, in the order of the first of each; what has a line of its own stays alone."""
    groups: dict[object, list[Quoted]] = {}
    for place, one in enumerate(shown):
        groups.setdefault(place if one.attribution else one.citations[0].article_id, []).append(one)
    return list(groups.values())


def _quote(one: Quoted, *, alone: bool) -> None:
    told = f'<p class="nd-attribution">{escape(one.attribution)}</p>' if one.attribution else ""
    st.html(f'{told}<blockquote class="nd-said{"" if alone else " nd-one-of"}">{one.words}</blockquote>')


def _foot(first: Citation, cited: Sequence[Citation], marks: Sequence[str]) -> str:
    """Return the title, where the words stand, whose text it is, who else printed it, and what was corrected."""
    told = [place_and_caveats(first)] + [say("answer.text_of", who=first.origin)] * bool(first.origin)
    also = dict.fromkeys(name for citation in cited for name in citation.also_in)
    told += [say("answer.also_in", outlets=", ".join(also))] * bool(also)
    kind = [first.kind] * (first.kind not in ("news", "wire"))
    line = " · ".join(filter(None, [first.title, *kind, *told]))
    warned = "".join(f'<p class="nd-marked">{escape(mark)}</p>' for mark in dict.fromkeys(marks))
    return f'<p class="nd-card-title">{escape(line)}</p>{warned}'
