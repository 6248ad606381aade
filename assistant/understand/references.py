"""Put names in the place of pronouns and of 'the minister': what a question refers to in the turn before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from assistant.understand.dates import find_dates
from assistant.understand.names import Name, find_names, people

_PERSON = re.compile(r"\b(?P<own>his|her(?=\s+[a-z]+\b(?<!\bsay)))\b|\b(?P<it>he|she|him|her)\b", re.IGNORECASE)
_THEY = re.compile(r"\b(?P<own>their)\b|\b(?P<it>they|them)\b", re.IGNORECASE)
_IT = re.compile(
    r"\b(?P<own>its)\b|(?<!is )(?<!was )\b(?P<it>it)\b(?!\s+(?:is|was|that|rain\w*|snow\w*)\b)", re.IGNORECASE
)
_THAT = re.compile(r"\b(?:this|that|these|those)\b", re.IGNORECASE)
# 'When did the ferry sink and who owned it?' needs nothing from before.
_INSIDE = re.compile(
    r"(?:\b[A-Z]\w+|\bthe\s+[a-z]+)\b.*\b(?:and|when|after|before|because|while|that|if|as)\b.*"
    r"\b(?:he|she|his|her|it|its|they|their)\b"
)
# Nouns that always belong to something: 'What was the reaction?' needs to know to what.
_RELATIONAL = re.compile(
    r"\bthe\s+(?:reactions?|responses?|results?|outcome|causes?|reasons?|damage|costs?|toll|price|vote|winners?|losers?|"
    r"victims?|suspects?|driver|captain|owner|details|background)\s*\??$",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?!\s+(?:is|are|was|were|any|been)\b)", re.IGNORECASE
)
_THEN = re.compile(
    r"\b(?:then|at\s+(?:that|the)\s+time|that\s+(?:day|week|month|year))\b(?=\s*[?.,!]|$)", re.IGNORECASE
)
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)\s+(?P<head>[a-z][\w-]+)\b", re.IGNORECASE)
_WEATHER = re.compile(r"\bit\s+(?:is|was|that|rain\w*|snow\w*)\b|\bis\s+it\b", re.IGNORECASE)
_OPEN = (_PERSON, _THEY, _THERE, _IT, _THAT, _RELATIONAL)
_TOPIC_STOP = re.compile(
    r"(?:what|who|whom|whose|which|when|where|why|how|did|does|do|is|are|was|were|has|have|had|will|would|"
    r"can|could|should|many|much|the|a|an|in|on|at|by|for|from|of|to|with|about|and|or|happened|happen|"
    r"say|said|tell|me|us|any|there|it|report|reported|latest|news|be|been|long|often)",
    re.IGNORECASE,
)


def replace_references(text: str, previous: str, *, answer: str, as_of: date) -> str:
    """Return the question with its references to the turn before replaced by what they stand for."""
    if _WEATHER.search(text) or _INSIDE.search(text[1:]):
        return text
    resolved = _people(_surnames(text, previous, answer=answer), previous, answer=answer)
    resolved = _places(_bodies(resolved, previous, answer=answer), previous, answer=answer)
    resolved = _times(resolved, previous, as_of=as_of)
    if resolved == text:
        resolved = _definite(text, previous, answer=answer)
    if resolved == text and not find_names(text) and any(pattern.search(text) for pattern in _OPEN):
        return _about(text, previous)
    return resolved


def _surnames(text: str, previous: str, *, answer: str) -> str:
    """Replace a surname alone by the full name from the turn before."""
    known = {name.split()[-1]: name for name in people(f"{previous} … {answer}")}
    for name in reversed(find_names(text)):
        if name.text in known:
            text = text[: name.start] + known[name.text] + text[name.end :]
    return text


def _put(name: str) -> Callable[[re.Match[str]], str]:
    """Return what replaces a pronoun by a name, and its possessive by the name's."""

    def replacement(match: re.Match[str]) -> str:
        own = match.groupdict().get("own")
        return f"{name}{'’' if name.endswith('s') else '’s'}" if own else name

    return replacement


