"""A conversation as a file: receipts, numbers through the whole of it, nothing that becomes markup, no key."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.cli.saved_results import print_fallen
from assistant.conversations import Conversation, Conversations, Exchange, Rating, Talk
from assistant.conversations.export import as_json, as_markdown
from assistant.types import Answer, Citation, Question, Statement
from assistant.verification.saved_citations import read_citations
from corpus import Scope
from corpus.archive import Archive
from corpus.settings import Settings
from tests.fake_encoder import FakeEncoder
from tests.writing import article, write

_HOSTILE = "<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1)) $x$ &copy; -->"
_SECOND = "When did Governor Mira Sand of the National Bank speak of prices?"
_RECORDS = (
    article("Dam", "The Hask dam broke on Friday night after four days of rain. Nine people died in Sorrel.", 15),
    article("Bank", "The National Bank raised its rate to 4 percent. Governor Mira Sand spoke of prices.", 16),
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.open(settings=Settings(tmp_path / "home"), encoder=FakeEncoder())
    opened.ingest([write(tmp_path / "a.jsonl", *_RECORDS)])
    return opened


@pytest.fixture
def conversation(archive: Archive) -> Conversation:
    talk = Talk(Conversations(archive.home))
    for question in ("When did the Hask dam break?", _SECOND):
        for _ in talk.answer(Assistant(archive), talk.ask(question)):
            pass
    talk.rate(talk.exchanges[0].id, True, "just right")
    return talk.conversation


def test_json_holds_each_answer_as_ask_prints_it_with_its_receipt(conversation: Conversation) -> None:
    shown = json.loads(json.dumps(as_json(conversation)))
    first, second = shown["exchanges"]
    assert (shown["id"], shown["title"]) == (conversation.id, "When did the Hask dam break?")
    assert first["answer"]["status"] == second["answer"]["status"] == "answered"
    assert (first["rating"]["good"], first["rating"]["reason"]) == (True, "just right")
    wanted = "question standalone asked as_of since until outlets kinds archive passages model prompt verdicts newsdesk"
    assert set(wanted.split()) <= set(first["receipt"])
    numbers = [c["number"] for one in shown["exchanges"] for c in one["answer"]["citations"]]
    assert numbers == list(range(1, len(numbers) + 1)), "each citation has a number of its own"
    for one in shown["exchanges"]:
        known = {c["number"] for c in one["answer"]["citations"]}
        assert all(set(s["citations"]) <= known for s in one["answer"]["statements"])
        at, quotes = one["answer"]["short_answer_at"], {c["number"]: c for c in one["answer"]["citations"]}
        cited = quotes[at["citation"]]
        assert (
            cited["quote"][at["start"] - cited["start"] : at["end"] - cited["start"]] == one["answer"]["short_answer"]
        )


@pytest.mark.parametrize("form", ["json", "md"])
def test_check_cited_reads_an_export(
    conversation: Conversation, archive: Archive, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = json.dumps(as_json(conversation)) if form == "json" else as_markdown(conversation)
    file = tmp_path / f"chat.{form}"
    file.write_text(text, encoding="utf-8")
    assert len(read_citations(file)) >= 2
    assert print_fallen(archive, file, as_json=False) == 0
    archive.withdraw(next(a.id for a in archive.listing(Scope()) if a.title == "Bank"))
    assert print_fallen(archive, file, as_json=False) == 1
    assert "Courier: withdrawn" in capsys.readouterr().out


def test_markdown_is_read_by_a_person(conversation: Conversation) -> None:
    text = as_markdown(conversation)
    assert text.startswith("# When did the Hask dam break?\n")
    assert "## 2. When did Governor Mira Sand" in text
    assert "> The Hask dam broke on Friday night after four days of rain. [1] (The Courier" not in text
    assert "> The Hask dam broke on Friday night after four days of rain. [1] (Courier, 15 March)" in text
    assert "- [1] Courier, 2025-03-15: Dam, <https://courier.example/Dam>" in text
    assert "Rated good: just right." in text
    assert "    archive: fake:128" in text


def test_nothing_in_it_becomes_markup() -> None:
    cited = Citation(1, "a", "a.1.0", _HOSTILE, _HOSTILE, "javascript:alert(1)", None, _HOSTILE, 0, 9)
    answer = Answer(
        Question(_HOSTILE, _HOSTILE, "q", Scope(as_of=date(2025, 3, 1), outlets=(_HOSTILE,))),
        "answered",
        (
            Statement(_HOSTILE, (1,), "supported", "", _HOSTILE),
            Statement("- 1. list", (1,), "quoted"),
            Statement("1. list", (), "unsupported", _HOSTILE),
        ),
        (cited,),
        lead=_HOSTILE,
        short_answer="# " + _HOSTILE,
        short_answer_confidence=1.0,
        notes=(_HOSTILE,),
    )
    one = Exchange("1", _HOSTILE, answer=answer, rating=Rating(False, _HOSTILE), problem=_HOSTILE)
    both = (one, replace(one, answer=None))
    text = as_markdown(Conversation("0123456789ab", _HOSTILE, "2025-03-01", "2025-03-01", both))
    body, _, comment = text.rpartition("<!-- ")
    for markup in ("<img", "*bold", "[link", "&copy", "$x", "# <", "<javascript"):
        assert not re.search(rf"(?<!\\){re.escape(markup)}", body), markup
    assert comment.count("-->") == 1
    assert "<" not in comment
    assert "\n\\# \\<img" in text or "**\\# \\<img" in text
