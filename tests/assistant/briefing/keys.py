"""The hand-made keys of the running stories, and how a briefing is held against them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from assistant.briefing import Difference, Event, Figure, Voice, When

FOLDER = Path(__file__).parent / "briefings"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """Hold what a line must have: one part of each group."""

    groups: tuple[tuple[str, ...], ...]

    def met(self, text: str) -> bool:
        low = flat(text)
        return all(any(part in low for part in group) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one line of a key; ``main`` where a briefing must have it."""

    main: bool
    told: str
    states: tuple[str, ...]
    words: Words


@dataclass(slots=True)
class Key:
    topic: str = ""
    half: str = ""
    events: list[Entry] = field(default_factory=list)
    figures: list[Entry] = field(default_factory=list)
    differences: list[Entry] = field(default_factory=list)
    quotes: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Score:
    """Hold how many of the wanted were found, and how many of the shown were right."""

    wanted: int
    found: int
    shown: int
    right: int
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.shown if self.shown else 1.0

    def __add__(self, other: Score) -> Score:
        sums = (
            self.wanted + other.wanted,
            self.found + other.found,
            self.shown + other.shown,
            self.right + other.right,
        )
        return Score(*sums, self.missed + other.missed, self.wrong + other.wrong)


def flat(text: str) -> str:
    return _SPACE.sub(" ", text.translate(str.maketrans("‘’“”", "''\"\""))).lower()


def keys() -> dict[str, Key]:
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.txt"))}


def _read(path: Path) -> Key:
    key = Key()
    for line in path.read_text(encoding="utf-8").splitlines():
        head, _, rest = line.partition(" ")
        main, kind = head.endswith("!"), head.rstrip("!:")
        parts = [part.strip() for part in rest.split(";")]
        if kind == "topic":
            key.topic = rest.strip()
        elif kind == "half":
            key.half = rest.strip()
        elif kind == "event":
            key.events.append(Entry(main, parts[0], (), _words(parts[1])))
        elif kind == "figure":
            key.figures.append(Entry(main, parts[0], tuple(parts[2].split("/")), _words(parts[1])))
        elif kind == "differ":
            values = tuple(value.strip() for value in parts[2].split(" / ") if value.strip())
            key.differences.append(Entry(main, " / ".join(values), tuple(parts[0].split("/")), _words(parts[3])))
        elif kind == "quote":
            key.quotes.append(Entry(True, parts[1], tuple(parts[0].split("/")), Words(())))
    return key


def _words(text: str) -> Words:
    groups = [tuple(flat(part) for part in group.strip().split("/") if part) for group in text.split(", ")]
    return Words(tuple(group for group in groups if group))


def _says(when: When, told: str) -> bool:
    """Say whether a time is the one that a key tells."""
    first, last = _days(told)
    return (when.first, when.last) == (first, last) or ("/" in told and first <= when.first and when.last <= last)