def _people(text: str, previous: str, *, answer: str) -> str:
    """Replace 'he' and 'she' where the turn before names one person to think of."""
    if not _PERSON.search(text):
        return text
    asked, told = people(previous), people(answer)
    told = tuple(name for name in told if not any(name.split()[-1] == other.split()[-1] for other in asked))
    candidates = asked or told
    if len(asked) > 1 or (not asked and len(told) != 1):
        return text
    return _PERSON.sub(_put(candidates[0]), text)


def _bodies(text: str, previous: str, *, answer: str) -> str:
    """Replace 'they' and 'it' by the body, or else by the thing, that the question before is about."""
    pattern = _THEY if _THEY.search(text) else _IT
    if not pattern.search(text):
        return text
    bodies = [name for name in find_names(previous) if name.kind in {"body", "other"} and name.end < len(previous)]
    if bodies:
        return pattern.sub(_put(_with_the(previous, bodies[0])), text, count=1)
    thing = _phrase(previous)
    if thing and (pattern is _IT or re.search(r"^the\s+\w+s\b", thing)):
        return pattern.sub(_put(thing), text, count=1)
    told = [name for name in find_names(answer) if name.kind == "body" and " " in name.text]
    if len({name.text for name in told}) == 1:
        return pattern.sub(_put(_with_the(answer, told[0])), text, count=1)
    return text


def _places(text: str, previous: str, *, answer: str) -> str:
    """Replace 'there' by the place that was named last."""
    if not _THERE.search(text):
        return text
    places = [name for name in find_names(previous) if name.kind == "place"]
    places = places or [name for name in find_names(answer) if name.kind == "place"][:1]
    return _THERE.sub(f"in {places[-1].text}", text, count=1) if places else text


def _times(text: str, previous: str, *, as_of: date) -> str:
    """Replace 'then' and 'that day' by the date of the question before."""
    dates = find_dates(previous, as_of)
    if not dates or not _THEN.search(text):
        return text
    return _THEN.sub(previous[dates[-1].start : dates[-1].end], text, count=1)


def _definite(text: str, previous: str, *, answer: str) -> str:
    """Replace 'the minister' or 'the flood' by the fuller words for it in the turn before."""
    if find_names(text):
        return text
    for match in _DEFINITE.finditer(text):
        head = match["head"].lower()
        titled = [name for name in people(f"{previous} {answer}") if head in name.lower().split()[:-1]]
        if len(titled) == 1:
            return text[: match.start()] + titled[0] + text[match.end() :]
        fuller = _fuller(head, previous) or _fuller(head, answer)
        if fuller and len(fuller) > len(match[0]):
            return text[: match.start()] + fuller + text[match.end() :]
    return text


def _fuller(head: str, source: str) -> str:
    """Return the longest noun phrase of the source with this head: 'the flood in Merrin'."""
    name = r"(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:of\s+)?[A-Z][\w’'-]*)*"
    pattern = rf"\b(?:the|a|an)\s+(?:[\w’'-]+\s+){{0,3}}?{re.escape(head)}\b(?:\s+(?:of|in|at|on|near)\s+{name})?"
    found = [match[0] for match in re.finditer(pattern, source)]
    best = max(found, key=len, default="")
    return re.sub(r"^an?\b", "the", best)


def _phrase(previous: str) -> str:
    """Return the last noun phrase with 'the' of a question: 'the harbour bridge'; empty where there is none."""
    found = re.findall(
        r"\bthe\s+[a-z][\w-]*(?:\s+(?!did|do|does|was|were|is|are|has|had|in|on|at|of|to|for|from|by|about)[a-z][\w-]+)?"
        r"(?:\s+(?:in|of|at|near)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)?",
        previous,
    )
    return found[-1] if found else ""


def _with_the(source: str, name: Name) -> str:
    """Return a name with the article that stands before it."""
    return f"the {name.text}" if source[: name.start].lower().endswith("the ") else name.text


def _about(text: str, previous: str) -> str:
    """Return the question with the topic of the one before put after it."""
    names = [_with_the(previous, name) for name in find_names(previous)]
    words = [word for word in re.findall(r"[\w’'-]+", previous) if not _TOPIC_STOP.fullmatch(word)]
    topic = _phrase(previous) or " and ".join(dict.fromkeys(names)) or " ".join(words)
    mark = "?" if text.rstrip().endswith("?") else ""
    return f"{text.rstrip(' ?.!')}, regarding {topic}{mark}" if topic else text
