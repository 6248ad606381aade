"""A claim laid along a sentence of the same matter: the number, name, day or 'not' in which they part; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.lookup.alignment import align
from assistant.lookup.tokens import share_near, words
from assistant.lookup.types import Conflict, ConflictKind
from assistant.lookup.verdicts import Side, judge
from assistant.nlp import facts
from assistant.nlp.quantities import agree, find_numbers

_SAME_THING = 0.6
"""Share of a claim's words that a sentence must hold, in order, to be taken to tell of the same thing."""
_ALIKE = 0.7
"""The same for both together: 'she denied all charges' is no conflict with 'she is charged with'. Of 78 true statements
on the demonstration articles, reworded, 5 % were contradicted without and 1 % with."""
_DAY = re.compile(rf"\b(?:{'|'.join(facts.DAYS + facts.MONTHS)}|today|yesterday|tomorrow)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")


def conflicts(claim: str, sentence: str) -> tuple[Conflict, ...] | None:
    """Return where a sentence that tells of the same thing says otherwise, None where it tells of something else."""
    mine, theirs = Side(claim, words(claim)), Side(sentence, words(sentence))
    if not mine.words or not theirs.words or share_near(mine.words, sentence) < _SAME_THING:
        return None
    alignment = align(mine.words, theirs.words, marks=())
    judged = judge(alignment, mine, theirs, marks=())
    if judged is None or alignment.held < _SAME_THING or alignment.alike < _ALIKE:
        return None
    found = (_conflict(d.quoted, d.printed, claim, sentence) for d in judged.differences)
    return tuple(conflict for conflict in found if conflict)


def _conflict(quoted: str, printed: str, claim: str, sentence: str) -> Conflict | None:
    """Return in what two stretches of words part, None where that is no matter of fact."""
    kinds: tuple[tuple[ConflictKind, bool], ...] = (
        ("negation", _negation(quoted, printed)),
        ("day", _day(quoted, printed)),
        ("number", _number(quoted, printed)),
        ("name", _name(quoted, printed, claim, sentence)),
    )
    return next((Conflict(kind, quoted, printed) for kind, parts in kinds if parts), None)


def _negation(quoted: str, printed: str) -> bool:
    return any(word.negates for word in words(quoted)) != any(word.negates for word in words(printed))


def _day(quoted: str, printed: str) -> bool:
    days = [{found.lower()[:3] for found in _DAY.findall(text)} for text in (quoted, printed)]
    return bool(days[0] and days[1] and not days[0] & days[1])


def _number(quoted: str, printed: str) -> bool:
    """Return whether both have a figure, and not the same."""
    mine, theirs = find_numbers(quoted), find_numbers(printed)
    return bool(mine and theirs) and not any(agree(one, other) for one in mine for other in theirs)


def _name(quoted: str, printed: str, claim: str, sentence: str) -> bool:
    mine, theirs = set(_names(quoted, claim)), set(_names(printed, sentence))
    return bool(mine and theirs and not mine & theirs)


def _names(stretch: str, whole: str) -> Iterator[str]:
    """Yield the capitalised words of a stretch; not the first of a sentence, which may be no name."""
    for match in _CAPITAL.finditer(stretch):
        opens = whole.lstrip(" “\"‘'").startswith(match.group())
        if not opens and not _ordinary(match.group(), whole):
            yield match.group().lower().removesuffix("'s").removesuffix("’s")


def _ordinary(word: str, whole: str) -> bool:
    return len(word) < 2 or re.search(rf"\b{re.escape(word.lower())}\b", whole) is not None
