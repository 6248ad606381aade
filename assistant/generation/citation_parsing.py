"""A chat model's text taken apart: sentences, and the numbers of the evidence that each of them cites; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.llm.prompts import NOT_FOUND, UNSTATED
from assistant.types import Evidence
from corpus import sentence_spans

_WORD = r"(?:passages?|sources?|docs?|documents?|articles?|refs?)"
_NUMBERS = r"\^?#?\d{1,3}(?:\s*(?:[,;&/–—-]|and|to)\s*\^?#?\d{1,3})*\^?"
_INSIDE = rf"(?:{_WORD}[\s:#.]*)?{_NUMBERS}(?:†[^\]】\n]{{0,40}})?"
_MARKER = re.compile(
    rf"\\?\[{{1,2}}\s*({_INSIDE})\s*\\?\]{{1,2}}(?:\([^()\s]*\))?|【\s*({_INSIDE})\s*】",
    re.IGNORECASE,
)
_SHOWN = re.compile(rf"[ \t]*(?:{_MARKER.pattern})", re.IGNORECASE)
_BRACED = re.compile(rf"\(\s*((?:(?:{_MARKER.pattern})[\s,;]*)+)\)", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)(?:\s*(?:[–—-]|to)\s*\^?#?(\d+))?", re.IGNORECASE)
_UNFINISHED = re.compile(r"\s*\\?((?:\[|【)[^\]】\n]*)(?:[\]】]{1,2}(?:\([^()\s]*)?)?$|\s*\\$|\s+$")
_NOT_FOUND = re.compile(NOT_FOUND.replace("_", r"(?:\\?_|[ -])"))
_UNSTATED = re.compile(re.escape(UNSTATED), re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*+•–]|\d{1,2}[.)])\s+")
_NOTE = re.compile(r"\s*\[\^\d+\]:")
_SOURCES = re.compile(r"\W*(?:sources?|references?|citations?|footnotes?)\W*", re.IGNORECASE)
_SKIPPED = re.compile(r"\s*(?:#{1,6}\s.*|```.*|[-=*_|:\s]+)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_ENDS = re.compile(r"[.!?…:][\"'”’)\]】]*\s*$")

_WRAPPED = 60
"""Characters from which a line that does not end a sentence is taken as wrapped, not as a heading."""

_LONGEST_MARKER = 40
"""Characters after which an open bracket is shown: ``[Passages 1, 2 and 3]`` has 21."""

_LARGEST_RANGE = 20
"""Numbers that ``[1-20]`` may stand for at most; a longer range is a slip and counts as one unknown."""


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """Hold one sentence without its markers, and the numbers of the evidence that it cites, in order, each once."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Hold a chat model's text as sentences.

    Attributes:
        unknown: Count of cited numbers that no evidence has; they are removed.
        said_not_found: The model gave the token for 'no answer here' and cited nothing.
        unstated: What the model says that the passages leave open, a phrase each.
    """

    sentences: tuple[CitedSentence, ...]
    unknown: int = 0
    said_not_found: bool = False
    unstated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    numbers: tuple[int, ...]


def resolve(text: str, evidence: Sequence[Evidence]) -> Resolved:
    """Split a chat model's text into sentences with the numbers of the evidence that they cite."""
    known = {item.number for item in evidence}
    text = text.rpartition("</think>")[2]  # some servers swallow the tag that opens a model's thoughts
    token = _NOT_FOUND.search(text) is not None
    sentences: list[CitedSentence] = []
    unknown = 0
    for block in _blocks(_NOT_FOUND.sub("", text)):
        clean, marks = _without_markers(block)
        unknown += sum(number not in known for mark in marks for number in mark.numbers)
        sentences += _cited(clean, marks, known)
    cites = any(sentence.numbers for sentence in sentences)
    left_open = tuple(filter(None, (_left_open(sentence.text) for sentence in sentences)))
    said = tuple(sentence for sentence in sentences if not _UNSTATED.match(sentence.text))
    return Resolved(said, unknown, said_not_found=token and not cites, unstated=left_open)


def _left_open(sentence: str) -> str:
    """Return what a sentence names as not stated; empty where it is another sentence."""
    opening = _UNSTATED.match(sentence)
    return sentence[opening.end() :].strip(" .") if opening else ""


def _blocks(text: str) -> Iterator[str]:
    """Yield paragraphs and list items, without headings, fences, notes and a closing list of sources."""
    block = ""
    for line in text.splitlines():
        bare = _MARKER.sub("", line)
        if _SOURCES.fullmatch(bare):
            break
        if _NOTE.match(line) or (bare.strip() and _SKIPPED.fullmatch(bare)):
            continue
        item = _BULLET.match(line)
        if block and not item and _continues(block, line):
            block += " " + line.strip()
            continue
        if block.strip():
            yield _plain(block)
        block = (line[item.end() :] if item else line).strip()
    if block.strip():
        yield _plain(block)


