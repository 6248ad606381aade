"""What a question may use: kinds of article, and nothing later than the as-of day, versions included."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.assistant import Assistant
from assistant.cli import app
from corpus import Scope
from corpus.archive import Archive
from corpus.settings import Settings
from tests.fake_encoder import FakeEncoder
from tests.writing import article, write

_DAM = article("Dam", "The Hask dam broke on Friday night. Seventeen people died in Sorrel, the mayor said.", 15)
_RISEN = _DAM | {"text": "The Hask dam broke on Friday night. Twenty-nine people died in Sorrel, the mayor said."}
_VIEW = article("View", "The Hask dam broke because nobody listened in Sorrel.", 16) | {"kind": "opinion"}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.open(settings=Settings(tmp_path / "home"), encoder=FakeEncoder())
    opened.ingest([write(tmp_path / "a.jsonl", _DAM, _VIEW, article("Cat", "A cat sat in the sun.", 20))])
    return opened


def _titles(archive: Archive, scope: Scope) -> set[str]:
    return {hit.article.title for hit in archive.search("Hask dam", scope)}


def test_a_question_keeps_to_kinds(archive: Archive) -> None:
    assert dict(archive.kinds()) == {"news": 2, "opinion": 1}
    assert _titles(archive, Scope(kinds=("opinion",))) == {"View"}
    answer = Assistant(archive).ask("Why did the Hask dam break?", kinds=("opinion",))
    assert {citation.kind for citation in (*answer.citations, *answer.closest)} == {"opinion"}
    assert answer.question.scope.kinds == ("opinion",)
    assert answer.coverage.articles == 1


def test_a_rare_kind_is_found_among_many_that_fit_better(tmp_path: Path, archive: Archive) -> None:
    many = [article(f"Hask dam {n}", f"Hask dam, Hask dam: report {n} of the Hask dam.", 17) for n in range(120)]
    archive.ingest([write(tmp_path / "b.jsonl", *many)])
    found = archive.search("Hask dam", Scope(kinds=("opinion",)), limit=10)
    assert [hit.article.title for hit in found] == ["View"]
    assert found[0].words > 0, "by words, too"


def test_a_text_that_was_changed_after_the_as_of_day_is_not_used(tmp_path: Path, archive: Archive) -> None:
    archive.ingest([write(tmp_path / "b.jsonl", _RISEN | {"updated": "2025-03-24"})])
    assert "Dam" not in _titles(archive, Scope(as_of=date(2025, 3, 16)))
    assert "Dam" not in _titles(archive, Scope(as_of=date(2025, 3, 23)))
    assert "Dam" in _titles(archive, Scope(as_of=date(2025, 3, 24)))
    early = Assistant(archive).ask("How many people died in Sorrel?", as_of=date(2025, 3, 16))
    assert "Twenty-nine" not in " ".join(s.text for s in early.statements)


def test_the_usual_as_of_day_is_late_enough_for_the_last_change(tmp_path: Path, archive: Archive) -> None:
    assert Assistant(archive, today=lambda: date(2026, 11, 1)).today_as_of() == date(2025, 3, 20)
    archive.ingest([write(tmp_path / "b.jsonl", _RISEN | {"updated": "2025-03-24T10:00:00+01:00"})])
    assistant = Assistant(archive, today=lambda: date(2026, 11, 1))
    assert assistant.today_as_of() == date(2025, 3, 24)
    assert "Twenty-nine" in " ".join(s.text for s in assistant.ask("How many people died in Sorrel?").statements)


def test_a_change_that_the_archive_saw_after_the_day_counts_where_the_source_does_not_date_it(
    tmp_path: Path, archive: Archive
) -> None:
    archive.ingest([write(tmp_path / "b.jsonl", _RISEN)])
    today = date.today()
    assert "Dam" in _titles(archive, Scope(as_of=date(2025, 3, 16))), "the archive did not yet exist on that day"
    assert "Dam" in _titles(archive, Scope(as_of=today))
    with archive._catalog.transaction():
        archive._catalog.execute("UPDATE articles SET added = '2025-03-15T20:00:00+00:00'")
    assert "Dam" not in _titles(archive, Scope(as_of=date(2025, 3, 16))), "it had the first text then"
    assert "Dam" in _titles(archive, Scope(as_of=today))


def test_the_command_takes_kinds(demo_home: Path) -> None:
    question = "Should the truce be a freeze?"
    printed = CliRunner().invoke(app, ["ask", question, "--kind", "Opinion", "--home", str(demo_home), "--json"])
    answer = json.loads(printed.stdout)
    assert answer["filters"]["kinds"] == ["opinion"]
    assert {citation["kind"] for citation in [*answer["citations"], *answer["closest"]]} <= {"opinion"}
    wrong = CliRunner().invoke(app, ["ask", question, "--kind", "gossip", "--home", str(demo_home)])
    assert wrong.exit_code == 2
    assert "'gossip' is no kind of article; there are: news, opinion" in wrong.output
