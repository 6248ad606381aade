"""Where an answer comes from: source cards, and the article beside the page with the quoted words in view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from assistant.assistant import Assistant
from assistant.citations import place_and_caveats
from assistant.types import Citation
from assistant.ui import formatting, state
from assistant.ui.components import notices
from assistant.version_diff import changes
from corpus import Article, ArticleNotFound, Version


def cards(
    key: str, citations: Sequence[Citation], *, nearest: bool = False, marked: Mapping[int, str] | None = None
) -> None:
    """Show one card a citation; the whole card opens its article.

    Args:
        key: Tells the cards of this answer from those of others.
        citations: In the order of their numbers.
        nearest: They are the near misses of an abstention, and are marked as such.
        marked: What a person must know of a source, by its number.
    """
    with st.container(key=f"{'closest' if nearest else 'cards'}-{key}", gap=None):
        for citation in citations:
            name = f"Closest passage {citation.number}" if nearest else f"Source {citation.number}"
            with st.container(key=f"card-{key}-{citation.number}", gap=None):
                st.html(_card(citation, nearest=nearest, mark=(marked or {}).get(citation.number, "")))
                st.button(
                    formatting.markdown(f"{name}: {formatting.outlet(citation.outlet)}, {citation.title}"),
                    key=f"open-{key}-{citation.number}",
                    on_click=open_citation,
                    args=(citation, citations),
                    width="stretch",
                )


def open_citation(citation: Citation, among: Sequence[Citation]) -> None:
    """Open the article of a citation, with the other quotes of the same answer marked faintly."""
    also = tuple(
        (other.start, other.end)
        for other in among
        if other.article_id == citation.article_id and other.number != citation.number
    )
    state.open_article(state.Opened(citation.article_id, (citation.start, citation.end), also, citation.number))


def _card(citation: Citation, *, nearest: bool, mark: str) -> str:
    told = f'<p class="nd-marked">{formatting.escape(mark)}</p>' if mark else ""
    number = "" if nearest else f'<span class="nd-number">{citation.number}</span>'
    return (
        f'<article class="nd-card">{number}'
        f'<p class="nd-from"><span>{formatting.escape(formatting.outlet(citation.outlet))}</span>'
        f"<time>{formatting.published(citation.published)}</time></p>"
        f"{told}<h3>{formatting.escape(citation.title)}</h3>"
        f"<blockquote>{formatting.escape(citation.quote)}</blockquote>{_copies(citation)}</article>"
    )


def _copies(citation: Citation) -> str:
    """Return where the words stand, whose text it is, and who else printed it."""
    said = [told] if (told := place_and_caveats(citation)) else []
    said += [f"Text of {citation.origin}"] if citation.origin else []
    said += [f"also in {', '.join(citation.also_in)}"] if citation.also_in else []
    line = " · ".join(said)
    return f'<p class="nd-copies">{formatting.escape(line[:1].upper() + line[1:])}</p>' if line else ""


def pane(assistant: Assistant, extra: Callable[[Article], None] | None = None) -> None:
    """Show the opened article beside the page, where there is one.

    Args:
        assistant: Whose archive holds it.
        extra: Adds to the foot of the pane.
    """
    what = state.opened()
    if what is None:
        return
    with st.container(key="source-pane", gap=None):
        st.button("Close", key="close-source", icon=":material/close:", type="tertiary", on_click=state.close)
        try:
            article = assistant.archive.article(what.article_id)
        except ArticleNotFound:
            notices.quiet("This article is no longer in the archive.")
            return
        st.html(_article(article, what, barred=assistant.archive.standings([article.id])[article.id].barred))
        if article.version > 1:
            _changed(assistant.archive.versions(article.id))
        if extra:
            with st.container(key="source-foot"):
                extra(article)


def _article(article: Article, what: state.Opened, *, barred: str) -> str:
    kind = f"Source {what.number}" if what.number else "Article"
    said = f"{barred[:1].upper()}{barred[1:]}: kept, and not cited."
    note = f'<p class="nd-withdrawn">{formatting.escape(said)}</p>' if barred else ""
    note += "".join(f'<p class="nd-correction">{formatting.escape(notice)}</p>' for notice in article.corrections)
    return (
        f'<section class="nd-article" aria-label="{kind}"><header><p class="nd-from">'
        f"<span>{formatting.escape(formatting.outlet(article.outlet))}</span>"
        f"<time>{formatting.published(article.published)}</time></p>"
        f"<h2>{formatting.escape(article.title)}</h2>{_facts(article)}{note}</header>"
        f'<div class="nd-scroll" tabindex="0" role="region" aria-label="Text of the article">'
        f"{formatting.article_body(article.text, what.span, also=what.also)}</div></section>"
    )


def _changed(versions: Sequence[Version]) -> None:
    """Offer what the last version changed."""
    old, new = versions[-2:]
    with st.expander(f"What version {new.number} changed", type="compact"):
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
    facts += [f"text of {formatting.escape(article.agency)}"] if article.agency not in (None, article.outlet) else []
    facts += [f"version {article.version}"] if article.version > 1 else []
    address = formatting.link(article.url)
    if address:
        facts.append(f'<a href="{address}" target="_blank" rel="noopener noreferrer nofollow">Original</a>')
    elif article.url:
        facts.append(formatting.escape(article.url))
    return f'<p class="nd-facts">{" · ".join(facts)}</p>' if facts else ""
