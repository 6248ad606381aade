"""Below an opened article: its copies, where it is cited, and withdrawing or removing it, which can be undone."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import streamlit as st

from assistant.assistant import Assistant
from assistant.errors import BriefingError, ConversationError, NotAllowed
from assistant.serialization import article_json
from assistant.ui import formatting, state
from assistant.ui.briefs import briefing_state
from assistant.ui.components import notices
from assistant.ui.formatting import escape
from assistant.ui.wording import say
from corpus import Article, CorpusError, Scope, Version, Window

_UNDO = "article-undo"
_LOOKED_AT = 200
"""Conversations and briefings that are looked through, the newest first."""


def show(assistant: Assistant, article: Article) -> None:
    """Show what belongs to an article beside its text."""
    _copies(assistant, article)
    _cited_in(article)
    barred = assistant.archive.standings([article.id])[article.id].barred
    with st.container(key="care", horizontal=True, gap="xsmall"):
        if not barred and st.button(
            say("care.withdraw"),
            key="withdraw",
            icon=":material/block:",
            type="tertiary",
            help=say("care.withdraw_help"),
        ):
            _do(
                lambda: state.whole("write").archive.withdraw(article.id),
                say("care.withdrawn", title=article.title),
                article,
            )
        if st.button(say("care.remove"), key="remove", icon=":material/delete:", type="tertiary"):
            versions = assistant.archive.versions(article.id)
            told = say("care.removed", title=article.title)
            _do(lambda: state.whole("write").archive.remove(article.id), told, article, versions=versions)


def _copies(assistant: Assistant, article: Article) -> None:
    story = assistant.archive.stories_of([article.id]).get(article.id)
    others = [copy.article for copy in story.copies if copy.article.id != article.id] if story else []
    if not others:
        return
    with st.expander(say("care.copies", count=len(others)), type="compact"):
        for other in others:
            _link(
                other.id, f"{formatting.outlet(other.outlet)}, {formatting.published(other.published)}: {other.title}"
            )


def _link(article_id: str, label: str) -> None:
    st.button(
        formatting.markdown(label), key=f"read-copy-{article_id}", type="tertiary",
        on_click=state.open_article, args=(state.Opened(article_id),),
    )  # fmt: skip


def _cited_in(article: Article) -> None:
    with st.expander(say("care.cited_in"), type="compact", key=f"cited-{article.id}", on_change="rerun") as opened:
        if not opened.open:
            return
        found = list(_citing(article.id))
        for key, title, open_it, page in found:
            if st.button(formatting.markdown(title), key=f"citing-{key}", type="tertiary"):
                open_it(key)
                st.switch_page(state.page(page))
        if not found:
            st.html(f'<p class="nd-facts">{say("care.not_cited")}</p>')


def _citing(article_id: str) -> Iterator[tuple[str, str, Callable[[str], None], str]]:
    """Yield the conversations and briefings that cite an article: id, title, what opens it, and its page."""
    for one in state.store().shelf().summaries[:_LOOKED_AT]:
        try:
            talk = state.store().get(one.id)
        except ConversationError:
            continue
        answers = [exchange.answer for exchange in talk.exchanges if exchange.answer]
        if any(citation.article_id == article_id for answer in answers for citation in answer.citations):
            yield one.id, one.title, state.open_chat, "ask"
    for entry in briefing_state.shelf().listed().entries[:_LOOKED_AT]:
        try:
            made = briefing_state.shelf().get(entry.id).briefing
        except BriefingError:
            continue
        if any(citation.article_id == article_id for citation in made.citations):
            yield entry.id, say("care.briefing", topic=entry.topic), briefing_state.open_saved, "brief"


def _do(what: Callable[[], None], told: str, article: Article, *, versions: list[Version] | None = None) -> None:
    """Withdraw or remove an article, and remember how to take that back."""
    try:
        with st.spinner(say("care.working")):
            what()
    except (CorpusError, NotAllowed) as error:
        notices.problem(say("care.failed"), str(error))
        return
    st.session_state[_UNDO] = (told, article, versions)
    state.close()
    st.rerun()


def show_undo() -> None:
    """Say what was taken out last, and offer to take that back."""
    told, article, versions = st.session_state.get(_UNDO, ("", None, None))
    if not told:
        return
    with st.container(key="care-undo", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<p class="nd-note" role="status">{escape(told)}</p>', width="content")
        if st.button(say("care.undo"), key="undo", icon=":material/undo:"):
            del st.session_state[_UNDO]
            try:
                _undo(article, versions)
            except (CorpusError, NotAllowed) as error:
                notices.problem(say("care.failed"), str(error))
                return
            st.rerun()


def _undo(article: Article, versions: list[Version] | None) -> None:
    """Let an article back in; one that was removed is read again, version by version."""
    archive = state.whole("write").archive
    if versions is None:
        archive.withdraw(article.id, undo=True)
        return
    kept = {name: value for name, value in article_json(article).items() if value not in (None, "", [])}
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as folder:
        for version in versions:
            path = Path(folder) / f"version-{version.number}.jsonl"
            record = kept | {"title": version.title, "text": version.text}
            path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8", errors="replace")
            archive.ingest([path])


def export_button(assistant: Assistant) -> None:
    """Offer the articles that the chips keep to, or the whole archive, as JSON Lines."""
    filters = state.filters()
    scope = Scope(filters.window or Window(), filters.outlets, kinds=filters.kinds)
    query = str(st.session_state.get("query") or "").strip()

    def lines() -> bytes:
        total = assistant.archive.coverage(scope).articles
        found = assistant.archive.listing(scope, query=query, limit=total)
        return "".join(f"{json.dumps(article_json(one), ensure_ascii=False)}\n" for one in found).encode(
            "utf-8", "replace"
        )

    st.download_button(
        say("library.export_found" if query or scope != Scope() else "library.export_all"),
        lines,
        "newsdesk.jsonl",
        "application/x-ndjson",
        key="export-articles",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )
