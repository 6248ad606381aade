"""The reader with its own weights: it finds answers where they are, and says so where they are not."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.reader.model import WEIGHTS, Reader
from corpus import CannotCompile

FERRY = (
    "The ferry struck the pier in Korva harbour on Tuesday evening. Mayor Ilse Kovar said that 63 people were hurt, "
    "two of them badly. The harbour will stay shut until Friday while divers look at the pier, which was built in 1911."
)
CUP = "Talvia beat Kestria by two goals to one and won the cup for the third time. Jon Brandt scored both goals."


@pytest.fixture(scope="module")
def reader(models: Path) -> Reader:
    return Reader(cache=models / "reader")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who is the mayor?", "Ilse Kovar"),
        ("How many people were hurt?", "63"),
        ("Where did the ferry strike the pier?", "Korva harbour"),
        ("When was the pier built?", "1911"),
    ],
)
def test_it_finds_the_words_that_answer(reader: Reader, question: str, answer: str) -> None:
    (reading,) = reader.read(question, [("Ferry hits pier", FERRY)])
    best = reading.spans[0]
    assert answer in FERRY[best.start : best.end]
    assert len(FERRY[best.start : best.end]) <= len(answer) + 12


def test_a_passage_on_something_else_answers_less(reader: Reader) -> None:
    there, elsewhere = reader.read(
        "How many people were hurt when the ferry struck the pier?", [("", FERRY), ("", CUP)]
    )
    assert there.answers > elsewhere.answers
    assert there.spans[0].share > elsewhere.spans[0].share


def test_readings_come_in_the_order_of_the_passages(reader: Reader) -> None:
    passages = [("", CUP), ("", FERRY), ("", ""), ("", FERRY * 12), ("Cup", CUP)]
    found = reader.read("Who scored both goals?", passages)
    assert len(found) == len(passages)
    assert CUP[found[0].spans[0].start : found[0].spans[0].end] == "Jon Brandt"
    assert found[2].spans == ()
    for reading, (_, text) in zip(found, passages, strict=True):
        assert all(0 <= span.start < span.end <= len(text) and 0 < span.share <= 1 for span in reading.spans)
        assert 0 <= reading.none <= 1
        assert 0 <= reading.answers <= 1


def test_spans_of_a_passage_do_not_overlap(reader: Reader) -> None:
    (reading,) = reader.read("What happened on Tuesday?", [("", FERRY)])
    taken = sorted((span.start, span.end) for span in reading.spans)
    assert all(before[1] <= after[0] for before, after in pairwise(taken))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "🚢" * 400,
        "ביום שלישי פגעה המעבורת במזח.",
        "A lone \ud800 surrogate.",
        "word " * 5_000,
        "<b>63</b> hurt",
    ],
)
def test_strange_text_is_read_as_any_other(reader: Reader, text: str) -> None:
    (reading,) = reader.read("How many were hurt?", [(text[:100], text)])
    assert all(text[span.start : span.end] for span in reading.spans)


def test_nothing_is_read_where_there_is_nothing(reader: Reader) -> None:
    assert reader.read("Who?", []) == []
    assert len(reader.read("", [("", FERRY)])) == 1


def test_several_threads_read_at_once(reader: Reader) -> None:
    asked = ["Who is the mayor?", "How many people were hurt?"] * 8
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda question: reader.read(question, [("", FERRY)])[0], asked))
    assert all(one == found[place % 2] for place, one in enumerate(found))


def test_weights_that_are_missing_or_damaged_are_named(tmp_path: Path) -> None:
    with pytest.raises(CannotCompile, match="cannot be loaded"):
        Reader(tmp_path).read("Who?", [("", FERRY)])
    (tmp_path / "reader.xml").write_text("<net", encoding="utf-8")
    (tmp_path / "reader.bin").write_bytes(b"")
    with pytest.raises(CannotCompile, match=str(tmp_path)):
        Reader(tmp_path).read("Who?", [("", FERRY)])


def test_the_weights_are_small_and_tell_where_they_come_from() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.glob("reader.*")) < 24_000_000
    card = (WEIGHTS / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert all(name in card for name in ("SQuADshifts", "QAMR", "RealTimeQA", "CC BY 4.0", "MIT"))
    log = (WEIGHTS / "training_log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["loss"] for line in log if "loss" in line]
