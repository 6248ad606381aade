"""Find the kinds of article that a question keeps to: 'opinion pieces on the truce', 'live blogs', 'no editorials'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import KINDS

# Words for each kind; only such as name articles: 'public opinion', 'an interview in May' and 'the press' do not.
_WORDS = {
    "opinion": r"(?:opinion|comment(?:ary)?)\s+(?:pieces?|articles?|columns?)|editorials?|op-?eds?",
    "live blog": r"live[\s-]?blogs?",
    "press release": r"press\s+releases",
    "wire": r"(?:wire|agency)\s+(?:stories|reports|copy|articles)",
    "interview": r"interview\s+articles|(?<=\bonly )interviews",
    "news": r"(?:straight|hard)\s+news|news\s+(?:articles|reports|stories)\s+only|"
    r"(?<=\bonly )news(?:\s+(?:articles|reports|stories))?",
}
_NOT = r"(?:(?P<only>only\s+)|(?P<no>no|not|without|excluding|except(?:\s+for)?|leave\s+out|but\s+no)\s+(?:any\s+)?)?"
_COMPILED = tuple(
    (kind, re.compile(rf"\b(?:(?:in|from)\s+(?:the\s+)?)?{_NOT}(?P<words>{words})\b", re.IGNORECASE))
    for kind, words in _WORDS.items()
)
# The staff of the editorial page, and an editorial that is talked of, are no filter.
_NO_ARTICLE = re.compile(
    r"\s+(?:staff|boards?|teams?|agenc(?:y|ies)|directors?|offices?|independence|lines?|meetings?|freedom|control)\b"
)
_TALKED_OF = re.compile(
    r"\b(?:who|whom|why|whose)\b[^?]*$|\b(?:write|wrote|writes|written|writing|publish)\s+(?:an?\s+|the\s+)?$", re.I
)


@dataclass(frozen=True, slots=True)
class KindsFound:
    """Hold the kinds that words of a question keep to.

    Attributes:
        kinds: Of ``corpus.KINDS``.
        start: Where the words begin.
        end: Where they end.
        reason: How they were read.
        possessive: Never; filters are cut out of the question alike.
    """

    kinds: tuple[str, ...]
    start: int
    end: int
    reason: str
    possessive: bool = False

    @property
    def label(self) -> str:
        """Return what the chip says."""
        left_out = [kind for kind in KINDS if kind not in self.kinds]
        return f"no {left_out[0]}" if len(left_out) == 1 else " or ".join(self.kinds)


def find_kinds(text: str) -> tuple[KindsFound, ...]:
    """Find the kinds of article that the question keeps to, in reading order."""
    found = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if _NO_ARTICLE.match(text[match.end() :]) or (not match["no"] and _TALKED_OF.search(text[: match.start()])):
                continue
            kinds = tuple(other for other in KINDS if other != kind) if match["no"] else (kind,)
            meant = f"all kinds of article but {kind}" if match["no"] else f"articles of the kind {kind}"
            found.append(KindsFound(kinds, match.start(), match.end(), f"‘{match[0]}’: {meant}"))
    return tuple(sorted(found, key=lambda one: one.start))


def joint_kinds(found: tuple[KindsFound, ...] | list[KindsFound]) -> tuple[str, ...]:
    """Return the kinds that several finds keep to together; empty for all."""
    if not found:
        return ()
    only = [one for one in found if len(one.kinds) == 1]
    if only:
        return tuple(dict.fromkeys(kind for one in only for kind in one.kinds))
    return tuple(kind for kind in KINDS if all(kind in one.kinds for one in found))
