"""A claim cut into parts that can be checked each by itself; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import sentence_spans

_JOINT = re.compile(r";\s+|,\s+(?:and|but|while|whereas)\s+(?=(?:the|an?|[A-Z\d])[\w’'.,-]*\s)|\s+whereas\s+")
_FEWEST = 4
"""Words below which a piece is no statement of its own."""
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|said|says|told|won|lost|rose|fell|cut|set|hit|"
    r"made|took|gave|became|began|went|came|got|left|met|paid|ran|saw|sent|led|held|found|grew|put|kept|bought|sold|died|"
    r"broke|spoke|rode|wrote|drove|threw|drew|flew|knew|shot|fought|taught|brought|thought|sank|stood|lay|felt|spent|"
    r"[a-z]{3,}(?:ed|es))\b"
)
"""A word that is likely a verb: that a piece of text states something."""
_LEANS = re.compile(r"(?:he|she|it|they|his|her|its|their|this|that|these|those)\b", re.IGNORECASE)


def parts(claim: str) -> list[str]:
    """Return the parts of a claim: its sentences, and of these the clauses that stand by themselves."""
    flat = " ".join(claim.split())
    whole = [flat[start:end] for start, end in sentence_spans(flat)]
    return [part for sentence in whole for part in _clauses(sentence)]


def _clauses(sentence: str) -> Iterator[str]:
    begin = 0
    for joint in _JOINT.finditer(sentence):
        before, after = sentence[begin : joint.start()], sentence[joint.end() :]
        open_quote = sentence[: joint.start()].count("“") > sentence[: joint.start()].count("”")
        if not open_quote and sentence[: joint.start()].count('"') % 2 == 0 and _states(before) and _states(after):
            yield before
            begin = joint.end()
    yield sentence[begin:]


def _states(clause: str) -> bool:
    return len(clause.split()) >= _FEWEST and bool(VERB.search(clause)) and not _LEANS.match(clause)
