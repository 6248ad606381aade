"""An alignment read: where quote and print part, and what that makes of the quote; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.lookup.alignment import Alignment
from assistant.lookup.tokens import Word
from assistant.lookup.types import Difference, LookUpVerdict

_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
"""A text that claims to end where a sentence does."""
_ENDED = re.compile(r"[)\]]?(?:[.!?…]|[,;:]?[\"”’»]|\s*$|\s*\n)")
"""What follows where the print ends there too: the end of a sentence, of a quotation or of a paragraph."""
_TO_END = re.compile(r"[^.!?\n\"”»]*")
_MARKS = re.compile(r"[\"“”«»]|[’'](?=[,.\s])|(?<=\s)[‘']")
_ENDS_HERE = re.compile(r"[\"”’»]?[.!?]")
_BEGINS_HERE = re.compile(r"[.!?][\"'”’»)\]]*\s+[\"“«‘']*$")
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*\s")


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold the verdict on one article.

    Attributes:
        start: Where the printed words begin in the article's text.
        end: Where they end.
    """

    verdict: LookUpVerdict
    start: int
    end: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Hold a text and its words."""

    text: str
    words: Sequence[Word]

    def between(self, numbers: Sequence[int]) -> str:
        """Return the text from the first of some words to the last."""
        return self.text[self.words[numbers[0]].start : self.words[numbers[-1]].end] if numbers else ""


def judge(alignment: Alignment, quote: Side, article: Side, *, marks: Collection[int]) -> Judged | None:
    """Return the verdict on an alignment; None where no word stands against another.

    Args:
        alignment: Of the two.
        quote: What was looked up.
        article: What was printed.
        marks: For each ellipsis of the quote, how many of its words stand before it.
    """
    used = [j for _, j in alignment.pairs if j is not None]
    if not used:
        return None
    start, end = article.words[used[0]].start, article.words[used[-1]].end
    found = list(_differences(alignment, quote, article, marks))
    inner = [difference for difference, _ in found]
    before, after = _left_before(quote, article.text, start), _left_after(quote.text, article.text, end)
    verdict: LookUpVerdict = "verbatim"
    if any(turns for _, turns in found):
        verdict = "altered"
    elif found or before or after:
        verdict = "shortened"
    return Judged(verdict, start, _with_stop(article.text, end, after), (*before, *inner, *after))


def _differences(
    alignment: Alignment, quote: Side, article: Side, marks: Collection[int]
) -> Iterator[tuple[Difference, bool]]:
    """Yield each difference, and whether it makes the quote an altered one."""

    def fits(pair: tuple[int | None, int | None]) -> bool:
        i, j = pair
        return i is not None and j is not None and quote.words[i].form == article.words[j].form

    read = 0
    for same, group in groupby(alignment.pairs, key=fits):
        pairs = list(group)
        mine, theirs = [i for i, _ in pairs if i is not None], [j for _, j in pairs if j is not None]
        marked = not mine and read in marks
        read += len(mine)
        if same:
            continue
        quoted, printed = quote.between(mine), article.between(theirs)
        if mine:
            yield Difference("changed" if theirs else "added", quoted, printed), True
        else:
            left = [article.words[j] for j in theirs]
            around = _around(article, theirs[0], theirs[-1])
            yield Difference("left out", "", printed, marked), _turns(left, around, marked=marked)


def _around(article: Side, first: int, last: int) -> str:
    """Return some words of an article with the signs before and after them."""
    begin = article.words[first - 1].end if first else 0
    end = article.words[last + 1].start if last + 1 < len(article.words) else len(article.text)
    return article.text[begin:end]


def _turns(left: Sequence[Word], around: str, *, marked: bool) -> bool:
    """Say whether leaving the words out makes another quote of it.

    Unmarked, only what stands between two quotations ('…,” she told reporters, “…') or between two sentences may be
    left out, and no figure and no 'not' with it.
    """
    if not marked:
        apart = len(_MARKS.findall(around)) > 1 or (_ENDS_HERE.match(around) and _BEGINS_HERE.search(around))
        return not apart or any(word.decides for word in left)
    whole = _SENTENCE_END.search(around) is not None
    return (left[0].decides and not left[0].form[0].isdigit()) or (not whole and any(word.negates for word in left))


def _left_before(quote: Side, printed: str, start: int) -> tuple[Difference, ...]:
    """Return the words before the match where the quote begins a sentence and the print does not."""
    first = quote.text[quote.words[0].start : quote.words[0].end]
    shouted = len(first) > 1 and first.isupper()
    if shouted or not (first[0].isupper() and printed[start].islower()):
        return ()
    begin = max(printed.rfind(sign, 0, start) for sign in '.!?\n"“«') + 1
    left = printed[begin:start].strip()
    return (Difference("left out", "", left),) if left else ()


def _left_after(quote: str, printed: str, end: int) -> tuple[Difference, ...]:
    """Return the words after the match where the quote ends a sentence and the print goes on."""
    if not _ENDS.search(quote) or _ENDED.match(printed, end):
        return ()
    rest = _TO_END.match(printed, end)
    left = rest.group().strip(" ,;:–—-") if rest else ""
    return (Difference("left out", "", left, _marked_end(quote)),) if left else ()


def _marked_end(quote: str) -> bool:
    return re.search(r"(?:…|\.\s?\.\s?\.)[\"'”’»)\]]*\s*$", quote) is not None


def _with_stop(text: str, end: int, after: tuple[Difference, ...]) -> int:
    """Let the match take the stop that follows it."""
    return end + 1 if not after and text[end : end + 1] in (".", "!", "?") else end
