"""What a sentence's main clause does, and what stands beside it: news tells an act, a lead-in tells how things are."""

from __future__ import annotations

import re

from assistant.nlp.sentences import unquoted

_LEAD_IN = re.compile(
    r"^[\"“‘']?(?:(?:\w+ ){0,4}(?:[Aa]fter|[Bb]efore|[Ss]ince)|As|When|While|Although|Though|Despite|With|Given|"
    r"Assuming|If|Because|Following|Amid|Once|Even|Until|Without|Unlike)\b[^,]{3,160}, "
)
"""A clause that stands before the main one."""
_ASIDE = re.compile(
    r", (?:who|which|whose|whom|where|when|a|an|the|now|then|once|aged|"
    r"\w{2,}ed|held|made|given|taken|sent|led|built|sold|shot)\b[^,]*,| [–—-] [^–—]* [–—-] |\([^)]*\)"
)
"""What stands between commas or dashes within the main clause."""
_SUB = re.compile(
    r"\b(?:who|which|whose|whom|where|because|since|until|whether|if|although|though|while|that|as|when|after|before)\b"
)
_IRREGULAR = (
    r"took|won|lost|beat|fell|rose|gave|said|told|went|left|broke|began|became|laid|met|made|put|sold|held|hit|cut|led|"
    r"struck|sent|shot|fled|flew|fought|found|bought|brought|built|caught|chose|drew|drove|got|grew|laid|paid|"
    r"quit|ran|saw|set|shut|sank|spent|spoke|stole|swore|threw|wrote|withdrew|woke|wore|blew|bore|came|cast|dealt"
)
_PARTICIPLE = (
    r"taken|won|lost|beaten|fallen|risen|given|said|told|gone|left|broken|begun|met|made|put|sold|held|hit|cut|led|hurt|"
    r"struck|sent|shot|fled|flown|fought|found|bought|brought|built|caught|chosen|drawn|driven|grown|laid|paid|"
    r"quit|run|set|shut|sunk|spent|spoken|stolen|sworn|thrown|written|withdrawn|come|cast|dealt"
)
_STATES = (
    r"described|known|seen|considered|expected|thought|believed|regarded|emerged|proved|remained|seemed|appeared|"
    r"looked|wanted|needed|loved|liked|hoped|feared|used|supposed|based|located|interested|involved|concerned|related|"
    r"resulted|prompted|sparked|marked|plagued|dominated|filled|defined|need|indeed|hundred|speed|feed|seed|called|deserved|mattered|happened|"
    r"depended|failed to|raised questions"
)
"""What ends like an act and is none."""
ACT = re.compile(
    rf"\b(?:has|have|had|was|were|is|are)(?: also| now| just| already| finally| since| \w+ly)*(?: been)? "
    rf"(?!(?:{_STATES})\b)(?:\w{{2,}}ed|{_PARTICIPLE})\b|"
    r"(?<!-)(?<!, )(?<!\b[Aa] )(?<!\b[Aa]n )(?<!\b[Tt]he )(?<!\bhis )(?<!\bher )(?<!\bof )"
    rf"\b(?!(?:{_STATES})\b)(?:\w{{2,}}ed|{_IRREGULAR})\b(?![’\'])|"
    r"\b(?:says|is (?:dead|out)|are dead|announces|resigns|dies|wins|quits|agrees|"
    r"(?:is|are|was|were) (?:\w+ )?known to have|(?:is|are) to (?!be\b)[a-z]+)\b"
)
_ATTRIBUTED = re.compile(
    r", (?:[^,]{2,80} )?(?:said|says|announced|found|ruled|reported|confirmed|decided|learned)\b[^,]{0,40}\.?$|"
    r", according to [^,]{3,120}\.?$"
)
"""Who tells it, behind the news: '…, a judge has found'."""
"""A verb that tells of something done."""
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|won[’']t|would|can|could|may|might|must|should|does|do|did|isn[’']t|"
    r"aren[’']t|doesn[’']t|continues?|means?|meant|seems?|remains?|looks?|shows?|makes?)\b"
)
_RELATIVE = re.compile(r"\b(?:who|which|whose|whom|where|since|because)\b[^,;:–—]*$")
_NOUN_THAT = re.compile(
    r"(?<![,;:])\b(?!(?:so|such|now|is|was|news|fact|sure|clear|true|likely|him|her|them|it|us)\b)[a-z]{3,} that "
    r"(?!is|it|he|she|they|there)(?:[\w’'-]+ ){1,5}[^,;:–—]*$"
)
_TELLS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|announc\w+|report(?:s|ed|ing)|warn\w+|rul(?:ed|es|ing)|found|agreed|"
    r"confirm\w+|decid\w+|insist\w+|claim(?:s|ed|ing)|argu\w+|believ\w+|know[ns]?|knew|learned|think\w*|thought|hop(?:es?|ed|ing)|"
    r"fear\w*|show(?:s|ed|ing)?|mean(?:s|t)|order(?:s|ed)|promis\w+|admit\w+|deni\w+|wr(?:ote|ites?)|add(?:ed|s))\b"
)
_COUNTED = re.compile(
    r"\b(?:people|men|women|children|residents|soldiers|workers|officers|students|passengers|civilians|those|victims|"
    r"\w+ers) (?:killed|injured|wounded|arrested|detained|charged|displaced|hurt|lost|shot|evacuated)\b[^,;:]*$"
)
_PARTICIPIAL = re.compile(
    r", (?:\w{2,}[a-z]ed|held|made|given|taken|sent|written|shot|sold|built) (?:by|in|at|on)\b[^,;:]*$"
)
_MODIFIES = re.compile(r"\b(?:an?|the|this|that|his|her|its|their|[A-Z]\w+[’']s) $")
_DATED_NOUN = re.compile(r"(?: [A-Z][\w’'-]+){0,2} [a-z]{3,}")


def tells_an_act(text: str) -> bool:
    """Say whether the main clause of a sentence tells of something done, and not of how things are or may become."""
    plain = unquoted(text).rstrip()
    if _ATTRIBUTED.search(plain):
        return True
    clause = _main(plain)
    act = ACT.search(clause)
    state = _AUXILIARY.search(clause)
    return act is not None and (state is None or act.start() <= state.start())


def _main(plain: str) -> str:
    """Return the main clause of a sentence up to the first clause that hangs on it."""
    plain = _ASIDE.sub(" ", plain)
    plain = _LEAD_IN.sub("", plain, count=1)
    hanging = _SUB.search(plain, 1)
    return plain[: hanging.start()] if hanging else plain


def in_passing(text: str, start: int, end: int) -> bool:
    """Say whether a time is told in passing: of a noun ('the gate that should have opened in March', 'a May 2 report').

    Args:
        text: A sentence.
        start: Where the time stands in it …
        end: … and ends.
    """
    before = text[:start]
    if _MODIFIES.search(before) and _DATED_NOUN.match(text[end:]):
        return True
    noun = _NOUN_THAT.search(before)
    relative = _RELATIVE.search(before) or (noun is not None and not _TELLS.search(before[: noun.end()]))
    return bool(relative or _COUNTED.search(before))


def beside(text: str, start: int) -> bool:
    """Say whether a time stands beside the main clause of a sentence that has one of its own.

    In words set off by a comma ('the truce, signed by the king on Friday, began today'), or in a clause before it
    ('After the show on Sunday, the board met on Monday').
    """
    lead_in = _LEAD_IN.match(text)
    return bool(_PARTICIPIAL.search(text[:start])) or (lead_in is not None and start < lead_in.end())
