"""A chat model's wording of a follow-up: a proposal, used only where it keeps to the words of the conversation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.errors import ModelError
from assistant.llm.usage import Meter
from assistant.query import find_names, is_name, refers_back
from assistant.query.forms import is_foreign
from assistant.query.types import AskRequest
from assistant.settings import ModelSettings
from assistant.types import Chip, Question, Turn

_PATIENCE = 5.0
"""Seconds that a proposal may take at the most; the answer itself is still to come."""
_SHARE = 0.25
"""Share of the model's time-out that a proposal may take."""
_TURNS = 4
"""Turns before the question that the model is shown, and whose words it may use."""
_LONGEST = 300
"""Characters of a proposal; a longer one is no question."""
_OWN_WORDS = 8
"""Words from which a question that names something and points at nothing is not shown to the model."""
_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
_NUMBER = re.compile(
    r"\d.*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|trillions?|first|second|third|"
    r"half|double|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|last|next",
    re.IGNORECASE,
)
"""Figures, number words and days: what makes another question of one."""
_MODAL = re.compile(r"\b(?:may|march|second)\b")
_QUESTION = re.compile(
    r"^(?:(?:by|for|with|to|from|since|in|on|at|of|about|against|under|according\s+to)\s+)?(?:who|whom|whose|what|which|when|"
    r"where|why|how|did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|may|might|tell|list|compare|show|"
    r"name|give|describe|explain|summari[sz]e)\b",
    re.IGNORECASE,
)


def leans(text: str, by_rule: str, history: Sequence[Turn]) -> bool:
    """Say whether a question may need the turns before it, so that a model is worth asking for its wording."""
    if not history:
        return False
    return by_rule != text or refers_back(text) or (len(text.split()) < _OWN_WORDS and not find_names(text))


def propose_form(model: ModelSettings, text: str, history: Sequence[Turn], meter: Meter | None = None) -> str:
    """Return the model's form of a follow-up; empty where it has none in time, or one that says what nobody said."""
    from assistant.llm.streaming import stream_form  # LangChain's chat models take seconds to load

    recent = history[-_TURNS:]
    form = _written(stream_form(_hurried(model), text, recent, meter=meter))
    return form if keeps_to(form, text, recent) else ""


def propose_translation(model: ModelSettings, text: str, meter: Meter | None = None) -> str:
    """Return a question in English; empty where the model has none in time, or one with other figures."""
    from assistant.llm.streaming import stream_translation  # LangChain's chat models take seconds to load

    form = _written(stream_translation(_hurried(model), text, meter=meter))
    asks = _QUESTION.match(form) and form.endswith("?") and not re.search(r"[?!.]\s+\S", form)
    same = sorted(re.findall(r"\d+", form)) == sorted(re.findall(r"\d+", text))
    return form if asks and same and not is_foreign(form) else ""


def word_chip(request: AskRequest, question: Question, form: str) -> Question:
    """Return a question with a chip that says that a model put it so; taken off, it is asked as it was typed."""
    chip = Chip("wording", "Put by the model", request.text, f"The model put ‘{request.text}’ as ‘{form}’")
    return replace(question, chips=(*question.chips, chip))


def _hurried(model: ModelSettings) -> ModelSettings:
    return replace(model, timeout=min(_PATIENCE, _SHARE * model.timeout))


def _written(pieces: Iterable[str]) -> str:
    """Return what a model writes in one line, without quotation marks around it; empty where it fails or runs on."""
    written = ""
    try:
        for piece in pieces:
            written += piece
            if len(written) > _LONGEST:
                return ""
    except ModelError:
        return ""
    return " ".join(written.split()).strip("\"“”‘’'` ")


def keeps_to(form: str, text: str, history: Sequence[Turn]) -> bool:
    """Say whether a form is one question, drops no name or number that was typed, and adds none that nobody said."""
    if not _QUESTION.match(form) or len(form) > _LONGEST or re.search(r"[?!.]\s+\S", form.rstrip()):
        return False
    said = " ".join([text, *(f"{turn.question} {turn.standalone} {turn.answer}" for turn in history)])
    known = {_plain(word) for word in _WORD.findall(said)}
    marked = _marked(form)
    return marked <= known and _marked(text) <= {_plain(word) for word in _WORD.findall(form)}


def _marked(text: str) -> set[str]:
    """Return the words of a text that name or count something."""
    opening = re.match(r"\W*", text)
    start = opening.end() if opening else 0
    found = set()
    for match in _WORD.finditer(text):
        name = match.start() > start or not _QUESTION.match(text)
        named = name and match[0][:1].isupper() and is_name(text, match.start(), match.end())
        counted = _NUMBER.fullmatch(match[0]) and not _MODAL.fullmatch(match[0])
        if named or counted:
            found.add(_plain(match[0]))
    return found


def _plain(word: str) -> str:
    """Return a word as it is compared: in small letters, without a possessive ending."""
    return re.sub(r"['’]s?$", "", word.lower())
