"""Who does what: whether a statement gives another person's deed, role or figure to a name; pure.

A passage can hold every name and figure of a statement and yet tell it of somebody else: 'Lee sued Roe' is not 'Roe
sued Lee'. So the name before a verb is looked for before that verb in the passage, a role's name beside the role, and
a figure's company in the part of the sentence that has the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.nlp import facts
from assistant.nlp.quantities_in_statements import Measure, agree, in_plain, measures
from assistant.verification.evidence import Line, Source, root, roots, words_of
from assistant.verification.name_checks import full_names, in_words, names_in

_BEHIND = 6
"""Content words behind a verb of which one must stand behind the passage's verb too."""
_BEFORE = 4
"""Words before a name that may introduce it as the subject: 'the opposition leader Marta Quist'."""

_PREPOSITIONS = frozenset(
    "of by with to for in at from against on into over under about between after before near like than as until since "
    "behind without".split()
)
_OPENS = frozenset("that while but and whether because who which where when said".split())
_SPEAKS = frozenset(map(facts.stem, "said say says tell told add added report reported accord".split()))
_COUNTED = roots(" ".join(facts.SCALES) + " percent")
_BE = frozenset("is are was were be been being".split())
_HELPERS = frozenset("will would shall should can could may might must did does do has have had".split())
_SHORT = frozenset("beat put set quit cut hit let shut read hurt cost".split())
"""Verbs in the past that look like nouns."""
_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|we|i|both|each|these|those|others|the (?:two|three|pair|former|latter))\b", re.I
)
_PARTS = re.compile(r"[;:(]|, |\b(?:and|while|but|with)\b")
_ASIDE = re.compile(r"^,[^,;:]{2,80},")


def other_doer(text: str, told: Sequence[tuple[Line, Source]], sources: Sequence[Source]) -> str:
    """Name the subject of a verb that stands behind another subject in the passage."""
    for run, behind in _subjects(text, sources):
        verb, rest, passive = _verb(behind)
        if not verb:
            continue
        lines = [(line, item) for line, item in told if verb in line.roots and rest & line.roots]
        near = [len(rest & line.roots) for line, _ in lines]
        lines = [pair for pair, shared in zip(lines, near, strict=True) if shared == max(near)]
        if lines and all(_has_other(run, verb, rest, passive, line, item) for line, item in lines):
            return f"the name {' '.join(run)}"
    return ""


def _subjects(text: str, sources: Sequence[Source]) -> Iterator[tuple[list[str], str]]:
    """Yield each name that can be a subject, and the text behind it."""
    bare = facts.QUOTE.sub(" ", text)
    for run in names_in(text, sources):
        shown = " ".join(run)
        at = bare.find(shown)
        if at < 0 or run[-1].lower() in facts.MONTHS + facts.DAYS or run[-1].isupper():
            continue
        before = re.split(r"[,;:]", bare[:at])[-1].split()
        opener = next((n for n in range(len(before) - 1, -1, -1) if before[n].lower() in _OPENS), -1)
        leading = [word.lower() for word in before[opener + 1 :]]
        if len(leading) <= _BEFORE and not _PREPOSITIONS & set(leading) and (opener >= 0 or not bare[:at].count(",")):
            yield run, _ASIDE.sub("", bare[at + len(shown) :])


def _verb(behind: str) -> tuple[str, frozenset[str], bool]:
    """Return the root of the first word with a meaning, those behind it, and whether it is a passive."""
    if not behind.startswith(" ") or (words := facts.TOKEN.findall(behind))[:1] == []:
        return "", frozenset(), False
    for at, word in enumerate(words):
        if word[0].isupper() or word in _PREPOSITIONS:
            return "", frozenset(), False
        if facts.stem(word) in _SPEAKS:
            return "", frozenset(), False
        if word in facts.STOP or word.endswith("ly"):
            continue
        helped = {other.lower() for other in words[:at]} & _HELPERS
        if not (helped or word in facts.PAST | _SHORT or re.search(r"(?:ed|ing|[^s]s)$", word)):
            return "", frozenset(), False
        rest = [root(other) for other in words[at + 1 :] if facts.bare(other) not in facts.STOP]
        return root(word), frozenset(rest[:_BEHIND]), _passive(words, at)
    return "", frozenset(), False


