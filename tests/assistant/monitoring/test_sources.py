"""Sources on a real local server whose pages appear, change, vanish, slow down and lie."""

from __future__ import annotations

import time
from typing import Any

import pytest

from assistant.errors import MonitoringError
from assistant.monitoring.health import check_source
from assistant.monitoring.storage import source_records
from corpus import Scope
from tests.assistant.monitoring.conftest import Filled, feed, page

NEWS = "application/xml"


def test_a_feed_brings_what_is_new_and_nothing_twice(filled: Filled) -> None:
    site = filled.site
    site.put("/dock-strike", page("Dock strike"))
    site.put("/feed", feed(site, "/dock-strike"), kind=NEWS, ETag='"1"')
    filled.add("courier", "feed", site.base + "/feed", outlet="Courier")
    (first,) = filled.run("courier")
    assert (first.added, first.changed, first.error) == (1, 0, "")
    assert [article.outlet for article in filled.archive.listing(Scope())] == ["Courier"]

    (second,) = filled.run("courier")
    assert (second.added, second.asked) == (0, 0)
    assert site.sent[-1]["if-none-match"] == '"1"'

    site.put("/rates", page("Interest rates", city="Halden"))
    site.put("/feed", feed(site, "/rates", "/dock-strike"), kind=NEWS, ETag='"2"')
    (third,) = filled.run("courier")
    assert (third.added, third.asked) == (1, 1)
    assert filled.titles() == ["Dock strike", "Interest rates"]


def test_a_changed_page_is_a_new_version_and_a_gone_one_is_marked(filled: Filled) -> None:
    site = filled.site
    site.put("/a", page("Dock strike"), ETag='"a"')
    site.put("/b", page("Interest rates", city="Halden"), ETag='"b"')
    site.put("/feed", feed(site, "/a", "/b"), kind=NEWS, ETag='"f"')
    filled.add("courier", "feed", site.base + "/feed")
    filled.run("courier")
    filled.clock.forward(hours=2)
    site.put("/a", page("Dock strike", more="The harbour master counted sixty-two ships at anchor."), ETag='"a2"')
    site.put("/b", "", status=410)
    (run,) = filled.run("courier")
    assert (run.added, run.changed, run.gone) == (0, 1, 1)
    by_title = {article.title: article for article in filled.archive.listing(Scope())}
    assert by_title["Dock strike"].version == 2
    assert "page gone" in by_title["Interest rates"].caveats
    assert by_title["Interest rates"].published == "2026-03-04T07:00:00Z"
    told = [change.what for change in filled.archive.intake().changes(0)]
    assert told == ["added", "added", "changed", "gone"]

    filled.clock.forward(hours=3)
    site.put("/b", page("Interest rates", city="Halden"))
    filled.run("courier")
    assert "page gone" not in {a.title: a for a in filled.archive.listing(Scope())}["Interest rates"].caveats


def test_one_404_may_be_an_accident_two_are_not(filled: Filled) -> None:
    site = filled.site
    site.put("/a", page("Dock strike"))
    site.put("/feed", feed(site, "/a"), kind=NEWS, ETag='"f"')
    filled.add("courier", "feed", site.base + "/feed")
    filled.run("courier")
    del site.pages["/a"]
    filled.clock.forward(hours=2)
    assert filled.run("courier")[0].gone == 0
    filled.clock.forward(hours=2)
    assert filled.run("courier")[0].gone == 1


def test_a_page_that_lies_replaces_nothing(filled: Filled) -> None:
    site = filled.site
    site.put("/a", page("Dock strike"))
    site.put("/feed", feed(site, "/a"), kind=NEWS, ETag='"f"')
    filled.add("courier", "feed", site.base + "/feed")
    filled.run("courier")
    other = "".join(
        f"<p>Subscribe to our {n} newsletters about gardens, recipes and travel today.</p>" for n in range(9)
    )
    site.put("/a", f"<html><title>Oops</title><body><article><h1>We moved</h1>{other}</article></body></html>")
    filled.clock.forward(hours=2)
    (run,) = filled.run("courier")
    assert (run.added, run.changed, run.gone) == (0, 0, 0)
    assert filled.titles() == ["Dock strike"]


def test_a_source_that_breaks_stops_no_other(filled: Filled) -> None:
    site = filled.site
    site.put("/a", page("Dock strike"))
    site.put("/good", feed(site, "/a"), kind=NEWS)
    site.put("/home", "<html><body><p>We will be back soon.</p></body></html>")
    site.put("/broken", "<rss><channel><item>", kind=NEWS)
    site.put("/down", "", status=503)

    def hang(handler: Any) -> None:
        time.sleep(1.2)
        handler.close_connection = True

    site.pages["/slow"] = hang
    names = ("good", "home", "broken", "slow", "missing", "down")
    for name in names:
        filled.add(name, "feed", f"{site.base}/{name}")
    runs = {run.source_id: run for run in filled.run(*names)}
    assert runs["good"].added == 1
    assert "gives no feed" in runs["home"].error
    assert "no answer" in runs["slow"].error or "not done within" in runs["slow"].error
    assert "503" in runs["down"].error
    assert "404" in runs["missing"].error
    due = [source.id for source in source_records.due_sources(filled.db, filled.clock())]
    assert due == []


