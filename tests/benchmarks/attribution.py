"""How the reader of quotations does on PolNeAR, a public corpus of political news with attributions marked by hand.

python -m tests.benchmarks.attribution CHECKOUT [--part dev|test] [--most N] [--misses N]

CHECKOUT is a copy of the repository networkdynamics/PolNeAR (Newell, Margolin and Ruths, 2018). Its articles are no
part of this repository. An article that several people marked is read as the first of them marked it.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.nlp.speech.quotation_marks import QuotedSpan, find_quoted_spans
from assistant.nlp.speech.quotations import Quotation, find_quotations

_SHORTEST = 4
"""Words from which a quotation counts as direct speech, and not as a word in inverted commas."""
_COVERED = 0.6
"""Share of a quotation from which an attribution holds it."""
_SLIPS = ("said", "says")
"""Sources where the marks of source and cue were mixed up (five in dev); these are left out."""
Span = tuple[int, int]
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Hold what somebody marked: where the content and its source stand; no source where none is named."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """Hold an article with its attributions."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


def read_corpus(checkout: Path, part: str) -> Iterator[Marked]:
    """Yield the articles of a part: train, dev or test."""
    folder = checkout / "data" / part
    for text_file in sorted((folder / "text").glob("*.txt")):
        marks = sorted((folder / "attributions").glob(f"{text_file.stem}_*.ann"))
        if marks:
            text = text_file.read_text("utf-8")
            yield Marked(text_file.stem, text, tuple(_read_marks(marks[0].read_text("utf-8"), text)))


def _read_marks(lines: str, text: str) -> Iterator[Attribution]:
    spans: dict[str, tuple[Span, ...]] = {}
    for line in lines.splitlines():
        parts = line.split("\t")
        if line.startswith("T") and len(parts) > 2:
            pieces = (piece.split() for piece in parts[1].partition(" ")[2].split(";"))
            spans[parts[0]] = tuple((int(start), int(end)) for start, end in pieces)
    for line in lines.splitlines():
        if line.startswith("E"):
            roles = [re.sub(r"\d*:", ":", role).partition(":")[::2] for role in line.split("\t")[1].split()]
            content = tuple(span for role, key in roles if role == "Content" for span in spans.get(key, ()))
            source = tuple(span for role, key in roles if role == "Source" for span in spans.get(key, ()))
            slip = any(spans and text[slice(*span)].lower() in _SLIPS for span in source)
            if content and not slip:
                yield Attribution(content, source)


class Tally:
    """Count what was found and what was right."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.misses: list[str] = []

    def add_article(self, article: Marked) -> None:
        """Hold what the reader finds in an article against the marks."""
        starts = [match.start() for match in re.finditer(r"\w+", article.text)]
        made = find_quotations(article.text)
        self._add_direct(article, made)
        self._add_all(article, made, starts)

    def _add_direct(self, article: Marked, made: tuple[Quotation, ...]) -> None:
        for piece in find_quoted_spans(article.text):
            if len(article.text[slice(*piece.inner)].split()) < _SHORTEST:
                continue
            gold = _holder(piece, article.attributions)
            own = next((each for each in made if _covers(piece, each.spans)), None)
            said = own is not None and own.source is not None
            if gold is None or not gold.source:
                self.counts["unsaid"] += 1
                self.counts["unsaid, named"] += said
                continue
            self.counts["direct"] += 1
            self.counts["direct, found"] += said
            right = said and own is not None and own.source is not None and _meet((own.source,), gold.source)
            self.counts["direct, right"] += right
            if not right:
                self.misses.append(_show(article, piece, own, gold))

    def _add_all(self, article: Marked, made: tuple[Quotation, ...], starts: list[int]) -> None:
        gold = {_words(starts, each.content) for each in article.attributions}
        found = {_words(starts, each.spans) for each in made}
        sources = {_words(starts, each.source) for each in article.attributions if each.source}
        named = {_words(starts, (each.source,)) for each in made if each.source}
        self.counts.update(
            {
                "contents": len(gold),
                "contents, made": len(found),
                "contents, exact": len(gold & found),
                "sources": len(sources),
                "sources, made": len(named),
                "sources, exact": len(sources & named),
            }
        )
        for each in article.attributions:
            words = _words(starts, each.content)
            if not each.source:
                continue
            self.counts["attributions"] += 1
            best = max(made, key=lambda own: len(words & _words(starts, own.spans)), default=None)
            shared = len(words & _words(starts, best.spans)) if best else 0
            self.counts["attributions, found"] += shared * 2 > len(words)
            self.counts["attributions, source right"] += bool(
                best and shared * 2 > len(words) and best.source and _meet((best.source,), each.source)
            )

    def report(self) -> Iterator[str]:
        """Yield the lines of the table."""
        count = self.counts
        named = count["direct, found"] + count["unsaid, named"]
        shares = {
            "direct quotations of four words or more: found": (count["direct, found"], count["direct"]),
            "  of those, the speaker right": (count["direct, right"], count["direct, found"]),
            "  of all named, said by nobody": (count["unsaid, named"], named),
            "attributions with a source: found": (count["attributions, found"], count["attributions"]),
            "  and the source right": (count["attributions, source right"], count["attributions"]),
        }
        for name in ("contents", "sources"):
            right, wanted, made = count[f"{name}, exact"], count[name], count[f"{name}, made"]
            shares |= {
                f"{name} word for word: precision": (right, made),
                f"{name} word for word: recall": (right, wanted),
                f"{name} word for word: F1": (2 * right, made + wanted),
            }
        for name, (part, whole) in shares.items():
            yield f"{name:48}{_share(part, whole)}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "-"


def _words(starts: list[int], spans: tuple[Span, ...]) -> Words:
    return frozenset(
        place for start, end in spans for place in range(bisect_left(starts, start), bisect_left(starts, end))
    )


def _holder(piece: QuotedSpan, attributions: tuple[Attribution, ...]) -> Attribution | None:
    return next((each for each in attributions if _covers(piece, each.content)), None)


def _covers(piece: QuotedSpan, spans: tuple[Span, ...]) -> bool:
    shared = sum(max(0, min(end, piece.end) - max(start, piece.start)) for start, end in spans)
    return shared >= _COVERED * (piece.end - piece.start)


def _meet(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    return any(start < end2 and start2 < end for start, end in one for start2, end2 in other)


def _show(article: Marked, piece: QuotedSpan, own: Quotation | None, gold: Attribution) -> str:
    text = article.text
    before, after = text[max(0, piece.start - 120) : piece.start], text[piece.end : piece.end + 120]
    around = f"{before}<<{text[piece.start : piece.end]}>>{after}"
    told = text[slice(*own.source)] if own and own.source else None
    return f"{told!r} for {' … '.join(text[slice(*span)] for span in gold.source)!r}: {around}".replace("\n", "¶")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--part", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--most", type=int, help="Articles to read, spread over the part; else all.")
    parser.add_argument("--misses", type=int, default=0, help="Missed quotations to print; none of test.")
    asked = parser.parse_args()
    articles = list(read_corpus(asked.checkout, asked.part))
    if asked.most:
        articles = articles[:: max(1, len(articles) // asked.most)]
    tally = Tally()
    for article in articles:
        tally.add_article(article)
    if asked.part != "test":
        print("\n".join(tally.misses[: asked.misses]))
    print("\n".join(tally.report()))


if __name__ == "__main__":
    main()
