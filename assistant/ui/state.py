"""What a session of the page remembers: the conversation, the opened article and the sidebar's filters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from assistant.assistant import Assistant
from assistant.types import Answer, Chip, Turn
from corpus import Settings, Window

_EXCHANGES, _OPENED, _LATEST, _PAGE = "exchanges", "opened", "latest", "page"
AS_OF, OUTLETS, SINCE, UNTIL = "as_of", "outlets", "since", "until"


@dataclass(frozen=True, slots=True)
class Filters:
    """Hold what the sidebar is set to when a question is asked."""

    as_of: date | None = None
    window: Window | None = None
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """Hold one question of the conversation and, once there is one, its answer.

    Attributes:
        removed: Chips that were taken off.
        started: An answer was begun; with neither answer nor problem it was stopped on the way.
        problem: Why there is no answer, for people.
    """

    text: str
    filters: Filters
    removed: tuple[Chip, ...] = ()
    started: bool = False
    answer: Answer | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """Name the article that is open beside the page, with the span to show and the others that are quoted."""

    article_id: str
    span: tuple[int, int] | None = None
    also: tuple[tuple[int, int], ...] = ()
    number: int | None = None


def assistant() -> Assistant:
    """Return the assistant of the archive that the environment names, shared by all sessions."""
    return _assistant(str(Settings.from_environment().home))


@st.cache_resource(show_spinner="Opening the archive …", max_entries=4)
def _assistant(home: str) -> Assistant:
    return Assistant.open(home)


def exchanges() -> list[Exchange]:
    """Return the conversation, the oldest exchange first; changed in place."""
    found: list[Exchange] = st.session_state.setdefault(_EXCHANGES, [])
    return found


def filters() -> Filters:
    """Return what the sidebar is set to."""
    get = st.session_state.get
    bounds = Window(get(SINCE), get(UNTIL))
    return Filters(get(AS_OF), bounds if bounds else None, tuple(get(OUTLETS) or ()))


def ask(text: str) -> None:
    """Put a new question at the end of the conversation; the page then answers it."""
    if text.strip():
        exchanges().append(Exchange(text.strip(), filters()))
        _look_at(len(exchanges()) - 1)


def ask_again(index: int, removed: tuple[Chip, ...] | None = None) -> None:
    """Ask a question of the conversation once more, with other chips taken off where they are given."""
    old = exchanges()[index]
    chips = old.removed if removed is None else removed
    exchanges()[index] = Exchange(old.text, old.filters, chips)
    _look_at(index)
    close()


def _look_at(index: int) -> None:
    _, times = latest()
    st.session_state[_LATEST] = (index, times + 1)


def latest() -> tuple[int, int]:
    """Return which exchange was asked last, and how often anything was asked in this session."""
    found: tuple[int, int] = st.session_state.get(_LATEST, (-1, 0))
    return found


def update(index: int, **changes: object) -> None:
    """Change fields of one exchange."""
    exchanges()[index] = replace(exchanges()[index], **changes)  # type: ignore[arg-type]


def history(index: int) -> list[Turn]:
    """Return the turns before an exchange: what was asked, and what was answered as fact."""
    return [
        Turn(past.text, " ".join(s.text for s in past.answer.statements if s.verdict != "unsupported"))
        for past in exchanges()[:index]
        if past.answer
    ]


def new_chat() -> None:
    """Forget the conversation."""
    exchanges().clear()
    close()


def turn_to(page: str) -> None:
    """Close what another page had open beside it."""
    if st.session_state.setdefault(_PAGE, page) != page:
        st.session_state[_PAGE] = page
        close()


def opened() -> Opened | None:
    """Return what is open beside the page."""
    found: Opened | None = st.session_state.get(_OPENED)
    return found


def open_article(what: Opened) -> None:
    """Open an article beside the page."""
    st.session_state[_OPENED] = what


def close() -> None:
    """Close the article that is open."""
    st.session_state.pop(_OPENED, None)
