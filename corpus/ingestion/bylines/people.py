"""Who wrote an article, out of the by-line as outlets print it: people once each, in the order of the line; pure.

Particles, suffixes and honorifics are known by nameparser; what stands around names in by-lines (jobs, roles, 'by') is
in data/byline_words.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from corpus.data import read_table
from corpus.ingestion.bylines.name_parts import is_particle, is_suffix, is_title, recased, without_honorific
from corpus.ingestion.outlets import agency_named, canonical_outlet, is_known

_LONGEST = 400  # characters of a line that are read; a longer one is a text in the wrong field
_MANY = 50  # people of one article
_FIRST_NAMES = 3  # words of the names before a family name
_MOST_WORDS = 7  # of a name; Spanish and Dutch ones have up to six
_MAIL = re.compile(r"<?\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}>?")
_HANDLE = re.compile(r"(?:^|\s)@\w{2,30}\b")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,80})[)\]]")
_TIME = re.compile(
    r"(?:[|•·–—-]\s*)?\b(?:\d{1,3}\s?(?:min(?:ute)?s?\.?)\b.*"
    r"|(?:last )?(?:updated|modified|published|posted)(?::| on\b| at\b|\s\d).*"
    r"|\w{3,9}\.?\s\d{1,2},?\s\d{4}.*|\d{1,2}\.?\s\w{3,9}\.?\s\d{4}.*|\d{4}-\d\d-\d\d.*|\d{1,2}[:.]\d\d\b.*)",
    re.IGNORECASE,
)
_BORDERS = re.compile(r"\s*(?:[;|•·／]|\s[–—-]\s|\n|\s/\s|(?<=[^\W\d_]{2})/(?=[^\W\d_]{2}))\s*")
_WROTE = frozenset(("words", "text", "story", "reporting", "texte", "texto", "tekst"))
_HELPED = frozenset(("additional", "contribut", "compiled"))
_TAIL = re.compile(r"[\s,:;.|/–—-]+$")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_]+(?:\s[^\W\d_]+){0,3}(?::|\sby\s))")


_HELP = re.compile(r",?\s+with\s+(?=(?:additional|files|reporting|contributions)\b)", re.IGNORECASE)
_DEGREE = re.compile(r",?\s+(?:Ph\.?\s?D|M\.D|MBA|Esq)\.?(?![\w-])|(?<=\w)\s?(?:기자|記者|记者)$")


@cache
def _words(kind: str) -> frozenset[str]:
    """Return the words of a kind, in all languages."""
    rows = read_table("byline_words")
    return frozenset(word.strip() for own, _, words in rows if own == kind for word in words.split(";"))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Return a pattern for the words of a kind between blanks."""
    words = sorted(_words(kind), key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, words))})(?!\S)", re.IGNORECASE)


@cache
def _role() -> re.Pattern[str]:
    """Return a pattern for what begins a part of a by-line: 'Words:', 'Photographs by', 'By', 'Von'."""
    by, also = (
        "|".join(map(re.escape, sorted(_words(kind), key=len, reverse=True))) for kind in ("by", "and")
    )  # fmt: skip
    label = rf"[^\W\d_]+(?:\s(?:{also})\s[^\W\d_]+)?\s?:"
    led = rf"(?P<what>(?:[^\W\d_]+\s+){{0,4}}?)(?P<by>{by}):?(?=\s)"
    return re.compile(rf"(?:^|(?<=[\s.;,|/]))(?:{label}|{led})", re.IGNORECASE)


def people_of(lines: Sequence[str], outlet: str | None = None) -> tuple[str, ...]:
    """Return the names of those who wrote an article.

    Args:
        lines: By-lines, as a source gives them: one, or one a person.
        outlet: Who published the article; is no author of it.
    """
    found: dict[str, str] = {}
    for line in lines[:_MANY]:
        for name in _printed_in(line[:_LONGEST], outlet):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())[:_MANY]


@lru_cache(maxsize=4_096)  # the same people write again and again
def _printed_in(line: str, outlet: str | None) -> tuple[str, ...]:
    """Return the names in one line as an editor prints them."""
    return tuple(whole for name in _people_in(line) if (whole := _as_printed(name, outlet)))


def _people_in(line: str) -> Iterator[str]:
    """Yield what may be the names in one line."""
    named = _MAIL.sub(" ", _HANDLE.sub(" ", _LINK.sub(" ", line)))
    if not named.strip(" ()"):
        return
    inside = _BRACKETS.search(named)
    if inside and not named[: inside.start()].strip():  # 'inga@herald.example (Inga Thorsen)'
        named = inside[1]
    named = _BRACKETS.sub(" ", named)
    complete = False
    named = _HELP.sub("; with ", _DEGREE.sub("", named.strip()))
    for part in _written(_STOP.sub("; ", _TIME.sub("", named))):
        for border in _BORDERS.split(part):
            for name in _split(" ".join(border.split())):
                if not (complete and " " not in name and name.isascii()):  # the place behind a name: 'Jan Ode/Oslo'
                    yield name
                complete = complete or " " in name


def _written(line: str) -> list[str]:
    """Return the parts of a line that name writers, without the words that say so."""
    family, comma, first = line.partition(",")
    if comma and len(first.split()) <= _FIRST_NAMES and _has_particles(family):
        return [line]  # 'Von der Leyen, Ursula'
    marks = [found for found in _role().finditer(line) if _is_mark(found, line)]
    if not marks:
        return [line]
    starts = [(0, 0, "")] if line[: marks[0].start()].strip() else []
    starts += [(found.start(), found.end(), found[0]) for found in marks]
    ends = [start for start, _, _ in starts[1:]] + [len(line)]
    parts = [(role, line[begin:end]) for (_, begin, role), end in zip(starts, ends, strict=True)]
    return [part for role, part in parts if not _is_other(role)]


