"""Statements with exactly one thing wrong, made from faithful ones over a parse: training data, never a rule."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from assistant.reader.training.judge.types import CONTRADICTED, ENTAILED, UNSUPPORTED, Item

_EDITS = Path(__file__).parent / "edits.tsv"
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = tuple("January February March April May June July August September October November December".split())
_COUNTS = tuple("two three four five six seven eight nine ten twelve dozen twenty thirty".split())
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_ACTORS = frozenset({"PERSON", "ORG", "GPE"})
_FACTORS = (0.5, 2, 3, 0.8, 1.2, 1.5, 10, 0.1)
_HELPED = {"VBD": "did", "VBZ": "does", "VBP": "do"}
_TRAILING = frozenset({"advcl", "relcl", "acl", "conj", "npadvmod"})
_CONDITIONS = frozenset("if unless without except until not never nor whether than though although".split())
_SHORTEST = 5
"""Words that a shortened statement keeps."""
_FEWEST, _MOST = 80, 190
"""Words of a passage that is drawn."""

Edit = tuple[str, str, str]
"""Text, label and kind."""


@cache
def read_edits() -> Mapping[str, Mapping[str, str]]:
    """Return by kind which words are put in the place of which; 'direction' is turned both ways."""
    found: dict[str, dict[str, str]] = {}
    for line in _EDITS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, words, other = line.split("\t")
            found.setdefault(kind, {}).setdefault(words, other)
            if kind == "direction":
                found[kind].setdefault(other, words)
    return found


class Perturber:
    """Make wrong statements out of faithful ones.

    Args:
        parse: Returns a text's parse, with tags, lemmas and names.
        draw: For everything that is drawn.
    """

    def __init__(self, parse: Callable[[str], Any], draw: random.Random) -> None:
        """Keep the parser."""
        self.parse, self.draw = parse, draw

    def spoil(self, text: str, passage: Any, most: int) -> list[Item]:
        """Return at most so many statements that differ from a faithful one in one thing, each in another.

        Args:
            text: The faithful statement.
            passage: The parsed passage that supports it.
            most: How many.
        """
        doc = self.parse(text)
        makers: list[Callable[[Any, Any], Edit | None]] = [_negate, self._change_number, self._change_name]
        makers += [self._swap_roles, self._change_date, self._change_speaker]
        makers += [self._replacer(kind, CONTRADICTED) for kind in ("direction", "direction", "order")]
        makers += [self._replacer(kind, UNSUPPORTED) for kind in ("hedge", "scope")]
        self.draw.shuffle(makers)
        found: dict[str, Item] = {}
        for make in makers:
            edit = make(doc, passage)
            if edit and edit[0] != text and len(found) < most:
                found.setdefault(edit[2], Item(edit[0], edit[1], kind=f"made-{edit[2]}"))
        return list(found.values())

    def shorten(self, text: str) -> list[Item]:
        """Return faithful statements that leave out what stands beside the main clause, each something else.

        An apposition, what stands before the subject, or what ends the sentence: a clause, a phrase, a second verb.
        """
        doc = self.parse(text)
        found = [cut for token in doc if (cut := _cut(doc, token)) and len(cut.split()) >= _SHORTEST]
        return [Item(cut, ENTAILED, kind="made-short") for cut in dict.fromkeys(found) if cut != text]

    def _change_number(self, doc: Any, passage: Any) -> Edit | None:
        counted = [token for token in doc if token.like_num and token.ent_type_ not in ("DATE", "TIME", *_ACTORS)]
        counted = [token for token in counted if token.lower_ != "one"]
        if not counted:
            return None
        token = self.draw.choice(counted)
        others = [
            each.text for each in passage if each.like_num and each.shape_ == token.shape_ and each.text != token.text
        ]
        new = self.draw.choice(others) if others and self.draw.random() < 0.5 else self._other_number(token.text)
        return (_swap(doc, token.i, token.i + 1, new), CONTRADICTED, "number") if new else None

    def _other_number(self, text: str) -> str | None:
        if text.lower() in _COUNTS:
            return self.draw.choice([count for count in _COUNTS if count != text.lower()])
        if not re.fullmatch(r"[\d,]*\d(\.\d+)?", text):
            return None
        value, factor = float(text.replace(",", "")), self.draw.choice(_FACTORS)
        if "." in text:
            return f"{value * factor:.{len(text.split('.')[1])}f}"
        near = round(value) + self.draw.choice((1, 2, 3, 5, 10, -1))
        new = max(1, round(value * factor)) if self.draw.random() < 0.6 else near
        new = round(value) + 7 if new == round(value) or new < 0 else new
        return f"{new:,}" if "," in text else str(new)

    def _change_name(self, doc: Any, passage: Any) -> Edit | None:
        own = [each for each in doc.ents if each.label_ in _NAMES]
        self.draw.shuffle(own)
        for name in own:
            if others := _other_names(passage, doc, {name.label_}):
                kind = "place" if name.label_ in ("GPE", "LOC", "FAC") else "name"
                return _swap(doc, name.start, name.end, self.draw.choice(others)), CONTRADICTED, kind
        return None

    def _change_speaker(self, doc: Any, passage: Any) -> Edit | None:
        for name in doc.ents:
            speaks = name.root.dep_ == "nsubj" and any(child.dep_ == "ccomp" for child in name.root.head.children)
            others = _other_names(passage, doc, {"PERSON", "ORG"}) if speaks else []
            if name.label_ in ("PERSON", "ORG") and others:
                return _swap(doc, name.start, name.end, self.draw.choice(others)), UNSUPPORTED, "attribution"
        return None

    def _swap_roles(self, doc: Any, _passage: Any) -> Edit | None:
        names = [each for each in doc.ents if each.label_ in _ACTORS]
        names = [each for each in names if each.root.dep_ not in ("compound", "poss", "appos", "conj")]
        for first in names:
            for second in names:
                acts = first.root.dep_ in ("nsubj", "nsubjpass")
                if acts and first.end <= second.start and first.text != second.text:
                    middle = doc[first.end : second.start].text_with_ws
                    head = doc[: first.start].text_with_ws + second.text + first[-1].whitespace_ + middle
                    return head + first.text + second[-1].whitespace_ + doc[second.end :].text, CONTRADICTED, "roles"
        return None

    def _change_date(self, doc: Any, _passage: Any) -> Edit | None:
        for token in doc:
            if token.ent_type_ != "DATE":
                continue
            new = self._other_day(token)
            if new:
                return _swap(doc, token.i, token.i + 1, new), CONTRADICTED, "date"
        return None

    def _other_day(self, token: Any) -> str | None:
        for names in (_WEEK, _MONTH):
            if token.text in names:
                return self.draw.choice([name for name in names if name != token.text])
        if re.fullmatch(r"(19|20)\d\d", token.text):
            return str(int(token.text) + self.draw.choice((-3, -2, -1, 1, 2, 4)))
        if token.text.isdigit() and int(token.text) <= 31:
            return str(int(token.text) % 28 + self.draw.choice((1, 2, 3)))
        return None

    def _replacer(self, kind: str, label: str) -> Callable[[Any, Any], Edit | None]:
        words = read_edits()[kind]

        def replace(doc: Any, _passage: Any) -> Edit | None:
            spans = [doc[token.i : token.i + size] for token in doc for size in (1, 2)]
            places = [span for span in spans if span.text.lower() in words]
            if not places:
                return None
            span = self.draw.choice(places)
            return _swap(doc, span.start, span.end, _as(span.text, words[span.text.lower()])), label, kind

        return replace


def draw_passages(
    texts: Iterator[tuple[str, str]], split: Callable[[str], list[str]], draw: random.Random
) -> Iterator[tuple[str, list[str]]]:
    """Yield the heading and a run of whole sentences of each text that is long enough.

    Args:
        texts: Headings and texts.
        split: Returns a text's sentences.
        draw: Where the run begins.
    """
    for heading, text in texts:
        sentences = [each.strip() for each in split(text) if each.strip()]
        start = draw.randrange(max(1, min(len(sentences) - 3, 25)))
        taken: list[str] = []
        for sentence in sentences[start:]:
            if sum(len(each.split()) for each in (*taken, sentence)) > _MOST:
                break
            taken.append(sentence)
        if len(sentences) >= 4 and sum(len(each.split()) for each in taken) >= _FEWEST:
            yield heading, taken


def _cut(doc: Any, token: Any) -> str | None:
    """Return a sentence without a token and what depends on it, where that leaves it true; None else."""
    span = doc[token.left_edge.i : token.right_edge.i + 1]
    before = doc[span.start - 1].text if span.start else ""
    if token.dep_ == "appos" and before == "," and len(span) <= 14:
        return _join(doc[: span.start - 1].text, doc[span.end :].text.removeprefix(",").lstrip())
    of_root = token.head.dep_ == "ROOT"
    if span.start == 0 and token.dep_ == "prep" and of_root and span.end < len(doc) and doc[span.end].text == ",":
        rest = doc[span.end + 1 :].text
        return str(rest[:1].upper() + rest[1:])
    ends = span.end >= len(doc) - 1 and span.start > 3
    if not ends or token.dep_ not in _TRAILING or {word.lower_ for word in span} & _CONDITIONS:
        return None
    start = span.start - (before in (",", "and", "but"))
    start -= start > 1 and doc[start - 1].text == "," and before != ","
    return f"{doc[:start].text.rstrip(' ,')}."


def _negate(doc: Any, _passage: Any) -> Edit | None:
    denied = next((token for token in doc if token.dep_ == "neg"), None)
    if denied is not None:
        return _swap(doc, denied.i, denied.i + 1, ""), CONTRADICTED, "negation"
    root = next((token for token in doc if token.dep_ == "ROOT" and token.pos_ in ("VERB", "AUX")), None)
    if root is None:
        return None
    helpers = [child for child in root.children if child.dep_ in ("aux", "auxpass") and child.tag_ != "TO"]
    helper = helpers[0] if helpers else root if root.pos_ == "AUX" else None
    if helper is not None:
        return _join(f"{doc[: helper.i + 1].text} not", doc[helper.i + 1 :].text), CONTRADICTED, "negation"
    form = _HELPED.get(root.tag_)
    return (_swap(doc, root.i, root.i + 1, f"{form} not {root.lemma_}"), CONTRADICTED, "negation") if form else None


def _other_names(passage: Any, doc: Any, labels: set[str]) -> list[str]:
    """Return the passage's names of these kinds that share no word with a statement."""
    names = {each.text for each in passage.ents if each.label_ in labels}
    return sorted(name for name in names if not any(part in doc.text for part in name.split() if len(part) > 2))


def _swap(doc: Any, start: int, end: int, new: str) -> str:
    before, after = doc[:start].text_with_ws, doc[end:].text
    return before + new + doc[end - 1].whitespace_ + after if new else _join(before, after)


def _join(before: str, after: str) -> str:
    gap = "" if not after or after[0] in ".,;:!?’'" else " "
    return before.rstrip() + gap + after.lstrip()


def _as(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new
