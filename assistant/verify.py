"""A statement held against the passages that it cites: is each figure, name and quote there, and does it agree; pure.

Rules, not a model: what they refuse, they refuse for a reason that a person can check. A passage is never joined with
another one: each figure, name and quote must stand in one of the statement's own passages. An article's title, outlet
and day of publication may stand in for a name or a date, never for a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assistant.types import Evidence, Verdict
from corpus import sentence_spans

_SUPPORT = 0.5
"""Share of a statement's content words that its passages must hold; rewording keeps more, another matter keeps less."""
_SAME_SENTENCE = 0.6
"""Share of a statement's content words from which a passage's sentence is taken to tell of the same thing."""
_SECOND_SENTENCE = 3
"""Weight that a second sentence must add to a quote: three words, or a figure and a word."""
_REACH = 2
"""Content words after a 'not' that it is taken to negate."""
_RUN = 4
"""Sentences in a row that a statement may be a verbatim copy of."""


def _list(words: str) -> list[str]:
    return words.split()


_MONTHS = _list("january february march april may june july august september october november december")
_DAYS = _list("monday tuesday wednesday thursday friday saturday sunday")
_SMALL = _list(
    """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty
        """
)
_TENS = dict(zip(_list("twenty thirty forty fifty sixty seventy eighty ninety"), range(20, 100, 10), strict=True))
_ORDINALS = _list(
    """
        first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
        """
)
_VALUES = {word: (n, "") for n, word in enumerate(_SMALL)} | {word: (n, "") for word, n in _TENS.items()}
_VALUES |= {word: (n, "th") for n, word in enumerate(_ORDINALS, 1)} | {"dozen": (12, "")}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3} | dict.fromkeys(("million", "mn", "m"), 1e6)
_SCALES |= dict.fromkeys(("billion", "bn"), 1e9) | dict.fromkeys(("trillion", "tn"), 1e12)
_UNITS = {"percent": "%", "per cent": "%", "percentage point": "%", "pct": "%"}
_UNITS |= {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥"}

_STOP = frozenset(
    _list(
        """
        a an the this that these those it its he she they him her his their theirs we our us you your i my me who whom
        whose which what when where why how and or but nor so if then than as of in on at by for from to into onto with
        about over under after before between through during until since against is are was were be been being am has
        have had do does did will would shall should can could may might must not no also more most less least very just
        only even still there here all any some such each both either neither other others own same too up down out off
        again said say says saying told tell tells add added adds according report reported reports reportedly while
        because though although however yet already per cent percent
        """
    )
)
_TITLES = frozenset(
    _list(
        """
        mr mrs ms dr sir lord lady president vice prime minister chancellor senator sen representative rep congressman
        congresswoman governor gov mayor secretary general attorney judge justice chief king queen prince princess pope
        captain capt colonel col lieutenant lt gen major sergeant sgt admiral professor prof chairman chairwoman
        director commissioner ambassador spokesman spokeswoman spokesperson premier councillor coach
        """
    )
)
_OPENERS = frozenset(
    _list(
        """
        police people shares stocks prices sales growth demand inflation output profit profits turnout troops two three
        earlier later meanwhile instead nearly almost around despite following amid among within without unlike like
        once twice several many much few another every everyone nobody nothing someone everything yes
        """
    )
)
_ORDINARY_END = re.compile(r"..(?:ly|ing|tions?|ments?|ists|ness|ers|ors|ents|ials|ians|ities|ed)$")
_IRREGULAR = dict(
    pair.split("=")
    for pair in _list(
        """
        rose=rise risen=rise fell=fall fallen=fall won=win lost=lose grew=grow paid=pay bought=buy sold=sell held=hold
        met=meet began=begin took=take taken=take gave=give given=give made=make led=lead died=die dead=die deaths=die
        death=die went=go came=come found=find sank=sink kept=keep built=build spent=spend sent=send shot=shoot
        left=leave killed=kill
        """
    )
)
_POLES = (
    (
        "rise increase climb grow gain jump surge up soar higher above",
        "fall decrease decline drop slump sink down lower",
    ),
    ("win beat victory", "lose defeat"),
    ("approve accept pass back support", "reject oppose block veto"),
    ("before earlier", "after later"),
    ("begin start open launch resume", "end stop close halt suspend finish"),
    ("arrest jail detain convict", "release free acquit clear"),
    ("hire appoint", "fire dismiss sack"),
    ("buy", "sell"),
    ("guilty", "innocent"),
    ("majority", "minority"),
    ("profit", "loss"),
    ("more", "less fewer"),
)
_PLACES = dict(
    pair.split("=")
    for pair in _list(
        """
        us=america us=american us=usa american=us america=us uk=britain british=uk british=britain britain=uk
        french=france france=french dutch=netherlands netherlands=dutch spanish=spain spain=spanish polish=poland
        poland=polish danish=denmark denmark=danish swiss=switzerland switzerland=swiss
        """
    )
)
_DEMONYM = frozenset(["", "s", "i", "n", "an", "ian", "ish", "ese", "a", "e", "o", "y", "ey", "en"])

_FOLD = str.maketrans("‘’‚‛“”„‟«»–—−\u00a0\u202f", '\'\'\'\'""""""---  ')
_ACRONYM = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_TOKEN = re.compile(r"[^\W\d_][^\W_]*(?:'[^\W_]+)?")
_QUOTE = re.compile(r"\"([^\"]+)\"|(?<!\w)'([^'\"]+(?:\w'\w[^'\"]+)*)'(?!\w)")
_OMITTED = re.compile(r"\.\.\.|…|\[[^\]]*\]")
_NEGATOR = re.compile(
    r"(?:not|never|no|without|none|nor|neither|cannot|den(?:y|ies|ied|ying)|(?:refus|reject|disput)\w+|\w+n't)$"
)
_WORDED = re.compile(rf"\b(?:({'|'.join(_TENS)})[ -])?({'|'.join(_VALUES)})\b", re.IGNORECASE)
_ONE_OF = re.compile(r"\ban? (?=(?:hundred|thousand|million|billion|trillion|dozen)\b)", re.IGNORECASE)
_FIGURE = re.compile(
    rf"(?<![\w.,])([$€£¥]?) ?(\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(st|nd|rd|th)?(?: ?(%))?"
    rf"(?:[ -]?({'|'.join(_SCALES)})\b)?(?:[ -]?({'|'.join(_UNITS)})s?\b)?",
    re.IGNORECASE,
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS) + "|sept"
_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b\.?|({_MONTH})\b\.? "
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\b(?![,.]\d))(?:,? (\d{{4}}))?|\b(\d{{4}})-(\d\d)-(\d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Figure:
    shown: str
    values: frozenset[float]
    unit: str


@dataclass(frozen=True, slots=True)
class _Source:
    """Hold what a statement is compared with: one passage, and what may stand in from its article."""

    sentences: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    initials: frozenset[str]
    figures: tuple[_Figure, ...]
    days: frozenset[date]
    published: date | None
    article: str
    ordinary: frozenset[str]


def verify(statement_text: str, cited: Sequence[Evidence]) -> tuple[Verdict, str]:
    """Return whether the cited passages say this, and if they do not, why it is taken so."""
    text = _flat(statement_text)
    sources = [_source(item) for item in cited]
    if not sources:
        return "unsupported", "it cites no passage"
    if any(_verbatim(text, source.sentences) for source in sources):
        return "quoted", ""
    where = "is not in the cited passage" if len(sources) == 1 else "is not in any of the cited passages"
    for check in (_strange_quote, _strange_date, _strange_figure, _strange_name):
        if strange := check(text, sources):
            return "unsupported", f"{strange} {where}"
    reason = _disagreement(text, sources) or _thin(text, sources)
    return ("unsupported", reason) if reason else ("supported", "")


def best_quote(statement_text: str, evidence: Evidence) -> tuple[int, int]:
    """Return the span, in the article's text, of the sentence or two of the passage that best say the statement."""
    passage = evidence.hit.passage
    spans = sentence_spans(passage.text)
    if not spans:
        return passage.start, passage.start + len(passage.text)
    wanted = _features(_flat(statement_text))
    shared = [wanted & _features(_flat(passage.text[start:end])) for start, end in spans]
    first = last = max(range(len(spans)), key=lambda i: (_weight(shared[i]), -i))
    neighbours = [i for i in (first - 1, first + 1) if 0 <= i < len(spans)]
    other = max(neighbours, key=lambda i: _weight(shared[i] - shared[first]), default=first)
    if _weight(shared[other] - shared[first]) >= _SECOND_SENTENCE:
        first, last = min(first, other), max(first, other)
    return passage.start + spans[first][0], passage.start + spans[last][1]


def _features(text: str) -> frozenset[str]:
    return frozenset(_stems(text)) | {f"#{value:g}" for figure in _figures(text) for value in figure.values}


def _weight(features: frozenset[str]) -> int:
    return sum(2 if feature[0] == "#" else 1 for feature in features)


@lru_cache(maxsize=256)
def _source(evidence: Evidence) -> _Source:
    passage, article = evidence.hit.passage, evidence.hit.article
    text = _flat(passage.text)
    days = _days_told(text, article.day)
    calendar = " ".join(f"{_MONTHS[day.month - 1]} {_DAYS[day.weekday()]}".title() for day in days)
    named = f"{text} . {_flat(article.title)} . {_flat(article.outlet or '')} . {calendar}"
    body = _flat(article.text)
    runs = re.findall(r"\b[A-Z]\w*(?:[ -](?:(?:of|and|for|the) )*[A-Z]\w*)+", named)
    return _Source(
        sentences=tuple(_flat(passage.text[start:end]) for start, end in sentence_spans(passage.text)),
        stems=frozenset(_stems(named)),
        names=frozenset(_bare(word) for word in _TOKEN.findall(named)),
        initials=frozenset("".join(re.findall(r"\b[A-Z]", run.removeprefix("The "))).lower() for run in runs),
        figures=tuple(_figures(text)),
        days=days,
        published=article.day,
        article=body,
        ordinary=frozenset(word for word in _TOKEN.findall(body) if word[0].islower()),
    )


def _flat(text: str) -> str:
    """Return text on one line, with plain quotation marks and dashes, and 'U.S.' as 'US'."""
    folded = " ".join(text.translate(_FOLD).split())
    return _ACRONYM.sub(lambda match: match.group().replace(".", ""), folded)


def _verbatim(text: str, sentences: Sequence[str]) -> bool:
    bare = text.strip(" .\"'")
    ends = ((i, j) for i in range(len(sentences)) for j in range(i + 1, i + 1 + _RUN))
    return bool(bare) and any(" ".join(sentences[i:j]).strip(" .\"'") == bare for i, j in ends)


def _bare(word: str) -> str:
    return word.lower().removesuffix("'s")


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """Return a lower-case word without its commonest endings; crude, and the same on both sides."""
    word = _IRREGULAR.get(word, word)
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", ""), ("ly", "")):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e")


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in map(_bare, _TOKEN.findall(text)) if word not in _STOP]


