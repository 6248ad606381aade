"""The word index: stems, phrases, scopes, replacement, damage."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import ArchiveBusy, ArchiveDamaged
from corpus.indexes.keyword_index import WordEntry, Words
from corpus.types import Scope, Window, day_number

_EVERYTHING = Scope()


def _entry(
    i: str, text: str, *, title: str = "", outlet: str | None = "Courier", day: str | None = "2025-03-12"
) -> WordEntry:
    return WordEntry(i, title, text, outlet, day_number(date.fromisoformat(day)) if day else None)


def _index(folder: Path, *entries: WordEntry) -> Words:
    words = Words(folder)
    words.replace(entries)
    return words


def _ids(found: Iterable[tuple[str, float]]) -> list[str]:
    return [i for i, _ in found]


def test_stems_accents_and_case_are_alike(tmp_path: Path) -> None:
    words = _index(tmp_path, _entry("a", "The ÉLECTIONS were raised"), _entry("b", "a cat"))
    assert _ids(words.search("election raising", _EVERYTHING, limit=5)) == ["a"]


def test_words_are_counted_by_passage_whatever_their_ending(tmp_path: Path) -> None:
    words = _index(tmp_path, _entry("a", "Floods, flood, flooding"), _entry("b", "The flooded Port-Ansel"))
    counted = words.frequencies(["flood", "Flooded", "port-ansel", "absent", "…"])
    assert counted == {"flood": 2, "Flooded": 2, "port-ansel": 1, "absent": 0, "…": 0}


def test_the_best_comes_first_and_the_title_weighs_more(tmp_path: Path) -> None:
    words = _index(
        tmp_path,
        _entry("text", "the dam is old", title="Water"),
        _entry("title", "the water is old", title="Dam"),
        _entry("neither", "the bank is old", title="Money"),
    )
    found = words.search("What about the dam?", _EVERYTHING, limit=5)
    assert _ids(found) == ["title", "text"]
    assert found[0][1] > found[1][1] > 0


def test_a_question_of_question_words_alone_is_still_searched(tmp_path: Path) -> None:
    words = _index(tmp_path, _entry("a", "The Who played"), _entry("b", "a cat"))
    assert _ids(words.search("who?", _EVERYTHING, limit=5)) == ["a"]


@pytest.mark.parametrize(
    "query",
    ["", " ", "?!", "😀", '"', "AND OR NOT", "title:", "day:[* TO 3]", "a^2~", "x" * 5000, "O'Brien", "((", "\\", "*"],
)
def test_no_query_is_an_error(tmp_path: Path, query: str) -> None:
    words = _index(tmp_path, _entry("a", "O'Brien came"))
    for found in (words.search(query, _EVERYTHING, limit=5), words.phrase(query, _EVERYTHING, limit=5)):
        assert set(_ids(found)) <= {"a"}


def test_no_hits_are_asked_for(tmp_path: Path) -> None:
    assert _index(tmp_path, _entry("a", "dam")).search("dam", _EVERYTHING, limit=0) == []


def test_a_phrase_wants_its_words_next_to_each_other(tmp_path: Path) -> None:
    words = _index(tmp_path, _entry("a", "the dam broke at night"), _entry("b", "at night the old dam nearly broke"))
    assert _ids(words.phrase("dam broke", _EVERYTHING, limit=5)) == ["a"]
    assert _ids(words.phrase("“Dam broke,”", _EVERYTHING, limit=5)) == ["a"]


def test_scopes_are_kept_at_both_ends(tmp_path: Path) -> None:
    words = _index(
        tmp_path,
        _entry("early", "dam", day="2025-03-01"),
        _entry("late", "dam", day="2025-03-31", outlet="Flash"),
        _entry("undated", "dam", day=None, outlet=None),
        _entry("ancient", "dam", day="1912-04-15"),
    )

    def found(scope: Scope) -> set[str]:
        return set(_ids(words.search("dam", scope, limit=9)))

    assert found(Scope()) == {"early", "late", "undated", "ancient"}
    assert found(Scope(Window(date(2025, 3, 1), date(2025, 3, 31)))) == {"early", "late"}
    assert found(Scope(Window(date(2025, 3, 2), None))) == {"late"}
    assert found(Scope(Window(None, date(2025, 3, 30)))) == {"early", "ancient"}
    assert found(Scope(as_of=date(2025, 3, 1))) == {"early", "undated", "ancient"}
    assert found(Scope(Window(None, date(2025, 12, 31)), as_of=date(2025, 3, 1))) == {"early", "ancient"}
    assert found(Scope(outlets=("Flash",))) == {"late"}
    assert found(Scope(outlets=("Flash", "Courier"), as_of=date(2025, 3, 2))) == {"early", "ancient"}


def test_a_filter_does_not_change_a_score(tmp_path: Path) -> None:
    words = _index(tmp_path, _entry("a", "dam"), _entry("b", "dam", outlet="Flash"))
    plain = dict(words.search("dam", _EVERYTHING, limit=5))
    assert words.search("dam", Scope(Window(date(2025, 1, 1), None), ("Flash",)), limit=5) == [("b", plain["b"])]


def test_an_entry_of_the_same_id_is_replaced_in_one_commit(tmp_path: Path) -> None:
    words = _index(tmp_path, _entry("a", "flood"), _entry("b", "storm"))
    words.replace([_entry("a", "drought"), _entry("a", "frost")], gone=["b", "never there"])
    assert words.ids() == {"a"}
    assert words.count() == 1
    assert _ids(words.search("frost", _EVERYTHING, limit=5)) == ["a"]
    assert words.search("flood drought storm", _EVERYTHING, limit=5) == []
    words.replace([_entry("b", "storm again")], gone=["b"])
    assert words.ids() == {"a", "b"}


def test_what_another_object_wrote_is_seen(tmp_path: Path) -> None:
    reader = _index(tmp_path, _entry("a", "flood"))
    Words(tmp_path).replace([_entry("b", "storm")], gone=["a"])
    assert reader.ids() == {"b"}
    assert _ids(reader.search("storm flood", _EVERYTHING, limit=5)) == ["b"]


def test_a_second_writer_is_told_that_it_is_busy(tmp_path: Path) -> None:
    words = _index(tmp_path, _entry("a", "flood"))
    writer = words._index.writer(15_000_000)
    with pytest.raises(ArchiveBusy, match="another process"):
        Words(tmp_path).replace([_entry("b", "storm")])
    del writer


def test_damage_names_the_repair(tmp_path: Path) -> None:
    _index(tmp_path, _entry("a", "flood"))
    (tmp_path / "meta.json").write_text("{")
    with pytest.raises(ArchiveDamaged, match="newsdesk check --repair"):
        Words(tmp_path)
    Words.wipe(tmp_path)
    assert Words(tmp_path).count() == 0


def test_broken_content_is_found_when_it_is_read(tmp_path: Path) -> None:
    _index(tmp_path, *(_entry(f"p{i}", f"flood storm {i}") for i in range(200)))
    for file in tmp_path.glob("*.store"):
        content = bytearray(file.read_bytes())
        content[: len(content) // 2] = b"\xff" * (len(content) // 2)
        file.write_bytes(content)
    with pytest.raises(ArchiveDamaged, match="newsdesk check --repair"):
        Words(tmp_path).search("flood", _EVERYTHING, limit=200)
