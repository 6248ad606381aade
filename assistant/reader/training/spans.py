"""Questions whose answers are spans of a text: files in SQuAD's JSON form and QAMR's tables."""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.reader.training.types import Example

_QAMR_AROUND = 3
"""Most sentences of other texts that are put around a sentence of QAMR, half of the time: a passage has several."""
_QAMR_EACH = 12
"""Questions taken of one sentence; people asked up to thirty of some."""
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}
_NO_BLANK_BEFORE = re.compile(r"^(?:[.,;:!?%)\]}…]|['’]\w+|n['’]t)$")
_NO_BLANK_AFTER = frozenset("([{$£€#")


def squad(path: Path) -> Iterator[Example]:
    """Yield the questions of a file in SQuAD 1.1's form, each with the answer that most people gave."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        title = str(article.get("title", "")).replace("_", " ")
        for paragraph in article["paragraphs"]:
            for asked in paragraph["qas"]:
                span = _agreed(asked["answers"], paragraph["context"])
                if span is not None:
                    yield Example(asked["question"].strip(), title, paragraph["context"], span, path.stem)


def _agreed(answers: list[dict[str, Any]], context: str) -> tuple[int, int] | None:
    """Return the most frequent answer's span, the shortest of those that are equally frequent."""
    spans = [(answer["answer_start"], answer["answer_start"] + len(answer["text"])) for answer in answers]
    spans = [(start, end) for start, end in spans if context[start:end].strip()]
    if not spans:
        return None
    counted = Counter(context[start:end].lower() for start, end in spans)
    return min(spans, key=lambda span: (-counted[context[span[0] : span[1]].lower()], span[1] - span[0]))


def qamr(folder: Path, names: tuple[str, ...], *, seed: int) -> Iterator[Example]:
    """Yield QAMR's questions whose answer is one run of words, some of them among sentences of other texts."""
    draw = random.Random(seed)  # noqa: S311 - not a secret
    lines = (folder / "qamr_wiki_sentences.tsv").read_text(encoding="utf-8").splitlines()
    words = {key: text.split(" ") for key, text in (line.split("\t", 1) for line in lines)}
    asked: dict[str, list[tuple[str, list[int]]]] = defaultdict(list)
    for name in names:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            key, _, _, _, _, question, answer, *_ = line.split("\t")
            places = sorted(int(place) for place in answer.split())
            if key in words and places and places[-1] - places[0] + 1 == len(places):
                asked[key].append((question.strip(), places))
    others = [joined(text)[0] for text in words.values()]
    for key, questions in sorted(asked.items()):
        sentence, starts = joined(words[key])
        for question, places in draw.sample(questions, min(_QAMR_EACH, len(questions))):
            before = draw.sample(others, draw.randint(0, _QAMR_AROUND)) if draw.random() < 0.5 else []
            after = draw.sample(others, draw.randint(0, _QAMR_AROUND)) if before else []
            shift = sum(len(other) + 1 for other in before)
            last = places[-1]
            start, end = starts[places[0]], starts[last] + len(_BRACKETS.get(words[key][last], words[key][last]))
            passage = " ".join([*before, sentence, *after])
            yield Example(question, "", passage, (shift + start, shift + end), "qamr")


def joined(words: list[str]) -> tuple[str, list[int]]:
    """Return a sentence out of Penn-Treebank words, and where each word starts in it."""
    text, starts, open_quote, glue = "", [], False, True
    for raw in words:
        word = _BRACKETS.get(raw, raw)
        opens = word == '"' and (raw == "``" or not open_quote)
        close = (word == '"' and not opens) or _NO_BLANK_BEFORE.match(word) is not None
        text += "" if glue or close else " "
        starts.append(len(text))
        text += word
        glue = opens or word in _NO_BLANK_AFTER
        if word == '"':
            open_quote = opens
    return text, starts
