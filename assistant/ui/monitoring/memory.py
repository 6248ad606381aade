"""What the watch over an archive remembers, opened once for all visitors, and the work that goes on behind the page."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread

import streamlit as st

from assistant.errors import AssistantError, MonitoringBusy
from assistant.monitoring.storage.database import Database
from assistant.ui import state
from assistant.ui.components import adding, notices
from assistant.ui.formatting import escape
from assistant.ui.wording import say
from corpus import CorpusError

_PROBLEM = "watch-problem"
_LOOK_AGAIN = 1.0
"""Seconds between two looks at whether work has ended."""


class Work:
    """Do one piece of work at a time behind the page: nobody has to wait for it, and it ends even where they leave."""

    def __init__(self) -> None:
        """Begin with none."""
        self._guard = Lock()
        self._told = ""
        self._problem = ""

    def start(self, told: str, task: Callable[[], None]) -> None:
        """Begin a piece of work; where one goes on already, nothing happens.

        Args:
            told: What is said of it as long as it goes on.
            task: What is done.
        """
        with self._guard:
            if self._told:
                return
            self._told, self._problem = told, ""
        Thread(target=self._do, args=(task,), name="watch", daemon=True).start()

    def told(self) -> str:
        """Return what goes on, '' where nothing does."""
        return self._told

    def take_problem(self) -> str:
        """Return why the last piece of work failed, once; '' where it did not."""
        with self._guard:
            problem, self._problem = self._problem, ""
            return problem

    def _do(self, task: Callable[[], None]) -> None:
        problem = say("watching.broken")
        try:
            task()
            problem = ""
        except MonitoringBusy:
            problem = say("watching.busy")
        except (CorpusError, AssistantError) as error:
            problem = adding.in_page_words(str(error))
        finally:
            with self._guard:
                self._told, self._problem = "", problem


def memory() -> Database:
    """Return what the watch remembers; raises MonitoringError where it cannot be opened."""
    return _memory(str(state.shared_assistant().archive.home))


def work() -> Work:
    """Return the work that goes on for the archive."""
    return _work(str(state.shared_assistant().archive.home))


@st.cache_resource(show_spinner=False, max_entries=4)
def _memory(home: str) -> Database:
    return Database(state.shared_assistant().archive.home)


@st.cache_resource(show_spinner=False, max_entries=4)
def _work(home: str) -> Work:
    return Work()


def attempt(what: Callable[[], object]) -> None:
    """Do what a button asks for; where it cannot be done, say so when the section is drawn next."""
    try:
        what()
    except (CorpusError, AssistantError) as error:
        st.session_state[_PROBLEM] = adding.in_page_words(str(error))


def show_problem() -> None:
    """Say what could not be done, once."""
    if found := st.session_state.pop(_PROBLEM, "") or work().take_problem():
        notices.problem(say("care.failed"), found)


def follow() -> None:
    """Say what goes on, until it has ended."""
    if told := work().told():
        _follow(told)


@st.fragment(run_every=_LOOK_AGAIN)
def _follow(told: str) -> None:
    """Look again and again; then draw the page anew: there may be new articles."""
    if not work().told():
        st.rerun()
    st.html(f'<p class="nd-working" role="status">{escape(told)} …</p>')
