"""Saved conversations: kept whole, listed, searched, renamed, deleted, and never mixed up."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.conversations import Conversations, Exchange, Filters, Talk
from assistant.errors import ConversationDamaged, ConversationNotFound, ConversationUnsaved
from assistant.json_store import decode, encode
from assistant.settings import ModelSettings
from assistant.types import Answer, Chip, Citation, Question, Reports, Statement
from corpus import Coverage, Scope, Window
from corpus.archive import Archive
from corpus.settings import Settings
from tests.assistant.scripted_server import Script, ScriptedServer
from tests.fake_encoder import FakeEncoder
from tests.writing import article, write

_DAM = article("Dam", "The Hask dam broke on Friday night after four days of rain. Nine people died in Sorrel.", 15)
_BANK = article("Bank", "The National Bank raised its rate to 4 percent. Governor Mira Sand spoke of prices.", 16)
FULL = Answer(
    Question(
        "And in March?",
        "Who died in March?",
        "Who died?",
        Scope(Window(date(2025, 3, 1), None), ("Courier",), date(2025, 3, 20), frozenset({"x", "y"}), ("news",)),
        (Chip("window", "March 2025", "in March"),),
    ),
    "answered",
    (Statement("Nine died.", (1,), "quoted", "", "Courier, 15 March"), Statement("Ten.", (), "unsupported", "the 10")),
    (Citation(1, "a", "a.1.0", None, "Dam 🌊 \u202eRTL", None, None, "Nine died.", 0, 10, also_in=("B",)),),
    Coverage(3, 2, date(2025, 1, 1), None),
    Reports(2, 1),
    short_answer="nine",
    lead="From one article:",
    closest=(Citation(1, "b", "b.1.0", "B", "T", "https://b.example", "2025-03-01", "q", 1, 2, corrections=("c",)),),
    notes=("n",),
    model="m",
    confidence=0.5,
    timings={"retrieve": 0.25},
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.open(settings=Settings(tmp_path / "home"), encoder=FakeEncoder())
    opened.ingest([write(tmp_path / "a.jsonl", _DAM, _BANK)])
    return opened


@pytest.fixture
def store(archive: Archive) -> Conversations:
    return Conversations(archive.home)


def asked(talk: Talk, assistant: Assistant, text: str, filters: Filters | None = None) -> Exchange:
    """Ask and answer."""
    exchange_id = talk.ask(text, filters or Filters())
    for _ in talk.answer(assistant, exchange_id):
        pass
    found = talk.exchange(exchange_id)
    assert found is not None
    return found


def test_every_field_of_an_answer_comes_back_as_it_was() -> None:
    stored = json.loads(json.dumps(encode(FULL)))
    assert decode(Answer, stored) == FULL
    assert decode(Answer, stored | {"of a later version": 1}) == FULL
    del stored["closest"]
    assert decode(Answer, stored) == replace(FULL, closest=())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "sure"),
        ("status", ["answered"]),
        ("statements", {}),
        ("statements", [{"text": "x", "citations": [], "verdict": '"><b>'}]),
        ("citations", [{"number": "1"}]),
        ("question", None),
        ("confidence", True),
        ("coverage", {"articles": 1, "outlets": 1, "first": "soon", "last": None}),
        ("timings", []),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(Answer, json.loads(json.dumps(encode(FULL))) | {field: value})


def test_a_conversation_is_kept_with_each_answer_and_carried_on(archive: Archive, store: Conversations) -> None:
    assistant = Assistant(archive)
    talk = Talk(store)
    assert store.shelf().summaries == ()
    first = asked(talk, assistant, "How many people died in Sorrel when the Hask dam broke?", Filters(kinds=("news",)))
    assert first.answer
    assert first.answer.status == "answered"
    (listed,) = store.shelf().summaries
    assert (listed.title, listed.questions) == ("How many people died in Sorrel when the Hask dam broke?", 1)

    again = Conversations(archive.home).get(listed.id)
    assert again == talk.conversation
    carried_on = Talk(store, again)
    second = asked(carried_on, assistant, "And when did it break?")
    assert second.answer
    assert "Hask" in second.answer.question.standalone, "the earlier question is known"
    assert [turn.question for turn in carried_on.history(second.id)] == [first.text]
    assert [one.text for one in store.get(listed.id).exchanges] == [first.text, second.text]


def test_the_receipt_says_how_an_answer_came_about(archive: Archive, store: Conversations) -> None:
    day = date(2025, 3, 18)
    talk = Talk(store, now=lambda: "2026-11-25T10:00:00.000+00:00")
    exchange = asked(
        talk, Assistant(archive), "How many died in Sorrel?", Filters(day, Window(since=day), (), ("news",))
    )
    talk.ask_again(exchange.id, filters=Filters(day), standalone="How many people died in Sorrel at the Hask dam?")
    for _ in talk.answer(Assistant(archive), exchange.id):
        pass
    again = store.get(talk.conversation.id).exchanges[0]
    receipt = again.receipt
    assert receipt is not None
    assert again.answer is not None
    assert receipt.question == "How many died in Sorrel?"
    assert receipt.standalone == "How many people died in Sorrel at the Hask dam?"
    assert (receipt.asked, receipt.as_of, receipt.since) == ("2026-11-25T10:00:00.000+00:00", day, None)
    assert receipt.archive == archive.fingerprint()
    assert {citation.passage_id for citation in again.answer.citations} <= set(receipt.passages)
    assert receipt.verdicts == tuple(s.verdict for s in again.answer.statements)
    assert (receipt.model, receipt.prompt) == (None, None)
    assert receipt.newsdesk


def test_the_fingerprint_tells_one_state_of_the_archive_from_another(archive: Archive, tmp_path: Path) -> None:
    before = archive.fingerprint()
    assert archive.fingerprint() == before
    (dam,) = [a.id for a in archive.listing(Scope()) if a.title == "Dam"]
    archive.withdraw(dam)
    withdrawn = archive.fingerprint()
    archive.withdraw(dam, undo=True)
    assert archive.fingerprint() == before != withdrawn
    archive.ingest([write(tmp_path / "b.jsonl", _DAM | {"text": "The Hask dam held. Nobody died in Sorrel."})])
    assert archive.fingerprint() != before


def test_the_key_is_nowhere_in_what_is_kept(archive: Archive, store: Conversations) -> None:
    with ScriptedServer({"tells": Script(status=401, body='{"error": {"message": "bad key {key}"}}')}) as server:
        settings = ModelSettings("tells", server.base_url, "sk-very-secret", timeout=2.0)
        asked(Talk(store), Assistant(archive, model=settings), "How many people died in Sorrel?")
    kept = "".join(path.read_text(encoding="utf-8") for path in store.folder.iterdir())
    assert "refused the key" in kept
    assert "sk-very-secret" not in kept


def test_words_of_questions_and_answers_are_found(archive: Archive, store: Conversations) -> None:
    assistant = Assistant(archive)
    flood, bank = Talk(store), Talk(store)
    asked(flood, assistant, "When did the Hask dam break?")
    asked(bank, assistant, "To what did the National Bank raise its rate?")
    assert [one.id for one in store.shelf("four DAYS of rain").summaries] == [flood.conversation.id]
    assert [one.id for one in store.shelf("to what did").summaries] == [bank.conversation.id]
    assert store.shelf("lynx").summaries == ()
    assert [one.id for one in store.shelf().summaries] == [bank.conversation.id, flood.conversation.id], "newest first"


def test_a_conversation_is_renamed_found_by_its_beginning_and_deleted(archive: Archive, store: Conversations) -> None:
    talk = Talk(store)
    asked(talk, Assistant(archive), "When did the Hask dam break?")
    talk.rename("  The   dam ")
    assert store.shelf("the dam").summaries[0].title == "The dam"
    asked(talk, Assistant(archive), "How many died?")
    assert store.get(talk.conversation.id).title == "The dam"
    assert store.resolve(talk.conversation.id[:4]) == talk.conversation.id
    store.delete(talk.conversation.id)
    assert store.shelf().summaries == ()
    for name in (talk.conversation.id, "../catalog", "", "x" * 12):
        with pytest.raises(ConversationNotFound):
            store.get(name)
        with pytest.raises(ConversationNotFound):
            store.delete(name)
    with pytest.raises(ConversationNotFound, match="begins with 'zz'"):
        store.resolve("zz")


def test_a_conversation_deleted_elsewhere_stays_deleted(archive: Archive, store: Conversations) -> None:
    talk = Talk(store)
    asked(talk, Assistant(archive), "When did the Hask dam break?")
    old = talk.conversation.id
    store.delete(old)
    asked(talk, Assistant(archive), "How many people died in Sorrel?")
    assert "deleted elsewhere" in talk.trouble or talk.conversation.id != old
    (listed,) = store.shelf().summaries
    assert listed.id == talk.conversation.id != old
    assert [one.text for one in talk.exchanges] == ["How many people died in Sorrel?"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"format": 1}',
        b'{"format": 99, "id": "0123456789ab"}',
        b'{"format": 1, "id": "ffffffffffff"}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"format": 1, "id": "0123456789ab", "exchanges": [{"id": 5}]}',
    ],
)
def test_a_damaged_file_is_told_by_name_and_left_out(store: Conversations, archive: Archive, content: bytes) -> None:
    talk = Talk(store)
    asked(talk, Assistant(archive), "When did the Hask dam break?")
    (store.folder / "0123456789ab.json").write_bytes(content)
    shelf = store.shelf()
    assert [one.id for one in shelf.summaries] == [talk.conversation.id]
    assert len(shelf.damaged) == 1
    assert "0123456789ab.json" in shelf.damaged[0]
    with pytest.raises(ConversationDamaged, match=r"0123456789ab\.json"):
        store.get("0123456789ab")
    store.delete("0123456789ab")
    assert store.shelf().damaged == ()


def test_where_nothing_can_be_written_the_conversation_goes_on_and_is_kept_later(
    archive: Archive, store: Conversations
) -> None:
    store.folder.write_text("a file in the way")
    talk = Talk(store)
    first = asked(talk, Assistant(archive), "When did the Hask dam break?")
    assert first.answer
    assert "not saved" in talk.trouble
    with pytest.raises(ConversationUnsaved, match="cannot be written"):
        store.put(talk.conversation.id, first, moment="2025", begun=False)
    store.folder.unlink()
    asked(talk, Assistant(archive), "How many people died in Sorrel?")
    assert talk.trouble == ""
    assert len(store.get(talk.conversation.id).exchanges) == 2


def test_nothing_is_kept_without_a_store(archive: Archive, store: Conversations) -> None:
    talk = Talk(None)
    one = asked(talk, Assistant(archive), "When did the Hask dam break?")
    talk.rate(one.id, True)
    talk.rename("Secret")
    assert len(talk.exchanges) == 1
    assert not store.folder.exists()


def test_a_rating_is_kept_with_its_reason_and_taken_back(archive: Archive, store: Conversations) -> None:
    talk = Talk(store)
    one = asked(talk, Assistant(archive), "When did the Hask dam break?")
    talk.rate(one.id, False, "  about the\nwrong dam ")
    rating = store.get(talk.conversation.id).exchanges[0].rating
    assert rating
    assert (rating.good, rating.reason) == (False, "about the wrong dam")
    talk.rate(one.id, None)
    assert store.get(talk.conversation.id).exchanges[0].rating is None


def test_one_conversation_open_in_two_tabs_loses_nothing(archive: Archive, store: Conversations) -> None:
    assistant = Assistant(archive)
    one = Talk(store)
    asked(one, assistant, "When did the Hask dam break?")
    other = Talk(Conversations(archive.home), store.get(one.conversation.id))
    asked(other, assistant, "How many people died in Sorrel?")
    asked(one, assistant, "Who spoke of prices?")
    texts = ["When did the Hask dam break?", "How many people died in Sorrel?", "Who spoke of prices?"]
    assert [exchange.text for exchange in store.get(one.conversation.id).exchanges] == texts
    assert [exchange.text for exchange in one.exchanges] == texts


def test_ten_people_at_once_do_not_mix(archive: Archive, store: Conversations) -> None:
    assistant = Assistant(archive)
    talks = [Talk(store) for _ in range(10)]
    wrong: list[str] = []

    def person(number: int) -> None:
        talk = talks[number]
        for turn in range(4):
            exchange = asked(talk, assistant, f"Person {number}, question {turn}: when did the Hask dam break?")
            if not exchange.answer or not exchange.text.startswith(f"Person {number},"):
                wrong.append(exchange.text)

    people = [threading.Thread(target=person, args=(number,)) for number in range(10)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert wrong == []
    assert len(store.shelf().summaries) == 10
    for number, talk in enumerate(talks):
        kept = Conversations(archive.home).get(talk.conversation.id)
        assert kept == talk.conversation
        assert [one.text.split(":")[0] for one in kept.exchanges] == [
            f"Person {number}, question {n}" for n in range(4)
        ]


_WRITER = """
import sys
from pathlib import Path
from assistant.conversations import Conversations, Exchange
store = Conversations(Path(sys.argv[1]))
for n in range(100_000):
    text = f"{sys.argv[2]} {n} " + "x" * 20_000
    store.put("0123456789ab", Exchange(f"{sys.argv[2]}{n % 40}", text), moment=str(n), begun=False)
    print(n, flush=True)
