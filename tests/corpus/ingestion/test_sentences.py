"""Sentences: their offsets are exact, and abbreviations do not end them."""

from __future__ import annotations

import random

import pytest

from corpus.ingestion.sentences import sentence_spans


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Lt. Gen. Harrow met Dr. Quist in the U.S. embassy at 9 a.m. on Friday. He resigned."
    assert _sentences(text) == [text[:-13], "He resigned."]


def test_a_line_break_ends_a_sentence() -> None:
    assert _sentences("Flood toll rises\n\nThe dam broke\nat night.") == [
        "Flood toll rises",
        "The dam broke",
        "at night.",
    ]


def test_quotes_and_decimals_stay_whole() -> None:
    text = "“We will not negotiate.” The bank paid 3.5 million."
    assert "3.5 million" in _sentences(text)[-1]
    assert "".join(_sentences(text)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("text", ["", " ", "\n", " \n \t\n"])
def test_blank_text_has_no_sentences(text: str) -> None:
    assert sentence_spans(text) == []


def test_no_character_is_lost_and_none_is_in_two_sentences() -> None:
    signs = [*"abcXYZ .!?…\"“”'’()[]0123,;:-—\n\t水。😀é", "U.S. ", "Mr. ", ". ", "\n\n"]
    for seed in range(200):
        choose = random.Random(seed)
        text = "".join(choose.choices(signs, k=choose.randint(1, 400)))
        covered = 0
        for start, end in sentence_spans(text):
            assert covered <= start < end
            assert not text[covered:start].strip()
            assert text[start:end] == text[start:end].strip()
            covered = end
        assert not text[covered:].strip()
