"""Who is the subject of a verb of saying in a sentence whose quotations are blanked out; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.nlp.roles import ROLES, is_role
from assistant.nlp.speaker_candidates import Who

_FINITE = (
    r"(?:said|says|told|tells|asked|asks|added|adds|wrote|writes|replied|replies|responded|responds|insist(?:s|ed)|"
    r"warn(?:s|ed)|argue[sd]|explain(?:s|ed)|announce[sd]|declare[sd]|tweeted|tweets|posted|posts|testified|"
    r"recall(?:s|ed)|note[sd]|confirm(?:s|ed)|claim(?:s|ed)|continue[sd]|state[sd]|call(?:s|ed)|urge[sd]|admit(?:s|"
    r"ted)|"
    r"joke[sd]|conclude[sd]|promise[sd]|pledge[sd]|predict(?:s|ed)|answer(?:s|ed)|sob(?:s|bed)|wail(?:s|ed)|beam(?:s|"
    r"ed)|"
    r"crow(?:s|ed)|growl(?:s|ed)|fume[sd]|whisper(?:s|ed)|snap(?:s|ped)|thunder(?:s|ed)|quip(?:s|ped)|concede[sd]|"
    r"describe[sd]|demand(?:s|ed)|thinks?|thought|believe[sd]|expect(?:s|ed)|spoke|remark(?:s|ed)|maintain(?:s|ed)|"
    r"suggest(?:s|ed)|label(?:s|led|ed)|stress(?:es|ed)|shout(?:s|ed)|cr(?:ies|ied)|agree[sd]|reckon(?:s|ed)|"
    r"observe[sd]|vow(?:s|ed)|hope[sd]|puts?|goes on|went on|cautioned|acknowledge[sd]|assure[sd]|refer(?:s|red) to|"
    r"reiterate[sd]|emphasi[sz]e[sd]|emphasi[sz]ed|accuse[sd]|criticise[sd]|criticize[sd]|praise[sd]|condemn(?:s|ed)|"
    r"blast(?:s|ed)|slam(?:s|med)|dismiss(?:es|ed)|denounce[sd]|deride[sd]|hail(?:s|ed)|dub(?:s|bed)|deem(?:s|ed)|"
    r"reject(?:s|ed)|allege[sd]|affirm(?:s|ed)|reveal(?:s|ed)|complain(?:s|ed)|lament(?:s|ed)|comment(?:s|ed)|"
    r"estimate[sd]|indicate[sd]|characteri[sz]e[sd]|compare[sd]|point(?:s|ed) (?:out|to)|report(?:s|ed)|reminded|"
    r"apologi[sz]ed|regret(?:s|ted)|thank(?:s|ed)|mused|mocked|bragged|tells|celebrated|swore|"
    r"(?:went|goes|continued) on to (?:say|add|call|ask|write|describe)|(?:find|found)(?= that))"
)
_PARTICIPLE = (
    r"(?:saying|adding|telling|warning|calling|writing|tweeting|arguing|asking|insisting|describing|claiming|noting|"
    r"declaring|stating|stressing|explaining|urging|predicting|promising|vowing|quipping|joking|alleging|accusing|"
    r"blasting|emphasi[sz]ing|suggesting|concluding|announcing|pledging|demanding|recalling|insisting|referring to|"
    r"labell?ing|dubbing|praising|denouncing|lamenting|maintaining|pointing (?:out|to)|citing|pitching|posting)"
)
SAYS = re.compile(
    rf"\b(?:(?P<finite>{_FINITE}|reads?|presented|pointed)|(?P<participle>{_PARTICIPLE})|"
    rf"(?P<according>[Aa]ccording to))\b(?![’'-])"
)
WEAK = re.compile(
    r"(?:continue|think|thought|believe|expect|hope|agree|put|report|promise|find|found|according|posts)", re.IGNORECASE
)
"""Verbs that are no saying as often as not."""
_TRANSITIVE = re.compile(
    r"(?:told|tells|call|describe|accus|criti|prais|condemn|blast|slam|dismiss|denounc|derid|hail|dub|deem|reject|"
    r"label|"
    r"compar|thank|assur|refer|put|point|thinks?|thought|expect|believe|hope|spoke|remind|characteri|went|goes|found)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ADVERB = (
    rf"(?:(?:\w+ly|also|has|have|had|is|was|are|were|been|being|then|later|once|again|even|still|just|now|first|"
    rf"himself|"
    r"herself|themselves|itself|both|all|too|never|already|who|that|yesterday|today|instead|further|since|long|soon|"
    rf"once more|in turn|at the time|at one point|did|does|would|will|could|may|might|often|always|ever|not|"
    rf"(?:on |late |early )?{_DAY}(?: \w+)?|(?:last|this|that) \w+|in a (?:statement|tweet|post|letter))\s+)*"
)
_APART = (
    r"(?:,[^.;:«»]{2,170},|\s\([^)]*\)|\s?[–—]\s?[^–—«»]{2,150}\s?[–—]|"
    r",?\s(?:who|that|which|whose|of|for|from|at|in|with|on|to|within|by|behind|close|familiar|named|leading|"
    r"representing|overseeing|speaking|responding|including)\s[^;:«»]{2,130}?,?)"
)
_CLEAN = re.compile(rf"(?:{_APART}){{0,2}}\s*,?\s*{_ADVERB}")
_GOVERNS = frozenset(
    "in on at by for from of with to about against than like into over under between among via including toward "
    "towards behind upon without near per told tells asked urged accused called his her its their our my".split()
)
_HEADS = frozenset(
    "and but or nor that as when while if because after before since until where which whether than though although "
    "who how why what so then yet even later also still again meanwhile once earlier today yesterday however now "
    "only whom himself herself itself".split()
)
_MODIFIES = re.compile(rf" (?:{ROLES}|campaign|administration|government|deal|ally|allies|team)\b")
_SUBORDINATE = re.compile(
    r"(?:Among|When|After|As|While|Although|Though|If|Since|Because|Before|Once|Following|Asked|Even as|In|On|At|With|"
    r"During|"
    r"Despite|Amid|Under|By|From|For|Like|Unlike|Speaking|Responding|Noting|Citing|Until|Without|Ahead of)\b"
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|get|got|gets)(?: \w+ly| also| once| often| not)? $")
_DESCRIBED = re.compile(r"(?<=, )(?:described|called|dubbed|deemed|label+ed|hailed)\b (?:as|by|on|in)\b")
_CLAUSE = re.compile(rf"(?!{_TRANSITIVE.pattern}|asked|urged|warned|thank)(?:{_FINITE}|{_PARTICIPLE})")
_ACTS = re.compile(r"\b(?:\w{3,}ed|did|does|do|has|had|have|will|would|can|could)\b")
"""A verb: whoever stands before it at the head of a sentence is its subject, and nobody behind it."""
_CLAUSE_OF = re.compile(r" (?:\w{3,}ed|was|were|is|are|has|had|have|will|would|can|could|did|does)\b")
_IS = re.compile(r"\b(?:who|that) (?:is|was|are|were)(?: also| now| still)?$")
_ALONG = re.compile(r"\b(?:with|features?|featuring|shows?|showing|quotes?|quoting) $")
_BE = re.compile(r"\b(?:is|was|are|were|stood|sat|came) $")
_PREFIX = re.compile(
    r"\s*(?:(?!(?:that|when|as|he|she|it|they|about|after|before|because|in|on|at|with)\b)[\w’'&.-]+\s+){0,8}"
)
_PLAIN = re.compile(r" (?:(?!(?:of|for|to|from|by|and|that|who|in|on|at|with)\b)[\w’'&.-]+ ){1,7}")
_OFFICE = re.compile(r" (?:the|its|their|an?|one of the) [^,.;:«»]{3,70}, ")
_AND_ALSO = re.compile(rf"\b(?:and|but|then|or)\s+{_ADVERB}$")
_ROLE_NOUN = re.compile(
    r"(?i:minister|president|mayor|chief|director|head|leader|governor|executive|secretary|king|queen)$"
)


def verbs(sentence: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the verbs of saying in a part of a sentence that are no passives, those of thinking last."""
    found = [
        verb
        for verb in SAYS.finditer(sentence, start, end)
        if not (verb["finite"] and _PASSIVE.search(sentence, max(0, verb.start() - 24), verb.start()))
        and not _DESCRIBED.match(sentence, verb.start())
    ]
    return sorted(found, key=lambda verb: bool(WEAK.match(verb.group())))