def _passive(words: Sequence[str], at: int) -> bool:
    return bool(_BE & {word.lower() for word in words[max(0, at - 3) : at]}) and not words[at].endswith("ing")


def _has_other(run: Sequence[str], verb: str, rest: frozenset[str], passive: bool, line: Line, item: Source) -> bool:
    """Say whether a line has the verb behind another name, and not behind this one."""
    found = list(facts.TOKEN.finditer(line.text))
    words = [match.group() for match in found]
    places = [at for at, word in enumerate(words) if word[0].islower() and root(word) == verb]
    if not places:
        return False
    for at in places:
        ahead, behind = line.text[: found[at].start()], line.text[found[at].end() :]
        if _passive(words, at) != passive or not rest & roots(behind):
            return False
        if _meant(run, ahead, item) or "'" in ahead or '"' in ahead:
            return False
        if behind.startswith(" ") and _meant(run, " ".join(behind.split()[:2]), item) and not passive:
            continue
        if _PRONOUN.search(" ".join(ahead.split()[-4:])) or not _agents(ahead, item):
            return False
    return True


def _meant(run: Sequence[str], text: str, item: Source) -> bool:
    held = words_of(text)
    return in_words(run[-1], held) or bool(full_names(item, run[-1]) & held)


def _agents(ahead: str, item: Source) -> list[str]:
    """Return the names in a text that no preposition stands before."""
    found = []
    for run in facts.names(ahead, item.ordinary):
        before = ahead[: ahead.find(" ".join(run))].split()
        titled = [word for word in before if word.lower().strip(".,") not in facts.TITLES]
        calendar = run[-1].lower() in facts.MONTHS + facts.DAYS
        if re.search(rf"{re.escape(run[-1])}, (?:which|who)\b", ahead):
            found.append(run[-1])
        elif before and before[-1].lower() in ("a", "an"):
            return []
        elif not calendar and not (titled and titled[-1].lower() in _PREPOSITIONS):
            found.append(run[-1])
    return found


def other_role(text: str, sources: Sequence[Source]) -> str:
    """Name the name that a statement puts right behind a role which the articles only give to another."""
    for run in names_in(text, sources):
        match = re.search(rf"\b([a-z]{{4,}}) {re.escape(' '.join(run))}\b", text)
        if not match or match[1] in facts.STOP | _PREPOSITIONS or match[1].endswith(("ed", "ing", "ly")):
            continue
        for item in sources:
            holders = re.findall(rf"\b(?i:{match[1]}) ((?:[A-Z][\w'-]+ ?)+)", item.article)
            near = re.search(
                rf"(?i:\b{match[1]})\b[^.]{{0,60}}\b{run[-1]}\b|\b{run[-1]}\b[^.]{{0,60}}\b(?i:{match[1]})\b",
                item.article,
            )
            if holders and not near:
                return f"the name {' '.join(run)}"
    return ""


def _shares(mine: Sequence[Measure], others: Sequence[Measure]) -> bool:
    return any(agree(one, other) for one in mine for other in others)


def crossed(text: str, told: Sequence[tuple[Line, Source]]) -> str:
    """Name a figure that stands with what the passage's sentence tells of another figure."""
    line, item = told[0]
    parts = [(roots(part), measures(part)) for part in _PARTS.split(in_plain(facts.DATE.sub(" _ ", line.text)))]
    if sum(bool(held) for _, held in parts) <= 1:
        return ""
    names = roots(" ".join(word for run in facts.names(line.text, item.ordinary) for word in run))
    for part in _PARTS.split(in_plain(facts.DATE.sub(" _ ", text))):
        figures = measures(part)
        mine = roots(part) - _COUNTED - {root(figure.noun) for figure in figures if figure.noun}
        for figure in figures:
            own = [held for held, counted in parts if any(agree(figure, other) for other in counted)]
            if figure.shown[-2:] in ("st", "nd", "rd", "th") or figure.values & {1.0, 2.0}:
                continue
            rivals = [
                held
                for held, counted in parts
                if any(1.0 not in one.values for one in counted) and not _shares(figures, counted)
            ]
            named = mine & names
            apart = [held for held in own if not mine & held or (named and held & names - mine and not held & named)]
            if own and apart == own and any(mine & held for held in rivals):
                return f"the figure {figure.shown}"
    return ""
