"""The forms in which absolute periods are written: 3 May, May 2022, 2022-05-03, Q3 2025, summer 2024, 2024."""

from __future__ import annotations

import re

from assistant.nlp.temporal.counts import COUNT, DAY_WORDS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Abbreviations other than these full names are read only beside a day or a year: 'Mar', 'Dec', 'Jan' are names too.
_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTH = rf"(?:{_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_SHORT_YEAR = rf"(?:{_YEAR}|['’]\d\d)"
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\b\.?,?\s+(?:the\s+)?)?"
_AFTER = r"(?![\w%]|[,.:/-]\d)"  # what may not follow a number that is a date: '3 May 2,000', '2024-25'
_BEFORE = r"(?<![\w$€£.,:/-])"
_PART = r"(?:(?P<part>early|mid|late|beginning|start|end)(?:[\s-]+(?:of\s+)?))?"
# A year stands alone; before a noun it is a count or a name ('2000 homes', 'the 2024 election').
_ALONE = (
    r"(?!['’]s|-|\s+(?!(?:about|and|or|to|until|till|through|on|in|at|by|for|from|with|without|the|a|an|did|do|"
    r"does|was|were|is|are|had|has|have|what|who|which|how|when|where|why|that|report(?:ed|s)?|articles?|news|"
    r"coverage|stories|headlines|editions?)\b)[A-Za-z])"
)

_TO = r"\s*(?:-|–|to|and|until|till|through)\s*(?:the\s+)?"
_OF_YEAR = rf"(?:,?\s+(?P<y>{_SHORT_YEAR}){_AFTER})?"
_WEEK = r"\bweek\s+(?:of|starting|beginning|(?P<ending>ending))(?:\s+on)?\s+"
_WEEKEND = r"\bweekend\s+of\s+"
_NTH = "first|second|third|fourth|1st|2nd|3rd|4th"

PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "iso",
        rf"(?:(?<=\d\.\.)|{_BEFORE})(?P<y>{_YEAR})(?P<s>[-/])(?P<n>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01]){_AFTER}",
    ),
    ("iso_month", rf"{_BEFORE}(?P<y>{_YEAR})-(?P<n>0[1-9]|1[0-2]){_AFTER}"),
    ("numeric", rf"{_BEFORE}(?P<a>\d{{1,2}})(?P<s>[./])(?P<b>\d{{1,2}})(?P=s)(?P<y>{_YEAR}|\d\d){_AFTER}"),
    ("week", rf"{_WEEK}(?P<d>{_DAY})\s+(?P<m>{MONTH}){_OF_YEAR}"),
    ("week", rf"{_WEEK}(?P<m>{MONTH})\s+(?P<d>{_DAY}){_AFTER}{_OF_YEAR}"),
    ("weekend", rf"{_WEEKEND}(?P<d>{_DAY})(?:\s*(?:-|–|/|and|to)\s*{_DAY})?\s+(?P<m>{MONTH}){_OF_YEAR}"),
    ("weekend", rf"{_WEEKEND}(?P<m>{MONTH})\s+(?P<d>{_DAY})(?:\s*(?:-|–|/|and|to)\s*{_DAY})?{_AFTER}{_OF_YEAR}"),
    (
        "nth_day",
        rf"\b(?P<k>{_NTH}|last|final)\s+(?P<w>weekend|{'|'.join(WEEKDAYS)})\s+(?:of|in)\s+(?P<m>{MONTH}){_OF_YEAR}",
    ),
    ("nth_week", rf"\b(?P<k>first|second|third|fourth|last|final)\s+week\s+(?:of|in)\s+(?P<m>{MONTH}){_OF_YEAR}"),
    (
        "run",
        rf"\b(?P<k>first|last|final)\s+(?P<c>{COUNT})\s+(?P<u>days?|weeks?|months?)\s+of\s+"
        rf"(?:(?P<m>{MONTH}){_OF_YEAR}|(?P<z>{_YEAR}){_AFTER})",
    ),
    ("days", rf"{_BEFORE}(?P<d>{_DAY}){_TO}(?P<e>{_DAY})\s+(?:of\s+)?(?P<m>{MONTH}){_OF_YEAR}(?!\w)"),
    ("days", rf"\b(?P<m>{MONTH})\s+(?P<d>{_DAY}){_TO}(?P<e>{_DAY}){_AFTER}{_OF_YEAR}"),
    ("day", rf"{_BEFORE}{_WEEKDAY}(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{MONTH}){_OF_YEAR}(?!\w)"),
    ("day", rf"\b{_WEEKDAY}(?P<m>{MONTH})\s+(?:the\s+)?(?P<d>{_DAY}){_AFTER}{_OF_YEAR}"),
    ("day", rf"\b(?P<d>{'|'.join(sorted(DAY_WORDS, key=len, reverse=True))})\s+of\s+(?P<m>{MONTH}){_OF_YEAR}"),
    ("ordinal", rf"(?<=\bthe )(?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))\b{_ALONE}"),
    ("quarter", rf"\bQ(?P<k>[1-4])(?:[\s/-]*(?:of\s+)?(?P<y>{_YEAR}){_AFTER})?(?!\w)"),
    ("quarter", rf"{_BEFORE}(?P<y>{_YEAR})[\s/-]+Q(?P<k>[1-4])\b"),
    ("quarter", rf"\b(?P<k>{_NTH}|last|final)[\s-]+quarter\s+(?:of\s+)?(?P<y>{_YEAR}){_AFTER}"),
    ("half", rf"\b(?:(?P<k>first|second)\s+half\s+of\s+|H(?P<h>[12])\s+(?:of\s+)?)(?P<y>{_YEAR}){_AFTER}"),
    ("half_month", rf"\b(?P<k>first|second)\s+half\s+of\s+(?P<m>{MONTH}){_OF_YEAR}"),
    ("season", rf"\b{_PART}(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?P<y>{_YEAR})(?:/\d\d)?{_AFTER}"),
    ("month", rf"\b{_PART}(?P<m>{MONTH}),?\s+(?:of\s+)?(?P<y>{_SHORT_YEAR}){_AFTER}"),
    ("bare_season", r"\b(?P<season>spring|summer|autumn|winter)\b(?!['’]s)"),
    ("month", rf"\b{_PART}(?P<m>{_FULL})\b(?!['’]s)"),
    ("decade", r"(?<!\w)(?P<y>(?:19|20)\d0)s\b"),
    ("year", rf"{_BEFORE}{_PART}(?P<y>{_YEAR}){_AFTER}{_ALONE}"),
)
COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in PATTERNS)
