"""References to cited articles on the page, each with the button that copies it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from assistant.bibliography.references import (
    FORMATS,
    NAMES,
    cited_articles,
    cited_places,
    reference_list,
    references,
)
from assistant.types import Citation
from corpus import Archive, Article


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
        versions = tuple((article.id, article.version) for article in articles)
        single, together = _made(articles, versions, form, date.today(), cited_places(citations))
        for entry in single:
            st.code(entry, language=None, wrap_lines=True)
        if len(single) > 1:
            st.html('<p class="nd-label">All of them</p>')
            st.code(together, language=None, wrap_lines=True)


@st.cache_data(show_spinner=False, max_entries=256)
def _made(
    _articles: Sequence[Article],
    versions: tuple[tuple[str, int], ...],
    form: str,
    today: date,
    places: dict[str, list[str]],
) -> tuple[list[str], str]:
    """Return the references one by one, and together; kept, since a page is drawn anew with every click."""
    single = reference_list(_articles, form, accessed=today, places=places)
    return single, references(_articles, form, accessed=today, places=places)
