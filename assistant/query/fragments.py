"""Put a fragment in its place in the question before: 'And in April?', 'the ferry strike', 'Who else?'."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.nlp.names import find_names
from assistant.nlp.noun_phrases import about, is_verb, subject_of
from assistant.nlp.temporal.periods import label_of
from assistant.query.context import Talk
from assistant.query.date_filters import find_dates
from corpus import Window

_AUXILIARY = r"(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|might|may)"
_QUESTION_WORD = re.compile(
    r"^(?:by\s+|for\s+|with\s+|to\s+|from\s+|since\s+|on\s+)?(?:who|whom|whose|what|which|when|where|why|how)\b",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"^(?P<wh>(?:(?:by|for|with|to|from|in|on|at)\s+)?(?:who|whom|what|which|when|where|why|how)\b"
    r"(?:\s+[\w’'-]+){0,4}?)\s+(?P<aux>did|does|do|will|would|has|have|had|is|are|was|were|can|could|should)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_SINCE_THEN = re.compile(r"^(?P<word>since|before|after|until)\s+(?:then|that)$", re.IGNORECASE)
_SHIFT = re.compile(
    r"^(?:in\s+|on\s+)?(?:the|a)\s+(?:(?P<first>next|following|previous)\s+)?(?P<unit>day|week|month|year)"
    r"(?:\s+(?P<last>after|before|later|earlier))?(?:\s+(?:that|then))?$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"^(?:in|at|of|from|to|by|for|with|on|near|about|after|before|during|under|against|according\s+to)\s+",
    re.IGNORECASE,
)
_MODIFIER = re.compile(r"^(?:the\s+)?(?:same|other)\b", re.IGNORECASE)
_LINKED = re.compile(
    r"(?:in|on|since|until|before|after|during|between|from|last|this|yesterday|today|the|early|late|mid)\b",
    re.IGNORECASE,
)
_TOO = re.compile(r"[,\s]+(?:too|as\s+well|also|then|instead)$", re.IGNORECASE)
_ADVERB = re.compile(
    r"before|after(?:wards?)?|later|earlier|now|today|then|so\s+far|in\s+total|elsewhere", re.IGNORECASE
)
_ROLE = re.compile(
    r"(?:the|his|her|its|their|[\w’']+['’]s)\s+(?:[\w-]+\s+)?(?:minister|president|government|opposition|mayor|governor|police|"
    r"company|firm|union|defence|defense|prosecut\w+|judge|coach|captain|critics|experts?|army|general|party|bank|"
    r"ministry|state|city|director|spokes\w+|insurers|victims|residents|families|mother|father|lawyers?)",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:say|said|think|thinks?|tell|told|do|react|respond|answer|want|decide|propose|ask|call|describe|promise|report|"
    r"write|publish)\b",
    re.IGNORECASE,
)


def with_fragment(talk: Talk, fragment: str, *, as_of: date) -> str:
    """Return the question before with the fragment in the place of what is like it: a date, a place, a name."""
    stem = talk.previous
    fragment = _TOO.sub("", fragment)
    since_then, old = _SINCE_THEN.match(fragment), find_dates(stem, as_of)
    if since_then and old:
        day = re.sub(r"^(?:in|on|since|during)\s+", "", stem[old[-1].start : old[-1].end], flags=re.IGNORECASE)
        return _with_date(stem, f"{since_then['word'].lower()} {day}", as_of=as_of)
    if old and (shifted := _shifted(fragment, Window(*old[-1].period))):
        return _with_date(stem, shifted, as_of=as_of)
    dates = find_dates(fragment, as_of) or find_dates(f"in {fragment}", as_of)
    if dates and len(fragment.split()) <= 5:
        return _with_date(stem, fragment, as_of=as_of)
    if pieces := _name_and_rest(stem, fragment):
        return _with_noun(_with_name(stem, pieces[0]), pieces[1])
    if find_names(fragment) and find_names(stem):
        return _with_name(stem, _whole_outlet(fragment, talk))
    return _with_noun(stem, fragment)


def _whole_outlet(fragment: str, talk: Talk) -> str:
    """Return 'The Harbor Ledger' for 'the Ledger', where the question before asks one outlet about the same."""
    if not any(talk.is_outlet(name.text) for name in find_names(talk.previous)):
        return fragment
    last = re.sub(r"^the\s+", "", fragment, flags=re.IGNORECASE).lower()
    whole = [outlet for outlet in talk.outlets if outlet.lower().endswith(f" {last}")]
    return whole[0] if len(whole) == 1 else fragment


def _shifted(fragment: str, window: Window) -> str:
    """Return the days that 'the week after' means, counted from the period of the question before."""
    match = _SHIFT.match(fragment)
    if match is None or not (match["first"] or match["last"]) or window.since is None or window.until is None:
        return ""
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"].lower()]
    back = (match["first"] or match["last"]).lower() in {"previous", "before", "earlier"}
    first = window.since - timedelta(days=days) if back else window.until + timedelta(days=1)
    last = first + timedelta(days=days - 1)
    if first == last:
        return f"on {label_of(Window(first, last))}"
    opening = f"{first.day}" if (first.month, first.year) == (last.month, last.year) else f"{first.day} {first:%B %Y}"
    return f"between {opening} and {last.day} {last:%B %Y}"


def _name_and_rest(stem: str, fragment: str) -> tuple[str, str] | None:
    """Split 'Nordane after the leak' where the question before has both a name and such a rest."""
    split = re.match(
        r"^(?P<name>[^a-z]\S*(?:\s+[A-Z]\S*)*)\s+(?P<rest>(?P<word>after|before|during|in|on|for|about)\s.+)$", fragment
    )
    if split is None or not find_names(split["name"]) or not find_names(stem):
        return None
    return (split["name"], split["rest"]) if re.search(rf"\b{split['word']}\b", stem, re.IGNORECASE) else None


def _added(stem: str, words: str) -> str:
    """Return the question with words put at its end, before what says what it regards."""
    head, mark, rest = stem.partition(", regarding ")
    return f"{head} {words}{mark}{rest}"


def _with_name(stem: str, fragment: str) -> str:
    """Return the question before with a name exchanged: after the same preposition, else of the same kind."""
    names, before = find_names(fragment), find_names(stem)
    preposition = _PREPOSITION.match(fragment)
    if preposition:
        word = preposition[0].lower()
        fragment = word + fragment[preposition.end() :]
        like = [name for name in before if stem[: name.start].lower().endswith((word, f"{word}the "))]
        if not like:
            tail = re.search(r"\b(?:about|on)\s+(?!the\s+\d)[^,]+$", stem) if word in {"about ", "on "} else None
            return f"{stem[: tail.start()]}{fragment}" if tail else _added(stem, fragment)
        start = stem.lower().rindex(word, 0, like[-1].start)
        return f"{stem[:start]}{fragment}{stem[like[-1].end :]}"
    same = [name for name in before if name.kind == names[0].kind]
    topic = about(stem)
    if not same and topic and names[0].kind in {"other", "body"} and not _SAYING.search(stem[: topic.start]):
        return f"{stem[: topic.start]}{fragment}{stem[topic.end :]}"
    same = same or list(before)
    opening = re.sub(r"\bthe\s+$", "", stem[: same[0].start], flags=re.IGNORECASE)
    return f"{opening}{fragment}{stem[same[0].end :]}"


def _with_noun(stem: str, fragment: str) -> str:
    """Return the question before with a noun exchanged: 'the ferry strike' for 'the dock strike', 'on the flood'."""
    preposition = _PREPOSITION.match(fragment)
    if preposition and not _MODIFIER.match(fragment):
        fragment = preposition[0].lower() + fragment[preposition.end() :]
        word = "(?:on|about)\\s+" if preposition[0].lower() in {"on ", "about "} else re.escape(preposition[0].lower())
        tail = re.search(rf"\b{word}(?:the\s+)?[\w’' -]+$", stem)
        return f"{stem[: tail.start()]}{fragment}" if tail else _added(stem, fragment)
    head = re.escape(fragment.split()[-1])
    old = re.search(rf"\b(?:the|an?)\s+(?:[a-z-]+\s+){{0,2}}?{head}\b", stem)
    if old:
        return f"{stem[: old.start()]}{fragment}{stem[old.end() :]}"
    subject, topic = subject_of(stem), about(stem)
    named = subject is not None and bool(find_names(subject.text))
    if subject and _ROLE.fullmatch(fragment) and (named or _SAYING.search(stem[subject.end :])):
        return f"{stem[: subject.start]}{fragment}{stem[subject.end :]}"
    if topic:
        return f"{stem[: topic.start]}{fragment}{stem[topic.end :]}"
    if _ADVERB.fullmatch(fragment):
        return _added(stem, fragment)
    if subject and not find_names(subject.text):
        return f"{stem[: subject.start]}{fragment}{stem[subject.end :]}"
    if _SAYING.search(stem):
        return _added(stem, f"about {fragment}")
    return f"What about {fragment}, regarding {_small(stem)}"


def _with_date(stem: str, fragment: str, *, as_of: date) -> str:
    """Return the question before with its date exchanged, or with a date put at its end."""
    old = find_dates(stem, as_of)
    linked = _LINKED.match(fragment)
    fragment = fragment[0].lower() + fragment[1:] if linked else fragment
    if old:
        words = stem[old[-1].start : old[-1].end]
        preposition = re.match(r"(?:in|on|since|until|before|after|during|of|from)\s+", words, re.IGNORECASE)
        new = fragment if linked or not preposition else preposition[0] + fragment
        return stem[: old[-1].start] + new + stem[old[-1].end :]
    return _added(stem, fragment if linked else f"in {fragment}")


def with_question_word(stem: str, word: str, *, other: bool) -> str:
    """Return the question before, asked with another question word: 'Why?', 'Who else?'."""
    word = word[:1].upper() + word[1:].lower()
    own = _QUESTION_WORD.match(stem)
    if other:
        if own and own[0].split()[-1].lower() == word.split()[-1].lower():
            rest = re.sub(r"^\s+else\b", "", stem[own.end() :])
            return f"{stem[: own.end()]} else{rest}"
        return f"{word} else, apart from this: {_small(stem)}"
    if form := _FORM.match(stem):
        return f"{word} {form['aux'].lower()} {_with_subject(form['wh'], form['aux'].lower(), form['rest'])}"
    counted = re.match(r"^how\s+(?:many|much)\s+(?P<rest>.+)$", stem, re.IGNORECASE)
    if counted:
        people = "people " if is_verb(counted["rest"].split()[0]) else ""
        return f"{word} was it that {people}{counted['rest']}"
    subject = re.match(r"^(who|what)\s+(?P<rest>.+)$", stem, re.IGNORECASE)
    if subject and not word.startswith(("Who", "What")):
        someone = "someone" if stem.lower().startswith("who") else "something"
        was = "is" if re.match(r"\w+[^s\W]s\b", subject["rest"]) else "was"
        return f"{word} {was} it that {someone} {subject['rest']}"
    if re.match(rf"^{_AUXILIARY}\s+.+$", stem, re.IGNORECASE):
        return f"{word} {_small(stem)}"
    if own is None:
        told = re.sub(r",\s*(?:is|are|was|were|does|do|did|has|have)n['’]?t\s+\w+$|,\s*(?:right|no)$", "", stem)
        return f"{word} is it that {_small(told)}"
    return f"{word}, for the question: {_small(stem)}"


def _with_subject(wh: str, auxiliary: str, rest: str) -> str:
    """Return what follows the auxiliary with its subject: 'keys needed' of 'how many keys are needed'."""
    if auxiliary not in {"is", "are", "was", "were", "has", "have", "had"} or not is_verb(rest.split()[0]):
        return rest
    noun = re.sub(r"^(?:\w+\s+)?(?:how\s+(?:many|much)|which|what|who|whom)\b\s*", "", wh, flags=re.IGNORECASE)
    return f"{noun or ('someone' if wh.lower().startswith('who') else 'something')} {rest}"


def _small(stem: str) -> str:
    """Return a question as part of another one: without its capital, where that is no name's."""
    names = find_names(stem)
    return stem if names and names[0].start == 0 else stem[:1].lower() + stem[1:]
