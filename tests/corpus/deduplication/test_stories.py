"""Stories over the catalog: articles come in one by one, change, and go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.deduplication import stories
from corpus.storage import articles
from corpus.storage.catalog import Catalog
from corpus.types import Article, Scope, Window
from tests.corpus.deduplication.test_near_duplicates import COPIES, demo

WIRE, COURIER = (demo()[name] for name in COPIES[0])
BRIDGEHEAD = [
    demo()[name] for name in ("2025-03-20-hask-tarn-bridgehead-falls-cw", *(other for _, other in COPIES[2:]))
]
OTHER = demo()["2025-02-09-derby-draw"]


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "catalog.sqlite3")


def _put(catalog: Catalog, *incoming: Article) -> list[bool]:
    told = []
    for article in incoming:
        with catalog.transaction():
            articles.put(catalog, article, [])
            told.append(stories.join(catalog, article))
    return told


def _cut(text: str, begin: float, end: float) -> str:
    words = text.split(" ")
    return " ".join(words[round(begin * len(words)) : round(end * len(words))])


def _grouped(catalog: Catalog) -> list[set[str]]:
    return [{copy.article.id for copy in story.copies} for story in stories.listing(catalog, Scope(), limit=99)]


def test_the_demonstration_archive_has_three_stories(catalog: Catalog) -> None:
    told = _put(catalog, *demo().values())
    assert sum(told) == 5
    expected = [{a.id for a in (demo()[n] for n in COPIES[1])}, {a.id for a in BRIDGEHEAD}, {WIRE.id, COURIER.id}]
    assert _grouped(catalog) == expected
    assert stories.count(catalog, Scope()) == 3
    assert {story.origin for story in stories.listing(catalog, Scope(), limit=9)} == {"Continental Wire"}


def test_a_story_says_what_was_grouped_with_what_and_how(catalog: Catalog) -> None:
    _put(catalog, WIRE, COURIER, replace(WIRE, id="same", title="Other words above it", outlet="Gazette"))
    story = stories.get(catalog, [WIRE.id])[WIRE.id]
    how = {copy.article.id: (copy.of, copy.how) for copy in story.copies}
    assert how == {WIRE.id: (None, "first"), COURIER.id: (WIRE.id, "near"), "same": (WIRE.id, "exact")}
    assert all(0.9 < copy.alike <= 1 for copy in story.copies)
    assert stories.of_articles(catalog, [WIRE.id, "same", OTHER.id, "unknown"]) == {WIRE.id: WIRE.id, "same": WIRE.id}


def test_joining_again_changes_nothing(catalog: Catalog) -> None:
    _put(catalog, WIRE, COURIER)
    before = [catalog.rows(f"SELECT * FROM {table}") for table in ("copies", "prints")]
    assert [stories.join(catalog, article) for article in (COURIER, WIRE)] == [True, True]
    assert [catalog.rows(f"SELECT * FROM {table}") for table in ("copies", "prints")] == before


def test_a_new_version_leaves_its_story_and_may_come_back(catalog: Catalog) -> None:
    _put(catalog, WIRE, COURIER)
    assert _put(catalog, replace(COURIER, version=2, text=OTHER.text)) == [False]
    assert _grouped(catalog) == []
    assert _put(catalog, replace(COURIER, version=3)) == [True]
    assert _grouped(catalog) == [{WIRE.id, COURIER.id}]


def test_a_story_keeps_its_id_when_its_first_article_is_touched_up(catalog: Catalog) -> None:
    _put(catalog, WIRE, COURIER)
    _put(catalog, replace(WIRE, version=2, text=WIRE.text.replace("4,200", "4,300")))
    assert stories.of_articles(catalog, [COURIER.id]) == {COURIER.id: WIRE.id}


def test_when_the_first_article_goes_the_others_stay_together(catalog: Catalog) -> None:
    _put(catalog, *BRIDGEHEAD)
    with catalog.transaction():
        stories.leave(catalog, BRIDGEHEAD[0].id)
        articles.forget(catalog, BRIDGEHEAD[0].id)
    assert _grouped(catalog) == [{a.id for a in BRIDGEHEAD[1:]}]
    for article in BRIDGEHEAD[1:]:
        stories.leave(catalog, article.id)
        articles.forget(catalog, article.id)
    assert catalog.one("SELECT count(*) FROM prints") == catalog.one("SELECT count(*) FROM copies") == 0


def test_a_bridging_copy_makes_one_story_of_two_until_it_goes(catalog: Catalog) -> None:
    top = replace(WIRE, id="top", text=_cut(WIRE.text, 0, 0.25))
    rest = [replace(WIRE, id=f"rest{end}", text=_cut(WIRE.text, 0.18, end)) for end in (0.8, 0.7)]
    _put(catalog, top, *rest)
    assert _grouped(catalog) == [{"rest0.8", "rest0.7"}]
    assert _put(catalog, WIRE) == [True]
    assert _grouped(catalog) == [{"top", "rest0.8", "rest0.7", WIRE.id}]
    assert set(stories.of_articles(catalog, ["top", "rest0.7", WIRE.id]).values()) == {"top"}
    assert _put(catalog, replace(rest[1], id="rest0.6", text=_cut(WIRE.text, 0.18, 0.6))) == [True]
    stories.leave(catalog, WIRE.id)
    articles.forget(catalog, WIRE.id)
    assert _grouped(catalog) == [{"rest0.8", "rest0.7", "rest0.6"}]


def test_small_changes_do_not_chain_two_texts_together(catalog: Catalog) -> None:
    """Each text has a third of the one before it replaced: neighbours are copies, the ends have nothing in common."""
    texts = [WIRE.text, *(article.text for article in list(demo().values())[20:26])]
    sources = [text.split(" ")[:300] for text in texts]
    words = sources[0]
    for step in range(12):
        fresh = sources[1 + step % 6]
        words = [fresh[at] if at % 4 == step % 4 else word for at, word in enumerate(words[: len(fresh)])]
        _put(catalog, replace(WIRE, id=f"step{step}", text=" ".join(words)))
    assert all(len(group) <= 4 for group in _grouped(catalog))


def test_what_may_not_be_cited_is_not_shown(catalog: Catalog) -> None:
    _put(catalog, *BRIDGEHEAD)
    articles.set_withdrawn(catalog, BRIDGEHEAD[0].id, True)
    articles.set_pubstatus(catalog, BRIDGEHEAD[1].id, "canceled")
    story = stories.get(catalog, [BRIDGEHEAD[0].id])[BRIDGEHEAD[0].id]
    assert {copy.article.id for copy in story.copies} == {a.id for a in BRIDGEHEAD[2:]}
    articles.set_withdrawn(catalog, BRIDGEHEAD[2].id, True)
    assert stories.listing(catalog, Scope(), limit=9) == []
    articles.set_withdrawn(catalog, BRIDGEHEAD[3].id, True)
    assert stories.get(catalog, [BRIDGEHEAD[0].id]) == {}


def test_a_scope_holds_the_stories_of_two_copies_with_one_in_it(catalog: Catalog) -> None:
    _put(catalog, *demo().values())
    march = Scope(window=Window(date(2025, 3, 1), date(2025, 3, 31)))
    assert stories.count(catalog, march) == len(stories.listing(catalog, march, limit=9)) == 2
    assert [s.id for s in stories.listing(catalog, march, limit=1, offset=1)] == [WIRE.id]
    courier = Scope(outlets=("The Merrin Courier",))
    assert stories.count(catalog, courier) == 1, "one copy is the Courier's, the other one the wire's"
    assert [len(s.copies) for s in stories.listing(catalog, courier, limit=9)] == [2]
    assert stories.count(catalog, Scope(outlets=("Nobody",))) == 0
    assert stories.count(catalog, Scope(window=Window(since=date(2025, 3, 16), until=date(2025, 3, 16)))) == 1
    assert stories.count(catalog, Scope(as_of=date(2025, 3, 15))) == 0, "the second copy is not known yet"
    assert stories.count(catalog, replace(courier, hidden=frozenset({WIRE.id}))) == 0


@pytest.mark.parametrize(
    ("published", "agency", "origin"),
    [
        ({"a": "2025-03-16", "b": "2025-03-16T20:00:00+00:00"}, {}, "Outlet b"),
        ({"a": "2025-03-16", "b": "2025-03-17T00:30:00+00:00"}, {}, "Outlet a"),
        ({"a": "2025-03-16T10:00:00+02:00", "b": "2025-03-16T09:00:00+00:00"}, {}, "Outlet a"),
        ({"a": "2025-03-16", "b": "2025-03-15"}, {"a": "Reuters"}, "Reuters"),
        ({"a": "2025-03-16", "b": "2025-03-15"}, {"a": "Reuters", "b": "AP"}, "AP"),
        ({"a": None, "b": "2025-03-15"}, {}, "Outlet b"),
        ({"a": None, "b": None}, {}, None),
        ({"a": "2025-03-16", "b": "2025-03-16"}, {}, None),
        ({"a": "2025-03-16T10:00:00Z", "b": "2025-03-16T11:00:00+01:00"}, {}, None),
        ({"a": "2025-03-16", "b": "2025-03-16"}, {"b": "AP"}, "AP"),
    ],
)
def test_the_origin_is_a_named_agency_else_who_printed_it_first(
    catalog: Catalog, published: dict[str, str | None], agency: dict[str, str], origin: str | None
) -> None:
    for i in ("a", "b"):
        _put(catalog, replace(WIRE, id=i, outlet=f"Outlet {i}", published=published[i], agency=agency.get(i)))
    assert stories.get(catalog, ["a"])["a"].origin == origin


def test_the_origin_stays_when_its_copy_is_barred(catalog: Catalog) -> None:
    first = replace(WIRE, id="first", outlet="Dawn", agency="Reuters", published="2025-03-14")
    late = replace(WIRE, id="late", outlet="Noon", agency=None, published="2025-03-16")
    _put(catalog, first, replace(late, id="dusk", outlet="Dusk", published="2025-03-15"), late)
    articles.set_pubstatus(catalog, "first", "canceled")
    story = stories.get(catalog, ["first"])["first"]
    assert (story.origin, [copy.article.id for copy in story.barred]) == ("Reuters", ["first"])
    articles.set_pubstatus(catalog, "first", "usable")
    articles.set_withdrawn(catalog, "first", True)
    story = stories.get(catalog, ["first"])["first"]
    assert (story.origin, story.barred) == ("Reuters", ()), "its source stands by it"


def test_nothing_is_told_of_a_copy_under_embargo(catalog: Catalog) -> None:
    first = replace(WIRE, id="first", agency="Reuters", published="2025-03-14", embargo="2099-01-01T00:00:00+00:00")
    _put(catalog, first, replace(WIRE, id="late", outlet="Noon", agency=None, published="2025-03-16"))
    story = stories.get(catalog, ["first"])["first"]
    assert (story.origin, story.barred) == ("Noon", ())


def test_an_older_archive_catches_up(catalog: Catalog) -> None:
    for article in demo().values():
        articles.put(catalog, article, [])
    assert stories.catch_up(catalog, 10) == 10
    assert stories.catch_up(catalog) == len(demo()) - 10
    assert stories.catch_up(catalog) == 0
    assert len(_grouped(catalog)) == 3


def test_a_form_on_many_pages_becomes_no_story(catalog: Catalog) -> None:
    form = "We use the details that you have shared to manage your registration and your newsletter subscription. " * 8
    titles = ["Bank fails in Merrin", "Dam breaks near Sorrel", "Derby ends in a draw", "Truce holds at Corvo"]
    _put(catalog, *(replace(WIRE, id=title, title=title, text=form) for title in titles))
    assert _grouped(catalog) == []


def test_an_article_without_words_belongs_to_no_story(catalog: Catalog) -> None:
    assert (
        _put(catalog, *(replace(WIRE, id=i, text=text) for i, text in (("a", ""), ("b", ""), ("c", "…"))))
        == [False] * 3
    )
