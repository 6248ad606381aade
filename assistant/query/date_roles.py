"""Decide what a date in a question frames: when articles were published, or when something happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from assistant.nlp.temporal.periods import Mention, Period

Role = Literal["published", "period", "event"]

_NOUN = (
    r"(?:articles?|stor(?:y|ies)|news|reports?|reporting|coverage|headlines?|press|papers?|newspapers?|pieces?|"
    r"editions?|issues?|editorials?|columns?|front\s+pages?|bulletins?|dispatches|archives?|publications?|interviews?|everything|anything|items?|posts?)"
)
_PERIOD_NOUN = r"(?:news|coverage|headlines?|reporting|press|bulletins?)"
_VERB = (
    r"(?:report(?:ed|s)?|publish(?:ed|es)?|print(?:ed|s)?|wr(?:ote|itten|ite|ites)|"
    r"post(?:ed|s)?|cover(?:ed|s)?|appear(?:ed)?)"
)
_TOPIC = r"(?:\s+(?:about|on|of|regarding|concerning|for)\s+(?:[\w’'&.-]+\s+){1,9}?)"
_HAPPENED = re.compile(
    r"\b(?:happen(?:ed|s|ing)?|occurr?(?:ed)?|took\s+place|take\s+place|di(?:e|ed)|kill(?:ed)?|held|hold|began|begin|"
    r"start(?:ed)?|resign(?:ed)?|vote[ds]?|won|win|lost|struck|arrested|born|signed|elected)\b",
    re.IGNORECASE,
)
_ENDS = r"[\s,(]*$"
_NOUN_LEFT = re.compile(
    rf"\b{_NOUN}(?:\s+(?:that|which|were|was|are|is))*(?:\s+(?:published|printed|dated|posted|written|out|released|made))*(?:\s+like)?{_ENDS}",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"\b(?:published|printed|dated|posted|edition|headlines|papers|front\s+pages?|editorials)[\s,]*$",
    re.IGNORECASE,
)
# 'The issues in March', 'an interview in May' are no publications; 'everything from March' is.
_WEAK_NOUN = re.compile(
    r"\b(?:issues?|posts?|items?|columns?|everything|anything|interviews?|archives?)\s+$", re.IGNORECASE
)
_WITHIN = re.compile(r"(?:in|on|at|during|by|for)\b", re.IGNORECASE)
_NOUN_BARE = re.compile(r"\b(?:articles|stories|news|headlines|coverage|reports)\s+$", re.IGNORECASE)
_PERIOD_LEFT = re.compile(rf"\b{_PERIOD_NOUN}{_TOPIC}{_ENDS}", re.IGNORECASE)
_TOPIC_LEFT = re.compile(rf"\b{_NOUN}{_TOPIC}{_ENDS}", re.IGNORECASE)
_VERB_LEFT = re.compile(rf"\b(?P<verb>{_VERB})\b(?P<rest>[^?.;!]{{0,80}})$", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?!(?:what|anything|nothing|something|that|which|news|stories|articles|reports|it)\b)[\w’'-]+\s+"
    r"(?:was|were|is|are|been|being)\s+(?:\w+ly\s+)?(?:reported|covered|posted|written)\b",
    re.IGNORECASE,
)
# Verbs that are as often not the press's, and what shows that they are.
_PERHAPS = re.compile(r"wr|publish|print|post|cover|appear", re.IGNORECASE)
_WHAT = re.compile(r"\b(?:what|how)\s+(?:did|do|does|has|have|had|was|were|is|are)\b", re.IGNORECASE)
_NOT_PRESS = re.compile(r"(?:covered\s+by|printed\s+on)\b", re.IGNORECASE)
_PRESS = re.compile(
    r"\b(?:press|media|news\w*|papers?|outlets?|journalists?|reporters?|correspondents?|editors?|articles?|stor(?:y|ies)|"
    r"headlines?|columnists?|coverage|(?:what|anything|something|nothing|everything|much|little)\s+(?:else\s+)?(?:has|have|had|was|"
    r"were|is|been)(?:\s+been)?|(?:publish|print|write|post|written|printed|published)\s+(?:anything|something|nothing|"
    r"everything))\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\b(?:has|have|had|is|are)\b[^?.;!]*$", re.IGNORECASE)
_EARNINGS = re.compile(
    r"\b(?:profits?|loss(?:es)?|earnings|revenues?|sales|results|turnover|dividends?|cases|infections)\b", re.I
)
_NOUN_RIGHT = re.compile(rf"^(?:['’]s)?\s+{_NOUN}\b", re.IGNORECASE)
_VERB_RIGHT = re.compile(rf"^,?\s+(?:what|which|who|how|did|was|were)\b[^?]*\b{_VERB}\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|won['’]t|going\s+to|set\s+(?:to|for)|planned|scheduled|due|upcoming|expected|supposed)\b", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:did|was|were|had|happened|said)\b", re.IGNORECASE)
_DUE = re.compile(
    r"\b(?:planned|scheduled|due|expected|set|supposed)(?:\s+to\s+\w+)?(?:\s+(?:for|on|by|at))?\s*$", re.IGNORECASE
)
_NOT_YET = re.compile(r"\b(?:this|today|tonight|(?<!last\s)\w+day|weekend)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:than|compared\s+(?:to|with)|versus|vs\.?|unlike|relative\s+to|(?:up|down|rose|fell|increase|decrease|"
    r"change|rise|drop|decline)[^?.;]{0,30}\sfrom)\s+(?:(?:in|on|the)\s+)*$",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b(?:first|worst|best|biggest|highest|lowest|largest|smallest|deadliest|fastest|slowest|strongest|weakest|longest|"
    r"heaviest|hottest|coldest|wettest|driest|steepest|sharpest|greatest|most|least|only|record|not\s+seen|unseen)\b",
    re.IGNORECASE,
)
_STATE_NOW = re.compile(r"^\W*(?:who|what|where|which|how\s+\w+)\s+(?:\w+\s+)?(?:is|are)\b", re.IGNORECASE)
_GOING_ON = re.compile(rf"\b(?:happening|going\s+on|new|said|saying|{_NOUN}|{_VERB})\b", re.IGNORECASE)
_KNOWN = re.compile(r"\b(?:known|said\s+in\s+the\s+press)\b", re.IGNORECASE)
_OPEN = re.compile(r"^(?:since|after|from|as\s+of)\b", re.IGNORECASE)
_LINKED = re.compile(
    r"^(?:in|on|at|of|from|during|between|since|until|till|before|after|up\s+to|as\s+of|by|for|dated|over|within|"
    r"throughout|around|towards?|through|newer|older|no\s+later)\b",
    re.IGNORECASE,
)
# What may follow a date that is not the first half of a name: 'the 3 May attack' is an event, 'on 3 May about' is not.
_FOLLOWS = re.compile(
    r"^\s+(?!(?:about|on|in|at|by|for|from|of|to|with|without|and|or|but|did|do|does|was|were|is|are|had|has|have|what|"
    r"which|who|how|when|where|why|that|the|a|an|this|regarding|concerning|over|after|before|until|onwards?|than|as|if|"
    r"so|only|say|says|said|mention|mentions|report|show|shows|tell|give|\w+ing|\w+ed)\b)[a-z]"
)
# An outlet's name, then these words, then a day: the day is when the outlet said it.
_SAID = re.compile(
    rf"^\s*(?:\w+\s+){{0,2}}?(?:{_VERB}|say|says|said|saying|describe[ds]?|tell|told|claim(?:ed|s)?|carr(?:y|ied)|quoted?|"
    r"call(?:ed|s)?|mention(?:ed|s)?|r[ua]n)\s*$",
    re.IGNORECASE,
)
_OWN = re.compile(r"['’]s\s+(?:\w+\s+){0,2}\w+$")  # Monday's Ledger
_ASKS = re.compile(r",?\s+(?:what|which|who|how|did|does|has)\b", re.IGNORECASE)
# Beyond this, 'since 2008' says how long something has been so, not which news to search.
_SINCE_YEARS = 2
# A relative period that began longer ago ('last year', 'this winter') is when a thing was so: what tells of it was
# printed then, later, or before it. Of 124 real questions whose article is known, a window lost it for none with such a
# word when the words were left to the search; closer words ('this week') are when it was printed.
_NEAR = timedelta(days=62)
_COARSE = {"quarter", "season", "year", "decade"}
# Words that name no topic: a question of these and a date asks for the news of that date.
_NO_TOPIC = re.compile(
    r"(?:(?:what|what['’]s|which|happen(?:ed|s|ing)?|did|does|do|anything|something|everything|everyone|else|was|were|is|are|has|"
    r"have|had|been|there|the|a|an|news|new|going|on|in|and|changed?|tell|me|us|about|show|it|all|that|please|so|far|world|"
    r"events?|things|how|look|like)\b['’]?|\W)*",
    re.IGNORECASE,
)
_DID = re.compile(
    r"^\W*(?:and\s+)?(?:what\s+(?:did|has|have|had|happened|changed)\b|how\s+(?:did|has|have)\b.*\b(?:change|develop|evolve))",
    re.IGNORECASE,
)
# The Monday effect, the weekend rates; what happens every such day.
_DAY_NOUN = re.compile(
    r"^\s+(?:effect|rates?|special|warriors?|breaks?|shift|school|prayers?|blues|league)\b", re.IGNORECASE
)
# Today's people and things are those of our time.
_OF_OUR_TIME = re.compile(
    r"['’]s\s+(?:\w+\s+)?(?:children|teen\w*|youth|young|kids|students|pupils|parents|women|men|people|workers|voters|consumers|"
    r"readers|world|society|standards|prices?|money|terms|generations?|technolog\w+|economy|climate|values|dollars|era|age|life)\b",
    re.IGNORECASE,
)


_WENT_ON = re.compile(
    r"\W*(?:so,?\s+)?what(?:['’]s|\s+has|\s+have|\s+was)?\s+(?:happened|happening|been\s+happening|going\s+on|went\s+on)\s+"
    r"(?:in|at|around|on)\s+(?:[\w'’-]+\s+){1,4}",
    re.IGNORECASE,
)
"""'What happened in Port Ansel' of a time not long ago: the news of that place from then on is asked for."""
_A_YEAR = timedelta(days=366)


def role_of(text: str, start: int, *, mention: Mention, period: Period, as_of: date, heard: Sequence[int] = ()) -> Role:
    """Decide what the words from start to the mention's end frame.

    The rule, in this order: a name or an adjective ('the 3 May attack', 'the Monday effect') is an event; words of
    publishing ('articles from', 'reported last week', 'what did the Ledger write in March') make a filter; so does a
    date alone ('What happened on 14 March?') or with a place, of the last year ('What happened in Paris in May?'),
    'since' a day not long ago, and a relative period close to the as-of day ('yesterday', 'this week', 'last month') or
    reaching it where the question asks what was done ('What did the bank decide this year?'). Every other date is the
    event's: it stays among the words that are searched for.

    Args:
        text: The whole question.
        start: Where the preposition before the mention begins, or the mention itself.
        mention: The period; the last one of a range.
        period: Its days, those of the whole range.
        as_of: The day that the question is asked on.
        heard: Where the names of outlets end that the question asks to hear from.

    Returns:
        ``published`` (a filter, exactly), ``period`` (a filter by the age of the news) or ``event`` (no filter).
    """
    left, words, right = text[:start], text[start : mention.end], text[mention.end :]
    if _is_adjective(text, mention):
        return "event"
    if _is_published(left, words, right=right) or _is_heard(text, start, mention=mention, heard=heard):
        return "published"
    if _is_event(text, text[: mention.start], words=words, right=right):
        return "event"
    if mention.relative and mention.grain == "year" and "ago" in words.lower():
        return "event"
    if re.match(r"as\s+of\b", words, re.IGNORECASE):
        return "period"
    if _is_coverage(left, words):
        return "period"
    if _NO_TOPIC.fullmatch(left + right):
        return "period"
    if _WENT_ON.fullmatch(left) and not right.strip(" ?.!") and period[1] >= as_of - _A_YEAR:
        return "period"
    lower_bound = re.match(r"(?:since|after|newer)\b", words, re.IGNORECASE)
    if lower_bound and (mention.grain not in {"year", "decade"} or as_of.year - period[0].year <= _SINCE_YEARS):
        return "period"
    if mention.relative:
        near = mention.grain not in _COARSE and period[0] >= as_of - _NEAR
        return "period" if near or (period[1] >= as_of and _DID.match(text)) else "event"
    bound = re.match(r"(?:until|till|before|up\s+to|as\s+of|by|older|no\s+later)\b", words, re.IGNORECASE)
    return "period" if bound and _KNOWN.search(left) else "event"


def _is_adjective(text: str, mention: Mention) -> bool:
    """Say whether a date is the first half of a name: 'the 3 May attack', 'the Monday effect', 'today's teens'."""
    left, right = text[: mention.start], text[mention.end :]
    if not mention.relative:
        named = re.search(r"\b(?:the|on|of)\s+$", left, re.IGNORECASE)
        return bool(named and _FOLLOWS.match(right) and not _NOUN_RIGHT.match(right))
    words = text[mention.start : mention.end].lower()
    if words.endswith("today"):
        return _OF_OUR_TIME.match(right) is not None
    named = re.search(r"\bthe\s+$", left, re.IGNORECASE)
    return bool(_DAY_NOUN.match(right) and (named or words.startswith("the ")))


