"""The page 'Look up': a quote, a claim or a draft in one box, what became of it below, the source beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import streamlit as st

from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.lookup.claims import check_claim
from assistant.lookup.drafts import KINDS, Checked, check_draft, read_bytes, report
from assistant.lookup.export import draft_markdown
from assistant.lookup.quotes import look_up
from assistant.ui import state
from assistant.ui.components import (
    article_pane,
    demo_notice,
    empty_states,
    lookup_results,
    notices,
    references,
    scope_bar,
)
from assistant.ui.wording import say
from corpus import CorpusError, Scope, Window

_LOOKED_UP, _BOX, _FILE = "looked_up", "lookup-text", "lookup-file"
_ONE = 60
"""Words up to which a text on one line is one quote or one claim; what is longer is read as a draft."""
_LONGEST = 20_000
"""Letters of a pasted draft: what is longer is given as a file."""


@dataclass(frozen=True, slots=True)
class _LookedUp:
    """Hold what was looked up in this session, and what has come of it so far.

    Attributes:
        done: All of it was looked up; else it was stopped on the way, or is being looked up.
    """

    text: str
    name: str
    scope: Scope
    checked: tuple[Checked, ...] = ()
    started: bool = False
    done: bool = False
    problem: str = ""


def page() -> None:
    """Show the box, look up what was put into it, and show what came of it."""
    assistant = state.assistant()
    if empty_states.is_empty(assistant):
        empty_states.empty_archive(assistant)
        return
    found, beside = st.container(key="lookup", gap="medium"), st.container(key="beside")
    with beside:
        article_pane.pane(assistant)
    with found:
        _box(assistant)
        looked_up: _LookedUp | None = st.session_state.get(_LOOKED_UP)
        if looked_up is not None:
            _results(assistant, looked_up)
        demo_notice.show(assistant)


def _box(assistant: Assistant) -> None:
    st.html(f'<header class="nd-head"><h1>{say("page.lookup")}</h1><p>{say("lookup.promise")}</p></header>')
    with st.form("lookup-form", border=False):
        st.text_area(
            say("lookup.box"), key=_BOX, height=120, label_visibility="collapsed", placeholder=say("lookup.hint")
        )
        kinds = [kind.removeprefix(".") for kind in KINDS]
        with st.expander(say("lookup.file"), icon=":material/upload_file:"):
            st.file_uploader(say("lookup.draft"), type=kinds, key=_FILE, label_visibility="collapsed")
        st.form_submit_button(say("page.lookup"), key="lookup-go", type="primary", on_click=_begin)
    scope_bar.show(assistant)


def _begin() -> None:
    """Take what was put in; the page then looks it up."""
    filters, given = state.filters(), st.session_state.get(_FILE)
    scope = Scope(filters.window or Window(), filters.outlets, filters.as_of, kinds=filters.kinds)
    typed = str(st.session_state.get(_BOX) or "").strip()
    state.close()
    try:
        words, name = (read_bytes(given.name, given.getvalue()), given.name) if given else (typed, "")
        problem = "" if words.strip() else say("lookup.empty")
        if not given and len(words) > _LONGEST:
            problem = say("lookup.too_long", count=len(words), most=_LONGEST)
    except AssistantError as error:
        words, name, problem = "", "", str(error)
    done = bool(problem)
    st.session_state[_LOOKED_UP] = _LookedUp(words, name, scope, started=done, done=done, problem=problem)


def _results(assistant: Assistant, looked_up: _LookedUp) -> None:
    """Show what was found; what is new is looked up first, each result shown as it comes."""
    if not looked_up.started:
        _work(assistant, looked_up)
        st.rerun()
    if looked_up.problem:
        notices.problem(say("lookup.failed"), looked_up.problem)
    elif not looked_up.done:
        notices.quiet(say("lookup.stopped"))
    elif not looked_up.checked:
        notices.quiet(say("lookup.nothing"))
    draft = report(looked_up.name, looked_up.scope, looked_up.checked)
    if len(draft.checked) > 2:
        st.html(lookup_results.summary(draft))
    for number, item in enumerate(draft.checked):
        lookup_results.item(f"lookup-{number}", item)
    if draft.checked:
        cited = lookup_results.citations([item.found for item in draft.checked])
        references.show("lookup", assistant.archive, list(cited))
        st.download_button(
            say("lookup.report"), draft_markdown(draft), "look-up.md", icon=":material/download:", type="tertiary",
            on_click="ignore",
        )  # fmt: skip


def _work(assistant: Assistant, looked_up: _LookedUp) -> None:
    status, shown = st.empty(), st.container(gap="medium")
    st.session_state[_LOOKED_UP] = looked_up = replace(looked_up, started=True)
    status.html(_working(0))
    try:
        for number, item in enumerate(_checked(assistant, looked_up)):
            st.session_state[_LOOKED_UP] = looked_up = replace(looked_up, checked=(*looked_up.checked, item))
            with shown:
                lookup_results.item(f"coming-{number}", item)
            status.html(_working(number + 1))
        st.session_state[_LOOKED_UP] = replace(looked_up, done=True)
    except (CorpusError, AssistantError) as error:
        st.session_state[_LOOKED_UP] = replace(looked_up, problem=str(error))
    status.empty()


def _checked(assistant: Assistant, looked_up: _LookedUp) -> Iterator[Checked]:
    """Yield what becomes of a text as a quote and, where it is not printed so, as a claim; of a draft, part by part."""
    given, scope = looked_up.text, looked_up.scope
    if looked_up.name or "\n" in given.strip() or len(given.split()) > _ONE:
        yield from check_draft(assistant.archive, given, scope=scope)
        return
    quote = look_up(assistant.archive, given, scope=scope)
    yield Checked(1, given, quote)
    if quote.verdict in ("altered", "not found"):
        claim = check_claim(assistant.archive, given, scope=scope)
        if claim.verdict != "not in the archive":
            yield Checked(1, given, claim)


def _working(number: int) -> str:
    told = say("lookup.so_far", results=say("count.results", count=number)) if number else say("lookup.working")
    return f'<p class="nd-working" role="status">{told}</p>'
