"""ninjs, NewsML-G2 and NITF: what a newsroom sends, its versions, recalls and embargoes, and what an attacker sends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.ingestion.upsert import Taker
from corpus.ingestion.urls import article_id
from corpus.readers import read_sources, xml
from corpus.readers.mapping import article_from
from corpus.readers.newsroom.ninjs import is_ninjs
from corpus.settings import Settings
from corpus.storage.catalog import Catalog
from corpus.types import Article, Record, Refusal, Scope, StatusChange
from tests.fake_encoder import FakeEncoder
from tests.writing import write

BODY = "The harbour council of Port Ansel voted on Monday for the new quay, which opens in May."
MORE = "The quay is the first in ninety years, and it takes the largest ships."
SOON = (datetime.now(UTC) + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M:%SZ")

NINJS_1 = {
    "uri": "urn:newsml:tidewire.example:20250310:quay", "type": "text", "version": "1", "pubstatus": "usable",
    "firstcreated": "2025-03-10T09:30:00+01:00", "versioncreated": "2025-03-11T08:00:00Z", "urgency": 4,
    "headline": "Port Ansel gets a quay", "byline": "By Ines Holt", "located": "Port Ansel", "language": "en-GB",
    "body_xhtml": f"<p>{BODY}</p>", "body_text": f"{BODY}\n\n{MORE}", "description_text": "A summary.",
    "usageterms": "Not for resale.", "copyrightnotice": "© Tidewire", "ednote": "CORRECTS day in first paragraph.",
    "subject": [{"name": "transport", "scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "20000337"}],
    "infosource": [{"name": "Tidewire", "rel": "provider"}, {"name": "Harbour News", "rel": "originator"}],
    "genre": [{"name": "Editorial"}], "person": [{"name": "Mara Lind", "rel": "about"}],
    "renditions": {"web": {"href": "https://tidewire.example/quay?p=1", "mimetype": "text/html"}},
}  # fmt: skip
NINJS_3 = {
    "standard": {"name": "ninjs", "version": "3.0"}, "uri": NINJS_1["uri"], "type": "text", "version": "1",
    "firstCreated": NINJS_1["firstcreated"], "versionCreated": NINJS_1["versioncreated"], "urgency": 4,
    "headlines": [{"role": "short", "value": "Quay"}, {"role": "main", "value": "Port Ansel gets a quay"}],
    "by": "Ines Holt", "located": "Port Ansel", "language": "en", "usageTerms": "Not for resale.",
    "bodies": [{"role": "xhtml", "contentType": "text/html", "value": f"<p>{BODY}</p>"},
               {"role": "teaser", "contentType": "text/plain", "value": "A quay comes to Port Ansel, at last."},
               {"role": "main", "contentType": "text/plain", "value": f"{BODY}\n\n{MORE}"}],
    "copyrightNotice": "© Tidewire", "edNote": "CORRECTS day in first paragraph.", "pubStatus": "usable",
    "subjects": [{"name": "transport", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000337"}],
    "infoSources": [{"name": "Harbour News", "role": "http://cv.example/originator"},
                    {"name": "Tidewire", "role": "http://cv.example/provider"}],
    "genres": [{"name": "Editorial"}], "people": [{"name": "Mara Lind"}],
    "renditions": [{"href": "https://tidewire.example/quay?p=1", "contentType": "text/html"}],
}  # fmt: skip


XHTML = f"""<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>no text</title></head>
<body><h1>Port Ansel gets a quay</h1><p>{BODY}</p><p>{MORE}</p></body></html></inlineXML>"""


def g2(content: str = XHTML, *, meta: str = "", guid: str = "urn:tide:quay", version: int = 1) -> str:
    """Return a newsItem of NewsML-G2."""
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="{version}" xml:lang="en-GB">
<rightsInfo><copyrightHolder><name>Tidewire Ltd</name></copyrightHolder><copyrightNotice>© Tidewire</copyrightNotice>
<usageTerms>Not for resale.</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:TIDEWIRE"><name>Tidewire</name></provider>
<versionCreated>2025-03-11T08:00:00Z</versionCreated><firstCreated>2025-03-10T09:30:00+01:00</firstCreated>
{meta}</itemMeta>
<contentMeta><contentCreated>2025-03</contentCreated><urgency>4</urgency><by>By Ines Holt</by>
<located qcode="city:PA"><name>Port Ansel</name></located><dateline>X (Tidewire)</dateline><slugline>quay</slugline>
<headline role="hl:sub">Below</headline><headline>Port Ansel gets a quay</headline><language tag="en"/>
<creditline>Harbour News</creditline><genre qcode="genre:Editorial"/>
<subject qcode="medtop:20000337"><name>transport</name></subject></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


def nitf(body: str = f"<p>{BODY}</p>", *, data: str = "", status: str = "", guid: str = "quay-1") -> str:
    """Return an NITF document; its body stands in line 17."""
    managed = f'management-status="{status}"' if status else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/nitf-3-6.dtd">
<nitf baselang="en-GB"><head><title>QUAY</title>
<tobject tobject.type="news"><tobject.property tobject.property.type="Editorial"/>
<tobject.subject tobject.subject.refnum="04015000"/></tobject>
<docdata {managed}><doc-id id-string="{guid}" regsrc="Tidewire"/><urgency ed-urg="4"/>
<date.issue norm="20250310T093000+0100"/><du-key key="quay" version="2"/>
<doc.copyright year="2025" holder="Tidewire"/><doc.rights limitations="Not for resale."/>
<key-list><keyword key="quay"/></key-list>
<identified-content><person>Mara Lind</person></identified-content>{data}</docdata>
<pubdata name="The Harbor Ledger" position.section="Local" date.publication="20250311T000000"/></head>
<body><body.head><hedline><hl1>Port Ansel gets a <em>quay</em></hl1><hl2>Below</hl2></hedline>
<byline>By Ines Holt, <byttl>Staff Reporter</byttl></byline><distributor>Tidewire</distributor>
<dateline><location>Port Ansel</location>, <story.date norm="20250309">March 9</story.date></dateline>
<abstract><p>A summary.</p></abstract></body.head>
<body.content>
{body}</body.content></body></nitf>"""


