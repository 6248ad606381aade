"""Whether one text is a copy of another one, on the demonstration articles and on invented ones."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

import corpus
from corpus.deduplication.near_duplicates import alike, compare, is_copy, is_frame, is_same, read
from corpus.readers import read_sources
from corpus.types import Article
from tests.benchmarks import edits

COPIES = (
    ("2025-03-15-brenna-flood-toll-17", "2025-03-16-brenna-seventeen-dead-courier"),
    ("2025-05-16-castane-five-years-verdict", "2025-05-17-minister-took-tram-money-five-years"),
    *(
        ("2025-03-20-hask-tarn-bridgehead-falls-cw", other)
        for other in (
            "2025-03-20-hask-tarn-bridgehead-falls-df",
            "2025-03-21-hask-tarn-bridgehead-falls-hl",
            "2025-03-21-hask-tarn-bridgehead-falls-mm",
        )
    ),
)
"""Read side by side: all the reprints of the demonstration archive, each with the wire's own text."""


@cache
def demo() -> dict[str, Article]:
    folder = Path(corpus.__file__).parent / "demo" / "articles"
    read_in = (a for a in read_sources([folder]) if isinstance(a, Article))
    return {Path(a.source).stem: replace(a, pubstatus="usable") for a in read_in}  # as ingest stores them


def _are_copies(one: str, other: str, days: int | None = 0) -> bool:
    return is_copy(compare(read(one), read(other)), days)


def test_of_all_pairs_of_the_demonstration_archive_those_that_are_copies_are_found() -> None:
    readings = {name: read(article.text) for name, article in demo().items()}
    names = sorted(readings)
    found = {
        (one, other)
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        if is_copy(compare(readings[one], readings[other]), abs((demo()[one].day - demo()[other].day).days))  # type: ignore[operator]
    }
    bridgehead = sorted({name for pair in COPIES[2:] for name in pair})
    among_themselves = {(one, other) for at, one in enumerate(bridgehead) for other in bridgehead[at + 1 :]}
    assert found == {*COPIES[:2], *among_themselves}


@pytest.mark.parametrize(
    "edit",
    [edits.trimmed, edits.credited, edits.edited, edits.sentences_rewritten(0.4), edits.words_rewritten(0.4)],
    ids=["trimmed", "credited", "edited", "sentences", "words"],
)
def test_what_editors_do_leaves_a_copy(edit: edits.Edit) -> None:
    chance, all_articles = Random(3), list(demo().values())
    known = [
        _are_copies(article.text, edit(article, chance, chance.sample(all_articles, 12)).text)
        for article in all_articles[::2]
    ]
    assert sum(known) >= 0.9 * len(known)


def test_a_round_up_is_no_copy_of_what_it_quotes() -> None:
    chance, all_articles = Random(3), list(demo().values())
    for article in all_articles:
        others = chance.sample([other for other in all_articles if other is not article], 8)
        assert not _are_copies(article.text, edits.digest_of(article, chance, others).text)


def test_reports_that_share_their_end_alone_are_no_copies() -> None:
    one, other, background = (list(demo().values())[at].text for at in (0, 5, 9))
    assert not _are_copies(f"{one}\n\n{background}", f"{other}\n\n{background}")
    assert not _are_copies(f"{one}\n\n{background} {background}", f"{other}\n\n{background} {background}")


_WEATHER = """{town} can expect a {sky} {day} with a high of {high} degrees and a low of {low}. Winds will come from
the {wind} at {speed} kilometres an hour, with gusts of up to {gust} on the coast. The chance of rain is {rain} percent
before noon and {later} percent after it. Sunrise is at {up} and sunset at {down}. The river stands at {level}
centimetres at the gauge in {gauge}, and bathers find water of {water} degrees. Pollen counts are {pollen} for birch and
grass. Commuters should allow {minutes} minutes more on the road to {road}. The outlook for the weekend is {outlook}."""


def _weather(chance: Random) -> str:
    towns, numbers = ["Merrin", "Dravno", "Sorrel", "Orrel", "Halden", "Ansel"], [str(n) for n in range(2, 99)]
    words = {"sky": ["bright", "grey", "stormy"], "day": ["Monday", "Friday", "Sunday"], "wind": ["north", "south"]}
    words |= {"pollen": ["low", "high"], "outlook": ["mild and dry", "cold with snow"]}
    words |= dict.fromkeys(("town", "gauge", "road"), towns)
    names = [part.partition("}")[0] for part in _WEATHER.split("{")[1:]]
    return _WEATHER.format_map({name: chance.choice(words.get(name, numbers)) for name in names})


def test_a_form_filled_in_anew_is_no_copy() -> None:
    chance = Random(8)
    assert not any(_are_copies(_weather(chance), _weather(chance)) for _ in range(50))


_OBITUARY = (
    " died on Sunday. {} was {}. The family announced the death in a statement. There will be a private funeral, the "
    "family said, and a public memorial will be held in the autumn. The family asked that donations be made to the "
    "national heart fund in place of flowers. Tributes came from colleagues and friends throughout the day, and flags "
    "on public buildings were lowered. The prime minister called it a great loss for the country and sent her "
    "condolences to the family."
)
_LUND = "Hanna Lund, who was a writer of children's books," + _OBITUARY.format("Hanna", 84)
_STRAND = "Per Strand, who was a judge of the supreme court," + _OBITUARY.format("Per", 91)


