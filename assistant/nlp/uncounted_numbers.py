"""Numbers that count nothing: ages, days, clock times, labels, and spans that only say when; pure."""

from __future__ import annotations

import re

from assistant.nlp import facts

DURATIONS = frozenset(map(facts.stem, "second minute hour day night week month year decade weekend".split()))
_DEAD = re.compile(r"\b(?:dead|died|killed)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:gates?|articles?|lines?|rooms?|number|no\.?|phase|sections?|chapter|pages?|level|group|stage|lane|route|"
    r"highway|flight|channel|platform|terminal|pier|counts?|act|version|car|act|amendment|resolution|covid|top|formula|boeing|"
    r"airbus|aged|age|age of|ages|votes? to|title|world war|windows|iphone|ps|g|cop)[ -]$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"-(?:year|month|day|week|minute|hour)s?-|[- ]years? old\b|[- ]year[- ]old")
_LIVED = re.compile(
    r"\b(?:(?:dies|died|dead|death) at|(?:lives?|lived) to|turn(?:s|ed|ing)?|(?:he|she|who|I) (?:is|was)|"
    r"they (?:are|were))"
    r"(?: only| just| about)? $",
    re.IGNORECASE,
)
_AGES = re.compile(r"\b(?:ages?|aged)\b", re.IGNORECASE)
_OLDEST, _NEAR_AGE = 120, 70
"""Years up to which a bare number can be an age, and characters from the word within which it is one."""
_EMERGENCY = re.compile(r"(?:911|999|112) (?:calls?|dispatch\w*|operators?|tapes?|recordings?|emergency)\b")
_DATES = re.compile(
    rf"(?:, \d{{1,2}})*,? (?:and|to|or|until|[-–]) \d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(facts.MONTHS)})\b",
    re.I,
)
_DATES_BEFORE = re.compile(
    rf"\b(?:{'|'.join(facts.MONTHS)}) \d{{1,2}}(?:, \d{{1,2}})*,? ?(?:(?:and|to|or|[-–]) ?)?$", re.IGNORECASE
)
_WHOLLY = re.compile(
    r" (?!of |in |from |to |for |by |since |on |at |than |more |less |higher |lower |increase|rise|owned)[a-z]"
)
"""Behind '100 %', a word that makes it a 'wholly'."""
_WINDOW = re.compile(r"\b(?:past|last|next|coming|previous|first|final|within|every|each)(?: the)? $", re.IGNORECASE)
_APART = re.compile(r" (?:later|earlier|ago|before|after|into|from now|old)\b")
_ASKED = re.compile(r"\b(?:interviews?|conversations?|spoke|talked) (?:with|to)(?: (?:more than|nearly|about|some))? $")
"""Before those whom a reporter asked."""
_IDIOM = re.compile(r"an? (?:hundred|thousand|dozen)$", re.IGNORECASE)
_OF_THE = re.compile(
    r"(?:\d|\bone|\btwo|\bthree|\bfour|\bfive|\bsix|\bmost|\bmany|\bsome|\bhalf) of (?:the|those|these) $"
)
"""Before the second figure of '13 of the 15 days'."""
_CLOCK_AFTER = re.compile(r"[:.]\d\d\b| ?[ap]\.?m\b| o'clock| o’clock|(?:st|nd|rd|th)\b|-(?:\d|time\b|fold\b)")
_DEFINITE = re.compile(
    r"\b(?:the(?: last| first| other| final| next| top| same)?|these|those|his|her|its|their|"
    r"both|all|any|every|each|other) $",
    re.I,
)
_AT = re.compile(r"\b(?:at|by|around|past|until|till|before|after|to|is|was) $", re.IGNORECASE)
_YEAR = re.compile(r"(?:1\d|20)\d\d$")


def counts(before: str, match: re.Match[str], after: str, noun: str) -> bool:
    """Say whether a number counts or measures something.

    Args:
        before: The text before it.
        match: The number, with the groups of a figure.
        after: The text behind it.
        noun: The thing that it counts; empty where it is followed by none.
    """
    if match["percent"] and match["digits"] == "100" and _WHOLLY.match(after):
        return False
    if match["money"] or match["percent"] or match["currency"]:
        return True
    if _CLOCK_AFTER.match(after) or _LABEL.search(before) or _is_age(before, match["digits"] or "", after, noun):
        return False
    if match["digits"] and not match["short"] and re.match(r"[A-Za-z]", after):
        return False  # 'in his 40s', 'lot 27032K80'
    if _IDIOM.match(match.group().lstrip()) and not _DEAD.search(after):
        return False
    if match["digits"] and (
        _EMERGENCY.match(match["digits"] + after) or _is_age_limit(before, match["digits"], after, noun)
    ):
        return False
    if (
        _DATES.match(after)
        or _DATES_BEFORE.search(before)
        or _OF_THE.search(before)
        or _ASKED.search(before)
        or _is_window(before, after, noun)
    ):
        return False
    if noun.split(" ")[0].endswith("est") and re.search(r"(?:\bthe|['’]s) $", before):
        return False
    word = (match["word"] or "").lower()
    if word and not match["scale"] and (word == "one" or _DEFINITE.search(before)):
        return False
    if word and not match["scale"] and _AT.search(before) and not noun:
        return False
    if match["digits"] and _YEAR.match(match["digits"]) and not match["scale"]:
        return False
    return not re.match(r"-[a-z]|/\d", after) or bool(match["scale"])


def _is_age(before: str, digits: str, after: str, noun: str) -> bool:
    """Say whether a number stands as an age: 'Castane, 58, …', 'a 34-year-old'."""
    if re.search(r"\bat \d\d$", f"{before}{digits}") and re.match(r"[,.;]", after):
        return True
    if _AGE_AFTER.match(after) or (_LIVED.search(before) and not noun):
        return True
    return before.endswith(", ") and bool(re.match(r"[,;]|$|[.”\"]", after))


def _is_age_limit(before: str, digits: str, after: str, noun: str) -> bool:
    """Say whether a bare number is an age: 'raise from 18 to 21 the minimum age'."""
    bare = digits.isdigit() and int(digits) <= _OLDEST and not noun
    return bare and bool(_AGES.search(before[-_NEAR_AGE:] + "|" + after[:_NEAR_AGE]))


def _is_window(before: str, after: str, noun: str) -> bool:
    """Say whether a span only says when: 'in the past 24 hours', 'two weeks later'."""
    if facts.stem(noun.lower()) not in DURATIONS:
        return False
    return bool(_WINDOW.search(before) or _APART.match(after[len(noun) + 1 :]))
