"""Tell copies from independent reports: what is kept of a text, and a decision on two texts aligned word by word; pure.

A copy runs along with its source from its beginning on, with small gaps. Follow-ups, round-ups and pages that share
background, captions or a template run along in places only, or say other figures there, or come days later.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_SIGN = r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
_WORD = re.compile(rf"{_SIGN}|\d+(?:[.,]\d+)*|\w+")
"""A number is one word, and so is every sign of the scripts that put no spaces."""
_WORD_OR_END = re.compile(rf"[.!?:;|•\n\"“”]|{_WORD.pattern}")
_READ = 8_000
"""Words of a text that are compared: four times a long article, and 8 MB to align two of them."""
_FUNCTION = frozenset(
    "a about after all also an and any are as at be been before but by can could d did do does for from had has "
    "have he her him his how i if in into is it its just ll m made make many me more most mr mrs ms my no not now "
    "of on one or other our out over re s said say says she so some such t than that the their them then there "
    "these they this those to told two up us ve was we were what when where which while who will with would year "
    "years you your".split()
)
"""They agree by chance: neighbours of the same week align to 22 % with them and to 12 % without."""
_RUN = 3
"""Words a print: where 40 % of the words are changed, one run of three in five is left."""
_PRINTS = 64
"""Prints a text: with 40 % of its words changed a copy shares 14 of them, 2 in 100 less than 7; another text 1."""
_GAP = 0.34
"""What a word in a gap takes from the worth of a stretch: one aligned word in four keeps it going."""
_STRETCH = 6.0
"""Worth (aligned words less gaps) from which a stretch counts, and which a gap may cost before it ends one."""
_TOP = 60
"""Words that are the beginning of a text: about its first hundred, function words with them."""
_SLOT = 3
"""Words of a gap that a template fills in."""
_FIRST = 15
"""Content words of an opening: the first sentence or two, so whom or what a text is about."""
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
"""Names that two texts of one day share in any case."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold a text as it is compared.

    Attributes:
        words: All its words, folded.
        content: Those that are not English function words.
        text: What it was read from.
    """

    words: tuple[str, ...]
    content: tuple[str, ...]
    text: str

    @property
    def digest(self) -> bytes:
        """Return what only the same words have."""
        return sha256(" ".join(self.words).encode(errors="replace")).digest()[:16]

    def facts(self) -> list[bool]:
        """Return for each of ``content`` whether it is a number or a name.

        A name has a capital within a sentence, or opens one and another capital follows ('Hanna Lund died').
        """
        found: list[bool] = []
        opens = True
        for token, after in pairwise([*_WORD_OR_END.findall(self.text), "."]):
            is_word = token[0].isalnum() or token[0] == "_"
            if is_word and token.casefold() not in _FUNCTION:
                found.append(token[0].isdecimal() or (token[0].isupper() and (not opens or after[0].isupper())))
            opens = not is_word
        return found[: len(self.content)]

    def prints(self) -> list[int]:
        """Return the smallest hashes of its runs of words: much of a text has many of the prints of the whole."""
        codes = np.array([crc32(word.encode(errors="replace")) for word in self.content], np.uint64)
        if len(codes) < _RUN:
            return []
        mixed: NDArray[np.uint64] = np.zeros(len(codes) - _RUN + 1, np.uint64)
        for at in range(_RUN):
            mixed = (mixed + codes[at : len(mixed) + at]) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
        kept: list[int] = np.unique(mixed >> np.uint64(32))[:_PRINTS].tolist()
        return kept


@dataclass(frozen=True, slots=True)
class Likeness:
    """Say how the shorter of two texts runs along with the longer one; shares are of content words.

    Attributes:
        length: Words of the shorter one.
        ratio: Its length by that of the longer one.
        matched: Share of it that is aligned, within stretches that run along.
        top: The same of its beginning, gaps in stretches counted.
        hole: Its longest part that is in no stretch, as a share.
        starts: Share of the longer one that comes before the first stretch.
        kept: Numbers and names that are aligned; counted where enough of it is aligned for a copy.
        changed: Places in which one text has some numbers or names and the other one has others: small gaps, what
            stands before the first stretch, the headlines.
        strangers: Both openings name somebody or some place, and nothing that either names is in the other text.
    """

    length: int
    ratio: float
    matched: float
    top: float
    hole: float
    starts: float
    kept: int
    changed: int
    strangers: bool


_Block = tuple[int, int, int]
"""Where aligned words begin in the shorter and in the longer text, and how many they are."""


def read(text: str) -> Reading:
    """Return a text as it is compared."""
    plain = unicodedata.normalize("NFKC", text[: _READ * 12])
    words = tuple(token.casefold() for token in islice(_WORD.findall(plain), _READ))
    return Reading(words, tuple(word for word in words if word not in _FUNCTION), plain)


def alike(one: Reading, other: Reading) -> float:
    """Return the share of the shorter text's words that stand in the other one in the same order."""
    from rapidfuzz.distance import LCSseq  # 50 ms to load, for the first comparison only

    shorter = min(len(one.words), len(other.words))
    return float(LCSseq.similarity(one.words, other.words)) / shorter if shorter else 0.0


