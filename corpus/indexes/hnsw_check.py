"""Whether the graph that Chroma keeps on disk can be read: its library follows every number in it unchecked.

A file that is cut off, or holds anything else than a graph, would end the whole process; so it is looked at first.
The layout is hnswlib's: a header, the bottom level (of each element: links, vector, label), the upper levels.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_HEADER = struct.Struct("<iQQQQQQiIQQQdQ")
_VERSION = 1
_WORD = 4  # bytes of a number of a link
_COUNT = 0xFFFF  # the lower half of what precedes links says how many; the upper one marks what was deleted
_HIGHEST = 64


@dataclass(frozen=True, slots=True)
class _Header:
    """Hold what hnswlib writes of a graph: offsets and sizes in bytes, the most links of an element a level."""

    version: int
    start: int
    room: int
    elements: int
    size: int
    label_at: int
    vector_at: int
    levels: int
    entry: int
    upper_links: int
    links: int
    aimed: int
    factor: float
    effort: int

    def sound(self) -> bool:
        """Say whether the numbers go together."""
        return (
            (self.version, self.start) == (_VERSION, 0)
            and self.elements <= self.room
            and self.vector_at == _WORD * (self.links + 1)
            and self.vector_at < self.label_at == self.size - 8
            and self.size % _WORD == 0
            and 0 < self.upper_links <= self.links <= _COUNT
            and (self.elements == 0 or (self.entry < self.elements and 0 <= self.levels < _HIGHEST))
        )


def fault(folder: Path) -> str | None:
    """Return the first file of a Chroma's graphs that cannot be what Chroma wrote, None where all can."""
    for path in sorted(folder.glob("*/header.bin")):
        bottom, upper = path.with_name("data_level0.bin"), path.with_name("link_lists.bin")
        try:
            raw = path.read_bytes()
            header = _Header(*_HEADER.unpack(raw)) if len(raw) == _HEADER.size else None
            if header is None or not header.sound():
                return str(path)
            if not _bottom_sound(bottom, header):
                return str(bottom)
            if not _upper_sound(upper, header):
                return str(upper)
        except OSError as error:
            return str(error.filename or path)
    return None


def _bottom_sound(path: Path, header: _Header) -> bool:
    """Say whether every link of the bottom level leads to an element."""
    if path.stat().st_size < header.elements * header.size:
        return False
    if not header.elements:
        return True
    shape = (header.elements, header.size // _WORD)
    rows: NDArray[np.uint32] = np.memmap(path, np.uint32, "r", shape=shape)
    links = rows[:, 1 : header.links + 1]  # those that are not in use are 0, or lead where they led once
    return bool((rows[:, 0] & _COUNT).max() <= header.links and links.max() < header.elements)


def _upper_sound(path: Path, header: _Header) -> bool:
    """Say whether every link of the upper levels leads to an element of that level."""
    raw = path.read_bytes()
    if len(raw) % _WORD:
        return False
    numbers: NDArray[np.uint32] = np.frombuffer(raw, np.uint32)
    width, at = header.upper_links + 1, 0
    heights, lists = np.zeros(header.elements, np.uint32), []
    for element in range(header.elements):
        if at >= len(numbers):
            return False
        height, rest = divmod(int(numbers[at]), width * _WORD)
        at += 1
        if rest or height > _HIGHEST or at + height * width > len(numbers):
            return False
        if height:
            heights[element] = height
            lists += [(level + 1, numbers[at + level * width :][:width]) for level in range(height)]
            at += height * width
    if at != len(numbers) or (header.elements and heights[header.entry] < header.levels):
        return False
    return all(_leads(links, level, heights) for level, links in lists)


def _leads(links: NDArray[np.uint32], level: int, heights: NDArray[np.uint32]) -> bool:
    """Say whether the links of one element lead to elements that reach the same level."""
    count = int(links[0]) & _COUNT
    used = links[1 : count + 1]
    return count < len(links) and bool((used < len(heights)).all() and (heights[used] >= level).all())