def written(path: Path, content: str | bytes | object) -> Path:
    """Write a sample: text, bytes, or a value as JSON."""
    raw = content if isinstance(content, (str, bytes)) else json.dumps(content)
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return path


def read(path: Path, content: str | bytes | object) -> list[Record]:
    """Return the records of a sample."""
    return list(read_sources([written(path, content)]))


def only(records: list[Record]) -> Article:
    """Return the one article."""
    assert len(records) == 1
    assert isinstance(records[0], Article)
    return records[0]


def reasons(records: list[Record]) -> list[str]:
    """Return why records were not taken."""
    return [record.reason for record in records if isinstance(record, Refusal)]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.json", NINJS_1), ("a.json", NINJS_3), ("a.json", [NINJS_1]), ("a.json", {"items": [NINJS_3]}),
     ("a.jsonl", NINJS_1), ("a.jsonl", NINJS_3), ("a.txt", NINJS_3)],
)  # fmt: skip
def test_ninjs(tmp_path: Path, content: object, name: str) -> None:
    article = only(read(tmp_path / name, content))
    assert (article.title, article.text) == ("Port Ansel gets a quay", f"{BODY}\n\n{MORE}")
    assert (article.published, article.updated) == ("2025-03-10T09:30:00+01:00", "2025-03-11T08:00:00Z")
    assert (article.outlet, article.agency, article.authors) == ("Tidewire", "Harbour News", ("Ines Holt",))
    assert (article.subjects, article.urgency, article.revision) == (("medtop:20000337",), 4, 1)
    assert (article.dateline, article.language, article.kind) == ("Port Ansel", "en", "opinion")
    assert article.terms == "Not for resale. © Tidewire"
    assert "Mara Lind" in article.keywords
    assert article.corrections == ("CORRECTS day in first paragraph.",)
    assert article.url == "https://tidewire.example/quay?p=1"
    assert article.id == article_id(
        url=None, guid="urn:newsml:tidewire.example:20250310:quay", outlet=None, title="", day=None, text=""
    )


def test_ninjs_of_which_there_is_no_text(tmp_path: Path) -> None:
    natures = ["picture", "video", "composite", "audio"]
    found = read(tmp_path / "a.json", [{**NINJS_1, "type": nature} for nature in natures])
    assert reasons(found) == [f"item is {'an' if x == 'audio' else 'a'} {x}, not a text" for x in natures]
    bare = {name: value for name, value in NINJS_1.items() if not name.startswith(("body", "pubstatus"))}
    assert reasons(read(tmp_path / "b.json", bare)) == ["no text"]
    half = read(tmp_path / "c.json", {**NINJS_1, "representationtype": "incomplete"})
    assert (only(half).caveats, only(half).remarks) == (("incomplete",), ("its source marks the text as incomplete",))


