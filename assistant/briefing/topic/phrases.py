"""What some texts are about, in their own words: the noun phrase that most of them share, and who speaks in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.nlp.spacy_pipeline import parse

if TYPE_CHECKING:
    from assistant.nlp.spacy_pipeline import Doc, Span, Token

_NAMING = ("NOUN", "PROPN", "ADJ")
_CLAUSE = ("ccomp", "parataxis")
"""Dependencies by which what is said hangs on the verb of saying."""


@dataclass(slots=True)
class _Phrase:
    """Count in which texts and headlines a noun phrase stands, and how it is written there."""

    texts: set[int] = field(default_factory=set)
    heads: set[int] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)


class Phrases:
    """The noun phrases of some texts with headlines, by the texts that have them."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        """Read the texts, each with its headline; 10 to 20 ms each."""
        self._phrases: dict[str, _Phrase] = defaultdict(_Phrase)
        for place, (headline, text) in enumerate(texts):
            for key, form in _noun_phrases(parse(f"{headline}. {text}")):
                self._phrases[key].texts.add(place)
                self._phrases[key].forms[form] += 1
            for key, _ in _noun_phrases(parse(headline)):
                self._phrases[key].heads.add(place)

    def shared(self, own: Collection[int], *, without: Collection[str] = ()) -> str:
        """Return the phrase that most of some texts have and few others; '' where no two of them share one.

        Args:
            own: Places of the texts.
            without: Phrases that name no topic: the names of outlets.
        """
        barred = {name.casefold() for name in without}
        scores: dict[str, tuple[float, int]] = {}
        for key, phrase in self._phrases.items():
            held = len(phrase.texts & set(own))
            if held > 1 and not any(name.endswith(key) or key.endswith(name) for name in barred):
                scores[key] = (held * held / len(phrase.texts) + len(phrase.heads & set(own)), len(key))
        if not scores:
            return ""
        best = max(scores, key=lambda key: scores[key])
        return self._phrases[best].forms.most_common(1)[0][0]


def _noun_phrases(doc: Doc) -> Iterator[tuple[str, str]]:
    """Yield the noun phrases of two words and more: their lemmas, and their words, with 'the' where it stands there."""
    for chunk in doc.noun_chunks:
        words = [token for token in chunk if token.pos_ in _NAMING]
        if any(word.is_upper for word in words):  # a dateline, or a headline that shouts
            continue
        while words and words[0].pos_ == "ADJ":
            words = words[1:]
        if len(words) > 1 and words[-1].i - words[0].i == len(words) - 1:
            yield " ".join(word.lemma_.casefold() for word in words), _written(chunk, words)


def _written(chunk: Span, words: Sequence[Token]) -> str:
    text = chunk.doc.text[words[0].idx : words[-1].idx + len(words[-1])]
    first = chunk[0]
    return f"the {text}" if first.pos_ == "DET" and "Definite=Def" in str(first.morph) else text


def asked_about(question: str, told: str) -> str:
    """Return what a question is about: the noun phrase of it of which most stands in a text that answers it.

    Args:
        question: As it stands alone.
        told: The titles and quotes of its answer.
    """
    words = {token.lemma_.casefold() for token in parse(told)}
    best, most = "", 0.0
    for chunk in parse(question).noun_chunks:
        named = [token for token in chunk if token.pos_ in _NAMING]
        share = sum(token.lemma_.casefold() in words for token in named)
        proper = sum(token.pos_ == "PROPN" for token in named)
        if share + 0.5 * proper > most and share:
            best, most = chunk.text, share + 0.5 * proper
    return best


def find_talkers(texts: Iterable[str]) -> list[str]:
    """Return the people who say something in some texts, the most quoted first, by the longest form of their names."""
    names: Counter[str] = Counter()
    for text in texts:
        for entity in parse(text).ents:
            if entity.label_ == "PERSON" and _speaks(entity.root):
                names[_plain(entity)] += 1
    longest: dict[str, str] = {}
    for name in sorted(names, key=len, reverse=True):
        longest.setdefault(name.split()[-1], name)
    counted: Counter[str] = Counter()
    for name, number in names.items():
        counted[longest[name.split()[-1]]] += number
    return [name for name, _ in counted.most_common() if " " in name]


def _speaks(root: Token) -> bool:
    return root.dep_ == "nsubj" and any(child.dep_ in _CLAUSE for child in root.head.children)


def _plain(entity: Span) -> str:
    return entity.text.removesuffix("'s").removesuffix("’s").strip()
