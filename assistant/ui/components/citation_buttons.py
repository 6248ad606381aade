"""The numbers that open a source, in a line of prose and on a card; each has a name for who cannot see its place."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.types import Citation
from assistant.ui import formatting, state
from assistant.ui.wording import say


def show_number(key: str, citation: Citation, among: Sequence[Citation]) -> None:
    """Show a source's number in a line of prose; its name is read aloud, its title shown where the pointer rests."""
    st.button(
        _name(citation, number=f"**{citation.number}**"),
        key=f"cite-{key}-{citation.number}",
        help=formatting.markdown(f"{where(citation)}: {citation.title}"),
        type="tertiary",
        on_click=open_citation,
        args=(citation, among),
    )


def show_source(key: str, citation: Citation, among: Sequence[Citation], *, nearest: bool = False) -> None:
    """Show where a quote stands, as a button that opens it there."""
    name = say("answer.closest", where=formatting.markdown(where(citation)))
    st.button(
        name if nearest else _name(citation, number=f"**{citation.number}**"),
        key=f"open-{key}-{citation.number}",
        type="tertiary",
        icon=":material/article:",
        on_click=open_citation,
        args=(citation, among),
    )


def where(citation: Citation) -> str:
    """Return who printed the words, and when."""
    return f"{formatting.outlet(citation.outlet)}, {formatting.published(citation.published)}"


def _name(citation: Citation, *, number: str) -> str:
    return say("answer.source", number=number, where=formatting.markdown(where(citation)))


def open_citation(citation: Citation, among: Sequence[Citation]) -> None:
    """Open the article of a citation, with the other quotes of the same answer marked faintly."""
    also = tuple(
        (other.start, other.end)
        for other in among
        if other.article_id == citation.article_id and other.number != citation.number
    )
    state.open_article(state.Opened(citation.article_id, (citation.start, citation.end), also, citation.number))