def is_transitive(verb: re.Match[str]) -> bool:
    """Say whether a verb has an object besides what is said: 'called'."""
    return bool(_TRANSITIVE.match(verb.group()))


def subject(sentence: str, found: Sequence[Who], verb: re.Match[str], low: int, high: int) -> Who | None:
    """Return who is the subject of a verb of saying: before it, behind it ('said the mayor'), or of its sentence."""
    if verb["according"]:
        return subject_behind(sentence, found, verb.end(), high)
    if verb["finite"] and sentence[: verb.start()].endswith(", ") and not _TRANSITIVE.match(verb.group()):
        behind = subject_behind(sentence, found, verb.end(), high)  # ', wrote Ann Lee'
        if behind is not None and behind.person is not None and sentence[verb.end() : behind.at] == " ":
            return behind
    ahead = subject_ahead(sentence, found, verb.start(), low)
    if ahead is not None:
        return ahead
    beside = next((who for who in found if who.end == verb.start() - 1 and who.person is not None), None)
    if verb["participle"] and beside is not None and not beside.owner:
        return beside  # 'an essay by Ann Lee calling it'
    along = next((who for who in found if who.end == verb.start() - 1 and _ALONG.search(sentence, 0, who.at)), None)
    if verb["participle"] and along is not None and along.kind == "anonymous":
        return along  # 'with the lawyer saying'
    if verb["participle"] or _AND_ALSO.search(sentence[low : verb.start()]):
        return main_subject(sentence, found, verb.start())
    if not _TRANSITIVE.match(verb.group()):
        return subject_behind(sentence, found, verb.end(), high)
    return None


