"""What money and shares are of, as news tells it: a cost, a fee, a fine, inflation; pure."""

from __future__ import annotations

import re

_FAR = 160
"""Characters from a figure in which the word stands that tells what it is of."""
_OTHER_CLAUSE = 60
"""Characters that a comma or an 'and' between them counts for."""
_BEHIND = 1.5
"""What a character counts for where the word stands behind the figure: most say first what they have a figure of."""

_CONCEPTS = {
    "guarantee": r"guarante\w+|backstop",
    "fine": r"fines?|fined|penalt(?:y|ies)",
    "withdrawn": r"withdr[ae]w\w*|pulled out|taken out|ripped out|outflows?",
    "damage": r"damages?|costs? of the|costs?|losses|repairs?|rebuild\w*|bill",
    "price": r"price|fee|sold|bought|buy|sale|transfer|deal|takeover|acquir\w+|signed",
    "contract": r"contracts?",
    "aid": r"aid|relief|donat\w+|pledg\w+|funding|package|grants?|assistance",
    "profit": r"profits?|earned|earnings",
    "sales": r"sales|turnover|revenues?",
    "bribe": r"bribes?|paid|payments?|accept\w+|received|taking|taken",
    "reward": r"rewards?|bount(?:y|ies)",
    "insured": r"insur\w+|policy|liability|covered",
    "pay": r"raise|wages?|pay|salar(?:y|ies)|offers?",
    "inflation": r"inflation|consumer prices|(?<!food )(?<!fuel )(?<!gas )(?<!oil )(?<!house )(?<!energy )prices",
    "rate": r"(?:main|interest|key|base|benchmark|policy|funds) rates?|rates?",
    "unemployment": r"unemployment|jobless\w*",
    "growth": r"growth|GDP|gross domestic product|output|economy|economic",
    "shares": r"shares?|stocks?|index",
    "yield": r"yields?|bonds?",
    "poll": r"polls?|approval|voters?|support|turnout|votes?",
    "deficit": r"deficit|debt|borrow\w+",
    "budget": r"budget|spending|spend|expenditure",
    "deposits": r"deposits?|savings",
    "tax": r"tax(?:es)?|lev(?:y|ies)|dut(?:y|ies)|tariffs?",
    "compensation": r"compensation|settlement|claims?",
    "target": r"targets?|forecasts?|expects?|expected|predict\w*",
    "loan": r"loans?|lent|mortgages?|credit",
    "loss": r"lost|lose|loss",
}
_TOLD = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _CONCEPTS.items()}
_BREAK = re.compile(r",(?!\d)|;|\band\b|\bbut\b|\bwhile\b|\bof which\b")


def concepts(text: str, start: int, end: int) -> list[str]:
    """Return what a figure of money or a share can be of, the likeliest first, as the words near it tell."""
    found: dict[str, float] = {}
    for name, pattern in _TOLD.items():
        far = min((_distance(text, *match.span(), start, end) for match in pattern.finditer(text)), default=_FAR + 1)
        if far <= _FAR:
            found[name] = far
    return sorted(found, key=lambda name: (found[name], name))


def _distance(text: str, left: int, right: int, start: int, end: int) -> float:
    if right <= start:
        return start - right + _OTHER_CLAUSE * len(_BREAK.findall(text[right:start]))
    if left >= end:
        return _BEHIND * (left - end) + _OTHER_CLAUSE * len(_BREAK.findall(text[end:left]))
    return 0.0