def _figures(text: str) -> Iterator[_Figure]:
    """Yield a text's figures; 'k' and 'm' may be a thousand and a million or not, so both values stand."""
    plain = _WORDED.sub(_digits, _ONE_OF.sub("1 ", text))
    for match in _FIGURE.finditer(plain):
        money, digits, _, percent, scale, unit = match.groups()
        value = float(digits.replace(",", ""))
        values = {round(value * _SCALES.get((scale or "").lower(), 1), 6)}
        if scale and scale.lower() in "km" and not money:
            values.add(value)
        yield _Figure(
            match.group().strip(), frozenset(values), money or percent or _UNITS.get((unit or "").lower(), "")
        )


def _digits(match: re.Match[str]) -> str:
    number, ending = _VALUES[match[2].lower()]
    return f"{_TENS[match[1].lower()] + number if match[1] else number}{ending}"


def _strange_figure(text: str, sources: Sequence[_Source]) -> str:
    """Name a figure that no source has; 'one' is too often no figure, a year may be that of publication."""
    for figure in _figures(_DATE.sub(" ", text)):
        years = {float(source.published.year) for source in sources if source.published}
        if figure.values & ({1.0} | years) and not figure.unit:
            continue
        held = (other for source in sources for other in source.figures if other.values & figure.values)
        if not any(figure.unit == other.unit or not (figure.unit and other.unit) for other in held):
            return f"the figure {figure.shown}"
    return ""


