"""What happens to a quote between two papers, imitated with a seeded chance."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from assistant.lookup.tokens import words
from corpus import Article, sentence_spans

_QUOTED = re.compile(r"[“\"]([^“”\"\n]{40,300})[”\"]")
_FEWEST, _MOST = 8, 45
_TYPES = str.maketrans({"'": "’", "’": "'", "“": '"', "”": '"', "–": "-", "—": "--", "…": "..."})

Change = Callable[[str, Random, Sequence[Article]], str]


def quotable(article: Article, chance: Random) -> str:
    """Return a quotation or a sentence of an article, empty where it has none of eight to 45 words."""
    quoted = [match[1] for match in _QUOTED.finditer(article.text)]
    whole = [article.text[start:end] for start, end in sentence_spans(article.text)]
    whole = [text for text in whole if re.match(r"[A-Z“\"]", text) and text.rstrip("”\"'’")[-1:] in ".!?"]
    for texts in (quoted, whole) if chance.random() < 0.5 else (whole, quoted):
        fit = [text.strip() for text in texts if _FEWEST <= len(words(text)) <= _MOST]
        if fit:
            return chance.choice(fit)
    return ""


def _same(text: str, _chance: Random, _others: Sequence[Article]) -> str:
    return text


def _retyped(text: str, chance: Random, _others: Sequence[Article]) -> str:
    """Change quotation marks, dashes, case and line ends, and hyphenate a long word as a scan does."""
    made = text.translate(_TYPES)
    turn = chance.randrange(4)
    if turn == 0:
        made = made.upper()
    if turn == 1:
        made = f"“{made}”"
    pieces = made.split()
    for at in chance.sample(range(len(pieces)), len(pieces)):
        if pieces[at].isalpha() and len(pieces[at]) > 6:
            pieces[at] = f"{pieces[at][:4]}-\n{pieces[at][4:]}"
            break
    middle = chance.randrange(1, len(pieces))
    return " ".join(pieces[:middle]) + "\n" + " ".join(pieces[middle:])


def _shortened(text: str, chance: Random, _others: Sequence[Article]) -> str:
    """Put an ellipsis for two words or more in the middle; never for a figure or a 'not', which would alter it."""
    found = words(text)
    for _ in range(20 if len(found) > 9 else 0):
        begin = chance.randrange(3, len(found) - 4)
        end = chance.randrange(begin + 1, min(len(found) - 3, begin + 12))
        if not any(word.decides for word in found[begin : end + 1]):
            return f"{text[: found[begin].start].rstrip()} … {text[found[end].end :].lstrip(' ,;')}"
    return ""


def _altered(share: float) -> Change:
    """Change a share of the inner words: half for strange ones, a quarter left out, a quarter with one put before."""

    def change(text: str, chance: Random, others: Sequence[Article]) -> str:
        pieces = text.split()
        spots = chance.sample(range(1, len(pieces) - 1), max(1, round(share * len(pieces))))
        spots = spots[: len(pieces) - 2]
        for at in spots:
            strange = chance.choice(chance.choice(others).text.split())
            turn = chance.random()
            pieces[at] = strange if turn < 0.5 else "" if turn < 0.75 else f"{strange} {pieces[at]}"
        made = " ".join(piece for piece in pieces if piece)
        same = [word.form for word in words(made)] == [word.form for word in words(text)]
        return "" if same else made

    return change


CHANGES: dict[str, tuple[Change, str]] = {
    "verbatim": (_same, "verbatim"),
    "typography": (_retyped, "verbatim"),
    "shortened": (_shortened, "shortened"),
    "5 % altered": (_altered(0.05), "altered"),
    "10 % altered": (_altered(0.10), "altered"),
    "20 % altered": (_altered(0.20), "altered"),
}
"""Each kind of change with the verdict that is right after it."""