def test_a_form_filled_in_for_another_person_is_no_copy() -> None:
    assert not _are_copies(_LUND, _STRAND)
    assert compare(read(_LUND), read(_STRAND)).strangers
    titles = ("Hanna Lund dies", "Per Strand dies")
    assert compare(read(_LUND), read(_STRAND), titles).changed == compare(read(_LUND), read(_STRAND)).changed + 1


@pytest.mark.parametrize(
    "changed",
    [
        "HALDEN, March 10 (AP) - " + _LUND,
        "Reporting by Jo Reyes for Associated Press\n\n" + _LUND,
        _LUND.replace("Hanna Lund, who was a writer of children's books,", "The author Hanna Lund of Merrin"),
        _LUND.replace("Hanna Lund, who was", "Sorrow in Merrin: the country has lost Hanna Lund. The author was"),
    ],
    ids=["dateline", "agency line", "reworded", "new lead"],
)
def test_what_is_put_before_a_text_leaves_a_copy(changed: str) -> None:
    assert _are_copies(_LUND, changed)


def test_a_lead_written_anew_leaves_a_copy_where_it_names_what_the_text_names() -> None:
    lead, _, rest = demo()[COPIES[0][0]].text.partition("\n\n")
    assert lead
    assert rest
    fresh = "Seventeen people are now known to have died in the flood in Brenna, officials in Merrin told the Courier."
    assert _are_copies(demo()[COPIES[0][0]].text, f"{fresh}\n\n{rest}")


@pytest.mark.parametrize(("days", "same"), [(0, True), (1, True), (6, False), (400, False), (None, False)])
def test_the_later_a_text_comes_the_more_of_it_has_to_be_the_same(days: int | None, same: bool) -> None:
    article = demo()[COPIES[1][0]]
    changed = edits.words_rewritten(0.4)(article, Random(1), list(demo().values())[:12])
    assert _are_copies(article.text, changed.text, days) is same
    assert _are_copies(article.text, article.text, days)


def test_short_texts_are_the_same_only_with_the_same_title() -> None:
    stub = read("Subscribe to read on.")
    assert is_same(stub, read("SUBSCRIBE to read on"), ("Dam breaks", "Dam breaks!"))
    assert not is_same(stub, read("Subscribe to read on."), ("Dam breaks", "Bank fails"))
    assert not is_same(read(""), read(""), ("Dam breaks", "Dam breaks"))
    assert not _are_copies("Dam breaks.", "Dam breaks.")


def test_a_notice_that_knows_neither_headline_is_the_frame_of_a_page() -> None:
    notice = read("We use the details that you share to manage your registration. " * 4)
    assert is_frame(notice, ("Bank fails in Merrin", "Dam breaks near Sorrel"))
    report = read("The dam near Sorrel broke on Friday and the valley was cleared. " * 4)
    assert not is_frame(report, ("Valley cleared, dam gone", "Dam near Sorrel broke"))
    assert not is_frame(report, ("Dam breaks", "Dam breaks"))


def test_how_alike_counts_the_words_of_the_shorter_one() -> None:
    whole = read("The dam above Sorrel broke at night")
    assert alike(whole, read("The dam broke")) == 1.0
    assert alike(read("the DAM “above” Sorrel!"), whole) == 1.0
    assert alike(whole, read("")) == 0.0


@pytest.mark.parametrize(
    "text", ["", "\x00\ud800", "😀 " * 5000, "ش" * 300_000, "1" * 300_000, "a.b" * 90_000, "İı ﬁ \u202e" * 900]
)
def test_no_text_is_too_strange_to_compare(text: str) -> None:
    begun = time.perf_counter()
    reading = read(text)
    assert len(reading.facts()) == len(reading.content)
    assert reading.prints() == read(text).prints()
    compare(reading, read(text + " and more"))
    assert len(reading.digest) == 16
    assert time.perf_counter() - begun < 5


def test_scripts_without_spaces_are_read_by_the_sign() -> None:
    text = "大坝在索雷尔附近决堤，山谷里的居民已经撤离。救援人员整夜工作，政府宣布拨款，学校星期一停课。" * 2
    assert len(read(text).words) > 60
    assert _are_copies(text, text[: len(text) // 2 + 20])


def test_other_languages_need_no_list_of_words() -> None:
    text = (
        "Der Damm oberhalb von Sorrel ist in der Nacht gebrochen, teilte der Zivilschutz mit. Zwölf Menschen wurden "
        "tot geborgen, dreiundzwanzig werden vermisst. Die Ministerin besuchte am Nachmittag den Ort und versprach "
        "Hilfe. Das Kabinett gab vierzig Millionen frei. Warum die Sirene nicht heulte, ist unklar, sagte die "
        "Bürgermeisterin."
    )
    assert _are_copies(text, "SORREL (dpa) - " + text.replace("am Nachmittag", "später"))