def _is_mark(found: re.Match[str], line: str) -> bool:
    """Say whether words begin a part of a by-line: they stand first or apart, or are no part of a name."""
    if not line[found.end() :].strip():
        return False
    if found["what"] and not (found["by"].islower() or found["by"].casefold() == "by"):
        return False  # 'MARIA DI MENTO'
    apart = found.start() == 0 or line[: found.start()].rstrip()[-1:] in ".;,|/"
    return apart or found["what"] is None or not found["what"].istitle()


def _is_other(role: str) -> bool:
    """Say whether a role is not that of who wrote the text."""
    words = re.findall(r"[^\W\d_]+", role.casefold())
    others = {stem for stem in _words("other role") for word in words if word.startswith(stem)}
    return bool(others) and (bool(others & _HELPED) or not _WROTE.intersection(words))


def _split(part: str) -> Iterator[str]:
    """Yield the names between 'and' and commas."""
    groups = [_turned(group) for group in _apart(part)]
    if len(groups) > 1 and len(groups[0]) == 1 and " " not in groups[0][0] and " " in groups[1][0]:
        groups[0] = [f"{groups[0][0]} {groups[1][0].split()[-1]}"]  # 'Ida and Jan Ode' have one family name
    for index, piece in enumerate(piece for group in groups for piece in group):
        name = _without_place(piece)
        if name and not (index > 0 and (_is_job(name) or is_title(name))):
            yield name


def _apart(part: str) -> list[list[str]]:
    """Return the pieces of a line: at each 'and' that a name or an office follows, and at commas within."""
    found, at = list[str](), 0
    for word in _pattern("and").finditer(part):
        before, after = part[at : word.start()].strip(" ,"), part[word.end() :].strip()
        name = after.split(",")[0].strip()
        if before and (" " in name or _is_job(name) or ("," in before and "," in after)):
            found.append(before)
            at = word.end()
    found.append(part[at:].strip(" ,"))
    return [group for piece in found if (group := [inner.strip() for inner in piece.split(",") if inner.strip()])]


def _turned(pieces: list[str]) -> list[str]:
    """Return names with their suffix behind them and their first name before: 'van den Berg, Jan', 'Sam Ode, Jr.'."""
    names: list[str] = []
    for piece in pieces:
        if names and is_suffix(piece):
            names[-1] = f"{names[-1]} {piece}"
        else:
            names.append(piece)
    families = [_is_family(name) for name in names[0::2]]
    firsts = [len(name.split()) <= 2 and not _is_job(name) for name in names[1::2]]
    if len(names) % 2 == 0 and families and all(families) and all(firsts):
        pairs = zip(map(_family_last, names[0::2]), names[1::2], strict=True)
        return [f"{first} {family}" for family, first in pairs]
    return names


def _has_particles(family: str) -> bool:
    """Say whether a family name begins with several particles: 'De la Cruz'."""
    *before, last = family.split() or [""]
    return len(before) > 1 and all(is_particle(word.casefold()) for word in before) and not is_particle(last)


def _family_last(family: str) -> str:
    """Return a family name as it stands behind a first one: several particles in small letters."""
    *before, last = family.split()
    return " ".join([*map(str.lower, before), last]) if _has_particles(family) else family


def _is_family(name: str) -> bool:
    """Say whether a name is a family name alone: one word, or particles and one word."""
    *before, last = name.split()
    return all(is_particle(word) for word in before) and last[:1].isalpha() and not _is_job(name)


def _without_place(name: str) -> str:
    """Return a name without where it wrote from or for, or with whose help; '' where it is nothing else."""
    capitals = name.isupper()
    for found in _pattern("place").finditer(name):
        if found[0].islower() or (capitals and found.start()):
            return _TAIL.sub("", name[: found.start()])
    return name


def _is_job(name: str) -> bool:
    """Say whether words name a job or an office, an outlet or an agency, no person."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", name)]
    return bool(_words("job").intersection(words)) or is_known(name) or name.startswith("The ")


def _as_printed(name: str, outlet: str | None) -> str:
    """Return a name as an editor prints it, '' where it is nobody's."""
    name = _TAIL.sub("", name).strip(" ,\"'“”") if not is_suffix(name.split()[-1]) else name.strip(" ,")
    bare = re.sub(r"\s+(?:staff|reporters?|newsroom|desk|team|staff writers?)$", "", name, flags=re.IGNORECASE)
    if (agency := agency_named(bare)) and agency_named(name) is None:
        name = agency
    if not name or _is_nobody(name) or _is_outlet(name, outlet) or _is_outlet(bare, outlet):
        return ""
    if _is_job(name):  # an agency or an editorial board has written it, a desk or 'Staff Writer' has not
        words = set(name.casefold().split())
        return recased(name) if agency_named(name) or is_known(name) or words & _words("body") else ""
    return recased(without_honorific(name))


def _is_outlet(name: str, outlet: str | None) -> bool:
    """Say whether a name is that of who published the article."""
    if not outlet:
        return False
    own, named = (canonical_outlet(given, None) or "" for given in (outlet, name))
    return own.casefold().removeprefix("the ") == named.casefold().removeprefix("the ")


def _is_nobody(name: str) -> bool:
    """Say whether a name stands for no person and no body: 'admin', a name of an account, a sentence."""
    words = name.split()
    if agency_named(name):
        return False
    if name.casefold().startswith("special to "):
        return True
    account = len(words) == 1 and name.isascii() and any(map(str.isalpha, name)) and (
        name == name.lower() or any(char.isdigit() or char == "_" for char in name)
    )  # fmt: skip
    return account or len(words) > _MOST_WORDS or name.casefold().strip(".") in _words("nobody")
