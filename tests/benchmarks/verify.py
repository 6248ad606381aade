"""Measure which statements ``assistant.verification`` lets through: faithful ones, and ones with one thing made wrong.

Run ``python tests/benchmarks/verify.py [--articles FOLDER] [--errors]``. The committed statements were written one
by one from the demonstration articles, as a chat model words them, and so was what each corruption swaps. With
``--articles`` (files that newsdesk ingests) more are made by rules, see ``verify_made.py``. Statements are halved by a
hash of their article: the even half is for tuning, the odd one for reporting. ``--errors`` prints the errors of the
tuning half; those of the other one are never printed. The paraphrases, freer in wording, are of the even half alone.

RESULTS, by hand (1,048 statements, 3 ms each), the paraphrases, and by rules (3,080 of 400 articles, 5 ms each)::

    kind                    tuning            report
    faithful          98.7 % 222/225      86.8 %  79/ 91
    attribution       94.4 %  17/ 18      75.0 %   3/  4
    date              98.2 %  55/ 56      96.2 %  25/ 26
    direction         97.6 %  41/ 42      94.3 %  33/ 35
    hedge             93.8 %  30/ 32      60.0 %   6/ 10
    magnitude        100.0 %  25/ 25     100.0 %  10/ 10
    name              93.6 %  44/ 47      96.0 %  24/ 25
    negation         100.0 %  56/ 56      75.0 %  12/ 16
    number           100.0 % 110/110      96.5 %  55/ 57
    quote            100.0 %  35/ 35     100.0 %  14/ 14
    speaker          100.0 %  51/ 51     100.0 %  23/ 23
    unit              96.6 %  28/ 29      90.9 %  10/ 11

    kind               paraphrases
    faithful          92.3 % 287/311
    attribution       96.1 %  49/ 51
    direction         91.4 %  32/ 35
    hedge             93.0 %  40/ 43
    name              75.0 %  15/ 20
    negation          85.0 %  51/ 60
    number            95.0 %  19/ 20

    kind                    tuning            report
    faithful          97.5 % 424/435      98.0 % 499/509
    date              95.8 %  69/ 72      96.4 % 108/112
    direction         89.3 % 151/169      93.0 % 147/158
    hedge             90.0 %  18/ 20      83.3 %  25/ 30
    magnitude         95.0 %  19/ 20     100.0 %  22/ 22
    name              99.3 % 136/137      99.4 % 180/181
    name near         85.2 % 115/135      82.6 % 147/178
    negation          94.2 % 261/277      96.4 % 322/334
    number            99.1 % 110/111      98.2 % 107/109
    quote            100.0 %  10/ 10     100.0 %  12/ 12
    speaker           75.0 %  12/ 16     100.0 %   9/  9
    unit             100.0 %  16/ 16     100.0 %   8/  8

The paraphrases are what the rules were made with: before a rule was made from them, 69 to 83 % of the faithful ones of
a new article were let through, so the report half, not the tuning half, tells what to expect. About half of the
'faithful' ones by rules that are refused are no sentences any more. What goes wrong by hand: a sentence reworded
through and through ('readers are fuming' as 'passengers reacted angrily'), a sum or a span that the passage leaves to
its reader, a name and a figure swapped within one sentence, and a denial or a doubt that stands in another sentence.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import mean

_ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(_ROOT))

from assistant.reader.judge import bundled_judge  # noqa: E402
from assistant.types import Evidence  # noqa: E402
from assistant.verification import verify  # noqa: E402
from corpus import Article, Hit, Passage  # noqa: E402
from corpus.ingestion.chunking import chunk  # noqa: E402
from corpus.readers import read_sources  # noqa: E402
from tests.benchmarks.verify_made import made  # noqa: E402

_STATEMENTS = _ROOT / "tests" / "assistant" / "verification" / "statements" / "statements.jsonl"
_PARAPHRASES = _STATEMENTS.with_name("paraphrases.jsonl")
_ARTICLES = _ROOT / "corpus" / "demo" / "articles"
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LIMIT = 254  # tokens of a passage, as the encoder has it
_WORDS = (120, 3_000)  # of articles to make statements from: no briefs, no round-ups of the year
_A_FEW = 3  # sentences an article, so that no long one outweighs the others


@dataclass(frozen=True, slots=True)
class Case:
    """Hold a statement, the article that it is about, and the article's words that bear on it."""

    article: Article
    statement: str
    support: tuple[str, ...]
    kind: str

    @property
    def odd(self) -> bool:
        """Say whether it is in the half for reporting."""
        return sha256(self.article.id.encode()).digest()[0] % 2 == 1

    def evidence(self) -> list[Evidence]:
        """Return the passages, cut as an archive cuts them, that hold the supporting words."""
        text = self.article.text
        starts = [match.start() for match in _TOKEN.finditer(text)]
        found = [text.find(words) for words in self.support]
        ends = [at + len(words) for at, words in zip(found, self.support, strict=True)]
        spans = [
            (start, end)
            for start, end in chunk(text, starts, limit=_LIMIT)
            if any(at < end and start < to for at, to in zip(found, ends, strict=True))
        ]
        return [
            Evidence(n, Hit(Passage(f"{n}", self.article.id, 1, n, start, end, text[start:end]), self.article))
            for n, (start, end) in enumerate(spans, start=1)
        ]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what became of a case, and why."""

    case: Case
    accepted: bool
    reason: str
    seconds: float

    @property
    def right(self) -> bool:
        """Say whether it was taken for what it is."""
        return self.accepted == (self.case.kind == "faithful")


@lru_cache(maxsize=1)
def committed() -> list[Case]:
    """Return the hand-written statements."""
    return _read(_STATEMENTS)


@lru_cache(maxsize=1)
def paraphrases() -> list[Case]:
    """Return the hand-written statements that the rules were made with: freer in wording, of the even half alone."""
    return _read(_PARAPHRASES)


def _read(path: Path) -> list[Case]:
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    found = {path.stem: _article(path) for path in _ARTICLES.glob("*.md")}
    return [Case(found[line["article"]], line["statement"], tuple(line["support"]), line["kind"]) for line in lines]


def _article(path: Path) -> Article:
    return next(item for item in read_sources([path]) if isinstance(item, Article))


def from_articles(folder: Path, count: int) -> list[Case]:
    """Return statements made by rules from a folder's articles: a few of each, and the same ones every time."""
    chance = Random(7)
    found = {item.id: item for item in read_sources([folder]) if isinstance(item, Article)}
    usable = [item for item in found.values() if _WORDS[0] <= len(item.text.split()) <= _WORDS[1]]
    cases = []
    for article in chance.sample(usable, min(count, len(usable))):
        lines = list(made(article, chance, chance.sample(usable, 3)))
        sentences = {sentence: None for _, _, sentence in lines}
        kept = set(chance.sample(list(sentences), min(_A_FEW, len(sentences))))
        cases += [Case(article, text, (sentence,), kind) for kind, text, sentence in lines if sentence in kept]
    return cases


