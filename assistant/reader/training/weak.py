"""Training examples that nobody marked: quiz questions with the articles that a search found for them, and gaps.

Both come from a checkout of RealTimeQA (Kasai et al., NeurIPS 2023), from weeks that are told; no question of another
week is read, and no article that a search found for one.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.reader.training.types import Example
from corpus import sentence_spans

_WORDS = 110
"""Words of a passage, about; whole sentences."""
_EACH = 3
"""Passages with the answer's words, and without, that are taken of one question: those most like it."""
_GAP = re.compile(
    r"(?P<money>[$£€]\s?\d[\d,.]*\d?(?: (?:million|billion|trillion))?)"
    r"|(?P<number>(?<![\w$£€.,-])\d+(?:,\d{3})*(?:\.\d+)?(?: (?:million|billion|percent|per cent)|%)?(?![\w-]))"
    r"|(?P<day>(?:January|February|March|April|June|July|August|September|October|November|December)(?: \d{1,2})?"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"|(?P<name>(?<=[a-z,;] )(?!I\b)[A-Z][\w'’-]+(?: (?:of |de |the )?[A-Z][\w'’-]+){0,4})"
)
_ASKED = {
    "money": ("how much",),
    "number": ("how many", "how much"),
    "day": ("when",),
    "name": ("what", "who", "which"),
}
_SENTENCE = (9, 40)
"""Words of a sentence that a gap is made in."""
_SHARED = 3
"""Rarer words that another article's sentence must share with it, the answer's own left out."""
_RARE = 100
"""Sentences of the articles that a word stands in at the most to count as rare."""
_WORD = re.compile(r"[a-z]{4,}|\d+")


def weeks_of(folder: Path) -> list[str]:
    """Return the weeks that have questions, in order (20220617 …)."""
    return [path.name.split("_")[0] for path in sorted(folder.glob("*_qa.jsonl"))]


def quiz(folder: Path, weeks: Iterable[str]) -> Iterator[Example]:
    """Yield the weeks' questions with passages that hold the right choice's words, and such as do not."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    for week in weeks:
        found = {record["question_id"]: record for record in _records(folder / f"{week}_gcs.jsonl")}
        for record in _records(folder / f"{week}_qa.jsonl"):
            answer = record["choices"][int(record["answer"][0])].strip()
            wanted = re.compile(rf"(?<!\w){re.escape(answer)}(?!\w)", re.I)
            if len(answer) < 3 or answer.lower() in ("yes", "no", "all of the above", "none of the above"):
                continue
            articles = found.get(record["question_id"], {}).get("search_result", ())
            read = [(str(a.get("title") or ""), passage) for a in articles for passage in passages(a.get("text") or "")]
            if not read:
                continue
            question = record["question_sentence"].strip()
            texts = [f"{title} {passage}" for title, passage in read]
            known = vectorizer.fit_transform([question, *texts])
            order = (known[1:] @ known[0].T).toarray()[:, 0].argsort()[::-1]
            ranked = [read[place] for place in order]
            holding = [(pair, match) for pair in ranked if (match := wanted.search(pair[1]))]
            for (title, passage), match in holding[:_EACH]:
                yield Example(question, title, passage, match.span(), "quiz")
            without = [pair for pair in ranked if wanted.search(pair[1]) is None]
            for title, passage in without[:_EACH] if holding else ():
                yield Example(question, title, passage, None, "quiz-negative")


def gaps(folder: Path, weeks: Sequence[str], *, most: int, seed: int) -> list[Example]:
    """Return sentences with a gap, each with a passage of another article that fills it.

    What stands in the gap is a name, a figure or a day that both articles have in a sentence with the same rare words
    (span selection, Glass et al., ACL 2020, but between articles on the same events).
    """
    draw = random.Random(seed)  # noqa: S311 - not a secret
    articles = _articles(folder, weeks)
    places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    sentences: list[tuple[int, int, int, frozenset[str]]] = []
    for number, (_, text) in enumerate(articles):
        for start, end in sentence_spans(text):
            if not _SENTENCE[0] <= len(text[start:end].split()) <= _SENTENCE[1]:
                continue
            words = frozenset(_WORD.findall(text[start:end].lower()))
            for match in _GAP.finditer(text, start, end):
                places[match.group()].append((len(sentences), match.start(), match.end()))
            sentences.append((number, start, end, words))
    held: dict[str, int] = defaultdict(int)
    for *_, words in sentences:
        for word in words:
            held[word] += 1
    pairs = [
        (one, other)
        for found in places.values()
        if 2 <= len(found) <= 40
        for one in found
        for other in found
        if sentences[one[0]][0] != sentences[other[0]][0] and _alike(one, other, sentences, held, articles)
    ]
    draw.shuffle(pairs)
    return [_gap(one, other, sentences, articles, draw) for one, other in pairs[:most]]


def passages(text: str) -> list[str]:
    """Return a text in passages of whole sentences."""
    found: list[str] = []
    start = end = None
    for a, b in sentence_spans(text):
        if start is not None and len(text[start:b].split()) > _WORDS:
            found.append(text[start:end])
            start = None
        start, end = (a if start is None else start), b
    return [*found, text[start:end]] if start is not None else found


def _alike(one: Any, other: Any, sentences: Any, held: dict[str, int], articles: Any) -> bool:
    number, start, end, words = sentences[one[0]]
    text = articles[number][1]
    own = set(_WORD.findall(text[one[1] : one[2]].lower()))
    shared = {word for word in (words & sentences[other[0]][3]) - own if held[word] <= _RARE}
    others = articles[sentences[other[0]][0]][1][sentences[other[0]][1] : sentences[other[0]][2]]
    return len(shared) >= _SHARED and text[start:end] != others  # a copy's sentence teaches nothing


def _gap(one: Any, other: Any, sentences: Any, articles: Any, draw: random.Random) -> Example:
    number, start, end, _ = sentences[one[0]]
    text = articles[number][1]
    match = _GAP.match(text, one[1])
    asked = draw.choice(_ASKED[(match.lastgroup if match else None) or "name"])
    before, after = text[start : one[1]].split(), text[one[2] : end].split()
    before, after = before[-draw.randint(4, 14) :], after[: draw.randint(4, 14)]
    question = " ".join([*before, asked, *after])
    there, first, last, _ = sentences[other[0]]
    title, whole = articles[there]
    spans = list(sentence_spans(whole))
    place = next(index for index, span in enumerate(spans) if span == (first, last))
    low, high = max(0, place - draw.randint(0, 3)), min(len(spans) - 1, place + draw.randint(0, 3))
    begin = spans[low][0]
    return Example(question, title, whole[begin : spans[high][1]], (other[1] - begin, other[2] - begin), "gap")


def _articles(folder: Path, weeks: Sequence[str]) -> list[tuple[str, str]]:
    """Return title and text of what a search found for the weeks' questions, and not for another week's."""
    mine: dict[str, tuple[str, str]] = {}
    others: set[str] = set()
    for week in weeks_of(folder):
        for record in _records(folder / f"{week}_gcs.jsonl"):
            for article in record["search_result"]:
                if week in weeks:
                    mine.setdefault(article["url"], (str(article.get("title") or ""), article.get("text") or ""))
                else:
                    others.add(article["url"])
    return [article for url, article in mine.items() if url not in others]


def _records(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)
