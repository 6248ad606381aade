"""What an article says of itself beside its news: its kind, language, place, agency and corrections; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.ingestion.bylines.people import people_of
from corpus.ingestion.corrections.notices import corrections_in
from corpus.ingestion.datelines import agency_of, dateline_of, place_of
from corpus.ingestion.dates import day_in_words
from corpus.ingestion.embargoes import bar
from corpus.ingestion.kinds import kind_of
from corpus.ingestion.language import language_of
from corpus.types import Article


def describe(article: Article) -> Article:
    """Return an article with what its source left out read from its words.

    Its kind comes as its source words it, and goes as one of ``KINDS``. A day in its first lines dates an article that
    has no other; its id does not rest on that day.
    """
    dateline = dateline_of(article.text)
    place = place_of(article.dateline) if article.dateline else dateline.place if dateline else None
    told = replace(article, dateline=place, agency=agency_of(article, dateline))
    published, dated_by = article.published, article.dated_by
    if published is None and (published := day_in_words(article.text, dateline.day if dateline else None)):
        dated_by = "text"
    described = replace(
        told,
        authors=people_of(article.authors, article.outlet),
        kind=kind_of(told, article.kind),
        language=language_of(article.text, article.language),
        corrections=_merged(article.corrections, corrections_in(article.text)),
        published=published,
        dated_by=dated_by,
    )
    return bar(described)


def _merged(given: Sequence[str], read: Sequence[str]) -> tuple[str, ...]:
    """Return the notices of the source, then those of the text that it does not have already."""
    known = [_folded(notice) for notice in given]
    new = (notice for notice in read if not any(_folded(notice) in one or one in _folded(notice) for one in known))
    return tuple(dict.fromkeys([*given, *new]))


def _folded(notice: str) -> str:
    """Return the letters and digits of a notice."""
    return "".join(filter(str.isalnum, notice.casefold()))
