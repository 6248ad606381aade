"""Turn a follow-up into a question that stands on its own, by rule, from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.types import Turn
from assistant.understand.dates import find_dates
from assistant.understand.names import find_names
from assistant.understand.references import replace_references

_LEAD = re.compile(r"^(?:(?:and|but|or|so|ok(?:ay)?|then)\b[\s,]*)*(?:(?:what|how)\s+about\b\s*)?", re.IGNORECASE)
_CORRECTION = re.compile(
    r"^(?:(?:no|nope|sorry|actually)\b[\s,.!-]+)?(?:not\s+[\w ]+?\s*[,.;:-]\s*)?(?:but\s+)?"
    r"(?:i\s+(?:meant|mean)\b|i\s+was\s+asking\s+about|rather|instead)?[\s,:]*",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^(?:(?:please\s+)?tell\s+me\s+more|more(?:\s+details)?|go\s+on|more\s+on\s+(?:this|that))$", re.IGNORECASE
)
_SINCE_THEN = re.compile(r"^(?P<word>since|before|after|until)\s+(?:then|that)$", re.IGNORECASE)
_QUESTION_WORD = re.compile(
    r"^(?:by\s+|for\s+|with\s+|to\s+|from\s+|since\s+|on\s+)?(?:who|whom|whose|what|which|when|where|why|how)\b",
    re.IGNORECASE,
)
_AUXILIARY = r"(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|might|may)"
_ASKING = re.compile(
    rf"^(?:{_AUXILIARY}|tell|show|give|list|find|compare|summari[sz]e|explain|describe)\b", re.IGNORECASE
)
_FORM = re.compile(
    r"^(?P<wh>(?:(?:by|for|with|to|from|in|on|at)\s+)?(?:who|whom|what|which|when|where|why|how)\b"
    r"(?:\s+[\w’'-]+){0,4}?)\s+(?P<aux>did|does|do|will|would|has|have|had|is|are|was|were|can|could|should)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"^(?P<wh>(?:(?:by|for|with|to|from|since|in|on|at)\s+)?(?:who|whom|what|which|when|where|why|how(?:\s+(?:many|much|long|"
    r"often|exactly|so|come))?))(?P<else>\s+else)?(?:\s+(?:exactly|though|then|not))?$",
    re.IGNORECASE,
)
_LONGEST = 2000  # characters; a pasted page is no follow-up, and the rules take time in proportion to its square
_FRAGMENT_WORDS = 7  # a longer remainder without a verb up front is a question in its own right
_PREPOSITION = re.compile(r"^(?:in|at|of|from|to|by|for|with|on|near|about|according\s+to)\s+", re.IGNORECASE)
_MODIFIER = re.compile(r"^(?:the\s+)?(?:same|other)\b", re.IGNORECASE)


def standalone(text: str, history: Sequence[Turn], *, as_of: date) -> str:
    """Return the question as it would be asked without the turns before it; unchanged where it needs none.

    Args:
        text: What was typed.
        history: The oldest first; follow-ups among them are resolved on the way.
        as_of: What relative dates count from.
    """
    previous, answer = "", ""
    for turn in history:
        asked = turn.standalone or _resolve(" ".join(turn.question.split()), previous, answer=answer, as_of=as_of)
        previous, answer = asked, turn.answer
    return _resolve(text, previous, answer=answer, as_of=as_of)


def _resolve(text: str, previous: str, *, answer: str, as_of: date) -> str:
    """Return one follow-up made whole from the standalone question before it and the answer to that."""
    if not previous or not text or len(text) + len(previous) > _LONGEST:
        return text
    answer = answer[:_LONGEST]
    stem = previous.rstrip(" ?.!")
    fragment = _fragment(text)
    if fragment is not None:
        return _closed(_with_fragment(stem, fragment, as_of=as_of))
    body = re.sub(r"^(?:and|but|or|so|then|ok(?:ay)?)\b[\s,]*", "", text, flags=re.IGNORECASE).rstrip(" ?.!")
    if _MORE.match(body):
        return previous
    short = _SHORT.match(body)
    if short:
        return _closed(_with_question_word(stem, short["wh"], other=bool(short["else"])))
    resolved = replace_references(text, previous, answer=answer, as_of=as_of)
    if resolved != text and re.match(r"(?:and|but|so|then)\b", resolved, re.IGNORECASE):
        resolved = re.sub(r"^(?:and|but|so|then)\b[\s,]*", "", resolved, flags=re.IGNORECASE)
    return resolved if resolved == text else resolved[:1].upper() + resolved[1:]


def _fragment(text: str) -> str | None:
    """Return what a follow-up without a verb puts in the place of something: 'And in April?' gives 'in April'."""
    correction = _CORRECTION.match(text)
    lead = correction if correction and correction.end() else _LEAD.match(text)
    rest = text[lead.end() :].rstrip(" ?.!") if lead else text
    if not rest or len(rest.split()) > _FRAGMENT_WORDS or _QUESTION_WORD.match(rest) or _ASKING.match(rest):
        return None
    led = bool(lead and lead.end())
    alone = len(rest.split()) <= 4 and text.rstrip().endswith("?") and _PREPOSITION.match(rest) is not None
    return rest if led or alone else None


def _with_fragment(stem: str, fragment: str, *, as_of: date) -> str:
    """Return the question before with the fragment in the place of what is like it: a date, a place, a name."""
    since_then, old = _SINCE_THEN.match(fragment), find_dates(stem, as_of)
    if since_then and old:
        day = re.sub(r"^(?:in|on|since|during)\s+", "", stem[old[-1].start : old[-1].end], flags=re.IGNORECASE)
        return _with_date(stem, f"{since_then['word'].lower()} {day}", as_of=as_of)
    dates = find_dates(fragment, as_of) or find_dates(f"in {fragment}", as_of)
    if dates and len(fragment.split()) <= 5:
        return _with_date(stem, fragment, as_of=as_of)
    if find_names(fragment) and find_names(stem):
        return _with_name(stem, fragment)
    return _with_noun(stem, fragment)


def _with_name(stem: str, fragment: str) -> str:
    """Return the question before with a name exchanged: after the same preposition, else of the same kind."""
    names, before = find_names(fragment), find_names(stem)
    preposition = _PREPOSITION.match(fragment)
    if preposition:
        word = preposition[0].lower()
        like = [name for name in before if stem[: name.start].lower().endswith((word, f"{word}the "))]
        if not like:
            return f"{stem} {fragment}"
        start = stem.lower().rindex(word, 0, like[-1].start)
        return f"{stem[:start]}{fragment}{stem[like[-1].end :]}"
    same = [name for name in before if name.kind == names[0].kind] or list(before)
    opening = re.sub(r"\bthe\s+$", "", stem[: same[0].start], flags=re.IGNORECASE)
    return f"{opening}{fragment}{stem[same[0].end :]}"


def _with_noun(stem: str, fragment: str) -> str:
    """Return the question before with a noun exchanged: 'the ferry strike' for 'the dock strike', 'on the flood'."""
    preposition = _PREPOSITION.match(fragment)
    if preposition and not _MODIFIER.match(fragment):
        word = "(?:on|about)\\s+" if preposition[0].lower() in {"on ", "about "} else re.escape(preposition[0])
        tail = re.search(rf"\b{word}(?:the\s+)?[a-z][a-z ]*$", stem)
        return f"{stem[: tail.start()]}{fragment}" if tail else f"{stem} {fragment}"
    head = fragment.split()[-1]
    old = re.search(rf"\b(?:the|an?)\s+(?:[a-z-]+\s+){{0,2}}?{re.escape(head)}\b", stem)
    if old:
        return f"{stem[: old.start()]}{fragment}{stem[old.end() :]}"
    return f"{stem}, and what about {fragment}"


def _with_date(stem: str, fragment: str, *, as_of: date) -> str:
    """Return the question before with its date exchanged, or with a date put at its end."""
    old = find_dates(stem, as_of)
    linked = re.match(
        r"(?:in|on|since|until|before|after|during|between|from|last|this|yesterday|today|the)\b", fragment, re.I
    )
    fragment = fragment[0].lower() + fragment[1:] if linked else fragment
    if old:
        words = stem[old[-1].start : old[-1].end]
        preposition = re.match(r"(?:in|on|since|until|before|after|during|of|from)\s+", words, re.IGNORECASE)
        new = fragment if linked or not preposition else preposition[0] + fragment
        return stem[: old[-1].start] + new + stem[old[-1].end :]
    return f"{stem} {fragment if linked else 'in ' + fragment}"


def _with_question_word(stem: str, word: str, *, other: bool) -> str:
    """Return the question before, asked with another question word: 'Why?', 'Who else?'."""
    word = word[:1].upper() + word[1:].lower()
    own = _QUESTION_WORD.match(stem)
    if other:
        if own and own[0].split()[-1].lower() == word.split()[-1].lower():
            return f"{stem[: own.end()]} else{stem[own.end() :]}"
        return f"{word} else, apart from this: {stem[:1].lower()}{stem[1:]}"
    form = _FORM.match(stem)
    if form:
        rest = form["rest"]
        return f"{word} {form['aux'].lower()} {rest}"
    counted = re.match(r"^how\s+(?:many|much)\s+(?P<rest>.+)$", stem, re.IGNORECASE)
    if counted:
        return f"{word} was it that {counted['rest']}"
    subject = re.match(r"^(who|what)\s+(?P<rest>.+)$", stem, re.IGNORECASE)
    if subject and word in {"When", "Where", "Why", "How"}:
        someone = "someone" if stem.lower().startswith("who") else "something"
        return f"{word} was it that {someone} {subject['rest']}"
    yes_no = re.match(rf"^{_AUXILIARY}\s+.+$", stem, re.IGNORECASE)
    if yes_no:
        return f"{word} {stem[:1].lower()}{stem[1:]}"
    return f"{word}, for the question: {stem[:1].lower()}{stem[1:]}"


def _closed(text: str) -> str:
    """Return the question with its mark."""
    return " ".join(text.split()) + "?"
