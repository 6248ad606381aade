"""Read the files of a zip archive, in the order of their names, as those of a folder."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath

from corpus.readers.containers.nested import over_ratio, read_inside, within
from corpus.readers.containers.zip_directory import open_zip
from corpus.readers.options import Options
from corpus.readers.records.realtimeqa import layout_of
from corpus.types import Record, Refusal

_ENCRYPTED = 0x1  # bits of ZipInfo.flag_bits
_NAMED_IN_UTF8 = 0x800
_OTHERS = {  # zip archives that are one document: their parts are no articles
    "[Content_Types].xml": "an Office file other than Word: save it as CSV, PDF or text",
    "META-INF/container.xml": "an e-book: save it as text or HTML",
    "META-INF/manifest.xml": "an OpenDocument file: save it as DOCX, CSV, PDF or text",
}


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield from each file; folders, hidden files and files about the archive (README …) are passed over."""
    inside = within(path, options)
    if isinstance(inside, Refusal):
        yield inside
        return
    try:
        archive = open_zip(path)
    except zipfile.BadZipFile as exc:
        yield Refusal(str(path), f"not readable as zip: {exc}")
        return
    with archive:
        members = _members(archive)
        other = next((reason for name, reason in _OTHERS.items() if name in archive.NameToInfo), None)
        if any(layout_of(Path(name)) for name, _ in members):  # its files make sense together only
            other = "a checkout of RealTimeQA: unpack it and read the folder"
        if other or not members:
            yield Refusal(str(path), other or "no files in it")
            return
        for name, info in members:
            place = f"{path}/{name}"
            problem = _problem(info)
            if problem:
                yield Refusal(place, problem)
            elif inside.room.left < 0:
                yield Refusal(place, "it and what follows is not read: the archive is a zip bomb")
                return
            else:
                yield from read_inside(partial(archive.open, info), name=name, place=place, options=inside)


def _members(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the files to read, by name."""
    from corpus.readers import _passed_over  # here, because the reader of folders calls this one

    named = [(_name(info), info) for info in archive.infolist() if not info.is_dir()]
    kept = [(name, info) for name, info in named if not _passed_over(Path(*_parts(name)))]
    return sorted(kept, key=lambda member: member[0])


def _parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name, without '..', '.' and a leading '/' (they lead nowhere: nothing is put there)."""
    parts = PurePosixPath(name).parts
    return tuple(part for part in parts if part.strip("./")) or ("file",)


def _name(info: zipfile.ZipInfo) -> str:
    """Return a name for people; one that is not declared as UTF-8 often is all the same."""
    name = info.filename
    if not info.flag_bits & _NAMED_IN_UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return re.sub(r"[\x00-\x1f\x7f]", "?", name)


def _problem(info: zipfile.ZipInfo) -> str | None:
    """Return why a file is not unpacked."""
    if info.flag_bits & _ENCRYPTED:
        return "encrypted: pack it without a password"
    return over_ratio(info.file_size, info.compress_size)