def subject_ahead(sentence: str, found: Sequence[Who], at: int, low: int = 0) -> Who | None:
    """Return the nearest one from whom only an apposition, a relative clause or an adverb parts a verb."""
    for place in range(len(found) - 1, -1, -1):
        who = found[place]
        if who.end > at:
            continue
        if who.at < low or at - who.end > 260:
            return None
        if not _is_subject(sentence, who) or not _CLEAN.fullmatch(sentence, who.end, at):
            continue
        before = found[place - 1] if place else None
        if before is not None and before.at >= low:
            beside = sentence[before.end : who.at]
            if beside == ", " and who.person is None and _is_subject(sentence, before):
                return before if before.person is not None or who.kind != "named" else who
            office = _ROLE_NOUN.search(sentence, before.at, before.end)
            if beside == ", " and office and not _is_subject(sentence, before):
                continue  # 'a spokeswoman for the minister, Ann Lee, said'
            if re.fullmatch(r",? and (?:[a-z]+ ){0,3}", beside) and _is_subject(sentence, before) and not who.pronoun:
                return before
        if who.kind == "institution" and sentence[who.end] == ",":
            # 'Ann Lee of the Centre for Media, Politics and Law, said'
            named = (each for each in reversed(found[:place]) if each.person is not None and low <= each.at)
            return next((n for n in named if _is_subject(sentence, n) and _CLEAN.fullmatch(sentence, n.end, at)), who)
        return who
    return None