def _days(told: str) -> tuple[date, date]:
    if "/" in told:
        one, other = told.split("/")
        return _days(one)[0], _days(other)[1]
    if told.startswith(("early", "mid", "late")):
        part, month = told.split(" ")
        year, number = (int(piece) for piece in month.split("-"))
        last = (date(year + number // 12, number % 12 + 1, 1) - date(year, number, 1)).days
        third = last // 3
        ends = {"early": (1, third), "mid": (third + 1, last - third), "late": (last - third + 1, last)}[part]
        return date(year, number, ends[0]), date(year, number, ends[1])
    numbers = list(map(int, told.split("-")))
    if len(numbers) == 3:
        return date(*numbers), date(*numbers)
    if len(numbers) == 2:
        year, number = numbers
        following = date(year + number // 12, number % 12 + 1, 1)
        return date(year, number, 1), date.fromordinal(following.toordinal() - 1)
    return date(numbers[0], 1, 1), date(numbers[0], 12, 31)


def score_events(lines: Sequence[Event], key: Key) -> Score:
    right = [
        any(_says(line.when, entry.told) and entry.words.met(line.statement.text) for entry in key.events)
        for line in lines
    ]
    wanted = [entry for entry in key.events if entry.main]
    found = [
        any(_says(line.when, entry.told) and entry.words.met(line.statement.text) for line in lines) for entry in wanted
    ]
    return Score(
        len(wanted), sum(found), len(lines), sum(right),
        tuple(f"{e.told} {e.words.groups}" for e, ok in zip(wanted, found, strict=True) if not ok),
        tuple(f"{x.when.label}: {x.statement.text}" for x, ok in zip(lines, right, strict=True) if not ok),
    )  # fmt: skip


def _value(told: str) -> float:
    number, *scale = told.split(" ")
    return float(number) * {"": 1, "million": 1e6, "billion": 1e9}[scale[0] if scale else ""]


def _is_figure(line: Figure, entry: Entry) -> bool:
    same = abs(line.value - _value(entry.told)) <= 1e-6 * max(1.0, _value(entry.told))
    return same and line.state in entry.states and entry.words.met(f"{line.what} {line.statement.text}")


def score_figures(lines: Sequence[Figure], key: Key) -> Score:
    right = [any(_is_figure(line, entry) for entry in key.figures) for line in lines]
    wanted = [entry for entry in key.figures if entry.main]
    found = [any(_is_figure(line, entry) for line in lines) for entry in wanted]
    return Score(
        len(wanted), sum(found), len(lines), sum(right),
        tuple(f"{e.told} {e.words.groups} {e.states}" for e, ok in zip(wanted, found, strict=True) if not ok),
        tuple(
            f"{x.shown} {x.state} | {x.what} | {x.statement.text}" for x, ok in zip(lines, right, strict=True) if not ok
        ),
    )  # fmt: skip


def _is_difference(line: Difference, entry: Entry) -> bool:
    text = flat(" ".join(f"{side.shown} {side.statement.text}" for side in line.sides))
    values = [value for value in entry.told.split(" / ") if value]
    shown = [flat(side.shown) for side in line.sides]
    met = all(any(flat(value) in side for side in shown) or flat(value) in text for value in values)
    return met and line.relation in entry.states and entry.words.met(f"{line.about} {text}")


def score_differences(lines: Sequence[Difference], key: Key) -> Score:
    right = [any(_is_difference(line, entry) for entry in key.differences) for line in lines]
    wanted = [entry for entry in key.differences if entry.main]
    found = [any(_is_difference(line, entry) for line in lines) for entry in wanted]
    return Score(
        len(wanted), sum(found), len(lines), sum(right),
        tuple(f"{e.told} {e.words.groups} {e.states}" for e, ok in zip(wanted, found, strict=True) if not ok),
        tuple(
            f"{x.relation} {x.kind} {x.about}: " + " <> ".join(f"{s.shown} | {s.statement.text}" for s in x.sides)
            for x, ok in zip(lines, right, strict=True) if not ok
        ),
    )  # fmt: skip


def _quoted(line: Voice, entry: Entry) -> bool:
    return any(flat(entry.told) in flat(quote) for quote in line.quotes)


def score_voices(lines: Sequence[Voice], key: Key) -> Score:
    """Hold the quotations against the key; shown are those that the key has, for it has all of the story's articles."""
    found = [any(_quoted(line, entry) and _by(line, entry) for line in lines) for entry in key.quotes]
    pairs = [(line, entry) for line in lines for entry in key.quotes if _quoted(line, entry)]
    right = [_by(line, entry) for line, entry in pairs]
    return Score(
        len(key.quotes), sum(found), len(pairs), sum(right),
        tuple(f"{e.states}: {e.told}" for e, ok in zip(key.quotes, found, strict=True) if not ok),
        tuple(f"{line.speaker} ({line.role}) <> {entry.states}: {entry.told}"
              for (line, entry), ok in zip(pairs, right, strict=True) if not ok),
    )  # fmt: skip


def _by(line: Voice, entry: Entry) -> bool:
    return any(flat(name) in flat(f"{line.speaker} {line.role}") for name in entry.states)
