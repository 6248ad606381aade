from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.lookup import LookUp, as_json, look_up
from assistant.lookup.alignment import align
from assistant.lookup.tokens import ellipses, words
from assistant.nlp.speech.quotations import find_speaker
from corpus import Archive, Scope, Window

AS_OF = Scope(as_of=date(2025, 6, 30))
SARKANY = "I paid because everybody paid, and because I was told that the tram would never be built otherwise."


@pytest.fixture(scope="module")
def archive(demo_home: Path) -> Iterator[Archive]:
    opened = Archive.open(demo_home)
    yield opened
    opened.close()


def outlets(result: LookUp) -> list[tuple[str, str | None]]:
    return [(finding.verdict, finding.outlet) for finding in result.findings]


def test_a_quote_is_found_word_for_word(archive: Archive) -> None:
    result = look_up(archive, SARKANY, scope=AS_OF)
    assert result.verdict == "verbatim"
    (finding,) = result.findings
    assert (finding.outlet, finding.day) == ("The Merrin Courier", date(2025, 2, 11))
    assert finding.citation.quote == SARKANY
    assert finding.differences == ()


@pytest.mark.parametrize(
    "text",
    [
        "NOBODY is left on a roof tonight",
        "“Nobody is left on a roof tonight”",
        "'nobody  is left\non a roof to\u00adnight'",
        "Nobody is left on a roof to-\nnight",
        "Nobody is left – on a roof – tonight",
    ],
)
def test_typography_is_no_difference(archive: Archive, text: str) -> None:
    result = look_up(archive, text, scope=AS_OF)
    assert outlets(result) == [("verbatim", "Continental Wire"), ("verbatim", "The Merrin Courier")]


def test_a_quote_that_ends_early_is_shortened(archive: Archive) -> None:
    result = look_up(archive, '"I paid because everybody paid."', scope=AS_OF)
    assert outlets(result) == [("verbatim", "Daily Flash"), ("shortened", "The Merrin Courier")]
    (left_out,) = result.findings[1].differences
    assert left_out.kind == "left out"
    assert left_out.printed == "and because I was told that the tram would never be built otherwise"
    assert "A longer form was printed earlier: The Merrin Courier, 11 February." in result.notes


def test_an_ellipsis_marks_what_is_left_out(archive: Archive) -> None:
    result = look_up(archive, "I paid because everybody paid … the tram would never be built otherwise.", scope=AS_OF)
    assert outlets(result) == [("shortened", "The Merrin Courier")]
    assert [(d.printed, d.marked) for d in result.findings[0].differences] == [("and because I was told that", True)]


def test_an_attribution_in_between_is_left_out(archive: Archive) -> None:
    text = "Nobody is left on a roof tonight. That is all I can promise these families"
    result = look_up(archive, text, scope=AS_OF)
    assert result.verdict == "shortened"
    assert [d.printed for d in result.findings[0].differences] == ["she told reporters"]


@pytest.mark.parametrize(
    ("text", "quoted", "printed"),
    [
        ("About 4,300 people have been evacuated", "4,300", "4,200"),
        ("I am proud of it", "", "not"),
        ("I am … proud of it", "", "not"),
        ("Seven is less than seven point nine. A child can see that it is a pay rise.", "rise", "cut"),
        (
            "I paid because nobody paid, and because I was told that the tram would never be built",
            "nobody",
            "everybody",
        ),
        ("damage of 1.9 talvar, according to the first full estimate by the government", "", "billion"),
    ],
)
def test_another_word_figure_or_a_lost_not_is_altered(archive: Archive, text: str, quoted: str, printed: str) -> None:
    result = look_up(archive, text, scope=AS_OF)
    assert result.verdict == "altered"
    assert [(d.quoted, d.printed) for d in result.findings[0].differences] == [(quoted, printed)]
    assert result.first_print is None


@pytest.mark.parametrize(
    "text",
    [
        "We are building a space elevator by 2040, the minister said",
        "The prime minister resigned on Tuesday after losing a vote of confidence.",
    ],
)
def test_what_nobody_printed_is_not_found(archive: Archive, text: str) -> None:
    result = look_up(archive, text, scope=AS_OF)
    assert (result.verdict, result.findings) == ("not found", ())
    assert result.closest
    assert result.coverage.articles == archive.coverage(AS_OF).articles


@pytest.mark.parametrize("text", ["", "  \n", "…", "“”"])
def test_a_text_without_words_is_not_found(archive: Archive, text: str) -> None:
    result = look_up(archive, text, scope=AS_OF)
    assert result.verdict == "not found"
    assert result.notes == ("There is no word to look up.",)


def test_first_print_is_the_earliest_verbatim_one(archive: Archive) -> None:
    result = look_up(archive, "everybody paid", scope=AS_OF, limit=1)
    assert result.first_print is not None
    assert (result.first_print.outlet, result.first_print.day) == ("The Merrin Courier", date(2025, 2, 11))
    assert result.found > len(result.findings) == 1
    assert result.notes[0] == "First print in this archive: The Merrin Courier, 11 February."


