"""Whatever a file holds: articles, changes of status or named refusals come out, and in time."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from corpus.ingestion.normalization import title_from
from corpus.readers import read_sources
from corpus.types import Article, Refusal
from tests.benchmarks.fuzz import fuzz, problems, watched
from tests.corpus.readers import test_documents as documents
from tests.corpus.readers.samples import BODY, samples

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the watchdog needs the timers of Unix")
_INPUTS = 60  # a format; `python tests/benchmarks/fuzz.py` reads 2,000


@pytest.mark.parametrize("name", samples())
def test_each_sample_gives_an_article(tmp_path: Path, name: str) -> None:
    sample = samples()[name]
    (tmp_path / sample.name).write_bytes(sample.data)
    found = list(read_sources([tmp_path / sample.name]))
    assert any(isinstance(record, Article) for record in found)
    assert [problem for record in found for problem in problems(record, tmp_path)] == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", samples())
def test_damaged_and_hostile_files_do_no_harm(tmp_path: Path, name: str) -> None:
    told = fuzz(name, _INPUTS, tmp_path)
    assert told.inputs == _INPUTS
    assert [(problem, sample.data[:200]) for problem, sample in told.failures] == []
    assert told.articles and told.refusals


@pytest.mark.parametrize(
    "record",
    [
        Refusal("/elsewhere", "no text"),
        Refusal("/a", ""),
        Refusal("/a", "two\nlines"),
        Refusal("/a", "x" * 300),
        Refusal("/a", "not readable: KeyError"),
        Article(id="1", title="T", text="a  b", source="/a"),
        Article(id="1", title="T", text="a\ud800", source="/a"),
        Article(id="1", title="T", text="a", source="/a", kind="essay"),
        Article(id="1", title="T", text="a", source="/a", published="2099-01-01", dated_by="record"),
        "text",
    ],
)
def test_the_judge_sees_what_is_wrong(record: object) -> None:
    assert list(problems(record, Path("/a")))


def feed(description: str, encoding: str = "utf-8", *, date: str = "", uri: str = "http://x.example/") -> bytes:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" xmlns:z="{uri}"><channel><title>x</title><item>'
        f"<title>t</title><description>{description}</description><pubDate>{date}</pubDate></item></channel></rss>"
    ).encode("utf-8", "surrogatepass")


QUOTED = "\x1b]0;x\x07\n\u202e\ud800"
LONG_PAGE = documents.printed(f"{'a' * 100_000}\n{BODY}\n{BODY}")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.jsonl", json.dumps({"text": BODY, "pubstatus": QUOTED}), 'pubstatus "�]0;x� ��" is none of usable'),
        ("a.csv", f"{'x' * 600},{'y' * 600}\n1,2\n", "no column for the text among: x"),
        ("a.jsonl", json.dumps({"text": BODY, "embargo": "9999-12-31"}), 'embargo "9999-12-31" is beyond the calendar'),
        ("a.jsonl", json.dumps({"text": BODY, "date": "1" * 30 + "e400 pm"}), "its day is not taken"),
        ("a.xml", feed(BODY, "undefined"), ""),
        ("a.xml", feed(f"{BODY} \\ud800", "unicode-escape"), ""),
        ("a.xml", feed(BODY, date="Fri, 31 Dec 9999 23:59:59 -2359"), "published"),
        ("a.xml", b'<newsItem xmlns="a}b"/>', ""),
        ("a.pdf", LONG_PAGE, ""),
        ("a.rdf", f"<r{'a' * 3000}/>", f"format not known: XML with the root <r{'a' * 39}>"),
        ("a.md", f"---\ntitle: {'[' * 3000}\n---\n{BODY}", "front matter is not YAML: nested too deep"),
    ],
)  # fmt: skip
def test_what_once_went_wrong(tmp_path: Path, name: str, content: str | bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = list(read_sources([path]))
    assert found
    assert [problem for record in found for problem in problems(record, path)] == []
    told = [record.reason for record in found if isinstance(record, Refusal)]
    told += [remark for record in found if isinstance(record, Article) for remark in record.remarks]
    assert not reason or any(words.startswith(reason) for words in told)


def test_a_damaged_row_group_is_a_refusal_of_its_own_words(tmp_path: Path) -> None:
    data = samples()["parquet"].data
    refused = set()
    for at in range(4, len(data), 97):
        (tmp_path / "a.parquet").write_bytes(data[:at] + b"\xff\xff" + data[at + 2 :])
        refused |= {item.reason for item in read_sources([tmp_path / "a.parquet"]) if isinstance(item, Refusal)}
    assert any(reason.startswith("not readable as Parquet after row 0: ") for reason in refused)
    assert not any("Exception" in reason or reason.startswith("cannot be read") for reason in refused)


def test_a_title_is_made_of_half_a_million_lines_that_are_none() -> None:
    assert title_from("a –\n" * 500_000 + BODY) == BODY.removesuffix(".")


RUN = " " * 100_000
LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "%s"}}</script>'
WRAPPED = f"{'word ' * 12}word\n" * 60_000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps({"text": BODY, "author": f"A B{RUN}C D", "keywords": f"a{RUN}b"})),
        ("a.csv", "text,title\n" + "-\n" * 60_000),
        ("a.md", f"# Quay:{RUN}x\n\n## {RUN}x\n\n## {'#' * 100_000}x\n\n{BODY}"),
        ("a.md", f"{BODY}\n" + "ab\n" * 400_000),
        ("a.html", f"<html><head>{LINKED % ('<a' * 60_000)}</head><body><p>{BODY}</p><p>{BODY}</p></body></html>"),
        ("a.html", f"<html><head>{LINKED % ('=' * 200_000)}</head><body><p>{BODY}</p><p>{BODY}</p></body></html>"),
        ("a.mbox", "From a\n\n" * 50_000),
        ("a.eml", f"Message-ID: <1@x.example>\nSubject: Quay\n\n{WRAPPED}"),
        ("a.eml", f"Message-ID: <1@x.example>\nContent-Type: text/plain; charset=punycode\n\na-{'bcdefgh' * 90_000}"),
        ("a.xml", "<!DOCTYPE" + RUN),
    ],
    ids=["blanks", "rows", "headings", "wrapped", "tags", "signs", "empty mails", "mail", "punycode", "doctype"],
)
def test_what_once_took_quadratic_time(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with watched():
        assert list(read_sources([path]))
