"""Measure how well copies are told from other articles, on copies made from real articles as editors make them.

Run ``python tests/benchmarks/copies.py --articles FOLDER [--pairs 200] [--half odd] [--grown 100000]``. Half of the
articles (by a hash of their ids) are put into an archive; then each edited copy comes in, and has to find the story of
its article and no other. What no copy may find: articles of the same week that are nearest by TF-IDF, random ones, and
round-ups that quote the article. The thresholds were chosen on the even half; the odd one is for reporting.

MinHash (128 permutations of runs of three words) is there for comparison: the share of copies that it would have found
at a Jaccard similarity of 0.5, as is usual, and of 0.3; it needs ``rensa``, and is left out without it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import mean

_ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(_ROOT))

from corpus.deduplication import stories  # noqa: E402
from corpus.deduplication.near_duplicates import read  # noqa: E402
from corpus.readers import read_sources  # noqa: E402
from corpus.storage import articles  # noqa: E402
from corpus.storage.catalog import Catalog  # noqa: E402
from corpus.types import Article  # noqa: E402
from tests.benchmarks import edits  # noqa: E402

_SHARES = (10, 20, 30, 40, 50, 60)
_PERMUTATIONS = 128
_ALREADY = 0.5  # share of runs of five words from which two real articles may well be copies: no negative then


@dataclass(frozen=True, slots=True)
class Row:
    """Hold what came of one kind of edit."""

    name: str
    pairs: int
    found: int
    wrong: int
    minhash: tuple[float, ...]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True, help="files that newsdesk ingests, the more the better")
    parser.add_argument("--pairs", type=int, default=200, help="a kind of edit")
    parser.add_argument("--half", choices=("even", "odd"), default="odd")
    parser.add_argument("--grown", type=int, default=0, help="measure the cost in an archive of so many articles")
    given = parser.parse_args()
    half = [article for article in _articles(given.articles) if _is_odd(article) == (given.half == "odd")]
    with tempfile.TemporaryDirectory() as folder:
        catalog = Catalog(Path(folder) / "catalog.sqlite3")
        spent = _fill(catalog, half)
        print(f"{len(half)} articles ({given.half} half), {1e3 * mean(spent):.1f} ms each\n")
        _report(catalog, half, given.pairs)
        if given.grown:
            _grow(catalog, half, given.grown)
        catalog.close()


def _articles(source: Path) -> list[Article]:
    found = {record.id: record for record in read_sources([source]) if isinstance(record, Article)}
    return [article for article in found.values() if 80 <= len(article.text.split()) <= 8_000]


def _is_odd(article: Article) -> bool:
    return sha256(article.id.encode()).digest()[0] % 2 == 1


def _fill(catalog: Catalog, incoming: Sequence[Article]) -> list[float]:
    """Put articles in; return the processor seconds that each took to find its story."""
    spent = []
    for at in range(0, len(incoming), 64):
        with catalog.transaction():
            for article in incoming[at : at + 64]:
                articles.put(catalog, article, [])
                begun = time.process_time()
                stories.join(catalog, article)
                spent.append(time.process_time() - begun)
    return spent


def _report(catalog: Catalog, half: Sequence[Article], pairs: int) -> None:
    chosen = Random(11).sample(half, min(pairs, len(half)))
    neighbours = _neighbours(half, chosen)
    digests = _of_edit(catalog, "round-up", edits.digest_of, chosen, half)
    false = (
        ("random pairs", len(chosen) - 1, _of_pairs(catalog, list(pairwise(chosen)))),
        ("nearest of the week", len(neighbours), _of_pairs(catalog, neighbours)),
        ("round-ups with two sentences of an article", digests.pairs, digests.found + digests.wrong),
    )
    print("not copies, but in one story: " + "; ".join(f"{count} of {pairs} {name}" for name, pairs, count in false))
    print()
    kinds: dict[str, edits.Edit] = {
        "last 30-70 % cut": edits.trimmed,
        "new headline": edits.headlined,
        "paragraphs cut": edits.thinned,
        "agency line": edits.credited,
        "all of these, retouched": edits.edited,
    }
    kinds |= {f"{share} % of sentences": edits.sentences_rewritten(share / 100) for share in _SHARES}
    kinds |= {f"{share} % of words": edits.words_rewritten(share / 100) for share in _SHARES}
    negatives = sum(count for _, _, count in false)
    print(f"{'edit':26}{'pairs':>6}{'P':>7}{'R':>7}{'F1':>7}   MinHash recall at 0.5, 0.3")
    for name, edit in kinds.items():
        row = _of_edit(catalog, name, edit, chosen, half)
        false_ones = row.wrong + negatives
        precision = row.found / max(1, row.found + false_ones)
        recall = row.found / row.pairs
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{name:26}{row.pairs:6}{precision:7.3f}{recall:7.3f}{f1:7.3f}   {row.minhash[0]:.3f}  {row.minhash[1]:.3f}"
        )


def _of_edit(catalog: Catalog, name: str, edit: edits.Edit, chosen: Sequence[Article], half: Sequence[Article]) -> Row:
    """Let the edited copies come in one by one, each into the archive without the others."""
    chance = Random(name)
    found = wrong = 0
    alike = []
    for article in chosen:
        made = edit(article, chance, chance.sample(half, 12))
        later = article.day + timedelta(days=chance.randrange(2)) if article.day else None
        copy = replace(made, id="copy", outlet="Another Paper", published=later.isoformat() if later else None)
        with catalog.transaction():
            articles.put(catalog, copy, [])
            stories.join(catalog, copy)
            of = stories.of_articles(catalog, [copy.id, article.id])
            right = copy.id in of and of[copy.id] == of.get(article.id)
            found, wrong = found + right, wrong + (copy.id in of and not right)
            stories.leave(catalog, copy.id)
            articles.forget(catalog, copy.id)
        alike.append(_jaccard(article.text, copy.text))
    shares = tuple(mean(one >= least for one in alike) for least in (0.5, 0.3))
    return Row(name, len(chosen), found, wrong, shares)


def _of_pairs(catalog: Catalog, pairs: Sequence[tuple[Article, Article]]) -> int:
    """Count the pairs whose two articles are in one story."""
    of = stories.of_articles(catalog, [article.id for pair in pairs for article in pair])
    return sum(a.id in of and of[a.id] == of.get(b.id) for a, b in pairs)


def _neighbours(half: Sequence[Article], chosen: Sequence[Article]) -> list[tuple[Article, Article]]:
    """Return each article with the nearest other one of the same week, by TF-IDF, that is not most of its text."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(sublinear_tf=True, min_df=2, stop_words="english").fit_transform([a.text for a in half])
    place = {article.id: at for at, article in enumerate(half)}
    found = []
    for article in chosen:
        near = (vectors @ vectors[place[article.id]].T).toarray().ravel()
        for at in near.argsort()[:0:-1]:
            other = half[at]
            days = abs((article.day - other.day).days) if article.day and other.day else 0
            if days <= 7 and other.id != article.id and _shared(article.text, other.text) < _ALREADY:
                found.append((article, other))
                break
    return found


