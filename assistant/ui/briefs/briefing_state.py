"""What a session of the page remembers of briefings: the one that is open, and what a person did with its lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from assistant.briefing.comparison import since_last
from assistant.briefing.edits import LineKey, mark_lines
from assistant.briefing.store import Briefings, Saved
from assistant.briefing.types import Briefing, Line
from assistant.errors import BriefingError
from assistant.types import SectionName
from assistant.ui import state
from assistant.verification.revalidation import fallen
from corpus import Archive, Scope, Window

TOPIC, LENGTH = "brief-topic", "brief-length"
SHORT, STANDARD, FULL = "Short", "Standard", "Full"
LENGTHS: dict[str, tuple[SectionName, ...]] = {
    SHORT: ("in_brief", "differences", "gaps"),
    STANDARD: ("in_brief", "timeline", "figures", "differences", "gaps"),
    FULL: (),
}
"""The sections of a length; none names all."""
_OPEN = "brief-open"
_CURRENT, _SAID, _DELETING, _PICKED = "brief-current", "brief-said", "brief-deleting", "brief-picked"
_ADDRESS = "briefing"
"""Parameter of the page's address that names the briefing: a reload, or a bookmark, opens it again."""


@dataclass(frozen=True, slots=True)
class Current:
    """Hold the briefing of this session.

    Attributes:
        saved: Its id once it is kept; empty where it could not be.
        last: Id of the saved one that it is held against.
        length: Name of one of ``LENGTHS``.
        started: It was begun; with neither briefing nor problem it was stopped on the way.
        problem: Why there is none, for people.
    """

    topic: str
    scope: Scope
    briefing: Briefing | None = None
    saved: str = ""
    written: str = ""
    last: str = ""
    length: str = FULL
    started: bool = False
    problem: str = ""


@dataclass(slots=True)
class OpenOne:
    """Hold the briefing that is open, for files that are made when they are asked for, in no session."""

    briefing: Briefing


def open_one() -> OpenOne:
    """Return the holder of this session's briefing, which always has its newest state."""
    held: OpenOne | None = st.session_state.get(_OPEN)
    if held is None:
        held = st.session_state[_OPEN] = OpenOne(_made())
    held.briefing = _made()
    return held


def shelf() -> Briefings:
    """Return the saved briefings of the archive."""
    return Briefings(state.own_folder())


def current() -> Current | None:
    """Return the briefing of this session, or the one that the page's address names."""
    found: Current | None = st.session_state.get(_CURRENT)
    named = st.query_params.get(_ADDRESS)
    if named and (found is None or found.saved != named):
        open_saved(named)
        found = st.session_state.get(_CURRENT)
    if found and found.saved:
        st.query_params[_ADDRESS] = found.saved
    return found


def update(**changes: object) -> Current:
    """Change fields of the briefing of this session."""
    changed: Current = replace(st.session_state[_CURRENT], **changes)
    st.session_state[_CURRENT] = changed
    held: OpenOne | None = st.session_state.get(_OPEN)
    if held is not None and changed.briefing is not None:
        held.briefing = changed.briefing
    return changed


def begin(topic: str) -> None:
    """Ask for a briefing; the page then makes it."""
    filters = state.filters()
    if topic.strip():
        scope = Scope(filters.window or Window(), filters.outlets, filters.as_of, kinds=filters.kinds)
        _show(Current(" ".join(topic.split()), scope, length=st.session_state.get(LENGTH) or FULL))


def again(saved: Saved) -> None:
    """Ask for a saved briefing once more, as of the day that the chips say, and hold the two against each other."""
    scope = replace(saved.briefing.scope, as_of=state.filters().as_of)
    _show(Current(saved.briefing.topic, scope, last=saved.id, length=_length(saved.briefing)))


def _length(briefing: Briefing) -> str:
    """Return the shortest length that has all sections of a briefing."""
    held = {part.name for part in briefing.sections}
    return next((name for name, wanted in LENGTHS.items() if wanted and held <= {*wanted}), FULL)


def again_by_id(briefing_id: str) -> None:
    """Ask for a saved briefing once more, by its id."""
    _tried(lambda: again(shelf().get(briefing_id)))


