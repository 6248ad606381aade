"""Turn a follow-up into a question that stands on its own, by rule, from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.nlp.names import find_names
from assistant.nlp.noun_phrases import noun_phrases
from assistant.query.context import ROLE, Talk
from assistant.query.coreference import knows, refers_back, replace_references
from assistant.query.date_filters import find_dates
from assistant.query.fragments import with_fragment, with_question_word
from assistant.query.intent import form_of
from assistant.types import ABOUT, Turn

_LEAD = re.compile(
    r"^(?P<and>(?:(?:and|but|or|so|ok(?:ay)?|then|also)\b[\s,]*)*)(?P<about>(?:what|how)\s+about\b\s*|"
    r"(?:the\s+)?same(?:\s+question)?\s+(?:for|with|about|in|on)\s+)?",
    re.IGNORECASE,
)
_AND = re.compile(r"^(?:(?:and|but|or|so|then|also|ok(?:ay)?)\b[\s,]*)+", re.IGNORECASE)
_POLITE = re.compile(
    r"^(?:(?:ok(?:ay)?|thanks(?:\s+a\s+lot)?|thank\s+you(?:\s+very\s+much)?|great|good|fine|i\s+see|interesting|hm+|right|"
    r"sorry)\b[\s,]*)+[.!;]\s*(?=\w)",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^(?P<no>(?:(?:no|nope|sorry|actually|wait)\b[\s,.!-]+)*)(?P<meant>(?:but\s+)?"
    r"(?:i\s+(?:meant|mean)\b|i\s+was\s+asking\s+about|rather|instead)[\s,:]*)?",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"^not\s+(?:(?:in|for|by|at|the)\s+)*(?P<old>[\w’' -]+?)\s*(?:[,.;:]|\s-|\bbut\b)\s*(?:but\s+)?"
    r"(?P<new>[\w’'& -]+)$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^(?:(?:please\s+)?tell\s+me\s+more|(?:any\s+)?more(?:\s+(?:details|information))?|go\s+on|anything\s+else|"
    r"(?:tell\s+me\s+)?more\s+(?:on|about)\s+(?:this|that|it))$",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(
    r"^(?:(?:by|for|with|to|from|since|on|in|at|against|under|of)\s+)?(?:who|whom|whose|what|which|when|where|why|how)\b",
    re.IGNORECASE,
)
_AUXILIARY = r"(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|might|may)"
_ASKING = re.compile(
    rf"^(?:{_AUXILIARY}|tell|show|give|list|find|compare|summari[sz]e|explain|describe)\b", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"(?:in|at|of|from|to|by|for|with|on|near|about|after|before|during|since|according\s+to)\s+", re.IGNORECASE
)
_SHORT = re.compile(
    r"^(?P<wh>(?:(?:by|for|with|to|from|since|in|on|at)\s+)?(?:who|whom|what|when|where|why|how(?:\s+(?:many|much|long|"
    r"often|exactly|so|come))?))(?P<else>\s+else)?(?P<exactly>\s+exactly)?(?:\s+(?:though|then|not|precisely))?$",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    rf"^(?:{_QUESTION_WORD.pattern[1:]}(?:\s+[\w’'-]+){{1,2}}|(?:how\s+(?:many|much)|which)(?:\s+[\w’'-]+){{1,3}}|"
    rf"how\s+many\s+(?:of\s+(?:them|those)\s+)?{_AUXILIARY}\b.*|"
    rf"{_AUXILIARY}\s+(?:any|some|every|no)(?:body|one|thing)(?:\s+[\w’'-]+){{1,3}}|any\s+\w+(?:\s+\w+)?)$",
    re.IGNORECASE,
)
# 'What did the operator say?': whose operator, and about what, stands in the turn before.
_ACTOR = re.compile(
    r"(?:the\s+)?(?:\w+\s+)?(?:operator|government|parliament|company|firm|union|police|court|council|opposition|bank|party|"
    r"army|ministry|state|city|club|team|families|victims|residents|survivors|workers|critics|experts|investigators)",
    re.IGNORECASE,
)
# Nouns that always belong to something: 'What was the reaction?' needs to know to what.
_RELATIONAL = re.compile(
    r"\bthe\s+(?:reactions?|responses?|results?|outcome|causes?|reasons?|damage|costs?|toll|price|vote|winners?|losers?|"
    r"victims?|suspects?|driver|captain|owner|details|background|sentence|verdict|fine|penalty|motive|charges?|consequences?|"
    r"evidence|witnesses|plan|aim|purpose)\s*$",
    re.IGNORECASE,
)
# 'How did Kestria react?': to what, stands before.
_REACTION = re.compile(
    r"\bhow\s+(?:did|does|do|has|have)\b.*\b(?:react|respond|reply|answer|explain|take)\w*\s*(?:to\s+(?:that|this|it))?$",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:say|said|report|write|think|tell|comment|claim)(?:ed)?(?:\s+(?:then|now|there))?$", re.IGNORECASE
)
_COMPLETE = re.compile(
    r"\b(?:latest|news|happen\w*|reported|yesterday|today|weather)\b|^(?:who|what)\s+(?:is|are|was|were)\s+(?!\w+ed$)\w+$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^(?:(?:since|until)\s+)?(?:when|how\s+long)\b|\b(?:now|again|next|currently|since|later|then|today)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|had)\b", re.IGNORECASE)
_LONGEST = 2000  # characters; a pasted page is no follow-up, and the rules take time in proportion to its square
_FRAGMENT_WORDS = 7  # a longer remainder without a verb up front is a question in its own right
_OWN_WORDS = 8
"""Words from which a question that points at nothing is one of its own, even where it takes up a word."""


def standalone(text: str, history: Sequence[Turn], *, as_of: date, outlets: Sequence[str] = ()) -> str:
    """Return the question as it would be asked without the turns before it; unchanged where it needs none.

    Args:
        text: What was typed.
        history: The oldest first; follow-ups among them are resolved on the way.
        as_of: What relative dates count from.
        outlets: Names of the archive's outlets: 'it' stands for one of them only where it says something.
    """
    talk = Talk(outlets=tuple(outlets))
    for turn in history:
        if form_of(turn.question) in ABOUT:
            continue
        asked = turn.standalone or _resolve(" ".join(turn.question.split()), talk, as_of=as_of)
        talk = talk.after(asked, turn.answer)
    return text if form_of(text) in ABOUT else _resolve(text, talk, as_of=as_of)


def _resolve(text: str, talk: Talk, *, as_of: date) -> str:
    """Return one follow-up made whole from the conversation before it."""
    if not talk.previous or not text or len(text) + len(talk.previous) > _LONGEST:
        return text
    asked = _POLITE.sub("", text)
    body = _AND.sub("", asked).rstrip(" ?.!")
    if _MORE.match(body):
        return _closed(talk.previous)
    if short := _SHORT.match(body):
        word = f"{short['wh']}{short['exactly'] or ''}"
        return _closed(with_question_word(talk.previous, word, other=bool(short["else"])))
    corrected, fragment = _correction(asked.rstrip(" ?.!"), talk.previous)
    if corrected:
        return _closed(corrected)
    fragment = fragment or _fragment(asked)
    if fragment and not _QUESTION_WORD.match(fragment):
        return _closed(with_fragment(talk, replace_references(fragment, talk, as_of=as_of, nouns=False), as_of=as_of))
    return _question(text, fragment or asked, talk, as_of=as_of)


def _correction(text: str, stem: str) -> tuple[str, str]:
    """Return the question before put right, or else what is to be put into it: 'no, I meant …', 'not A, B'."""
    lead = _CORRECTION.match(text)
    rest = text[lead.end() :] if lead else text
    change = _NOT.match(rest)
    if change:
        old = list(re.finditer(rf"\b{re.escape(change['old'])}\b", stem, re.IGNORECASE))
        if old:
            return f"{stem[: old[-1].start()]}{change['new']}{stem[old[-1].end() :]}", ""
        return "", change["new"]
    said = bool(lead and (lead["meant"] or lead["no"]))
    return "", rest if said and rest and not _ASKING.match(rest) and len(rest.split()) <= _FRAGMENT_WORDS else ""


def _fragment(text: str) -> str:
    """Return what a follow-up without a verb puts in the place of something: 'And in April?' gives 'in April'."""
    lead = _LEAD.match(text)
    rest = text[lead.end() :].rstrip(" ?.!") if lead else text
    if not rest or len(rest.split()) > _FRAGMENT_WORDS or _QUESTION_WORD.match(rest) or _ASKING.match(rest):
        return ""
    led = bool(lead and lead.end())
    alone = len(rest.split()) <= 4 and text.rstrip().endswith("?") and _PREPOSITION.match(rest) is not None
    return rest if led or alone else ""


def _question(typed: str, asked: str, talk: Talk, *, as_of: date) -> str:
    """Return a follow-up that is a question itself, with what it leaves out."""
    plain = (
        _AND.sub("", asked)
        if _QUESTION_WORD.match(_AND.sub("", asked)) or _ASKING.match(_AND.sub("", asked))
        else asked
    )
    resolved = replace_references(plain, talk, as_of=as_of)
    # What still points at something unnamed, or says too little alone, is asked about the topic so far.
    leaning = refers_back(resolved) or _leans(plain, talk, led=plain != asked)
    unnamed = all(talk.is_outlet(name.text) for name in find_names(resolved))
    reaction = resolved == plain and _REACTION.search(plain.rstrip(" ?.!")) is not None
    if (leaning and unnamed) or reaction:
        resolved = _with_topic(resolved, talk)
    if resolved == asked == typed:
        return typed
    if resolved != plain:
        resolved = _with_window(resolved, talk, as_of=as_of)
        asks = _QUESTION_WORD.match(resolved) or re.match(rf"{_AUXILIARY}\b", resolved, re.IGNORECASE)
        resolved = f"{resolved}?" if asks and resolved[-1].isalnum() else resolved
    return resolved[:1].upper() + resolved[1:]


def _leans(text: str, talk: Talk, *, led: bool) -> bool:
    """Say whether a question without names and pronouns needs the topic of the one before."""
    body = text.rstrip(" ?.!")
    names = find_names(text)
    if names and all(talk.is_outlet(name.text) for name in names):
        return _SAYING.search(body) is not None
    if names or _COMPLETE.search(body):
        return False
    if _ELLIPTIC.match(body) or _RELATIONAL.search(body) or led:
        return True
    actors = (ROLE.fullmatch(phrase.text) or _ACTOR.fullmatch(phrase.text) for phrase in noun_phrases(body))
    return len(body.split()) <= _OWN_WORDS and (knows(body, talk) or any(actors))


def _with_topic(text: str, talk: Talk) -> str:
    """Return the question with the topic of the one before put after it."""
    topic = talk.topic(text)
    mark = "?" if text.rstrip().endswith("?") or _QUESTION_WORD.match(text) else ""
    return f"{text.rstrip(' ?.!')}, regarding {topic}{mark}" if topic else text


def _with_window(text: str, talk: Talk, *, as_of: date) -> str:
    """Return the question with the days that the one before kept to, unless it names or asks for some itself."""
    dates = find_dates(talk.previous, as_of)
    if not dates or find_dates(text, as_of) or _WHEN.search(text):
        return text
    words = re.sub(r"^published\s+", "", talk.previous[dates[-1].start : dates[-1].end], flags=re.IGNORECASE)
    if words.lower() in text.lower():
        return text
    if dates[-1].role == "published":
        return f"{text.rstrip(' ?.!')}, published {words}?"
    return f"{text.rstrip(' ?.!')} {words}?" if _PAST.search(text) else text


def _closed(text: str) -> str:
    """Return the question with its mark."""
    return " ".join(text.split()) + "?"
