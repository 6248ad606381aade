"""What was cited once, and may not be cited any more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.cli.saved_results import print_fallen
from assistant.errors import SavedResultError
from assistant.serialization import answer_json
from assistant.types import Answer
from assistant.verification.revalidation import fallen
from assistant.verification.saved_citations import read_citations
from corpus.archive import Archive
from corpus.settings import Settings
from tests.fake_encoder import FakeEncoder
from tests.writing import article, write

_RECORD = article("Dam", "The Hask dam broke on Friday night after four days of rain. Nine people died in Sorrel.")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.open(settings=Settings(tmp_path / "home"), encoder=FakeEncoder())
    opened.ingest([write(tmp_path / "a.jsonl", _RECORD)])
    return opened


@pytest.fixture
def answer(archive: Archive) -> Answer:
    given = Assistant(archive).ask("When did the Hask dam break?")
    assert given.citations
    assert fallen(archive, given.citations) == {}
    return given


def test_a_withdrawn_article_is_told_of_and_stands_again_when_it_is_let_back_in(
    archive: Archive, answer: Answer
) -> None:
    i = answer.citations[0].article_id
    archive.withdraw(i)
    assert set(fallen(archive, answer.citations).values()) == {"Courier: withdrawn"}
    archive.withdraw(i, undo=True)
    assert fallen(archive, answer.citations) == {}


def test_a_removed_article_is_told_of(archive: Archive, answer: Answer) -> None:
    archive.remove(answer.citations[0].article_id)
    assert "no longer in the archive" in fallen(archive, answer.citations)[1]


def test_a_new_version_is_told_of_only_where_the_words_are_gone(
    archive: Archive, answer: Answer, tmp_path: Path
) -> None:
    text = str(_RECORD["text"])
    archive.ingest([write(tmp_path / "b.jsonl", _RECORD | {"text": text + " The inquiry opens in May."})])
    assert fallen(archive, answer.citations) == {}
    archive.ingest([write(tmp_path / "c.jsonl", _RECORD | {"text": "The Hask dam held. Nobody died in Sorrel."})])
    assert "the quoted words are no longer in it" in fallen(archive, answer.citations)[1]


def test_a_saved_answer_is_checked(
    archive: Archive, answer: Answer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "answer.json"
    saved.write_text(json.dumps(answer_json(answer)), encoding="utf-8")
    count = len(read_citations(saved))
    assert print_fallen(archive, saved, as_json=False) == 0
    archive.withdraw(answer.citations[0].article_id)
    assert print_fallen(archive, saved, as_json=True) == 1
    printed = capsys.readouterr().out
    assert f"{count} of {count} citations stand." in printed
    assert '"why": "Courier: withdrawn"' in printed


@pytest.mark.parametrize("content", ["", "[]", '{"statements": []}', "[" * 100_000, "\ud800"])
def test_what_is_no_saved_result_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(SavedResultError, match=r"other\.json"):
        read_citations(path)