@pytest.mark.parametrize(
    "other",
    [
        {"uri": "1", "title": "T", "body": BODY, "date": "2025-03-10"},
        {"title": "T", "pubstatus": "usable"},
        [1],
        "x",
        None,
    ],
)
def test_other_json_is_not_ninjs(other: object) -> None:
    assert not is_ninjs(other)


def test_hostile_ninjs_is_refused_or_read_without_harm(tmp_path: Path) -> None:
    odd = {name: [{"x": None}, 5] for name in NINJS_3}
    found = read(tmp_path / "a.json", [{**odd, "standard": {"name": "ninjs"}}, {**NINJS_1, "versioncreated": {"a": 1}}])
    assert [type(record) for record in found] == [Refusal, Article]
    found = read(tmp_path / "b.json", {**NINJS_1, "firstcreated": "2099-01-01T00:00:00Z"})
    assert reasons(found) == ["published 2099-01-01T00:00:00Z is in the future"]


MESSAGE = '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{}</itemSet></newsMessage>'


@pytest.mark.parametrize(
    "shape",
    ["{}", MESSAGE, '<?xml version="1.0" encoding="UTF-8"?>{}'],
)
def test_newsml(tmp_path: Path, shape: str) -> None:
    note = '<pubStatus qcode="stat:usable"/><edNote>Correction: the day is Monday.</edNote>'
    article = only(read(tmp_path / "a.xml", shape.format(g2(meta=note, version=3))))
    assert (article.title, article.text) == ("Port Ansel gets a quay", f"{BODY}\n\n{MORE}")
    assert (article.published, article.updated) == ("2025-03-10T09:30:00+01:00", "2025-03-11T08:00:00Z")
    assert (article.outlet, article.agency, article.authors) == ("Tidewire", "Harbour News", ("Ines Holt",))
    assert (article.subjects, article.urgency, article.revision) == (("medtop:20000337",), 4, 3)
    assert (article.dateline, article.language, article.kind) == ("Port Ansel", "en", "opinion")
    assert (article.terms, article.keywords) == ("Not for resale. © Tidewire", ("transport",))
    assert article.corrections == ("Correction: the day is Monday.",)
    assert article.source.endswith("a.xml#1")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"<inlineData>{BODY}\n\n{MORE}</inlineData>", f"{BODY}\n\n{MORE}"),
        (f'<inlineData contenttype="text/html">&lt;p&gt;{BODY}&lt;/p&gt;</inlineData>', BODY),
        ('<inlineXML><n:nitf xmlns:n="u"><n:body><n:body.head><n:byline>Ann</n:byline></n:body.head><n:body.content>'
         f"<n:p>{BODY}</n:p></n:body.content></n:body></n:nitf></inlineXML>", BODY),
        (f"<remoteContent href='x.jpg'/><inlineXML><div xmlns=''><p>{BODY}</p></div></inlineXML>", BODY),
    ],
)  # fmt: skip
def test_newsml_content(tmp_path: Path, content: str, text: str) -> None:
    assert only(read(tmp_path / "a.xml", g2(content))).text == text


def test_newsml_with_any_prefix_or_none(tmp_path: Path) -> None:
    plain = g2().replace(' xmlns="http://iptc.org/std/nar/2006-10-01/"', "", 1)
    prefixed = f'<nar-2:newsMessage xmlns:nar-2="http://iptc.org/std/nar/2006-10-01/">{g2()}</nar-2:newsMessage>'
    assert only(read(tmp_path / "a.xml", plain)).text == only(read(tmp_path / "b.xml", prefixed)).text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            g2("<remoteContent href='x'/>"),
            "its text is only linked (remoteContent): ask its source for the text in the item",
        ),
        (g2("<inlineXML><sports-content xmlns='u'/></inlineXML>"), "its content is sports-content, not a text"),
        (g2("<inlineXML><html/></inlineXML>"), "no text"),
        (g2().replace("ninat:text", "ninat:picture"), "item is a picture, not a text"),
        (MESSAGE.format("<packageItem guid='p'/>"), "item is a package, not a text"),
        ("<conceptItem guid='c'/>", "item is a concept, not a text"),
        (MESSAGE.format(""), "no news item in it"),
        (
            "<NewsML Version='1.2'><NewsItem/></NewsML>",
            "NewsML 1 is not read: ask its source for NewsML-G2, NITF or ninjs",
        ),
    ],
)
def test_newsml_refusals(tmp_path: Path, content: str, reason: str) -> None:
    assert reasons(read(tmp_path / "a.xml", content)) == [reason]


