"""Whether a sentence is sure: what is planned, expected, suspected or denied must not become a fact; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.nlp import facts
from assistant.verification.polarity import MONTHS, kin_of, words_in

_BEHIND = 6
"""Words behind a 'may' of which a surer statement has half, however it words the verb."""

_COMING = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned)? to|intend(?:s|ed)? to|hope(?:s|d)? to|aim(?:s|ed)? (?:to|for|at)|"
    r"(?<!ed )due (?:to (?!\w+(?:ing|tion|ment|ness|ity|ages?|ures?)\b|(?:an?|the|its|his|her|their|our|some|"
    r"this|bad|poor|lack|trouble|technical)\b)|on|in|at|for)|is to|are to|was to|were to|"
    r"expect(?:s|ed|ing)?|forecasts?|set (?:to|for)|preparing to|ready to|poised to|propos(?:e|es|ed|al|als)|"
    r"consider(?:s|ed|ing)?|(?<!has )(?<!have )(?<!had )scheduled|whether|"
    r"target(?:s|ed)?|draft|(?<!no )(?<!any )plans? for|seek(?:s|ing)?|(?<!most )want(?:s|ed)?|thinks?|urg(?:e|"
    r"es|ed|ing)|call(?:s|ed)? "
    r"for|recommend(?:s|ed)?|"
    r"ask(?:s|ed)? (?:for|(?!not )(?:[\w'-]+ ){0,8}to)|faces? (?:an?|the|up|charges|trial|jail|prison|life|"
    r"another|\d)|has until|have until|until \d|demand(?:s|ed)?|can|"
    r"(?<!been )promised?|(?<!to )be \w{2,}ed|predict(?:s|ed)?|"
    r"likely|'ll|(?<!even )if|should|ought|must|need\w*|insist\w* on|going to|estimat\w+|provides? for|bracing|"
    r"prepar\w+|reckons?|"
    r"reckoned|at the earliest|eyeing|review(?:s|ed|ing)?|vow(?:s|ed)?|pledg\w+|"
    r"(?:is|are) (?:leaving|coming|taking|meeting|facing|set|expecting|stepping|returning|retiring|launching|"
    r"starting|holding|hiring|buying|selling|moving|joining))\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:whether|if|can|would|plan|hope|aims? |expect|due to|forecast|propos|consider|seek|want|believ|think)", re.I
)
_DOUBT = re.compile(
    r"\b(?:(?<!in )may(?<!\d may)(?! \d)|might|could|reported(?:ly)|alleg\w+|accus\w+|suspect\w*|claim(?:s|ed|ing)|"
    r"said (?:by (?:\w+ ){1,3})?(?:not )?to (?:have|be)|rumou?red|insiders? (?:say|said)|sources? (?:say|said)|"
    r"critics (?:say|said)|potential(?:ly)?|"
    r"fear(?:s|ed)?|worr(?:y|ies|ied)|threat\w*|chance (?:to|of)|"
    r"believe[ds]?|thought to|"
    r"appear(?:s|ed)? (?:to|that|not to)|seem(?:s|ed)?|apparent(?:ly)?|attempted|den(?:y|ies|ied|ying)|"
    r"dispute[sd]?|possibl[ey]|"
    r"perhaps|probabl[ey]|likelihood|"
    r"would (?:\S+ ){0,3}?have|looked as|unverified|not been verified|rumou?r\w*|purported\w*|understood to|"
    r"charged with|charges|likely)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|(?<!was )(?<!were )(?<!been )told|tells|according|call(?:s|ed|ing)|describ\w+|"
    r"argu\w+|warn\w*|announc\w+|"
    r"insist\w*|wr(?:ote|ites?)|put(?:s)?|"
    r"estimat\w+|reckon\w*|believ\w+|thinks?|thought|testif\w+|announc\w+)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:[Ee]ach|[Ee]very|always)\b")
_DUE = re.compile(r"due|expected|scheduled|set for", re.IGNORECASE)
_DONE = re.compile(r"\b(?:has|have|had|is|are|was|were) already\b")
_MAY = re.compile(r"\b(?:(?<!in )may(?! \d)|might|could)\b")
_CERTAIN = re.compile(r"\b(?:certainly|definitely|undoubtedly|surely|without doubt|proven)\b", re.IGNORECASE)
_HEARSAY = re.compile(r"\b(?:insiders?|sources?|critics) (?:say|said)\b", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:(?<!\d )may(?! \d)|might|could|would|will|should|said to|chance (?:to|of))\b(?! not\b)")
_TURNS = re.compile(r"(?<=[;:]) |,? (?=(?:but|while|who|which|because|although)\b)|, (?=and\b)")


_NONE_COULD = re.compile(
    r"\b(neither|no|none|nobody|nothing)\b([^,;]{0,40}?) (?:could|would|can|will)(?: be)?\b", re.IGNORECASE
)
_OBLIGED = re.compile(
    r"\b(?:puts?|oppos(?:es?|ed|ing)|favou?rs?|won't|not yet|yet to|rul(?:ed|es) out|refus\w+ to|not to|"
    r"sw(?:ore|orn)|request\w*|declin\w+ to|insist\w*|requir\w+|"
    r"oblig\w+|mandat\w+|ha(?:s|ve) to)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:is|are|has|have|had|was|were|did|[a-z]{2,}ed|" + "|".join(facts.PAST) + r")\b")
_WILL = re.compile(r"(?:will|shall|'ll|(?:is|are) to|set (?:to|for)|scheduled)$", re.IGNORECASE)
"""What a sentence in the present tense can tell of the future just as well: 'talks resume on Monday'."""
_IF = re.compile(r"(?:^|, |\band )[Ii]f\b")
_OPEN_TOO = re.compile(
    r"\b(?:if|when|unless|once|should|would|could|may|might|faces?|can|in case|depend\w*)\b", re.IGNORECASE
)


_ASKED = re.compile(r"^Asked (?:whether|if|about|how|why|when|where|what) [^,]+, |,? who asked not to be named,?")
"""What a speaker was asked, or asked, rather than says."""


def surer(text: str, other: str) -> bool:
    """Say whether a text states as a fact what the other one only expects, suspects, or denies."""
    other = _NONE_COULD.sub(r"\1\2", _ASKED.sub("", other))
    left_open = any(match.group() not in other for match in _OPEN.finditer(text))
    if any(match.group().lower() not in other.lower() for match in _CERTAIN.finditer(text)):
        return True
    if _DONE.search(text) and not _DONE.search(other) and (_COMING.search(other) or _MAY.search(other)):
        return True
    if "will " in text and _MAY.search(other) and not _MAY.search(text) and not re.search(r"\bwill\b", other):
        return _supposed(text, other)
    bare = _HEARSAY.sub("", text)
    if (
        not (_DOUBT.search(bare) or _COMING.search(bare) or _OBLIGED.search(bare))
        and _PAST.search(text)
        and not _EACH.search(other)
        and _supposed(text, other)
    ):
        return True
    if not (_DOUBT.search(text) or left_open) and (hedge := _DOUBT.search(other)):
        said = re.match(r"claim|insider|source|critic|said by", hedge.group().lower()) and _SAYS.search(text)
        if not said and _under(text, other, _DOUBT):
            return True
    if not _OPEN_TOO.search(text) and not _DOUBT.search(text) and (condition := _IF.search(other)):
        behind = set(kin_of(words_in(_rest(other, condition.end()))))
        if len(set(kin_of(words_in(text))) & behind) > 1:
            return True
    if _COMING.search(text) or _DOUBT.search(text) or _OBLIGED.search(text):
        return False
    only_will = all(_WILL.match(match.group()) for match in _COMING.finditer(other))
    if only_will and (not _PAST.search(text) or _EACH.search(other)):
        return False
    return _under(text, other, _COMING)


def _rest(text: str, at: int) -> str:
    """Return what a condition governs: all behind it where it opens the sentence, else its clause."""
    return text[at:] if at < _BEHIND else re.split(r'[,;:"]', text[at:])[0]


def _supposed(text: str, other: str) -> bool:
    """Say whether half of what a 'may' or 'would' governs in the other text is in this one."""
    mine = set(kin_of(words_in(text)))
    return any(len(mine & words) * 2 >= len(words) > 0 for words in _after_modals(other))


def _after_modals(text: str) -> Iterator[set[str]]:
    """Yield the first words behind each 'may' or 'would', up to the end of its clause."""
    for clause in re.split(r"[;:]", text):
        for found in _MODAL.finditer(clause):
            words = kin_of(words_in(re.split(r"[,;:]", clause[found.end() :])[0]))
            yield set(words[:_BEHIND])


def _under(text: str, other: str, hedge: re.Pattern[str]) -> bool:
    """Say whether a text has the word that the other one's hedge stands before, or most of its clause."""
    mine = set(kin_of(words_in(text)))
    under: set[str] = set()
    free: set[str] = set()
    for clause in _TURNS.split(other):
        found = hedge.search(clause)
        words = kin_of(words_in(clause[: found.start()] if found else clause))
        behind = [word for word in kin_of(words_in(clause[found.end() :])) if word not in MONTHS] if found else []
        if next(filter(str.isalpha, behind), "") in mine:
            return True
        under |= set(behind) if behind or not found or not _DUE.match(found.group()) else set(words)
        free |= set(words)
    return len(mine & under) > len(mine & (free - under))
