"""Find names of the archive's outlets in a text: whole, by another name, or by the part that tells them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus import outlet_aliases

# Names that are words as well: read only with a capital, and only where a frame makes them a publisher. The last word
# of a longer name stands for it ('the Ledger') where it is one of these.
ORDINARY = re.compile(
    r"(?:time|times|sun|mirror|express|independent|people|star|mail|post|week|nation|hill|guardian|observer|standard|"
    r"metro|globe|herald|record|today|variety|fortune|wired|vice|slate|verge|atlantic|economist|spectator|telegraph|"
    r"wire|courier|ledger|flash|market|monitor|tribune|chronicle|journal|examiner|citizen|local|conversation|intercept|"
    r"nature|science|insider|voice|quartz|salon|life|money|press|echo|gazette|dispatch|inquirer|enquirer|sentinel|"
    r"register|bulletin|age|scotsman|advocate|republic|eagle|argus|advertiser|weekly|review|digest|reader|mercury)",
    re.IGNORECASE,
)
_PUBLIC_SECOND = re.compile(r"(?:co|com|org|net|gov|ac|edu|or|ne)", re.IGNORECASE)
_SUBDOMAINS = re.compile(r"(?:www|m|edition|amp|news|us|uk|en)", re.IGNORECASE)
_LONGEST_NAME = 6  # words; 'Radio Norrmark International' has three
_MARKS = re.compile(r"[\W_]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9’'.&-]*[A-Za-z0-9]|[A-Za-z0-9&]")
_PRINTED = {"articles", "coverage", "headlines", "reports", "stories"}
# A capital right before or behind makes it a longer name: Baltimore Sun, Reuters Institute, Time Warner.
_LONGER_AFTER = re.compile(
    r"\s+(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day|News|Online|"
    r"Magazine|I)\b)[A-Z][\w’'-]*[a-z]"
)
_LONGER_BEFORE = re.compile(
    r"(?<![\w’'-])(?!(?:Did|Does|Do|Has|Have|Had|Was|Were|Is|Are|Will|Would|Can|Could|In|From|By|On|Per|Via|To|Of|Citing|"
    r"Compare|Contrast|Unlike|What|Which|Who|Why|How|When|Where|And|Or|But|Both|The|That|Summarise|Summarize|List|Show|"
    r"Find|Only|January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\s)"
    r"[A-Z][\w’'-]*[a-z](?<!['’]s)\s+$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Point at the name of an outlet in a text.

    Attributes:
        name: As the archive writes it.
        part: Whether the words are a part of the name alone ('the Ledger').
    """

    name: str
    start: int
    end: int
    part: bool = False


def find_named(text: str, outlets: Sequence[str]) -> list[Named]:
    """Return the outlets that a text names, the longest name at each place, in reading order."""
    whole, parts = _forms(tuple(outlets))
    headline = all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", text))
    found = _read(text, whole, parts=parts)
    return [one for one in found if headline or not _in_longer_name(text, one)]


def is_ordinary(words: str) -> bool:
    """Say whether a name is a word as well: 'Time', 'The Week'."""
    core = re.sub(r"^the\s+", "", words.strip(), flags=re.IGNORECASE)
    return ORDINARY.fullmatch(core) is not None


def _in_longer_name(text: str, named: Named) -> bool:
    """Say whether the words are a part of the name of something else."""
    if _LONGER_AFTER.match(text[named.end :]):
        return True
    single = len(text[named.start : named.end].split()) == 1
    return single and "." not in text[named.start : named.end] and bool(_LONGER_BEFORE.search(text[: named.start]))


def _squash(words: str) -> str:
    """Return the letters and digits alone, so that 'Fox News' and 'foxnews' are the same."""
    return _MARKS.sub("", words.lower().replace("&", "and"))


