"""Who says it: the speaker whom a sentence names, and whether a passage names the same one; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.nlp import facts
from assistant.verification.evidence import Line, Source, root, roots, words_of

_DESCRIBED = 12
"""Words of an apposition that describe a name: 'Tomas Eder, head of the data protection authority'."""
_TOPIC = 3
"""Mentions from which a person can be whom an article calls 'the witness'."""
_CLOSE = 0.6
"""Share of the best line's common words from which another line may have the speaker too."""

_ADVERBS = (
    r"(?:(?:has|have|had|also|later|then|once|since|only|flatly|privately|publicly|repeatedly|previously|\w+ly) )*"
)
_SAY = (
    r"(?:said|says?|told|tells?|adds|added|announces|announced|argues|argued|claims?(?! (?:on|of|for|"
    r"against)\b)|claimed|den(?:y|ies|ied)|"
    r"wrote|writes?|"
    r"confirms|confirmed|warns|warned|thinks?|believes|insists|insisted|replies|replied|concedes|conceded|"
    r"remarks|remarked|"
    r"explains|explained|testifies|testified|acknowledges|acknowledged|admits|admitted|tweeted|recalls|"
    r"recalled|declares|"
    r"declared|suggests|suggested|promises|promised|reckons|expects|estimates|quipped|joked|continued|welcomed|"
    r"apologi[sz]ed|lets? it be known|ma(?:de|kes?) (?:it )?clear|(?:found|ruled|concluded|held)(?= that\b| [A-Z]))"
)
_MAYBE = (
    r"(?:calls|called(?! (?:the |an? )?(?:police|ambulance|fire|strike|election|vote|meeting)\b)|asks|asked|"
    r"reports|reported|reckoned|estimated|expected|described|describes|noted|notes|"
    r"demands|demanded|"
    r"stated|states|put|puts|urged|urges|advised|advises|revealed|accused|forecasts?|criticis\w+|criticiz\w+|"
    r"condemn\w+|"
    r"believed|attributed)(?! (?:by|to|as|at|in|from|off|on|out|forward)\b)"
)
_VERB = rf"{_ADVERBS}(?:{_SAY}|{_MAYBE})"
_TAIL = (
    r"(?= ?(?:[.,;:\"']|$|(?:on|in|at|to|that|reporters|the [A-Z]\w+|[A-Z]\w+|afterwards|later|last|this|\w+day)\b))"
)
_OPENS = r"(?:^|[\";:.,] ?|(?<=[,.?!])' ?|, (?:and|but|while) )"
_LEADING = re.compile(
    rf"{_OPENS}(?P<who>(?!and |but |who |which |while )[^\";:,]{{2,90}}?"
    rf"(?:(?:, [^\";:,]{{2,90}}?){{1,3}},)?)(?P<verb> {_VERB}\b)"
)
_TRAILING = re.compile(
    rf"(?:[,\"?!]|(?<=[,.?!])') ?(?P<who>[^\",;:]{{2,80}}(?:(?:, [^\";:,]{{2,90}}){{1,3}},)?)(?P<verb> {_VERB}){_TAIL}"
)
_INVERTED = re.compile(
    r"(?:(?:\"|(?<=[,.?!])'),? ?(?P<verb>(?:said|says|wrote|asked|added|replied|told|warn(?:s|ed)|insist(?:s|"
    r"ed)|claim(?:s|ed)|argue[sd]|explain(?:s|ed)) )(?P<who>[^\";:]{2,120}))|"
    r", (?:said|says) (?P<who2>(?:the |an? )?(?:[A-Z][\w'-]+ ?){1,4})(?=[,.;]|$)"
)
_ACCORDING = re.compile(r"(?P<verb>[Aa]ccording to )(?P<who>[^\";:.]{2,120})")
_BY = re.compile(r"(?P<verb>\bby )(?P<who>(?:the )?[\w ]{3,60})")
_TALKED = re.compile(
    r"\b(?:said by|put|estimated|described|called|reported|quoted|seen|told|counted|announced|published)\b"
)

