"""Containers: what lies in a zip, a gzip file or a web archive is read as if it lay in a folder, within limits."""

from __future__ import annotations

import gzip
import io
import json
import random
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.readers import read_sources
from corpus.readers.containers import nested, zip_directory
from corpus.types import Article, Refusal

BODY = "The council of Port Ansel met on Monday and voted for the new quay, which opens in May."
LINE = json.dumps({"text": BODY, "title": "Quay"}) + "\n"


def read(path: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the places of the articles, and the refusals, both below the folder of the test."""
    found = list(read_sources([path]))
    base = f"{path.parent}/"
    refused = [(item.place.removeprefix(base), item.reason) for item in found if isinstance(item, Refusal)]
    return [item.source.removeprefix(base) for item in found if isinstance(item, Article)], refused


def page(title: str, body: str = BODY) -> bytes:
    text = f"<p>{body}</p><p>{title}: the harbour master, Ines Falk, told the council that work begins in April.</p>"
    return (
        f"<!doctype html><html><head><title>{title}</title><meta property='og:title' content='{title}'></head>"
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


def packed(path: Path, members: dict[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def zipped(members: dict[str, bytes | str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_the_files_of_a_zip_are_read_by_name_as_those_of_a_folder(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        "b/lines.jsonl": LINE + "{broken\n" + LINE,
        "a.html": page("The quay"),
        "c.txt": BODY,
        "photo.jpg": b"\xff\xd8\xff\xe0\0\0",
        "README.md": "About this archive, at some length.",
        "__MACOSX/._a.html": b"\0\1",
        ".hidden.txt": BODY,
        "empty/": b"",
    }
    articles, refused = read(packed(tmp_path / "press.zip", members))
    assert articles == ["press.zip/a.html", "press.zip/b/lines.jsonl:1", "press.zip/b/lines.jsonl:3", "press.zip/c.txt"]
    assert [place for place, _ in refused] == ["press.zip/b/lines.jsonl:2", "press.zip/photo.jpg"]


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "a/../../evil.txt", "e\nvil.txt"])
def test_a_name_that_points_elsewhere_is_only_a_name(tmp_path: Path, name: str) -> None:
    articles, refused = read(packed(tmp_path / "press.zip", {name: BODY}))
    assert refused == []
    assert len(articles) == 1
    assert articles[0].startswith("press.zip/")
    assert [file.name for file in tmp_path.rglob("*")] == ["press.zip"]


def test_utf8_names_that_are_not_declared_are_read_as_utf8(tmp_path: Path) -> None:
    data = zipped({"Kyiv-aaoouu.txt": BODY}).replace(b"Kyiv-aaoouu", "Kyiv-äöü".encode())
    (tmp_path / "press.zip").write_bytes(data)
    assert read(tmp_path / "press.zip") == (["press.zip/Kyiv-äöü.txt"], [])


def test_one_damaged_or_encrypted_file_does_not_stop_the_others(tmp_path: Path) -> None:
    path = packed(tmp_path / "press.zip", {"a.txt": BODY, "b.txt": f"{BODY} Bee.", "c.txt": f"{BODY} Sea."}, 0)
    data = bytearray(path.read_bytes())
    data[data.index(b"Bee")] = ord("W")
    second = [at for at in range(len(data)) if data[at : at + 4] == b"PK\1\2"][2]
    data[second + 8] |= 1  # encrypted, says the directory
    path.write_bytes(data)
    articles, refused = read(path)
    assert articles == ["press.zip/a.txt"]
    assert refused == [
        ("press.zip/b.txt", "cannot be unpacked: Bad CRC-32 for file 'b.txt'"),
        ("press.zip/c.txt", "encrypted: pack it without a password"),
    ]


def test_a_packing_that_is_not_known_is_refused_by_name(tmp_path: Path) -> None:
    data = bytearray(packed(tmp_path / "press.zip", {"a.txt": BODY}).read_bytes())
    data[8] = data[data.index(b"PK\1\2") + 10] = 99
    (tmp_path / "press.zip").write_bytes(data)
    assert read(tmp_path / "press.zip") == (
        [],
        [("press.zip/a.txt", "cannot be unpacked: That compression method is not supported")],
    )


def test_a_flat_zip_bomb_is_refused_by_name(tmp_path: Path) -> None:
    path = packed(tmp_path / "bomb.zip", {"a.txt": b"a" * 30_000_000, "b.txt": BODY})
    assert read(path) == (
        ["bomb.zip/b.txt"],
        [("bomb.zip/a.txt", "unpacks to over 200 times its size: a zip bomb, not a text")],
    )


def test_a_nested_zip_bomb_runs_out_of_room(tmp_path: Path) -> None:
    part = zipped({f"{n}.txt": b"a" * 9_000_000 for n in range(4)})  # each is small enough to pass by itself
    articles, refused = read(packed(tmp_path / "bomb.zip", {f"{n}.zip": part for n in range(9)}))
    assert len(articles) < 3
    assert refused[-1][1] == "it and what follows is not read: the archive is a zip bomb"
    assert len(refused) < 15


def test_overlapping_entries_run_out_of_room(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"ab" * 4_500_000})
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    entry = data[start:end]
    count = 500
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, count * len(entry), start, 0)
    (tmp_path / "bomb.zip").write_bytes(data[:start] + entry * count + tail)
    articles, refused = read(tmp_path / "bomb.zip")
    assert len(articles) < 3
    assert "zip bomb" in refused[-1][1]


def test_archives_are_opened_three_deep_and_no_deeper(tmp_path: Path) -> None:
    third = zipped({"d.txt": f"{BODY} Deep.", "more.zip": zipped({"e.txt": BODY})})
    path = packed(tmp_path / "a.zip", {"b.zip": zipped({"c.zip": third})})
    assert read(path) == (
        ["a.zip/b.zip/c.zip/d.txt"],
        [("a.zip/b.zip/c.zip/more.zip", "an archive in 3 archives: unpack it and read it by itself")],
    )


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_directory, "MAX_MEMBERS", 10)
    path = packed(tmp_path / "press.zip", {f"{n}.txt": BODY for n in range(11)})
    reason = "not readable as zip: over 10 files in it: unpack it and read the folder"
    assert read(path) == ([], [("press.zip", reason)])
    monkeypatch.setattr(zip_directory, "MAX_MEMBERS", 100)
    monkeypatch.setattr(zip_directory, "_MAX_DIRECTORY", 300)
    assert "over 100 files" in read(path)[1][0][1]


def test_other_documents_that_are_zips_are_refused_as_what_they_are(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.xlsx", {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
    assert read(path)[1] == [("a.xlsx", "an Office file other than Word: save it as CSV, PDF or text")]
    assert read(packed(tmp_path / "none.zip", {}))[1] == [("none.zip", "no files in it")]


def test_a_checkout_of_realtimeqa_is_not_read_out_of_a_zip(tmp_path: Path) -> None:
    path = packed(tmp_path / "main.zip", {"main/past/2022/20220617_gcs.jsonl": "{}"})
    assert read(path)[1] == [("main.zip", "a checkout of RealTimeQA: unpack it and read the folder")]


def test_a_full_disk_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    path = packed(tmp_path / "press.zip", {"a.txt": BODY})
    monkeypatch.setattr(nested, "_unpack", full)
    assert read(path)[1] == [("press.zip/a.txt", "cannot be unpacked: No space left on device")]


def test_gzip_is_read_by_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(LINE.encode()) + gzip.compress(LINE.encode()))
    (tmp_path / "b.gz").write_bytes(gzip.compress(page("The quay")))
    (tmp_path / "c.csv.gz").write_bytes(gzip.compress(f'title,text\nQuay,"{BODY}"\n'.encode()))
    (tmp_path / "text.gz").write_bytes(gzip.compress(BODY.encode()))
    (tmp_path / "table").write_bytes(gzip.compress(f'title,text\nQuay,"{BODY}"\n'.encode()))
    assert read(tmp_path / "text.gz") == (["text.gz"], [])
    assert read(tmp_path / "table") == (["table:2"], [])
    (tmp_path / "d.zip.gz").write_bytes(gzip.compress(zipped({"d.txt": BODY})))
    assert read(tmp_path / "a.jsonl.gz") == (["a.jsonl.gz:1", "a.jsonl.gz:2"], [])
    assert read(tmp_path / "b.gz") == (["b.gz"], [])
    assert read(tmp_path / "c.csv.gz") == (["c.csv.gz:2"], [])
    assert read(tmp_path / "d.zip.gz") == (["d.zip.gz/d.txt"], [])


def test_of_a_gzip_file_that_is_cut_off_the_beginning_is_read(tmp_path: Path) -> None:
    noise = random.Random(7)
    lines = [json.dumps({"text": f"{BODY} {noise.getrandbits(4000):x}"}) for _ in range(200)]
    data = gzip.compress("\n".join(lines).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    articles, refused = read(tmp_path / "a.jsonl.gz")
    assert 80 < len(articles) < 101
    assert refused[-1] == ("a.jsonl.gz", "ends early: it was cut off; what came before was read")
    (tmp_path / "b.txt.gz").write_bytes(data[:10] + b"\xff" * 50)
    assert read(tmp_path / "b.txt.gz")[1][0][1].startswith("damaged as gzip: Error -3")


def test_a_gzip_bomb_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a" * 40_000_000))
    assert "zip bomb" in read(tmp_path / "a.txt.gz")[1][0][1]


def response(writer: WARCWriter, url: str, payload: bytes, status: str = "200 OK", **headers: str) -> None:
    named = [(name.replace("_", "-"), value) for name, value in {"Content_Type": "text/html", **headers}.items()]
    head = StatusAndHeaders(status, named, protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(payload), http_headers=head))


def warc(path: Path, *, packed: bool = True) -> Path:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page("Chunked")), page("Chunked"))
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        response(writer, "https://ledger.example/plain", page("Plain"))
        response(writer, "https://ledger.example/gone", page("Gone"), "404 Not Found")
        response(writer, "https://ledger.example/logo", b"GIF89a", Content_Type="image/gif")
        response(writer, "https://ledger.example/packed", gzip.compress(page("Packed")), Content_Encoding="gzip")
        response(writer, "https://ledger.example/left", page("Left"), Content_Encoding="gzip")
        response(writer, "https://ledger.example/chunked", chunked, Transfer_Encoding="chunked")
        response(writer, "https://ledger.example/deflated", zlib.compress(page("D")), Content_Encoding="deflate")
        response(writer, "https://ledger.example/empty", b"<html><body></body></html>")
        greek = page("Greek", "Το δημοτικό συμβούλιο ψήφισε τη Δευτέρα για τη νέα προβλήτα.").decode()
        response(
            writer,
            "https://ledger.example/el",
            greek.encode("iso-8859-7"),
            Content_Type="text/html; charset=iso-8859-7",
        )
    return path


@pytest.mark.parametrize("name", ["cc.warc.gz", "cc.warc", "cc.gz", "cc"])
def test_a_web_archive_gives_the_pages_that_were_found(tmp_path: Path, name: str) -> None:
    path = warc(tmp_path / name, packed=name.endswith("gz"))
    found = list(read_sources([path]))
    articles = [item for item in found if isinstance(item, Article)]
    assert [article.title for article in articles] == ["Plain", "Packed", "Left", "Chunked", "D", "Greek"]
    assert articles[0].url == "https://ledger.example/plain"
    assert articles[0].published is None  # the day of the crawl is not the day of publication
    assert articles[0].source == f"{path}#2"
    assert "νέα προβλήτα" in articles[-1].text
    refused = [item for item in found if isinstance(item, Refusal)]
    assert [(item.place, item.reason) for item in refused] == [
        (f"{path}#9", "no article found in the page (https://ledger.example/empty)")
    ]


@pytest.mark.parametrize("gzipped", [True, False])
def test_of_a_web_archive_that_is_cut_off_the_beginning_is_read(tmp_path: Path, gzipped: bool) -> None:
    whole = warc(tmp_path / "whole", packed=gzipped).read_bytes()
    for cut in range(60, len(whole), 211):
        (tmp_path / "cut").write_bytes(whole[:cut])
        for item in read_sources([tmp_path / "cut"]):
            assert isinstance(item, Article) or item.reason  # type: ignore[union-attr]
    (tmp_path / "cut").write_bytes(whole[:-100])
    articles = [item for item in read_sources([tmp_path / "cut"]) if isinstance(item, Article)]
    assert [article.caveats for article in articles] == [()] * 5 + [("incomplete",)]
    assert articles[-1].remarks[0].startswith("cut off: ")


def test_a_garbled_web_archive_names_the_byte(tmp_path: Path) -> None:
    data = warc(tmp_path / "cc.warc", packed=False).read_bytes()
    at = data.index(b"WARC/1.0", len(data) // 2)
    (tmp_path / "bad.warc").write_bytes(data[:at] + b"garbage" + data[at + 7 :])
    articles, refused = read(tmp_path / "bad.warc")
    assert articles
    assert refused[-1][1].startswith("not readable as WARC from byte ")


def test_a_page_that_unpacks_without_end_is_refused_alone(tmp_path: Path) -> None:
    with (tmp_path / "cc.warc").open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        bomb = gzip.compress(b"<p>" + b"a" * 30_000_000)
        response(writer, "https://ledger.example/bomb", bomb, Content_Encoding="gzip")
        response(writer, "https://ledger.example/next", page("Next"))
    assert read(tmp_path / "cc.warc") == (
        ["cc.warc#2"],
        [("cc.warc#1", "page is over 20 MB (https://ledger.example/bomb)")],
    )
