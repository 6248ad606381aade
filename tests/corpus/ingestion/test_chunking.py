"""Passages: exact, whole, within the limit, the same each time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from corpus.embedding.encoder import Encoder, load_encoder
from corpus.ingestion.chunking import chunk
from corpus.settings import BUNDLED_ENCODER
from tests.fake_encoder import FakeEncoder

_WORDS = (
    "the flood council said on Monday that 3.2 million people in Brenna's valley U.S. Lt. Gen. voted, resigned; “why?” "
    "Überprüfung naïve coöperation $1.5bn COVID-19 https://example.org/a/b?c=d&e=f reservoir dam—and spillway"
).split()
_PIECES = (
    lambda r: " ".join(r.choices(_WORDS, k=r.randint(3, 40))) + r.choice(". ! ? … ”".split()),
    lambda r: " ".join(r.choices(_WORDS, k=r.randint(300, 900))),  # a sentence without an end
    lambda r: "".join(r.choices("abcdefghijklmnop", k=r.randint(50, 3000))),  # a word without an end
    lambda r: "".join(r.choices("水壩潰決造成三十一人死亡政府調查原因。", k=r.randint(5, 900))),
    lambda r: "".join(r.choices("เขื่อนแตกน้ำท่วมหมู่บ้าน", k=r.randint(5, 900))),
    lambda r: "".join(r.choices("댐이무너져서른한명이숨졌다", k=r.randint(5, 600))),
    lambda r: "".join(r.choices("😀🇺🇦👩‍👩‍👧🏽🌊", k=r.randint(1, 300))),
    lambda r: r.choice(["\n", "\n\n", "\n\n\n\n\n\n", " \n ", "\t", "\u00a0 ", "\u3000", "\x0b"]) * r.randint(1, 5),
    lambda r: r.choice([". . . . .", "—", "\u200b\u200b", "\u0301", "a\u0301" * 50, "\ufffd"]),
)


def _text(seed: int) -> str:
    choose = random.Random(seed)
    parts = [choose.choice(_PIECES)(choose) for _ in range(choose.randint(1, 25))]
    return "".join(part + choose.choice([" ", " ", "", "\n", "\n\n"]) for part in parts)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """Return the real tokenizer; nothing is compiled, since nothing is encoded."""
    return load_encoder(BUNDLED_ENCODER, tmp_path_factory.mktemp("none"))


def _verify(text: str, spans: list[tuple[int, int]], encoder: Encoder, limit: int) -> None:
    covered = 0
    for start, end in spans:
        assert covered <= start < end <= len(text)
        assert not text[covered:start].strip(), "left out"
        assert text[start:end].strip()
        assert len(encoder.token_starts(text[start:end])) <= limit
        covered = end
    assert not text[covered:].strip(), "left out at the end"


def test_any_text_is_cut_into_whole_passages_within_the_limit(real: Encoder) -> None:
    for seed in range(300):
        text = _text(seed)
        starts = real.token_starts(text)
        spans = chunk(text, starts, limit=real.limit)
        _verify(text, spans, real, real.limit)
        assert spans == chunk(text, starts, limit=real.limit)


@pytest.mark.parametrize("limit", [1, 2, 7, 30])
def test_small_limits_hold_too(limit: int) -> None:
    encoder = FakeEncoder(limit=limit)
    for seed in range(30):
        text = _text(seed)
        _verify(text, chunk(text, encoder.token_starts(text), limit=limit), encoder, limit)


def test_tokens_that_share_an_offset_do_not_stop_it() -> None:
    assert chunk("한국", [0, 0, 0, 1, 1, 1], limit=2) == [(0, 1), (1, 2)]


def test_a_passage_ends_with_a_sentence_and_rather_with_a_paragraph() -> None:
    encoder = FakeEncoder()
    sentence = "The council of the town met on Monday and voted. "
    text = "\n\n".join(sentence * 8 for _ in range(6))
    spans = chunk(text, encoder.token_starts(text), limit=254)
    assert len(spans) > 1
    for start, end in spans:
        assert text[start:end].startswith("The council")
        assert text[start:end].endswith("voted.")
    assert any(text[end : end + 3].strip(" ") == "\n\n" for _, end in spans)


def test_a_scrap_joins_the_passage_before_it() -> None:
    encoder = FakeEncoder()
    text = "The council of the town met on Monday and voted. " * 18 + "It ended."
    assert len(chunk(text, encoder.token_starts(text), limit=254)) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\n \n", "\u3000"])
def test_no_words_no_passages(text: str, real: Encoder) -> None:
    assert chunk(text, real.token_starts(text), limit=254) == []


def test_signs_without_a_token_are_kept(real: Encoder) -> None:
    text = "\u200b"
    assert chunk(text, real.token_starts(text), limit=254) == [(0, 1)]


def test_a_book_takes_no_quadratic_time(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    text = "word " * 200_000  # one sentence, a million characters
    spans = chunk(text, encoder.token_starts(text), limit=254)
    assert sum(end - start for start, end in spans) > 990_000
