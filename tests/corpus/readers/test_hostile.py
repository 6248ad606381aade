"""Input that is made to hang, to lead astray or to be lost: each ends soon, and says what became of it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.readers import read_file, read_sources, stdin
from corpus.readers.documents.yaml_fields import Unfolds, load_yaml
from corpus.readers.options import Options
from corpus.readers.pages import html_text
from corpus.types import Article, Record, Refusal

_BODY = "The ferry to Aldmouth sails again from Thursday, the harbour board said, and takes forty cars at a time."


def _read(path: Path) -> list[Record]:
    return list(read_file(path, options=Options()))


def _reasons(records: list[Record]) -> list[str]:
    return [record.reason for record in records if isinstance(record, Refusal)]


def _articles(records: list[Record]) -> list[Article]:
    return [record for record in records if isinstance(record, Article)]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


# -- YAML


def _tower(height: int, width: int) -> str:
    floors = [f"f{n}: &f{n} [{', '.join([f'*f{n - 1}'] * width)}]" for n in range(1, height)]
    return "\n".join([f"f0: &f0 [{', '.join('x' * width)}]", *floors])


@pytest.mark.parametrize(
    "front",
    [
        f"{_tower(9, 9)}\ntitle: *f8",
        f"{_tower(40, 2)}",
        f"{_tower(6, 30)}\nauthor: *f5",
        "title: &me [*me]",
        "title: &me {inner: *me}",
        "a: &a {x: 1}\n" + "\n".join(f"k{n}: [{', '.join(['*a'] * 200)}]" for n in range(40)),
        "a: &a {b: &b [*a, *a]}\ntitle: *b",
    ],
    ids=["tower", "narrow tower", "wide tower", "itself", "itself in a map", "many of one", "in a ring"],
)
def test_aliases_that_unfold_without_end_are_refused_at_once(tmp_path: Path, front: str) -> None:
    note = tmp_path / "note.md"
    note.write_text(f"---\n{front}\n---\n{_BODY}\n")
    seconds = _seconds(lambda: _read(note))
    assert _reasons(_read(note)) == ["front matter is not YAML: its aliases unfold to over 20,000 values"]
    assert seconds < 2


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("who: &w Ann Lee\nauthor: *w", {"who": "Ann Lee", "author": "Ann Lee"}),
        ("t: &t [dam, ferry]\nkeywords: *t\nmore: *t", {"t": ["dam", "ferry"]} | dict.fromkeys(("keywords", "more"))),
        ("draft: No\nday: 2025-02-30", {"draft": "No", "day": "2025-02-30"}),
    ],
)
def test_a_few_aliases_stand_for_what_they_name(source: str, found: dict[str, object]) -> None:
    fields = load_yaml(source)
    assert isinstance(fields, dict)
    assert {name: value for name, value in found.items() if value is not None}.items() <= fields.items()


def test_yaml_of_many_values_without_aliases_is_read() -> None:
    assert load_yaml(f"[{', '.join('x' * 15_000)}]") == ["x"] * 15_000
    with pytest.raises(Unfolds):
        load_yaml(f"[{', '.join('x' * 25_000)}]")


# -- mail


@pytest.mark.parametrize("header", ["From", "Subject", "Date", "Content-Type", "Content-Disposition", "Message-ID"])
@pytest.mark.parametrize("piece", [";", "a:b;", '";', "a*1*=b;", "(", "<a@b>;", "é;", ";\n ", "=?utf-8?q?a?= "])
def test_a_header_without_end_takes_no_more_time_than_its_length(tmp_path: Path, header: str, piece: str) -> None:
    mail = tmp_path / "a.eml"

    def took(length: int) -> float:
        before = "text/plain; " if header == "Content-Type" else ""
        value = before + piece * (length // len(piece))
        mail.write_text(f"Received: by x\n{header}: {value}\nTo: b@c.example\n\n{_BODY}\n")
        return _seconds(lambda: _read(mail))

    took(1_000)
    assert took(400_000) < 1.5


def test_a_long_header_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    mail = tmp_path / "a.eml"
    mail.write_text(f"Received: by x\nSubject: The ferry {'sails ' * 900}\nFrom: Ann Lee <a@b.example>\n\n{_BODY}\n")
    (found,) = _articles(_read(mail))
    assert found.title.startswith("The ferry sails sails") and found.outlet == "Ann Lee"


# -- pages


def _page(paragraphs: int) -> str:
    inner = "".join(f"<p>The ferry to Aldmouth sails {n} times, the harbour board said.</p>" for n in range(paragraphs))
    return f"<html><body><article><h1>The ferry</h1>{inner}</article></body></html>"


def test_a_page_of_more_paragraphs_than_can_be_sorted_names_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html_text, "MAX_SIBLINGS", 500)
    page = tmp_path / "long.html"
    page.write_text(_page(600))
    assert _reasons(_read(page)) == ["page has over 40,000 paragraphs side by side: split it"]
    page.write_text(_page(400))
    assert "sails 399 times" in _articles(_read(page))[0].text


def test_the_time_of_a_page_grows_with_it() -> None:
    html_text.html_to_text(_page(10))
    small, large = (_seconds(lambda n=n: html_text.html_to_text(_page(n))) for n in (10_000, 200_000))  # type: ignore[misc]
    assert large < 20 * 1.5 * small


# -- links


@pytest.fixture
def received(tmp_path: Path) -> Path:
    folder = tmp_path / "received"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "note.txt").write_text(_BODY)
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "diary.txt").write_text(_BODY.replace("ferry", "locker"))
    return folder


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("{top}/private/diary.txt", "a link that leads out of the folder: name what it leads to"),
        ("../private/diary.txt", "a link that leads out of the folder: name what it leads to"),
        ("../private", "a link that leads out of the folder: name what it leads to"),
        ("deep/../../private/diary.txt", "a link that leads out of the folder: name what it leads to"),
        ("/etc/hostname", "a link that leads out of the folder: name what it leads to"),
        ("nowhere.txt", "a link that leads nowhere"),
        ("link.txt", "a link that leads nowhere"),
    ],
)
def test_a_link_that_leads_out_of_a_folder_is_named_and_not_read(received: Path, target: str, told: str) -> None:
    (received / "link.txt").symlink_to(target.format(top=received.parent))
    records = list(read_sources([received]))
    assert [(Path(r.place).name, r.reason) for r in records if isinstance(r, Refusal)] == [("link.txt", told)]
    assert [article.text for article in _articles(records)] == [_BODY]


def test_a_link_within_a_folder_and_a_link_that_was_named_are_read(received: Path, tmp_path: Path) -> None:
    (received / "again.txt").symlink_to("deep/note.txt")
    assert len(_articles(list(read_sources([received])))) == 2
    (tmp_path / "link").symlink_to(tmp_path / "private")
    assert "locker" in _articles(list(read_sources([tmp_path / "link"])))[0].text


def test_a_chain_of_links_is_followed_to_its_end(received: Path) -> None:
    (received / "one.txt").symlink_to("two.txt")
    (received / "two.txt").symlink_to("../private/diary.txt")
    assert len(_reasons(list(read_sources([received])))) == 2


# -- pipes


def _lines(many: int) -> bytes:
    return "".join(f'{{"title": "Ferry {n}", "text": "{_BODY} {n}"}}\n' for n in range(many)).encode()


@pytest.fixture
def writer() -> Iterator[Callable[[Path, bytes, float], None]]:
    """Write to a named pipe from a thread, after some seconds."""
    threads: list[threading.Thread] = []

    def write(pipe: Path, data: bytes, after: float) -> None:
        def work() -> None:
            with pipe.open("wb") as file:
                time.sleep(after)
                file.write(data)

        threads.append(threading.Thread(target=work, daemon=True))
        threads[-1].start()

    yield write
    for thread in threads:
        thread.join(10)


@pytest.mark.parametrize(
    ("name", "data", "many"),
    [
        ("in.jsonl", _lines(400), 400),
        ("in", _lines(3), 3),
        ("in.csv", f"title;text\nFerry;{_BODY}\nQuay;{_BODY}!\n".encode(), 2),
        ("in.txt", _BODY.encode(), 1),
        ("in.html", _page(30).encode(), 1),
        ("in.json", b"[" + b",".join(_lines(5).splitlines()) + b"]", 5),
    ],
)
@pytest.mark.parametrize("after", [0.0, 0.3])
def test_all_of_a_named_pipe_is_read(
    tmp_path: Path, writer: Callable[[Path, bytes, float], None], name: str, data: bytes, many: int, after: float
) -> None:
    pipe = tmp_path / name
    os.mkfifo(pipe)
    writer(pipe, data, after)
    records = list(read_sources([pipe]))
    assert len(_articles(records)) == many, _reasons(records)
    assert all(article.source.startswith(str(pipe)) for article in _articles(records))


def test_a_pipe_that_is_open_already_is_read_from_its_beginning() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as file:
        file.write(_lines(7))
    try:
        assert len(_articles(list(read_sources([f"/dev/fd/{reading}"])))) == 7
    finally:
        os.close(reading)


def test_a_pipe_without_a_writer_and_one_without_a_word_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: Callable[[Path, bytes, float], None]
) -> None:
    monkeypatch.setattr(stdin, "_PATIENCE", 0.3)
    pipe = tmp_path / "in.jsonl"
    os.mkfifo(pipe)
    assert _reasons(list(read_sources([pipe]))) == ["nobody has written to this pipe within 0 seconds"]
    writer(pipe, b"", 0.1)
    assert _reasons(list(read_sources([pipe]))) == ["empty file"]


def test_a_device_is_refused() -> None:
    assert _reasons(list(read_sources(["/dev/zero"]))) == [
        "neither a file nor a pipe: pipe its content into `newsdesk ingest -`"
    ]


def test_pipes_in_a_folder_are_passed_over(received: Path) -> None:
    os.mkfifo(received / "in.jsonl")
    code = f"from corpus.readers import read_sources; print(len(list(read_sources([{str(received)!r}]))))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.strip() == "1"
