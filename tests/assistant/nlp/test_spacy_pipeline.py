"""The parser: loaded when it is needed, checked before it is used, and bounded in what it takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import ParserError
from assistant.nlp import spacy_pipeline
from assistant.nlp.spacy_pipeline import parse


def test_a_sentence_does_not_cross_a_line() -> None:
    doc = parse("A headline without a stop\nThe pier closed. Nobody was hurt.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "A headline without a stop",
        "The pier closed.",
        "Nobody was hurt.",
    ]


def test_a_parse_is_kept_by_its_text() -> None:
    assert parse("The pier closed at noon.") is parse("The pier closed at noon.")


def test_what_is_no_word_is_blank_and_a_long_text_is_cut() -> None:
    text = "Before. " + "A" * 500 + " after. " + "The pier closed. " * 9_000
    doc = parse(text)
    assert doc.text[:8] == text[:8]
    assert "AAA" not in doc.text
    assert len(doc.text) == 60_000


def test_files_that_are_not_the_models_are_refused(tmp_path: Path) -> None:
    for name in ("tok2vec", "tagger", "parser", "ner"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "model").write_bytes(b"another model")
    with pytest.raises(ParserError, match="not the expected model"):
        spacy_pipeline._check_files(tmp_path)


def test_nothing_loads_spacy_before_it_is_needed() -> None:
    modules = "assistant.assistant, assistant.briefing, assistant.lookup, assistant.cli"
    program = f"import sys, {modules}; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
