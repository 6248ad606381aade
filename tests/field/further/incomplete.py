"""Cut off: paywalls, archives of the web, tables and records that end too early."""

# ruff: noqa: E501 - a line is an input

from __future__ import annotations

import gzip
import json

from tests.field.further.rows import BODY, LAST, MORE, TEXT, Row, page

_CUT = ("incomplete",)
_WHOLE = ("",)


def _ld(more: str) -> str:
    return f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ferry","datePublished":"2025-04-02T09:00:00Z"{more}}}</script>'


def _json(text: str) -> str:
    return json.dumps([{"title": "Ferry", "text": text, "date": "2025-04-02"}])


def _warc(*records: str, version: str = "WARC/1.0") -> str:
    return "".join(records).replace("WARC/1.0", version)


def _record(n: int, title: str, more: str = "", body: str = BODY, length: int = 0, kind: str = "response") -> str:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page(body, '<meta property=article:published_time content=2025-04-02>', title)}"
    return f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://herald.example/{n}\r\nWARC-Date: 2025-04-03T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{n:012d}>\r\n{more}Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(http.encode())}\r\n\r\n{http}\r\n\r\n"


_OFFERS = {
    "the rest for subscribers": "Want to read more? Subscribe now from 1 crown a week. Already a member? Sign in.",
    "a German offer": "Weiterlesen mit Plus. Jetzt für 1 Euro testen. Bereits Abonnent? Hier anmelden.",
    "a French offer": "Il vous reste 70% de cet article à lire. La suite est réservée aux abonnés. Déjà abonné ? Se connecter",
    "an Italian offer": "Contenuto riservato agli abbonati. Abbonati a 1 euro al mese. Sei già abbonato? Accedi",
    "a Danish offer": "Denne artikel er for abonnenter. Log ind eller bliv abonnent for 1 kr. om måneden.",
    "free articles are used up": "You have reached your limit of free articles. Subscribe to continue reading. Log in",
    "register to read": "Create a free account to continue reading this article. Already registered? Log in.",
    "premium": "This is premium content. Subscribe to get unlimited access. Already subscribed? Log in",
}

ROWS = [
    *(Row(f"in a record: {what}", "a.json", _json(f"{TEXT}\n\n{MORE}\n\n{offer}"), (MORE,), (offer[:25],), caveats=_CUT) for what, offer in _OFFERS.items()),
    *(Row(f"in a page: {what}", "a.html", page(f"<p>{TEXT}</p><p>{MORE}</p><div class='pw'><p>{offer}</p></div>", _ld("")), (MORE,), (offer[:25],), caveats=_CUT) for what, offer in list(_OFFERS.items())[:5]),
    Row("not free, as text", "a.html", page(f"<p>{TEXT}</p>", _ld(',"isAccessibleForFree":"false"')), (TEXT,), caveats=_CUT),
    Row("not free, in a graph", "a.html", page(f"<p>{TEXT}</p><p>{MORE}</p>", '<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","headline":"Ferry","datePublished":"2025-04-02","isAccessibleForFree":false}]}</script>'), (TEXT,), caveats=_CUT),
    Row("not free, in microdata", "a.html", page(f"<p>{TEXT}</p><p>{MORE}</p><meta itemprop='isAccessibleForFree' content='false'>", _ld("")), (TEXT,), caveats=_CUT),
    Row("locked, by its tier", "a.html", page(f"<p>{TEXT}</p>", _ld("") + '<meta property="article:content_tier" content="locked">'), (TEXT,), caveats=_CUT),
    Row("free, by its tier", "a.html", page(BODY, _ld("") + '<meta property="article:content_tier" content="free">'), (TEXT,), caveats=_WHOLE),
    *(Row(f"ends with {end}", "a.json", _json(f"{TEXT} {MORE[:60]}{end}"), (TEXT,), ("chars", "read more", "continue"), caveats=_CUT)
      for end in ("… [+2113 chars]", "... [1200 chars]", " [...]", " […]", "… Read more", " (continued)", "&hellip; [Read the full story]", " ... <a href='x'>Continue reading</a>")),
    Row("an excerpt of WordPress", "a.json", json.dumps([{"title": {"rendered": "F"}, "excerpt": {"rendered": "x"}, "content": {"rendered": f"<p>{TEXT} [&hellip;]</p>", "protected": False}}]), (TEXT,), caveats=_CUT),
    Row("a protected post of WordPress", "a.json", json.dumps([{"title": {"rendered": "F"}, "content": {"rendered": "", "protected": True}}]), count=0),
    Row("an archive: truncated by time", "a.warc", _record(1, "One", "WARC-Truncated: time\r\n") + _record(2, "Two"), count=2, told=("cut off by the crawler (time)",)),
    Row("an archive of version 1.1", "a.warc", _warc(_record(1, "One"), _record(2, "Two"), version="WARC/1.1"), count=2),
    Row("an archive: a length too great in the first record", "a.warc", _record(1, "One", length=90_000) + _record(2, "Two"), count=2),
    Row("an archive: a length too small in the last", "a.warc", _record(1, "One") + _record(2, "Two", length=700), (LAST,), count=2),
    Row("an archive: two wrong lengths after another", "a.warc", _record(1, "One", length=500) + _record(2, "Two", length=400) + _record(3, "Three"), count=3),
    Row("an archive: a header of one letter", "a.warc", (_record(1, "One") + _record(2, "Two") + _record(3, "Three")).replace("urn:uuid:00000000-0000-4000-8000-000000000002>\r\n", "urn:uuid:00000000-0000-4000-8000-000000000002>\r\nX: y\r\n"), count=3),
    Row("an archive, packed record by record", "a.warc.gz", b"".join(gzip.compress(_record(n, f"Page {n}").encode()) for n in (1, 2, 3)), count=3),
    Row("an archive, packed and cut off", "a.warc.gz", b"".join(gzip.compress(_record(n, f"Page {n}").encode()) for n in (1, 2))[:-200], count=1, told=("record is cut off",)),
    Row("an archive with requests and metadata", "a.warc", _record(1, "One", kind="request") + _record(2, "Two"), count=1),
    Row("a table cut off in a field", "a.csv", f'title,text,date\nOne,"{TEXT}",2025-04-02\nTwo,"{MORE[:60]}', (TEXT,), count=2, told=("cut off",)),
    Row("a table cut off after a comma", "a.csv", f'title,text,date\nOne,"{TEXT}",2025-04-02\nTwo,"{MORE}",', (TEXT, MORE), count=2),
    Row("JSON that is cut off", "a.json", (_json(TEXT) + _json(MORE)).replace("][", ",")[:-30], told=("not JSON",), count=0),
    Row("JSON Lines that are cut off", "a.jsonl", "\n".join(json.dumps({"title": t, "text": t, "date": "2025-04-02"}) for t in (TEXT, MORE))[:-30], (TEXT,), told=("line",)),
    Row("a field that a database cut", "a.json", _json(TEXT[:59]), (TEXT[:59],), caveats=_WHOLE),
    Row("a page that ends within a tag", "a.html", page(BODY, _ld(""))[:-60], (TEXT, MORE), count=1),
]  # fmt: skip