_PRONOUN = re.compile(
    r"^(?:he|she|they|it|who|i|we|you|both|that|this|there|nobody|the (?:two|former|latter))\b|\b(?:he|she|"
    r"is|are|was|were|be|been|being)$",
    re.I,
)
_SHE_SAYS = re.compile(rf"(?<=\w[ ,;])[ ]?\b(?:he|she|they|it) {_VERB}\b")
_NO_WHO = re.compile(r"\b(?:into|of|for|in|on|at|with|from|by|the|an?|new|all|these|those)\W*$", re.IGNORECASE)
"""What stands before a 'reports' that is no verb."""
_LEANS = re.compile(
    r"\b(?:both|this|that) (?:was|were|is|are|would|will)\b|(?:confirmed|denied|rejected) (?:this|that|it)(?=[.,;]|$)"
)
"""Words by which a speaker confirms or denies what the sentence before says."""
_SOME = re.compile(r"(?:.{0,20} - )?(?:An?|One) (?!day|week|month|year|few)", re.IGNORECASE)
"""How a speaker begins who is named only further down."""
_WEAK = frozenset(
    map(
        root,
        "newspaper paper spokesman spokeswoman spokesperson official officials statement group people reporter "
        "reporters source "
        "sources man "
        "woman member members head former leader monday tuesday wednesday thursday friday saturday sunday new "
        "last also one "
        "two three several many some residents experts analysts critics article wire copy person resident".split(),
    )
)
_CUT = re.compile(r",| (?:of|in|for|from|who|on|at|with|familiar|close|near|and|living|involved|briefed|near) ")


def speakers(text: str, *, all_of_them: bool = True) -> list[tuple[str, str]]:
    """Return each speaker whom a sentence names, pronouns included, and the speaker with the verb.

    Args:
        text: A sentence.
        all_of_them: Whether a speaker at the beginning counts beside one at the end.
    """
    patterns = (_ACCORDING, _INVERTED, _TRAILING)
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    if all_of_them or not found:
        found += list(_LEADING.finditer(text))[: None if all_of_them else 1]
    if all_of_them and _TALKED.search(text):
        found += list(_BY.finditer(text))
    found = [match for match in found if not _NO_WHO.search(_who(match))]
    return [(_clean(_who(match)), match.group().strip(" ,.\"'")) for match in found]


def _who(match: re.Match[str]) -> str:
    return next(who for name, who in match.groupdict().items() if name.startswith("who") and who)


def _clean(who: str) -> str:
    who = re.sub(
        r" (?:\w+n't|(?:has|have|had|did|does|do|would|will) not|(?:refused|declined|failed|wanted|went on|used|"
        r"continued) to)$",
        "",
        who.strip(" ,.-"),
    )
    return re.sub(r"^(?:[Bb]ut|[Aa]nd|[Ww]hile|[Ww]hich|Then|Yet|So|In [A-Z]\w+,|On \w+day,) ", "", who)


def stranger(text: str, told: Sequence[tuple[Line, Source]], lines: Sequence[tuple[Line, Source]]) -> str:
    """Name the speaker whom none of the lines that a statement is held against has as its speaker.

    Args:
        text: The statement.
        told: The lines that it is told from.
        lines: All lines of its passages.
    """
    for who, phrase in speakers(text, all_of_them=False):
        key, proper = _key(who, lines)
        if not key or _PRONOUN.search(who) or any(key <= item.outlet for _, item in lines):
            continue
        close = _close(text, who, told, lines)
        after = {line.after for line, _ in close}
        close += [(line, item) for line, item in lines if line.text in after and _LEANS.search(line.text)]
        phrase = phrase.removeprefix("which ")
        if f"which {phrase}" in text and any(phrase in line.text for line, _ in lines):
            continue
        if not any(_says(key, proper, line, item) for line, item in close):
            return who
    return ""


def _close(
    text: str, who: str, told: Sequence[tuple[Line, Source]], lines: Sequence[tuple[Line, Source]]
) -> list[tuple[Line, Source]]:
    """Return the lines that tell what is said, the words for who says it left out."""
    said = roots(text) - roots(who)
    shared = [len(said & line.roots) for line, _ in lines]
    best = lines[shared.index(max(shared))][0].text
    if not speakers(best) and not best.startswith('"'):
        return list(told)
    return [pair for pair, common in zip(lines, shared, strict=True) if common >= _CLOSE * max(shared)]


def _key(who: str, lines: Sequence[tuple[Line, Source]]) -> tuple[frozenset[str], bool]:
    """Return the words by which a speaker is known, a surname or else what they are, and which of the two it is."""
    head = _CUT.split(who)[0] or who
    words = facts.TOKEN.findall(head)
    ordinary = len(words) == 1 and any(words[0].lower() in item.ordinary for _, item in lines)
    ordinary |= bool(words) and (words[-1].lower() in facts.TITLES or root(words[-1]) in _WEAK)
    if words and words[-1][0].isupper() and not ordinary:
        return frozenset({facts.bare(words[-1])}), True
    roles = [facts.bare(word) for word in words]
    return frozenset(word for word in roles if word not in facts.STOP and root(word) not in _WEAK), False


