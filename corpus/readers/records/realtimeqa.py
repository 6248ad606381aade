"""Read a checkout of RealTimeQA: the articles that its web searches and quizzes point to, one a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.ingestion.normalization import trim_leftovers
from corpus.ingestion.urls import canonical_url
from corpus.readers.mapping import article_from
from corpus.readers.options import Options
from corpus.readers.records.jsonl import json_lines
from corpus.types import Record, Refusal

_NAME = re.compile(r"\d{8}_(?:gcs|gold)\.jsonl")  # the predictions of the baselines end alike and begin otherwise


@dataclass(frozen=True, slots=True)
class _Found:
    """Hold one search result: an article, or a part of one."""

    place: str
    title: str
    text: str
    published: object
    url: str
    authors: object


def layout_of(path: Path) -> Path | None:
    """Return the top of the checkout that a file lies in, None where the file belongs to none."""
    if not _NAME.fullmatch(path.name):
        return None
    year = path.parent
    return year.parent.parent if year.parent.name == "past" else year


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield one article a canonical URL, over all ``*_gcs.jsonl`` and ``*_gold.jsonl`` at or below a path.

    Where a page occurs more than once the longest text is taken, because web searches often cut it (the whole one
    stands among the quiz's links, without a title), and a title from wherever it has one; else one is made.
    A mapping is not used: the layout is known.
    """
    files = (
        sorted(file for file in path.rglob("*.jsonl") if layout_of(file) and not _leads_out(file, path))
        if path.is_dir()
        else [path]
    )
    pages: dict[str, list[_Found]] = {}
    for file in files:
        for found in _results(file):
            if isinstance(found, Refusal):
                yield found
            else:
                pages.setdefault(canonical_url(found.url) or found.place, []).append(found)
    for results in pages.values():
        best = max(results, key=lambda found: len(trim_leftovers(found.text)))
        title = best.title or next((found.title for found in results if found.title), "")
        yield _article(best, title)


def _leads_out(file: Path, folder: Path) -> bool:
    """Say whether a file is a link to another folder; the reader of folders has named it."""
    return file.is_symlink() and not file.resolve().is_relative_to(folder.resolve())


def _results(file: Path) -> Iterator[_Found | Refusal]:
    """Yield the search results of one file."""
    for place, line in json_lines(file):
        results = line.get("search_result") if isinstance(line, dict) else None
        if isinstance(line, Refusal):
            yield line
        elif not isinstance(results, list):
            yield Refusal(place, "line has no list of search results")
        else:
            yield from (_found(result, place) for result in results)


def _found(result: object, place: str) -> _Found | Refusal:
    """Return one search result."""
    if not isinstance(result, dict):
        return Refusal(place, "record is not an object")
    title, text, url = (value if isinstance(value := result.get(key), str) else "" for key in ("title", "text", "url"))
    return _Found(place, title.strip(), text, result.get("publish_date"), url, result.get("authors"))


def _article(found: _Found, title: str) -> Record:
    """Return the article of a page; a refusal names the page, because a line holds ten."""
    record: dict[str, object] = {"title": title, "text": found.text, "url": found.url}
    record |= {"published": found.published, "authors": found.authors}
    article = article_from(record, place=found.place, mapping={})
    if isinstance(article, Refusal):
        return Refusal(article.place, f"{article.reason} ({found.url or 'no address'})")
    return article