def _continues(block: str, line: str) -> bool:
    """Say whether a line carries on the paragraph before it: markers alone, or a wrapped sentence."""
    bare = _MARKER.sub("", line).strip()
    if not any(character.isalnum() for character in bare):
        return bool(line.strip())
    head = bare[0]
    return not _ENDS.search(_MARKER.sub("", block)) and (head.islower() or len(block) >= _WRAPPED)


def _plain(block: str) -> str:
    """Return a block without Markdown's emphasis, code marks and escapes, on one line."""
    text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", block)).replace("`", "")
    return " ".join(_BRACED.sub(r"\1", re.sub(r"\\([*_$#`~>-])", r"\1", text)).split())


def _without_markers(block: str) -> tuple[str, list[_Mark]]:
    """Return a block without its markers, and where each of them stood."""
    clean = ""
    marks: list[_Mark] = []
    end = 0
    for match in _MARKER.finditer(block):
        piece = block[end : match.start()]
        if marks and not piece.strip(" ,;"):
            piece = ""
        clean += piece if not _glued(clean, piece) else " " + piece
        clean = clean.rstrip() if not block[match.end() : match.end() + 1].isalnum() else clean
        marks.append(_Mark(len(clean.rstrip()), _numbers(match)))
        end = match.end()
    rest = block[end:]
    return clean + (" " + rest if _glued(clean, rest) else rest), marks


def _glued(before: str, after: str) -> bool:
    return bool(before) and bool(after) and after[0].isalnum() and not before[-1].isspace()


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    found: list[int] = []
    for first, last in _RANGE.findall((match[1] or match[2]).split("†")[0]):
        low, high = int(first), int(last or first)
        found += range(low, high + 1) if low <= high < low + _LARGEST_RANGE else (low, high)
    return tuple(dict.fromkeys(found))


def _cited(clean: str, marks: Sequence[_Mark], known: Collection[int]) -> Iterator[CitedSentence]:
    """Yield a block's sentences; a marker belongs to the sentence that holds the character before it."""
    spans = sentence_spans(clean)
    if not spans:
        return
    leads = bool(marks) and marks[0].at == 0 and marks[-1].at < len(clean.rstrip())
    numbers: list[dict[int, None]] = [{} for _ in spans]
    for mark in marks:
        owner = _owner(spans, mark.at, leads=leads)
        numbers[owner] |= {number: None for number in mark.numbers if number in known}
    for (start, end), cited in zip(spans, numbers, strict=True):
        text = clean[start:end].strip()
        if any(character.isalnum() for character in text):
            yield CitedSentence(text, tuple(cited))


def _owner(spans: Sequence[tuple[int, int]], at: int, *, leads: bool) -> int:
    """Return which sentence a marker belongs to: the one before it, else (a block that leads with them) after it."""
    before = sum(start < at for start, _ in spans) - 1
    after = leads and not any(start < at < end for start, end in spans)
    return max(0, min(before + after, len(spans) - 1))


class MarkerStream:
    """Turn streamed pieces into text that never shows half a marker, an unknown number or the 'not found' token."""

    def __init__(self, known: Collection[int]) -> None:
        self._known = frozenset(known)
        self._held = ""

    def feed(self, piece: str) -> str:
        """Return what can be shown now; the rest is held until it is known whether it is a marker."""
        text = self._held + piece
        cut = len(text) - self._open(text)
        self._held = text[cut:]
        return self._shown(text[:cut])

    def finish(self) -> str:
        """Return what is still held: the stream has ended."""
        text, self._held = self._held, ""
        return self._shown(text)

    def _shown(self, text: str) -> str:
        return _SHOWN.sub(self._canonical, _NOT_FOUND.sub("", text))

    def _canonical(self, match: re.Match[str]) -> str:
        markers = "".join(f"[{number}]" for number in _numbers(match) if number in self._known)
        space = match.group()[: len(match.group()) - len(match.group().lstrip())]
        return space + markers if markers else ""

    def _open(self, text: str) -> int:
        """Return how many characters at the end may be the beginning of a marker or of the token."""
        marker = _UNFINISHED.search(text)
        if marker and len(marker[1] or "") <= _LONGEST_MARKER:
            return len(marker.group())
        return next((n for n in range(len(NOT_FOUND) - 1, 0, -1) if text.endswith(NOT_FOUND[:n])), 0)