def test_an_embargo_without_an_end_is_withheld(tmp_path: Path) -> None:
    article, remark = read(tmp_path / "a.xml", g2(meta="<embargoed/>"))
    assert isinstance(article, Article)
    assert article.pubstatus == "withheld"
    assert isinstance(remark, Refusal)
    assert remark.kept


def test_items_before_a_break_are_kept(tmp_path: Path) -> None:
    items = "".join(g2(guid=f"urn:tide:{number}") + "\n" for number in range(3))
    records = read(tmp_path / "a.xml", MESSAGE.format(items)[:-150])
    assert [type(record) for record in records] == [Article, Article, Refusal]
    assert reasons(records)[0].startswith("not well-formed XML: ")


def test_nitf(tmp_path: Path) -> None:
    data = '<correction info="The day was wrong."/><ed-msg info="Eds: adds detail"/>'
    article = only(read(tmp_path / "a.xml", nitf(data=data)))
    assert (article.title, article.text) == ("Port Ansel gets a quay", BODY)
    assert (article.published, article.section) == ("2025-03-10T09:30:00+01:00", "Local")
    assert (article.outlet, article.agency, article.authors) == ("The Harbor Ledger", "Tidewire", ("Ines Holt",))
    assert (article.subjects, article.urgency, article.revision) == (("subj:04015000",), 4, 2)
    assert (article.dateline, article.language, article.kind) == ("Port Ansel", "en", "opinion")
    assert (article.terms, article.keywords) == ("Not for resale. © 2025 Tidewire", ("quay", "Mara Lind"))
    assert article.corrections == ("The day was wrong.",)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<p>{BODY}<br/>{MORE}</p><media><media-caption>A crane.</media-caption></media><hl2>Next</hl2><p>End.</p>",
         f"{BODY}\n{MORE}\n\nNext\n\nEnd."),
        (f"<block><p>{BODY}</p><ul><li>one</li><li>two</li></ul></block>", f"{BODY}\n\none\ntwo"),
        (f"<p>{BODY}</p><nitf-table><table><tr><td>Quay</td><td>3</td></tr><tr><td>Pier</td><td>4</td></tr></table>"
         "</nitf-table>", f"{BODY}\n\nQuay | 3\nPier | 4"),
        (f"<block class='lead_paragraph'><p>{BODY}</p></block>"
         f"<block class='full_text'><p>{BODY}</p><p>End.</p></block>",
         f"{BODY}\n\nEnd."),
        (f"<p>{BODY}&nbsp;caf&eacute; &amp; <!-- no --><?no no?><em>bar</em>.</p>", f"{BODY} café & bar."),
        (f"<p>قال الوزير «نعم» يوم الاثنين 👩\u200d🚀. {BODY}</p>", f"قال الوزير «نعم» يوم الاثنين 👩\u200d🚀. {BODY}"),
    ],
)  # fmt: skip
def test_nitf_bodies(tmp_path: Path, body: str, text: str) -> None:
    assert only(read(tmp_path / "a.xml", nitf(body))).text == text


@pytest.mark.parametrize(
    ("status", "release", "expected"),
    [
        ("embargoed", "20991231T120000+0100", ("usable", "2099-12-31T11:00:00Z")),
        ("embargoed", "20991231", ("usable", "2100-01-01T00:00:00Z")),
        ("embargoed", "", ("withheld", None)),
        ("", "20991231T000000Z", ("", "2099-12-31T00:00:00Z")),
        ("", "20250310T093000+0100", ("", None)),
        ("", "20250310", ("", None)),
        ("withheld", "", ("withheld", None)),
    ],
)
def test_nitf_embargoes(tmp_path: Path, status: str, release: str, expected: tuple[str, str | None]) -> None:
    records = read(tmp_path / "a.xml", nitf(status=status, data=f'<date.release norm="{release}"/>' if release else ""))
    article = next(record for record in records if isinstance(record, Article))
    assert (article.pubstatus, article.embargo) == expected


def test_nitf_that_takes_another_document_back(tmp_path: Path) -> None:
    first = only(read(tmp_path / "a.xml", nitf()))
    notice = nitf("<p/>", guid="kill-9", status="canceled").replace("A summary.", "")
    notice = notice.replace("<docdata ", '<docdata management-doc-idref="quay-1" ')
    assert read(tmp_path / "b.xml", notice) == [
        StatusChange(first.id, "canceled", str(tmp_path / "b.xml"), guid="Tidewire:quay-1", outlet="The Harbor Ledger")
    ]
    killed = only(
        read(tmp_path / "c.xml", nitf(data='<ed-msg msg-type="KILL" info="Editors: MANDATORY KILL. Untrue."/>'))
    )
    assert (killed.id, killed.pubstatus) == (first.id, "canceled")