"""


def test_a_kill_loses_nothing_of_what_was_kept(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    for kill in range(5):
        program = [sys.executable, "-c", _WRITER, str(tmp_path)]
        with (
            subprocess.Popen([*program, "a"], stdout=subprocess.PIPE, text=True) as first,
            subprocess.Popen([*program, "b"], stdout=subprocess.PIPE, text=True) as second,
        ):
            assert first.stdout
            assert second.stdout
            said = {"a": "", "b": ""}
            for _ in range(3 + 2 * kill):
                said = {"a": first.stdout.readline(), "b": second.stdout.readline()}
            time.sleep(0.003 * kill)
            os.kill(first.pid, signal.SIGKILL)
            os.kill(second.pid, signal.SIGKILL)
            rest = {"a": first.stdout.read(), "b": second.stdout.read()}
            done = {name: int((said[name] + rest[name]).split()[-1]) for name in said}
        kept = store.get("0123456789ab")
        assert store.shelf().damaged == ()
        for name, last in done.items():
            numbers = [int(one.text.split()[1]) for one in kept.exchanges if one.id == f"{name}{last % 40}"]
            assert numbers == [last], "what was said to be kept is there"
    store.put("0123456789ab", Exchange("c", "after"), moment="z", begun=True)
    assert [path.name for path in store.folder.iterdir() if path.suffix == ".tmp"] == [], "what a kill left is cleared"
