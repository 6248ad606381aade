"""Cleaning: what a source prints becomes text, titles, outlets, addresses and days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from corpus.ingestion.dates import day_in_words, parse_published
from corpus.ingestion.normalization import clean_outlet, clean_text, clean_title, split_hashtags, title_from
from corpus.ingestion.urls import article_id, canonical_url, is_worldwide

NOW = datetime(2025, 6, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one  \n\n\n\n\ntwo\n", "one\n\ntwo"),
        ("Procter &amp; Gamble &lt;b&gt; &amp;amp; R&D &copy 5 &#8217;", "Procter & Gamble <b> &amp; R&D &copy 5 ’"),
        ("a\x00b\x07c\x0bd", "ab c\nd"),
        ("lone \ud83d, pair \ud83d\ude80, whole 🚀", "lone \ufffd, pair 🚀, whole 🚀"),
        ("cafe\u0301 \ufeffzero\u200bwidth soft\u00adhyphen", "café zerowidth softhyphen"),
        ("\x93quoted\x94 it\x92s", "“quoted” it’s"),
        ("5\u00a0million \u202f euros\there", "5 million euros here"),
        ("👩\u200d🚀 and 👍🏽", "👩\u200d🚀 and 👍🏽"),
        ("قال \u200f\"نعم\" اليوم", "قال \u200f\"نعم\" اليوم"),
        ("Share this article\n\nBody.\nRead more\nComments are closed.\n\n", "Body."),
        ("Read more\nBody.\nRead more\nMore body.", "Body.\nRead more\nMore body."),
        ("He said comments are closed.", "He said comments are closed."),
        ("Comments are closed.", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_clean_text(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_clean_text_is_stable() -> None:
    once = clean_text("A \u00a0 body\r\n\r\n\r\n\r\nwith “quotes”.\nLeave a Reply")
    assert clean_text(once) == once


@pytest.mark.parametrize(
    ("text", "body", "tags"),
    [
        ("Body.\n#CeaseFire #NATO\n#cost_of_living", "Body.", ("Cease Fire", "NATO", "cost of living")),
        ("Body.\n\n#USElection, #COVID19", "Body.", ("US Election", "COVID19")),
        ("Body.\nShare this article\n#Tarn #Tarn", "Body.", ("Tarn",)),
        ("Body with #OneTag inside.", "Body with #OneTag inside.", ()),
        ("Ranked\n#1", "Ranked\n#1", ()),
        ("#Only #Tags", "", ("Only", "Tags")),
    ],
)
def test_split_hashtags(text: str, body: str, tags: tuple[str, ...]) -> None:
    assert split_hashtags(text) == (body, tags)


def test_a_saved_note_loses_its_page_remnants() -> None:
    note = "The two ministers met in Halden on Friday.\n#PeaceTalks #EU\n\n\n\n\n\n\nComments are closed."
    assert split_hashtags(clean_text(note)) == ("The two ministers met in Halden on Friday.", ("Peace Talks", "EU"))


def test_an_endless_tag_takes_no_time() -> None:
    text = "Body.\n#" + "a" * 100_000 + "!"
    assert split_hashtags(text) == (text, ())


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("  Talks\n resume  ", "Talks resume"),
        ("<b>Talks</b>, <i class='x'>resume</i> &amp; stall", "Talks, resume & stall"),
        ("<script>alert(1)</script>Talks<!-- x -->", "Talks"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("Pourquoi ?", "Pourquoi ?"),
        ("محادثات السلام", "محادثات السلام"),
        ("انفجار \u200fفي\u200f المرفأ \u202etxt.exe", "انفجار \u200fفي\u200f المرفأ txt.exe"),
        ("\u202aA\u202b \u202cof\u202d the\u2066 ma\u2067yor\u2068\u2069", "A of the mayor"),
    ],
)
def test_clean_title(raw: str, title: str) -> None:
    assert clean_title(raw) == title


def test_a_long_title_is_cut_at_a_word() -> None:
    title = clean_title("word " * 200)
    assert len(title) <= 300
    assert title.endswith("word…")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The bank raised its rate. It will again.", "The bank raised its rate"),
        ("MERRIN —\n\nMr. Holt met U.S. officials in the capital. Nothing came of it.",
         "Mr. Holt met U.S. officials in the capital"),
        ("A headline without a stop\nBody.", "A headline without a stop"),
        ("", ""),
    ],
)  # fmt: skip
def test_title_from(text: str, title: str) -> None:
    assert title_from(text) == title


def test_a_made_title_fits_a_line() -> None:
    title = title_from("The governor of the national bank said on Thursday that the rate would stay where it was " * 2)
    assert 70 < len(title) <= 90
    assert title.endswith("…")


@pytest.mark.parametrize(
    ("raw", "url", "outlet"),
    [
        (" The Merrin Courier ", None, "The Merrin Courier"),
        (None, "https://edition.cnn.com/2022/a", "CNN"),
        ("N/A", "https://www.theweek.co.uk/x", "The Week"),
        ("https://www.bbc.co.uk/", None, "BBC"),
        (None, "https://money.cnn.com:8080/a", "CNN"),
        (None, "https://www.ledger.example:8080/a", "ledger.example"),
        ("Reuters", "https://www.cnn.com/a", "Reuters"),
        (None, None, None),
        ("", "ftp://x.org/a", None),
    ],
)
def test_clean_outlet(raw: str | None, url: str | None, outlet: str | None) -> None:
    assert clean_outlet(raw, url) == outlet


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://www.CNN.com:80/2022/A/?utm_source=x#top", "https://cnn.com/2022/A"),
        ("https://edition.cnn.com/2022/A", "https://cnn.com/2022/A"),
        ("https://cnn.com/2022/A/index.html?cid=feed", "https://cnn.com/2022/A"),
        ("https://a.example/my-index.html", "https://a.example/my-index.html"),
        ("https://a.example/Index.php?id=5", "https://a.example?id=5"),
        ("https://m.example.org/a", "https://example.org/a"),
        ("https://amp.www.example.org/a", "https://example.org/a"),
        ("https://m.co/a", "https://m.co/a"),
        ("https://site.org/?p=123&utm=2", "https://site.org?p=123"),
        ("https://site.org/story.php?storyId=5", "https://site.org/story.php?storyId=5"),
        ("https://site.org/story?b=2&article=1&b=1", "https://site.org/story?article=1&b=1&b=2"),
        (
            "https://site.org/a?UTM_Source=x&fbclid=1&gclid=2&mc_cid=3&ref=rss&cmpid=4&smid=tw&at_medium=RSS&amp",
            "https://site.org/a",
        ),
        ("https://site.org/a?12345", "https://site.org/a?12345="),
        ("https://site.org/a?cid=external-feeds", "https://site.org/a"),
        ("https://site.org/a?cid=77", "https://site.org/a?cid=77"),
        (f"https://site.org/a?{'EYWxleGF' * 12}", "https://site.org/a"),
        ("https://site.org/#/story/1", "https://site.org#/story/1"),
        ("https://site.org/a/#!story-1", "https://site.org/a#!story-1"),
        ("https://site.org/a#:~:text=The%20company", "https://site.org/a"),
        ("https://user:secret@site.org/a", "https://site.org/a"),
        ("https://site.org:8443/a", "https://site.org:8443/a"),
        ("javascript:alert(1)", None),
        ("mailto:a@b.c", None),
        ("//site.org/a", None),
        ("http://[bad/a", None),
        ("http://site.org:port/a", None),
        ("", None),
        (None, None),
    ],
)
def test_canonical_url(url: str | None, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


def test_the_id_follows_the_address() -> None:
    first = article_id(url="http://www.site.org/a?utm_source=x", outlet="A", title="T", day="2025-01-01", text="one")
    second = article_id(url="https://site.org/a/", outlet=None, title="Other", day=None, text="two")
    assert first == second
    assert len(first) == 16
    assert int(first, 16) >= 0


def _key(url: str | None = None, guid: str | None = None, outlet: str | None = "A", title: str = "T") -> str:
    return article_id(url=url, guid=guid, outlet=outlet, title=title, day="2025-01-01", text="one")


@pytest.mark.parametrize("url", ["https://site.org/", "http://www.site.org", "https://site.org?utm_source=x#top"])
def test_a_front_page_names_no_article(url: str) -> None:
    assert _key(url) != _key(url, title="Else")
    assert _key(guid=url) != _key(guid=url, title="Else")
    assert _key(url, guid="urn:1") == _key(guid="urn:1") == _key(guid="urn:1", title="Else")


@pytest.mark.parametrize(
    ("guid", "worldwide"),
    [
        ("1001", False), ("g3", False), ("node:55", False), ("u:1", False), ("/2025/03/quay", False),
        ("https://site.org/?p=1", True), ("urn:tide:quay", True), ("tag:site.org,2025:1", True),
        ("1.2@mail.site.org", True), ("at://did/1", True), ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", True),
    ],
)  # fmt: skip
def test_a_name_that_each_source_gives_is_the_articles_of_one_outlet(guid: str, worldwide: bool) -> None:
    assert is_worldwide(guid) == worldwide
    assert (_key(guid=guid) == _key(guid=guid, outlet="B")) == worldwide
    assert _key(guid=guid) == _key(guid=guid, title="Else")


def test_the_id_without_an_address() -> None:
    def name(title: str = "News", day: str | None = "2025-01-01", text: str = "one", outlet: str | None = "A") -> str:
        return article_id(url=None, outlet=outlet, title=title, day=day, text=text)

    assert name() == name(text="a corrected text") == name(day="2025-01-01T10:00:00Z")
    assert len({name(), name(outlet="B"), name(day="2025-01-02"), name(title="Else")}) == 4
    assert name(day=None, outlet=None) != name(day=None, outlet=None, text="two")
    assert name(day=None, outlet=None) == name(day=None, outlet=None)


@pytest.mark.parametrize(
    ("raw", "published"),
    [
        (date(2022, 6, 17), "2022-06-17"),
        (datetime(2022, 6, 17), "2022-06-17"),
        (datetime(2022, 6, 17, 9, 30), "2022-06-17T09:30:00Z"),
        (datetime(2022, 6, 17, 9, 30, tzinfo=timezone(timedelta(hours=2))), "2022-06-17T09:30:00+02:00"),
        (1655458200, "2022-06-17T09:30:00Z"),
        (1655458200000, "2022-06-17T09:30:00Z"),
        ("1655458200.5", "2022-06-17T09:30:00Z"),
        (1655424000, "2022-06-17"),
        (20220617, "2022-06-17"),
        ("2022/06/17", "2022-06-17"),
        ("2022-06-17T09:30:00Z", "2022-06-17T09:30:00Z"),
        ("2022-06-17T09:30:00.123+02:00", "2022-06-17T09:30:00+02:00"),
        ("2022-06-17 09:30", "2022-06-17T09:30:00Z"),
        ("Fri, 17 Jun 2022 09:30:00 -0400", "2022-06-17T09:30:00-04:00"),
        ("Fri, 17 Jun 2022 09:30:00 EST", "2022-06-17T09:30:00-05:00"),
        ("9:30 AM ET, Fri June 17, 2022", "2022-06-17T09:30:00-04:00"),
        ("17 June 2022", "2022-06-17"),
        ("June 17, 2022", "2022-06-17"),
        ("17/06/2022", "2022-06-17"),
        ("06/17/2022", "2022-06-17"),
        (None, None),
        ("", None),
        ("N/A", None),
        (float("nan"), None),
    ],
)
def test_parse_published(raw: object, published: str | None) -> None:
    assert parse_published(raw, None, now=NOW) == published


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("2099-01-01", "published 2099-01-01 is in the future"),
        ("2025-06-23", "published 2025-06-23 is in the future"),
        ("1899-12-31", "published 1899-12-31 is before 1900"),
        ("soon", 'published "soon" is not a date'),
        ("2022", 'published "2022" is not a date'),
        ("May 2022", 'published "May 2022" is not a date'),
        ("Monday", 'published "Monday" is not a date'),
        ("2022-02-30", 'published "2022-02-30" is not a date'),
        (True, 'published "True" is not a date'),
        ("03/04/2022", 'published "03/04/2022" may be two days: write it as YYYY-MM-DD'),
    ],
)
def test_a_date_is_refused_with_a_reason(raw: object, reason: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_published(raw, None, now=NOW)
    assert str(refused.value) == reason


def test_two_days_ahead_pass() -> None:
    assert parse_published("2025-06-22", None, now=NOW) == "2025-06-22"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Ada Low, 12 March 2025", "2025-03-12"),
        ("By Ada Low and Ben Ash, Corvale, March 12, 2025", "2025-03-12"),
        ("By Ada Low, Wednesday, 12 March 2025, 10:00 GMT", "2025-03-12"),
        ("By Ada Low | 12 March 2025", "2025-03-12"),
        ("Ada Low, 12 March 2025", None),
        ("By Ada Low, 12 March", None),
        ("By the end of May, 12 March 2025 was forgotten", None),
    ],
)
def test_the_day_in_a_line_of_its_own(line: str, day: str | None) -> None:
    assert day_in_words(f"{line}\n\nThe council met.", None, now=NOW) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://www.cnn.com/2022/06/17/us/a/index.html", "2022-06-17"),
        ("https://www.theguardian.com/world/2022/jun/17/a", "2022-06-17"),
        ("https://www.reuters.com/world/a-headline-2022-06-17/", "2022-06-17"),
        ("https://x.org/2022/13/45/a", None),
        ("https://x.org/2099/01/01/a", None),
        ("https://x.org/a?d=/2022/06/17/", None),
        ("http://[bad/2022/06/17/", None),
    ],
)
def test_the_day_comes_from_the_address(url: str, day: str | None) -> None:
    assert parse_published("N/A", url, now=NOW) == day