BOMB = ['<!ENTITY a "ha">', *(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(11))]
DOCTYPE = '<!DOCTYPE nitf SYSTEM "http://www.nitf.org/nitf-3-6.dtd">'


def declaring(entities: str, body: str) -> str:
    """Return an NITF document that declares entities."""
    return nitf(body).replace(DOCTYPE, f"<!DOCTYPE nitf [{entities}]>")


UNREAD = "its entities are not read, for they may be an attack: "


@pytest.mark.parametrize(
    ("document", "place", "reason"),
    [
        (declaring("".join(BOMB), "<p>&l;</p>"), "a.xml", UNREAD),
        (declaring("".join(BOMB), '<p class="&l;"/>'), "a.xml", UNREAD),
        (declaring('<!ENTITY x "y">', '<p class="&x;"/>'), "a.xml", f"{UNREAD}x"),
        (declaring('<!ENTITY x SYSTEM "file:///etc/passwd">', "<p>&x;</p>"), "a.xml", f"{UNREAD}x"),
        (declaring('<!ENTITY x SYSTEM "file:///etc/passwd">', '<p class="&x;"/>'), "a.xml", UNREAD),
        (declaring('<!ENTITY % y SYSTEM "file:///etc/passwd"> %y;', "<p>&x;</p>"), "a.xml", f"{UNREAD}x, y"),
        (nitf()[:-40], "a.xml:17", "not well-formed XML: Premature end of data"),
        (nitf("<p>" * 5000 + BODY + "</p>" * 5000), "a.xml:17", "not well-formed XML: Excessive depth"),
        (nitf("<p>caf\xe9</p>").encode("cp1252"), "a.xml:17", "not in the encoding that it declares"),
        (nitf().replace("UTF-8", "klingon"), "a.xml:1", "not well-formed XML: Unsupported encoding"),
        (nitf("<p>x</p>").replace("A summary.", ""), "a.xml", "text is only 1 characters"),
        (nitf("<p/>").replace("A summary.", ""), "a.xml", "no text"),
    ],
)  # fmt: skip
def test_hostile_xml_is_refused_by_name(tmp_path: Path, document: str | bytes, place: str, reason: str) -> None:
    (refusal,) = read(tmp_path / "a.xml", document)
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith(reason)
    assert refusal.place.rpartition("/")[2].startswith(place)


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-16", "utf-16"),
        ("ISO-8859-1", "cp1252"),
        ("ISO-8859-1", "utf-8"),
        ("windows-1252", "cp1252"),
    ],
)
def test_encodings_of_xml(tmp_path: Path, declared: str, real: str) -> None:
    body = f"“Café” costs €5. {BODY}"
    document = nitf(f"<p>{body}</p>").replace("UTF-8", declared).replace("©", "(c)")
    assert only(read(tmp_path / "a.xml", document.encode(real))).text == body


