import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.heldout.articles import (
    KINDS,
    Entity,
    Quotation,
    Sentence,
    checksum,
    find_data,
    find_misplaced_quotations,
    find_misplaced_sentences,
    read_articles,
    read_quotations,
    read_sentences,
    shorten_url,
)

TEXT = "The ferry sails again. “We are glad,” said Ada Quill."
URL = "https://www.example.org/ferry/index.html?from=feed#top"


def write_results(path: Path, *results: tuple[str, str]) -> None:
    row = {"question_id": "1", "search_result": [{"url": url, "text": text} for url, text in results]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")


def make_quotation(start: int, end: int) -> Quotation:
    said = TEXT[start:end]
    return Quotation("q001", URL, 24, 36, said, checksum(said), "direct", "Ada Quill", (), False, "after")


def test_one_address_is_one_article() -> None:
    same = {
        shorten_url(url) for url in (URL, "http://edition.example.org/ferry/index.html", "example.org/ferry/index.html")
    }
    assert same == {"example.org/ferry/index.html"}


def test_the_longest_text_of_an_article_is_read(tmp_path: Path) -> None:
    year = tmp_path / "realtimeqa" / "past" / "2022"
    year.mkdir(parents=True)
    write_results(year / "20220101_gcs.jsonl", (URL, "The ferry sails again."), ("https://example.org/b", "Rain."))
    write_results(year / "20220108_gold.jsonl", ("example.org/ferry/index.html", TEXT), ("https://example.org/c", ""))
    write_results(year / "20220108_qa.jsonl", ("https://example.org/d", "No article."))
    expected = {"example.org/ferry/index.html": TEXT, "example.org/b": "Rain."}
    for folder in (tmp_path, tmp_path / "realtimeqa", year):
        assert read_articles(folder) == expected


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        read_articles(tmp_path / "nowhere")


def test_the_folder_is_the_one_given_else_the_environments(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSDESK_DATA", str(tmp_path))
    assert find_data() == tmp_path
    assert find_data(tmp_path / "other") == tmp_path / "other"


def test_words_that_moved_are_found_out() -> None:
    articles = {shorten_url(URL): TEXT}
    assert find_misplaced_quotations([make_quotation(24, 36)], articles) == []
    assert find_misplaced_quotations([make_quotation(23, 35)], articles) == ["q001"]
    assert find_misplaced_quotations([make_quotation(24, 36)], {}) == ["q001"]


def test_a_sentence_or_an_entity_that_moved_is_found_out() -> None:
    articles = {shorten_url(URL): TEXT}
    start = TEXT.index("Ada Quill")
    right = Entity("Ada Quill", start, start + 9, "person")
    wrong = Entity("Ada Quill", start - 1, start + 8, "person")
    check = checksum(TEXT[23:])
    sentences = [Sentence(name, URL, 23, len(TEXT), check, (one,)) for name, one in (("e1", right), ("e2", wrong))]
    sentences.append(Sentence("e3", URL, 22, len(TEXT), check, (right,)))
    assert find_misplaced_sentences(sentences, articles) == ["e2", "e3"]


def test_the_quotations_are_whole_and_short() -> None:
    quotations = read_quotations()
    assert len({one.id for one in quotations}) == len(quotations) >= 150
    assert len({shorten_url(one.url) for one in quotations}) >= 80
    assert {one.kind for one in quotations} == {"direct", "indirect"}
    assert sum(one.speaker is None for one in quotations) == 15
    assert all(len(one.words.split()) <= 12 and one.start < one.end for one in quotations)


def test_the_entities_lie_in_their_sentences() -> None:
    sentences = read_sentences()
    assert len({one.id for one in sentences}) == len(sentences) >= 100
    assert len({shorten_url(one.url) for one in sentences}) >= 60
    for sentence in sentences:
        ends = [(one.start, one.end) for one in sentence.entities]
        assert ends == sorted(ends)
        assert all(sentence.start <= start < end <= sentence.end for start, end in ends)
        assert all(after[0] >= before[1] for before, after in pairwise(ends))
        assert {one.kind for one in sentence.entities} <= set(KINDS)
        assert {one.also for one in sentence.entities} <= {*KINDS, None}
