"""The opened article beside the page, with the quoted words in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from assistant.assistant import Assistant
from assistant.ui import formatting, state
from assistant.ui.components import notices
from assistant.ui.wording import say
from assistant.version_diff import changes
from corpus import Article, ArticleNotFound, Version


def pane(assistant: Assistant, extra: Callable[[Article], None] | None = None) -> None:
    """Show the opened article beside the page, where there is one.

    Args:
        assistant: Whose archive holds it.
        extra: Adds to the foot of the pane.
    """
    what = state.show_opened()
    if what is None:
        return
    with st.container(key="source-pane", gap=None):
        st.button(
            say("article.close"),
            key="close-source",
            icon=":material/close:",
            type="tertiary",
            shortcut="Esc",
            on_click=state.close,
        )
        try:
            article = assistant.archive.article(what.article_id)
        except ArticleNotFound:
            notices.quiet(say("article.gone"))
            return
        st.html(_article(article, what, barred=assistant.archive.standings([article.id])[article.id].barred))
        if article.version > 1:
            _changed(assistant.archive.versions(article.id))
        if extra:
            with st.container(key="source-foot"):
                extra(article)


def _article(article: Article, what: state.Opened, *, barred: str) -> str:
    kind = say("article.source", number=what.number) if what.number else say("article.one")
    said = say("article.barred", why=f"{barred[:1].upper()}{barred[1:]}")
    note = f'<p class="nd-withdrawn">{formatting.escape(said)}</p>' if barred else ""
    note += "".join(f'<p class="nd-correction">{formatting.escape(notice)}</p>' for notice in article.corrections)
    return (
        f'<section class="nd-article" aria-label="{kind}"><header><p class="nd-from">'
        f"<span>{formatting.escape(formatting.outlet(article.outlet))}</span>"
        f"<time>{formatting.published(article.published)}</time></p>"
        f"<h2>{formatting.escape(article.title)}</h2>{_facts(article)}{note}</header>"
        f'<div class="nd-scroll" tabindex="0" role="region" aria-label="{say("article.text")}">'
        f"{formatting.article_body(article.text, what.span, also=what.also)}</div></section>"
    )


def _changed(versions: Sequence[Version]) -> None:
    """Offer what the last version changed."""
    old, new = versions[-2:]
    with st.expander(say("article.changed", number=new.number), type="compact"):
        rows = "".join(
            f"<li>{f'<del>{formatting.escape(change.before)}</del> ' if change.before else ''}"
            f"{f'<ins>{formatting.escape(change.after)}</ins>' if change.after else ''}</li>"
            for change in changes(old, new)
        )
        st.html(f'<ul class="nd-changes">{rows}</ul>')


def _facts(article: Article) -> str:
    """Return byline, section, kind, version and address as one line."""
    facts = [formatting.escape(", ".join(article.authors))] if article.authors else []
    facts += [formatting.escape(article.section)] if article.section else []
    facts += [article.kind] if article.kind != "news" else []
    facts += (
        [formatting.escape(say("article.text_of", agency=article.agency))]
        if article.agency not in (None, article.outlet)
        else []
    )
    facts += [say("article.version", number=article.version)] if article.version > 1 else []
    address = formatting.link(article.url)
    if address:
        facts.append(
            f'<a href="{address}" target="_blank" rel="noopener noreferrer nofollow">{say("article.original")}</a>'
        )
    elif article.url:
        facts.append(formatting.escape(article.url))
    return f'<p class="nd-facts">{" · ".join(facts)}</p>' if facts else ""