def test_failures_in_a_row_make_the_pauses_longer(filled: Filled) -> None:
    filled.add("down", "feed", filled.site.base + "/none", every=30)
    waits = []
    for _ in range(3):
        filled.run("down")
        health = check_source(filled.db, source_records.get_source(filled.db, "down"), filled.clock())
        waits.append((health.due - filled.clock()).total_seconds() / 60)
    assert waits == [60, 120, 240]


def test_no_more_pages_an_hour_than_agreed(filled: Filled) -> None:
    site = filled.site
    cities = [f"Port{n}" for n in range(5)]
    for city in cities:
        site.put(f"/{city}", page(f"News of {city}", city=city))
    site.put("/feed", feed(site, *(f"/{city}" for city in cities)), kind=NEWS, ETag='"f"')
    filled.add("courier", "feed", site.base + "/feed", pages_an_hour=2)
    assert filled.run("courier")[0].added == 2
    assert filled.run("courier")[0].added == 0
    filled.clock.forward(minutes=61)
    assert filled.run("courier")[0].added == 2
    filled.clock.forward(minutes=61)
    filled.run("courier")
    assert len(filled.titles()) == 5


def test_robots_txt_is_kept_to_and_counted_as_a_cause(filled: Filled) -> None:
    site = filled.site
    site.put("/robots.txt", "User-agent: *\nDisallow: /private", kind="text/plain")
    site.put("/sitemap.xml", _sitemap(site.base, ("/private/a", "2026-03-04")), kind=NEWS)
    site.put("/private/a", page("Dock strike"))
    filled.add("courier", "sitemap", site.base + "/sitemap.xml")
    (run,) = filled.run("courier")
    assert run.added == 0
    assert run.refusals == {"the site's robots.txt does not allow programs to read it": 1}
    assert "/private/a" not in site.asked


def _sitemap(base: str, *pages: tuple[str, str]) -> str:
    urls = "".join(f"<url><loc>{base}{path}</loc><lastmod>{day}</lastmod></url>" for path, day in pages)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def test_an_index_of_sitemaps_and_what_news_ones_say(filled: Filled) -> None:
    site = filled.site
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{site.base}/a</loc><n:news><n:publication>'
        "<n:name>The Courier</n:name><n:language>en</n:language></n:publication>"
        "<n:publication_date>2026-03-03T21:00:00Z</n:publication_date><n:title>Dock strike</n:title></n:news></url>"
        "</urlset>"
    )
    index = f"<sitemapindex><sitemap><loc>{site.base}/news.xml</loc></sitemap></sitemapindex>"
    site.put("/sitemap.xml", index, kind=NEWS)
    site.put("/news.xml", news, kind=NEWS)
    site.put(
        "/a", page("Dock strike").replace('<meta property="article:published_time" content="2026-03-04T07:00:00Z">', "")
    )
    filled.add("courier", "sitemap", site.base + "/sitemap.xml")
    assert filled.run("courier")[0].added == 1
    (article,) = filled.archive.listing(Scope())
    assert (article.outlet, article.published) == ("The Courier", "2026-03-03T21:00:00Z")


def test_a_sitemap_tells_by_its_days_what_has_changed(filled: Filled) -> None:
    site = filled.site
    site.put("/sitemap.xml", _sitemap(site.base, ("/a", "2026-03-04"), ("/b", "2026-03-01")), kind=NEWS)
    site.put("/a", page("Dock strike"))
    site.put("/b", page("Interest rates", city="Halden"))
    filled.add("courier", "sitemap", site.base + "/sitemap.xml")
    assert filled.run("courier")[0].added == 2
    site.asked.clear()
    site.put("/a", page("Dock strike", more="The pilots of the harbour joined on Thursday morning."))
    site.put("/sitemap.xml", _sitemap(site.base, ("/a", "2026-03-05"), ("/b", "2026-03-01")), kind=NEWS)
    assert filled.run("courier")[0].changed == 1
    assert "/b" not in site.asked


def test_the_links_of_a_section_are_followed_one_step(filled: Filled) -> None:
    site = filled.site
    links = '<a href="/news/2026/dock-strike.html">Dock strike</a> <a href="https://elsewhere.example/x.html">x</a>'
    site.put("/news/", f"<html><body><h1>News</h1>{links}</body></html>")
    article = page("Dock strike", more='<a href="/news/2026/second-step.html">more</a>')
    site.put("/news/2026/dock-strike.html", article)
    site.put("/news/2026/second-step.html", page("Second step"))
    filled.add("courier", "section", site.base + "/news/")
    assert filled.run("courier")[0].added == 1
    assert filled.titles() == ["Dock strike"]


def test_a_source_is_added_once_and_removed_with_what_is_known_of_it(filled: Filled) -> None:
    filled.add("courier", "feed", "https://courier.example/feed")
    with pytest.raises(MonitoringError, match="there is a source courier already"):
        filled.add("again", "feed", "https://courier.example/feed")
    source_records.pause_source(filled.db, "courier", paused=True, now=filled.clock())
    assert source_records.due_sources(filled.db, filled.clock()) == []
    source_records.remove_source(filled.db, "courier")
    with pytest.raises(MonitoringError, match="no source 'courier'"):
        source_records.get_source(filled.db, "courier")


def test_only_one_process_runs_at_a_time(filled: Filled) -> None:
    with filled.db.running(), pytest.raises(MonitoringError, match="at work"), filled.db.running():
        pass
