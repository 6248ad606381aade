"""What an empty chat and an empty archive show: what there is to ask, and how articles get in."""

from __future__ import annotations

import streamlit as st

from assistant.assistant import Assistant
from assistant.ui import formatting, remembered, state
from assistant.ui.components import add_articles, adding, demo_notice
from assistant.ui.demo_articles import find_demo
from assistant.ui.wording import say
from corpus import Scope
from corpus.demo import ARTICLES

_DEMO_QUESTIONS = (
    "How many people died in the Brenna flood?",
    "Why did Oskar Lindqvist resign?",
    "What did The Harbor Ledger report in March about the dock strike?",
    "Where do sources differ on the Brenna flood?",
)
_SUGGESTED = "suggestions"


def is_empty(assistant: Assistant) -> bool:
    """Say whether an archive has no articles."""
    return assistant.archive.coverage(Scope()).articles == 0


def welcome(assistant: Assistant) -> None:
    """Show what the archive holds, a few questions to begin with, and how to add articles."""
    holds = say("home.holds", holdings=formatting.holdings(assistant.archive.coverage(Scope())))
    st.html(
        f'<header class="nd-welcome"><h1>{say("home.title")}</h1>'
        f"<p>{formatting.escape(holds)} {say('home.promise')}</p></header>"
    )
    questions = st.container()
    with st.expander(say("home.add"), key="add-own", icon=":material/add:", expanded=adding.has_report()):
        add_articles.show(assistant)
    demo_notice.show(assistant)
    with questions:  # last, since the main stories may have to be looked for
        if find_demo(assistant).alone:
            _examples(_DEMO_QUESTIONS)
        else:
            _suggestions(assistant)


def _examples(questions: tuple[str, ...]) -> None:
    with st.container(key="examples", gap=None):
        for place, question in enumerate(questions):
            st.button(
                formatting.markdown(question),
                key=f"example-{place}",
                icon=":material/arrow_outward:",
                icon_position="right",
                width="stretch",
                on_click=state.ask,
                args=(question,),
            )


@st.fragment
def _suggestions(assistant: Assistant) -> None:
    """Show questions about the archive's main stories; they are looked for once, then remembered."""
    questions = remembered.recall_for(assistant, _SUGGESTED)
    place = st.empty()
    if questions is None:
        with place.container():
            st.html(f'<p class="nd-working" role="status">{say("home.looking")}</p>')
            for _ in range(3):
                st.skeleton(height=40)
        questions = remembered.keep_for(assistant, _SUGGESTED, lambda: _suggested(assistant))
        place.empty()  # what stood there would stay below the questions until the whole page is drawn
    with place.container():
        _examples(tuple(questions))


def _suggested(assistant: Assistant) -> list[str]:
    from assistant.conversations.suggestions import suggest_questions

    return suggest_questions(Assistant(assistant.archive))


def empty_archive(assistant: Assistant) -> None:
    """Say how articles get in, and offer the demonstration ones."""
    st.html(f'<header class="nd-welcome"><h1>{say("home.empty_title")}</h1><p>{say("home.empty_promise")}</p></header>')
    with st.container(key="begin", gap="medium"):
        add_articles.show(assistant)
        st.html(f'<p class="nd-label">{say("home.or_demo")}</p>')
        if st.button(say("home.add_demo"), key="add-demo", type="primary") and adding.take([ARTICLES]):
            st.rerun()
        st.html(f'<p class="nd-made">{say("home.command")} <code>newsdesk ingest FOLDER</code></p>')
