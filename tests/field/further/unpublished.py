"""What must not be used: drafts, what is private or deleted, what a reader cannot see."""

# ruff: noqa: E501 - a line is an input

from __future__ import annotations

import json

from tests.field.further.rows import BODY, LAST, MORE, SECRET, TEXT, Row, page


def _ghost(**changes: object) -> str:
    live = {
        "id": "1", "title": "Ferry", "slug": "ferry", "html": f"<p>{TEXT}</p>", "plaintext": TEXT, "status": "published",
        "type": "post", "visibility": "public", "published_at": "2025-04-02T09:00:00.000Z", "feature_image": None,
    }  # fmt: skip
    other = live | {"id": "2", "title": "Other", "slug": "other", "html": f"<p>{SECRET}</p>", "plaintext": SECRET}
    data = {
        "posts": [live, other | changes],
        "users": [{"id": "9", "name": "Inga Thorsen", "slug": "inga", "email": "inga@herald.example"}],
        "posts_authors": [{"id": "5", "post_id": "1", "author_id": "9", "sort_order": 0}],
        "tags": [{"id": "7", "name": "Transport", "slug": "transport"}],
        "posts_tags": [{"id": "6", "post_id": "1", "tag_id": "7"}],
        "settings": [{"key": "title", "value": "Fjord Herald"}],
    }
    return json.dumps({"db": [{"meta": {"exported_on": 1743600000000, "version": "5.80.0"}, "data": data}]})


def _drupal(status: bool) -> str:
    attributes = {
        "drupal_internal__nid": 7, "status": status, "title": "Ferry", "created": "2025-04-02T09:00:00+00:00",
        "body": {"value": f"<p>{SECRET if not status else TEXT}</p>", "format": "basic_html", "summary": ""},
    }  # fmt: skip
    return json.dumps({"jsonapi": {"version": "1.0"}, "data": [{"type": "node--article", "attributes": attributes}]})


def _blogger(state: str, kind: str = "POST") -> str:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger'
        '/2018"><id>tag:b</id><title>Fjord Blog</title>'
        f"<entry><id>tag:b.1</id><blogger:type>{kind}</blogger:type><blogger:status>{state}</blogger:status>"
        f"<title>Ferry</title><content type='html'>&lt;p&gt;{SECRET}&lt;/p&gt;</content>"
        "<published>2025-04-02T09:00:00Z</published></entry></feed>"
    )


def _wxr(*fields: str) -> str:
    return (
        '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/'
        'content/"><channel><title>Fjord Herald</title><item><title>Ferry</title><pubDate>Wed, 02 Apr 2025 09:00:00 +0000'
        f"</pubDate><content:encoded><![CDATA[<p>{SECRET}</p>]]></content:encoded>{''.join(fields)}</item></channel></rss>"
    )


def _nitf(docdata: str, head: str = "") -> str:
    return (
        f"<nitf><head><title>Ferry</title>{head}<docdata>{docdata}<doc-id id-string='F:1'/>"
        f"<date.issue norm='20250402T091500Z'/></docdata></head><body><body.head><hedline><hl1>Ferry</hl1></hedline>"
        f"</body.head><body.content><p>{SECRET}</p></body.content></body></nitf>"
    )


