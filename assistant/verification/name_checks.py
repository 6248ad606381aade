"""Names of a statement in a passage: a surname stands for the full name, another given name does not; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.nlp import facts
from assistant.nlp.numerals import CARDINALS, ORDINALS, TENS
from assistant.verification.evidence import Source, root

_KNOWN = frozenset("north south east west new united saint".split())
"""First words of names that are no given names."""
_NUMBERS = frozenset((*CARDINALS, *ORDINALS, *TENS))
_OPENS = re.compile(
    r"(?:^|[.!?:;] )(\w{2,}(?:ees|ants|ysts|ics|ities|encies|ancies|ories|[a-z]{4}ies|ages|ures|ances|ences|"
    r"iers|eers|isms?|"
    r"hoods?|ships?))\b(?! [A-Z])"
)
"""A word that opens a sentence with a capital letter though it is no name, known by how it ends."""
_OPENERS = frozenset(
    "fellow parent ticket total overall average annual daily weekly monthly current previous initial final full "
    "new old "
    "key main major joint state casualty figures data details evidence access anyone everyone nobody nothing something "
    "half part all both each neither either talks plans rules troops soldiers engineers passengers customers readers "
    "fans users victims relatives survivors rescuers bondholders savers investors lawmakers lawyers judges councillors "
    "single supplies companies insurance evidence violence pressure opposition construction traffic trains flights "
    "schools shops banks markets roads bridges ships ports hospitals courts unions parties countries cities towns "
    "critics experts analysts sources authorities agencies councils parents patients tenants drivers players fans "
    "deaths injuries losses costs wages taxes rents fares exports imports deliveries negotiations preparations "
    "legal private human heavy armed air sea land oil gas food water power fire flood storm snow rain".split()
)
"""More words that open a sentence with a capital letter though they are no names."""
_ROLES = facts.TITLES - frozenset("mr mrs ms dr sir lord lady general major vice prime chief".split())
_FAMILY = "wife|husband|son|daughter|brother|sister|father|mother|twin|partner"
_FIRST = re.compile(r"(\w{4,})\b(?= [a-z])")
_ZONE = re.compile(r"\b(?:Eastern|Central|Pacific|Mountain)(?: Standard| Daylight)? (?=[Tt]ime\b)")
_POSSESSIVE = re.compile(r"'s?(?=\s)")


def names_in(text: str, sources: Sequence[Source]) -> Iterator[list[str]]:
    """Yield the names of a text outside its quotations."""
    ordinary = frozenset().union(
        *(item.ordinary for item in sources), _NUMBERS, _OPENERS, map(str.lower, _OPENS.findall(text))
    )
    text = _ZONE.sub("", text)
    opener = _FIRST.match(text)
    if opener and any(root(opener[1]) in item.ordinary_roots for item in sources):
        ordinary |= {opener[1].lower()}
    for part in _POSSESSIVE.split(facts.QUOTE.sub(" ", text)):
        yield from facts.names(part, ordinary)


def holds_name(item: Source, run: Sequence[str]) -> bool:
    """Say whether a source has a name: its last word, and nothing that contradicts the words before that."""
    if len(run) > 2 and run[0] not in item.article and " ".join(run[1:]) in item.article:
        return True
    *before, last = run
    if len(run) == 2 and last in item.article and re.search(rf"\b(?:{_FAMILY}),? {re.escape(run[0])}\b", item.article):
        return True
    initials = "".join(word[0] for word in run)
    if (len(run) > 1 and re.search(rf"\b{initials}\b", item.article)) or (
        last.isupper() and last.lower() in item.initials
    ):
        return True
    if not _holds_word(item, last):
        return last in item.article and any(line.refers for line in item.lines)
    if not before:
        return not _given_only(last, item.article)
    first = before[-1]
    if len(run) == 2 and f"{first} {last}" not in item.article and _full(last, item.article) - {first}:
        return first.lower() in facts.TITLES or any(
            facts.kin(first.lower(), other.lower()) for other in _full(last, item.article)
        )
    if f"{first} {last}" in item.article or not re.search(rf"\b[A-Z][\w'-]+ {re.escape(last)}\b", item.article):
        return len(before) == 1 or all(_holds_word(item, word) or word in item.article for word in before)
    others = set(re.findall(rf"\b([A-Z][\w'-]+) {re.escape(last)}\b", item.article))
    if {other.lower() for other in others} <= facts.TITLES:
        return all(_holds_word(item, word) or word in item.article for word in before)
    return first.lower() in facts.TITLES or any(facts.kin(first.lower(), other.lower()) for other in others)


@lru_cache(maxsize=4096)
def _full(last: str, article: str) -> frozenset[str]:
    """Return the words that stand before a surname in an article, as in a full name."""
    others = re.findall(rf"\b([A-Z][\w'-]+) {re.escape(last)}\b", article)
    return frozenset(other for other in others if other.lower() not in facts.TITLES | facts.STOP)


def _given_only(word: str, article: str) -> bool:
    """Say whether a word is only ever the first of a full name whose last word stands alone elsewhere."""
    name = re.escape(word)
    after = re.findall(rf"\b{name}\b(?: ([A-Z][\w'-]+)\b(?! [A-Z]))?", article)
    if (
        word.lower() in facts.MONTHS + facts.DAYS
        or not all(after)
        or {word.lower() for word in after} & facts.TITLES
        or word.lower() in _KNOWN
    ):
        return False
    return any(
        re.search(rf"(?<![A-Z]\w ){re.escape(last)}\b", article.replace(f"{word} {last}", ""))
        for last in re.findall(rf"\b{name} ([A-Z][\w'-]+)", article)
    )


def _holds_word(item: Source, word: str) -> bool:
    return in_words(word, item.names)


def in_words(word: str, held: frozenset[str]) -> bool:
    """Say whether a word, or the country or people that it is kin to, is among others."""
    low = facts.bare(word)
    return low in held or facts.PLACES.get(low) in held or any(facts.kin(low, name) for name in held)


def full_names(item: Source, word: str) -> frozenset[str]:
    """Return, in small letters, the given names that stand before a surname in a source's article."""
    return frozenset(map(str.lower, _full(word, item.article)))


@lru_cache(maxsize=4096)
def roles_of(word: str, article: str) -> frozenset[str]:
    """Return the titles that stand before a name in an article: 'president', 'mayor'."""
    name = rf"([A-Za-z]+) (?:[A-Z][\w'-]+ )?{re.escape(word)}\b"
    return frozenset(map(str.lower, re.findall(name, article))) & _ROLES
