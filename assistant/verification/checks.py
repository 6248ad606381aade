"""Whether a statement's figures, names and days stand with the words that it has around them; pure.

A passage that has a figure need not have it of the same matter: '140 lost' and '400 claimed' are one sentence apart.
So the words around a figure, name or day in the statement are looked for in the passage's sentences: where another
sentence has clearly more of them, and has not the figure, it is misplaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

from assistant.nlp import facts
from assistant.nlp.quantities_in_statements import Measure, agree, in_plain, measures
from assistant.verification.evidence import REFERS, Line, Source, root, roots, words_of
from assistant.verification.name_checks import full_names, in_words, names_in, roles_of

_MARGIN = 2
"""Words by which the closest sentence must beat the one that has the thing; 1 refuses another 3 % of faithful ones."""
_SHARE = 0.5
"""Share of the closest sentence's words from which the sentence that has the thing is close enough."""
_AROUND = 5
"""Content words to each side of a thing that are looked for."""
_COPIED = 0.6
"""Share of a statement's words in one sentence from which another name in it takes the place of that sentence's."""
_WHOLE = 0.3
"""Share of that sentence's words that the statement must have kept too."""
_ROLE = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[A-Z]\w+'s) (?:\w+ )?(?:envoy|mediator|leader|boss|chief|head|owner|defendant|"
    r"president|minister|judge|lawyer|coach|captain|mayor|governor|director|driver|actor|singer|rapper|player|author)\b"
    r"(?!,? [A-Z]|')"
)
"""Roles that stand for a person whom the article has named before."""
_PLACE = re.compile(r"\b[Tt]he (?:town|city|village|country|island|port|club|team|firm|bank|company|district|region)\b")
"""Nouns that stand for a name which the article has told before."""
_SAME = tuple(
    frozenset(map(root, words.split()))
    for words in (
        "company firm maker manufacturer group operator business bank",
        "government cabinet ministers ministry state",
        "court judge judges tribunal",
        "parliament lawmakers deputies mps chamber",
        "union workers dockers",
        "ministry minister",
    )
)
"""Bodies that an article calls by one word and a statement by another."""
_TOPIC = 3
"""Mentions in an article from which a person can be meant by 'he' or 'the witness' further down."""

_CALENDAR = re.compile(rf"\b(?:{'|'.join(word.title() for word in facts.DAYS + facts.MONTHS)})\b(?! \d)(?<!\d )")
_BODY = re.compile(
    r"(?<!of the )(?<!of )(?<!told the )(?<!told )(?<!in )(?<!to )\b(?:(?!the |a |an |in |to |by |for |and |"
    r"of )[a-z]+ )?(?:ministry|ministers?|"
    r"government|court|unions?|company|authority|association|agency|council|parliament|"
    r"committee|army|insurers|employers|prosecutors?|manufacturer|regulator|governor|mayor|cabinet|board)\b"
    r"(?!'s|'|-| (?:leader|chief|head|director|president|boss|spokes|member|official))"
)


def misplaced(text: str, sources: Sequence[Source]) -> str:
    """Name a figure, name or day that a source has, yet not in the sentence that has the words around it."""
    lines = [(line, item) for item in sources for line in item.lines]
    for shown, around, holds in _items(text, sources):
        met = [(len(around & line.roots), holds(line, item)) for line, item in lines]
        best = max((shared for shared, _ in met), default=0)
        own = max((shared for shared, held in met if held), default=0)
        if best - own >= _MARGIN and own < _SHARE * best:
            return shown
    return _rival(text, lines)


