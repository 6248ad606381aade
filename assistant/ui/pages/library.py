"""The page 'Library': what is in the archive; search, read, add and remove articles."""

from __future__ import annotations

import streamlit as st

from assistant.assistant import Assistant
from assistant.errors import NotAllowed
from assistant.ui import formatting, state
from assistant.ui.components import article_pane, coverage_chart, empty_states, notices, upload
from corpus import Article, CorpusError, Coverage, Scope, Window

_PAGE = 20
_MOST_FOUND = 100
"""Articles that a search shows at most; a list that is longer is not read."""
_REMOVING, _REMOVED = "removing", "removed"


def page() -> None:
    """Show the archive in figures, as a chart and as a list."""
    assistant = state.assistant()
    if empty_states.is_empty(assistant):
        empty_states.empty_archive(assistant)
        return
    shelf, beside = st.container(key="library", gap="medium"), st.container(key="beside")
    with shelf:
        st.html(_head(assistant.archive.coverage(Scope())))
        _chart(assistant)
        with st.expander("Add articles", icon=":material/upload_file:", expanded=upload.has_report()):
            upload.form(assistant)
        if removed := st.session_state.pop(_REMOVED, None):
            notices.quiet(removed)
        _list(assistant)
        if empty_states.is_demo([name for name, _ in assistant.archive.outlets()]):
            notices.fiction()
    with beside:
        article_pane.pane(assistant, extra=lambda article: _removal(assistant, article))


def _head(covered: Coverage) -> str:
    figures = (
        (f"{covered.articles:,}", "article" if covered.articles == 1 else "articles"),
        (f"{covered.outlets:,}", "outlet" if covered.outlets == 1 else "outlets"),
        (formatting.in_words(covered.first), "first day"),
        (formatting.in_words(covered.last), "last day"),
    )
    cells = "".join(f"<div><dd>{value}</dd><dt>{name}</dt></div>" for value, name in figures)
    return f'<header class="nd-library"><h1>Library</h1><dl>{cells}</dl></header>'


def _chart(assistant: Assistant) -> None:
    drawn = coverage_chart.per_day(assistant.archive.per_day())
    if drawn is None:
        return
    unit, bars = drawn
    st.html(f'<p class="nd-label">Articles a {unit} by outlet</p>')
    st.altair_chart(bars, width="stretch", key="per-day", alt=f"Bar chart of articles a {unit} by outlet")


def _list(assistant: Assistant) -> None:
    filters = state.filters()
    scope = Scope(filters.window or Window(), filters.outlets)
    query = st.text_input(
        "Search", key="query", placeholder="Search the articles", icon=":material/search:", label_visibility="collapsed"
    )
    if query.strip():
        found = assistant.archive.listing(scope, query=query, limit=_MOST_FOUND)
        total, most = len(found), len(found) == _MOST_FOUND
        heading = f"The {total} best matches" if most else f"{total:,} {'match' if total == 1 else 'matches'}"
    else:
        found, total = None, assistant.archive.coverage(scope).articles
        heading = formatting.count(total, "article") + ", newest first"
    narrowed = " in the outlets and days that the sidebar keeps to" if scope != Scope() else ""
    st.html(f'<p class="nd-label">{heading}{narrowed}</p>')
    pages = max(1, -(-total // _PAGE))
    rows = st.container(key="articles", gap=None)
    place = st.pagination(pages, key=f"page-{pages}", max_visible_pages=5) - 1 if pages > 1 else 0
    if found is None:
        found = assistant.archive.listing(scope, limit=_PAGE, offset=place * _PAGE)
    else:
        found = found[place * _PAGE :][:_PAGE]
    with rows:
        for article in found:
            _row(article)


def _row(article: Article) -> None:
    """Show an article as a line; the whole line opens it."""
    with st.container(key=f"row-{article.id}", gap=None):
        st.html(
            f'<article class="nd-row"><h2>{formatting.escape(article.title)}</h2>'
            f'<p class="nd-from"><span>{formatting.escape(formatting.outlet(article.outlet))}</span>'
            f"<time>{formatting.published(article.published)}</time></p></article>"
        )
        st.button(
            formatting.markdown(f"Read: {article.title}"),
            key=f"read-{article.id}",
            on_click=state.open_article,
            args=(state.Opened(article.id),),
            width="stretch",
        )


def _removal(assistant: Assistant, article: Article) -> None:
    """Offer to remove the opened article; it takes a second click."""
    if st.session_state.get(_REMOVING) != article.id:
        if st.button("Remove from the archive", key="remove", icon=":material/delete:", type="tertiary"):
            st.session_state[_REMOVING] = article.id
            st.rerun()
        return
    st.html("<p>Remove this article with all its versions? This cannot be undone.</p>")
    with st.container(horizontal=True):
        yes = st.button("Remove", key="remove-yes", type="primary")
        no = st.button("Keep", key="remove-no")
    if yes or no:
        del st.session_state[_REMOVING]
    if no:
        st.rerun()
    if yes:
        _remove(assistant, article)


def _remove(assistant: Assistant, article: Article) -> None:
    try:
        with st.spinner("Removing …"):
            state.whole("write").archive.remove(article.id)
    except (CorpusError, NotAllowed) as error:
        notices.problem("The article could not be removed", str(error))
        return
    st.session_state[_REMOVED] = f"Removed: {article.title}"
    state.close()
    st.rerun()
