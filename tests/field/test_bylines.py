"""Who wrote an article, and where it stood: by-lines and addresses as outlets and archives of the web print them.

All names are invented. Each row is what the source gives and what the archive keeps.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.bibliography.references import reference_list
from corpus.ingestion.bylines.people import people_of
from corpus.ingestion.original_addresses import original_address
from corpus.ingestion.urls import canonical_url
from corpus.readers import read_sources
from corpus.types import Article
from tests.writing import write

_INPUTS = Path(__file__).parent / "inputs"
_INGA, _OLAF, _KAI = "Inga Thorsen", "Olaf Brand", "Kai Aas"
_GIVEN = {
    "By Inga Thorsen, Political Correspondent": [_INGA],
    "Inga Thorsen and Olaf Brand in Karsholm": [_INGA, _OLAF],
    "Reuters Staff": ["Reuters"],
    "The Associated Press": ["The Associated Press"],
    "Thorsen, Inga; Brand, Olaf": [_INGA, _OLAF],
    "Sam O'Dell, Jr.": ["Sam O'Dell Jr."],
    "Sam O'Dell Jr. and Dr. Ole Brandt": ["Sam O'Dell Jr.", "Ole Brandt"],
    "Words: Inga Thorsen. Pictures: K. Aas": [_INGA],
    "inga@herald.example (Inga Thorsen)": [_INGA],
    "Por Inga Thorsen": [_INGA],
    "Von Inga Thorsen und Olaf Brand": [_INGA, _OLAF],
    "Inga Thorsen | Fjord Herald": [_INGA],
    "INGA THORSEN, OLAF BRAND AND KAI AAS": [_INGA, _OLAF, _KAI],
    "Inga Thorsen, with files from The Canadian Press": [_INGA],
    "Editorial Board": ["Editorial Board"],
    "山田太郎": ["山田太郎"],
    "Inga Thorsen & Olaf Brand/Karsholm": [_INGA, _OLAF],
    "admin": [],
    "https://www.facebook.com/example": [],
    "Inga Thorsen, Olaf Brand, and Kai Aas": [_INGA, _OLAF, _KAI],
    "Analysis by Inga Thorsen": [_INGA],
    "Published by Inga Thorsen on March 3, 2025": [_INGA],
    "Inga  Thorsen\nSenior reporter": [_INGA],
    "Compiled by Daily Herald staff from wire reports": [],
    "van den Berg, Jan": ["Jan van den Berg"],
}
"""By-lines of inputs/28-bylines, in their order, and who wrote the article."""
_FURTHER = {
    "By KEVIN McGILL and STEVE LeBLANC": ["Kevin McGill", "Steve LeBlanc"],
    "By FRANCES D'EMILIO": ["Frances D'Emilio"],
    "MARIA DI MENTO": ["Maria di Mento"],
    "JAN VAN DER BERG": ["Jan van der Berg"],
    "MARTIN THORSEN III": ["Martin Thorsen III"],
    "SEUNG-JIN KIM": ["Seung-Jin Kim"],
    "By ANNE MOE of The Associated Press and INGA LIE of The Fjord Report": ["Anne Moe", "Inga Lie"],
    "By ELEANOR MOE, The Fjord Tribune": ["Eleanor Moe"],
    "Reporting by Inga Thorsen and Olaf Brand; Editing by Kai Aas": [_INGA, _OLAF],
    "Inga Thorsen; additional reporting by Olaf Brand": [_INGA],
    "Photographs by Kai Aas": [],
    "Text: Inga Thorsen Foto: Kai Aas": [_INGA],
    "Story and photos by Inga Thorsen": [_INGA],
    "Inga Thorsen, Olaf Brand, Jr., and Kai Aas III": [_INGA, "Olaf Brand Jr.", "Kai Aas III"],
    "Par Jean-Luc Moreau et Anne Petit à Paris": ["Jean-Luc Moreau", "Anne Petit"],
    "Av Kari Nordmann og Ola Lie": ["Kari Nordmann", "Ola Lie"],
    "Door Jan de Vries en Piet Bakker": ["Jan de Vries", "Piet Bakker"],
    "Por José María de la Cruz, corresponsal": ["José María de la Cruz"],
    "Иван Петров и Анна Иванова": ["Иван Петров", "Анна Иванова"],
    "محمد علي": ["محمد علي"],
    "Inga Thorsen • 5 min read": [_INGA],
    "Inga Thorsen Updated: 3 March 2025 10:15 GMT": [_INGA],
    "Inga Thorsen @ingathorsen": [_INGA],
    "Inga Thorsen (Karsholm)": [_INGA],
    "Special to the Herald by Inga Thorsen": [_INGA],
    "By Inga Thorsen and the Herald staff": [_INGA],
    "Inga Thorsen and agencies": [_INGA],
    "Staff Writer": [],
    "FJORD HERALD": [],
    "inga_t99": [],
    "Prof. Dr. Anna Müller": ["Anna Müller"],
    "By Dean Smith": ["Dean Smith"],
    "By Major Garrett": ["Major Garrett"],
    "Thorsen, Inga and Brand, Olaf": [_INGA, _OLAF],
    "Inga and Olaf Thorsen": [_INGA, "Olaf Thorsen"],
    "Inga Thorsen, Environment editor, and Olaf Brand": [_INGA, _OLAF],
    "Inga Thorsen in London, Olaf Brand in New York and Kai Aas in Lindvik": [_INGA, _OLAF, _KAI],
    "Kommentar von Inga Thorsen": [_INGA],
    "By A. B. Thorsen": ["A. B. Thorsen"],
    "Madonna": ["Madonna"],
    "dpa": ["dpa"],
    "ole brandt": ["Ole Brandt"],
    "Inga Thorsen, Marine Biologist": [_INGA],
    "": [],
}


@pytest.mark.parametrize(("line", "people"), (_GIVEN | _FURTHER).items())
def test_a_byline_gives_people_once_each(line: str, people: list[str]) -> None:
    assert people_of([line], "Fjord Herald") == tuple(people)


def test_bylines_of_a_source_are_read_when_it_is(tmp_path: Path) -> None:
    records = list(read_sources([_INPUTS / "28-bylines" / "articles.jsonl"]))
    assert [r.authors for r in records if isinstance(r, Article)] == [tuple(p) for p in _GIVEN.values()]
    several: dict[str, object] = {
        "title": "Crane",
        "text": "Nobody wanted to buy the harbour crane.",
        "source": "Fjord Herald",
    }
    listed = write(tmp_path / "a.jsonl", several | {"author": ["By INGA THORSEN", "Inga Thorsen", "Brand, Olaf"]})
    (record,) = read_sources([listed])
    assert isinstance(record, Article)
    assert record.authors == (_INGA, _OLAF)


def test_an_agency_in_a_byline_is_where_the_article_comes_from(tmp_path: Path) -> None:
    text = "Nobody wanted to buy the harbour crane in Karsholm, the port office said."
    line: dict[str, object] = {"title": "Crane", "text": text, "source": "Fjord Herald"}
    line["author"] = "Inga Thorsen, Associated Press"
    (record,) = read_sources([write(tmp_path / "a.jsonl", line)])
    assert isinstance(record, Article)
    assert (record.authors, record.agency) == ((_INGA,), "Associated Press")


def test_a_reference_prints_names_as_an_editor_does() -> None:
    authors = ("Sam O'Dell Jr.", "Jan van den Berg", "Editorial Board")
    article = Article("a", "Crane", "Text.", outlet="Fjord Herald", published="2025-03-03", authors=authors)
    (apa,) = reference_list([article], "apa")
    assert apa.startswith("O'Dell, S., Jr., van den Berg, J., & Editorial Board. (2025, March 3).")
    (bibtex,) = reference_list([article], "bibtex")
    assert "author = {O'Dell, Jr., Sam and van den Berg, Jan and {Editorial Board}}" in bibtex
    assert "|last=O'Dell |first=Sam Jr. |last2=van den Berg" in reference_list([article], "wikipedia")[0]


_PAGE = "https://herald.example/2025/ferry"
_COPIES = {
    f"https://web.archive.org/web/20250402091244/{_PAGE}": _PAGE,
    f"http://web.archive.org/web/20250402091244id_/{_PAGE}?x=1&y=2": f"{_PAGE}?x=1&y=2",
    "https://web.archive.org/web/2025/herald.example/2025/ferry": _PAGE,
    f"https://arquivo.example/wayback/20250402091244/{_PAGE}": _PAGE,
    f"https://wayback.archive-it.org/1234/20250402091244/{_PAGE}": _PAGE,
    f"https://archive.ph/2025.04.02-091244/{_PAGE}": _PAGE,
    "https://herald-example.cdn.ampproject.org/c/s/herald.example/2025/ferry": _PAGE,
    "https://herald-example.cdn.ampproject.org/v/s/herald.example/2025/ferry/amp?amp_js_v=0.1&usqp=x": _PAGE,
    "https://www.google.com/amp/s/herald.example/2025/ferry.amp": _PAGE,
    f"https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:{_PAGE}&hl=en": _PAGE,
    "https://webcache.googleusercontent.com/search?q=cache:herald.example/2025/ferry": _PAGE,
    "https://herald-example.translate.goog/2025/ferry?_x_tr_sl=no&_x_tr_tl=en": _PAGE,
    f"https://www.google.com/url?q={_PAGE}&sa=U": _PAGE,
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fherald.example%2F2025%2Fferry&h=x": _PAGE,
    f"https://reader.example/{_PAGE}": _PAGE,
    f"{_PAGE}/amp": _PAGE,
    f"{_PAGE}.amp.html": f"{_PAGE}.html",
    f"{_PAGE}/amp?ref=x": f"{_PAGE}?ref=x",
    _PAGE: _PAGE,
    "https://herald.example/amp": "https://herald.example/amp",
    "https://herald.example/2025/guitar-amp": "https://herald.example/2025/guitar-amp",
    "https://archive.ph/AbC12": "https://archive.ph/AbC12",
    "https://herald.example/story?url=https://other.example/x": "https://herald.example/story?url=https://other.example/x",
    "not an address": "not an address",
}


@pytest.mark.parametrize(("copy", "original"), _COPIES.items())
def test_a_copy_has_the_address_of_its_original(copy: str, original: str) -> None:
    assert original_address(copy) == original
    assert canonical_url(copy) == canonical_url(original)


def test_a_copy_is_the_article_of_its_outlet(tmp_path: Path) -> None:
    text = "The ferry line between Karsholm and Lindvik will close on 1 October, the operator said."
    urls = [f"https://web.archive.org/web/20250402091244/{_PAGE}", f"{_PAGE}/amp", _PAGE]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"title": "Ferry", "text": text, "url": url}) + "\n" for url in urls))
    records = [record for record in read_sources([path]) if isinstance(record, Article)]
    assert {(record.id, record.outlet, record.url) for record in records} == {(records[0].id, "herald.example", _PAGE)}


def test_a_page_saved_from_an_archive_of_the_web(tmp_path: Path) -> None:
    copy = f"https://web.archive.org/web/20250402091244/{_PAGE}"
    body = "".join(
        f"<p>The ferry line will close on {day} October, the operator said on Wednesday.</p>" for day in "123"
    )
    page = (
        f'<html><head><title>Ferry</title><link rel="canonical" href="{copy}"><meta property="og:url" content="{copy}">'
        f"</head><body><article><h1>Ferry</h1>{body}</article></body></html>"
    )
    (tmp_path / "a.html").write_text(page)
    (record,) = read_sources([tmp_path / "a.html"])
    assert isinstance(record, Article)
    assert (record.url, record.outlet) == (_PAGE, "herald.example")