def compare(one: Reading, other: Reading, titles: tuple[str, str] = ("", "")) -> Likeness:
    """Align two texts; their headlines are looked at for names only."""
    from rapidfuzz.distance import LCSseq  # as above

    (short, title), (long, headline) = sorted(zip((one, other), titles, strict=True), key=lambda e: len(e[0].content))
    size = len(short.content)
    if not size:
        return Likeness(0, 0.0, 0.0, 0.0, 1.0, 1.0, 0, 0, False)
    steps = LCSseq.opcodes(short.content, long.content)
    blocks = [(step.src_start, step.dest_start, step.src_end - step.src_start) for step in steps if step.tag == "equal"]
    found = _stretches(blocks)
    spans = [(stretch[0][0], stretch[-1][0] + stretch[-1][2]) for stretch in found]
    top = min(size, _TOP)
    matched = sum(block[2] for stretch in found for block in stretch) / size
    kept, changed, strangers = 0, 0, False
    if matched >= min(_LEAST_MATCHED.values()):
        kept, changed = _facts(found, short, long)
        strangers = _strangers(_names(short, _FIRST), _names(long, _FIRST), short, long)
        changed += _strangers(_names(read(title)), _names(read(headline)), short, long)
    return Likeness(
        length=size,
        ratio=size / len(long.content),
        matched=matched,
        top=sum(max(0, min(end, top) - begin) for begin, end in spans) / top,
        hole=_hole(spans, size) / size,
        starts=found[0][0][1] / len(long.content) if found else 1.0,
        kept=kept,
        changed=changed,
        strangers=strangers,
    )


def _stretches(blocks: Sequence[_Block]) -> list[list[_Block]]:
    """Return the parts of an alignment that hang together, each cut back to where its worth was greatest."""
    found: list[list[_Block]] = []
    at = 0
    while at < len(blocks):
        worth = best = float(blocks[at][2])
        last, end = at, at + 1
        while end < len(blocks):
            (i, j, size), (into, onto, more) = blocks[end - 1], blocks[end]
            worth -= _GAP * max(into - i - size, onto - j - size)
            if worth <= 0 or worth < best - _STRETCH:
                break
            worth += more
            if worth > best:
                best, last = worth, end
            end += 1
        if best >= _STRETCH:
            found.append(list(blocks[at : last + 1]))
        at = last + 1
    return found


def _hole(spans: Iterable[tuple[int, int]], size: int) -> int:
    """Return the length of the longest part outside of all spans."""
    longest = reached = 0
    for begin, end in spans:
        longest, reached = max(longest, begin - reached), end
    return max(longest, size - reached)


