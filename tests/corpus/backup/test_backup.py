"""A backup of a real archive, and the archive that is made of it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from corpus.archive import Archive
from corpus.backup import exchange, working_folder
from corpus.backup.restoring import check_backup, restore_backup
from corpus.backup.writing import make_backup
from corpus.errors import BackupError
from corpus.settings import Settings
from corpus.types import Hit, Scope
from tests.chroma_server import chroma_server
from tests.corpus.backup.conftest import ARTICLES, FILES, LEFT, Open
from tests.fake_encoder import FakeEncoder
from tests.invented import invented
from tests.writing import write

_QUERIES = ("flood evacuation people", "“4-mile” road", "central bank budget Castane", "vaccine for the towns of Ålund")


def _found(archive: Archive) -> list[list[tuple[str, float, float]]]:
    def facts(hits: list[Hit]) -> list[tuple[str, float, float]]:
        return [(hit.passage.id, round(hit.words, 4), round(hit.meaning, 4)) for hit in hits]

    return [facts(archive.search(query, Scope(), limit=20)) for query in _QUERIES]


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_restored_archive_is_the_one_that_was_backed_up(home: Path, tmp_path: Path, open_archive: Open) -> None:
    report = make_backup(home, tmp_path / "file")
    assert (report.articles, report.files, report.left_out) == (ARTICLES, len(FILES) + 2, ())
    assert check_backup(tmp_path / "file") == report
    new = tmp_path / "deep" / "new"
    assert restore_backup(tmp_path / "file", Settings(new)) == report

    for name, text in FILES.items():
        assert (new / name).read_text(encoding="utf-8") == text
        assert (new / name).stat().st_mtime == pytest.approx((home / name).stat().st_mtime)
    assert not [name for name in LEFT if (new / name).exists()]
    with closing(sqlite3.connect(new / "monitoring.sqlite3")) as db:
        assert db.execute("SELECT id FROM watches").fetchall() == [("strike",)]

    before, after = open_archive(home), open_archive(new)
    assert after.check().problems == () == before.check().problems
    assert after.check().pending == 0
    assert _found(after) == _found(before)
    assert after.fingerprint() == before.fingerprint()
    assert [article.id for article in after.listing(Scope())] == [article.id for article in before.listing(Scope())]
    encoder = after._encoder
    assert isinstance(encoder, FakeEncoder)
    assert set(encoder.encoded) == set(_QUERIES), "nothing is embedded again"
    before.close()
    after.close()


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_what_is_made_is_its_owners_alone(home: Path, tmp_path: Path) -> None:
    make_backup(home, tmp_path / "file")
    restore_backup(tmp_path / "file", Settings(tmp_path / "new"))
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    made = [tmp_path / "new", *(tmp_path / "new" / name for name in (*FILES, "catalog.sqlite3", "monitoring.sqlite3"))]
    assert {stat.S_IMODE(path.stat().st_mode) for path in made if path.is_file()} == {0o600}
    folders = [tmp_path / "new", *(path.parent for path in made[1:]), tmp_path / "new" / "people" / "ana"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_links_are_not_followed_and_named(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    (copy / "conversations" / "passwd.json").symlink_to("/etc/passwd")
    (copy / "elsewhere").symlink_to(tmp_path)
    (copy / "a:b").write_text("", encoding="utf-8")
    report = make_backup(copy, tmp_path / "file")
    assert [told.partition(":")[0] for told in sorted(report.left_out)][1:] == [
        "'conversations/passwd.json'",
        "'elsewhere'",
    ]
    assert "not every system" in sorted(report.left_out)[0]
    restore_backup(tmp_path / "file", Settings(tmp_path / "new"))
    assert not (tmp_path / "new" / "conversations" / "passwd.json").exists()


_INGEST = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from corpus.archive import Archive
from corpus.indexes import build
from corpus.ingestion import pipeline, record_queue
from corpus.settings import Settings
from tests.fake_encoder import FakeEncoder
record_queue._ARTICLES, build._EMBED, pipeline._COMMIT_EVERY, pipeline._ROUND = 8, 24, 0.25, 60
class Slow(FakeEncoder):
    def encode(self, texts, *, on_batch=None):
        time.sleep(0.05)
        return super().encode(texts, on_batch=on_batch)
archive = Archive.open(settings=Settings(Path(sys.argv[2])), encoder=Slow(dimensions=32))
print("begins", flush=True)
archive.ingest([sys.argv[3]])
"""