@lru_cache(maxsize=8)
def _forms(outlets: tuple[str, ...]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the squashed forms by which outlets are named and the outlet of each; then those of parts of names."""
    forms: dict[str, str] = {}
    for outlet in outlets:
        names = [outlet]
        labels = outlet.lower().removeprefix("https://").removeprefix("http://").split("/")[0].split(".")
        if len(labels) > 1 and " " not in outlet:
            kept = labels[:-2] if len(labels) > 2 and _PUBLIC_SECOND.fullmatch(labels[-2]) else labels[:-1]
            names += [".".join(label for label in labels if label not in {"www", "m"}), kept[-1]]
            names += [kept[-2]] if len(kept) > 1 and not _SUBDOMAINS.fullmatch(kept[-2]) else []
        for name in map(_squash, names):
            forms.setdefault(name, outlet)
            if name.startswith("the") and len(name) > len("the") + 2:
                forms.setdefault(name.removeprefix("the"), outlet)
    for outlet in outlets:  # after all names: where two outlets share an alias, the one that is called so has it
        for name in map(_squash, outlet_aliases(outlet)):
            forms.setdefault(name, outlet)
    forms.pop("", None)
    return forms, _parts(outlets)


def _parts(outlets: Sequence[str]) -> dict[str, str]:
    """Return the parts that tell one outlet from all others: its last word, or its first words, two at least."""
    parts = [(part, outlet) for outlet in outlets for part in _parts_of(outlet)]
    count = Counter(part for part, _ in parts)
    return {part: outlet for part, outlet in parts if count[part] == 1}


def _parts_of(outlet: str) -> set[str]:
    words = re.sub(r"^the\s+", "", outlet, flags=re.IGNORECASE).split()
    first = {_squash("".join(words[:count])) for count in range(2, len(words))}
    return first | ({_squash(words[-1])} if len(words) > 1 and ORDINARY.fullmatch(words[-1]) else set())


@dataclass(frozen=True, slots=True)
class _Word:
    """Hold a word of the text.

    Attributes:
        form: Squashed, without its possessive.
        whole: Squashed, as it stands; inside a name a possessive belongs to it ('Merchant's Herald').
        end: Where it ends, without its possessive.
        parted: Whether a mark parts it from the next word.
    """

    form: str
    whole: str
    start: int
    end: int
    capital: bool
    parted: bool


def _words(text: str) -> list[_Word]:
    words = []
    for match in _WORD.finditer(text):
        possessive = _POSSESSIVE.search(match[0])
        end = match.end() - (len(possessive[0]) if possessive else 0)
        form, whole = _squash(text[match.start() : end]), _squash(match[0])
        parted = text[match.end() : match.end() + 1] in set(",;:?!")
        words.append(_Word(form, whole, match.start(), end, match[0][0].isupper(), parted))
    return words


def _read(text: str, whole: Mapping[str, str], *, parts: Mapping[str, str]) -> Iterator[Named]:
    """Yield the names, the longest at each place; a name that is whole goes before a part."""
    words = _words(text)
    position = 0
    while position < len(words):
        step = 1
        for count in range(_most(words[position : position + _LONGEST_NAME]), 0, -1):
            group = words[position : position + count]
            name = _lookup(text, group, whole)
            own = position > 0 and words[position - 1].form != words[position - 1].whole  # yesterday's Ledger
            own = own or (position + 1 < len(words) and words[position + 1].form in _PRINTED)  # Ledger articles
            part = None if name else _lookup_part(group, parts, own=own)
            if name or part:
                yield Named(name or part or "", group[0].start, group[-1].end, name is None)
                step = count
                break
        position += step


def _most(words: Sequence[_Word]) -> int:
    """Return how many words a name at the first of them can have: it goes over no mark."""
    return next((count for count, word in enumerate(words, 1) if word.parted), len(words))


def _core(group: Sequence[_Word]) -> Sequence[_Word]:
    """Return the words of a name without 'the'."""
    return group[1:] if len(group) > 1 and group[0].form == "the" else group


def _key(words: Sequence[_Word]) -> str:
    return "".join(word.whole for word in words[:-1]) + words[-1].form


def _lookup(text: str, group: Sequence[_Word], forms: Mapping[str, str]) -> str | None:
    """Return the outlet of a name, None where it is none or an ordinary word without its capital."""
    core = _core(group)
    if len(core) == 1 and not core[0].capital and ORDINARY.fullmatch(text[core[0].start : core[0].end]):
        return None
    found = forms.get(_key(core)) or forms.get(_key(group))
    if found or len(core) == 1 or not all(word.capital for word in core):
        return found
    # How a name may be written in a host: 'nytimes', 'wsj'.
    initials, forms_of = [word.whole[:1] for word in core], [*(word.whole for word in core[:-1]), core[-1].form]
    spellings = ("".join(initials[:count] + forms_of[count:]) for count in range(1, len(core) + 1))
    return next((forms[key] for key in spellings if len(key) > 2 and key in forms), None)


def _lookup_part(group: Sequence[_Word], parts: Mapping[str, str], *, own: bool) -> str | None:
    """Return the outlet that a part of a name tells, in capitals: 'the Ledger', "Monday's Ledger", 'Radio Norrmark'."""
    core = _core(group)
    if not all(word.capital for word in core) or (len(core) == 1 and core is group and not own):
        return None
    return parts.get(_key(core))