def _rival(text: str, lines: Sequence[tuple[Line, Source]]) -> str:
    """Name a figure where the sentence with the words around it has another one of the same kind."""
    figures = measures(facts.DATE.sub(blank, text))
    plain = in_plain(facts.DATE.sub(blank, text))
    for figure in figures:
        around = _around(plain, figure.at, figure.shown)
        own = max((len(around & line.roots) for line, _ in lines if has_figure(figure, line)), default=0)
        for line, _ in lines:
            if len(around & line.roots) <= own or has_figure(figure, line):
                continue
            unused = [other for other in line.measures if not any(agree(mine, other) for mine in figures)]
            if any((other.unit or other.noun) == (figure.unit or figure.noun) != "" for other in unused):
                return f"the figure {figure.shown}"
    return ""


def rival_name(text: str, told: Sequence[tuple[Line, Source]]) -> str:
    """Name a name that stands where the sentence with the same words has another one."""
    line, item = told[0]
    runs = [run for run in names_in(text, [item]) if run[-1].lower() not in facts.MONTHS + facts.DAYS]
    rest = roots(text) - roots(" ".join(word for run in runs for word in run))
    shared = len(rest & line.roots)
    if not rest or shared < _COPIED * len(rest) or shared < _WHOLE * len(line.roots):
        return ""
    own = words_of(text)
    unused = [
        run for run in facts.names(facts.QUOTE.sub(" ", line.text), item.ordinary) if not words_of(" ".join(run)) & own
    ]
    for run in runs:
        here = in_words(run[-1], line.words | item.outlet) or _stands_in(text, run, line, item)
        if len(run) > 1 and _namesake(run, line.text):
            return f"the name {' '.join(run)}"
        if unused and not here and not any(in_words(run[-1], other.words) for other, _ in told[1:]):
            return f"the name {' '.join(run)}"
    return ""


def _namesake(run: Sequence[str], text: str) -> bool:
    """Say whether a text has somebody else of the same surname instead."""
    *_, given, last = run
    others = set(re.findall(rf"\b([A-Z][\w'-]+) {re.escape(last)}\b", text))
    others = {other for other in others if other.lower() not in facts.TITLES | facts.STOP}
    return bool(others) and given not in text and given.lower() not in facts.TITLES | facts.STOP


def _stands_in(text: str, run: Sequence[str], line: Line, item: Source) -> bool:
    """Say whether a name can be whom a line calls 'she', which a statement then does not."""
    refers = len(REFERS.findall(line.text)) > len(REFERS.findall(text))
    initials = "".join(word[0] for word in run).lower()
    known = any(_by_given_name(word, line, item) for word in run[-1:])
    return refers or known or '"' in line.text or initials in line.words or run[-1].isupper()


def blank(match: re.Match[str]) -> str:
    """Return as many underscores as a match has characters."""
    return "_" * len(match.group())


def _items(
    text: str, sources: Sequence[Source]
) -> Iterator[tuple[str, frozenset[str], Callable[[Line, Source], bool]]]:
    """Yield each thing that must stand with its neighbours: as it is shown, those, and which lines hold it."""
    years = {float(item.published.year) for item in sources if item.published}
    undated = facts.DATE.sub(blank, text)
    plain = in_plain(undated)
    figures = measures(undated)
    for figure in figures:
        if figure.unit or figure.label or not figure.values & (years | {1.0}):
            holds = partial(_has_no_rival, figure, figures)
            yield f"the figure {figure.shown}", _around(plain, figure.at, figure.shown), holds
    for match in facts.DATE.finditer(text):
        holds = partial(_has_date, facts.date_parts(match))
        yield f"the date {match.group()}", _around(text, match.start(), match.group()), holds
    for match in _CALENDAR.finditer(text):
        holds = partial(_has_calendar, match.group().lower())
        yield f"the day {match.group()}", _around(text, match.start(), match.group()), holds
    for run in names_in(text, sources):
        if run[-1].lower() not in facts.MONTHS + facts.DAYS:
            yield f"the name {' '.join(run)}", _around(text, text.find(run[-1]), " ".join(run)), partial(_has_name, run)
    for match in _BODY.finditer(text):
        yield f"the {match.group()}", _around(text, match.start(), match.group()), partial(_has_body, match.group())


