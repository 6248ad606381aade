"""Damage done to files, imitated with a seeded chance."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.corpus.readers.samples import Sample

_INSERTED = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\x1b[2J", b"\x80", b"\xed\xa0\x80", b"&", b"<!--", b"]]>",
)  # fmt: skip
_NESTED = (
    b"[", b'{"a":', b"<div>", b"<a", b"<<", b"(", b"--", b"> ", b"<!--", b"&a", b"#a ", b"-\n", b"From a\n\n", b"a@",
)  # fmt: skip
_NUMBERS = (
    b"0", b"-1", b"4294967295", b"99999999999999999999", b"9" * 400, b"1e999", b"NaN", b"2099", b"0001",
    b"253402300800",
)  # fmt: skip
_ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "utf-8-sig", "cp1252", "latin-1", "utf-7", "cp037")
_SUFFIXES = (
    *(".jsonl", ".json", ".csv", ".tsv", ".parquet", ".md", ".txt", ".html", ".xml", ".pdf", ".docx", ".eml", ".mbox"),
    *(".zip", ".gz", ".warc", ".warc.gz", ".tgz", ".rss", ".bin", ""),
)
_LONGEST = 400_000  # bytes of a mutated file: what takes quadratic time shows there, and what takes linear does not


def damaged(sample: Sample, chance: Random, others: Sequence[Sample]) -> Sample:
    """Return a sample with one to three kinds of damage."""
    data = sample.data
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(_DAMAGES)(data, chance, others)[:_LONGEST]
    return Sample(name_of(sample, chance), data, sample.family)


def name_of(sample: Sample, chance: Random) -> str:
    """Return its name, one time in eight with a suffix of another format."""
    return f"a{chance.choice(_SUFFIXES)}" if chance.random() < 0.125 else sample.name


def _flip(data: bytes, chance: Random, _: Sequence[Sample]) -> bytes:
    changed = bytearray(data)
    for _at in range(chance.choice((1, 2, 8, 64))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _span(data: bytes, chance: Random) -> tuple[int, int]:
    begin = chance.randrange(len(data) + 1)
    return begin, min(len(data), begin + chance.choice((1, 4, 32, 200, 2000)))


def _cut(data: bytes, chance: Random, _: Sequence[Sample]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _delete(data: bytes, chance: Random, _: Sequence[Sample]) -> bytes:
    begin, end = _span(data, chance)
    return data[:begin] + data[end:]


def _double(data: bytes, chance: Random, _: Sequence[Sample]) -> bytes:
    begin, end = _span(data, chance)
    return data[:end] + data[begin:end] * chance.choice((1, 2, 50, 1000)) + data[end:]


def _splice(data: bytes, chance: Random, others: Sequence[Sample]) -> bytes:
    other = chance.choice(others).data
    begin, end = _span(other, chance)
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice((other[begin:end], other[begin:], other)) + data[chance.choice((at, end, at)) :]


def _insert(data: bytes, chance: Random, _: Sequence[Sample]) -> bytes:
    at = chance.choice((0, chance.randrange(len(data) + 1), len(data)))
    return data[:at] + chance.choice(_INSERTED) * chance.choice((1, 1, 7)) + data[at:]


def _nest(data: bytes, chance: Random, _: Sequence[Sample]) -> bytes:
    at = chance.choice((0, chance.randrange(len(data) + 1)))
    return data[:at] + chance.choice(_NESTED) * chance.choice((300, 5_000, 60_000)) + data[at:]


def _lengthen(data: bytes, chance: Random, _: Sequence[Sample]) -> bytes:
    at = chance.randrange(len(data) + 1)
    return (
        data[:at]
        + chance.choice((b"a", b" ", b"a ", b"\n", b'"', b"'a', ", b"a.", b"-", b"\\", b"=")) * 200_000
        + data[at:]
    )


def _number(data: bytes, chance: Random, _: Sequence[Sample]) -> bytes:
    found = list(re.finditer(rb"\d+", data[:50_000]))
    if not found:
        return data
    at = chance.choice(found)
    return data[: at.start()] + chance.choice(_NUMBERS) + data[at.end() :]


def _recode(data: bytes, chance: Random, _: Sequence[Sample]) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def _declare(data: bytes, chance: Random, _: Sequence[Sample]) -> bytes:
    name = chance.choice((b"utf-16", b"latin-1", b"klingon", b"idna", b"utf-7", b"", b"undefined", b"hex", b"cp037"))
    return re.sub(rb"(?i)utf-?8|us-ascii", name, data)


def _reverse(data: bytes, chance: Random, _: Sequence[Sample]) -> bytes:
    """Turn the lines round."""
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


_DAMAGES: tuple[Callable[[bytes, Random, Sequence[Sample]], bytes], ...] = (
    *(_flip, _cut, _delete, _double, _splice, _insert, _nest, _lengthen, _number, _recode, _declare, _reverse),
)