def subject_behind(sentence: str, found: Sequence[Who], at: int, high: int) -> Who | None:
    """Return who stands right behind a verb, whatever offices stand between."""
    for place, who in enumerate(found):
        if who.at < at or who.end > high or who.owner:
            continue
        if not _PREFIX.fullmatch(sentence, at, who.at):
            if who.person is not None and _OFFICE.fullmatch(sentence, at, who.at):
                return who
            return None
        if _CLAUSE_OF.match(sentence, who.end):
            return None  # 'the report says Ann Lee tried to'
        if who.person is None and not who.pronoun:
            for other in found[place + 1 : place + 3]:
                beside = sentence[who.end : other.at]
                if other.person is not None and _PLAIN.fullmatch(sentence, at, other.at):
                    return other  # 'says British commentator Ann Lee'
                office = is_role(who.name.split()[-1]) and re.fullmatch(r" (?:to|of|for) (?:the )?[A-Z]\w+ ", beside)
                if other.person is not None and (beside == ", " or office):
                    return other
            issuer = re.match(r"[^,.;:]{0,40}\b(?:from|by|of) ", sentence[who.end : high])
            if who.thing and issuer:
                by = next((each for each in found[place + 1 :] if each.at == who.end + issuer.end()), None)
                return by or who
        return who
    return None


def closing(sentence: str, found: Sequence[Who], low: int) -> Who | None:
    """Return who is told at the end of a sentence: '…, the White House said'."""
    told = [
        verb for verb in verbs(sentence, low, len(sentence)) if verb["finite"] and not _TRANSITIVE.match(verb.group())
    ]
    for verb in told:
        who = subject_ahead(sentence, found, verb.start(), low)
        if who is not None and sentence[: who.at].endswith((", ", "» ")) and len(sentence) - verb.end() < 30:
            return who
    return None


def main_subject(sentence: str, found: Sequence[Who], before: int) -> Who | None:
    """Return the subject of a sentence's main clause."""
    able = [who for who in found if who.end <= before and _is_subject(sentence, who)]
    if _SUBORDINATE.match(sentence.lstrip(' «“"')):
        for who in found:  # 'Among them was Ann Lee'
            if who.person is not None and who.end <= before and _BE.search(sentence, max(0, who.at - 12), who.at):
                return who
        after_comma = [who for who in able if sentence[: who.at].rstrip().endswith((",", ", the"))]
        able = after_comma or able
    if not able:
        return None
    someone = next((who for who in able if who.person is not None or who.pronoun), able[0])
    acts = _ACTS.search(sentence, able[0].end, someone.at) if able[0].at < 5 and " " in able[0].name else None
    acts = acts if able[0].kind == "institution" else None
    return able[0] if acts else someone


def _is_subject(sentence: str, who: Who) -> bool:
    """Say whether a candidate can be a subject where it stands: at the head of a clause, and nothing's object."""
    if who.owner or _MODIFIES.match(sentence, who.end):
        return False
    before = sentence[max(0, who.at - 60) : who.at].rstrip('“"«( ')
    if not before or before.endswith((",", ":", ";", "–", "—", "»", "-", ".", ")", "…")):
        return True
    if who.person is None and not who.pronoun and _IS.search(before):
        return False  # 'Ann Lee, who is also a dealer, said'
    word = before.split()[-1]
    low = word.lower()
    if low in _GOVERNS or low.endswith(("’s", "'s", "s’", "s'")):
        return who.person is not None and low.endswith(("’s", "'s"))
    if (
        who.pronoun
        or low in _HEADS
        or (word[0].isupper() and not (is_role(word) and _is_governed(before)))
        or _CLAUSE.fullmatch(low)
        or low.endswith("ly")
    ):
        return True
    if who.person is None:
        return False
    if low.endswith("-year-old"):
        return True
    opening = re.split(r"[,;:»–—]", before)[-1].split()  # 'Peace wizard Ann Lee'
    opens = len(opening) < 4 and len(before) >= who.at - 1 and opening[0][0].isupper() and not low.endswith("ed")
    return opens or (is_role(word) and not _is_governed(before))


def _is_governed(before: str) -> bool:
    """Say whether a preposition stands before the office that stands before a name: 'with first lady Ann Lee'."""
    words = before.split()[-7:]
    for place in range(len(words) - 1, -1, -1):
        word, low = words[place], words[place].lower()
        if low in _GOVERNS and not (low == "of" and place and words[place - 1][0].isupper()):
            return True
        if word.endswith((",", ":", ";")) or low in _HEADS:
            return False
    return False
