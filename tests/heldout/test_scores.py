"""The sets that are scored by `python -m tests.heldout` are whole, and the scores count what they say."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.heldout.faithfulness import measure_auc
from tests.heldout.figures import Figure, format_figure
from tests.heldout.statements import Statement, draw_statements, is_development

_HERE = Path(__file__).parent
_KINDS = ("number", "name", "date", "order")


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_HERE / name).read_text(encoding="utf-8").splitlines()]


def test_every_quantity_stands_once_in_its_sentence() -> None:
    rows = _read("quantities.jsonl")
    assert len(rows) == 60
    for row in rows:
        for quantity in row["quantities"]:
            assert row["text"].count(quantity["words"]) == 1
            assert quantity["low"] <= quantity["high"]


def test_every_period_begins_before_it_ends() -> None:
    rows = _read("periods.jsonl")
    assert len(rows) == 80
    for row in rows:
        date.fromisoformat(row["as_of"])
        assert row["role"] in ("question", "event")
        if row["since"] and row["until"]:
            assert date.fromisoformat(row["since"]) <= date.fromisoformat(row["until"])


def test_follow_ups_have_turns_before_them_and_articles_that_answer() -> None:
    rows = _read("followups.jsonl")
    assert len(rows) == 40
    for row in rows:
        assert 1 <= len(row["turns"]) <= 3
        assert row["gold_urls"] or row["complete"] == row["text"]


@pytest.fixture
def judgements(tmp_path: Path) -> Path:
    """A file of judgements in the form of the real one, its words invented."""
    path = tmp_path / "judgements.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for number in range(1500):
            wrong = [{"text": f"Wrong {kind} {number}.", "kind": kind} for kind in _KINDS]
            row = {
                "id": f"made-{number}",
                "title": "A title",
                "published": "2022/06/13",
                "passage": "A passage.",
                "faithful": [f"Right, far {number}."],
                "faithful_close": [f"Right, close {number}."],
                "unfaithful": wrong,
                "unfaithful_far": wrong,
            }
            lines.write(json.dumps(row) + "\n")
    return path


def test_statements_are_balanced_and_always_the_same(judgements: Path) -> None:
    drawn = draw_statements(judgements)
    assert Counter((s.faithful, s.close) for s in drawn) == {
        (faithful, close): 75 for faithful in (True, False) for close in (True, False)
    }
    kinds = Counter(s.kind for s in drawn if not s.faithful)
    assert max(kinds.values()) - min(kinds.values()) <= 2
    assert all(is_development(s.passage_id) for s in drawn)
    assert drawn == draw_statements(judgements)


def test_the_area_under_the_curve_counts_ties_half() -> None:
    right, wrong = (Statement("a", "", "2022-06-13", "", "", f, close=True, kind="") for f in (True, False))
    assert measure_auc([(right, 0.9), (wrong, 0.1)]) == 1.0
    assert measure_auc([(right, 0.5), (wrong, 0.5)]) == 0.5
    assert measure_auc([(right, 0.1), (wrong, 0.9)]) == 0.0


def test_a_figure_is_printed_with_its_share() -> None:
    assert format_figure(Figure("found", 1, 4)).endswith("1 of    4  25%")
    assert format_figure(Figure("none there", 0, 0)).endswith("–")
    assert format_figure(Figure("area", 0.5)).endswith("0.500")
