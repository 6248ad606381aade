"""Correction notices in a text, word for word; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from corpus.ingestion.corrections.foreign import foreign_notice_at, foreign_signs

_MANY = 12  # notices; an article with more is the page on which a paper lists the corrections of its other articles
_LONGEST = 1_200  # characters; a notice that seems longer has run into the article
_END = 600  # characters at either end of a text
_TRIES = 50  # signs in one line; a paragraph has one or two
_SENTENCE = 300  # characters before a sign in which its sentence may begin

_SIGNS = tuple(
    "correct,version,clarif,editor,regret,retract,amended,updated,error,updates ,refile,erratum, edited,revised".split(
        ","
    )
)
"""One of which every notice has, in small letters: most texts have none and are done in microseconds."""

_ITEM = (
    r"(?:article|story|piece|post|report|column|page|item|dispatch|obituary|transcript|file|video|(?:photo )?caption|"
    r"headline|graphic|chart|map|op-ed|essay|review|list|gallery|interview|newsletter|episode|podcast|explainer|"
    r"timeline|fact check|q&a|quiz|analysis|live ?blog|entry|feature|editorial|profile|recipe|guide)"
)
_NOTE = r"(?:[Cc]orrections?|CORRECTIONS?|[Cc]larifications?|CLARIFICATIONS?)"
_LABEL = re.compile(  # Correction: | CORRECTION (March 3): | Corrections & clarifications:
    rf"(?:{_NOTE}(?:\s?(?:/|&|and)\s?{_NOTE})?|Corrected|CORRECTED|Erratum|ERRATUM|Retraction|RETRACTION)"
    r"(?: to (?:this|the) \w+| notice| appended)?(?:,? (?:on )?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?:\s?\([^()\n]{1,40}\))?\s?(?P<mark>:|\s[—–-]\s|$)"
)
_MARKS = re.compile(r"[\s*_•·(\[<—–-]*")
_EARLIER = r"(?:earlier|previous|prior|original|initial|former)"
_CHANGED = r"(?:updated|edited|changed|modified|revised|withdrawn)"
_SORRY = (
    r"(?:regrets? (?:the|this|these|any|that) (?:\w+ )?errors?|(?:sincerely )?apologi[sz]es? for (?:the|this) errors?)"
)
_SLIP = r"an? (?:editing|production|reporting|editor['’]s|typographical|transcription|data[ -]entry) error"
_WRITTEN = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he) {_EARLIER} version(?:s? of this| of the) (?:[\w’'-]+ )?{_ITEM}\b"
    rf"|\b(?:{_EARLIER}|Earlier|Previous|Original|Prior) versions of this (?:[\w’'-]+ )?{_ITEM}\b"
    rf"|\b[Tt]his (?:[\w’'.-]+ ){{0,2}}?{_ITEM} (?:has been|was|has since been|had been) (?:since )?"
    r"(?:(?:corrected|clarified|retracted|amended)\b"
    rf"|{_CHANGED} (?=(?:[\w.]+,? ){{0,5}}?to (?!(?:add|make|keep|provide)\b)\w))"
    r"|\b[Tt]h(?:e|is) (?:story|headline|article|version|photo caption) (?:has been corrected|corrects|CORRECTS)\b"
    rf"|\b(?:[Ww]e|[A-Z][\w ]{{2,30}}) {_SORRY}\b|\b(?:[Ww]e have|has|have) retracted this {_ITEM}\b"
    rf"|\b(?:Due to|Because of|Owing to) {_SLIP}\b"
)
_WIRE_NOTE = re.compile(  # (Corrects spelling of name in paragraph 3) | CORRECTS headline to …
    r"\((?:This [^()\n]{0,60}(?:corrects|has been corrected|refiles|(?:is|was) refiled)|Corrects|CORRECTS|Clarifies|"
    r"Refiles|REFILES|Recasts to correct|Updates with)\b[^()\n]{2,300}\)"
    r"|^(?:CORRECTS|Corrects|REFILES|Refiles|Updates with)\s(?=[^\n]{4,300}$)"
)
_EDITOR = re.compile(r"editor[’']?s?[’']? note", re.IGNORECASE)
_CHANGE = re.compile(  # what an editor's note on a change says; most tell of something else
    r"\b(?:correct(?:ed|s)|correction(?! (?:officer|facility|department))|retract(?:ed|ion)|clarif(?:ied|ies|ication)|"
    r"amended|mis(?:stated|spelled|identified|attributed|quoted)|inaccura\w+|incorrectly|erroneous(?:ly)?|in error|"
    rf"{_CHANGED} (?:\w+ ){{0,4}}?to (?:correct|reflect|clarify|remove|show|fix))",
    re.IGNORECASE,
)
# 'An earlier version of this story was published in March' tells where it came from, not what was wrong.
_PRINTED = re.compile(
    r"\s+(?:was |were |has |had )?(?:been )?(?:first |originally |previously |also )?"
    r"(?:appeared|published|ran\b|posted|aired|printed|featured|released)",
    re.IGNORECASE,
)
_QUOTES = "\"“‘'«"


def corrections_in(text: str) -> tuple[str, ...]:
    """Return the correction notices of a text, in its order, each a span of it."""
    lowered = text.lower()
    signs, foreign = tuple(sign for sign in _SIGNS if sign in lowered), foreign_signs(_ends(lowered))
    if not signs and not foreign:
        return ()
    found: list[str] = []
    for start, end in _lines(text):
        small = text[start:end].lower()
        abroad = any(sign in small for sign in foreign)
        if abroad or any(sign in small for sign in signs):
            found += _in_line(text, start, end, foreign=abroad)
        if len(found) > _MANY:
            return ()
    return tuple(dict.fromkeys(found))


def _ends(text: str) -> str:
    """Return the first and the last lines of a text, at which notices in other languages are looked for."""
    return text if len(text) <= 2 * _END else f"{text[:_END]}\n{text[-_END:]}"


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a text begin and end."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _in_line(text: str, start: int, end: int, *, foreign: bool) -> Iterator[str]:
    """Yield the notice of one line: it runs from its first sign to the end of the line."""
    line = text[start:end]
    begin = _begins(line, foreign=foreign)
    if begin is None:
        return
    label = _LABEL.match(line, begin)
    headed = label is not None and not line[label.end() :].strip(" :*_")  # the notice is the paragraph below
    yield _shortened(text[start + begin : _next_paragraph(text, end) if headed else end].strip())


def _next_paragraph(text: str, end: int) -> int:
    """Return where the paragraph after a line ends."""
    below = re.compile(r"\s*[^\n]+").match(text, end)
    return below.end() if below else end


def _shortened(notice: str) -> str:
    """Return a notice up to the last sentence that fits."""
    if len(notice) <= _LONGEST:
        return notice
    head = notice[:_LONGEST]
    stop = max(head.rfind(mark) for mark in (". ", ".” ", '." ', "! ", "? "))
    return head[: stop + 1] if stop > 0 else head


def _begins(line: str, *, foreign: bool) -> int | None:
    """Return where in a line its notice begins, None where it has none; ``foreign`` looks for other languages, too."""
    starts = [_label_at(line), _editor_at(line), _written_at(line), _wire_note_at(line)]
    if foreign:
        starts.append(foreign_notice_at(line))
    return min((at for at in starts if at is not None), default=None)


def _label_at(line: str) -> int | None:
    """Find 'Correction:' at the beginning of the line or of a sentence in it."""
    for found in islice(_LABEL.finditer(line), _TRIES):
        at = found.start()
        lead = _MARKS.match(line)
        first = lead is not None and lead.end() == at
        if not first and not (line[at].isupper() and _sentence_start(line, at) == at):
            continue
        if not first and found["mark"] != ":":
            continue
        if found["mark"] == ":" or _WRITTEN.search(line, found.end()) or _CHANGE.search(line, found.end()):
            return at
        if found["mark"] == "" and first and len(line) < 60:
            return at
    return None


def _editor_at(line: str) -> int | None:
    """Find an editor's note that tells of a change."""
    for found in islice(_EDITOR.finditer(line), _TRIES):
        note = line[found.end() : found.end() + _LONGEST]
        said = _CHANGE.search(note) or _WRITTEN.search(note)
        if said and _sentence_start(line, found.start()) == found.start():
            return found.start()
    return None


def _written_at(line: str) -> int | None:
    """Find the sentence that says that the article was changed; what somebody is quoted with is none."""
    for found in islice(_WRITTEN.finditer(line), _TRIES):
        if "version" in found[0] and _PRINTED.match(line, found.end()):
            continue
        at = _sentence_start(line, found.start())
        if not {line[max(at - 1, 0)], line[at], line[max(found.start() - 1, 0)]}.intersection(_QUOTES):
            return at
    return None


def _wire_note_at(line: str) -> int | None:
    """Find '(Corrects spelling of name in paragraph 3)'."""
    found = _WIRE_NOTE.search(line)
    return found.start() if found else None


def _sentence_start(line: str, at: int) -> int:
    """Return where the sentence around a place of a line begins."""
    before = line[max(0, at - _SENTENCE) : at]
    ends = [found.end() for found in re.finditer(r"[.!?…][\"”’)*_]*[\s*_—–(\[]+|^[\s*_•·(\[<—–-]+", before)]
    return max(0, at - _SENTENCE) + (ends[-1] if ends else 0)
