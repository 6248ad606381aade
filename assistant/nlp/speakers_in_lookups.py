"""Who says the words of a span, and how the article puts it; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.nlp.sentences import readable, sentences_around

_SAID = (
    "said|says|told|tells|added|adds|asked|asks|wrote|writes|replied|insisted|warned|argued|explained|announced|"
    "declared|tweeted|posted|testified|recalled|noted|confirmed|claimed|continued|stated|called|urged|admitted|joked|concluded|promised|predicted"
)
_PART = r"(?:(?:[A-Z]|Mrs?|Ms|Dr|Prof|Gov|Sen|Rep|Lt|Gen|Col|Capt|Sgt|St)\.|[A-Z][\w’'-]*)"
_NAME = rf"{_PART}(?:\s(?:(?:of|the|de|da|van|von|der|bin|al|for|and)\s){{0,2}}{_PART}){{0,5}}"
_PERSON = (
    rf"(?:(?P<name>{_NAME})(?:,\s[^,.“”\"\n]{{1,90}},)?|(?P<other>[Hh]e|[Ss]he|[Tt]hey|[Tt]he\s[\w’' -]{{3,40}}?))"
)
_TOLD = rf"reporters|journalists|lawmakers|parliament|the\s(?:court|BBC|press)|{_NAME}"
_VERB = rf"(?:has |had |have |also |later )?(?:(?:told|tells)\s(?:{_TOLD})|{_SAID})"
_NAME_FIRST = rf"{_PERSON}\s(?P<how>{_VERB})\b"
_VERB_FIRST = _PERSON.replace("?P<name>", "?P<name2>").replace("?P<other>", "?P<other2>")
_EITHER = rf"(?:{_NAME_FIRST}|\b(?P<how2>{_SAID})\s{_VERB_FIRST})"
_BEFORE = re.compile(rf"{_NAME_FIRST}(?:[^.“”\"\n]{{0,80}})[,:]?\s*(?:that\s)?$")
_AFTER = re.compile(rf"[,.?!]?[”\"’']?,?\s*{_EITHER}")
_ACCORDING = re.compile(rf"(?P<how>[Aa]ccording to)\s(?:(?P<name>{_NAME})|(?P<other>(?:the|a|an)\s[\w’' -]{{3,40}}))")
_INSIDE = re.compile(_EITHER)
_NAMED = re.compile(
    rf"(?P<name>{_NAME})(?:,\s[^,.“”\"\n]{{1,90}},)?\s(?:has |had |also )?(?:{_SAID})\b|(?:{_SAID})\s(?P<name2>{_NAME})"
)
_PRONOUNS = frozenset({"he", "she", "they"})
_NO_NAMES = frozenset({"He", "She", "They", "It", "But", "And", "The", "I", "We", "In", "On", "As", "When", "What"})
_BACK = 900
"""Characters before a 'he said' in which the one meant is looked for: three paragraphs."""
_QUOTE_SIGNS = re.compile(r"[“”\"]")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Hold who says something, as the article names them, and how it is attributed ('told reporters')."""

    name: str
    how: str


def speaker(text: str, start: int, end: int) -> Speaker | None:
    """Return who an article lets say a span of its text, None where it says it itself or does not tell."""
    text = readable(text)
    first, last = sentences_around(text, start, end)
    quoted = _quotation(text, start, end)
    begin, stop = quoted or (start, end)
    found = _AFTER.match(text, stop) if quoted else None
    found = found or (_BEFORE.search(text[max(0, begin - 200) : begin].rstrip(" “\"‘'")) if quoted else None)
    found = found or _ACCORDING.search(text, min(first, begin), max(last, stop))
    if found is None and quoted is None:
        found = _INSIDE.search(text, first, last)
    if found is None and quoted is not None:
        found = _around(text, begin, stop)
    return _read(text, found, begin) if found else None


def _around(text: str, begin: int, stop: int) -> re.Match[str] | None:
    """Return an attribution in the same paragraph, outside of the quotation: '…,” Ms Hale said. “…'."""
    head, tail = text.rfind("\n", 0, begin) + 1, text.find("\n", stop)
    return _INSIDE.search(text, stop, len(text) if tail < 0 else tail) or _INSIDE.search(text, head, begin)


def _read(text: str, found: re.Match[str], begin: int) -> Speaker | None:
    groups = found.groupdict()
    name = groups.get("name") or groups.get("name2") or groups.get("other") or groups.get("other2") or ""
    how = " ".join((groups.get("how") or groups.get("how2") or "").split())
    if name.lower() in _PRONOUNS or name in _NO_NAMES:
        name = _meant(text, begin) or name
    return Speaker(" ".join(name.split()), how) if name else None


def _meant(text: str, begin: int) -> str:
    """Return the one who spoke last before a 'he said'."""
    names = [m["name"] or m["name2"] for m in _NAMED.finditer(text, max(0, begin - _BACK), begin)]
    return next((name for name in reversed(names) if name.split()[0] not in _NO_NAMES), "")


def _quotation(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span between the quotation marks that a span stands in, None where it stands in none."""
    head = text.rfind("\n", 0, start) + 1
    before = _QUOTE_SIGNS.findall(text[head : start + 1])
    opened = bool(before) and (before[-1] == "“" or (before[-1] == '"' and before.count('"') % 2 == 1))
    if not opened:
        return None
    begin = max(text.rfind(sign, head, start + 1) for sign in '“"') + 1
    line = text.find("\n", end)
    close = [at for sign in '”"' if (at := text.find(sign, max(start + 1, end - 1))) >= 0]
    stop = min(close, default=len(text) if line < 0 else line)
    return begin, max(stop, end if text[end - 1 : end] not in '”"' else end - 1)
