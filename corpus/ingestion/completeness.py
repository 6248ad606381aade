"""Tell a text that is cut off from a whole one, and leave the offer to subscribe out of it: pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from corpus.data import read_table
from corpus.ingestion.normalization import clean_title
from corpus.types import Article, Record

_MORE = re.compile(
    r"\s*(?:…|\.{3})?\s*\[\s*(?:\+\s?(?P<more>[\d,.]{1,9})\s?(?:more|chars?|characters)?"
    r"|(?P<left>[\d,.]{1,9})\s?(?:more )?(?:chars?|characters))\s*\]\s*$"
)
_READ_ON = re.compile(
    r"\s*(?:\[\s*(?:…|\.{3}|&hellip;)\s*\]|\(\s*(?:more|MORE|continued|cont[’']?d\.?)\s*\)|continued on page \w{1,4}"
    r"|(?:…|\.{3}|\s-|»|>)\s*[\[(]?\s*(?:read more|read the (?:full|rest)[^.\n]{0,40}"
    r"|continue reading[^.\n]{0,80}|weiterlesen|lire la suite|leer más|seguir leyendo|leggi tutto|lees verder|läs mer)"
    r"[\s.:»›>→…\])]*)$",
    re.IGNORECASE,
)
_TAIL = 8  # paragraphs at the end that may be an offer
_LONGEST = 600  # characters of one
_TWO = 2  # signs of an offer that make a paragraph one


def without_offer(text: str) -> tuple[str, str]:
    """Return a text without the offer or the sign of a cut at its end, and why it is cut off, '' where it is not."""
    if more := _MORE.search(text[-80:]):
        start = len(text) - len(text[-80:]) + more.start()
        kept = "…" if more[0].lstrip().startswith(("…", "...")) else ""
        return text[
            :start
        ].rstrip() + kept, f"cut off by its source, which has {more['more'] or more['left']} more characters"
    if read_on := _READ_ON.search(text[-160:]):
        start = len(text) - len(text[-160:]) + read_on.start()
        return text[:start].rstrip() + "…", f'cut off: it ends with "{" ".join(read_on[0].split())[:40]}"'
    return _without_paragraphs(text)


def offers(words: str) -> bool:
    """Say whether words offer the rest of an article to subscribers: a phrase that does, and another sign."""
    return _sure().search(words) is not None and _score(words) >= _TWO


def _score(words: str) -> int:
    """Count the different phrases and words of offers."""
    lowered = words.lower()
    if not any(sign in lowered for sign in _signs()):  # most lines: a pattern of all phrases takes ten times as long
        return 0
    return sum(len(set(map(str.lower, pattern.findall(words)))) for pattern in (_sure(), _words()))


def _without_paragraphs(text: str) -> tuple[str, str]:
    """Take the paragraphs of an offer off the end; one of them says that the rest is for subscribers."""
    kept, sure = text.rstrip(), False
    for _ in range(_TAIL):
        before, _, line = kept.rpartition("\n")
        if len(line) > _LONGEST or _score(line) < _TWO:
            break
        kept, sure = before.rstrip(), sure or offers(line)
    return (kept, "cut off: the rest is for subscribers") if sure and kept else (text, "")


def mark_incomplete(record: Record, why: str) -> Record:
    """Return an article that is marked as incomplete, any other record as it is."""
    if not why or not isinstance(record, Article):
        return record
    caveats = tuple(dict.fromkeys((*record.caveats, "incomplete")))
    return replace(record, caveats=caveats, remarks=tuple(dict.fromkeys((*record.remarks, clean_title(why)))))


@cache
def _signs() -> tuple[str, ...]:
    """Return what one of stands in each offer, in lower case."""
    return tuple({phrase.lower() for row in read_table("offers") for cell in row[1:] for phrase in cell.split(";")})


@cache
def _sure() -> re.Pattern[str]:
    return _any([row[1] for row in read_table("offers")])


@cache
def _words() -> re.Pattern[str]:
    return _any([row[2] for row in read_table("offers")])


def _any(cells: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern of all phrases, at the beginning of a word."""
    phrases = sorted({phrase for cell in cells for phrase in cell.split(";")}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + ")", re.IGNORECASE)
