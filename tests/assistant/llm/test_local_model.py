"""A model in this process, for real: openvino-genai with a model of one layer that writes a given text."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.assistant import Assistant
from assistant.cli import app
from assistant.errors import ModelBroken, ModelRefused
from assistant.generation.events import Done, Token
from assistant.llm.chat_model import check_model
from assistant.llm.local_files import Speed, added_models, find_model, keep_speed, known_speed, tokens_in_time
from assistant.llm.local_model import LocalChat, open_pipeline
from assistant.llm.local_models import add_local_model
from assistant.llm.prompts import passages_within
from assistant.llm.streaming import stream_answer
from assistant.llm.usage import Meter
from assistant.settings import LOCAL, ModelSettings
from assistant.types import Question
from corpus import Archive, Scope
from tests.assistant.evidence import evidence
from tests.assistant.tiny_model import write_tiny_model

PIECES = ("Ms", " Halvard", " said", " that", " Norrmark", " would", " keep", " supplying", " air", " defence",
          " equipment", " [", "9", "]", ".", " She", " gave", " 900", " tanks", " [1", "].")  # fmt: skip
QUESTION = Question("What rose?", "What rose?", "rose", Scope(as_of=date(2025, 3, 20)))
EVIDENCE = evidence("The river Aln rose 3.2 metres.", "The mayor saw nothing coming.")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("tiny") / "tiny.gguf", PIECES)


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("endless") / "endless.gguf", (" word", " after"), endless=True)


def local(path: Path) -> ModelSettings:
    return ModelSettings(model=str(path), provider=LOCAL, timeout=20.0)


def test_it_streams_and_counts_its_tokens(tiny: Path) -> None:
    meter = Meter()
    pieces = list(stream_answer(local(tiny), QUESTION, EVIDENCE, meter=meter))
    assert "".join(pieces) == "".join(PIECES)
    assert len([piece for piece in pieces if piece]) > 10
    assert meter.usage is not None
    assert (meter.usage.calls, meter.usage.estimated) == (1, False)
    assert meter.usage.written >= len(PIECES)


def test_it_can_be_invoked_and_stopped_at_words(tiny: Path) -> None:
    assert LocalChat(path=tiny).invoke("Who?").text == "".join(PIECES)
    assert LocalChat(path=tiny).invoke("Who?", stop=[" keep"]).text == "Ms Halvard said that Norrmark would"


def test_who_leaves_the_stream_stops_the_model(endless: Path) -> None:
    chat = LocalChat(path=endless, max_tokens=100_000)
    stream = chat.stream("Go on.")
    assert [next(stream).text for _ in range(3)] == [" word", " after", " word"]
    stream.close()  # type: ignore[attr-defined]
    with open_pipeline(endless).lock:  # free once the model has stopped
        pass
    assert len(LocalChat(path=endless, max_tokens=3).invoke("Again.").text.split()) == 3


def test_an_answer_that_runs_on_is_cut_and_told(endless: Path) -> None:
    with pytest.raises(ModelBroken, match="length"):
        list(stream_answer(local(endless), QUESTION, EVIDENCE))


def test_an_answer_of_it_is_checked_as_any_other(demo_home: Path, tiny: Path) -> None:
    archive = Archive.open(demo_home)
    asking = Assistant(archive, model=local(tiny), today=lambda: date(2026, 11, 22))
    events = list(asking.stream("What did Norrmark say it would supply?"))
    archive.close()
    assert sum(isinstance(event, Token) for event in events) > 5
    assert isinstance(events[-1], Done)
    answer = events[-1].answer
    assert answer.usage is not None
    assert answer.usage.sent_to == ""
    assert not any("900" in one.text for one in answer.statements if one.verdict != "unsupported")


def test_what_is_sent_is_cut_to_what_it_reads_in_ten_seconds(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.touch()
    keep_speed(path, Speed(30.0, 5.0))
    assert known_speed(path) == Speed(30.0, 5.0)
    assert tokens_in_time(str(path)) == 300
    many = evidence(*("word " * 60 for _ in range(8)))
    assert len(passages_within(many, 300)) < len(passages_within(many, 700)) < 8
    assert passages_within(many, 700) == many[: len(passages_within(many, 700))]
    assert len(passages_within(many, 1)) == 1


def test_a_model_is_added_measured_listed_and_used_by_its_name(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_CACHE", str(tmp_path))
    told: list[str] = []
    added = add_local_model(str(tiny), "", tell=told.append)
    assert added.name == "tiny"
    assert added.answer.startswith("Ms Halvard")
    assert added.speed.read > 0
    assert added_models() == ["tiny"]
    assert known_speed(find_model("tiny")) == added.speed
    assert "local:tiny" in CliRunner().invoke(app, ["model", "list"]).stdout
    assert check_model(ModelSettings(model="tiny", provider=LOCAL), timeout=1.0) is None
    text = "".join(stream_answer(ModelSettings(model="tiny", provider=LOCAL), QUESTION, EVIDENCE))
    assert text.startswith("Ms Halvard")


def test_what_is_no_model_is_refused_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_CACHE", str(tmp_path / "cache"))
    (tmp_path / "bad.gguf").write_bytes(b"GGUF and nothing else")
    (tmp_path / "empty").mkdir()
    for source, said in (
        (tmp_path / "bad.gguf", "not added"),
        (tmp_path / "empty", "no model"),
        (Path("no/such"), "hub"),
    ):
        with pytest.raises(ModelRefused, match=said):
            add_local_model(str(source), "", tell=lambda _: None)
    assert added_models() == []
    with pytest.raises(ModelRefused, match="newsdesk model add"):
        list(stream_answer(local(tmp_path / "none.gguf"), QUESTION, EVIDENCE))


def test_a_model_that_never_ends_holds_nobody_up(endless: Path) -> None:
    chat = LocalChat(path=endless, max_tokens=100_000)
    started = time.monotonic()
    with pytest.raises(ModelBroken, match="Nobody waits"):
        _leave(chat)
    assert time.monotonic() - started < 15


def _leave(chat: LocalChat) -> None:
    from threading import Event

    from assistant.llm.prompts import prompt_values
    from assistant.llm.streaming import build_chain

    unwanted = Event()
    for _ in build_chain(chat, unwanted=unwanted).stream(prompt_values(QUESTION, EVIDENCE)):
        unwanted.set()
