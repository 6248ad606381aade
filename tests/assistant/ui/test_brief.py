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
from assistant.briefing.pipeline import BriefEvent
from assistant.briefing.store import Briefings
from assistant.briefing.topic.trending import running
from assistant.briefing.types import Event
from assistant.errors import AssistantError
from assistant.ui.components import briefing_lines, timeline_chart
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
    app = _opened()
    assert "As of 25 June 2025, any day, all outlets" in _shown(app)
    assert app.button(key="topic-0").label == "the Brenna flood"
    _press(app, "topic-0")
    assert "Timeline" in _shown(app)
    assert re.search(r"\d+ articles from \d outlets", _shown(app))
    assert len(app.get("download_button")) == 4
    (entry,) = Briefings(archive_home).listed().entries
    assert entry.topic == "the Brenna flood"
    assert app.query_params["briefing"] in (entry.id, [entry.id])


def test_a_typed_topic_is_briefed_and_one_that_the_archive_lacks_is_said(archive_home: Path) -> None:
    app = _opened()
    app.text_input(key="brief-topic").set_value("  quantum   computing ")
    _press(app, "brief-go")
    assert "The archive holds nothing on this topic" in _shown(app)
    assert not app.get("download_button")
    assert Briefings(archive_home).listed().entries == ()


def test_a_short_one_has_fewer_sections_and_stays_short_when_it_is_run_again(archive_home: Path) -> None:
    app = _opened()
    app.segmented_control(key="brief-length").set_value("Short")
    _press(app, "topic-0")
    assert _lines(app, "in_brief")
    assert not _lines(app, "timeline")
    _press(app, "brief-again")
    assert _lines(app, "in_brief")
    assert not _lines(app, "timeline")


def test_sources_are_named_in_the_chosen_style(archive_home: Path) -> None:
    app = _press(_opened(), "topic-0")
    app.selectbox(key="brief-style").set_value("apa").run()
    assert not app.exception
    assert "At least nine dead after spillway of Hask Dam fails. (2025, March 15). Continental Wire." in _shown(app)


def test_a_number_opens_its_source(archive_home: Path) -> None:
    app = _press(_opened(), "topic-0")
    _press(app, "cite-timeline-")
    assert 'class="nd-article"' in _shown(app)
    assert '<mark class="quoted" id="quoted">' in _shown(app)
    _press(app, "close-source")
    _press(app, "read-source-")
    assert 'class="nd-article"' in _shown(app)


def test_lines_are_pinned_hidden_and_put_back_and_stay_so(archive_home: Path) -> None:
    app = _press(_opened(), "topic-0")
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


def test_the_same_briefing_made_again_takes_its_place_and_keeps_what_was_hidden(archive_home: Path) -> None:
    app = _press(_opened(), "topic-1")
    before = _lines(app, "timeline")
    _press(app, f"hide-timeline-{before[0]}")
    again = _press(_opened(), "topic-1")
    assert _lines(again, "timeline") == before[1:]
    assert len(Briefings(archive_home).listed().entries) == 1
    _press(again, "brief-again")
    assert _lines(again, "timeline") == before[1:]


def test_one_run_again_is_marked_where_the_last_one_was_otherwise(archive_home: Path) -> None:
    archive = Archive.open(archive_home)
    old = brief(archive, "the Brenna flood", scope=Scope(as_of=date(2025, 3, 20)))
    archive.close()
    kept = Briefings(archive_home).keep(old, written="2025-03-20T18:00:00+01:00")
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
    assert "nd-lookup" in _shown(app)
    assert "briefing" not in app.query_params


def test_an_address_of_a_briefing_that_is_gone_says_so(archive_home: Path) -> None:
    app = _opened(briefing="0123456789ab")
    assert "no saved briefing has the id" in _shown(app)
    assert "Running stories" in _shown(app)


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


def test_a_failure_is_said_and_can_be_tried_again(archive_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> Iterator[BriefEvent]:
        raise AssistantError("the archive is being rebuilt")

    with monkeypatch.context() as patch:
        patch.setattr(Assistant, "stream_brief", failing)
        app = _press(_opened(), "topic-0")
        assert "the archive is being rebuilt" in _shown(app)
    _press(app, "brief-retry")
    assert "nd-section" in _shown(app)


def test_a_link_of_an_export_opens_the_article_at_its_words(archive_home: Path) -> None:
    _press(_opened(), "topic-0")
    (entry,) = Briefings(archive_home).listed().entries
    cited = Briefings(archive_home).get(entry.id).briefing.citations[0]
    place = {"article": cited.article_id, "start": str(cited.start), "end": str(cited.end)}
    shown = _shown(_opened(**place))
    assert re.sub(r"<[^>]+>", "", shown.split('id="quoted">')[1].split("</p>")[0]).startswith(
        cited.quote[:20].split("&")[0][:12]
    )
    assert "no longer in the archive" in _shown(_opened(article="<b>nothing</b>"))
    for wrong in ("x", "-1", "٣", "99999999999", ""):
        assert "nd-article" in _shown(_opened(**(place | {"start": wrong})))


def test_the_picture_stacks_events_and_leaves_far_ones_at_its_edge() -> None:
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
    assert sorted(entry["level"] for entry in rows if entry["event"] in {"k0", "k1", "k2"}) == [0, 1, 2]
    assert [entry["kind"] for entry in rows if entry["event"] == "k1"] == ["opened"]
    assert timeline_chart.timeline(events[:2]) is None


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
