"""A statement held against the passages that it cites: is each figure, name and quote there, and does it agree; pure.

Rules, not a model: what they refuse, they refuse for a reason that a person can check. A passage is never joined with
another one: each figure, name and quote must stand in one of the statement's own passages. An article's title, outlet
and day of publication may stand in for a name or a date, never for a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.nlp import facts
from assistant.nlp.quantities_in_statements import Measure, agree, measures
from assistant.types import Evidence, Verdict
from assistant.verification import agents, hedges, polarity, speech
from assistant.verification.checks import has_figure, misplaced, rival_name
from assistant.verification.evidence import ROOT, Line, Source, roots, source
from assistant.verification.name_checks import holds_name, names_in
from corpus import sentence_spans

_LIGHT = frozenset(map(facts.stem, "get take make give come go put use become remain keep".split()))
"""Verbs that say little."""
_SUPPORT = 0.5
"""Share of a statement's content words that its passages must hold; rewording keeps more, another matter keeps less."""
_SAME_SENTENCE = 0.6
"""Share of a statement's content words from which a passage's sentence is taken to tell of the same thing."""
_SECOND_SENTENCE = 3
"""Weight that a second sentence must add to a quote: three words, or a figure and a word."""
_RUN = 4
"""Sentences in a row that a statement may be a verbatim copy of."""
_LONGEST = 1_500
"""Characters of a statement; a long sentence of the news has 400, and the checks take time with figures squared."""
_TOLD = 3
"""Sentences that a statement may be told from; with 2, statements that join two paragraphs lose their speaker."""
_GAIN = 2
"""Words, or one figure, that a further sentence must add."""
_QUOTED = 50
"""Weight of a quoted phrase, so that its own sentence comes first."""
_OPPOSED = 0.3
"""Share of a statement's words that a sentence must have to gainsay it: one that goes the other way shares few."""
_HALF = 0.5
"""Share of a sentence's own words from which the statement tells it among other things."""
_SURE = 0.4
"""Share from which its doubts are the statement's."""


def verify(statement_text: str, cited: Sequence[Evidence]) -> tuple[Verdict, str]:
    """Return whether the cited passages say this, and if they do not, why it is taken so."""
    text = facts.flat(statement_text)
    sources = [source(item) for item in cited]
    if not sources:
        return "unsupported", "it cites no passage"
    if any(_verbatim(text, [line.text for line in held.lines]) for held in sources):
        return "quoted", ""
    if len(text) > _LONGEST:
        return "unsupported", "it is too long for one sentence"
    where = "is not in the cited passage" if len(sources) == 1 else "is not in any of the cited passages"
    for check in (_strange_quote, _strange_date, _strange_figure, _strange_name):
        if strange := check(text, sources):
            return "unsupported", f"{strange} {where}"
    if reason := _thin(text, sources):
        return "unsupported", reason
    if strange := misplaced(text, sources):
        return "unsupported", f"{strange} {where} with the rest of the sentence"
    told = _told(text, sources)
    if strange := (
        rival_name(text, told)
        or agents.other_doer(text, told, sources)
        or agents.other_role(text, sources)
        or agents.crossed(text, told)
    ):
        return "unsupported", f"{strange} {where} with the rest of the sentence"
    if strange := speech.stranger(text, told, [(line, item) for item in sources for line in item.lines]):
        return "unsupported", f"the cited passage does not have it from {strange}"
    reason = _disagreement(text, [line for line, _ in told], _nearby(told, sources))
    return ("unsupported", reason) if reason else ("supported", "")


def best_quote(statement_text: str, evidence: Evidence) -> tuple[int, int]:
    """Return the span, in the article's text, of the sentence or two of the passage that best say the statement."""
    passage = evidence.hit.passage
    spans = sentence_spans(passage.text)
    if not spans:
        return passage.start, passage.start + len(passage.text)
    wanted = _features(facts.flat(statement_text))
    shared = [wanted & _features(facts.flat(passage.text[start:end])) for start, end in spans]
    first = last = max(range(len(spans)), key=lambda i: (_weight(shared[i]), -i))
    neighbours = [i for i in (first - 1, first + 1) if 0 <= i < len(spans)]
    other = max(neighbours, key=lambda i: _weight(shared[i] - shared[first]), default=first)
    if _weight(shared[other] - shared[first]) >= _SECOND_SENTENCE:
        first, last = min(first, other), max(first, other)
    return passage.start + spans[first][0], passage.start + spans[last][1]


def _features(text: str) -> frozenset[str]:
    return frozenset(facts.stems(text)) | {f"#{value:g}" for figure in facts.figures(text) for value in figure.values}


def _weight(features: frozenset[str]) -> int:
    return sum(2 if feature[0] == "#" else 1 for feature in features)


def _verbatim(text: str, sentences: Sequence[str]) -> bool:
    bare = text.strip(" .\"'")
    ends = ((i, j) for i in range(len(sentences)) for j in range(i + 1, i + 1 + _RUN))
    return bool(bare) and any(" ".join(sentences[i:j]).strip(" .\"'") == bare for i, j in ends)


def _strange_figure(text: str, sources: Sequence[Source]) -> str:
    """Name a figure that no source has; 'one' is too often no figure, a year may be that of publication."""
    held = [other for item in sources for line in item.lines for other in line.measures]
    years = {float(item.published.year) + by for item in sources if item.published for by in _years(item)}
    years |= {float(day.year) for item in sources for day in item.days}
    for figure in measures(facts.DATE.sub(" _ ", text)):
        if figure.values & ({1.0} | years) and not (figure.unit or figure.label):
            continue
        if not any(agree(figure, other) for other in held):
            return f"the figure {figure.shown}"
    return ""


