"""The form in which a question is answered: what the trained network reads, where plain words do not settle it."""

from __future__ import annotations

from assistant.nlp.lexical import content_words
from assistant.query.intent import form_of
from assistant.query.intent_model import Intent, read_intent
from assistant.types import Form
from corpus import identify_language

_SURE = 0.6
"""Probability of a kind from which its form is taken; below it a fact is the safe one."""
_SURE_OF_HELP, _SURE_OF_ARCHIVE = 0.7, 0.9
"""The same for what is not asked of the news at all: a question of the news must not end there."""
_FEWEST, _ENGLISH = 4, 0.34
"""Words, names left out, from which the language of a question is told, and the share of common English words among
them ('in', 'was') that another language may have."""
_QUOTED = 0.5
_BY_KIND: dict[str, Form] = {
    "yes_no": "yes or no", "check": "yes or no", "list": "list", "latest": "latest", "summary": "summary",
    "quote": "quote", "opinion": "opinion", "help": "archive", "archive": "archive",
}  # fmt: skip
_OVERVIEWS = ("statement", "list", "none")
"""Types of an answer that 'what is the latest on …' and summaries have; 'the latest count' is a fact."""


def choose_form(question: str) -> Form:
    """Return the form in which a question is answered."""
    plain = form_of(question)
    if plain not in ("fact", "yes or no"):
        return plain
    intent = read_intent(question)
    if intent.kind_probability < _SURE and is_foreign(question):
        return "language"
    form = _BY_KIND.get(intent.kind)
    if form is None or intent.kind_probability < _least(intent) or not _suits(form, intent):
        return plain
    return form if plain == "fact" or form == "opinion" else plain


def is_foreign(question: str) -> bool:
    """Say whether a question is in another language than English, judged by its words without names."""
    first, *others = question.split() or [""]
    words = [word for word in (first.lower(), *others) if word[:1].islower()]
    english = len(words) - len(content_words(" ".join(words)))
    if len(words) < _FEWEST or "?" not in question or english > _ENGLISH * len(words):
        return False  # without a question mark, a few words are as likely keywords
    return identify_language(" ".join(words)) not in ("en", None)


def _least(intent: Intent) -> float:
    return {"help": _SURE_OF_HELP, "archive": _SURE_OF_ARCHIVE, "quote": _QUOTED}.get(intent.kind, _SURE)


def _suits(form: Form, intent: Intent) -> bool:
    """Say whether the type of the answer goes with a form."""
    if form in ("latest", "summary"):
        return intent.answer_type in _OVERVIEWS
    return form != "list" or intent.answer_type == "list"