def judge(cases: Iterable[Case]) -> list[Outcome]:
    """Return what ``verify`` makes of each case."""
    outcomes = []
    for case in cases:
        cited = case.evidence()
        begun = time.perf_counter()
        verdict, reason = verify(case.statement, cited, bundled_judge())
        outcomes.append(Outcome(case, verdict != "unsupported", reason, time.perf_counter() - begun))
    return outcomes


def shares(outcomes: Sequence[Outcome]) -> dict[str, tuple[int, int]]:
    """Return, by kind, how many were taken for what they are, of how many."""
    kinds = sorted({outcome.case.kind for outcome in outcomes}, key=lambda kind: (kind != "faithful", kind))
    of = {kind: [outcome.right for outcome in outcomes if outcome.case.kind == kind] for kind in kinds}
    return {kind: (sum(right), len(right)) for kind, right in of.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, help="files that newsdesk ingests: make more statements of them")
    parser.add_argument("--count", type=int, default=400, help="articles to make them of")
    parser.add_argument("--errors", action="store_true", help="print the errors of the tuning half")
    given = parser.parse_args()
    _report("by hand", judge(committed()), errors=given.errors)
    _report("paraphrases", judge(paraphrases()), errors=given.errors)
    if given.articles:
        _report("by rules", judge(from_articles(given.articles, given.count)), errors=given.errors)


def _report(name: str, outcomes: Sequence[Outcome], *, errors: bool) -> None:
    halves = [[item for item in outcomes if item.case.odd == odd] for odd in (False, True)]
    tuning, report = map(shares, halves)
    milliseconds = 1e3 * mean(item.seconds for item in outcomes)
    print(f"\n{name}: {len(outcomes)} statements, {milliseconds:.1f} ms each")
    print(f"{'kind':12}{'tuning':>18}{'report':>18}")
    for kind in dict.fromkeys((*tuning, *report)):
        cells = (half.get(kind, (0, 0)) for half in (tuning, report))
        print(f"{kind:12}" + "".join(f"{100 * right / of:10.1f} % {right:3}/{of:3}" for right, of in cells if of))
    for item in halves[0] if errors else ():
        if not item.right:
            print(f"  {item.case.kind:10} {item.case.statement}\n{'':13}[{item.reason}] {item.case.article.id}")


if __name__ == "__main__":
    main()
