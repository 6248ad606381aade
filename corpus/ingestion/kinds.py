"""What kind of article one is: from what its source says, else by rule; 'news' where nothing is sure; pure."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

from corpus.types import KINDS, Article

_NAMES = {
    "news": "news report reportage reportagenewsarticle analysis analysisnewsarticle background",
    "opinion": "opinion opinions opinionnewsarticle opinionpiece comment commentary commentisfree editorial editorials "
    "oped opeds column columns columnist columnists viewpoint viewpoints perspective perspectives letter "
    "letters lettertotheeditor letterstotheeditor guestessay guestcolumn leader leadingarticle",
    "live blog": "live liveblog liveblogs liveblogposting liveupdate liveupdates livenews livecoverage minutebyminute",
    "press release": "pressrelease pressreleases newsrelease newsreleases mediarelease mediareleases prnewswire "
    "businesswire globenewswire",
    "interview": "interview interviews qa qanda qandas questionsandanswers",
    "wire": "wire wires wirestory newswire agency agencycopy",
}
"""Words for a kind as sources print them in a field, letters only: 'op-ed' is 'oped'."""
_KIND = {word: kind for kind, words in _NAMES.items() for word in words.split()}
_ONLY_STATED = frozenset(
    "live leader agency letter report background perspective column columns columnist columnists qa".split()
)
"""Words that say a kind in a field of that name only: columnists write on phones and baseball, too."""

_RELEASE_HOSTS = frozenset("prnewswire.com businesswire.com globenewswire.com prnewswire.co.uk newswire.ca".split())
_LIVE_PATH = re.compile(r"/live(?:/[a-z0-9]|-news/|blog)|-live-(?:blog|updates?)(?:-|/|$)|/live-(?:updates|blog)/")
_OPINION_PATH = re.compile(
    r"^/(?:\w+/){0,3}(?:opinions?|op-?ed|commentisfree|commentary|editorials?|perspectives|letters)/"
)
_TITLES = (
    (
        "live blog",
        re.compile(
            r"\blive[ -](?:updates?|blog|coverage)\b(?! (?:on|of|how|show)\b)|^live:|^live .{1,60} updates"
            r"|[–-] as it happened",
            re.IGNORECASE,
        ),
    ),
    (
        "opinion",
        re.compile(
            r"^(?:guest )?(?:opinion|editorial|commentary|op-ed|viewpoint|letters? to the editor)\s*[:|]"
            r"|[:|]\s*(?:opinion|editorial|column)$",
            re.IGNORECASE,
        ),
    ),
    (
        "interview",
        re.compile(
            r"^(?:(?:the )?interview|q\s?(?:&|and)\s?a)\s*[:|]|\bq&a with\b|[:|]\s*(?:interview|q&a)$", re.IGNORECASE
        ),
    ),
    ("press release", re.compile(r"^(?:press|news|media) release\s*[:|]", re.IGNORECASE)),
)
_OPENING, _CLOSING = 700, 400  # characters in which a text tells its own kind
_RELEASE = re.compile(
    r"^\W{0,3}(?:FOR IMMEDIATE RELEASE\b|(?:NEWS|PRESS|MEDIA) RELEASE$)|/PR ?Newswire[/-]"
    r"|\((?:BUSINESS WIRE|GLOBE NEWSWIRE|GLOBENEWSWIRE|ACCESSWIRE|Marketwired)\)",
    re.MULTILINE,
)
_RELEASE_END = re.compile(r"^SOURCE:? [A-Z][^\n]{1,80}$", re.MULTILINE)
_VIEWS = re.compile(
    r"\b(?:views|opinions) (?:and \w+ )?expressed (?:in|here|by|on)\b[^\n]{0,60}?"
    r"\b(?:own|solely|alone|not necessarily|those of)\b"
    r"|^(?:Opinion (?:contributors?|columnists?|editor)|Guest columnist|(?:The )?Editorial Board|USA TODAY Opinion)$",
    re.MULTILINE | re.IGNORECASE,
)
_STAMP = re.compile(  # 9:30 p.m. | 14:05 GMT | 10.15am: Minister resigns
    r"^\W{0,2}(?:updated:? )?(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))? ?"
    r"(?P<half>[ap]\.?m\b\.?|GMT|BST|UTC|E[SD]?T|CES?T)(?:,? (?:GMT|BST|E[SD]?T|PT|CT|local time))?\W{0,2}"
    r"(?=$|\n| ?[A-Z])",
    re.MULTILINE,
)
_STAMPS = 4  # entries of the shortest live blog
_LATEST_FIRST = 0.6  # share of entries that are older than the one above; a chronicle of a day has none
_ASKED = re.compile(r"^\W{0,2}Q(?:uestion)?\s?[:.][ \t\n]*[^\n]{1,600}\?", re.MULTILINE)
_ANSWERED = re.compile(r"^\W{0,2}A(?:nswer)?\s?[:.][ \t\n]*([^\n]{1,600})", re.MULTILINE)
_OF_ONESELF = re.compile(r"\bI(?:['’](?:m|ve|d|ll))?\b|\b[Mm]y\b")
_QUESTIONS = 3
_EDITED = re.compile(
    r"\b(?:interview|conversation|q&a) (?:has|have|was) (?:been )?(?:lightly )?(?:edited|condensed)", re.I
)


def kind_of(article: Article, given: str) -> str:
    """Return one of ``KINDS``.

    Args:
        article: With its agency, where it has one.
        given: What its source calls it, in lower case; empty where it says nothing.
    """
    stated = _stated(given)
    if stated:
        return stated
    own = _by_section(article.section) or _by_address(article.url) or _by_title(article.title) or _by_text(article.text)
    return own or ("wire" if article.agency else "news")


def _stated(given: str) -> str | None:
    """Return the kind that a field names."""
    if given in KINDS:
        return given
    parts = (_KIND.get(re.sub(r"[\W\d_]+", "", part.rpartition(":")[2])) for part in re.split(r"[,;|]", given[:200]))
    return next((part for part in parts if part), None)


def _by_section(section: str | None) -> str | None:
    """Return the kind of a section: 'Opinion', 'Press releases', 'World / Interviews'."""
    for part in re.split(r"[/|>,;]", (section or "").casefold()[:200]):
        word = re.sub(r"[\W\d_]+", "", part)
        kind = _KIND.get(word)
        if kind and kind != "news" and word not in _ONLY_STATED:
            return kind
    return None


def _by_address(url: str | None) -> str | None:
    """Return the kind that a host or a folder of its path says."""
    try:
        parts = urlsplit((url or "").lower())
        host = parts.hostname or ""
    except ValueError:
        return None
    path = re.sub(r"/\d{1,4}(?=/)", "", parts.path[:500])
    if host.removeprefix("www.") in _RELEASE_HOSTS:
        return "press release"
    if _LIVE_PATH.search(path):
        return "live blog"
    return "opinion" if _OPINION_PATH.search(path) else _by_folder(path)


def _by_folder(path: str) -> str | None:
    """Return the kind that a folder of a path says: '/press-releases/', '/interviews/'."""
    folders = (re.sub(r"[\W_]+", "", folder) for folder in path.split("/")[:-1])
    kinds = (_KIND.get(folder) for folder in folders if folder not in _ONLY_STATED)
    return next((kind for kind in kinds if kind in ("press release", "interview", "opinion")), None)


def _by_title(title: str) -> str | None:
    """Return the kind that a headline says: 'Live updates:', 'Opinion |', 'Q&A with'."""
    return next((kind for kind, words in _TITLES if words.search(title)), None)


def _by_text(text: str) -> str | None:
    """Return the kind that the text shows, by strong signs only."""
    opening, closing = text[:_OPENING], text[-_CLOSING:]
    if _RELEASE.search(opening) or (_RELEASE_END.search(closing) and "Newswire" in text):
        return "press release"
    if _VIEWS.search(opening) or _VIEWS.search(closing):
        return "opinion"
    if _is_live(text):
        return "live blog"
    return "interview" if _is_interview(text) else None


def _is_live(text: str) -> bool:
    """Say whether the text is entries that bear an hour, the latest first."""
    hours = [_minutes(found) for found in _STAMP.finditer(text)]
    older = sum(below <= above for above, below in pairwise(hours))
    return len(hours) >= _STAMPS and older >= _LATEST_FIRST * (len(hours) - 1)


def _minutes(stamp: re.Match[str]) -> int:
    """Return the minute of the day of an entry."""
    hour, half = int(stamp["hour"]), stamp["half"].lower()
    if half[0] in "ap" and half[1] in ".m":
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return hour * 60 + int(stamp["minute"] or 0)


def _is_interview(text: str) -> bool:
    """Say whether somebody answers questions; where the paper answers its own, nobody says 'I'."""
    if text.count("?") < _QUESTIONS:
        return False
    answers = _ANSWERED.findall(text) if len(_ASKED.findall(text)) >= _QUESTIONS else []
    if len(answers) >= _QUESTIONS and 2 * sum(map(bool, map(_OF_ONESELF.search, answers))) >= len(answers):
        return True
    asked = sum(line.endswith("?") and len(line) < _OPENING for line in text.split("\n"))
    return asked >= _QUESTIONS and _EDITED.search(text) is not None
