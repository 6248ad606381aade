"""Read the articles that the held-out sets point into, and check that each offset still points at its words.

Run ``python -m tests.heldout.articles [--data FOLDER]``. The folder holds ``past/2022`` of RealTimeQA, or
``realtimeqa/past/2022``; without the option it is ``NEWSDESK_DATA``, else ``../shared`` beside this checkout. One
address is one article (scheme, ``www.``, ``edition.``, query and fragment dropped); of several texts the longest is
taken. The sets report, they are never used to make a rule; ``README.md`` says how they were written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HERE = Path(__file__).parent
KINDS = ("person", "body", "place", "other")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words said in an article, and who said them."""

    id: str
    url: str
    start: int
    end: int
    words: str
    check: str
    kind: str
    speaker: str | None
    speaker_aliases: tuple[str, ...]
    pronoun_or_role: bool
    form: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One named entity; the offsets count from the start of the article."""

    text: str
    start: int
    end: int
    kind: str
    also: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article and all its named entities."""

    id: str
    url: str
    start: int
    end: int
    check: str
    entities: tuple[Entity, ...]


def find_data(given: Path | None = None) -> Path:
    """The folder of the articles: the one given, else the environment's, else the one beside this checkout."""
    if given is not None:
        return given
    named = os.environ.get("NEWSDESK_DATA")
    return Path(named) if named else HERE.parents[1].parent / "shared"


def shorten_url(url: str) -> str:
    """What stays the same of an article's address wherever it is linked from."""
    parts = urlsplit(url.strip() if "://" in url else f"//{url.strip()}")
    host = parts.netloc.lower()
    for prefix in ("www.", "edition."):
        host = host.removeprefix(prefix)
    return (host + parts.path).rstrip("/")


def read_articles(folder: Path) -> dict[str, str]:
    """The longest text of each article, by its shortened address."""
    years = (folder / "past" / "2022", folder / "realtimeqa" / "past" / "2022", folder)
    year = next((year for year in years if year.is_dir()), None)
    if year is None:
        raise FileNotFoundError(f"no folder {folder}: name the one of the articles with --data or NEWSDESK_DATA")
    texts: dict[str, str] = {}
    for path in sorted(year.glob("*.jsonl")):
        if path.stem.endswith(("_gcs", "_gold")):
            for url, text in _read_results(path):
                key = shorten_url(url)
                if len(text) > len(texts.get(key, "")):
                    texts[key] = text
    return texts


def checksum(text: str) -> str:
    """Tell a text from any other without holding it."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_quotations(path: Path = HERE / "quotations.jsonl") -> list[Quotation]:
    """The quotations of the held-out set."""
    return [Quotation(**{**row, "speaker_aliases": tuple(row["speaker_aliases"])}) for row in _read_rows(path)]


def read_sentences(path: Path = HERE / "entities.jsonl") -> list[Sentence]:
    """The sentences of the held-out set, with their entities."""
    return [
        Sentence(**{**row, "entities": tuple(Entity(**one) for one in row["entities"])}) for row in _read_rows(path)
    ]


def find_misplaced_quotations(quotations: list[Quotation], articles: Mapping[str, str]) -> list[str]:
    """The ids of the quotations whose words do not stand where the set says."""
    return [one.id for one in quotations if not _is_in_place(one, articles)]


def find_misplaced_sentences(sentences: list[Sentence], articles: Mapping[str, str]) -> list[str]:
    """The ids of the sentences that, or an entity of which, do not stand where the set says."""
    wrong = []
    for sentence in sentences:
        text = articles.get(shorten_url(sentence.url), "")
        entities_fit = all(text[one.start : one.end] == one.text for one in sentence.entities)
        if checksum(text[sentence.start : sentence.end]) != sentence.check or not entities_fit:
            wrong.append(sentence.id)
    return wrong


def _is_in_place(quotation: Quotation, articles: Mapping[str, str]) -> bool:
    said = articles.get(shorten_url(quotation.url), "")[quotation.start : quotation.end]
    return checksum(said) == quotation.check and " ".join(said.split()[:12]) == quotation.words


def _read_rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _read_results(path: Path) -> Iterator[tuple[str, str]]:
    for row in _read_rows(path):
        for result in row.get("search_result") or ():
            if result.get("url") and result.get("text"):
                yield result["url"], result["text"]


def _print_report(folder: Path) -> int:
    articles = read_articles(folder)
    quotations, sentences = read_quotations(), read_sentences()
    wrong = find_misplaced_quotations(quotations, articles) + find_misplaced_sentences(sentences, articles)
    print(f"{len(articles)} articles, {len(quotations)} quotations, {len(sentences)} sentences")
    print(f"out of place: {', '.join(wrong) or 'none'}")
    return 1 if wrong else 0


def main() -> int:
    """Check the sets against the articles of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder that holds past/2022 of RealTimeQA")
    return _print_report(find_data(parser.parse_args().data))


if __name__ == "__main__":
    raise SystemExit(main())
