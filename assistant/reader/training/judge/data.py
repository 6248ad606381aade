"""Read the data sets into groups of a passage and what is read against it."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.reader.training.judge.types import (
    ANSWERED,
    CONTRADICTED,
    ENTAILED,
    NEUTRAL,
    UNANSWERED,
    UNSUPPORTED,
    Group,
    Item,
)

_CONTRADICTING = frozenset("number negation direction date place order".split())
_YES_NO = {"yes": ENTAILED, "no": CONTRADICTED, "not stated": NEUTRAL}
_AT_ONCE = 12
"""Most items read against one passage in one row."""


def is_development(passage_id: str) -> bool:
    """Return whether a passage of news-judgements is kept for development: a tenth, by the hash of its id."""
    return int(hashlib.sha256(passage_id.encode()).hexdigest(), 16) % 10 == 0


def plain_url(url: str) -> str:
    """Return an address without scheme, 'www.', query and fragment: one address is one article."""
    return re.sub(r"^https?://(www\.|edition\.)?", "", url).split("?")[0].split("#")[0].rstrip("/")


def development_urls(path: Path) -> frozenset[str]:
    """Return the addresses of the articles whose passages are kept for development."""
    rows = map(json.loads, path.open(encoding="utf-8"))
    return frozenset(plain_url(row["url"]) for row in rows if is_development(row["id"]))


def read_judgements(path: Path, *, development: bool = False) -> Iterator[Group]:
    """Yield one group a passage of news-judgements.

    Args:
        path: Of ``judgements.jsonl``.
        development: Whether to read the tenth kept for development, or the rest.
    """
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        if is_development(row["id"]) is development:
            heading = f"{row['title']} ({row['published'].replace('/', '-')})"
            yield Group(row["passage"], tuple(_judged(row)), heading, "news-judgements", ranked=True)


def _judged(row: dict[str, Any]) -> Iterator[Item]:
    for text in row["faithful"]:
        yield Item(text, ENTAILED, kind="far")
    for text in row.get("faithful_close", ()):
        yield Item(text, ENTAILED, kind="close")
    for name, words in (("unfaithful", "close"), ("unfaithful_far", "far")):
        for wrong in row.get(name, ()):
            label = CONTRADICTED if wrong["kind"] in _CONTRADICTING else UNSUPPORTED
            yield Item(wrong["text"], label, kind=f"{wrong['kind']} {words}")
    for asked in row.get("yes_no", ()):
        yield Item(asked["question"], _YES_NO[asked["answer"]], kind="yes/no")
    for asked in row["answerable"]:
        start = row["passage"].find(asked["answer"])
        span = (start, start + len(asked["answer"])) if start >= 0 else None
        yield Item(asked["question"], ANSWERED, span, kind="question")
    for asked in row["unanswerable"]:
        yield Item(asked["question"], UNANSWERED, kind="question")


def read_inference(folder: Path, shares: dict[str, float], *, seed: int) -> list[Group]:
    """Return groups of the inference sets: rows that share a premise are read together.

    Args:
        folder: ``judge-data``.
        shares: How much of each source is drawn, by rows; a source that is not named is left out.
        seed: Of the drawing.
    """
    draw = random.Random(seed)  # noqa: S311 - not a secret
    by_premise: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for path in sorted(folder.glob("nli-train-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if _draw(row["premise"], seed) >= shares.get(row["source"], 0.0):
                    continue
                label = row["label"]
                if row["source"] == "qnli":
                    label = ANSWERED if label == ENTAILED else UNANSWERED
                by_premise[row["source"], row["premise"]].append(Item(row["hypothesis"], label))
    groups = []
    for (source, premise), items in by_premise.items():
        draw.shuffle(items)
        for start in range(0, len(items), _AT_ONCE):
            groups.append(Group(premise, tuple(items[start : start + _AT_ONCE]), source=source))
    return groups


def _draw(text: str, seed: int) -> float:
    """Return a number in [0, 1) that is the same for each row of one text."""
    return int(hashlib.sha256(f"{seed} {text}".encode()).hexdigest()[:12], 16) / 16**12


def read_questions(folder: Path, shares: dict[str, float], *, seed: int) -> list[Group]:
    """Return groups of the question sets: questions over one passage are read together."""
    draw = random.Random(seed)  # noqa: S311 - not a secret
    by_context: dict[str, list[Item]] = defaultdict(list)
    sources: dict[str, str] = {}
    with gzip.open(folder / "qa-train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["context"] not in sources:
                sources[row["context"]] = row["source"]
            by_context[row["context"]].append(_asked(row))
    groups = []
    for context, items in by_context.items():
        if draw.random() < shares.get(sources[context], 0.0):
            draw.shuffle(items)
            for start in range(0, len(items), _AT_ONCE):
                groups.append(Group(context, tuple(items[start : start + _AT_ONCE]), source=sources[context]))
    return groups


def _asked(row: dict[str, Any]) -> Item:
    if not row["answers"]:
        return Item(row["question"], UNANSWERED)
    first = row["answers"][0]
    return Item(row["question"], ANSWERED, (first["start"], first["start"] + len(first["text"])))


def add_strangers(groups: Iterable[Group], *, seed: int, weight: float = 0.5) -> list[Group]:
    """Return groups with a statement and a question of another passage: not stated, not answered.

    Half come from the passage that shares most rare words, half from any.
    """
    draw = random.Random(seed)  # noqa: S311 - not a secret
    groups = list(groups)
    near = _neighbours(groups)
    found = []
    for place, group in enumerate(groups):
        other = groups[near[place]] if draw.random() < 0.6 else draw.choice(groups)
        if other is group:
            found.append(group)
            continue
        statements = [item for item in other.items if item.label == ENTAILED and item.kind != "yes/no"]
        asked = [item for item in other.items if item.label == ANSWERED]
        extra = [Item(draw.choice(statements).text, NEUTRAL, weight=weight, kind="stranger")] if statements else []
        if asked:
            extra.append(Item(draw.choice(asked).text, UNANSWERED, weight=weight, kind="stranger"))
        found.append(Group(group.passage, (*group.items, *extra), group.heading, group.source, group.ranked))
    return found


def _neighbours(groups: list[Group]) -> list[int]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(stop_words="english", min_df=2, sublinear_tf=True).fit_transform(
        [f"{group.heading} {group.passage}" for group in groups]
    )
    likeness = (vectors @ vectors.T).toarray()
    found = []
    for place, row in enumerate(likeness):
        row[place] = -1
        # The same passage cut otherwise would make the stranger's statement true.
        row[row > 0.55] = -1
        found.append(int(row.argmax()))
    return found
