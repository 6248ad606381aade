"""Read JSON Lines: one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from corpus.readers.encoding import MAX_LINE, SAVE_IT, is_broken, numbered_lines
from corpus.readers.newsroom.ninjs import records_from
from corpus.readers.options import Options
from corpus.readers.records.day_order import DayOrder
from corpus.types import Record, Refusal

_BETWEEN = "\ufeff\x1e, \t\r\n"  # stands between two values


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the article of each line, or why the line has none."""
    order = DayOrder(lambda: (record for _, record in json_lines(path)), options.mapping)
    for place, record in json_lines(path):
        if isinstance(record, Refusal):
            yield record
        else:
            yield from records_from(order.settled(record), place=place, mapping=options.mapping)
    yield from order.told(str(path))


def json_lines(path: Path) -> Iterator[tuple[str, object]]:
    """Yield the place and the value of each line that is not blank; a Refusal stands for a line that is not JSON."""
    for number, line in numbered_lines(path):
        place = f"{path}:{number}"
        if line is None:
            yield place, Refusal(place, f"line is over {MAX_LINE // 1_000_000} MB")
        elif is_broken(line):
            yield place, Refusal(place, f"line is not UTF-8: {SAVE_IT}")
        elif line.strip(_BETWEEN):
            for value in values_in(line, place):
                yield place, value


def values_in(content: str, place: str) -> Iterator[object]:
    """Yield the values of a text that has one after another; a Refusal stands for what is not JSON, and ends it.

    Between them may stand blanks, commas and the record separators of RFC 7464.
    """
    decoder, at = json.JSONDecoder(strict=False), 0
    while at < len(content):
        if content[at] in _BETWEEN:
            at += 1
            continue
        try:
            value, at = decoder.raw_decode(content, at)
        except RecursionError:
            yield Refusal(place, "line is not JSON: nested too deep")
            return
        except ValueError as exc:
            yield Refusal(place, f"line is not JSON: {exc}")
            return
        yield value


def is_value(line: str) -> bool:
    """Say whether a line is one whole JSON value."""
    try:
        json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return False
    return True
