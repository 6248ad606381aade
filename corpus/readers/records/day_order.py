"""Decide between 3 April and 4 March ('03/04/2025') by the other days of a file, which write them all alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from corpus.readers.records.fields import pick_fields
from corpus.types import Refusal

_DAY = re.compile(r"\s*(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)\b(.{0,30})")
_MONTHS = 12


class DayOrder:
    """Settle the days of one file; its other records are looked at when the first such day is met."""

    def __init__(self, records: Callable[[], Iterable[object]], mapping: Mapping[str, str]) -> None:
        """Take note of how to read the records of the file once more, and of ``{field: column}``."""
        self._records, self._mapping = records, mapping
        self._day_first: bool | None = None
        self._looked, self._settled, self._example, self._proof = False, 0, "", ""

    def settled(self, record: object) -> object:
        """Return a record with its day of publication as an ISO day where it may be two and the file decides."""
        found = self._day_in(record)
        if found is None or not _may_be_two(found):
            return record
        if not self._looked:
            self._look()
        if self._day_first is None or not isinstance(record, Mapping):
            return record
        self._settled += 1
        self._example = self._example or found[0].strip()
        day, month = (found[1], found[3]) if self._day_first else (found[3], found[1])
        year = found[4] if len(found[4]) > 2 else f"20{found[4]}"
        written = f"{year}-{int(month):02}-{int(day):02}{found[5]}"
        return {**record, self._mapping.get("published", "published"): written}

    def told(self, path: str) -> list[Refusal]:
        """Return a remark on how days were read, none where no day was settled."""
        if not self._settled:
            return []
        order = "day before month" if self._day_first else "month before day"
        many = f"{self._settled:,} days such as {self._example}" if self._settled > 1 else f"the day {self._example}"
        return [Refusal(path, f"{many} read as {order}: {self._proof} in the same file can be no other", kept=True)]

    def _look(self) -> None:
        """Find out in which order the file writes days: where it has both, nobody knows."""
        self._looked = True
        proofs: dict[bool, str] = {}
        for record in self._records():
            found = self._day_in(record)
            if found is not None and max(int(found[1]), int(found[3])) > _MONTHS:
                proofs.setdefault(int(found[1]) > _MONTHS, found[0].strip())
            if len(proofs) > 1:
                return
        for day_first, proof in proofs.items():
            self._day_first, self._proof = day_first, proof

    def _day_in(self, record: object) -> re.Match[str] | None:
        """Return the day of publication of a record where it is written in figures, day or month first."""
        if not isinstance(record, Mapping):
            return None
        written = (value for value in record.values() if isinstance(value, str) and len(value) < 60)
        if not any(_DAY.match(value) for value in written):
            return None  # most records, without looking for the field
        value = pick_fields(record, self._mapping).get("published")
        return _DAY.fullmatch(value) if isinstance(value, str) else None


def _may_be_two(found: re.Match[str]) -> bool:
    return found[1] != found[3] and max(int(found[1]), int(found[3])) <= _MONTHS