_NOT = ("not published",)
ROWS = [
    Row("Ghost: a draft", "export.json", _ghost(status="draft", published_at=None), (TEXT,), (SECRET,), _NOT),
    Row("Ghost: scheduled", "export.json", _ghost(status="scheduled"), (TEXT,), (SECRET,), _NOT),
    Row("Ghost: published", "export.json", _ghost(status="trash"), (TEXT,), (SECRET,), facts={
        "authors": ("Inga Thorsen",), "keywords": ("Transport",), "outlet": "Fjord Herald",
        "published": "2025-04-02T09:00:00Z"}),
    Row("Drupal: status false", "a.json", _drupal(status=False), lacks=(SECRET,), told=_NOT, count=0),
    Row("Drupal: status true", "a.json", _drupal(status=True), (TEXT,)),
    Row("Blogger: a draft", "feed.atom", _blogger("DRAFT"), lacks=(SECRET,), told=_NOT, count=0),
    Row("Blogger: deleted", "feed.atom", _blogger("SOFT_TRASHED"), lacks=(SECRET,), told=_NOT, count=0),
    Row("WordPress: in the future", "a.xml", _wxr("<wp:status>future</wp:status>"), lacks=(SECRET,), told=_NOT, count=0),
    Row("WordPress: a draft made by itself", "a.xml", _wxr("<wp:status>auto-draft</wp:status>"), lacks=(SECRET,),
        told=_NOT, count=0),
    Row("WordPress: a revision", "a.xml", _wxr("<wp:status>inherit</wp:status>", "<wp:post_type>revision</wp:post_type>"),
        lacks=(SECRET,), count=0),
    Row("Hugo: to be published in 2099", "a.md", f"---\ntitle: F\ndate: 2025-01-01\npublishDate: 2099-01-01\n---\n{SECRET}",
        lacks=(SECRET,), count=0),
    Row("Hugo: expired", "a.md", f"---\ntitle: F\ndate: 2020-01-01\nexpiryDate: 2021-01-01\n---\n{SECRET}",
        lacks=(SECRET,), told=_NOT, count=0),
    Row("Pelican: a draft", "a.md", f"Title: Ferry\nDate: 2025-04-02\nStatus: draft\n\n{SECRET}", lacks=(SECRET,),
        told=_NOT, count=0),
    Row("Pelican: published", "a.md", f"Title: Ferry\nDate: 2025-04-02\nAuthor: Inga Thorsen\n\n{TEXT}", (TEXT,), ("Date:",),
        facts={"title": "Ferry", "published": "2025-04-02", "authors": ("Inga Thorsen",)}),
    Row("Nikola: a draft", "a.md", f"<!--\n.. title: Ferry\n.. date: 2025-04-02\n.. status: draft\n-->\n\n{SECRET}",
        lacks=(SECRET,), told=_NOT, count=0),
    Row("Obsidian: publish false", "a.md", f"---\ntitle: Ferry\npublish: false\n---\n{SECRET}", lacks=(SECRET,), told=_NOT,
        count=0),
    Row("front matter in capitals", "a.md", f"---\nTitle: Ferry\nDraft: True\n---\n{SECRET}", lacks=(SECRET,), told=_NOT,
        count=0),
    Row("front matter behind Windows' line ends", "a.md", f"\ufeff---\r\ntitle: F\r\ndraft: true\r\n---\r\n\r\n{SECRET}",
        lacks=(SECRET,), told=_NOT, count=0),
    Row("TOML: a table for drafts", "a.md", f'+++\ntitle = "F"\n[extra]\ndraft = true\n+++\n{SECRET}', lacks=(SECRET,),
        told=_NOT, count=0),
    Row("org: unlisted is public", "a.md", f"---\ntitle: Ferry\nunlisted: true\ndate: 2025-04-02\n---\n{TEXT}", (TEXT,)),
    Row("a table with deleted_at", "a.csv", f'title,text,deleted_at\nA,"{TEXT}",\nB,"{SECRET}",2025-01-01\n', (TEXT,),
        (SECRET,), _NOT),
    Row("a table with is_published", "a.csv", f'title,text,is_published\nA,"{TEXT}",True\nB,"{SECRET}",False\n', (TEXT,),
        (SECRET,), _NOT),
    Row("Strapi: publishedAt null", "a.json", json.dumps({"data": [
        {"id": 1, "title": "A", "content": TEXT, "createdAt": "2025-04-01T08:00:00Z", "publishedAt": None},
        {"id": 2, "title": "B", "content": MORE, "createdAt": "2025-04-01T08:00:00Z", "publishedAt": "2025-04-02T08:00:00Z"},
     ]}), (MORE,), (TEXT,), _NOT),
    Row("Sanity: a draft by its name", "a.json", json.dumps([
        {"_id": "drafts.4f1", "_type": "post", "title": "A", "text": SECRET},
        {"_id": "4f2", "_type": "post", "title": "B", "text": TEXT}]), (TEXT,), (SECRET,), _NOT),
    Row("Superdesk: spiked", "a.json", json.dumps({"guid": "urn:1", "type": "text", "state": "spiked", "headline": "F",
        "body_html": f"<p>{SECRET}</p>"}), lacks=(SECRET,), told=_NOT, count=0),
    Row("Superdesk: killed state", "a.json", json.dumps({"guid": "urn:1", "type": "text", "state": "killed",
        "headline": "F", "body_html": f"<p>{SECRET}</p>"}), lacks=(SECRET,), count=0),
    Row("NITF: canceled", "a.xml", _nitf("").replace("<docdata>", '<docdata management-status="canceled">'),
        lacks=(SECRET,), count=0),
    Row("NITF: embargoed", "a.xml", _nitf("").replace("<docdata>", '<docdata management-status="embargoed">'),
        lacks=(SECRET,), count=0),
    Row("NITF: a day of release in 2099", "a.xml", _nitf("<date.release norm='20990402T091500Z'/>"), lacks=(SECRET,),
        count=0),
    Row("a page of noindex drafts", "a.html", page(BODY, '<meta name="robots" content="noindex">'), (TEXT,)),
    *(
        Row(f"hidden by {how}", "a.html", page(f"<p>{TEXT}</p><p>{MORE}</p>{hidden.format(SECRET)}<p>{LAST}</p>", head),
            (TEXT, MORE, LAST), (SECRET,))
        for how, hidden, head in (
            ("scale", '<p style="transform: scale(0)">{}</p>', ""),
            ("a height of nothing", '<div style="max-height:0;overflow:hidden"><p>{}</p></div>', ""),
            ("one pixel", '<div style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(1px,1px,1px,1px)">'
             "<p>{}</p></div>", ""),
            ("rgba", '<p style="color:rgba(0,0,0,0)">{}</p>', ""),
            ("hsla", '<p style="color:hsla(0,0%,0%,0)">{}</p>', ""),
            ("nearly white", '<p style="color:#fefefe">{}</p>', ""),
            ("a font of one pixel", '<p style="font-size:1px">{}</p>', ""),
            ("the short form of font", '<p style="font:0/0 a">{}</p>', ""),
            ("an old tag", '<p><font color="#ffffff" size="1">{}</font></p>', ""),
            ("capitals", '<P STYLE="DISPLAY:NONE">{}</P>', ""),
            ("content-visibility", '<p style="content-visibility:hidden">{}</p>', ""),
            ("a filter", '<p style="filter:opacity(0)">{}</p>', ""),
            ("a class in a list of selectors", '<p class="b">{}</p>', "<style>.a,.b , .c{display:none}</style>"),
            ("a rule in a media query", '<p class="m">{}</p>', "<style>@media screen{.m{display:none!important}}</style>"),
            ("a rule for an attribute", '<p data-x="1">{}</p>', '<style>[data-x="1"]{display:none}</style>'),
            ("a rule for a child", '<div class="o"><p>{}</p></div>', "<style>.o > p{visibility:hidden}</style>"),
            ("the ground's colour by a class", '<p class="w">{}</p>', "<style>body{background:#fff}.w{color:#fff}</style>"),
            ("a comment", "<!-- <p>{}</p> -->", ""),
            ("an empty frame of a script", "<noscript><p>{}</p></noscript>", ""),
            ("a textarea", "<textarea>{}</textarea>", ""),
            ("far above", '<p style="position:fixed;top:-5000px">{}</p>', ""),
            ("a margin", '<p style="margin-left:-9999em">{}</p>', ""),
            ("inset", '<p style="position:absolute;inset:-9999px auto auto -9999px">{}</p>', ""),
            ("a translation", '<p style="transform:translateX(-9999px)">{}</p>', ""),
        )
    ),
]  # fmt: skip
