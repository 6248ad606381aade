"""Statements made by rules from real articles: sentences that lost a part, and the same with a single thing made wrong.

The words that the rules swap are kept apart from the lists in ``assistant``: what is measured is not what was written
there. A compression drops an attribution tail, an apposition, a closing clause or a parenthesis, each of which leaves
what the rest says as it was; clauses with 'if' or 'unless' stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from corpus import Article, sentence_spans

Made = tuple[str, str, str]
"""A kind, a statement, and the sentence that it was made from."""

_WORDS = (10, 45)
_SAID = r"(?:said|says|told (?:reporters|CNN|Reuters)|announced|wrote|added)"
_DROPS = (
    re.compile(rf", (?:[A-Z][\w.-]+|the [a-z]+)(?: [\w.-]+){{0,5}} {_SAID}(?: [^,\"]{{0,40}})?(?=\.$)"),
    re.compile(r", according to [^,\"]+(?=\.$)"),
    re.compile(r", (?:an?|the|who|which|whose) [^,\"()]{8,90},(?= (?!and |or )[a-z])"),
    re.compile(
        r", (?:after|as|while|which|where|when|because|since|with|including|following|adding) [^\"]{10,120}(?=\.$)"
    ),
    re.compile(r" \([^()]{3,60}\)"),
)
_NUMBER = re.compile(r"(?<![\w.,$-])\d{1,3}(?:,\d{3})+(?![\w-])|(?<![\w.,-])\d+(?:\.\d+)?(?![\w.,-]|,\d|\.\d)")
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+\b")
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_OPPOSITES = (
    "rose/fell increased/decreased higher/lower gained/lost won/lost up/down approved/rejected before/after more/fewer "
    "most/least arrested/released opened/closed bought/sold above/below increase/decrease rise/fall highest/lowest "
    "began/ended accepted/refused backed/opposed raised/lowered first/last started/stopped grew/shrank early/late "
    "supported/opposed confirmed/denied climbed/dropped allowed/banned winning/losing largest/smallest"
).split()
_MAGNITUDES = {"million": "billion", "billion": "million", "thousand": "million", "trillion": "billion"}
_UNITS = (
    "percent/dollars miles/kilometers days/weeks weeks/months months/years years/months hours/days minutes/hours "
    "feet/miles pounds/tons degrees/percent kilometers/miles tons/pounds"
).split()
_SURER = (
    (re.compile(r"\b(?:may|might|could) (?=[a-z]+\b)"), "will "),
    (re.compile(r"\b(?:allegedly|reportedly|apparently) "), ""),
    (re.compile(r"\balleged (?=[a-z])"), ""),
    (
        re.compile(r"\b(?:plans?|is planning|are planning|hopes?|aims?|is expected|are expected) to (?=[a-z])"),
        "has already begun to ",
    ),
)
_HELPERS = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|can|could|should)\b(?! not\b|n't)(?= [a-z])")


def made(article: Article, chance: Random, others: Sequence[Article]) -> Iterator[Made]:
    """Yield the compressions of an article's sentences, and up to one corruption of a kind of each."""
    strange = _names(" ".join(other.text[:3000] for other in others))
    own = _names(article.text)
    for start, end in sentence_spans(article.text):
        sentence = article.text[start:end]
        if "\n" in sentence or not sentence.endswith(".") or not sentence[0].isupper() or sentence.count('"') % 2:
            continue
        short = _compressed(sentence)
        if not short or not _WORDS[0] <= len(short.split()) <= _WORDS[1]:
            continue
        yield "faithful", short, sentence
        for kind, corrupt in _KINDS.items():
            wrong = corrupt(short, article, chance, strange if kind == "name" else own)
            if wrong and wrong != short and wrong not in article.text:
                yield kind, wrong, sentence


def _compressed(sentence: str) -> str:
    if re.search(r"\b(?:if|unless|not only|denied|claim\w*)\b", sentence):
        return ""
    for drop in _DROPS:
        short = drop.sub("", sentence, count=1)
        if short != sentence:
            return short
    return ""


def _names(text: str) -> list[str]:
    return sorted({match.group() for match in _NAME.finditer(text)})


def _swapped(text: str, match: re.Match[str], instead: str) -> str:
    return text[: match.start()] + instead + text[match.end() :]


def _number(text: str, article: Article, chance: Random, names: Sequence[str]) -> str:
    found = [match for match in _NUMBER.finditer(text) if not re.match(r"(?:19|20)\d\d$", match.group())]
    found = [match for match in found if not re.search(r"(?:" + "|".join(_MONTHS) + r")\.? $", text[: match.start()])]
    if not found:
        return ""
    match = chance.choice(found)
    value = float(match.group().replace(",", ""))
    other = value * chance.choice((0.5, 1.5, 2, 3)) + chance.choice((1, 2, 3))
    shown = f"{other:.1f}" if "." in match.group() else f"{other:,.0f}" if "," in match.group() else f"{other:.0f}"
    return _swapped(text, match, shown)


