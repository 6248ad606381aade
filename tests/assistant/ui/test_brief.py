"""The page 'Brief' as the real Streamlit script, over the demonstration archive, without a browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.assistant import Assistant
from assistant.briefing import brief
from assistant.briefing.export.document import document
from assistant.briefing.pipeline import BriefEvent, Finished
from assistant.briefing.store import Briefings
from assistant.briefing.topic.trending import running
from assistant.briefing.types import Briefing, Event, Figure
from assistant.errors import AssistantError
from assistant.ui.briefs import briefing_lines, figure_chart, timeline_chart
from corpus import Archive, Scope
from tests.assistant.briefing.sample import EMOJI, HOSTILE, TEXTS, sample


def _brief() -> None:
    from assistant.ui import deep_links
    from assistant.ui.pages import brief

    deep_links.follow()
    brief.page()


@pytest.fixture(scope="module")
def copied(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the demonstration archive: these tests save briefings in it."""
    copy = tmp_path_factory.mktemp("brief-ui") / "home"
    shutil.copytree(demo_home, copy, symlinks=True, ignore=shutil.ignore_patterns("lock"))
    return copy


@pytest.fixture
def archive_home(copied: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("NEWSDESK_HOME", str(copied))
    yield copied
    shutil.rmtree(copied / "briefings", ignore_errors=True)
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def flood(copied: Path) -> Briefing:
    """Return a briefing of the demonstration: made once, saved anew for each test that opens it."""
    archive = Archive.open(copied)
    made = brief(archive, "the Brenna flood", scope=Scope(as_of=date(2025, 6, 25)))
    archive.close()
    return made


@pytest.fixture
def app(archive_home: Path, flood: Briefing) -> AppTest:
    """Return the page with that briefing open."""
    return _opened(briefing=Briefings(archive_home).keep(flood).id)


def _opened(**query: str) -> AppTest:
    app = AppTest.from_function(_brief, default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def _shown(app: AppTest) -> str:
    return "\n".join(item.value for item in app.html if not item.value.startswith("<style"))


def _press(app: AppTest, start: str, place: int = 0) -> AppTest:
    [button for button in app.button if str(button.key).startswith(start)][place].click()
    app.run()
    assert not app.exception
    return app


def _lines(app: AppTest, section: str) -> list[str]:
    """Return the keys of a section's lines, in the order in which they are shown."""
    start = f"hide-{section}-"
    return [str(button.key).removeprefix(start) for button in app.button if str(button.key).startswith(start)]


def test_an_empty_page_offers_topics_and_makes_a_briefing_of_one(archive_home: Path) -> None:
    page = _opened()
    topics = [button.label for button in page.button if str(button.key).startswith("topic-")]
    assert any("Brenna" in topic for topic in topics)
    assert len(topics) == len(set(topics)) > 3
    page.text_input(key="brief-topic").set_value("the dock strike")
    page.segmented_control(key="brief-length").set_value("Short")
    _press(page, "brief-go")
    assert _lines(page, "in_brief")
    assert not _lines(page, "timeline")
    (entry,) = Briefings(archive_home).listed().entries
    assert entry.topic == "the dock strike"
    assert page.query_params["briefing"] in (entry.id, [entry.id])
    _press(page, "brief-again")
    assert _lines(page, "in_brief")
    assert not _lines(page, "timeline"), "it stays as short as it was"


def test_an_open_briefing_has_its_files_contents_and_tables(app: AppTest) -> None:
    shown = _shown(app)
    assert re.search(r"\d+ articles from \d outlets", shown)
    assert '<a href="#section-timeline" target="_self">Timeline</a>' in shown
    names = [one.proto.label for one in app.get("download_button")]
    assert names.count("Markdown") == 2, "above and below"
    assert {"DOCX", "HTML", "JSON", "XLSX", "Figures as CSV", "Timeline as CSV"} <= set(names)


def test_a_typed_topic_is_briefed_and_one_that_the_archive_lacks_is_said(archive_home: Path) -> None:
    app = _opened()
    app.text_input(key="brief-topic").set_value("  quantum   computing ")
    _press(app, "brief-go")
    assert "The archive holds nothing on this topic" in _shown(app)
    assert not app.get("download_button")
    assert Briefings(archive_home).listed().entries == ()


def test_an_empty_topic_says_what_to_do(archive_home: Path) -> None:
    assert "Give a topic first" in _shown(_press(_opened(), "brief-go"))


def test_a_number_and_a_source_open_the_article(app: AppTest) -> None:
    _press(app, "cite-timeline-")
    assert 'class="nd-article"' in _shown(app)
    assert '<mark class="quoted" id="quoted">' in _shown(app)
    _press(app, "close-source")
    _press(app, "open-source-")
    assert 'class="nd-article"' in _shown(app)


def test_lines_are_pinned_hidden_and_put_back_and_stay_so(app: AppTest, archive_home: Path) -> None:
    before = _lines(app, "in_brief")
    _press(app, f"pin-in_brief-{before[2]}")
    assert _lines(app, "in_brief") == [before[2], before[0], before[1], *before[3:]]
    days = _lines(app, "timeline")
    _press(app, f"pin-timeline-{days[3]}")
    assert _lines(app, "timeline") == days
    _press(app, f"hide-in_brief-{before[0]}")
    assert before[0] not in _lines(app, "in_brief")
    (entry,) = Briefings(archive_home).listed().entries

    later = _opened(briefing=entry.id)
    assert _lines(later, "in_brief") == [before[2], before[1], *before[3:]]
    _press(later, "restore-in_brief")
    _press(later, f"pin-in_brief-{before[2]}")
    assert _lines(later, "in_brief") == before


def test_the_same_briefing_made_again_takes_its_place_and_keeps_what_was_hidden(
    app: AppTest, archive_home: Path, flood: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _lines(app, "timeline")
    _press(app, f"hide-timeline-{before[0]}")
    monkeypatch.setattr(Assistant, "stream_brief", lambda *_, **__: iter([Finished(flood)]))
    _press(app, "brief-again")
    assert _lines(app, "timeline") == before[1:]
    assert len(Briefings(archive_home).listed().entries) == 1


def test_one_run_again_is_marked_where_the_last_one_was_otherwise(
    archive_home: Path, flood: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive.open(archive_home)
    old = brief(archive, "the Brenna flood", scope=Scope(as_of=date(2025, 3, 20)))
    archive.close()
    kept = Briefings(archive_home).keep(old, written="2025-03-20T18:00:00+01:00")
    monkeypatch.setattr(Assistant, "stream_brief", lambda *_, **__: iter([Finished(flood)]))
    app = _press(_opened(), f"rerun-{kept.id}")
    shown = _shown(app)
    assert "Since the briefing of 20 March 2025, as of 20 March 2025:" in shown
    assert '<span class="nd-mark nd-mark-new">new</span>' in shown
    assert len(Briefings(archive_home).listed().entries) == 2


def test_saved_briefings_are_listed_opened_and_deleted(archive_home: Path) -> None:
    shelf = Briefings(archive_home)
    kept = shelf.keep(sample(), written="2025-07-01T09:30:00+02:00")
    app = _opened()
    assert "13 lines · written 1 July 2025, 09:30" in _shown(app)
    _press(app, f"unfold-{kept.id}")
    assert "Sources differ on the dead." in _shown(app)
    assert "Since the briefing of 1 May 2025" in _shown(app)
    _press(app, f"delete-{kept.id}")
    assert shelf.listed().entries
    _press(app, f"delete-yes-{kept.id}")
    assert shelf.listed().entries == ()
    assert "A topic in; a cited briefing out" in _shown(app)
    assert "briefing" not in app.query_params


def test_an_address_of_a_briefing_that_is_gone_says_so(archive_home: Path) -> None:
    app = _opened(briefing="0123456789ab")
    assert "no saved briefing has the id" in _shown(app)
    assert "A topic in" in _shown(app)


def test_nothing_in_a_briefing_becomes_markup(archive_home: Path) -> None:
    kept = Briefings(archive_home).keep(sample())
    app = _opened(briefing=kept.id)
    shown = _shown(app)
    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert EMOJI in shown
    for button in app.button:
        assert "<img" not in button.label.replace("\\<", "")
    laid = document(sample())
    assert all("<img" not in briefing_lines.coming(part) for part in laid.parts)


def test_marks_since_last_time_are_shown(archive_home: Path) -> None:
    kept = Briefings(archive_home).keep(sample())
    shown = _shown(_opened(briefing=kept.id))
    assert '<span class="nd-mark nd-mark-new">new</span>' in shown
    assert '<span class="nd-mark nd-mark-corrected">corrected</span>' in shown
    assert "Before: <q>" in shown


def test_a_failure_is_said_and_can_be_tried_again(
    archive_home: Path, flood: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> Iterator[BriefEvent]:
        raise AssistantError("the archive is being rebuilt")

    page = _opened()
    page.text_input(key="brief-topic").set_value("the Brenna flood")
    with monkeypatch.context() as patch:
        patch.setattr(Assistant, "stream_brief", failing)
        _press(page, "brief-go")
        assert "the archive is being rebuilt" in _shown(page)
    monkeypatch.setattr(Assistant, "stream_brief", lambda *_, **__: iter([Finished(flood)]))
    _press(page, "brief-retry")
    assert "nd-contents" in _shown(page)


def test_a_link_of_an_export_opens_the_article_at_its_words(archive_home: Path, flood: Briefing) -> None:
    cited = flood.citations[0]
    place = {"article": cited.article_id, "start": str(cited.start), "end": str(cited.end)}
    shown = _shown(_opened(**place))
    assert re.sub(r"<[^>]+>", "", shown.split('id="quoted">')[1].split("</p>")[0]).startswith(
        cited.quote[:20].split("&")[0][:12]
    )
    assert "no longer in the archive" in _shown(_opened(article="<b>nothing</b>"))
    for wrong in ("x", "-1", "٣", "99999999999", ""):
        assert "nd-article" in _shown(_opened(**(place | {"start": wrong})))


def test_the_picture_has_a_row_an_event_and_leaves_far_ones_at_its_edge() -> None:
    timeline = next(part for part in sample().sections if part.name == "timeline")
    event = timeline.lines[0]
    assert isinstance(event, Event)
    days = [date(2025, 3, 14)] * 3 + [date(2025, 3, 20), date(2025, 4, 2), date(1968, 5, 1), date(2099, 1, 1)]
    events = [
        replace(event, key=f"k{place}", when=replace(event.when, first=day, last=day)) for place, day in enumerate(days)
    ]
    drawn = timeline_chart.timeline(sorted(events, key=lambda one: one.when.first), opened="k1")
    assert drawn is not None
    assert (drawn.earlier, drawn.later) == (1, 1)
    rows = drawn.chart.to_dict()["data"]["values"]
    assert [entry["level"] for entry in rows] == list(range(len(days))), "events of one day can be told apart"
    assert all(entry["text"] for entry in rows)
    assert [entry["kind"] for entry in rows if entry["event"] == "k1"] == ["opened"]
    assert timeline_chart.timeline(events[:2]) is None


def test_a_figure_of_three_days_is_drawn_and_one_of_two_is_not() -> None:
    figure = next(
        line for part in sample().sections if part.name == "figures" for line in part.lines if isinstance(line, Figure)
    )
    several = [
        replace(figure, key=f"f{day}", when=None, day=date(2025, 3, day), what="people killed", unit="", value=day)
        for day in (14, 15, 17)
    ]
    assert list(figure_chart.series_of([*several, replace(figure, what="homes")])) == ["people killed"]
    assert figure_chart.series_of(several[:2]) == {}
    rows = figure_chart.over_time(several).to_dict()["data"]["values"]
    assert [(row["event"], row["value"]) for row in rows] == [("f14", 14), ("f15", 15), ("f17", 17)]


def test_running_stories_are_what_several_headlines_are_on() -> None:
    flood = [
        "Brenna flood toll rises",
        "Inquiry into Brenna flood opens",
        "Insurers reckon Brenna flood cost 2.6 billion",
    ]
    strike = [f"Dock strike, day {day}" for day in range(4)]
    assert running([*flood, *strike, "Lynx seen", TEXTS[2], HOSTILE]) == ["Dock strike", "Brenna flood"]
    assert running([*flood, *strike], without=["dock STRIKE"]) == ["Brenna flood"]
    assert running([]) == []
