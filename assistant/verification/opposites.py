"""Words and turns of phrase that have an opposite; pure."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.nlp import facts

_PAIRS = (
    (
        "rise rising increase climb grow grown gain jump surge soar up upward strengthen firm improve "
        "accelerate expand "
        "advance raise hike lift "
        "rebound recover escalate strengthen swell widen deepen double triple",
        "fall falling decrease decline drop slump sink down downward weaken slow ease plunge tumble dip cut lower "
        "reduce shrink slide dwindle ebb lessen narrow halve plummet shrank shrunk",
    ),
    ("higher highest above over more most exceed", "lower lowest below under less least fewer fewest"),
    ("win won victory beat", "lose lost loss defeat"),
    (
        "approve accept pass adopt back support endorse welcome praise uphold favour favor applaud hail advocate",
        "reject oppose block veto refuse condemn criticise criticize denounce overturn decry",
    ),
    ("before earlier early precede", "after later late following follow"),
    ("ahead", "behind"),
    ("begin start open launch resume reopen", "end stop close halt suspend finish shut"),
    (
        "arrest jail detain convict sentence imprison capture conviction arrested",
        "release free acquit acquittal clear exonerate pardon",
    ),
    ("hire appoint", "fire dismiss sack"),
    ("gain", "lose lost loss shed"),
    ("thank praise", "criticise criticize blame condemn denounce"),
    ("buy bought purchase acquire", "sell sold"),
    ("guilty", "innocent"),
    ("majority", "minority"),
    ("profit", "loss"),
    ("deposit", "withdraw withdrew withdrawal"),
    ("upstream", "downstream"),
    ("north north-east north-west northern", "south south-east south-west southern"),
    ("east eastern eastward", "west western westward"),
    ("include", "exclude"),
    ("longer long longest", "shorter short shortest"),
    ("stronger strong", "weaker weak"),
    ("better best", "worse worst"),
    ("larger bigger greater largest biggest", "smaller smallest"),
    ("faster fastest", "slower slowest"),
    ("postpone delay", "expedite hasten"),
    ("confirm admit acknowledge accept", "deny denied reject dispute"),
    ("defend", "accuse criticise criticize condemn"),
    ("allow permit legalise legalize", "block ban prohibit forbid bar outlaw"),
    ("succeed success", "fail failure"),
    ("accept agree", "refuse decline reject disagree"),
    ("enter arrive", "leave depart"),
    ("import", "export"),
    ("surplus", "deficit"),
    ("attack", "defend"),
    ("upgrade", "downgrade"),
    ("optimistic hopeful", "pessimistic"),
    ("positive", "negative"),
    ("first", "last"),
    ("activate", "deactivate"),
    ("breakthrough progress", "setback"),
    ("thick thicker thickest", "thin thinner thinnest"),
    ("full", "empty flat"),
    ("deep deeper deepest", "shallow shallower"),
    ("hold", "collapse burst"),
    ("everyone everybody everything", "nobody nothing"),
    ("common frequent often", "rare seldom uncommon infrequent rarely"),
    ("content satisfied satisfy happy pleased please", "dissatisfied unhappy angry displeased disappointed"),
    ("stand", "withdraw withdrew withdrawn revoke cancel scrap abandon rescind"),
    ("advance attack", "withdraw withdrew withdrawn retreat"),
    ("withdraw withdrew withdrawn leave", "stay remain"),
    ("widen broaden", "narrow"),
    ("join", "leave quit depart"),
    ("arrive come", "leave depart"),
    ("borrow", "lend lent"),
    ("hire recruit", "fire dismiss sack"),
    ("save saved", "lose lost"),
    ("dead die kill", "alive survive"),
    ("public open", "secret closed private"),
    ("reveal disclose publish", "conceal hide hid hidden withhold withheld"),
    ("extend lengthen prolong", "shorten curtail"),
    ("tighten", "loosen relax"),
    ("lawful legal", "unlawful illegal"),
    ("likely", "unlikely"),
    ("safe", "unsafe dangerous"),
    ("resign quit", "stay remain appoint"),
    ("hot warm hottest warmest", "cold cool coldest coolest"),
    ("rich", "poor"),
    ("old older oldest", "young younger youngest new newest"),
    ("cheap cheaper", "expensive dearer"),
    ("easy easier", "hard harder difficult"),
    ("minimum", "maximum"),
    ("ally", "enemy rival"),
    ("agreement", "disagreement"),
    ("encourage urge", "discourage dissuade"),
    ("mandatory compulsory", "optional voluntary"),
    ("temporary temporari", "permanent permanent"),
    ("present attend", "absent"),
    ("heavy heavier heaviest", "light lighter lightest"),
    ("fast quick quickly", "slow slowly"),
    ("comply obey", "defy disobey violate"),
    ("plaintiff", "defendant"),
    ("prosecution", "defence defense"),
)
_TURNED = (
    (re.compile(r"\b(?:turn|knock|shoot|vot)(?:ed|s|ing|e|es)? down\b"), "reject"),
    (re.compile(r"\bfail(?:s|ed|ing)? to\b"), "not"),
    (re.compile(r"\bdefeat(?:ed|s) (?!by|in)"), "beat "),
    (re.compile(r"\brather than\b"), "not"),
    (
        re.compile(
            r"\b(?:at|by|in|until|before|since|towards?|from) the end\b|\b(?:year|by) end\b|"
            r"\bthe end of (?=the (?:month|year|week|day)|\d|[a-z]+ember)"
        ),
        " ",
    ),
    (re.compile(r"\bremaining\b"), "rest"),
    (re.compile(r"\b(den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)) that\b"), r"\1"),
    (re.compile(r"\byet to\b"), "not yet"),
    (re.compile(r"\bput off\b"), "postpone"),
    (re.compile(r"\b(?:brought|bring|moved) forward\b"), "expedite"),
    (re.compile(r"\b(?:up|open) to\b(?= \w+ing)"), " "),
    (re.compile(r"\b(?:set up|shut down|pull-back|over the|(?<!of )over \d+ (?=years|months|days|weeks))"), " "),
    (re.compile(r"\bvot(?:e|ed|es|ing) against\b"), "vote oppose"),
    (re.compile(r"\bvot(?:e|ed|es|ing) for\b"), "vote support"),
    (
        re.compile(
            r"\b(?:stop(?:s|ped)? short of|rul(?:e|es|ed|ing) out|refrain(?:s|ed|ing)? from|abstain(?:s|ed)? from)\b"
        ),
        "not",
    ),
    (re.compile(r"\b(?:must still|still (?:has|have|had) to|(?:is|are|was) still to)\b"), "not yet"),
    (re.compile(r"\b(?:draw|drew|drawn|pull|pulled|fall|fell|move|moved) back\b|\bback off\b"), "withdraw"),
    (re.compile(r"\b(?:swept|walked|went|came|marched|stormed|strode) out of\b"), "leave"),
    (re.compile(r"\b(?:let|lets|letting) (\w+) off\b"), r"acquit \1"),
    (re.compile(r"\brefus(?:e|es|ed|ing) (?=(?:an?|the|his|her|its|their|all|any)\b)"), "reject "),
    (re.compile(r"\bany(?:one|body) who\b"), "everyone who"),
    (re.compile(r"\b(?:gave|give|gives|given|giving) way\b"), "collapse"),
    (re.compile(r"\b(?:lost|lose|loses|shed) (?=\d[\d.,]* ?(?:%|per ?cent|points?))"), "fell "),
    (re.compile(r"\bno longer\b"), "not"),
    (re.compile(r"\brul(?:e|es|ed|ing) (?=on\b|that\b|whether\b)"), "decide "),
    (re.compile(r"\bsa(?:y|ys|id) (?=what\b|whether\b|how\b|why\b|when\b|where\b|who\b|if\b)"), "disclose "),
    (re.compile(r"\b(?:go|goes|gone|went) beyond\b|\b(?:more than|exceed(?:s|ed|ing)?) (?=[$€£]?\d)"), "exceed "),
    (re.compile(r"\bswitch(?:ed|es|ing)? ((?:(?!off)\w+ ){0,4})(?:back )?on\b"), r"activate \1"),
    (re.compile(r"\bswitch(?:ed|es|ing)? ((?:(?!on)\w+ ){0,4})off\b"), r"deactivate \1"),
    (re.compile(r"\bvot(?:e|ed|es|ing) with\b"), "vote support"),
    (re.compile(r"\bno one\b"), "nobody"),
    (re.compile(r"\bnot (?:one|a single)\b"), "no"),
    (re.compile(r"\bup to\b(?= [$€£]?\d)"), " "),
)


_NO_IN_NAMES = re.compile(r"(?<=[a-z,] )(?:No|Not|Never|Without) (?=[A-Z])")
"""What is denied in a name, as in an act's title, is not denied by the sentence."""


def _sides() -> dict[str, list[tuple[int, bool]]]:
    found: dict[str, list[tuple[int, bool]]] = {}
    for number, pair in enumerate(_PAIRS):
        for side, words in zip((True, False), pair, strict=True):
            for word in words.split():
                found.setdefault(facts.stem(word), []).append((number, side))
    return found


SIDES = _sides()


@lru_cache(maxsize=4096)
def turn(text: str) -> str:
    """Return a text in small letters, turns of phrase that deny or oppose told by single words."""
    low = _NO_IN_NAMES.sub("", text).lower()
    for pattern, instead in _TURNED:
        low = pattern.sub(instead, low)
    return low
