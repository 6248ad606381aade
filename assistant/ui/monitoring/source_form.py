"""The form that adds a source: a feed, a sitemap, a section's page or a folder, with outlet and schedule."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from assistant.errors import AssistantError, MonitoringError
from assistant.monitoring.identification import find_kind, name_source
from assistant.monitoring.service import read_clock
from assistant.monitoring.storage import source_records
from assistant.monitoring.storage.database import Database
from assistant.ui import login, state
from assistant.ui.components import adding, notices
from assistant.ui.wording import say
from corpus import CorpusError, Source, SourceKind

_EVERY = (15, 30, 60, 180, 720, 1440)
"""Minutes between two looks that are offered."""
_USUAL = 30
_HOUR, _DAY = 60, 1440
_KINDS: Mapping[str, SourceKind | None] = {"found": None, "feed": "feed", "sitemap": "sitemap", "section": "section"}
"""Kinds that may be named; the first is found out."""
_ROUND = "source-round"


def show(db: Database) -> Source | None:
    """Show the form; return the source that was added with it just now."""
    turn = st.session_state.setdefault(_ROUND, 0)
    owner = login.may_reach_machine(state.shared_assistant().archive)
    with st.form(f"source-form-{turn}", border=False):
        place = st.text_input(
            say("sources.address" if owner else "sources.address_web"), key=f"source-address-{turn}",
            placeholder="https://example.org/news/rss",
        )  # fmt: skip
        left, middle, right = st.columns(3, gap="small")
        outlet = left.text_input(say("add.outlet"), key=f"source-outlet-{turn}")
        every = middle.selectbox(
            say("sources.every"), _EVERY, _EVERY.index(_USUAL), key=f"source-every-{turn}", format_func=_rhythm
        )
        kind = right.selectbox(
            say("sources.kind"),
            list(_KINDS),
            key=f"source-kind-{turn}",
            format_func=lambda name: say(f"sources.kind_{name}"),
        )
        private = owner and st.toggle(
            say("add.own_network"), key=f"source-private-{turn}", help=say("sources.own_help")
        )
        pressed = st.form_submit_button(say("sources.add"), key="source-add", type="primary")
    if not pressed:
        return None
    try:
        state.whole("write")
        with st.spinner(say("sources.asking")):
            added = _add(db, place.strip(), outlet.strip() or None, every, kind=_KINDS[kind], private=private)
    except (CorpusError, AssistantError) as error:
        notices.problem(say("sources.not_added"), adding.in_page_words(str(error)))
        return None
    st.session_state[_ROUND] = turn + 1  # a form is emptied by giving its fields other keys
    return added


def rhythm(minutes: int) -> str:
    """Return how often a source is looked at, in words."""
    for unit, name in ((_DAY, "days"), (_HOUR, "hours")):
        if minutes % unit == 0:
            return say(f"sources.every_{name}", count=minutes // unit)
    return say("sources.every_minutes", count=minutes)


def _rhythm(minutes: int) -> str:
    said = rhythm(minutes)
    return f"{said[:1].upper()}{said[1:]}"


def _add(db: Database, place: str, outlet: str | None, every: int, *, kind: SourceKind | None, private: bool) -> Source:
    """Keep a new source.

    Raises:
        CorpusError: The address gives nothing, or no source.
        MonitoringError: It cannot be added from the page, or is there already.
    """
    if not place:
        raise MonitoringError(say("sources.no_address"))
    address, is_folder = _address(place)
    if is_folder and not login.may_reach_machine(state.shared_assistant().archive):
        raise MonitoringError(say("sources.no_folder_right"))
    if is_folder and not Path(address).is_dir():
        raise MonitoringError(say("sources.no_folder", path=address))
    if not is_folder and urlsplit(address).scheme.lower() not in ("http", "https"):
        raise MonitoringError(say("sources.elsewhere"))
    found = "folder" if is_folder else kind or find_kind(address, private=private)
    source = Source(name_source(address), found, address, outlet, every=every, private=private)
    source_records.add_source(db, source, read_clock())
    return source


def _address(place: str) -> tuple[str, bool]:
    """Return the address that was meant, and whether it is a folder: as a path is written, or one that is there."""
    path = Path(place).expanduser()
    if "://" not in place and (path.is_absolute() or place[0] in ".~" or path.is_dir()):
        return str(path.absolute()), True
    return (place if "://" in place else f"https://{place}"), False