def _has_no_rival(figure: Measure, figures: Sequence[Measure], line: Line, item: Source) -> bool:
    """Say whether a line has a figure, or has none that the statement's other figures leave over."""
    rivals = [other for other in line.measures if _kind(figure) != "th" or _kind(other) == "th"]
    return has_figure(figure, line) or all(any(agree(mine, other) for mine in figures) for other in rivals)


def _kind(figure: Measure) -> str:
    """Return what a figure counts, as far as it is told; two of another kind do not stand for each other."""
    return figure.unit or figure.noun or figure.label or ("th" if figure.shown[-2:] in ("st", "nd", "rd", "th") else "")


def has_figure(figure: Measure, line: Line) -> bool:
    """Say whether a line has a figure."""
    return any(agree(figure, other) for other in line.measures)


def _has_date(parts: tuple[int, int, int | None], line: Line, item: Source) -> bool:
    day, month, year = parts
    if item.published and (item.published.day, item.published.month) == (day, month):
        return True
    return any((told.day, told.month) == (day, month) and year in (None, told.year) for told in line.days)


def _has_calendar(word: str, line: Line, item: Source) -> bool:
    if word in line.text.lower() or (word in facts.MONTHS and re.search(r"\b(?:last|next) month\b", line.text)):
        return True
    days = line.days or ({item.published} if item.published else set())
    return any(word in (facts.DAYS[day.weekday()], facts.MONTHS[day.month - 1]) for day in days)


def _has_name(run: Sequence[str], line: Line, item: Source) -> bool:
    last = run[-1]
    return (
        in_words(last, line.words | item.header)
        or "".join(word[0] for word in run).lower() in line.words
        or last.isupper()
        or _by_given_name(last, line, item)
        or (len(run) == 1 and _PLACE.search(line.text) is not None and not full_names(item, last))
        or (line.refers and any(in_words(last, words_of(text)) for text in line.before))
        or any(re.search(rf"\b(?:in|at|near|outside) (?:the )?{re.escape(last)}\b", text) for text in line.before[-1:])
        or (_ROLE.search(line.text) is not None and item.article.count(last) >= _TOPIC)
        or (_is_country(last, item.article) and len(re.findall(last[:-1], item.article)) >= _TOPIC)
        or (line.refers and item.article.count(last) >= _TOPIC)
        or (REFERS.match(line.after) is not None and in_words(last, words_of(line.after)))
    )


@lru_cache(maxsize=4096)
def _is_country(last: str, article: str) -> bool:
    """Say whether an article has a people of a name: 'Kestrians' for 'Kestria'."""
    return (
        re.search(rf"\b{re.escape(last[:-1])}(?:ans?|ians?|ish|ese|is?|ns?)\b", article.replace(last, "")) is not None
    )


def _by_given_name(last: str, line: Line, item: Source) -> bool:
    """Say whether a line calls a person by the given name alone, or by the role that stands before the name."""
    if any(re.search(rf"\b[Tt]he {role}\b(?!,? [A-Z]|')", line.text) for role in roles_of(last, item.article)):
        return True
    return any(name in line.words for name in full_names(item, last))


def _has_body(phrase: str, line: Line, item: Source) -> bool:
    wanted = roots(phrase).union(*(same for same in _SAME if roots(phrase) & same))
    spoken = '"' in line.text and re.search(r"\b[Ww]e\b", line.text) is not None
    return spoken or bool(wanted & line.roots) or (line.refers and any(wanted & roots(text) for text in line.before))


def _around(text: str, at: int, shown: str) -> frozenset[str]:
    """Return the roots of the content words next to a place in a text, those of what stands there left out."""
    before = [root(word) for word in facts.TOKEN.findall(text[:at]) if facts.bare(word) not in facts.STOP][-_AROUND:]
    after = [root(word) for word in facts.TOKEN.findall(text[at:]) if facts.bare(word) not in facts.STOP][: _AROUND + 1]
    return frozenset(before + after) - roots(shown)