def _date_parts(match: re.Match[str]) -> tuple[int, int, int | None]:
    day, month, month_2, day_2, year, iso_year, iso_month, iso_day = match.groups()
    if iso_year:
        return int(iso_day), int(iso_month), int(iso_year)
    number = next(n for n, name in enumerate(_MONTHS, 1) if name[:3] == (month or month_2)[:3].lower())
    return int(day or day_2), number, int(year) if year else None


def _days_told(text: str, published: date | None) -> frozenset[date]:
    """Return the days that a passage names, and those that its 'Tuesday' or 'yesterday' can mean."""
    days = {published} if published else set()
    for match in _DATE.finditer(text):
        day, month, year = _date_parts(match)
        year = year or (published.year if published else None)
        if year and 1 <= month <= 12 and 1 <= day <= 28 + 3 * (month != 2) - (month in (4, 6, 9, 11)):
            days.add(date(year, month, day))
    if published:
        words = set(map(_bare, _TOKEN.findall(text)))
        week = (published + timedelta(days=n) for n in range(-7, 8))
        days |= {day for day in week if _DAYS[day.weekday()] in words}
        days |= {published + timedelta(days=n) for word, n in (("yesterday", -1), ("tomorrow", 1)) if word in words}
    return frozenset(days)


def _strange_date(text: str, sources: Sequence[_Source]) -> str:
    for match in _DATE.finditer(text):
        day, month, year = _date_parts(match)
        days = (told for source in sources for told in source.days)
        if not any((told.day, told.month) == (day, month) and year in (None, told.year) for told in days):
            return f"the date {match.group()}"
    return ""


