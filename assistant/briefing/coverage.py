"""What a briefing was made from, what its coverage lacks, and its sources story by story; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from assistant.briefing.types import Considered, Source
from assistant.citations import spoken_day
from assistant.types import Citation, Evidence
from corpus import Article, Scope

_SILENCE, _SHARE = 14, 0.2
"""Days without an article, and their share of the whole time, from which it is told."""
_STALE = 30
"""Days between the newest article and the as-of day from which it is told."""


def considered(evidence: Sequence[Evidence], scope: Scope) -> Considered:
    """Return what was read, counted."""
    articles = {item.hit.article.id: item.hit.article for item in evidence}
    stories = {item.hit.article.id: item.story.id if item.story else item.hit.article.id for item in evidence}
    days = sorted(article.day for article in articles.values() if article.day)
    outlets = Counter(article.outlet for article in articles.values() if article.outlet)
    independent = {stories[key] for key, article in articles.items() if article.kind != "press release"}
    return Considered(
        articles=len(articles),
        stories=len(set(stories.values())),
        independent=len(independent),
        outlets=len(outlets),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        by_outlet=tuple(sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0]))),
        missing=tuple(_missing(list(articles.values()), days, scope)),
    )


def _missing(articles: Sequence[Article], days: Sequence[date], scope: Scope) -> Iterator[str]:
    """Yield what the coverage lacks, a sentence each."""
    if not articles:
        return
    outlets = {article.outlet for article in articles}
    if len(outlets) == 1 and len(articles) > 1:
        yield f"All articles are from {next(iter(outlets)) or 'an outlet that is not known'}."
    if undated := sum(article.day is None for article in articles):
        yield f"{undated} of the articles {'is' if undated == 1 else 'are'} without a date, and in no timeline."
    if not days:
        return
    span = max(1, (days[-1] - days[0]).days)
    for one, other in pairwise(days):
        if (other - one).days > max(_SILENCE, _SHARE * span):
            yield f"No article between {spoken_day(one, as_of=None)} and {spoken_day(other, as_of=None)}."
    if scope.as_of is not None and (scope.as_of - days[-1]).days > _STALE:
        yield f"The newest article is of {spoken_day(days[-1], as_of=None)}: nothing later is known."


def sources(citations: Sequence[Citation]) -> tuple[Source, ...]:
    """Return the cited stories by the day of what is cited first, the copies under their story."""
    cited: dict[str, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.story or citation.article_id, []).append(citation)
    made = [_source(own) for own in cited.values()]
    return tuple(sorted(made, key=lambda source: (source.published or "~", source.outlet or "~", source.title)))


def _source(own: Sequence[Citation]) -> Source:
    first = min(own, key=lambda citation: (citation.published or "~", citation.number))
    named: Mapping[str, None] = dict.fromkeys(
        name for citation in own for name in (citation.outlet, *citation.also_in) if name and name != first.outlet
    )
    return Source(
        article_id=first.article_id, outlet=first.outlet, title=first.title, url=first.url, published=first.published,
        citations=tuple(sorted(citation.number for citation in own)), story=first.story, origin=first.origin,
        copies=tuple(named),
    )  # fmt: skip