def _years(item: Source) -> set[int]:
    """Return by how much the years that a source tells of differ from its own: 'last year' is -1."""
    words = " ".join(line.text for line in item.lines).lower()
    return {0} | {by for phrase, by in (("last year", -1), ("next year", 1), ("a year ago", -1)) if phrase in words}


def _strange_date(text: str, sources: Sequence[Source]) -> str:
    for match in facts.DATE.finditer(text):
        day, month, year = facts.date_parts(match)
        days = (told for item in sources for told in item.days)
        if not any((told.day, told.month) == (day, month) and year in (None, told.year) for told in days):
            return f"the date {match.group()}"
    return ""


def _strange_quote(text: str, sources: Sequence[Source]) -> str:
    """Name a quoted phrase that no source has word for word."""
    held = [" ".join(line.text for line in item.lines).lower() for item in sources]
    for part in _quoted(text):
        if not any(part.lower() in passage for passage in held):
            return f"the quoted phrase '{part}'"
    return ""


def _quoted(text: str) -> Iterator[str]:
    for match in facts.QUOTE.finditer(text):
        for part in facts.OMITTED.split(match[1] or match[2]):
            phrase = part.strip(" .,;:!?'")
            if any(map(str.isalpha, phrase)):
                yield phrase


def _strange_name(text: str, sources: Sequence[Source]) -> str:
    for run in names_in(text, sources):
        if not any(holds_name(item, run) for item in sources):
            return f"the name {' '.join(run)}"
    return ""


def _told(text: str, sources: Sequence[Source]) -> list[tuple[Line, Source]]:
    """Return the lines that a statement is told from: the closest one, and those that hold what it leaves over."""
    lines = [(line, item) for item in sources for line in item.lines]
    quoted = [part.lower() for part in _quoted(text)]
    figures = measures(facts.DATE.sub(" _ ", text))
    left = dict.fromkeys(roots(text), 1) | {f"#{figure.shown}": 2 for figure in figures}
    left |= {f'"{part}': _QUOTED for part in quoted}
    chosen: list[tuple[Line, Source]] = []
    while lines and len(chosen) < _TOLD:
        held = [_held(line, figures, quoted) for line, _ in lines]
        gains = [sum(left.get(feature, 0) for feature in features) for features in held]
        at = max(range(len(lines)), key=gains.__getitem__)
        if chosen and gains[at] < _GAIN:
            break
        chosen.append(lines.pop(at))
        left |= dict.fromkeys(held[at] & left.keys(), 0)
    return chosen


def _held(line: Line, figures: Sequence[Measure], quoted: Sequence[str]) -> set[str]:
    held = {f"#{figure.shown}" for figure in figures if any(agree(figure, other) for other in line.measures)}
    return held | line.roots | {f'"{part}' for part in quoted if part in line.text.lower()}


def _nearby(told: Sequence[tuple[Line, Source]], sources: Sequence[Source]) -> list[Line]:
    """Return the lines that a statement is told from, and those right behind them that go on about the same."""
    lines = [line for line, _ in told]
    texts = {line.text for line in lines}
    after = {line.after for line in lines}
    return lines + [
        line
        for item in sources
        for line in item.lines
        if line not in lines and (line.text in after or (line.refers and texts & set(line.before)))
    ]


def _disagreement(text: str, lines: Sequence[Line], nearby: Sequence[Line]) -> str:
    """Say how a line that tells of the same thing goes the other way: a 'not', an opposite, a doubt."""
    if polarity.impossible(text):
        return "its figures go the other way than its words"
    mine = roots(text)
    own = polarity.denials(text)
    held = [polarity.denials(line.text) for line in lines]
    near = frozenset().union(*(there.near for there in held))
    for line, there in zip(lines, held, strict=True):
        shared = len(mine & line.roots)
        if shared < _OPPOSED * len(mine) and shared < _HALF * len(line.roots):
            continue
        if polarity.contradict(own, there, near):
            return "it denies what the cited passage says, or says what the passage denies"
    if polarity.only_denied(own, [polarity.denials(line.text) for line in nearby]):
        return "it denies what the cited passage says, or says what the passage denies"
    for line in lines:
        shared = len(mine & line.roots)
        if (shared >= _OPPOSED * len(mine) or shared >= _HALF * len(line.roots)) and (
            polarity.turned(text, line.text, [other.text for other in lines if other != line])
            or (not own.reaches and not polarity.denials(line.text).reaches and polarity.unsaid(text, line.text))
        ):
            return "the cited passage says the opposite"
    close = [line for line in lines if len(mine & line.roots) >= _SURE * len(mine)]
    most = max((len(mine & line.roots) for line in close), default=0)
    if any(hedges.surer(text, line.text) for line in close if len(mine & line.roots) == most):
        return "the cited passage is less sure of it"
    return ""


def _thin(text: str, sources: Sequence[Source]) -> str:
    """Say that too few of a statement's content words are in its sources."""
    mine = {stem for stem in facts.stems(text) if not stem.endswith("n't")} | {
        figure.shown for figure in measures(text)
    }
    held = {facts.stem(word) for item in sources for word in item.names}
    lines = [line for item in sources for line in item.lines]
    mine -= _LIGHT
    held |= {figure.shown for figure in measures(text) if any(has_figure(figure, line) for line in lines)}
    mine, held = ({word[:ROOT] if word[0].isalpha() else word for word in words} for words in (mine, held))
    return "" if mine and len(mine & held) >= _SUPPORT * len(mine) else "too little of it is in what it cites"
