"""Put names in the place of pronouns and of 'the minister': what a question refers to in the turns before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from assistant.nlp.gender import of_sex
from assistant.nlp.names import find_names, people
from assistant.nlp.noun_phrases import noun_phrases, subject_of
from assistant.query.context import Talk, with_the
from assistant.query.date_filters import find_dates

_PERSON = re.compile(
    r"\b(?P<own>his|her(?=\s+[a-z]+\b(?<!\bsay)(?<!\bto)(?<!\bfor)))\b|\b(?P<it>he|she|him|her)\b", re.IGNORECASE
)
_THEY = re.compile(r"\b(?P<own>their)\b|\b(?P<it>they|them)\b", re.IGNORECASE)
_IT = re.compile(
    r"\b(?P<own>its)\b|(?<!is )(?<!was )(?<!do )\b(?P<it>it)\b(?!\s+(?:is|was|that|rain\w*|snow\w*)\b)|"
    r"(?:(?<=how is )|(?<=how was )|(?<=where is )|(?<=where was ))(?P<how>it)\b(?!\s+that\b)|"
    r"(?<=was )(?P<end>it)(?=\s*\??$)|"
    r"\b(?P<done>it)(?=\s+(?:\w+ed|held|found|built|stolen|taken|made|sold|lost|won|given|shown|written|begun|paid|shut|hit)\b)",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\bit\s+(?:say|report|write|publish|print|cover|claim|tell|said|reported|wrote)\b", re.IGNORECASE)
_THAT = re.compile(
    r"\b(?P<before>about|against|on|of|from|for|with|after|before|behind)\s+(?:this|that|these|those)\b(?=\s*(?:[?.,!]|$))",
    re.IGNORECASE,
)
# 'When did the ferry sink and who owned it?' needs nothing from before.
_INSIDE = re.compile(
    r"(?:\b[A-Z]\w+|\bthe\s+[a-z]+)\b.*\b(?:and|when|after|before|because|while|that|if|as)\b.*"
    r"\b(?:he|she|his|her|it|its|they|their)\b"
)
_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?!\s+(?:is|are|was|were|any|been)\b)", re.IGNORECASE
)
_THEN = re.compile(
    r"\b(?:then|at\s+(?:that|the)\s+time|that\s+(?:day|week|month|year))\b(?=\s*[?.,!]|$)", re.IGNORECASE
)
_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those)\s+(?P<head>[a-z][\w-]+)\b(?!\s+(?:(?:of|in|at)\s+[A-Z]|nearby\b|next\b))",
    re.IGNORECASE,
)
_WHICH_PLACE = re.compile(
    r"(?:in\s+)?(?:where|(?:which|what)\s+(?:part|town|city|place|village|country|district|region|state))\b",
    re.IGNORECASE,
)
_PLACE_HEAD = re.compile(r"city|town|village|country|region|district|island|county|state", re.IGNORECASE)
_FIRM = re.compile(r"company|firm|operator|manufacturer|maker|developer|employer|builder|utility", re.IGNORECASE)
_WEATHER = re.compile(
    r"\bit\s+(?:is|was|that|rain\w*|snow\w*)\b|\bis\s+it\s+(?:\w+ing|cold|hot|true|possible)\b", re.IGNORECASE
)
_MEASURE = re.compile(
    r"^the\s+(?:death\s+)?(?:toll|number|causes?|costs?|magnitude|date|results?|outcome|aftermath|size|strength)\s+of\s+"
    r"(?=the\s)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\b[a-z]\w*[^s\W]s$|\b(?:people|men|women|children|police)$")
_FULL_NAME = r"[A-ZÀ-ÖØ-Þ][\w’-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w’-]+)+"


def refers_back(text: str) -> bool:
    """Say whether a question holds a word that points at something before it."""
    if _WEATHER.search(text) or _INSIDE.search(text[1:]):
        return False
    open_words = (_PERSON, _THEY, _THERE, _IT, _THAT, _THEN)
    return any(pattern.search(text) for pattern in open_words) or bool(
        re.search(r"\b(?:this|that|these|those)\b(?!\s+(?:is|the)\b)", text, re.IGNORECASE)
    )


def replace_references(text: str, talk: Talk, *, as_of: date, nouns: bool = True) -> str:
    """Return the question with its references to the turns before replaced by what they stand for.

    Args:
        text: A question, or a part of one.
        talk: What was said before.
        as_of: What relative dates count from.
        nouns: Whether 'the minister' may be one who was named; where it is set against what was said, it is not.
    """
    if _WEATHER.search(text) or _INSIDE.search(text[1:]):
        return text
    resolved = _definite(text, talk) if nouns and not find_names(text) else text
    resolved = _people(_surnames(resolved, talk), talk)
    resolved = _places(_bodies(resolved, talk), talk)
    return _that(_times(resolved, talk.previous, as_of=as_of), talk)


def _surnames(text: str, talk: Talk) -> str:
    """Replace a surname alone by the full name from the turns before."""
    known = {name.split()[-1]: name for name in reversed(people(f"{talk.previous} … {talk.answer}"))}
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


def _people(text: str, talk: Talk) -> str:
    """Replace 'he' and 'she' where the conversation has one person to think of."""
    if not _PERSON.search(text):
        return text
    person = _person(talk, female=bool(re.search(r"\b(?:she|her)\b", text, re.IGNORECASE)))
    return _PERSON.sub(_put(person), text) if person else text


def _person(talk: Talk, *, female: bool) -> str:
    """Return who 'he' or 'she' is: the one that the question before names, asks for, or got as its answer."""
    if re.match(r"who\s+(?!is\b|was\b|are\b|were\b)", talk.previous, re.IGNORECASE) and "the one" not in talk.previous:
        return talk.person_asked_for()  # 'Who beat Medvedev?': whoever beat him
    asked = of_sex(talk.asked_people(), talk.whole, female=female)
    if len(asked) > 1:
        subject = subject_of(talk.previous)
        joined = subject is not None and re.match(r",|\s+and\b", talk.previous[subject.end :])
        asked = tuple(name for name in asked if subject and not joined and name.endswith(subject.text))
        return asked[0] if len(asked) == 1 else ""
    if asked:
        return asked[0]
    if who := talk.person_asked_for():
        return who
    told = of_sex(people(talk.answer), talk.whole, female=female)
    if len(told) == 1:
        return told[0]
    alone = [name.text for name in find_names(talk.previous) if name.kind == "other" and " " not in name.text]
    if len(alone) == 1 and not told:
        return alone[0]
    before = of_sex(people(talk.earlier.partition("…")[0]), talk.whole, female=female)
    return before[0] if len(before) == 1 and not told else ""


def _bodies(text: str, talk: Talk) -> str:
    """Replace 'they' and 'it' by the body, or else by the thing, that the question before is about."""
    plural = _THEY.search(text) is not None
    pattern = _THEY if plural else _IT
    if not pattern.search(text):
        return text
    thing = _they(talk) if plural else _it(talk, says=bool(_SAYS.search(text)))
    return pattern.sub(_put(thing), text, count=1) if thing else text


def _they(talk: Talk) -> str:
    """Return what 'they' stands for: who was asked for, a body, or something in the plural."""
    if asked := talk.body_asked_for():
        return asked
    bodies = [name for name in find_names(talk.previous) if name.kind == "body" and not talk.is_outlet(name.text)]
    subject = subject_of(talk.previous)
    if bodies:
        first = next((name for name in bodies if subject and subject.text.endswith(name.text)), bodies[0])
        return with_the(talk.previous, first)
    who = talk.person_asked_for()
    if who.startswith("the one who"):
        return who.replace("the one who", "those who", 1)
    if re.match(r"who\s+(?:are|were)\b", talk.previous, re.IGNORECASE):
        return who
    plural = [phrase for phrase in talk.things() if _PLURAL.search(re.split(r"\s(?:of|in|at|from)\s", phrase.text)[0])]
    if plural:
        return plural[0].definite
    others = [with_the(talk.previous, name) for name in find_names(talk.previous) if name.kind == "other"]
    if 1 <= len(others) <= 2:
        return " and ".join(others)
    named = talk.asked_people()
    return " and ".join(named) if len(named) == 2 else ""


def _it(talk: Talk, *, says: bool) -> str:
    """Return what 'it' stands for: the outlet where it says something, else the subject, the topic, another thing."""
    if says:
        outlets = [name for name in find_names(talk.previous) if talk.is_outlet(name.text) or name.kind == "body"]
        if outlets:
            return with_the(talk.previous, outlets[0])
    if asked := talk.body_asked_for():
        return asked
    things = talk.things()
    if things:
        return _MEASURE.sub("", things[0].definite)
    told = [name for name in find_names(talk.answer) if name.kind == "body" and " " in name.text]
    return with_the(talk.answer, told[0]) if len({name.text for name in told}) == 1 else ""


def _places(text: str, talk: Talk) -> str:
    """Replace 'there' by the place that was named last."""
    if not _THERE.search(text):
        return text
    told = {name.text for name in find_names(talk.answer) if name.kind == "place"}
    if _WHICH_PLACE.match(talk.previous):
        return _THERE.sub(f"in {told.pop()}", text, count=1) if len(told) == 1 else text
    for source in (talk.previous, talk.earlier.partition("…")[0]):
        places = [name for name in find_names(source) if name.kind == "place"]
        if places:
            return _THERE.sub(f"in {places[-1].text}", text, count=1)
    return _THERE.sub(f"in {told.pop()}", text, count=1) if len(told) == 1 else text


def _times(text: str, previous: str, *, as_of: date) -> str:
    """Replace 'then' and 'that day' by the date of the question before."""
    dates = find_dates(previous, as_of)
    if not dates or not _THEN.search(text):
        return text
    day = previous[dates[-1].start : dates[-1].end]
    bare = re.sub(r"^(?:in|on|since|during|before|after|until)\s+", "", day, flags=re.IGNORECASE)
    linked = re.sub(rf"\b(since|before|after|until)\s+{_THEN.pattern}", rf"\1 {bare}", text, flags=re.IGNORECASE)
    return linked if linked != text else _THEN.sub(day, text, count=1)


def _that(text: str, talk: Talk) -> str:
    """Replace 'about that' by what the question before is about."""
    topic = talk.topic(text)
    return _THAT.sub(lambda match: f"{match['before']} {topic}", text, count=1) if topic else text


def _definite(text: str, talk: Talk) -> str:
    """Replace 'the minister', 'the company' or 'the flood' by the fuller words for it in the turns before."""
    for match in _DEFINITE.finditer(text):
        head = match["head"].lower()
        if _PLACE_HEAD.fullmatch(head) and (place := _place(talk)):
            return text[: match.start()] + place + text[match.end() :]
        fuller = _titled(head, talk) or _firm(head, talk) or _fuller(head, talk.previous) or _fuller(head, talk.answer)
        if fuller and len(fuller) > len(match[0]) and not _says_already(text, fuller):
            return text[: match.start()] + fuller + text[match.end() :]
    return text


def _place(talk: Talk) -> str:
    """Return the place that 'the city' can be: the one that the question before names last."""
    places = [name.text for name in find_names(talk.previous) if name.kind == "place"]
    return places[-1] if places else ""


def _says_already(text: str, fuller: str) -> bool:
    return fuller.lower().removeprefix("the ") in text.lower()


def _titled(head: str, talk: Talk) -> str:
    """Return the one person with this title: 'Transport Minister Ada Lund', 'judge Agnes Thorvald'."""
    for source in (talk.previous, talk.answer, talk.earlier):
        capital = {name for name in people(source) if head in name.lower().split()[:-1]}
        small = {f"{head} {name}" for name in re.findall(rf"\b{re.escape(head)},?\s+({_FULL_NAME})", source)}
        titled = capital or small
        if titled:
            return titled.pop() if len(titled) == 1 else ""
    return ""


def _firm(head: str, talk: Talk) -> str:
    """Return the one firm, bank or club of the conversation that 'the company' can be."""
    for source in (talk.previous, talk.answer, talk.earlier):
        bodies = [name for name in find_names(source) if name.kind == "body" and not talk.is_outlet(name.text)]
        named = [name for name in bodies if head in name.text.lower().split()]
        if _FIRM.fullmatch(head):
            named = named or [name for name in bodies if " of " not in name.text and " " in name.text]
        if named:
            return with_the(source, named[0]) if len({name.text for name in named}) == 1 else ""
    return ""


def _fuller(head: str, source: str) -> str:
    """Return the longest noun phrase of the source with this head: 'the flood in Merrin'."""
    name = r"(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:of\s+)?[A-Z][\w’'-]*)*"
    pattern = rf"\b(?:the|a|an)\s+(?:[\w’'-]+\s+){{0,3}}?{re.escape(head)}\b(?:\s+(?:of|in|at|on|near)\s+{name})?"
    found = [match[0] for match in re.finditer(pattern, source)]
    best = max(found, key=len, default="")
    return re.sub(r"^an?\b", "the", best)


def knows(text: str, talk: Talk) -> bool:
    """Say whether a question without names takes up something that was said: 'What did the operator say?'."""
    said = {word.lower() for word in re.findall(r"\w+", f"{talk.previous} {talk.answer}")}
    heads = [phrase.text.split()[-1].lower() for phrase in noun_phrases(text)]
    return any(head in said or head.removesuffix("s") in said or f"{head}s" in said for head in heads)