def _words(pairs: dict[str, str]) -> Callable[[str, Article, Random, Sequence[str]], str]:
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, pairs))})\b")

    def swap(text: str, article: Article, chance: Random, names: Sequence[str]) -> str:
        outside = re.sub(r"[\"“][^\"”]*[\"”]", lambda quote: "_" * len(quote.group()), text)
        found = [match for match in pattern.finditer(outside) if match.group()[0].islower()]
        if not found:
            return ""
        match = chance.choice(found)
        return _swapped(text, match, pairs[match.group()])

    return swap


def _unit(text: str, article: Article, chance: Random, names: Sequence[str]) -> str:
    pairs = dict(pair.split("/") for pair in _UNITS)
    match = re.search(rf"(?<=\d )(?:{'|'.join(pairs)})\b", text)
    return _swapped(text, match, pairs[match.group()]) if match else ""


def _date(text: str, article: Article, chance: Random, names: Sequence[str]) -> str:
    for pattern, values in ((rf"\b(?:{'|'.join(_DAYS)})\b", _DAYS), (rf"\b(?:{'|'.join(_MONTHS)})\b(?= \d)", _MONTHS)):
        if match := re.search(pattern, text):
            return _swapped(text, match, chance.choice([value for value in values if value != match.group()]))
    match = re.search(r"\b20[012]\d\b", text)
    return _swapped(text, match, str(int(match.group()) - chance.choice((1, 2, 3)))) if match else ""


def _name(text: str, article: Article, chance: Random, names: Sequence[str]) -> str:
    found = list(_NAME.finditer(text))
    rivals = [name for name in names if not set(name.split()) & set(text.split())]
    return _swapped(text, chance.choice(found), chance.choice(rivals)) if found and rivals else ""


def _quote(text: str, article: Article, chance: Random, names: Sequence[str]) -> str:
    quotes = [match for match in re.finditer(r"[\"“]([^\"“”]+)[\"”]", text) if len(match[1].split()) > 3]
    words = sorted(set(re.findall(r"\b[a-z]{5,}\b", article.text)))
    if not quotes or not words:
        return ""
    inside = [
        match for match in re.finditer(r"\b[a-z]{4,}\b", text) if quotes[0].start() < match.start() < quotes[0].end()
    ]
    return _swapped(text, chance.choice(inside), chance.choice(words)) if inside else ""


def _speaker(text: str, article: Article, chance: Random, names: Sequence[str]) -> str:
    match = re.search(rf"(?:(?<=^)|(?<=[,”\"] ))[A-Z][a-z]+(?: [A-Z][a-z]+)?(?= {_SAID}\b)", text)
    match = match or re.search(r"(?<=said )(?:[A-Z][a-z]+ )?[A-Z][a-z]+\b", text)
    spoken = set(re.findall(rf"([A-Z][a-z]+ [A-Z][a-z]+) {_SAID}\b", article.text))
    rivals = sorted(name for name in spoken if match and not set(name.split()) & set(match.group().split()))
    rivals = [name for name in rivals if name.split()[-1] not in text]
    return _swapped(text, match, chance.choice(rivals)) if match and rivals else ""


def _negation(text: str, article: Article, chance: Random, names: Sequence[str]) -> str:
    outside = re.sub(r"[\"“][^\"”]*[\"”]", lambda quote: "_" * len(quote.group()), text)
    if match := re.search(r" not\b(?! only)|n't\b", outside):
        return _swapped(text, match, "")
    match = _HELPERS.search(outside)
    return _swapped(text, match, f"{match.group()} not") if match else ""


def _hedge(text: str, article: Article, chance: Random, names: Sequence[str]) -> str:
    for pattern, instead in _SURER:
        if (match := pattern.search(text)) and '"' not in text and "“" not in text:
            return _swapped(text, match, instead)
    return ""


_BOTH = {a: b for pair in _OPPOSITES for a, b in (pair.split("/"), pair.split("/")[::-1])}
_KINDS: dict[str, Callable[[str, Article, Random, Sequence[str]], str]] = {
    "number": _number,
    "magnitude": _words(_MAGNITUDES),
    "unit": _unit,
    "date": _date,
    "name": _name,
    "name near": _name,
    "quote": _quote,
    "speaker": _speaker,
    "negation": _negation,
    "direction": _words(_BOTH),
    "hedge": _hedge,
}