def test_html_in_a_headline_and_blank_lines_above_the_declaration(tmp_path: Path) -> None:
    document = "\n\n" + nitf().replace("a <em>quay</em>", "&lt;b&gt;a quay&lt;/b&gt;")
    assert only(read(tmp_path / "a.xml", document)).title == "Port Ansel gets a quay"
    broken = read(tmp_path / "a.xml", "\n\n" + nitf("<p>"))
    assert isinstance(broken[0], Refusal)
    assert broken[0].place.endswith(":19")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xml", nitf())
    assert xml.parse(path, limit=100) == Refusal(str(path), "file is over 0 MB")
    assert list(xml.stream(path, tags=("nitf",), limit=100)) == [Refusal(str(path), "file is over 0 MB")]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Open an empty archive."""
    opened = Archive.open(settings=Settings(tmp_path / "home"), encoder=FakeEncoder())
    yield opened
    opened.close()


def ninjs_state(version: int, text: str = "", **more: object) -> object:
    """Return a state of one ninjs item."""
    bare = {name: value for name, value in NINJS_1.items() if not name.startswith("body")}
    return {**bare, "version": str(version), **({"body_text": text} if text else {}), **more}


def g2_state(version: int, text: str = "", **more: str) -> object:
    """Return a state of one newsItem."""
    meta = f'<pubStatus qcode="stat:{more.get("pubstatus", "usable")}"/>'
    meta += f"<embargoed>{more['embargoed']}</embargoed>" if "embargoed" in more else ""
    inline = f"<inlineData>{text}</inlineData>" if text else "<!-- taken back -->"
    return g2(inline, meta=meta, version=version)


def nitf_state(version: int, text: str = "", **more: str) -> object:
    """Return a state of one NITF document."""
    data = f'<date.release norm="{more["embargoed"]}"/>' if "embargoed" in more else ""
    status = "embargoed" if data else more.get("pubstatus", "usable")
    made = nitf(f"<p>{text}</p>", data=data, status=status).replace('version="2"', f'version="{version}"')
    return made if text else made.replace("A summary.", "")


@pytest.mark.parametrize(
    ("name", "state"),
    [("a.json", ninjs_state), ("a.xml", g2_state), ("b.xml", nitf_state)],
    ids=["ninjs", "g2", "nitf"],
)
def test_versions_recalls_and_embargoes(tmp_path: Path, archive: Archive, name: str, state: object) -> None:
    assert callable(state)
    path = tmp_path / name

    def ingest(content: object) -> tuple[int, int, int]:
        report = archive.ingest([written(path, content)])
        return report.added, report.changed, report.status_changes

    def found() -> int:
        return len({hit.article.id for hit in archive.search("harbour council quay", Scope())})

    assert ingest(state(1, f"{BODY} Old.")) == (1, 0, 0)
    (article,) = archive.listing(Scope())
    assert ingest(state(4, BODY)) == (0, 1, 0)
    assert [version.number for version in archive.versions(article.id)] == [1, 2]
    late = archive.ingest([written(path, state(3, f"{BODY} Never seen before."))])
    assert reasons(list(late.refusals)) == ["revision 3 is older than the 4 that the archive has"]
    assert archive.article(article.id).text == BODY

    assert ingest(state(5, pubstatus="canceled")) == (0, 0, 1)
    assert found() == 0
    assert archive.standings([article.id])[article.id].barred == "canceled by its source"
    assert ingest(state(6, pubstatus="usable")) == (0, 0, 1)
    assert found() == 1
    assert ingest(state(7, f"{BODY} Not yet.", embargoed=SOON)) == (0, 1, 0)
    assert found() == 0
    assert archive.standings([article.id])[article.id].barred == f"under embargo until {SOON}"


def test_a_recall_of_what_is_not_known_is_told(tmp_path: Path, archive: Archive) -> None:
    report = archive.ingest([written(tmp_path / "a.json", ninjs_state(2, pubstatus="canceled"))])
    assert report.refusals == ()
    assert reasons(list(report.remarks)) == [
        "canceled without a text, and no known article to take out: kept until the article comes"
    ]
    report = archive.ingest([written(tmp_path / "b.json", ninjs_state(3, pubstatus="usable"))])
    assert (report.status_changes, report.refusals) == (1, ())
    report = archive.ingest([written(tmp_path / "b.json", ninjs_state(3, pubstatus="usable"))])
    assert reasons(list(report.refusals)) == ["no text, and no known article that it could let back in"]


_ITEM: dict[str, object] = {
    "title": "Mayor held",
    "text": "The mayor of Dorn was held on Friday, two officers told the paper.",
    "guid": "k1",
}
_KILL: dict[str, object] = {"guid": "k1", "pubstatus": "canceled"}
_BY_WIRE: dict[str, object] = _ITEM | {"outlet": "Dorn Wire"}


@pytest.mark.parametrize(
    ("kill", "item", "barred"),
    [
        (_KILL, _BY_WIRE, True),
        (_KILL, _BY_WIRE | {"url": "https://dorn.example/1"}, True),
        (_KILL | {"outlet": "Dorn Wire"}, _BY_WIRE, True),
        (_KILL | {"outlet": "Dorn Wire"}, _ITEM | {"outlet": "Vell Post"}, False),
        (_KILL | {"revision": 2}, _BY_WIRE | {"revision": 1}, True),
        (_KILL | {"revision": 2}, _BY_WIRE | {"revision": 2}, True),
        (_KILL | {"revision": 2}, _BY_WIRE | {"revision": 3}, False),
        (_KILL | {"guid": "urn:dorn:k1"}, _BY_WIRE | {"guid": "urn:dorn:k1", "pubstatus": "usable"}, True),
        (_KILL | {"text": "MANDATORY KILL: the mayor was not held, do not use."}, _BY_WIRE, True),
        (_KILL | {"pubstatus": "withheld"}, _BY_WIRE, True),
        (_KILL | {"guid": "k2"}, _BY_WIRE, False),
    ],
)
@pytest.mark.parametrize("recall_first", [True, False])
def test_a_recall_takes_its_article_out_whichever_is_read_first(
    tmp_path: Path, archive: Archive, kill: dict[str, object], item: dict[str, object], barred: bool, recall_first: bool
) -> None:
    order = [kill, item] if recall_first else [item, kill]
    sources = [write(tmp_path / f"{n}.jsonl", record) for n, record in enumerate(order)]
    remarks = ""
    for _ in range(2):  # read again, the same files say nothing else
        report = archive.ingest(sources)
        remarks += " ".join(remark.reason for remark in report.remarks)
        ((i,),) = archive._catalog.rows("SELECT id FROM articles WHERE title = 'Mayor held'")
        assert bool(archive.standings([i])[i].barred) == barred
        assert len(archive.listing(Scope())) == int(not barred)
    assert ("before it came" in remarks) == (barred and recall_first)


def test_what_was_withheld_with_its_text_is_let_in_by_the_released_text(tmp_path: Path, archive: Archive) -> None:
    held = _BY_WIRE | {"pubstatus": "withheld"}
    archive.ingest([write(tmp_path / "a.jsonl", held)])
    assert archive.listing(Scope()) == []
    report = archive.ingest([write(tmp_path / "b.jsonl", held | {"pubstatus": "usable"})])
    assert (report.changed, len(archive.listing(Scope()))) == (1, 1)


def test_a_recall_that_names_articles_of_two_outlets_is_refused(tmp_path: Path, archive: Archive) -> None:
    other = _ITEM | {"outlet": "Vell Post", "title": "Ferry fares"}
    report = archive.ingest([write(tmp_path / "a.jsonl", _BY_WIRE, other, _KILL)])
    assert (report.added, report.changed) == (2, 0)
    assert reasons(list(report.refusals)) == [
        'canceled, but "k1" names articles of Dorn Wire and Vell Post: give the outlet with it'
    ]


def test_a_kill_with_its_text_counts_as_recalled(tmp_path: Path, archive: Archive) -> None:
    killed = _BY_WIRE | {"pubstatus": "canceled"}
    for said in ({}, {"text": "MANDATORY KILL: the mayor was not held on Friday, do not use."}):
        archive.ingest([write(tmp_path / "a.jsonl", _BY_WIRE | {"pubstatus": "usable"})])
        report = archive.ingest([write(tmp_path / "b.jsonl", killed | said)])
        assert (report.changed, report.status_changes) == (0, 1)


def test_mapping_overrides_a_field_of_ninjs(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", {**NINJS_1, "desk": "Harbour desk"})
    (article,) = read_sources([path], mapping={"section": "desk"})
    (plain,) = read_sources([path])
    assert isinstance(plain, Article)
    assert article == replace(plain, section="Harbour desk")


_RECALLED_TEXT = "The Hask dam broke on Friday night after four days of rain, the ministry said."
_RECALLED = {
    "url": "https://wire.example/1", "title": "Dam breaks", "published": "2025-03-14", "text": _RECALLED_TEXT,
}  # fmt: skip


def test_the_same_number_of_two_distributors_names_two_articles(tmp_path: Path) -> None:
    bare = nitf().replace(' regsrc="Tidewire"', "")
    other = bare.replace("The Harbor Ledger", "Vell Post")
    assert other != bare
    first, second = (only(read(tmp_path / "a.xml", content)) for content in (bare, other))
    assert first.id != second.id


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({}, {"title": "Ferry fares", "text": MORE}, "the page at https://wire.example/1"),
        ({"url": ""}, {"url": "", "title": "Ferry fares", "text": MORE}, '"urn:1"'),
        ({}, {"title": "Ferry fares"}, ""),
        ({}, {"text": MORE}, ""),
        ({}, {"title": "Ferries", "text": f"{_RECALLED_TEXT} Nobody was hurt, it said on Sunday."}, ""),
    ],
)
def test_another_article_under_a_known_address_is_told(
    tmp_path: Path, archive: Archive, first: dict[str, object], second: dict[str, object], told: str
) -> None:
    for number, state in enumerate((first, second)):
        report = archive.ingest([write(tmp_path / f"{number}.jsonl", _RECALLED | {"guid": "urn:1"} | state)])
    assert (report.added, report.changed) == ((1, 0) if told else (0, 1))
    assert [remark.reason for remark in report.remarks] == (
        [f"{told} stands for another article in the archive (Dam breaks): both are kept"] if told else []
    )


def _tax(percent: int, **more: object) -> dict[str, object]:
    text = f"The tax on fuel will rise by {percent} percent in May, the treasury said on Monday morning."
    return {"url": "https://r.example/1", "title": "Tax", "text": text, **more}


@pytest.mark.parametrize(
    ("stated", "current"),
    [
        ([{}, {}, {}], 40),
        ([{"updated": f"2025-03-0{n}T08:00:00Z"} for n in (1, 2, 3)], 4),
        ([{"updated": f"2025-03-0{n}T08:00:00Z"} for n in (1, 2, 1)], 40),
        (
            [{"updated": "2025-03-02"}, {"updated": "2025-03-02T09:00:00Z"}, {"updated": "2025-03-02T10:00:00+01:00"}],
            40,
        ),
        ([{"updated": "2025-03-02"}, {"updated": "2025-03-02T09:00:00Z"}, {"updated": "2025-03-03"}], 4),
        ([{"revision": n} for n in (1, 2, 3)], 4),
    ],
)
def test_a_source_that_goes_back_to_its_earlier_words_is_followed(
    tmp_path: Path, archive: Archive, stated: list[dict[str, object]], current: int
) -> None:
    for number, (percent, more) in enumerate(zip((4, 40, 4), stated, strict=True)):
        archive.ingest([write(tmp_path / f"{number}.jsonl", _tax(percent, **more))])
    (found,) = archive.listing(Scope())
    assert f"by {current} percent" in found.text
    assert found.version == (3 if current == 4 else 2)


@pytest.mark.parametrize(
    ("sources", "version"),
    [
        (["https://r.example/1"] * 3, 3),
        (["https://r.example/rss#1", "https://r.example/rss#7", "https://r.example/rss#2"], 3),
        (["https://r.example/a#1", "https://r.example/b#1", "https://r.example/a#1"], 2),
        (["a.jsonl:1"] * 3, 2),
    ],
)
def test_what_is_fetched_is_how_the_page_reads_now(tmp_path: Path, sources: list[str], version: int) -> None:
    taker = Taker(Catalog(tmp_path / "c.sqlite3"), FakeEncoder(), strict=True)
    for percent, source in zip((4, 40, 4), sources, strict=True):
        record = article_from(_tax(percent), place=source)
        taker.store([record])
    assert taker.report().changed == version - 1


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2099/01/02", ["taken without a day: its address gives 2099-01-02, which is in the future"]),
        ("1899/12/31", ["taken without a day: its address gives 1899-12-31, which is before 1900"]),
        ("1234/12/31", []),
        ("2025/13/31", []),
        ("2025/03/12", []),
    ],
)
def test_an_impossible_day_in_an_address_is_told(tmp_path: Path, archive: Archive, day: str, told: list[str]) -> None:
    record: dict[str, object] = {"title": "Dam", "text": BODY, "url": f"https://wire.example/{day}/dam"}
    report = archive.ingest([write(tmp_path / "a.jsonl", record)])
    assert (report.added, [remark.reason for remark in report.remarks]) == (1, told)


@pytest.mark.parametrize(
    ("then", "barred", "counted"),
    [
        (
            [{"pubstatus": "canceled", "text": "", "revision": 5}, {"revision": 1}],
            "canceled by its source",
            "unchanged",
        ),
        ([{"pubstatus": "canceled", "revision": 6}, {"revision": 1}], "canceled by its source", "unchanged"),
        ([{"pubstatus": "canceled", "text": ""}, {}], "canceled by its source", "unchanged"),
        ([{"pubstatus": "canceled", "text": ""}, {"pubstatus": "usable"}], "", "changed"),
        ([{"text": "The dam held after all.", "revision": 2}, {"revision": 3}], "", "changed"),
        ([{"text": "The dam held after all.", "revision": 2}, {"revision": 1}], "", "unchanged"),
    ],
)
def test_an_older_state_never_undoes_a_later_one(
    tmp_path: Path, then: list[dict[str, object]], barred: str, counted: str
) -> None:
    archive = Archive.open(settings=Settings(tmp_path / "home"), encoder=FakeEncoder())
    archive.ingest([write(tmp_path / "0.jsonl", _RECALLED | ({"revision": 1} if "revision" in then[-1] else {}))])
    for number, change in enumerate(then, start=1):
        report = archive.ingest([write(tmp_path / f"{number}.jsonl", _RECALLED | change)])
    assert getattr(report, counted) == 1
    ((i,),) = archive._catalog.rows("SELECT id FROM articles")
    assert archive.standings([i])[i].barred == barred
    archive.close()
