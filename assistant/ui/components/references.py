"""References to cited articles on the page, in the style that a person chose, each with the button that copies it."""

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
from assistant.ui import preferences
from assistant.ui.wording import say
from corpus import Archive, Article

_KEPT = 256


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
    with st.expander(say("references.title"), icon=":material/format_quote:"):
        chosen = f"reference-form-{key}"
        st.session_state[chosen] = form = preferences.reference_style()
        st.selectbox(
            say("references.style"), FORMATS, key=chosen, format_func=NAMES.__getitem__, on_change=_choose,
            args=(chosen,),
        )  # fmt: skip
        single, together = _made(articles, _versions(articles), form, date.today(), cited_places(citations))
        for entry in single:
            st.code(entry, language=None, wrap_lines=True)
        if len(single) > 1:
            st.html(f'<p class="nd-label">{say("references.all")}</p>')
            st.code(together, language=None, wrap_lines=True)


def _choose(key: str) -> None:
    preferences.choose_reference_style(st.session_state[key])


def by_article(archive: Archive, citations: Sequence[Citation], form: str) -> dict[str, str]:
    """Return the reference to each cited article in a style, by the article's id."""
    articles = cited_articles(archive, citations)
    single, _ = _made(articles, _versions(articles), form, date.today(), cited_places(citations))
    return {article.id: entry for article, entry in zip(articles, single, strict=True)}


def _versions(articles: Sequence[Article]) -> tuple[tuple[str, int], ...]:
    return tuple((article.id, article.version) for article in articles)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
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
