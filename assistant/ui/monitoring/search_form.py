"""The form that saves a search: its words, what they are, and the outlets that it keeps to."""

from __future__ import annotations

from itertools import count

import streamlit as st

from assistant.errors import AssistantError
from assistant.monitoring import scheduling
from assistant.monitoring.identification import name_search
from assistant.monitoring.service import read_clock
from assistant.monitoring.storage import watch_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Watch, WatchKind
from assistant.ui import state
from assistant.ui.components import notices
from assistant.ui.wording import say
from corpus import CorpusError

_KINDS: tuple[WatchKind, ...] = ("topic", "question", "name", "quote", "claim")
_ROUND = "search-round"
_LONGEST = 300
"""Characters of what is searched for."""


def show(db: Database) -> Watch | None:
    """Show the form, which begins with what the library was searched for; return the search that was saved just now."""
    query = str(st.session_state.get("query") or "").strip()
    turn = f"{st.session_state.setdefault(_ROUND, 0)}-{query}"
    archive = state.shared_assistant().archive
    with st.form(f"search-form-{turn}", border=False):
        text = st.text_input(
            say("searches.text"), query, key=f"search-text-{turn}", max_chars=_LONGEST,
            placeholder=say("searches.text_hint"),
        )  # fmt: skip
        left, right = st.columns([1, 2], gap="small")
        kind = left.selectbox(say("searches.kind"), _KINDS, key=f"search-kind-{turn}", format_func=kind_name)
        outlets = right.multiselect(
            say("scope.outlets"), [name for name, _ in archive.outlets()], key=f"search-outlets-{turn}",
            placeholder=say("scope.all_outlets"),
        )  # fmt: skip
        past = st.toggle(say("searches.past"), value=True, key=f"search-past-{turn}", help=say("searches.past_help"))
        pressed = st.form_submit_button(say("searches.add"), key="search-add", type="primary")
    if not pressed:
        return None
    if not text.strip():
        notices.problem(say("searches.not_added"), say("searches.no_text"))
        return None
    try:
        seen = 0 if past else state.whole("write").archive.intake().last_number()
        added = _add(db, text.strip(), kind, tuple(outlets), seen=seen)
    except (CorpusError, AssistantError) as error:
        notices.problem(say("searches.not_added"), str(error))
        return None
    st.session_state[_ROUND] += 1  # a form is emptied by giving its fields other keys
    return added


def kind_name(kind: WatchKind) -> str:
    """Return what is watched for, in a word."""
    return say(f"searches.kind_{kind.replace(' ', '_')}")


def _add(db: Database, text: str, kind: WatchKind, outlets: tuple[str, ...], *, seen: int) -> Watch:
    """Keep a new search under a name that no other has; it is told of on the page alone."""
    state.whole("write")
    taken = {watch.id for watch in watch_records.list_watches(db)}
    name = name_search(text)
    free = next(one for number in count(1) if (one := name if number == 1 else f"{name}-{number}") not in taken)
    watch = Watch(free, kind, text, outlets, zone=scheduling.own_zone(), seen=seen)
    watch_records.add_watch(db, watch, read_clock())
    return watch