def retry() -> None:
    """Make the briefing anew that was stopped or failed."""
    update(started=False, problem="")


def open_saved(briefing_id: str) -> None:
    """Open a saved briefing."""

    def opened() -> None:
        one = shelf().get(briefing_id)
        made = one.briefing
        _show(Current(made.topic, made.scope, made, one.id, one.written, started=True))

    if not _tried(opened):
        st.query_params.pop(_ADDRESS, None)


def leave() -> None:
    """Go back to the list."""
    st.session_state.pop(_CURRENT, None)
    st.query_params.pop(_ADDRESS, None)
    state.close()


def _show(what: Current) -> None:
    leave()
    st.session_state[_CURRENT] = what


def keep(briefing: Briefing, archive: Archive) -> None:
    """Show a finished briefing, and save it: in the place of the one of the same topic, filters and day.

    One that was run again is marked where the last one was otherwise.
    """
    now: Current = st.session_state[_CURRENT]
    try:
        old = shelf().get(now.last) if now.last else shelf().last(briefing.topic, briefing.scope)
    except BriefingError:  # deleted meanwhile, or damaged
        old = None
    if old is not None:
        if now.last:
            down = fallen(archive, old.briefing.citations)
            briefing = since_last(briefing, old.briefing, written=old.written, fallen=down)
        hidden, pinned = (_keys(old.briefing, what) for what in ("hidden", "pinned"))
        briefing = mark_lines(briefing, hidden=hidden, pinned=pinned)
        if old.briefing.as_of == briefing.as_of:
            update(saved=old.id)
    update(briefing=briefing)
    _save()


def put(name: str, line: Line, *, hidden: bool | None = None, pinned: bool | None = None) -> None:
    """Hide a line or pin it, or take that back; what is not given stays."""
    made = _made()
    key: LineKey = (name, line.key)
    was = {what: _keys(made, what) for what in ("hidden", "pinned")}
    for what, wanted in (("hidden", hidden), ("pinned", pinned)):
        if wanted is not None:
            was[what] = was[what] | {key} if wanted else was[what] - {key}
    update(briefing=mark_lines(made, hidden=was["hidden"], pinned=was["pinned"]))
    _save()


def _keys(briefing: Briefing, what: str) -> set[LineKey]:
    return {(part.name, line.key) for part in briefing.sections for line in part.lines if getattr(line, what)}


def _made() -> Briefing:
    found: Current = st.session_state[_CURRENT]
    assert found.briefing is not None
    return found.briefing


def _save() -> None:
    now: Current = st.session_state[_CURRENT]

    def saved() -> None:
        one = shelf().keep(_made(), briefing_id=now.saved, written=now.written)
        update(saved=one.id, written=one.written)

    if _made().status == "answered":
        _tried(saved)


def ask_to_delete(briefing_id: str) -> None:
    """Ask whether a saved briefing shall be deleted; empty takes the question back."""
    st.session_state[_DELETING] = briefing_id


def deleting() -> str:
    """Return the id of the briefing that may be deleted with the next click."""
    return str(st.session_state.get(_DELETING, ""))


def delete(briefing_id: str) -> None:
    """Delete a saved briefing."""
    ask_to_delete("")
    _tried(lambda: shelf().delete(briefing_id))
    now: Current | None = st.session_state.get(_CURRENT)
    if now and now.saved == briefing_id:
        leave()


def picked() -> int:
    """Return how often a point of the picture was opened: the picture is drawn anew, with nothing selected in it."""
    return int(st.session_state.get(_PICKED, 0))


def pick() -> None:
    """Count that a point of the picture was opened."""
    st.session_state[_PICKED] = picked() + 1


def tell(message: str) -> None:
    """Say something the next time that the form is shown."""
    st.session_state[_SAID] = message


def said() -> str:
    """Return what went wrong in the last click, once."""
    return str(st.session_state.pop(_SAID, ""))


def _tried(act: Callable[[], None]) -> bool:
    try:
        act()
    except BriefingError as error:
        st.session_state[_SAID] = str(error)
        return False
    return True
