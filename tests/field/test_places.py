"""Where cited words stand, and what to know of them, is told with the citation and with the reference."""

from __future__ import annotations

from assistant.bibliography.references import cited_places, reference_list, references
from assistant.citations import citation, place_and_caveats
from assistant.cli.console import source_line
from assistant.serialization import citation_json
from assistant.types import Citation
from corpus import Article, Mark, Passage

_TEXT = "The ferry line closes. The mill employs 112 people. Nobody was hurt."
_PAPER = Article(
    "a1", "Mill fire", _TEXT, outlet="Fjord Herald", published="2025-03-09", authors=("Inga Thorsen",),
    marks=(Mark(0, "page", "A3"), Mark(_TEXT.index("The mill"), "page", "A4")), caveats=("read by OCR",),
)  # fmt: skip
_RADIO = Article(
    "b2", "Council meeting", _TEXT, outlet="Radio Lindvik", published="2025-03-31", marks=(Mark(0, "time", "0:12:03"),)
)  # fmt: skip


def _cite(article: Article, words: str) -> Citation:
    start = _TEXT.index(words)
    passage = Passage("p", article.id, 1, 0, 0, len(_TEXT), _TEXT)
    return citation(1, article, passage, start, start + len(words))


def test_a_citation_names_its_page_or_its_second() -> None:
    page, second = _cite(_PAPER, "The mill employs 112 people."), _cite(_RADIO, "Nobody was hurt.")
    assert (page.place, page.caveats, second.place) == ("page A4", ("read by OCR",), "at 0:12:03")
    assert place_and_caveats(page) == "page A4, read by OCR"
    assert source_line(page) == "[1] Fjord Herald, 2025-03-09: Mill fire (page A4, read by OCR)"
    assert citation_json(page)["place"] == "page A4"
    assert citation_json(page)["caveats"] == ["read by OCR"]
    assert place_and_caveats(_cite(Article("c", "T", _TEXT), "Nobody was hurt.")) == ""


def test_a_reference_names_the_pages_that_are_cited() -> None:
    cited = [_cite(_PAPER, "The ferry line closes."), _cite(_PAPER, "Nobody was hurt."), _cite(_RADIO, "The mill")]
    places = cited_places(cited)
    assert places == {"a1": ["page A3", "page A4"], "b2": ["at 0:12:03"]}
    paper, radio = reference_list([_PAPER, _RADIO], "apa", places=places)
    assert "A3, A4" in paper
    assert paper.endswith("[read by OCR]")
    assert radio.endswith("[at 0:12:03]")
    assert "pages = {A3, A4}" in references([_PAPER], "bibtex", places=places)
    assert "SP  - A3, A4" in references([_PAPER], "ris", places=places)
    assert "|pages=A3, A4" in references([_PAPER], "wikipedia", places=places)
    assert '"page": "A3, A4"' in references([_PAPER], "csl-json", places=places)
    assert "[" not in reference_list([Article("c", "T", _TEXT, outlet="X", published="2025-01-01")], "apa")[0]