def test_the_scope_is_kept(archive: Archive) -> None:
    text = "I paid because everybody paid"
    before = look_up(archive, text, scope=Scope(as_of=date(2025, 2, 11)))
    assert outlets(before) == [("verbatim", "The Merrin Courier")]
    assert look_up(archive, text, scope=Scope(as_of=date(2025, 2, 10))).verdict == "not found"
    flash = look_up(archive, text, scope=Scope(outlets=("Daily Flash",)))
    assert outlets(flash) == [("verbatim", "Daily Flash")]
    assert look_up(archive, text, scope=Scope(window=Window(since=date(2025, 3, 1)))).verdict == "not found"


def test_citations_are_exact(archive: Archive) -> None:
    for text in (SARKANY, "About 4,300 people have been evacuated", "The body of the dam is sound", "no such words"):
        result = look_up(archive, text, scope=AS_OF)
        spans = [c for f in result.findings for c in (f.citation, f.context)] + list(result.closest)
        assert spans
        for cited in spans:
            article = archive.article(cited.article_id)
            assert cited.quote == article.text[cited.start : cited.end]
            assert (cited.outlet, cited.published) == (article.outlet, article.published)
        for number, finding in enumerate(result.findings, start=1):
            assert finding.citation.number == number
            assert finding.citation.quote in finding.context.quote


def test_json_is_the_contract(archive: Archive) -> None:
    printed = json.loads(json.dumps(as_json(look_up(archive, "I paid because everybody paid.", scope=AS_OF))))
    assert {"text", "verdict", "findings", "closest", "coverage", "notes"} <= set(printed)
    assert printed["first_print"] == 1
    citation = printed["findings"][0]["citation"]
    assert set(citation) == {
        "number", "article_id", "passage_id", "outlet", "title", "url", "published", "quote", "start", "end",
        "kind", "origin", "also_in", "story", "corrections", "place", "caveats",
    }  # fmt: skip


def test_a_word_dropped_without_a_mark_is_an_alteration(archive: Archive) -> None:
    result = look_up(
        archive, "I paid because everybody paid, and because I was told the tram would never be built", scope=AS_OF
    )
    assert result.verdict == "altered"
    assert [(d.kind, d.printed) for d in result.findings[0].differences] == [("left out", "that")]


def test_a_first_word_dropped_is_an_alteration_and_a_sentence_left_out_is_not(archive: Archive) -> None:
    dropped = (
        "The engineers blew the footbridge at twenty past four. There were people still on the other side. see their"
    )
    whole = "The engineers blew the footbridge at twenty past four. We could see their torches"
    verdicts = [look_up(archive, text, scope=AS_OF).verdict for text in (dropped, whole)]
    assert verdicts == ["altered", "shortened"]


def test_a_finding_says_who_speaks_and_who_else_prints_it(archive: Archive) -> None:
    result = look_up(archive, "Nobody is left on a roof tonight", scope=AS_OF)
    first = result.findings[0]
    assert (first.speaker, first.how) == ("Lena Oske", "told reporters")
    assert [printed.outlet for printed in result.prints] == ["Continental Wire", "The Merrin Courier"]
    assert first.citation.story


def test_a_finding_carries_what_was_corrected_later(archive: Archive) -> None:
    result = look_up(
        archive, "the exposure comes to just over a third of what the new levy on profits should bring", scope=AS_OF
    )
    (notice,) = result.findings[0].corrections
    assert notice.startswith("Merchant & Market, 28 April")
    assert "The correct figure is 310 million" in notice


@pytest.mark.parametrize(
    ("text", "quote", "name", "how"),
    [
        ("“We go,” said Ana Ruiz, the mayor. “We stay.”", "We go", "Ana Ruiz", "said"),
        ("“We go,” said Ana Ruiz, the mayor. “We stay.”", "We stay.", "Ana Ruiz", "said"),
        ('Ana Ruiz told reporters: "We go now."', "We go now.", "Ana Ruiz", "told reporters"),
        ("The dam is safe, according to the water board.", "The dam is safe", "the water board", "according to"),
        ("Ana Ruiz said she would go.\n“We go now,” she said.", "We go now", "Ana Ruiz", "said"),
        ("Ana Ruiz said that the dam was safe.", "the dam was safe", "Ana Ruiz", "said"),
    ],
)
def test_speakers(text: str, quote: str, name: str, how: str) -> None:
    start = text.index(quote)
    found = find_speaker(text, start, start + len(quote))
    assert found is not None
    assert (found[0].name, found[1]) == (name, how)


def test_nobody_speaks_where_the_article_does() -> None:
    text = "The dam broke at night. “We go,” said Ana Ruiz."
    assert find_speaker(text, 0, 23) is None


def test_words_keep_their_places() -> None:
    text = "“Don’t pay 1,604 talvar” – or −5 %"
    found = words(text)
    assert [word.form for word in found] == ["don't", "pay", "1604", "talvar", "or", "-", "5", "%"]
    assert [text[word.start : word.end] for word in found][:3] == ["Don’t", "pay", "1,604"]
    assert ellipses("one [...] two … three", words("one [...] two … three")) == {1, 2}


def test_alignment_prefers_the_whole_stretch() -> None:
    printed = words("The dam broke. Later the body of the dam was found sound by engineers.")
    best = align(words("the body of the dam was sound"), printed, marks=())
    assert best.held == 1.0
    assert [j for _, j in best.pairs] == list(range(4, 12))
