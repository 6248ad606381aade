"""References to cited articles on the page, each with the button that copies it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from assistant.lookup.references import FORMATS, NAMES, cited_articles, references
from assistant.types import Citation
from corpus import Archive


def show(key: str, archive: Archive, citations: Sequence[Citation]) -> None:
    """Offer the references to what is cited, one by one and all together.

    Args:
        key: Tells these from the references to something else on the page.
        archive: Holds the articles.
        citations: Of a look-up, an answer, a briefing.
    """
    articles = cited_articles(archive, citations)
    if not articles:
        return
    with st.expander("References", icon=":material/format_quote:"):
        form = st.selectbox("Style", FORMATS, key=f"reference-form-{key}", format_func=NAMES.__getitem__)
        for article in articles:
            st.code(references([article], form, accessed=date.today()), language=None, wrap_lines=True)
        if len(articles) > 1:
            st.html('<p class="nd-label">All of them</p>')
            st.code(references(articles, form, accessed=date.today()), language=None, wrap_lines=True)