def _is_heard(text: str, start: int, *, mention: Mention, heard: Sequence[int]) -> bool:
    """Say whether it is the day on which an outlet that is asked printed it, before, behind or in its possessive."""
    for end in heard:
        between = text[end:start]
        if end <= start and (not between.strip() or _SAID.match(between)):
            return True
        if end > mention.end and (
            _OWN.match(text[mention.end : end]) or (not text[:start].strip() and _ASKS.match(text[mention.end :]))
        ):
            return True
    return False


def _is_published(left: str, words: str, *, right: str) -> bool:
    """Say whether words of publishing frame the date."""
    if _NOUN_RIGHT.match(right) or (not left.strip() and _VERB_RIGHT.match(right)):
        return True
    if re.match(r"['’]s\b", right):
        return False  # coverage of last year's flood
    if not _LINKED.match(words):
        return bool(_PRINTED.search(left) or _NOUN_BARE.search(left)) or _is_reported(left, words)
    if _NOUN_LEFT.search(left) and not _EARNINGS.search(left):
        return not (_WEAK_NOUN.search(left) and _WITHIN.match(words))
    if _TOPIC_LEFT.search(left) and re.match(
        r"(?:from|since|between|dated|until|before|after)\b", words, re.IGNORECASE
    ):
        return not _HAPPENED.search(left)
    return _is_reported(left, words)


