"""The page 'Library': what is in the archive; search, read, add, withdraw and remove articles."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assistant.assistant import Assistant
from assistant.ui import formatting, state
from assistant.ui.components import (
    add_articles,
    adding,
    article_care,
    article_pane,
    coverage_chart,
    demo_notice,
    empty_states,
    scope_bar,
    search_hits,
)
from assistant.ui.formatting import escape
from assistant.ui.monitoring import search_list, source_list
from assistant.ui.wording import say
from corpus import Article, Coverage, Scope, Window

_PAGE = 20
_MOST_FOUND = 100
"""Articles that a search shows at most; a list that is longer is not read."""
_NEWEST, _OLDEST, _BEST = "newest", "oldest", "best"


def page() -> None:
    """Show the archive in figures, as a chart and as a list."""
    assistant = state.assistant()
    if empty_states.is_empty(assistant):
        article_care.show_undo()
        empty_states.empty_archive(assistant)
        source_list.show()
        return
    shelf, beside = st.container(key="library", gap="small"), st.container(key="beside")
    with beside:  # first: the sections of the shelf see whether it shows what was opened
        article_pane.pane(assistant, extra=lambda article: article_care.show(assistant, article))
    with shelf:
        st.html(_head(assistant.archive.coverage(Scope())))
        article_care.show_undo()
        query = st.text_input(
            say("library.search"), key="query", placeholder=say("library.search"), icon=":material/search:",
            label_visibility="collapsed",
        )  # fmt: skip
        scope_bar.show(assistant)
        with st.expander(say("home.add"), key="add-own", icon=":material/add:", expanded=adding.has_report()):
            add_articles.show(assistant)
        source_list.show()
        search_list.show()
        _list(assistant, (query or "").strip())
        if not (query or "").strip():  # it is of the whole archive
            _chart(assistant)
        article_care.export_button(assistant)
        demo_notice.show(assistant)


def _head(covered: Coverage) -> str:
    holds = say("home.holds", holdings=formatting.holdings(covered))
    return f'<header class="nd-head"><h1>{say("page.library")}</h1><p>{escape(holds)}</p></header>'


def _chart(assistant: Assistant) -> None:
    drawn = coverage_chart.per_day(assistant.archive.per_day())
    if drawn is None:
        return
    unit, bars = drawn
    label = say(f"library.chart_{unit}")
    st.html(f'<p class="nd-label">{label}</p>')
    st.altair_chart(bars, width="stretch", key="per-day", alt=label)


def _list(assistant: Assistant, query: str) -> None:
    filters = state.filters()
    scope = Scope(filters.window or Window(), filters.outlets, kinds=filters.kinds)
    total = assistant.archive.coverage(scope).articles
    found: list[Article] | None = None
    if query:
        found = assistant.archive.listing(scope, query=query, limit=_MOST_FOUND)
        total = len(found)
    heading, sorting = st.columns([3, 2], vertical_alignment="center")
    heading.html(f'<p class="nd-label">{escape(_heading(query, total, narrowed=scope != Scope()))}</p>')
    orders = (_BEST, _NEWEST, _OLDEST) if query else (_NEWEST, _OLDEST)
    order = sorting.selectbox(
        say("library.sort"), orders, key=f"order-{len(orders)}", label_visibility="collapsed",
        format_func=lambda name: say(f"library.order_{name}"),
    )  # fmt: skip
    pages = max(1, -(-total // _PAGE))
    rows = st.container(key="articles", gap=None)
    place = st.pagination(pages, key=f"page-{pages}", max_visible_pages=5) - 1 if pages > 1 else 0
    with rows:
        for article in _on_page(assistant, scope, found, order=order, place=place):
            _row(article, query)


def _heading(query: str, total: int, *, narrowed: bool) -> str:
    if query and total == _MOST_FOUND:
        told = say("library.best_matches", count=total)
    else:
        told = say("library.matches" if query else "count.articles", count=total)
    return say("library.narrowed", found=told) if narrowed else told


def _on_page(
    assistant: Assistant, scope: Scope, found: list[Article] | None, *, order: str, place: int
) -> list[Article]:
    """Return the articles of a page of the list."""
    if found is not None:
        if order != _BEST:
            found = sorted(found, key=lambda one: one.published or "", reverse=order == _NEWEST)
        return found[place * _PAGE :][:_PAGE]
    if order == _NEWEST:
        return assistant.archive.listing(scope, limit=_PAGE, offset=place * _PAGE)
    total = assistant.archive.coverage(replace(scope)).articles
    start = max(0, total - (place + 1) * _PAGE)
    return assistant.archive.listing(scope, limit=min(_PAGE, total - place * _PAGE), offset=start)[::-1]


def _row(article: Article, query: str) -> None:
    """Show an article as a line: its headline opens it; below it the sentence that matches the search best."""
    with st.container(key=f"row-{article.id}", gap=None):
        st.button(
            formatting.markdown(article.title),
            key=f"read-{article.id}",
            type="tertiary",
            on_click=state.open_article,
            args=(state.Opened(article.id),),
        )
        kind = "" if article.kind in ("news", "wire") else f"<span>{escape(article.kind)}</span>"
        st.html(
            f'<p class="nd-from"><span>{escape(formatting.outlet(article.outlet))}</span>'
            f"<time>{formatting.published(article.published)}</time>{kind}</p>"
        )
        if query and (hit := search_hits.matching_sentence(article.text, query)):
            st.html(f'<p class="nd-hit">{hit}</p>')
