"""The demonstration in an archive: whether it is there, whether it is all there is, and taking it out."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from assistant.assistant import Assistant
from corpus import Scope
from corpus.demo import OUTLETS, is_demo

_MOST = 500
"""Articles of the demonstration's outlets that are looked at."""


@dataclass(frozen=True, slots=True)
class DemoArticles:
    """Hold the ids of the demonstration's articles in an archive; ``alone`` where it holds no others."""

    ids: tuple[str, ...]
    alone: bool


def find_demo(assistant: Assistant) -> DemoArticles:
    """Return which of the demonstration's articles an archive holds."""
    return _find(assistant, str(assistant.archive.home), tuple(assistant.archive.outlets()))


@st.cache_data(show_spinner=False, max_entries=8)
def _find(_assistant: Assistant, home: str, outlets: tuple[tuple[str, int], ...]) -> DemoArticles:
    """Return the same, kept as long as the archive's outlets and their numbers of articles stay as they are."""
    known = {name for name, _ in outlets} & set(OUTLETS)
    if not known:
        return DemoArticles((), alone=False)
    listed = _assistant.archive.listing(Scope(outlets=tuple(sorted(known))), limit=_MOST)
    ids = tuple(article.id for article in listed if is_demo(article.source))
    return DemoArticles(ids, alone=len(ids) == _assistant.archive.coverage(Scope()).articles)