def _strange_quote(text: str, sources: Sequence[_Source]) -> str:
    """Name a quoted phrase of two words or more that no source has word for word."""
    held = [" ".join((*source.sentences,)).lower() for source in sources]
    for match in _QUOTE.finditer(text):
        for part in _OMITTED.split(match[1] or match[2]):
            phrase = part.strip(" .,;:!?'").lower()
            if len(phrase.split()) > 1 and not any(phrase in passage for passage in held):
                return f"the quoted phrase '{part.strip()}'"
    return ""


def _names(text: str, ordinary: frozenset[str]) -> Iterator[list[str]]:
    """Yield runs of capitalised words, without titles, and without ordinary words that open a sentence."""
    run: list[str] = []
    end = 0
    for match in _TOKEN.finditer(text):
        word, low = match.group().removesuffix("'s"), _bare(match.group())
        opens = text[: match.start()].rstrip(" \"'(")[-1:] in ("", ".", "!", "?", ":", ";")
        shouts = len(word) > 1 and word.isupper()
        plain = low in _STOP | _TITLES and not shouts and (low != "may" or opens)
        plain |= opens and not shouts and (low in ordinary | _OPENERS or bool(_ORDINARY_END.search(low)))
        named = word[0].isupper() and len(word) > 1 and not plain
        if run and (not named or text[end : match.start()] not in (" ", "-") or low in _MONTHS + _DAYS):
            yield run
            run = []
        if named:
            run.append(word)
        end = match.end()
    if run:
        yield run


def _strange_name(text: str, sources: Sequence[_Source]) -> str:
    ordinary = frozenset().union(*(source.ordinary for source in sources))
    for run in _names(_QUOTE.sub(" ", text), ordinary):
        if not any(_holds_name(source, run) for source in sources):
            return f"the name {' '.join(run)}"
    return ""


def _holds_name(source: _Source, run: Sequence[str]) -> bool:
    """Say whether a source has a name: its last word, and nothing that contradicts the words before that."""
    *before, last = run
    initials = "".join(word[0] for word in run).lower()
    if (len(run) > 1 and initials in source.names) or (last.isupper() and last.lower() in source.initials):
        return True
    if not _holds_word(source, last):
        return False
    alone = len(before) == 1 and not re.search(rf"\b[A-Z][\w'-]+ {re.escape(last)}\b", source.article)
    return alone or all(_holds_word(source, word) or word in source.article for word in before)


def _holds_word(source: _Source, word: str) -> bool:
    low = _bare(word)
    return low in source.names or _PLACES.get(low) in source.names or any(_kin(low, name) for name in source.names)


def _kin(one: str, two: str) -> bool:
    """Say whether two words are a country and its people: 'Israel' and 'Israeli', 'China' and 'Chinese'."""
    same = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return same >= 4 and one[same:] in _DEMONYM and two[same:] in _DEMONYM


def _disagreement(text: str, sources: Sequence[_Source]) -> str:
    """Say how the sentence that tells of the same thing goes the other way: a 'not', or an opposite."""
    mine = set(_stems(text))
    closest = max(
        (sentence for source in sources for sentence in source.sentences),
        key=lambda sentence: len(mine & set(_stems(sentence))),
        default="",
    )
    theirs = set(_stems(closest))
    poles = [_poles(text), _poles(closest)]
    same = len(mine & theirs) + bool(poles[0] - poles[1])
    if not mine or same < _SAME_SENTENCE * len(mine):
        return ""
    denied, denied_there = _negated(text), _negated(closest)
    if not denied & denied_there and ((denied & theirs) or (denied_there & mine)):
        return "it denies what the cited passage says, or says what the passage denies"
    for pole, side in poles[0]:
        if (pole, not side) in poles[1] and (pole, not side) not in poles[0] and (pole, side) not in poles[1]:
            return "the cited passage says the opposite"
    return ""


def _negated(text: str) -> set[str]:
    """Return the stems that stand within reach of a 'not', and nowhere else."""
    near: set[str] = set()
    free: set[str] = set()
    left = 0
    for word in map(_bare, _TOKEN.findall(text)):
        if _NEGATOR.match(word):
            left = _REACH
        elif word not in _STOP:
            (near if left else free).add(_stem(word))
            left = max(0, left - 1)
    return near - free


def _poles(text: str) -> set[tuple[int, bool]]:
    stems = {_stem(_bare(word)) for word in _TOKEN.findall(text)}
    sides = ((n, side, words) for n, pair in enumerate(_POLES) for side, words in zip((True, False), pair, strict=True))
    return {(n, side) for n, side, words in sides if stems & set(map(_stem, words.split()))}


def _thin(text: str, sources: Sequence[_Source]) -> str:
    """Say that too few of a statement's content words are in its sources."""
    mine = set(_stems(text))
    held = frozenset().union(*(source.stems for source in sources))
    return "" if mine and len(mine & held) >= _SUPPORT * len(mine) else "too little of it is in what it cites"
