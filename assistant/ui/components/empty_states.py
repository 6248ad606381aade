"""What an empty chat and an empty archive show."""

from __future__ import annotations

import streamlit as st

from assistant.assistant import Assistant
from assistant.ui import formatting, state
from assistant.ui.components import upload
from corpus import Scope
from corpus.demo import ARTICLES

_DEMO = frozenset(
    {
        "Continental Wire",
        "Daily Flash",
        "Merchant & Market",
        "Radio Norrmark International",
        "The Harbor Ledger",
        "The Merrin Courier",
    }
)
_DEMO_QUESTIONS = (
    "What did Norrmark urge Velic to do?",
    "How many people died in the Brenna flood?",
    "What is the latest on the truce?",
    "What did The Harbor Ledger report in March about the dock strike?",
)


def is_demo(outlets: list[str]) -> bool:
    """Say whether an archive holds the demonstration articles and no others."""
    return bool(outlets) and set(outlets) <= _DEMO


def is_empty(assistant: Assistant) -> bool:
    """Say whether an archive has no articles."""
    return assistant.archive.coverage(Scope()).articles == 0


def examples(assistant: Assistant, outlets: list[str]) -> None:
    """Show what the archive holds and a few questions to begin with."""
    covered = assistant.archive.coverage(Scope())
    days = f", {formatting.period(covered.first, covered.last)}" if covered.first else ""
    holds = f"{formatting.count(covered.articles, 'article')} from {formatting.count(covered.outlets, 'outlet')}{days}."
    st.html(
        f'<header class="nd-welcome"><h1>Ask the archive</h1><p>{holds} Every sentence of an answer carries the words '
        "of the article that say so.</p></header>"
    )
    with st.container(key="examples", gap=None):
        for place, question in enumerate(_questions(assistant, outlets)):
            st.button(
                formatting.markdown(question),
                key=f"example-{place}",
                icon=":material/arrow_outward:",
                icon_position="right",
                width="stretch",
                on_click=state.ask,
                args=(question,),
            )


def _questions(assistant: Assistant, outlets: list[str]) -> list[str]:
    if is_demo(outlets):
        return list(_DEMO_QUESTIONS)
    newest = assistant.archive.listing(Scope(), limit=4)
    return [f"What is reported about “{article.title}”?" for article in newest]


def empty_archive(assistant: Assistant) -> None:
    """Say how articles get in, and offer the demonstration ones."""
    st.html(
        '<header class="nd-welcome"><h1>The archive is empty</h1><p>Newsdesk answers from your own articles, and from '
        "nothing else. Give it some to begin with.</p></header>"
    )
    with st.container(key="begin", gap="medium"):
        st.html(
            '<div class="nd-way"><h3>From the command line</h3><p>A folder or files: JSON Lines, JSON, CSV, Parquet, '
            "Markdown, plain text or saved pages.</p><pre>newsdesk ingest FOLDER</pre></div>"
        )
        st.html(
            '<div class="nd-way"><h3>Demonstration articles</h3><p>News from six outlets of an invented country, all '
            "of it fiction. It takes about a minute.</p></div>"
        )
        if st.button("Add the demonstration articles", key="add-demo", type="primary"):
            upload.ingest(assistant, [ARTICLES])
            st.rerun()
        st.html('<div class="nd-way"><h3>Upload</h3></div>')
        upload.form(assistant)
