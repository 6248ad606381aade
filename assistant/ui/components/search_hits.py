"""The sentence of an article that matches a search best, its words marked."""

from __future__ import annotations

import re

from assistant.nlp.lexical import stem, words_by_stem
from assistant.ui.formatting import escape
from corpus import sentence_spans

_READ = 20_000
"""Characters of an article in which the sentence is looked for."""
_SHOWN = 260
"""Characters of a sentence that are shown."""
_WORD = re.compile(r"\w[\w'’-]*")


def matching_sentence(text: str, query: str) -> str:
    """Return the sentence that has most words of a search, as HTML with those words marked; '' where none has any."""
    wanted = set(words_by_stem(query))
    best, most = "", 0
    for start, end in sentence_spans(text[:_READ]):
        sentence = text[start:end]
        held = len(wanted & set(words_by_stem(sentence)))
        if held > most:
            best, most = sentence, held
    return _marked(best[:_SHOWN], wanted) + "…" * (len(best) > _SHOWN) if best else ""


def _marked(sentence: str, wanted: set[str]) -> str:
    made, at = "", 0
    for word in _WORD.finditer(sentence):
        if stem(word[0].casefold()) in wanted:
            made += f"{escape(sentence[at : word.start()])}<mark>{escape(word[0])}</mark>"
            at = word.end()
    return made + escape(sentence[at:])
