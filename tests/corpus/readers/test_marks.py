"""Places in a text that its source names outlive the cleaning of the text."""

from __future__ import annotations

from corpus.readers.mapping import article_from
from corpus.readers.records.marks import sign, take_marks, without_parts
from corpus.types import Article, Mark


def test_marks_stand_where_their_words_stand_after_cleaning() -> None:
    raw = f"\n\n{sign(0)}The  dam &amp; the weir\u00a0broke.\r\n\r\n\r\n{sign(1)}Nobody  was hurt.\n\nAdvertisement"
    found = article_from(
        {"text": raw, "title": "Dam"}, place="f", marks=[("page", "3"), ("page", "4")], caveats=["read by OCR"]
    )
    assert isinstance(found, Article)
    assert found.text == "The dam & the weir broke.\n\nNobody was hurt."
    assert found.marks == (Mark(0, "page", "3"), Mark(found.text.index("Nobody"), "page", "4"))
    assert found.caveats == ("read by OCR",)


def test_a_mark_inside_a_word_and_a_mark_without_a_name() -> None:
    assert take_marks(f"re{sign(0)}port{sign(7)}", [("page", "2")]) == ("report", (Mark(2, "page", "2"),))
    assert without_parts(f"a{sign(3)}b") == "a3b"
    assert take_marks("plain", []) == ("plain", ())