def _shared(one: str, other: str) -> float:
    first, second = (_runs(text, 5) for text in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))


def _runs(text: str, length: int) -> set[str]:
    words = read(text).words
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def _jaccard(one: str, other: str) -> float:
    """Return the similarity that MinHash estimates, NaN without it."""
    try:
        from rensa import RMinHash
    except ImportError:
        return float("nan")
    hashes = []
    for text in (one, other):
        hashes.append(RMinHash(num_perm=_PERMUTATIONS, seed=1))
        hashes[-1].update(sorted(_runs(text, 3)))
    return float(hashes[0].jaccard(hashes[1]))


def _grow(catalog: Catalog, half: Sequence[Article], wanted: int) -> None:
    """Fill the archive up with made-up articles, and measure what a real one costs then.

    Nine sentences of ten have their words shuffled, so that they have prints of their own; the tenth is a quotation.
    """
    chance = Random(5)
    mixed: list[Article] = []
    sentences = [sentence.split() for article in half[:500] for sentence in edits.sentences(article.text)]
    begun = time.perf_counter()
    for number in range(len(half), wanted):
        lines = (_shuffled(chance.choice(sentences), chance) for _ in range(chance.randrange(15, 45)))
        text = " ".join(lines)
        mixed.append(replace(half[0], id=f"mixed{number}", title=text[:60], text=text, outlet=f"Paper {number % 40}"))
        if len(mixed) == 512 or number == wanted - 1:
            _fill(catalog, mixed)
            mixed.clear()
    minutes = (time.perf_counter() - begun) / 60
    last = [replace(article, id=f"again{at}", outlet="Last") for at, article in enumerate(chance.sample(half, 300))]
    changed = [replace(article, text=" ".join(reversed(edits.sentences(article.text)))) for article in last]
    spent = sorted(_fill(catalog, changed))
    rows = catalog.one("SELECT count(*) FROM prints")
    size = catalog.one("SELECT sum(pgsize) FROM dbstat WHERE name = 'prints' OR name LIKE '%copies%'")
    print(f"\nin an archive of {wanted} articles ({minutes:.1f} minutes to make), {len(spent)} real ones more:")
    print(
        f"{1e3 * mean(spent):.1f} ms an article, median {1e3 * spent[len(spent) // 2]:.1f}, "
        f"95 of 100 under {1e3 * spent[int(0.95 * len(spent))]:.1f}"
    )
    print(f"{rows / wanted:.0f} prints and {size / wanted:.0f} bytes an article in the tables and their indexes")


def _shuffled(words: Sequence[str], chance: Random) -> str:
    return " ".join(words if chance.random() < 0.1 else chance.sample(words, len(words)))


if __name__ == "__main__":
    main()
