"""Where an article was written and which agency wrote it, as its own first and last lines say; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.ingestion.outlets import agency_named, is_known
from corpus.types import Article

_OPENING = 400
"""Characters in which a dateline is looked for: a headline, a byline and a caption may stand before it."""
_LINES = 10  # lines of the opening that may be the dateline
_CREDIT = 80  # characters at the end in which an agency signs
_SHORT_LINE = 80  # a line that is longer is the body, and no byline

_CAPS = r"(?:Mc)?[A-ZÀ-ÖØ-ÞŠŽŒŁ][A-ZÀ-ÖØ-ÞŠŽŒŁ.'’-]+"
_TITLED = r"[A-ZÀ-ÖØ-ÞŠŽŒŁ][\w.'’-]*"
_CAPS_PLACE = (
    rf"(?:(?:Le|La|El|Los|Las|de|DE) )?{_CAPS}(?:[ /]{{1,3}}(?:{_CAPS}|(?:de|del|la|of|am|do|da) {_CAPS})){{0,4}}"
)
_TITLED_PLACE = rf"{_TITLED}(?:(?: ?/ ?| )(?:{_TITLED}|(?:de|del|la|of|am|do|da|upon|el) {_TITLED})){{0,4}}"
_REGION = rf"(?:, {_TITLED}(?: {_TITLED}){{0,3}})?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:,? (?P<day>(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? (?:19|20)\d\d)?),?)?"
_DASH = r"\s?(?:[-–—]|--)(?=\s|[^\W\d_])"

_SIGNED = re.compile(  # LONDON, March 12 (Reuters) -  |  Berlin (dpa) –  |  Rome (CNN Business)
    rf"(?P<place>{_TITLED_PLACE}{_REGION}){_DAY} ?\((?P<who>[^()\n]{{2,40}})\)(?P<dash>{_DASH}|:)?(?=\W|$)"
)
_UNPLACED = re.compile(rf"\((?P<who>[^()\n]{{2,30}})\)(?:{_DASH})?\s")  # (Reuters) World swimming's …
_OWN_LINE = re.compile(  # Washington CNN —  |  Reuters —
    rf"(?:(?P<place>{_TITLED_PLACE}{_REGION}) )??(?P<who>CNN(?: [A-Z]\w+)?|Reuters|AFP|AP|dpa|UPI) ?[–—](?=\s|$)"
)
_STACKED = re.compile(
    rf"(?:(?P<place>{_TITLED_PLACE}{_REGION})\n+)?CNN(?: [A-Z]\w+)?\s*[–—](?=\s)"
)  # as pages of CNN are saved
_BARE = re.compile(  # PARIS —  |  LOUISVILLE, Ky. –  |  LONDON - Shares …
    rf"(?P<place>{_CAPS_PLACE}{_REGION}){_DAY}(?: ?[–—]| -{{1,2}}(?= ))(?=\s|[^\W\d_])"
)
_SHORT_PLACES = frozenset(
    "ROME LIMA OSLO KYIV KIEV BONN DOHA BAKU BERN CORK LYON NICE BARI CALI LVIV RIGA SUVA APIA LOME YORK BATH RENO "
    "WACO ERIE GAZA MALE PISA GRAZ LINZ BREST METZ KIEL HULL SION BALI CEBU PERM OMSK UFA GOA RIO SALT".split()
)
_NO_PLACES = frozenset(
    "LIVE UPDATE UPDATED BREAKING EXCLUSIVE WATCH OPINION ANALYSIS CORRECTION CORRECTED CLARIFICATION INTERVIEW VIDEO "
    "PHOTOS READ ALERT FLASH URGENT SUMMARY PREVIEW REVIEW FEATURE FACTBOX TIMELINE EXPLAINER COLUMN EDITORIAL "
    "COMMENT NOTE SPOILER WARNING NETWORK TODAY NEWS SPORTS PODCAST QUIZ POLL REPORT NOTICE SOURCE CONTACT IMPORTANT "
    "SCORE UEFA FIFA NASA NATO".split()
)
_WIRE = re.compile(r"(?:^|\s)(?:\w*wire|(?:news|press) (?:agency|service)|presse?|presse-?agentur)$", re.IGNORECASE)
_PAPER = re.compile(r"free press$", re.IGNORECASE)
_JOB = re.compile(
    r"(?:^by\s+|^the\s+|\s+(?:staff|news|sports?|business|science|national|political|medical|economics|writers?|reporters?|"
    r"correspondents?|editors?|newsroom|bureau)(?=\s|$))",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:[-–—(©]|\(c\)|copyright)\s*(?:\d{4}\s+)?(?:the\s+)?(?P<who>[^\n()–—©.]{2,40}?)\)?\.?\s*$", re.IGNORECASE
)
_PERSON = re.compile(rf"(?:[Bb]y )?(?:{_TITLED} ){{1,3}}{_TITLED}(?:(?:,| and) (?:{_TITLED} ){{1,3}}{_TITLED})*")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Hold what a dateline says.

    Attributes:
        place: As it is printed ('KYIV, Ukraine'); None where only an agency is named.
        day: As it is printed ('March 12', '12 March 2025').
        agency: Wire agency.
    """

    place: str | None
    day: str | None = None
    agency: str | None = None


