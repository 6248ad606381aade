"""Records in the shapes of other systems, and letters and numbers as others print them."""

# ruff: noqa: E501 - a line is an input

from __future__ import annotations

import json

from tests.field.further.rows import BODY, LAST, MORE, TEXT, Row, page


def _json(what: str, value: object, name: str = "a.json", has: tuple[str, ...] = (TEXT,), **facts: object) -> Row:
    return Row(what, name, value if isinstance(value, (str, bytes)) else json.dumps(value), has, facts=facts)


def _text(what: str, given: str, kept: str, told: tuple[str, ...] = (), **facts: object) -> Row:
    return Row(what, "a.json", json.dumps([{"title": "F", "text": given}]), (kept,), told=told, facts=facts)


_ITEM = {"title": "Ferry", "text": TEXT, "date": "2025-04-02", "source": "Fjord Herald"}
_HEAD = "title,text,date,source"
_ROW = f'Ferry,"{TEXT}",2025-04-02,Fjord Herald'
ROWS = [
    _json("NewsAPI", {"status": "ok", "totalResults": 1, "articles": [{"source": {"id": None, "name": "Fjord Herald"}, "author": "Inga Thorsen", "title": "Ferry", "description": "d", "url": "https://h.example/f", "publishedAt": "2025-04-02T09:00:00Z", "content": TEXT}]}, outlet="Fjord Herald", authors=("Inga Thorsen",)),
    Row("two in an envelope", "a.json", json.dumps({"meta": {"code": 200}, "data": {"items": [_ITEM, _ITEM | {"title": "Two", "text": MORE}]}}), (TEXT, MORE), count=2),
    Row("the New York Times, first paragraphs only", "a.json", json.dumps({"copyright": "c", "response": {"docs": [{"web_url": "https://nyt.example/f", "lead_paragraph": TEXT, "abstract": "a", "headline": {"main": "Ferry", "kicker": None}, "byline": {"original": "By Inga Thorsen"}, "pub_date": "2025-04-02T09:00:00+0000"}]}}), told=("lead_paragraph", "--map text="), count=0),
    _json("MediaCloud", [{"stories_id": 1, "title": "Ferry", "publish_date": "2025-04-02 09:00:00", "media_name": "Fjord Herald", "url": "https://h.example/f", "story_text": TEXT}], outlet="Fjord Herald"),
    _json("Common Crawl's news-please", {"maintext": TEXT, "title": "Ferry", "date_publish": "2025-04-02 09:00:00", "source_domain": "herald.example", "authors": ["Inga Thorsen"], "url": "https://herald.example/f"}, authors=("Inga Thorsen",), published="2025-04-02T09:00:00Z"),
    _json("newspaper3k", {"title": "Ferry", "text": TEXT, "publish_date": "2025-04-02T00:00:00", "authors": ["Inga Thorsen"], "source_url": "https://herald.example"}, authors=("Inga Thorsen",)),
    _json("trafilatura", {"title": "Ferry", "author": "Inga Thorsen; Olaf Brand", "hostname": "herald.example", "date": "2025-04-02", "sitename": "Fjord Herald", "text": TEXT, "raw_text": TEXT, "source": "https://herald.example/f"}, outlet="Fjord Herald", authors=("Inga Thorsen", "Olaf Brand")),
    _json("diffbot", {"objects": [{"type": "article", "title": "Ferry", "text": TEXT, "html": "<p>x</p>", "date": "Wed, 02 Apr 2025 09:00:00 GMT", "siteName": "Fjord Herald", "pageUrl": "https://herald.example/f", "author": "Inga Thorsen"}]}, outlet="Fjord Herald", url="https://herald.example/f"),
    _json("Drupal's JSON:API", {"data": [{"type": "node--article", "id": "u", "attributes": {"status": True, "title": "Ferry", "created": "2025-04-02T09:00:00+00:00", "body": {"value": f"<p>{TEXT}</p>", "processed": f"<p>{TEXT}</p>"}}}]}),
    _json("Drupal's REST, values in lists", [{"nid": [{"value": 7}], "title": [{"value": "Ferry"}], "body": [{"value": f"<p>{TEXT}</p>", "format": "basic_html"}], "created": [{"value": "2025-04-02T09:00:00+00:00"}], "status": [{"value": True}]}], title="Ferry"),
    _json("Shopify", {"articles": [{"id": 1, "title": "Ferry", "body_html": f"<p>{TEXT}</p>", "published_at": "2025-04-02T09:00:00-05:00", "author": "Inga Thorsen"}]}, authors=("Inga Thorsen",)),
    _json("Ghost's content API", {"posts": [{"id": "1", "title": "Ferry", "html": f"<p>{TEXT}</p>", "published_at": "2025-04-02T09:00:00.000+00:00", "primary_author": {"name": "Inga Thorsen"}, "url": "https://h.example/ferry/"}], "meta": {}}, title="Ferry"),
    _json("Editor.js", {"title": "Ferry", "content": {"time": 1, "blocks": [{"type": "paragraph", "data": {"text": TEXT}}, {"type": "header", "data": {"text": "Then", "level": 2}}, {"type": "paragraph", "data": {"text": MORE}}]}}, has=(f"{TEXT}\n\nThen\n\n{MORE}",)),
    _json("Slate", {"title": "Ferry", "body": [{"type": "paragraph", "children": [{"text": TEXT}]}, {"type": "paragraph", "children": [{"text": MORE}]}]}, has=(f"{TEXT}\n\n{MORE}",)),
    _json("ProseMirror", {"title": "Ferry", "content": {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": TEXT}]}, {"type": "paragraph", "content": [{"type": "text", "text": MORE}]}]}}, has=(f"{TEXT}\n\n{MORE}",)),
    _json("Draft.js", {"title": "Ferry", "content": {"blocks": [{"key": "a", "text": TEXT, "type": "unstyled"}, {"key": "b", "text": MORE, "type": "unstyled"}], "entityMap": {}}}, has=(f"{TEXT}\n\n{MORE}",)),
    _json("paragraphs in a list", {"title": "Ferry", "paragraphs": [TEXT, MORE]}, has=(f"{TEXT}\n\n{MORE}",)),
    _json("schema.org", {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry", "articleBody": TEXT, "datePublished": "2025-04-02", "author": {"@type": "Person", "name": "Inga Thorsen"}, "publisher": {"@type": "Organization", "name": "Fjord Herald"}}, outlet="Fjord Herald", authors=("Inga Thorsen",)),
    _json("schema.org's graph", {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": "Ferry", "articleBody": TEXT, "datePublished": "2025-04-02"}]}, title="Ferry"),
    _json("MongoDB's export", '{"_id":{"$oid":"65f"},"title":"Ferry","text":"' + TEXT + '","date":{"$date":"2025-04-02T09:00:00Z"}}\n', published="2025-04-02T09:00:00Z"),
    Row("objects over lines", "a.json", json.dumps(_ITEM, indent=2) + "\n" + json.dumps(_ITEM | {"title": "Two", "text": MORE}, indent=2), (TEXT, MORE), count=2),
    Row("JSON with a comma too many", "a.json", '[{"title":"Ferry","text":"' + TEXT + '",},]', told=("not JSON",), count=0),
    Row("JSON with notes", "a.json", "// exported\n" + json.dumps([_ITEM]), told=("not JSON",), count=0),
    Row("JSON behind a call", "a.json", f"callback({json.dumps([_ITEM])});", told=("not JSON",), count=0),
    _json("JSON in UTF-16", json.dumps([_ITEM]).encode("utf-16")),
    Row("JSON Lines called .json", "a.json", json.dumps(_ITEM) + "\n" + json.dumps(_ITEM | {"title": "2", "text": MORE}) + "\n", (TEXT, MORE), count=2),
    _json("sep=,", f"sep=,\r\n{_HEAD}\r\n{_ROW}\r\n", "a.csv"),
    _json('"sep=;"', f'"sep=;"\n{_HEAD}\n{_ROW}\n'.replace(",2025", ";2025").replace("Ferry,", "Ferry;").replace(",Fjord", ";Fjord").replace("title,text,date,source", "title;text;date;source"), "a.csv"),
    _json("tabs called .csv", f"title\ttext\tdate\nFerry\t{TEXT}\t2025-04-02\n", "a.csv"),
    _json("a table in Windows' letters", f"Titel;Text;Datum\nFähre;{TEXT};02.04.2025\n".encode("cp1252"), "a.csv", title="Fähre", published="2025-04-02"),
    _json("Danish names", f"Overskrift;Brødtekst;Dato;Kilde\nFerry;{TEXT};2025-04-02;Fjord Herald\n", "a.csv", outlet="Fjord Herald"),
    _json("German names in capitals", f"ÜBERSCHRIFT;VOLLTEXT;DATUM;AUTOR\nFerry;{TEXT};02.04.2025;Inga Thorsen\n", "a.csv", authors=("Inga Thorsen",)),
    _json("German database", f"Schlagzeile;Artikeltext;Erscheinungsdatum;Medium;Ressort\nFerry;{TEXT};02.04.2025;Fjord Herald;Lokales\n", "a.csv", outlet="Fjord Herald", section="Lokales"),
    _json("Italian names", f"Titolo;Testo;Data;Fonte;Autore\nFerry;{TEXT};02/04/2025;Fjord Herald;Inga Thorsen\n", "a.csv", authors=("Inga Thorsen",)),
    _json("Japanese names", f"見出し,本文,日付\nFerry,\"{TEXT}\",2025年4月2日\n", "a.csv", published="2025-04-02"),
    _json("blanks around names", f" Title , Text , Date \nFerry,\"{TEXT}\",2025-04-02\n", "a.csv", title="Ferry"),
    _json("a mark before the names", "\ufeff" + f'"title","text"\n"Ferry","{TEXT}"\n', "a.csv", title="Ferry"),
    _json("an index without a name", f',title,text,date\n0,Ferry,"{TEXT}",2025-04-02\n', "a.csv", title="Ferry"),
    _json("NULs between letters", f"{_HEAD}\n{_ROW}\n".replace("close", "cl\0ose"), "a.csv"),
    _text("double decoding", "The cafÃ© in KÃ¶ln will close on Friday, the owner said.", "The café in Köln will close", ("mended",), caveats=("letters mended",)),
    _text("double decoding of quotes", "He said â€œnoâ€\x9d and leftâ€¦ the hall at nine.", "“no”"),
    _text("entities", "Smith &amp; Sons said &ldquo;no&rdquo; &#8211; and left at nine.", "Smith & Sons said “no” – and left"),
    _text("soft hyphens", "The Haupt\u00adbahn\u00adhof in Lindvik will close on Friday.", "The Hauptbahnhof in Lindvik"),
    _text("a blank of no width", "The ferry\u200b line\ufeff will close on Friday, he said.", "The ferry line will close"),
    _text("no-break blanks", "It cost 2\u00a0500\u00a0000 crowns, the operator said on Friday.", "2 500 000 crowns"),
    _text("thin blanks", "It cost 2\u202f500\u202f000 crowns, the operator said on Friday.", "2 500 000 crowns"),
    _text("ligatures", "The oﬃcial ﬁgure for the ﬂeet is ﬁve ships, he said.", "The official figure for the fleet is five ships"),
    _text("letters with marks apart", "The cafe\u0301 in Zu\u0308rich will close on Friday, he said.", "The café in Zürich"),
    _text("digits of Arabic", "وقال إن ٢٬٥٠٠ شخص غادروا الجزيرة يوم الجمعة.", "٢٬٥٠٠"),
    _text("an Indian number", "It cost Rs 1,25,000 crore, the ministry said on Friday.", "Rs 1,25,000 crore"),
    _text("a Swiss number", "It cost 2’500’000 francs, the canton said on Friday.", "2’500’000 francs"),
    _text("French marks of quotation", "« Nous partons », a dit le maire vendredi à Lindvik.", "« Nous partons »"),
    Row("MHTML in quoted-printable", "a.mhtml", "From: <Saved by Blink>\nSnapshot-Content-Location: https://herald.example/f\nSubject: Ferry\nDate: Fri, 11 Apr 2025 08:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: text/html\nContent-ID: <f@mhtml.blink>\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://herald.example/f\n\n" + page(BODY.replace("Lindvik", "Lindvík"), '<meta property="article:published_time" content="2025-04-02">').replace("=", "=3D").replace("í", "=C3=AD") + "\n\n--b--\n", ("Lindvík", LAST), facts={"url": "https://herald.example/f", "published": "2025-04-02"}),
    Row("NITF with a number in words", "a.xml", f"<nitf><head><title>Ferry</title></head><body><body.head><hedline><hl1>Ferry</hl1></hedline></body.head><body.content><p>{TEXT}</p><p>It cost <num>2500</num> crowns.</p></body.content></body></nitf>", ("It cost 2500 crowns.",)),
    Row("XML of a newsroom that is not known", "a.xml", f"<articles><article><title>Ferry</title><body>{TEXT}</body></article></articles>", told=("root <articles>",), count=0),
]  # fmt: skip
