"""A quote that is tracked: who printed it again, word for word or altered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from assistant.lookup import look_up
from assistant.lookup.types import Finding
from assistant.monitoring.types import Item, ItemKind, Watch
from assistant.nlp.lexical import content_words
from corpus import Archive, Article, Scope, Window

_LEAST = 0.5
"""Share of a quote's words that an article must hold to be looked at: a shortened or altered print holds more."""
_MOST = 50
"""Findings of one look-up."""


def find_prints(
    archive: Archive, watch: Watch, articles: Sequence[Article], told: set[str], now: datetime
) -> Iterator[Item]:
    """Yield the prints of a quote in some articles, copies counted once.

    Args:
        archive: Where the articles are.
        watch: With the quote.
        articles: That came in.
        told: Stories that were told of; those that are told now are added.
        now: Moment of the items.
    """
    words = set(content_words(watch.text))
    for article in articles:
        stems = set(content_words(article.text))
        if (
            not words
            or len(words & stems) / len(words) < _LEAST
            or (watch.outlets and article.outlet not in watch.outlets)
        ):
            continue
        finding = _look_up(archive, watch, article)
        if finding is None:
            continue
        story = finding.citation.story or article.id
        if story in told:
            continue
        told.add(story)
        kind: ItemKind = "quote altered" if finding.verdict == "altered" else "quote printed"
        differences = "; ".join(
            f"“{difference.quoted}” is “{difference.printed}” there" if difference.quoted and difference.printed
            else f"adds “{difference.printed}”" if difference.printed
            else f"leaves out “{difference.quoted}”"
            for difference in finding.differences
        )  # fmt: skip
        note = ": ".join(filter(None, (finding.verdict, differences)))
        yield Item(watch.id, f"quote:{story}", kind, now, finding.citation, note, round(finding.held, 3))


def _look_up(archive: Archive, watch: Watch, article: Article) -> Finding | None:
    """Return how an article prints the quote, None where it does not."""
    outlets = (article.outlet,) if article.outlet else ()
    scope = Scope(Window(article.day, article.day), outlets)
    findings = look_up(archive, watch.text, scope=scope, limit=_MOST).findings
    return next((finding for finding in findings if finding.citation.article_id == article.id), None)
