"""The section 'Sources' of the library: where articles come from by themselves, and how each source is doing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from assistant.assistant import Assistant
from assistant.errors import MonitoringBusy
from assistant.monitoring.filling import run_sources
from assistant.monitoring.health import check_sources
from assistant.monitoring.service import Service, read_clock
from assistant.monitoring.storage import source_records, watch_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Health, Run
from assistant.ui import formatting, login, state
from assistant.ui.formatting import escape
from assistant.ui.monitoring import source_form
from assistant.ui.monitoring.memory import attempt, follow, memory, show_problem, work
from assistant.ui.wording import say
from corpus import Source

_REMOVING = "source-to-remove"


@st.fragment
def show() -> None:
    """Offer the section; nothing of it is read before it is opened."""
    if not login.oversees(state.shared_assistant().archive):
        return
    with st.expander(say("sources.title"), key="sources", icon=":material/rss_feed:", on_change="rerun") as section:
        if section.open:
            _content(memory())


def _content(db: Database) -> None:
    show_problem()
    found = check_sources(db, read_clock())
    st.html(f'<p class="nd-facts">{say("sources.schedule" if found else "sources.none")}</p>')
    if len([one for one in found if not one.source.paused]) > 1:
        st.button(
            say("sources.run_all"), key="sources-run-all", icon=":material/refresh:", disabled=bool(work().told()),
            on_click=_run, args=([one.source for one in found if not one.source.paused],),
        )  # fmt: skip
    follow()
    for health in found:
        _source(health)
    if added := source_form.show(db):
        _run([added])
        st.rerun(scope="fragment")


def _source(health: Health) -> None:
    """Show one source: what it is, what it brings, what is wrong with it, and what can be done."""
    source = health.source
    with st.container(key=f"row-source-{source.id}", gap="xxsmall"):
        st.html("".join(_told(health)))
        with st.container(key=f"source-tools-{source.id}", horizontal=True, gap="small"):
            if st.session_state.get(_REMOVING) == source.id:
                _removal(source.id)
                return
            st.button(
                say("sources.run"), key=f"source-run-{source.id}", icon=":material/refresh:", type="tertiary",
                disabled=bool(work().told()), on_click=_run, args=([source],),
            )  # fmt: skip
            st.button(
                say("watching.resume" if source.paused else "watching.pause"), key=f"source-pause-{source.id}",
                icon=f":material/{'play_arrow' if source.paused else 'pause'}:", type="tertiary",
                on_click=_pause, args=(source.id, not source.paused),
            )  # fmt: skip
            st.button(
                say("watching.remove"), key=f"source-remove-{source.id}", icon=":material/delete:", type="tertiary",
                on_click=st.session_state.__setitem__, args=(_REMOVING, source.id),
            )  # fmt: skip


def _removal(source_id: str) -> None:
    """Ask once more before a source is forgotten."""
    st.button(
        say("sources.remove_yes"), key=f"source-remove-yes-{source_id}", type="primary", on_click=_remove,
        args=(source_id,),
    )  # fmt: skip
    st.button(say("watching.keep"), key=f"source-keep-{source_id}", on_click=st.session_state.pop, args=(_REMOVING,))


def _told(health: Health) -> Iterator[str]:
    source = health.source
    paused = f' <span class="nd-marked">{say("watching.paused")}</span>' if source.paused else ""
    yield f'<p class="nd-found-text">{escape(source.id)}{paused}</p>'
    kind = say(f"sources.kind_{source.kind.replace(' ', '_')}")
    said = [kind, source_form.rhythm(source.every), *filter(None, [source.outlet]), source.address]
    yield f'<p class="nd-facts">{escape(" · ".join(said))}</p>'
    yield f'<p class="nd-facts">{escape(_brought(health))}</p>'
    for mark in _marks(health):
        yield f'<p class="nd-marked">{escape(mark)}</p>'
    if health.refusals:
        causes = "".join(
            f"<li>{say('sources.refused', count=count)}: {escape(cause)}</li>"
            for cause, count in health.refusals.items()
        )
        yield f'<ul class="nd-struck">{causes}</ul>'


def _brought(health: Health) -> str:
    """Return when a source was looked at last, what that brought, and what it brings as a rule."""
    last = say("sources.last", at=moment(health.last.at), what=_of_run(health.last)) if health.last else ""
    parts = [last or say("sources.never"), say("sources.so_far", articles=say("count.articles", count=health.added))]
    if health.usual is not None and not health.silent:
        usual = round(health.usual)
        parts.append(
            say("sources.usual", articles=say("count.articles", count=usual)) if usual else say("sources.rare")
        )
    return " · ".join(parts)


def _of_run(run: Run) -> str:
    if run.error:
        return say("sources.unread")
    parts = [say("sources.new", count=run.added)]
    parts += [say("sources.changed", count=run.changed)] * bool(run.changed)
    parts += [say("sources.gone", count=run.gone)] * bool(run.gone)
    return ", ".join(parts)


def _marks(health: Health) -> Iterator[str]:
    """Yield what is wrong with a source."""
    if health.last and health.last.error:
        yield say("sources.error", why=health.last.error)
    if health.failures > 1:
        yield say("sources.failures", count=health.failures)
    if health.silent:
        yield f"{health.silent[0].upper()}{health.silent[1:]}"


def moment(at: datetime) -> str:
    """Return a moment in words, by this machine's clock."""
    here = at.astimezone()
    return f"{formatting.in_words(here.date())}, {here:%H:%M}"


def _pause(source_id: str, paused: bool) -> None:
    def pause() -> None:
        state.whole("write")
        source_records.pause_source(memory(), source_id, paused=paused, now=read_clock())

    attempt(pause)


def _remove(source_id: str) -> None:
    def remove() -> None:
        state.whole("write")
        source_records.remove_source(memory(), source_id)

    st.session_state.pop(_REMOVING, None)
    attempt(remove)


def _run(sources: Sequence[Source]) -> None:
    """Look at sources behind the page, then run the saved searches over what came in."""

    def begin() -> None:
        told = say("sources.looking", name=sources[0].id) if len(sources) == 1 else say("sources.looking_all")
        work().start(told, partial(_look, state.whole("write"), memory(), sources))

    attempt(begin)


def _look(assistant: Assistant, db: Database, sources: Sequence[Source]) -> None:
    try:
        with db.running():
            run_sources(assistant.archive, db, sources, now=read_clock)
            if watch_records.list_watches(db):
                Service(assistant, db).search()
    except MonitoringBusy:
        for source in sources:  # who is at work looks at them next
            source_records.make_due(db, source.id, read_clock())
        raise