def _is_coverage(left: str, words: str) -> bool:
    """Say whether the date may be either's: 'news of the fire on 14 March', 'coverage of the strike in March'."""
    if not _LINKED.match(words) or re.match(r"of\b", words, re.IGNORECASE):
        return False
    return _PERIOD_LEFT.search(left) is not None and not _HAPPENED.search(left)


def _is_reported(left: str, words: str) -> bool:
    """Say whether a verb of reporting before the date is what the date belongs to."""
    verb = _VERB_LEFT.search(left)
    if verb is None or _NOT_PRESS.match(left[verb.start() :]):
        return False
    if not (_PRESS.search(left) or (_WHAT.search(left) and not _PERHAPS.match(verb["verb"]))):
        return False  # 'Who wrote the song in 2020?', 'Who reported the theft in March?'
    if _PASSIVE.search(left) or _EARNINGS.search(left) or _HAPPENED.search(verb["rest"]):
        return False
    if re.match(r"of\b", words, re.IGNORECASE):
        return False
    return not (_PERFECT.search(left[: verb.end("rest")]) and verb["rest"].strip() and not _OPEN.match(words))


def _is_event(text: str, left: str, *, words: str, right: str) -> bool:
    """Say whether the words around a date make it the day of an event, a comparison or the future."""
    lowered = words.lower()
    if _COMPARED.search(left) or re.search(
        r"\b(?:days?|weeks?|months?|years?|hours?)\s+(?:after|before)\s+(?:the\s+)?$", left
    ):
        return True
    if "since" in lowered and _RECORD.search(left):
        return True
    if _NOT_YET.search(words) and (_DUE.search(left) or (_FUTURE.search(text) and not _PAST.search(text))):
        return True
    if re.match(r"['’]s\b", right) and re.search(r"(?:month|quarter|year|summer|winter|spring|autumn|fall)$", lowered):
        return True
    return lowered.endswith("today") and bool(_STATE_NOW.match(text)) and not _GOING_ON.search(text)
