"""Correction notices in other languages: by the label before them, or by a phrase that tells of a change.

The words are in data/correction_words.tsv. A label such as 'Korrektur:' is a notice by itself; a note of the editors
('Anm. d. Red.:') and a phrase ('in einer früheren Version') are one only where both or a label of this article stand
together: an article about a new version of something is none.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.data import read_table

_ARTICLE = re.compile(  # what the notice stands in: 'dieses Artikels', 'de cet article', 'saken', 'de este texto'
    r"\b(?:artikels?|artikeln|textes?|texts?|beitrags?|beiträge|meldung|berichts?|article|articolo|artículo|artigo|texto|"
    r"nota|noticia|notícia|información|información|pezzo|testo|bericht|stuk|verhaal|saken?|artikkel(?:en)?|sak|"
    r"tekst(?:en|u)?|reportage[mn]?|materiału|artykułu|статьи|материала|новости|текста|überschrift|titre|titular|tittel)\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s*_•·(\[<—–-]*")
_LONGEST_LEAD = 25  # characters between a label and what stands before its colon, a day
_LONGEST = 600  # characters of a paragraph that is a notice without a label
_NEAR = 80  # characters before the phrase: such a paragraph begins with it, or with 'Dieser Artikel …'


@cache
def _words(kind: str) -> tuple[str, ...]:
    rows = read_table("correction_words")
    return tuple(dict.fromkeys(word.strip() for own, _, words in rows if own == kind for word in words.split(";")))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_words(kind), key=len, reverse=True))
    lead = rf"[^:\n!?]{{0,{_LONGEST_LEAD}}}?" if kind == "label" else r"[^:\n]{0,20}?"
    pattern = rf"(?:{words})\b" if kind == "earlier" else rf"(?:{words}){lead}(?:\s?:|\s[–—-]\s)"
    return re.compile(pattern, re.IGNORECASE)


@cache
def _signs() -> tuple[str, ...]:
    """Return what one of stands in every notice, in small letters."""
    return tuple(dict.fromkeys(word.lower() for kind in ("label", "note", "earlier") for word in _words(kind)))


def foreign_signs(words: str) -> tuple[str, ...]:
    """Return what some words, in small letters, hold of that which every notice has one of: of most, nothing."""
    return tuple(sign for sign in _signs() if sign in words)


def foreign_notice_at(line: str) -> int | None:
    """Return where in a line its notice begins, None where it has none."""
    lead = _MARKS.match(line)
    start = lead.end() if lead else 0
    if _pattern("label").match(line, start) and line[start : start + 1].isupper():
        return start
    phrase = _pattern("earlier").search(line)
    if phrase is None:
        return None
    if _pattern("note").match(line, start):
        return start
    return start if _ARTICLE.search(line) and len(line) - start < _LONGEST and phrase.start() - start < _NEAR else None