def test_backups_while_another_process_ingests_are_each_whole(tmp_path: Path, open_archive: Open) -> None:
    home, many = tmp_path / "home", 400
    source = write(tmp_path / "all.jsonl", *invented(many))
    command = [sys.executable, "-c", _INGEST, str(Path(__file__).parents[3]), str(home), str(source)]
    counts: list[int] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begins\n"
        while process.poll() is None:
            counts.append(make_backup(home, tmp_path / f"file-{len(counts)}").articles)
            time.sleep(0.2)
    assert process.returncode == 0
    assert counts == sorted(counts)
    some = [number for number, count in enumerate(counts) if count > 0]
    assert some, "one was made before the end"
    for number in {some[0], some[len(some) // 2], some[-1]}:
        new = tmp_path / f"new-{number}"
        restore_backup(tmp_path / f"file-{number}", Settings(new))
        archive = open_archive(new)
        checked = archive.check()
        assert (checked.articles, checked.problems) == (counts[number], ())
        report = archive.ingest([source])
        assert (report.added, report.unchanged) == (many - counts[number], counts[number])
        checked = archive.check()
        assert (checked.articles, checked.pending, checked.problems) == (many, 0, ())
        archive.close()


_KILLED = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from corpus.backup import container, restoring, writing
from corpus.settings import Settings
def stop(*_, **__):
    print("in the middle", flush=True)
    time.sleep(600)
if sys.argv[2] == "backup":
    container.Writer.finish = stop
    writing.make_backup(Path(sys.argv[3]), Path(sys.argv[4]))
else:
    restoring.build.fill_chroma = stop
    restoring.restore_backup(Path(sys.argv[4]), Settings(Path(sys.argv[3])), replace=True)
"""


def _kill_in_the_middle(what: str, home: Path, file: Path) -> None:
    command = [sys.executable, "-c", _KILLED, str(Path(__file__).parents[3]), what, str(home), str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        process.kill()


def test_a_kill_leaves_no_half_backup_under_the_name(home: Path, tmp_path: Path) -> None:
    _kill_in_the_middle("backup", home, tmp_path / "file")
    assert not (tmp_path / "file").exists()
    assert len(list(tmp_path.iterdir())) == 1, "what was begun is beside it"
    report = make_backup(home, tmp_path / "file")
    assert list(tmp_path.iterdir()) == [tmp_path / "file"], "and goes with the next"
    _kill_in_the_middle("backup", home, tmp_path / "file")
    assert check_backup(tmp_path / "file") == report, "an earlier one stays"


def test_a_kill_while_restoring_leaves_the_archive_that_was_there(
    home: Path, tmp_path: Path, open_archive: Open
) -> None:
    old = tmp_path / "old"
    archive = open_archive(old)
    archive.ingest([write(tmp_path / "a.jsonl", *invented(5))])
    archive.close()
    make_backup(home, tmp_path / "file")
    before = _names(old)
    _kill_in_the_middle("restore", old, tmp_path / "file")
    assert _names(old) == before
    archive = open_archive(old)
    assert (archive.status().articles, archive.check().problems) == (5, ())
    archive.close()
    restore_backup(tmp_path / "file", Settings(old), replace=True)
    archive = open_archive(old)
    assert (archive.status().articles, archive.check().problems) == (ARTICLES, ())
    archive.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "file", "old"]


@pytest.mark.parametrize("at_once", [True, False])
def test_an_archive_is_replaced_when_that_is_asked_for(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_archive: Open, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(exchange, "_exchange_at_once", lambda *_: False)
    make_backup(home, tmp_path / "file")
    new = tmp_path / "new"
    new.mkdir()
    (new / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BackupError, match=r"not empty.*--replace"):
        restore_backup(tmp_path / "file", Settings(new))
    assert _names(new) == {"notes.txt"}
    restore_backup(tmp_path / "file", Settings(new), replace=True)
    assert not (new / "notes.txt").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "new"]
    archive = open_archive(new)
    assert (archive.status().articles, archive.check().problems) == (ARTICLES, ())
    archive.close()


def test_what_cannot_change_places_stays_where_it_was(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(OSError):
        exchange.exchange(tmp_path / "gone", tmp_path / "there")
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


@pytest.mark.parametrize("lock", ["lock", "monitoring.lock"])
def test_an_archive_that_somebody_writes_to_is_not_replaced(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    monkeypatch.setattr("corpus.backup.restoring._PATIENCE", 0)
    make_backup(home, tmp_path / "file")
    (tmp_path / "new").mkdir()
    with FileLock(tmp_path / "new" / lock), pytest.raises(BackupError, match=r"somebody else .* end that first"):
        restore_backup(tmp_path / "file", Settings(tmp_path / "new"), replace=True)
    assert _names(tmp_path / "new") <= {"lock", "monitoring.lock"}


def test_a_folder_of_a_process_that_still_runs_is_left_alone(tmp_path: Path) -> None:
    with working_folder.working_folder(tmp_path / "a") as first:
        with working_folder.working_folder(tmp_path / "a") as second:
            assert first.is_dir() and second.is_dir()
        assert first.is_dir() and not second.exists()
    assert list(tmp_path.iterdir()) == []


def test_nothing_but_a_backup_is_overwritten(home: Path, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"PK\x03\x04 mine")
    with pytest.raises(BackupError, match=r"report\.docx is there and is no backup"):
        make_backup(home, tmp_path / "report.docx")
    assert (tmp_path / "report.docx").read_bytes() == b"PK\x03\x04 mine"
    for target, told in ((tmp_path, "is no backup"), (home / "file", "in the archive itself")):
        with pytest.raises(BackupError, match=told):
            make_backup(home, target)
    with pytest.raises(BackupError, match="there is no archive in"):
        make_backup(tmp_path / "nowhere", tmp_path / "file")
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(BackupError, match=r"was not written: No such file"):
        make_backup(home, tmp_path / "nowhere" / "file")


def test_a_damaged_archive_is_not_backed_up(home: Path, tmp_path: Path) -> None:
    make_backup(home, tmp_path / "file")
    earlier = (tmp_path / "file").read_bytes()
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    for name, told in (("monitoring.sqlite3", "monitoring"), ("catalog.sqlite3", "catalog")):
        whole = (copy / name).read_bytes()
        (copy / name).write_bytes(whole[:100] + b"\xff" * 3_000 + whole[3_100:])
        with pytest.raises(BackupError, match=rf"no backup was made: .*{told}\.sqlite3 is damaged"):
            make_backup(copy, tmp_path / "file")
        (copy / name).write_bytes(whole)
    assert (tmp_path / "file").read_bytes() == earlier


def test_a_restored_archive_and_its_model_share_no_vectors_on_a_server(tmp_path: Path, open_archive: Open) -> None:
    source = write(tmp_path / "a.jsonl", *invented(20))
    (tmp_path / "chroma").mkdir()
    with chroma_server(tmp_path / "chroma") as url:
        homes = [tmp_path / "one", tmp_path / "two"]
        first = Archive.open(settings=Settings(homes[0], chroma_url=url), encoder=FakeEncoder(dimensions=32))
        first.ingest([source])
        make_backup(homes[0], tmp_path / "file")
        for replace in (False, True):
            restore_backup(tmp_path / "file", Settings(homes[1], chroma_url=url), replace=replace)
            second = Archive.open(settings=Settings(homes[1], chroma_url=url), encoder=FakeEncoder(dimensions=32))
            assert second.check().problems == ()
            assert second.check().in_chroma == second.check().passages
            second.remove(second.listing(Scope())[0].id)
            second.close()
        assert (first.check().articles, first.check().problems) == (20, ())
        first.close()
