"""The section 'Saved searches' of the library: what is searched for in what comes in, and what was found."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assistant.assistant import Assistant
from assistant.monitoring.service import Service
from assistant.monitoring.storage import outbox, watch_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Item, Watch
from assistant.ui import formatting, login, state
from assistant.ui.components import citation_buttons
from assistant.ui.formatting import escape
from assistant.ui.monitoring import search_form
from assistant.ui.monitoring.memory import attempt, follow, memory, show_problem, work
from assistant.ui.monitoring.source_list import moment
from assistant.ui.wording import say

_REMOVING, _SHOWN = "search-to-remove", "alerts-shown"
_AT_FIRST, _MORE = 3, 20
"""Alerts of one search that are shown, and how many more with each click."""


@st.fragment
def show() -> None:
    """Offer the section; nothing of it is read before it is opened."""
    state.rerun_if_opened()
    if not login.oversees(state.shared_assistant().archive):
        return
    with st.expander(
        say("searches.title"), key="saved-searches", icon=":material/notifications:", on_change="rerun"
    ) as section:
        if section.open:
            _content(memory())


def _content(db: Database) -> None:
    show_problem()
    watches = watch_records.list_watches(db)
    st.html(f'<p class="nd-facts">{say("searches.how" if watches else "searches.none")}</p>')
    if watches:
        st.button(
            say("searches.run"), key="searches-run", icon=":material/refresh:", disabled=bool(work().told()),
            on_click=_run,
        )  # fmt: skip
    follow()
    undelivered = {one.watch_id: one.error for one in outbox.list_deliveries(db) if one.state == "failed"}
    for watch in watches:
        _search(db, watch, undelivered.get(watch.id, ""))
    if (added := search_form.show(db)) is not None:
        if added.seen == 0:
            _run([added])
        st.rerun(scope="fragment")


def _search(db: Database, watch: Watch, undelivered: str) -> None:
    """Show one search: its newest alerts, each with the words that it rests on, and what can be done."""
    with st.container(key=f"row-search-{watch.id}", gap="xsmall"):
        count = watch_records.count_items(db, watch.id)
        st.html(_told(watch, count, undelivered))
        shown = st.session_state.setdefault(_SHOWN, {}).get(watch.id, _AT_FIRST)
        for item in watch_records.newest_items(db, watch.id, limit=shown):
            _alert(item)
        with st.container(key=f"search-tools-{watch.id}", horizontal=True, gap="small"):
            if count > shown:
                st.button(
                    say("searches.more", count=count - shown), key=f"search-more-{watch.id}", type="tertiary",
                    icon=":material/expand_more:", on_click=_show_more, args=(watch.id, shown),
                )  # fmt: skip
            _tools(watch)


def _tools(watch: Watch) -> None:
    if st.session_state.get(_REMOVING) == watch.id:
        st.button(
            say("searches.remove_yes"), key=f"search-remove-yes-{watch.id}", type="primary", on_click=_remove,
            args=(watch.id,),
        )  # fmt: skip
        st.button(say("watching.keep"), key=f"search-keep-{watch.id}", on_click=_ask_to_remove, args=("",))
        return
    st.button(
        say("watching.resume" if watch.paused else "watching.pause"), key=f"search-pause-{watch.id}",
        icon=f":material/{'play_arrow' if watch.paused else 'pause'}:", type="tertiary",
        on_click=_pause, args=(watch.id, not watch.paused),
    )  # fmt: skip
    st.button(
        say("watching.remove"), key=f"search-remove-{watch.id}", icon=":material/delete:", type="tertiary",
        on_click=_ask_to_remove, args=(watch.id,),
    )  # fmt: skip


def _told(watch: Watch, count: int, undelivered: str) -> str:
    paused = f' <span class="nd-marked">{say("watching.paused")}</span>' if watch.paused else ""
    outlets = [", ".join(watch.outlets)] if watch.outlets else []
    said = [search_form.kind_name(watch.kind), *outlets, say("searches.found", count=count), *watch.channels]
    failed = say("searches.undelivered", why=undelivered) if undelivered else ""
    return (
        f'<p class="nd-found-text">{escape(watch.text)}{paused}</p>'
        f'<p class="nd-facts">{escape(" · ".join(said))}</p>'
        + (f'<p class="nd-marked">{escape(failed)}</p>' if failed else "")
    )


def _alert(item: Item) -> None:
    what = say(f"searches.item_{item.kind.replace(' ', '_')}")
    cited = item.citation
    with st.container(key=f"alert-{item.number}", gap="xxsmall"):
        note = f": {escape(item.note)}" if item.note else ""
        st.html(
            f'<p class="nd-facts"><strong>{escape(what)}</strong>{note} · {escape(moment(item.at))}</p>'
            f'<p><q class="nd-printed">{escape(cited.quote)}</q></p>'
        )
        st.button(
            formatting.markdown(f"{citation_buttons.where(cited)}: {cited.title}"), key=f"open-alert-{item.number}",
            type="tertiary", icon=":material/article:", on_click=state.open_article,
            args=(state.Opened(cited.article_id, (cited.start, cited.end)),),
        )  # fmt: skip


def _show_more(watch_id: str, shown: int) -> None:
    st.session_state[_SHOWN][watch_id] = shown + _MORE


def _ask_to_remove(watch_id: str) -> None:
    st.session_state[_REMOVING] = watch_id


def _pause(watch_id: str, paused: bool) -> None:
    def pause() -> None:
        state.whole("write")
        watch_records.pause_watch(memory(), watch_id, paused=paused)

    attempt(pause)


def _remove(watch_id: str) -> None:
    def remove() -> None:
        state.whole("write")
        watch_records.remove_watch(memory(), watch_id)

    _ask_to_remove("")
    attempt(remove)


def _run(only: list[Watch] | None = None) -> None:
    """Run searches behind the page over what came in since they were run last."""

    def begin() -> None:
        work().start(say("searches.looking"), partial(_search_archive, state.whole("write"), memory(), only or []))

    attempt(begin)


def _search_archive(assistant: Assistant, db: Database, only: list[Watch]) -> None:
    with db.running():
        Service(assistant, db).search(only)
