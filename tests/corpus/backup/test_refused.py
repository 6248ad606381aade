"""Files that are no backup, no longer one, or one that somebody made to do harm: refused before anything is written."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.backup import container
from corpus.backup.container import Writer
from corpus.backup.restoring import check_backup, restore_backup
from corpus.backup.writing import make_backup
from corpus.errors import BackupError
from corpus.settings import Settings

_FLIPS = 60


@pytest.fixture(scope="module")
def whole(home: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("backup") / "file"
    make_backup(home, file)
    return file.read_bytes()


def _refused(folder: Path, content: bytes, told: str) -> None:
    file = folder / "night.backup"
    file.write_bytes(content)
    with pytest.raises(BackupError, match=rf"night\.backup .*({told})"):
        restore_backup(file, Settings(folder / "new"))
    with pytest.raises(BackupError):
        check_backup(file)
    assert [path.name for path in folder.iterdir()] == ["night.backup"], "nothing is written"


def test_one_changed_bit_anywhere_is_enough(whole: bytes, tmp_path: Path) -> None:
    structure = [0, 4, 10, 31, len(whole) - 1, len(whole) - 64, len(whole) - 80, len(whole) - 100, len(whole) - 300]
    for place in [*structure, *range(1, len(whole), len(whole) // _FLIPS)]:
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        _refused(tmp_path, bytes(changed), "is damaged|no backup of Newsdesk, or is damaged at its beginning")


@pytest.mark.parametrize("left", [0, 1, 29, 60, 1_000, -1, -64, -90, -2_000])
def test_a_cut_file_is_refused(whole: bytes, tmp_path: Path, left: int) -> None:
    _refused(tmp_path, whole[:left], "no backup of Newsdesk" if 0 <= left < 50 else "cut off")


def test_what_comes_behind_is_seen(whole: bytes, tmp_path: Path) -> None:
    _refused(tmp_path, whole + b"\n", "its end was changed")


@pytest.mark.parametrize("content", [b"", b"text\n" * 100, b"SQLite format 3\0" * 9])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    _refused(tmp_path, content, "no backup of Newsdesk")


def test_a_foreign_zip_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "night.backup", "w") as file:
        file.writestr("article.txt", "Dam breaks")
    _refused(tmp_path, (tmp_path / "night.backup").read_bytes(), "no backup of Newsdesk")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"nowhere cannot be read: No such file"):
        restore_backup(tmp_path / "nowhere", Settings(tmp_path / "new"))


def test_a_later_format_is_refused(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(container, "FORMAT", container.FORMAT + 1)
        make_backup(home, tmp_path / "file")
    content = (tmp_path / "file").read_bytes()
    (tmp_path / "file").unlink()
    _refused(tmp_path, content, "made by a newer Newsdesk .* update Newsdesk")


def test_a_later_catalog_is_refused(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    with closing(sqlite3.connect(copy / "catalog.sqlite3")) as db, db:
        db.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    make_backup(copy, tmp_path / "file")
    with pytest.raises(BackupError, match=r"file was not restored: .*newer Newsdesk"):
        restore_backup(tmp_path / "file", Settings(tmp_path / "new"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "home"]


Change = Callable[[Writer, Path], None]


def _made(folder: Path, home: Path, change: Change) -> bytes:
    """Write a backup that a stranger may have made: sealed as ours are, with something in it that we never write."""
    writer = Writer(folder / "made")
    writer.add(home / "catalog.sqlite3", "catalog.sqlite3")
    change(writer, home / "access" / "keys.json")
    writer.finish(newsdesk="0.1.0", made="2026-12-01T00:00:00+00:00", articles=1)
    content = (folder / "made").read_bytes()
    (folder / "made").unlink()
    return content


def _named(name: str) -> Change:
    return lambda writer, file: writer.add(file, name)


def _as_link(writer: Writer, file: Path) -> None:
    writer.add(file, "access/keys.json")
    writer._zip.infolist()[-1].external_attr = (stat.S_IFLNK | 0o777) << 16


def _unlisted(writer: Writer, file: Path) -> None:
    writer._zip.write(file, "home/access/keys.json")


def _twice(writer: Writer, file: Path) -> None:
    for _ in range(2):
        writer.add(file, "access/keys.json")


def _of_another_size(writer: Writer, file: Path) -> None:
    writer.add(file, "access/keys.json")
    entry = writer._entries.pop()
    writer._entries.append(container.Entry(entry.path, entry.size - 1, entry.sha256, entry.modified))


def _of_another_content(writer: Writer, file: Path) -> None:
    writer.add(file, "access/keys.json")
    entry = writer._entries.pop()
    writer._entries.append(container.Entry(entry.path, entry.size, "0" * 64, entry.modified))


_HOSTILE: dict[str, Change] = {
    **{
        name: _named(name)
        for name in (
            *("../outside", "a/../../outside", "/etc/outside", "a//b", "./a", "a/", "..\\outside", "C:\\outside"),
            *("C:outside", "a/..", "words/meta.json", "chroma/1/x", "lock", "catalog.sqlite3-wal", "a\nb"),
        )
    },
    "a link": _as_link, "not listed": _unlisted, "listed twice": _twice, "of another size": _of_another_size,
    "of another content": _of_another_content,
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("what", _HOSTILE)
def test_what_no_newsdesk_writes_is_refused(home: Path, tmp_path: Path, what: str) -> None:
    _refused(tmp_path, _made(tmp_path, home, _HOSTILE[what]), "is no backup of Newsdesk|is damaged")


def test_one_without_a_catalog_is_refused(home: Path, tmp_path: Path) -> None:
    writer = Writer(tmp_path / "made")
    writer.add(home / "access" / "keys.json", "access/keys.json")
    writer.finish(newsdesk="0.1.0", made="2026-12-01T00:00:00+00:00", articles=1)
    content = (tmp_path / "made").read_bytes()
    (tmp_path / "made").unlink()
    _refused(tmp_path, content, "holds no catalog")


def test_a_list_that_is_none_is_refused(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for written in ("[]", "{}", '{"format": 1, "files": [7]}', "{", '{"format": Infinity}'):
        with monkeypatch.context() as patch:
            patch.setattr("corpus.backup.container.json.dumps", lambda *_, written=written, **__: written)
            content = _made(tmp_path, home, lambda *_: None)
        _refused(tmp_path, content, "is no backup of Newsdesk, or is damaged")


def test_files_and_folders_of_one_name_leave_nothing_behind(home: Path, tmp_path: Path) -> None:
    def both(writer: Writer, file: Path) -> None:
        writer.add(file, "access")
        writer.add(file, "access/keys.json")

    (tmp_path / "file").write_bytes(_made(tmp_path, home, both))
    with pytest.raises(BackupError, match="was not restored"):
        restore_backup(tmp_path / "file", Settings(tmp_path / "new"))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


# -- places that cannot be written to


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a small file system, where that is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or shutil.which("mount") is None:
        pytest.skip("needs Linux's tmpfs")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_is_named_and_left_as_it_was(
    home: Path, tmp_path: Path, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(home, tmp_path / "file")
    (disk / "ballast").write_bytes(bytes(700_000))
    with pytest.raises(BackupError, match="the disk is full"):
        make_backup(home, disk / "file")
    with pytest.raises(BackupError, match=r"too little room: \d+ MB are needed, 0 are free"):
        restore_backup(tmp_path / "file", Settings(disk / "new"))
    monkeypatch.setattr("corpus.backup.restoring._check_room", lambda *_: None)
    with pytest.raises(BackupError, match="the disk is full"):
        restore_backup(tmp_path / "file", Settings(disk / "new"))
    assert [path.name for path in disk.iterdir()] == ["ballast"]


def test_a_place_that_cannot_be_written_to_is_named(home: Path, tmp_path: Path, disk: Path) -> None:
    make_backup(home, tmp_path / "file")
    with pytest.raises(BackupError, match=r"a disk of its own, .* name a folder in it"):
        restore_backup(tmp_path / "file", Settings(disk))
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(BackupError, match=r"was not written: Read-only"):
        make_backup(home, disk / "file")
    with pytest.raises(BackupError, match=r"cannot be written: Read-only|too little room"):
        restore_backup(tmp_path / "file", Settings(disk / "new"))
    (tmp_path / "text").write_text("", encoding="utf-8")
    with pytest.raises(BackupError, match="is no folder"):
        restore_backup(tmp_path / "file", Settings(tmp_path / "text"), replace=True)
    with pytest.raises(BackupError, match="cannot be"):
        restore_backup(tmp_path / "file", Settings(tmp_path / "text" / "new"))


def test_an_archive_that_cannot_be_written_to_can_be_backed_up(home: Path, tmp_path: Path) -> None:
    if shutil.which("mount") is None:
        pytest.skip("needs Linux's bind mounts")
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    steps = (["mount", "--bind", copy, copy], ["mount", "-o", "remount,ro,bind", copy])
    if any(subprocess.run(list(map(str, step)), capture_output=True).returncode for step in steps):
        pytest.skip("nothing can be mounted here")
    try:
        report = make_backup(copy, tmp_path / "file")
    finally:
        subprocess.run(["umount", "--lazy", str(copy)], check=True)
    assert check_backup(tmp_path / "file").articles == report.articles > 0
