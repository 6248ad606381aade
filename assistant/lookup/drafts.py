"""A draft in; each of its quotes and claims looked up, out; drafts are read from text, Markdown and Word files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from assistant.errors import AssistantError
from assistant.lookup.claim_parts import VERB
from assistant.lookup.claims import check_claim
from assistant.lookup.quotes import look_up
from assistant.lookup.tokens import words
from assistant.lookup.types import Claim, LookUp
from assistant.nlp import facts
from assistant.nlp.quantities import find_numbers
from corpus import Archive, Scope, sentence_spans

_QUOTED = re.compile(r"“([^“”\n]+)(?:”|$)|\"([^\"\n]+)\"|«([^«»\n]+)»", re.MULTILINE)
_FEWEST = 4
"""Words of a quotation below which it is a term or a title, and is the same in too many articles."""
_REST = 5
"""Words that a sentence must hold beside its quotations to state something of its own."""
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+")
_TROUBLE = {
    "altered": 0, "contradicted": 0, "not found": 1, "not in the archive": 1, "partly": 2, "shortened": 3,
    "verbatim": 4, "supported": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold one line of the report: a quotation or a sentence of the draft, and what became of it.

    Attributes:
        line: Its line in the draft, from 1.
    """

    line: int
    text: str
    found: LookUp | Claim

    @property
    def kind(self) -> str:
        """Return whether it is a ``quote`` or a ``claim``."""
        return "quote" if isinstance(self.found, LookUp) else "claim"

    @property
    def verdict(self) -> str:
        """Return its verdict."""
        return self.found.verdict

    @property
    def trouble(self) -> int:
        """Return how much it asks for a person's eye: 0 the most."""
        return _TROUBLE[self.verdict]


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold the report on a draft: its lines by trouble, the worst first, then by their place."""

    name: str
    scope: Scope
    checked: tuple[Checked, ...] = field(default_factory=tuple)

    @property
    def wrong(self) -> bool:
        """Say whether anything is altered or contradicted."""
        return any(item.trouble == 0 for item in self.checked)


def report(name: str, scope: Scope, checked: Sequence[Checked]) -> Draft:
    """Return what was checked as a report."""
    return Draft(name, scope, tuple(sorted(checked, key=lambda item: (item.trouble, item.line))))


def check_draft(archive: Archive, text: str, *, scope: Scope) -> Iterator[Checked]:
    """Look up a draft's quotations and statements, in reading order, one at a time.

    Args:
        archive: Where to look.
        text: Plain text; a line break ends a sentence.
        scope: Which articles count.
    """
    quotes = [match for match in _QUOTED.finditer(text) if len(words(match.group())) >= _FEWEST]
    sentences = list(_sentences(text, [match.span() for match in quotes]))
    for begin, quote, sentence in sorted([*((match.start(), match, "") for match in quotes), *sentences], key=_place):
        line = text.count("\n", 0, begin) + 1
        if quote is not None:
            said = next(group for group in quote.groups() if group).strip()
            yield Checked(line, said, look_up(archive, said, scope=scope))
        else:
            yield Checked(line, sentence, check_claim(archive, sentence, scope=scope))


_Found = tuple[int, "re.Match[str] | None", str]


def _place(found: _Found) -> tuple[int, bool]:
    return found[0], found[1] is None


def _sentences(text: str, quotes: Sequence[tuple[int, int]]) -> Iterator[_Found]:
    """Yield the sentences that state something; one that ends within a quotation goes on."""
    begin: int | None = None
    for start, end in sentence_spans(text):
        begin = start if begin is None or "\n" in text[begin:start] else begin
        if any(left < end < right - 1 for left, right in quotes):
            continue
        inside = [(left, right) for left, right in quotes if left < end and right > begin]
        if _states(_without(text, begin, end, inside), beside=bool(inside)):
            yield begin, None, text[begin:end]
        begin = None


def _without(text: str, begin: int, end: int, quotes: Sequence[tuple[int, int]]) -> str:
    """Return a sentence with its quotations left out."""
    for left, right in reversed(quotes):
        text = text[: max(left, begin)] + " " * (min(right, end) - max(left, begin)) + text[min(right, end) :]
    return text[begin:end]


def _states(sentence: str, *, beside: bool) -> bool:
    """Say whether a sentence has a figure, a date, or a name and a verb; beside a quotation, a figure or a date."""
    if len(words(sentence)) < _REST:
        return False
    plain = facts.flat(sentence)
    if find_numbers(plain) or facts.DATE.search(plain):
        return True
    return not beside and bool(_NAME.search(plain) and VERB.search(plain))


KINDS = (".md", ".markdown", ".txt", ".text", ".docx")
_LARGEST = 5_000_000
"""Bytes: a book; what is larger is no draft, and would be looked up for hours."""
_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_MARKS = re.compile(r"(?m)^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+|(\*\*|__|\*|`)(?=\S)|(?<=\S)(\*\*|__|\*|`)|<!--.*?-->")


def read_draft(path: Path) -> str:
    """Return the text of a draft; its lines are those of the file, or the paragraphs of a DOCX.

    Raises:
        AssistantError: The file cannot be read, or is of another kind.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise AssistantError(f"{path} is larger than {_LARGEST // 1_000_000} MB; look up a part of it")
        return read_bytes(path.name, path.read_bytes())
    except OSError as error:
        raise AssistantError(f"{path} cannot be read ({error.strerror}); give the path of a draft") from error


def read_bytes(name: str, data: bytes) -> str:
    """Return the text of a draft of which name and content are known; see ``read_draft``."""
    kind = Path(name).suffix.lower()
    if kind not in KINDS:
        raise AssistantError(f"{name} is no draft that can be read; give one of {', '.join(KINDS)}")
    if kind == ".docx":
        return _docx(name, data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AssistantError(f"{name} is not UTF-8 text; save it as UTF-8, or as DOCX") from None
    text = text.replace("\r\n", "\n")
    return _plain(text) if kind in (".md", ".markdown") else text


def _plain(markdown: str) -> str:
    """Return Markdown without its marks, line by line: what is left out leaves its line breaks."""
    for skipped in (_FRONT, _FENCE):
        markdown = skipped.sub(lambda match: "\n" * match.group().count("\n"), markdown)
    return _MARKS.sub("", _LINK.sub(r"\1", markdown))


def _docx(name: str, data: bytes) -> str:
    from docx import Document
    from docx.opc.exceptions import OpcError

    broken = (OpcError, BadZipFile, KeyError, IndexError, ValueError, AttributeError, TypeError, EOFError, SyntaxError)
    try:
        document = Document(BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *dict.fromkeys(cells)])
    except broken as error:
        raise AssistantError(f"{name} is not a DOCX that can be read ({error}); save it anew") from error
