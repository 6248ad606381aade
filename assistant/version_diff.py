"""What a new version of an article changed, sentence by sentence; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus import Version, sentence_spans


@dataclass(frozen=True, slots=True)
class Change:
    """Hold sentences that were replaced; ``before`` is empty for what was added, ``after`` for what was taken out."""

    before: str
    after: str


def changes(old: Version, new: Version) -> list[Change]:
    """Return what differs between two versions, in the order of the text; the title counts as its first sentence."""
    one, other = _sentences(old), _sentences(new)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [
        Change(" ".join(one[a:b]), " ".join(other[c:d])) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
    ]


def _sentences(version: Version) -> Sequence[str]:
    return [version.title, *(version.text[start:end] for start, end in sentence_spans(version.text))]
