"""A story as it is told: its copies in the order of printing, whose text it is, and who has taken it back; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time

from corpus.types import Article, Copy, Story


def story_of(story_id: str, found: Sequence[tuple[Copy, bool]]) -> Story:
    """Return a story of copies, each with whether it may be cited; one under embargo is told nothing of."""
    printed = sorted(found, key=lambda each: _printed(each[0].article))
    members = [copy.article for copy, citable in printed if citable or not copy.article.embargo]
    cited = tuple(copy for copy, citable in printed if citable)
    barred = tuple(copy for copy, citable in printed if not citable and copy.article.pubstatus != "usable")
    return Story(story_id, cited, _origin(members), barred)


def _origin(found: Sequence[Article]) -> str | None:
    """Return where a text comes from: the agency named first, else who alone printed it first.

    Args:
        found: In the order of printing; withdrawn and recalled copies among them, for they came from somewhere, too.
    """
    named = next((article.agency for article in found if article.agency), None)
    first = found[0]
    alone = all(_printed(other) > _printed(first) for other in found if other.outlet != first.outlet)
    return named or (first.outlet if first.published and alone else None)


def _printed(article: Article) -> float:
    """Return when an article was printed; a day without an hour counts as its end, so that a known hour goes first."""
    if article.published is None or article.day is None:
        return float("inf")
    if len(article.published) == len("2025-03-12"):
        return datetime.combine(article.day, time.max, UTC).timestamp()
    moment = datetime.fromisoformat(article.published)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