def _says(key: frozenset[str], proper: bool, line: Line, item: Source) -> bool:
    """Say whether a line's speaker can be the one that a key is for."""
    named = speakers(line.text)
    texts = [who for who, _ in named if not _PRONOUN.search(who)]
    if not named and '"' in line.text:
        after = speakers(line.after)
        texts = [who for who, _ in after if not _PRONOUN.search(who)]
    known = [who for who in texts if _key(who, ())[0]]
    if len(known) < len(named) or not named:
        texts = [
            *texts,
            *_earlier(line, item),
            *_before_pronoun(line, item),
            *([] if named else [line.text]),
            *([] if proper else line.before[-2:]),
        ]
    if (
        proper
        and known
        and any(_SOME.match(who) for who in known)
        and any(item.article.count(word.title()) >= _TOPIC for word in key)
    ):
        return True
    if proper and known and not any(any(letter.isupper() for letter in who) for who in known):
        roles = [word for who in known for word in facts.TOKEN.findall(who) if facts.bare(word) not in facts.STOP]
        if not any(name for role in roles for name in _names_for(role, item.article)):
            return any(len(re.findall(rf"\b{word}\b", item.article.lower())) >= _TOPIC for word in key)
    held: set[str] = set()
    for text in texts:
        held |= words_of(text) | _held_by(text, item.article, proper)
    return _met(key, held)


def _met(key: frozenset[str], held: set[str]) -> bool:
    kin = {root(word) for word in held}
    initials = {facts.PLACES.get(word, "") for word in key}
    met = [word in held or root(word) in kin or any(facts.kin(word, other) for other in held) for word in key]
    return bool(initials & held) or (sum(met) * 2 > len(key) if len(key) > 1 else all(met))


def _before_pronoun(line: Line, item: Source) -> list[str]:
    """Return the names in a line before a pronoun that speaks: 'Lee accused Roe, but he denied it'."""
    spoken = _SHE_SAYS.search(line.text)
    return [" ".join(run) for run in facts.names(line.text[: spoken.start()], item.ordinary)] if spoken else []


def _earlier(line: Line, item: Source) -> list[str]:
    """Return who a pronoun can be: the nearest sentence before that has a name or a speaker."""
    quoted = line.text.startswith('"')
    for text in reversed(line.before):
        named = [who for who, _ in speakers(text) if not _PRONOUN.search(who) and _key(who, ())[0]]
        runs = [" ".join(run) for run in facts.names(text, item.ordinary) if not (quoted and named)]
        if named or runs:
            return [*named, *runs]
    return []


@lru_cache(maxsize=2048)
def _held_by(who: str, article: str, proper: bool) -> frozenset[str]:
    """Return what else an article calls a speaker: names for a role, and for a name its descriptions."""
    words: set[str] = set()
    tokens = facts.TOKEN.findall(who)
    runs = re.findall(r"(?!The )[A-Z][\w'-]+(?: (?:of )?[A-Z][\w'-]+)+", who)
    words |= {"".join(word[0] for word in re.findall(r"\b[A-Z]\w*", run)).lower() for run in runs}
    names = [word for word in tokens if word[0].isupper() and facts.bare(word) not in facts.TITLES | facts.STOP]
    roles = [word for word in tokens if word[0].islower() and word not in facts.STOP and root(word) not in _WEAK]
    for role in roles[:4] if not names else ():
        words |= words_of(" ".join(_names_for(role, article)))
    for name in names[-3:] if not proper else ():
        words |= _about(name.removesuffix("'s"), article)
    return frozenset(words)


def _names_for(role: str, article: str) -> Iterator[str]:
    word = re.escape(role)
    name = r"((?:[A-Z][\w-]+ ?){1,3})"
    for pattern in (
        rf"(?i:\b{word})\b,? (?:[a-z]\w* ){{0,3}}{name}",
        rf"{name}(\([A-Z]+\))?, (?:[\w'’-]+ ){{0,8}}{word}\b",
    ):
        for match in re.finditer(pattern, article):
            yield match[1] + (match[2] or "" if match.re.groups > 1 else "")


@lru_cache(maxsize=4096)
def _about(name: str, article: str) -> frozenset[str]:
    """Return the words that stand right before a name, and those of the apposition behind it."""
    found: set[str] = set()
    for match in re.finditer(rf"((?:[\w'-]+,? ){{0,7}}){re.escape(name)}\b(?:'s)?(,? [^.\"]{{0,100}})?", article):
        ahead = re.split(r"[.,\"]", match[1] or "")
        behind = (match[2] or "").lstrip()
        found |= words_of(ahead[-1]) if ahead[-1].strip() else words_of(" ".join(ahead[-2:]))
        if behind.startswith(","):
            found |= set(list(map(facts.bare, facts.TOKEN.findall(behind[1:].split(",")[0])))[:_DESCRIBED])
        else:
            found |= set(list(map(facts.bare, facts.TOKEN.findall(behind)))[:4])
    return frozenset(found)
