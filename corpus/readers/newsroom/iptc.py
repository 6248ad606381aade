"""What ninjs, NewsML-G2 and NITF say alike: genres, notes to editors, codes, days, places; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.types import KINDS

_GENRES = {
    **dict.fromkeys(("editorial", "column", "commentary", "comment", "op ed", "leader", "review"), "opinion"),
    **dict.fromkeys(("letter", "letters", "letter to the editor", "letters to the editor"), "opinion"),
    **dict.fromkeys(("pressrelease", "press release", "news release", "handout"), "press release"),
    **dict.fromkeys(("question and answer session", "q and a", "q&a", "questions and answers"), "interview"),
    **dict.fromkeys(("transcript", "transcript verbatim"), "interview"),
    **dict.fromkeys(("live", "liveblog", "live coverage", "live ticker", "ticker"), "live blog"),
}
"""Genres of the IPTC (http://cv.iptc.org/newscodes/genre/) and of agencies, as our kinds."""
_CORRECTS = re.compile(
    r"\b(?:correct(?:s|ed|ing|\b|(?<!department of correct)ions?(?! (?:officer|facility|department)))"
    r"|clarif(?:y|ies|ied|ications?)|correcci[oó]n|rectificati(?:on|f)|rettifica|berichtig(?:t|ung|ungen)"
    r"|korrig\w{0,6}|korrektur|korreksjon|rättelse)\b",
    re.IGNORECASE,
)
_KILLS = re.compile(
    r"\W{0,10}(?:(?:mandatory|bulletin|editors?|attention|urgent|advisory|eds|story|news)\W{1,5}){0,4}"
    r"(?:kill(?:ed)?\b|withdrawn\b|withdrawal\b)",
    re.IGNORECASE,
)
_NEWSCODES = re.compile(r"https?://cv\.iptc\.org/newscodes/(mediatopic|subjectcode)/?", re.IGNORECASE)
_ALIASES = {"mediatopic": "medtop", "subjectcode": "subj"}
_DAY_ONLY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T?00:?00(?::?00)?(?:\.0+)?(?:Z|[+-]{1,2}\d\d:?\d\d)?)?")
_CLOSED_UP = re.compile(r"(\d{8})T?(\d{6})([+-]\d{4}|Z)?")
_WHOLE_DAY = re.compile(r"\d{4}-?\d\d-?\d\d|\D*\d{1,2}\D+\d{4}")  # not 2024 or 2024-05, which G2 allows
_PLACE_END = re.compile(
    r"\s*(?:[(\[–—]|\s-|--|,?\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|,?\s*\w{3,9}\.?\s+\d)", re.I
)


def kind_of(genres: Iterable[str]) -> str:
    """Return the kind that the first known genre stands for, else the first genre as it is ('' for none)."""
    given = [" ".join(re.sub(r"[_-]", " ", genre.rpartition(":")[2]).casefold().split()) for genre in genres]
    known = (_GENRES.get(genre, genre if genre in KINDS else "") for genre in given)
    return next((kind for kind in known if kind), next(iter(given), ""))


def corrections_of(notes: Iterable[str]) -> list[str]:
    """Return the notes to editors that announce a correction."""
    return [note for note in notes if _CORRECTS.search(note)]


def is_kill(note: str) -> bool:
    """Say whether a note to editors takes the item back."""
    return _KILLS.match(note) is not None


def code_of(code: str, scheme: str = "") -> str:
    """Return a subject code, those of the IPTC under their usual aliases (``medtop:20000523``)."""
    whole = f"{scheme.rstrip('/')}/{code}" if _NEWSCODES.match(scheme) else code
    found = _NEWSCODES.match(whole)
    return f"{_ALIASES[found[1].lower()]}:{whole[found.end() :]}" if found else whole


def last_part(code: str) -> str:
    """Return what a code ends with (``ninat:text`` and ``http://…/ninature/text`` give ``text``)."""
    return re.split(r"[:/#]", code.strip().rstrip("/"))[-1]


def day_from(*given: str) -> str:
    """Return the first date that is whole, '' where none is."""
    return next((_spread(date) for date in given if _WHOLE_DAY.match(date.strip())), "")


def norm_day(norm: str) -> str:
    """Return a date of NITF as ISO 8601; midnight stands for a day without a time, as its specification says."""
    day = _DAY_ONLY.fullmatch(norm.strip())
    return "-".join(day.groups()) if day else _spread(norm)


def _spread(norm: str) -> str:
    """Write ``20250310093000-0500`` as ISO 8601."""
    found = _CLOSED_UP.fullmatch(norm.strip())
    return f"{found[1]}T{found[2]}{found[3] or ''}" if found else norm.strip()


def place_of(dateline: str) -> str:
    """Return the place of a dateline: 'MOSCOW, Monday (Reuters)' gives 'MOSCOW', a moment gives ''."""
    if dateline.lstrip()[:1].isdigit():
        return ""
    cut = _PLACE_END.search(dateline[:200])
    return (dateline[: cut.start()] if cut else dateline[:200]).strip(" ,-–—:")


def language_of(*tags: str) -> str:
    """Return the language of the first language tag that is given ('en-US' gives 'en')."""
    return next((re.split(r"[-_]", tag.strip())[0].lower() for tag in tags if tag.strip()), "")


def sentence(*parts: str) -> str:
    """Join what is said of rights, each part once."""
    return " ".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def not_text(nature: str) -> str:
    """Say that an item of another nature ('picture', 'audio') is not taken."""
    return f"item is {'an' if nature[:1] in 'aeiou' else 'a'} {nature[:40]}, not a text"
