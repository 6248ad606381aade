"""Score the readers of periods: `periods.jsonl`."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.heldout.adapters import Period, read_event_days, read_period, read_window
from tests.heldout.figures import Figure

_SET = Path(__file__).with_name("periods.jsonl")
_DAY_AFTER = timedelta(days=1)
_SHORT = timedelta(days=31)


def score_periods() -> list[Figure]:
    """Periods read just so in questions and in sentences, windows made of them, and none where none is meant."""
    with _SET.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    questions = [row for row in rows if row["role"] == "question" and _is_period(row)]
    reported = [row for row in questions if row.get("reported")]
    events = [row for row in rows if row["role"] == "event" and _is_period(row)]
    none = [row for row in rows if not _is_period(row)]
    return [
        Figure("periods: named in a question", sum(map(_is_named, questions)), len(questions)),
        Figure("periods: that a sentence speaks of", sum(map(_is_named, events)), len(events)),
        Figure("periods: none where none is meant", sum(map(_is_named, none)), len(none)),
        Figure(
            "periods: window of a question that leaves nothing out", sum(map(_has_window, questions)), len(questions)
        ),
        Figure("periods: window, where publication is asked for", sum(map(_has_window, reported)), len(reported)),
    ]


def _is_period(row: dict[str, Any]) -> bool:
    return bool(row["since"] or row["until"])


def _is_named(row: dict[str, Any]) -> bool:
    """Whether the days named are read just so; none, where none are."""
    as_of = date.fromisoformat(row["as_of"])
    if row["role"] == "event":
        found = read_event_days(row["text"], as_of)
        same = _is_near(found[0], _day(row["since"]), _slack(row)) and _is_near(
            found[1], _day(row["until"]), _slack(row)
        )
        return same if any(found) else not _is_period(row)
    named, window = read_period(row["text"], as_of), read_window(row["text"], as_of)
    if not _is_period(row):
        return not any(window)
    return _is_same(named, row, as_of) or _is_same(window, row, as_of)


def _has_window(row: dict[str, Any]) -> bool:
    """Whether the window is right: what is asked for; where events are, one that holds them, or none."""
    as_of = date.fromisoformat(row["as_of"])
    window = read_window(row["text"], as_of)
    if row.get("reported"):
        return _is_same(window, row, as_of)
    since, until = _day(row["since"]), _day(row["until"])
    begins = window[0] is None or (since is not None and window[0] - _slack(row) <= since)
    ends = window[1] is None or window[1] + _slack(row) >= min(until or as_of, as_of)
    return begins and ends


def _is_same(found: Period, row: dict[str, Any], as_of: date) -> bool:
    """Whether the days are the same up to the day that is asked on; a short period may hold the day after, too."""
    since, until = _day(row["since"]), _day(row["until"])
    if not any(found):
        return False
    ends = min(found[1] or as_of, as_of), min(until or as_of, as_of)
    short = since is not None and ends[1] - since <= _SHORT
    late = short and timedelta(0) <= ends[0] - ends[1] <= _DAY_AFTER
    return _is_near(found[0], since, _slack(row)) and (late or _is_near(*ends, _slack(row)))


def _is_near(found: date | None, expected: date | None, slack: timedelta) -> bool:
    if found is None or expected is None:
        return found is expected
    return abs(found - expected) <= slack


def _slack(row: dict[str, Any]) -> timedelta:
    return timedelta(days=row.get("slack", 0))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