def dateline_of(text: str) -> Dateline | None:
    """Return the dateline that opens an article, None where it has none."""
    opening = text[:_OPENING]
    if (stacked := _STACKED.match(opening)) and stacked["place"]:
        return Dateline(stacked["place"])
    for line in opening.split("\n")[:_LINES]:
        if line and (found := _dateline(line.strip())):
            return found
    return None


def _dateline(line: str) -> Dateline | None:
    """Return the dateline that a line begins with."""
    if signed := _SIGNED.match(line):
        who, place = signed["who"], signed["place"]
        caps = place.partition(",")[0].isupper()
        agency = _agency(who, guess=caps)
        if _NO_PLACES.intersection(place.split()):
            return None
        if agency or (is_known(who.partition(" ")[0]) or is_known(who)) or (caps and signed["dash"]):
            return Dateline(place, signed["day"], agency)
    if (own := _OWN_LINE.match(line)) and (own["place"] or agency_named(own["who"])):
        return Dateline(own["place"], None, agency_named(own["who"]))
    if (unplaced := _UNPLACED.match(line)) and (agency := _agency(unplaced["who"], guess=False)):
        return Dateline(None, None, agency)
    bare = _BARE.match(line)
    return Dateline(bare["place"], bare["day"]) if bare and _is_place(bare["place"], bare["day"]) else None


def _is_place(printed: str, day: str | None) -> bool:
    """Say whether capitals before a dash are a place, and not a label or an abbreviation."""
    name, _, region = printed.partition(",")
    if _NO_PLACES.intersection(re.split(r"[ /]", name)) or is_known(name):
        return False
    return bool(region or day) or len(name.replace(".", "")) > 4 or name in _SHORT_PLACES


def _agency(who: str, *, guess: bool) -> str | None:
    """Return the agency of a name.

    Args:
        who: Words in which an agency is named.
        guess: Whether a name that only sounds like an agency's ('Continental Wire') is taken for one.
    """
    given = who.strip(" .,")
    bare = _JOB.sub("", given)
    known = agency_named(given) or agency_named(bare)
    if known or not guess:
        return known
    return given if _WIRE.search(given) and not _PAPER.search(given) and not is_known(given) else None


def place_of(given: str) -> str:
    """Return the place of a dateline that a source gives in a field of its own."""
    found = _dateline(given) or _dateline(f"{given.rstrip(' -–—')} — ")
    return (found.place if found else None) or given


def agency_of(article: Article, dateline: Dateline | None) -> str | None:
    """Return the wire agency that an article comes from, None where no agency is named as where it comes from.

    Agencies that 'contributed to this report' are not where it comes from.
    """
    given = article.agency
    if given and (known := _agency(given, guess=True)):
        return known
    if given and given.casefold() != (article.outlet or "").casefold() and not is_known(given):
        return given
    if dateline and dateline.agency:
        return dateline.agency
    named = (_agency(part, guess=False) for author in article.authors for part in re.split(r"\s*[,|/]\s*", author)[-1:])
    signed = next((agency for agency in named if agency), None) or _byline(article.text)
    outlet = article.outlet or ""
    return signed or _agency(outlet, guess=False) or _closing(article.text)


def _byline(text: str) -> str | None:
    """Return the agency of a byline at the top: 'By Jo Reyes | Associated Press', or on the line below a name."""
    before = ""
    for line in (line.strip() for line in text[:_OPENING].split("\n")[:_LINES]):
        if not line:
            continue
        if len(line) > _SHORT_LINE:
            return None
        who = re.split(r"\s*[|,]\s*", line)
        led = line.lower().startswith("by ") or any(_PERSON.fullmatch(part) for part in (before, *who[:-1]))
        agency = _agency(who[-1], guess=False) if len(who) <= 2 and (led or _spelled_out(line)) else None
        if agency:
            return agency
        before = line
    return None


def _spelled_out(line: str) -> bool:
    """Say whether a line alone names an agency; a short name alone is more often a photo's credit."""
    return line.lower().removeprefix("the ") == "associated press"


def _closing(text: str) -> str | None:
    """Return the agency that signs at the very end: '(Continental Wire)', '— AFP'."""
    last = text[-_CREDIT:].rstrip().rpartition("\n")[2]
    found = _CLOSING.search(last)
    if found is None or (found.start() == 0 and last[0] in "-–—"):  # a line '– AP' signs one part of a round-up
        return None
    return _agency(found["who"], guess=found[0].startswith("(") and found.start() == 0)