def _facts(found: Sequence[Sequence[_Block]], short: Reading, long: Reading) -> tuple[int, int]:
    """Count the numbers and names that are aligned, and the places where others stand instead."""
    ours, theirs = short.facts(), long.facts()
    kept = changed = 0
    if found:
        i, j, _ = found[0][0]
        changed += any(ours[:i]) and any(theirs[:j])
    for stretch in found:
        kept += sum(sum(ours[i : i + size]) for i, _, size in stretch)
        for (i, j, size), (into, onto, _) in pairwise(stretch):
            here, there = ours[i + size : into], theirs[j + size : onto]
            if len(here) <= _SLOT and len(there) <= _SLOT:
                changed += any(here) and any(there)
    return kept, changed


def _names(reading: Reading, first: int | None = None) -> set[str]:
    """Return the names among the first of its content words."""
    known = zip(reading.content[:first], reading.facts(), strict=False)
    return {word for word, is_fact in known if is_fact and not word[0].isdecimal()} - _CALENDAR


def _strangers(ours: set[str], theirs: set[str], short: Reading, long: Reading) -> bool:
    """Say whether names of one text are none of the other text's words, and the other way round."""
    return bool(ours and theirs) and ours.isdisjoint(long.content) and theirs.isdisjoint(short.content)


_LEAST_WORDS = 40
"""Content words from which a text is judged: below, a caption or a stub agrees with anything …"""
_LEAST_WHOLE = 20
"""… unless nearly all of it stands in the other one, as in a brief cut from a report."""
_LEAST_RATIO = 0.2
"""A text in a five times longer one is an item of a round-up rather than what was left of it."""
_LEAST_MATCHED = {1: 0.65, 7: 0.75}
"""By days apart. With 40 % rewritten 0.65 to 0.75 stay aligned; a follow-up, the next edition of a series have less."""
_LEAST_LATER = 0.9
"""Later than that, or in pages that keep their frame from year to year, only what is nearly the same is the same."""
_LEAST_UNDATED = 0.85
"""Where a day is unknown it may be next year's edition: pages brought up to date have 0.76 to 0.84 of the last one."""
_LEAST_TOP = 0.3
"""Pages that share a gallery or background at their end have 0 to 0.27, copies with 40 % rewritten 0.38 and more."""
_MOST_HOLE = 0.25
_MOST_BEFORE = 0.25
_MOST_CHANGED = 0.2
"""Share of numbers and names that differ: 0.12 with 40 % of words rewritten blindly, more in tables and templates."""
_FEW = 3
_FRAME = 200
"""Content words of the longest form, notice or teaser that stands on many pages in the place of their texts."""


def is_copy(likeness: Likeness, days: int | None) -> bool:
    """Decide whether two texts are copies of one text.

    Args:
        likeness: How they align.
        days: Days between their publication; None where one is unknown.
    """
    if likeness.length < _least_words(likeness.matched) or likeness.ratio < _LEAST_RATIO or likeness.strangers:
        return False
    if likeness.changed >= _FEW and likeness.changed > _MOST_CHANGED * (likeness.changed + likeness.kept):
        return False
    runs_along = likeness.top >= _LEAST_TOP and likeness.hole <= _MOST_HOLE and likeness.starts <= _MOST_BEFORE
    return runs_along and likeness.matched >= _least_matched(days)


def _least_words(matched: float) -> int:
    return _LEAST_WHOLE if matched >= _LEAST_LATER else _LEAST_WORDS


def is_same(one: Reading, other: Reading, titles: tuple[str, str]) -> bool:
    """Say whether two texts have the same words; for a short one, that may be a stub, the same title too."""
    if one.words != other.words or not one.words:
        return False
    return len(one.content) >= _LEAST_WORDS or read(titles[0]).words == read(titles[1]).words


def is_frame(text: Reading, titles: tuple[str, str]) -> bool:
    """Say whether a text that two pages of one outlet share speaks of neither headline, so belongs to no article."""
    one, other = (frozenset(read(title).content) for title in titles)
    held = frozenset(text.content)
    known = [len(own & held) / len(own) for own in (one - other, other - one) if own]
    return len(text.content) <= _FRAME and len(known) == len(titles) and max(known) <= 1 / _FEW


def _least_matched(days: int | None) -> float:
    if days is None:
        return _LEAST_UNDATED
    return next((least for most, least in _LEAST_MATCHED.items() if days <= most), _LEAST_LATER)
