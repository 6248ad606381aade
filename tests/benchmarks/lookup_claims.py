"""Check claims: sentences of real articles as they are, and with a number, name, day or 'not' made wrong.

python -m tests.benchmarks.lookup_claims --home ARCHIVE
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from assistant.lookup.claims import check_claim
from assistant.nlp.facts import DAYS, MONTHS
from corpus import Archive, Article, Scope, sentence_spans

_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])")
_DAY = re.compile(rf"\b(?:{'|'.join(word.title() for word in (*DAYS, *MONTHS) if word != 'may')})\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})+")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could)\b(?! not|n't)")

Corrupt = Callable[[str, Random, Sequence[str]], str]


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--home", type=Path, required=True, help="an archive of articles")
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--missed", type=int, default=0, help="show so many of the claims that went wrong")
    given = options.parse_args()
    archive = Archive.open(given.home)
    chance = Random(given.seed)
    articles = sorted(archive.listing(Scope(), limit=1_000_000), key=lambda article: article.id)
    told: dict[str, Counter[str]] = {}
    for kind, original, corrupted in _pairs(articles, given.count, chance):
        for row, text in (("original", original), (kind, corrupted)):
            claim = check_claim(archive, text, scope=Scope())
            told.setdefault(row, Counter())[claim.verdict] += 1
            if (row == "original") != (claim.verdict == "supported") and given.missed > 0:
                given.missed -= 1
                print(f"  {row}: {claim.verdict}\n    {text}\n    {original}")
                print("   ", *(c for part in claim.parts for held in part.against for c in held.conflicts))
    archive.close()
    _print(told)


def _pairs(articles: Sequence[Article], count: int, chance: Random) -> Iterator[tuple[str, str, str]]:
    """Yield sentences, each with one corruption, of each kind as many."""
    names = [match.group() for article in articles for match in _NAME.finditer(article.text[:600])]
    kinds = list(CORRUPTIONS)
    made = 0
    for article in chance.sample(articles, len(articles)):
        if made == count:
            return
        kind = kinds[made % len(kinds)]
        whole = [article.text[start:end] for start, end in sentence_spans(article.text)]
        whole = [text for text in whole if 8 <= len(text.split()) <= 30 and re.match(r"[A-Z].*[.]$", text)]
        chance.shuffle(whole)
        for text in whole:
            corrupted = CORRUPTIONS[kind](text, chance, names)
            if corrupted and corrupted != text:
                made += 1
                yield kind, text, corrupted
                break


def _number(text: str, chance: Random, _names: Sequence[str]) -> str:
    found = [match for match in _NUMBER.finditer(text) if match.group() != "1"]
    if not found:
        return ""
    match = chance.choice(found)
    value = float(match.group().replace(",", "").rstrip("."))
    other = round(value * chance.choice((0.5, 0.8, 1.2, 2.0)) + chance.choice((1, 2, 3)))
    return text[: match.start()] + f"{other:,}" + text[match.end() :] if other != value else ""


def _name(text: str, chance: Random, names: Sequence[str]) -> str:
    found = list(_NAME.finditer(text))
    if not found:
        return ""
    match, other = chance.choice(found), chance.choice(names)
    return "" if set(other.split()) & set(text.split()) else text[: match.start()] + other + text[match.end() :]


def _day(text: str, chance: Random, _names: Sequence[str]) -> str:
    found = list(_DAY.finditer(text))
    if not found:
        return ""
    match = chance.choice(found)
    kind = DAYS if match.group().lower() in DAYS else [month for month in MONTHS if month != "may"]
    other = chance.choice([word.title() for word in kind if word.title() != match.group()])
    return text[: match.start()] + other + text[match.end() :]


def _negation(text: str, chance: Random, _names: Sequence[str]) -> str:
    if re.search(r"\b(?:not|never|no)\b", text):
        return re.sub(r"\b(?:not|never|no) ", "", text, count=1)
    found = list(_VERB.finditer(text))
    if not found:
        return ""
    match = chance.choice(found)
    return f"{text[: match.end()]} not{text[match.end() :]}"


CORRUPTIONS: dict[str, Corrupt] = {"number": _number, "name": _name, "day": _day, "negation": _negation}


def _print(told: dict[str, Counter[str]]) -> None:
    verdicts = ("supported", "contradicted", "partly", "not in the archive")
    print(f"| | claims | {' | '.join(verdicts)} |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    corrupted: Counter[str] = Counter()
    for kind, counts in told.items():
        corrupted += counts if kind != "original" else Counter()
    for kind, counts in (*told.items(), ("all corrupted", corrupted)):
        total = counts.total()
        print(f"| {kind} | {total} | {' | '.join(f'{100 * counts[v] / total:.1f} %' for v in verdicts)} |")


if __name__ == "__main__":
    main()
