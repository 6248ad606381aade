"""Statements about real passages, faithful and not, drawn from a file of judgements that lies outside the repository.

Only passages of one fixed tenth are drawn from, so that whoever trains a judge on the rest can leave this tenth out:
`is_development(passage_id)`.
"""

import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SEED = 20220613
_EACH = 75  # of each of the four groups: faithful or not, close to the passage's words or far from them


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence about one passage of an article. `kind` is 'faithful', or what is wrong with it."""

    passage_id: str
    title: str
    published: str
    passage: str
    text: str
    faithful: bool
    close: bool
    kind: str


def is_development(passage_id: str) -> bool:
    """Whether the passage is one of the tenth that these statements are drawn from."""
    return int(hashlib.sha256(passage_id.encode()).hexdigest(), 16) % 10 == 0


def draw_statements(judgements: Path) -> list[Statement]:
    """300 statements: 150 faithful and 150 not, half of each close to the passage, the wrong ones balanced by kind."""
    with judgements.open(encoding="utf-8") as lines:
        passages = [json.loads(line) for line in lines]
    candidates = [statement for p in passages if is_development(p["id"]) for statement in _read_statements(p)]
    candidates.sort(key=lambda s: (s.passage_id, s.text))
    chance = random.Random(_SEED)
    drawn: list[Statement] = []
    for faithful in (True, False):
        for close in (True, False):
            group = [s for s in candidates if s.faithful is faithful and s.close is close]
            chance.shuffle(group)
            drawn += _take_turns(group, _EACH)
    return drawn


def _read_statements(passage: dict[str, Any]) -> Iterable[Statement]:
    known = (passage["id"], passage["title"], passage["published"].replace("/", "-"), passage["passage"])
    for field, close in (("faithful", False), ("faithful_close", True)):
        for text in passage.get(field, ()):
            yield Statement(*known, text, faithful=True, close=close, kind="faithful")
    for field, close in (("unfaithful", True), ("unfaithful_far", False)):
        for item in passage.get(field, ()):
            yield Statement(*known, item["text"], faithful=False, close=close, kind=item["kind"])


def _take_turns(group: list[Statement], number: int) -> list[Statement]:
    """Take one of each kind in turn, until there are `number`."""
    kinds: dict[str, list[Statement]] = defaultdict(list)
    for statement in group:
        kinds[statement.kind].append(statement)
    taken: list[Statement] = []
    while len(taken) < number and any(kinds.values()):
        taken += [kinds[kind].pop() for kind in sorted(kinds) if kinds[kind]]
    return taken[:number]
