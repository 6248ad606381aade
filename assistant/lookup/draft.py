"""A draft looked up: every quotation, and every sentence that states something that can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant import facts
from assistant.lookup.claims import check_claim
from assistant.lookup.look_up import look_up
from assistant.lookup.parts import VERB
from assistant.lookup.types import Claim, LookUp
from assistant.lookup.words import words
from corpus import Archive, Scope, sentence_spans

_QUOTED = re.compile(r"“([^“”\n]+)”|\"([^\"\n]+)\"|«([^«»\n]+)»")
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
    for start, end in sentence_spans(text):
        sentence, line = text[start:end], text.count("\n", 0, start) + 1
        quotes = [quote for quote in _quotes(sentence) if len(words(quote)) >= _FEWEST]
        for quote in quotes:
            yield Checked(line, quote, look_up(archive, quote, scope=scope))
        if _states(_QUOTED.sub(" ", sentence) if quotes else sentence, beside=bool(quotes)):
            yield Checked(line, sentence, check_claim(archive, sentence, scope=scope))


def _quotes(sentence: str) -> Iterator[str]:
    for match in _QUOTED.finditer(sentence):
        yield next(group for group in match.groups() if group).strip()


def _states(sentence: str, *, beside: bool) -> bool:
    """Say whether a sentence has a figure, a date, or a name and a verb; beside a quotation, a figure or a date."""
    if len(words(sentence)) < _REST:
        return False
    plain = facts.flat(sentence)
    if any(True for _ in facts.figures(plain)) or facts.DATE.search(plain):
        return True
    return not beside and bool(_NAME.search(plain) and VERB.search(plain))
