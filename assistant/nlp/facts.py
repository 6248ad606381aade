"""What a text states: its dates and names, and the words that turn a sentence round; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from assistant.nlp.word_lists import read_words

_REACH = 2
"""Content words after a 'not' that it is taken to negate."""


def _list(words: str) -> list[str]:
    return words.split()


MONTHS = _list("january february march april may june july august september october november december")
DAYS = _list("monday tuesday wednesday thursday friday saturday sunday")

TITLES = frozenset(
    _list(
        """
        mr mrs ms dr sir lord lady president vice prime minister chancellor senator sen representative rep congressman
        congresswoman governor gov mayor secretary general attorney judge justice chief king queen prince princess pope
        captain capt colonel col lieutenant lt gen major sergeant sgt admiral professor prof chairman chairwoman
        director inspector superintendent detective sheriff corporal bishop cardinal baroness baron duke
        commissioner ambassador spokesman spokeswoman spokesperson premier councillor coach
        """
    )
)
_OPENERS = frozenset(
    _list(
        """
        police people shares stocks prices sales growth demand inflation output profit profits turnout troops two three
        earlier later meanwhile instead nearly almost around despite following amid among within without unlike like
        once twice several many much few another every everyone nobody nothing someone everything yes
        foreign local national federal military public former senior young large small big high low medical financial
        pupils students teachers residents doctors voters workers farmers homes households families children women men
        """
    )
)
_ORDINARY_END = re.compile(r"..(?:ly|ing|tions?|ments?|ists|ness|ers|ors|ents|ials?|ous|ful|ive|able|ians|ities|ed)$")
_IRREGULAR = dict(
    pair.split("=")
    for pair in _list(
        """
        rose=rise risen=rise fell=fall fallen=fall won=win lost=lose grew=grow paid=pay bought=buy sold=sell held=hold
        met=meet began=begin took=take taken=take gave=give given=give made=make led=lead died=die dead=die deaths=die
        death=die went=go
        gone=go known=know came=come found=find sank=sink kept=keep built=build spent=spend sent=send shot=shoot
        left=leave killed=kill knew=know
        wrote=write written=write spoke=speak spoken=speak chose=choose chosen=choose drove=drive driven=drive
        broke=break broken=break stole=steal stolen=steal drew=draw drawn=draw flew=fly flown=fly threw=throw
        thrown=throw grew=grow grown=grow wore=wear swore=swear sworn=swear hid=hide hidden=hide forgot=forget
        struck=strike taught=teach caught=catch brought=bring fought=fight sought=seek felt=feel dealt=deal lent=lend
        swept=sweep ran=run became=become beaten=beat fed=feed fled=flee stood=stand withdrew=withdraw
        withdrawn=withdraw heard=hear laid=lay rode=ride shrank=shrink shrunk=shrink woke=wake shook=shake
        """
    )
)

_FOLD = str.maketrans("‘’‚‛“”„‟«»–—−\u00a0\u202f", '\'\'\'\'""""""---  ')
_ACRONYM = re.compile(r"\b(?:[A-Za-z]\.){2,}")
TOKEN = re.compile(r"[^\W\d_][^\W_]*(?:'[^\W_]+)?")
QUOTE = re.compile(r"\"([^\"]+)\"|(?<!\w)'([^'\"]+(?:\w'\w[^'\"]+)*)'(?!\w)")
OMITTED = re.compile(r"\.\.\.|…|\[[^\]]*\]")
_NEGATOR = re.compile(
    r"(?:not|never|no|without|none|nor|neither|cannot|den(?:y|ies|ied|ying)|(?:refus|reject|disput)\w+|\w+n't)$"
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + "|sept"
DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b\.?|({_MONTH})\b\.? "
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\b(?![,.]\d))(?:,? (\d{{4}}))?|\b(\d{{4}})-(\d\d)-(\d\d)\b",
    re.IGNORECASE,
)


def flat(text: str) -> str:
    """Return text on one line, with plain quotation marks and dashes, and 'U.S.' as 'US'."""
    folded = " ".join(text.translate(_FOLD).split())
    return _ACRONYM.sub(lambda match: match.group().replace(".", ""), folded)


def bare(word: str) -> str:
    """Return a word in small letters without its possessive ending."""
    return word.lower().removesuffix("'s")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a lower-case word without its commonest endings; crude, and the same on both sides."""
    word = _IRREGULAR.get(word, word)
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", ""), ("ly", "")):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e") or word


def stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in order."""
    return [stem(word) for word in map(bare, TOKEN.findall(text)) if word not in read_words("stop_words")]


def date_parts(match: re.Match[str]) -> tuple[int, int, int | None]:
    """Return day, month and, where it is given, year of a match of DATE."""
    day, month, month_2, day_2, year, iso_year, iso_month, iso_day = match.groups()
    if iso_year:
        return int(iso_day), int(iso_month), int(iso_year)
    number = next(n for n, name in enumerate(MONTHS, 1) if name[:3] == (month or month_2)[:3].lower())
    return int(day or day_2), number, int(year) if year else None


def days_told(text: str, published: date | None) -> frozenset[date]:
    """Return the days that a passage names, and those that its 'Tuesday' or 'yesterday' can mean."""
    days = {published} if published else set()
    for match in DATE.finditer(text):
        day, month, year = date_parts(match)
        year = year or (published.year if published else None)
        if year and 1 <= month <= 12 and 1 <= day <= 28 + 3 * (month != 2) - (month in (4, 6, 9, 11)):
            days.add(date(year, month, day))
    if published:
        words = set(map(bare, TOKEN.findall(text)))
        week = (published + timedelta(days=n) for n in range(-7, 8))
        days |= {day for day in week if DAYS[day.weekday()] in words}
        days |= {published + timedelta(days=n) for word, n in (("yesterday", -1), ("tomorrow", 1)) if word in words}
    return frozenset(days)


def names(text: str, ordinary: frozenset[str]) -> Iterator[list[str]]:
    """Yield runs of capitalised words, without titles, and without ordinary words that open a sentence."""
    run: list[str] = []
    end = 0
    for match in TOKEN.finditer(text):
        word, low = match.group().removesuffix("'s"), bare(match.group())
        opens = text[: match.start()].rstrip(" \"'(")[-1:] in ("", ".", "!", "?", ":", ";")
        shouts = len(word) > 1 and word.isupper()
        plain = (low in read_words("stop_words") or low in TITLES) and not shouts and (low != "may" or opens)
        plain |= opens and not shouts and (low in ordinary | _OPENERS or bool(_ORDINARY_END.search(low)))
        named = word[0].isupper() and len(word) > 1 and not plain
        if run and (not named or text[end : match.start()] not in (" ", "-") or low in MONTHS + DAYS):
            yield run
            run = []
        if named:
            run.append(word)
        end = match.end()
    if run:
        yield run


def negated(text: str) -> set[str]:
    """Return the stems that stand within reach of a 'not', and nowhere else."""
    near: set[str] = set()
    free: set[str] = set()
    left = 0
    for word in map(bare, TOKEN.findall(text)):
        if _NEGATOR.match(word):
            left = _REACH
        elif word not in read_words("stop_words"):
            (near if left else free).add(stem(word))
            left = max(0, left - 1)
    return near - free
