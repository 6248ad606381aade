"""Look up quotes of real articles: word for word, retyped, shortened, altered, and from held-out articles.

Run it over a folder or file of articles, or over an archive that holds them:

    python -m tests.benchmarks.lookup ARTICLES
    python -m tests.benchmarks.lookup --home ARCHIVE

Every text is taken and changed by a seeded chance. An answer counts as right where the first finding's article prints
the text that was taken, whichever of its copies that is.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TypeVar

import numpy as np

from assistant.lookup import LookUp, look_up
from assistant.lookup.tokens import words
from corpus import Archive, Article, Scope
from tests.benchmarks.lookup_changes import CHANGES, quotable

T = TypeVar("T")
_RUN = 6
"""Words in a row that a held-out text may share with no other article: with more it has a copy there."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold what came of one kind of change: shares of all texts, and milliseconds.

    Attributes:
        plain: What a phrase query of each text alone took.
    """

    kind: str
    texts: int
    found: float
    right: float
    verdict: float
    median: float
    slow: float
    plain: tuple[float, ...]


def main() -> None:
    """Measure and print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles", nargs="?", help="articles, as `newsdesk ingest` takes them")
    options.add_argument("--home", type=Path, help="an archive that holds them already")
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--missed", type=int, default=0, help="show so many of the texts that went wrong")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        archive = Archive.open(given.home or made)
        if given.articles:
            archive.ingest([given.articles], vectors=False)
        chance = Random(given.seed)
        articles = sorted(archive.listing(Scope(), limit=1_000_000), key=lambda article: article.id)
        print(f"{len(articles)} articles")
        _print(list(_measured(archive, articles, given.count, chance, missed=given.missed)))
        archive.close()


def _measured(
    archive: Archive, articles: Sequence[Article], count: int, chance: Random, *, missed: int
) -> Iterator[Row]:
    taken = list(_taken(articles, count, chance))
    for kind, (change, expected) in CHANGES.items():
        tries = [(article, text, change(text, chance, articles)) for article, text in taken]
        yield _row(archive, kind, [entry for entry in tries if entry[2]], expected, missed=missed)
    yield _row(archive, "held out", list(_held_out(archive, articles, count, chance)), "not found", missed=missed)


def _row(archive: Archive, kind: str, tries: Sequence[tuple[Article, str, str]], expected: str, *, missed: int) -> Row:
    found = right = verdict = 0
    spent, plain = [], []
    for article, original, text in tries:
        hidden = _family(archive, article) if expected == "not found" else frozenset()
        plain.append(_timed(partial(archive.phrase, text, Scope(hidden=hidden)))[1])
        result, seconds = _timed(partial(look_up, archive, text, scope=Scope(hidden=hidden)))
        spent.append(seconds)
        found += bool(result.findings)
        first = bool(result.findings) and _prints(archive, result, article, original)
        right += first
        verdict += result.verdict == expected
        if (result.verdict != expected or (not first and expected != "not found")) and missed > 0:
            missed -= 1
            print(f"  {kind}: {result.verdict}, {'right' if first else 'wrong'} article\n    {text}\n    {original}")
            print("   ", *(result.findings[0].differences if result.findings else ()))
    total = max(1, len(tries))
    return Row(
        kind, len(tries), found / total, right / total, verdict / total,
        float(np.median(spent)), float(np.quantile(spent, 0.95)), tuple(plain),
    )  # fmt: skip


def _prints(archive: Archive, result: LookUp, article: Article, original: str) -> bool:
    cited = result.findings[0].citation.article_id
    return cited == article.id or _form(original) in _form(archive.article(cited).text)


def _form(text: str) -> str:
    return " ".join(word.form for word in words(text))


def _taken(articles: Sequence[Article], count: int, chance: Random) -> Iterator[tuple[Article, str]]:
    """Yield texts, a quotation or a sentence each, of different articles."""
    for article in chance.sample(articles, len(articles)):
        if count and (text := quotable(article, chance)):
            count -= 1
            yield article, text


def _held_out(
    archive: Archive, articles: Sequence[Article], count: int, chance: Random
) -> Iterator[tuple[Article, str, str]]:
    taken = list(_taken(articles, 2 * count, chance))
    runs = {run for _, text in taken for run in _runs(text)}
    where: dict[tuple[str, ...], set[str]] = {}
    for article in articles:
        for run in _runs(article.text):
            if run in runs:
                where.setdefault(run, set()).add(article.id)
    alone = ((a, t) for a, t in taken if all(where[run] <= _family(archive, a) for run in _runs(t)))
    for (article, text), _ in zip(alone, range(count), strict=False):
        yield article, text, text


def _runs(text: str) -> list[tuple[str, ...]]:
    forms = [word.form for word in words(text)]
    return [tuple(forms[at : at + _RUN]) for at in range(len(forms) - _RUN + 1)]


def _family(archive: Archive, article: Article) -> frozenset[str]:
    story = archive.stories_of([article.id]).get(article.id)
    return frozenset({article.id, *(copy.article.id for copy in (story.copies if story else ()))})


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = perf_counter()
    result = work()
    return result, (perf_counter() - start) * 1000


def _print(rows: Sequence[Row]) -> None:
    phrase = float(np.quantile([spent for row in rows for spent in row.plain], 0.95))
    print(f"A phrase query: 95 % within {phrase:.1f} ms.\n")
    print("| | texts | found | right article first | verdict right | median ms | 95 % ms | phrase queries |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for row in rows:
        shares = " | ".join(f"{100 * share:.1f} %" for share in (row.found, row.right, row.verdict))
        print(f"| {row.kind} | {row.texts} | {shares} | {row.median:.1f} | {row.slow:.1f} | {row.slow / phrase:.1f} |")


if __name__ == "__main__":
    main()
