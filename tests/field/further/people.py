"""Who wrote it, and where it stood."""

# ruff: noqa: E501 - a line is an input

from __future__ import annotations

import json

from tests.field.further.rows import BODY, TEXT, Row, page

_INGA, _OLAF, _KAI = "Inga Thorsen", "Olaf Brand", "Kai Aas"


def _by(line: object, *people: str) -> Row:
    record = {"title": "Ferry", "text": TEXT, "author": line, "source": "Fjord Herald", "date": "2025-04-02"}
    return Row(f"by-line: {line}", "a.json", json.dumps([record]), facts={"authors": people})


def _at(address: str, url: str, outlet: str = "herald.example") -> Row:
    record = {"title": "Ferry", "text": TEXT, "url": address, "date": "2025-04-02"}
    return Row(f"address: {address}", "a.json", json.dumps([record]), facts={"url": url, "outlet": outlet})


_PAGE = "https://herald.example/2025/ferry"
ROWS = [
    _by("By INGA THORSEN and OLAF BRAND, Fjord Herald staff writers", _INGA, _OLAF),
    _by("Inga Thorsen, Olaf Brand, Kai Aas", _INGA, _OLAF, _KAI),
    _by("By Inga Thorsen, Olaf Brand & Kai Aas | Fjord Herald", _INGA, _OLAF, _KAI),
    _by("Martin Luther King, Jr. and Inga Thorsen", "Martin Luther King Jr.", _INGA),
    _by("De la Cruz, María", "María de la Cruz"),
    _by("Von der Leyen, Ursula", "Ursula von der Leyen"),
    _by("Ludwig van Beethoven and Vincent van Gogh", "Ludwig van Beethoven", "Vincent van Gogh"),
    _by("Inga Thorsen in Oslo and Olaf Brand in Washington, D.C.", _INGA, _OLAF),
    _by("Inga Thorsen, Chief Political Correspondent", _INGA),
    _by("Inga Thorsen, BBC News", _INGA),
    _by("Inga Thorsen with additional reporting by Kai Aas", _INGA),
    _by("Inga Thorsen, with files from Reuters and The Canadian Press", _INGA),
    _by("Reporting by Inga Thorsen in Oslo; additional reporting by Kai Aas; editing by Olaf Brand", _INGA),
    _by("Fjord Herald Staff"),
    _by("Fjord Herald"),
    _by("Staff and agencies"),
    _by("AFP", "AFP"),
    _by("Inga Thorsen / AFP", _INGA),
    _by("Inga Thorsen, dpa", _INGA),
    _by("webmaster"),
    _by("Inga Thorsen 3 min read", _INGA),
    _by("Inga Thorsen · 12 March 2025 · 5 min read", _INGA),
    _by("by Inga Thorsen, updated 3 March 2025 at 10:15", _INGA),
    _by("INGA THORSEN", _INGA),
    _by("inga thorsen", _INGA),
    _by(["Inga Thorsen", "inga thorsen", "Thorsen, Inga"], _INGA),
    _by([{"name": "Inga Thorsen", "url": "https://x.example/inga"}, {"name": "Olaf Brand"}], _INGA, _OLAF),
    _by({"@type": "Person", "name": "Inga Thorsen"}, _INGA),
    _by("['Inga Thorsen', 'Olaf Brand']", _INGA, _OLAF),
    _by("Inga Thorsen;Olaf Brand;Kai Aas", _INGA, _OLAF, _KAI),
    _by("Inga Thorsen<br>Olaf Brand", _INGA, _OLAF),
    _by("Text: Inga Thorsen, Fotos: Kai Aas", _INGA),
    _by("Texte : Inga Thorsen – Photos : Kai Aas", _INGA),
    _by("Von unserem Korrespondenten Olaf Brand, Berlin", _OLAF),
    _by("Ein Gastbeitrag von Inga Thorsen", _INGA),
    _by("Propos recueillis par Inga Thorsen", _INGA),
    _by("De notre envoyée spéciale Inga Thorsen", _INGA),
    _by("di Inga Thorsen e Olaf Brand", _INGA, _OLAF),
    _by("Tekst: Inga Thorsen. Foto: Kai Aas / NTB", _INGA),
    _by("Opinion by Inga Thorsen", _INGA),
    _by("Guest essay by Dr. Inga Thorsen, Ph.D.", _INGA),
    _by("Sir Inga Thorsen", _INGA),
    _by("O’Brien, Conan", "Conan O’Brien"),
    _by("Mary-Kate O'Neill-Smith", "Mary-Kate O'Neill-Smith"),
    _by("J. K. Rowling", "J. K. Rowling"),
    _by("李明", "李明"),
    _by("김철수 기자", "김철수"),
    _by("Inga Thorsen | Special to the Fjord Herald", _INGA),
    _by("Inga Thorsen, Contributor", _INGA),
    _by("Inga Thorsen, Karsholm", _INGA),
    _by("Posted by Inga Thorsen", _INGA),
    _by("N/A"),
    _by("Anonymous"),
    _at("https://amp.herald.example/2025/ferry", "https://amp.herald.example/2025/ferry"),
    _at("https://herald-example.cdn.ampproject.org/c/s/herald.example/2025/ferry", _PAGE),
    _at("https://web.archive.org/web/20250402091244if_/https://herald.example/2025/ferry", _PAGE),
    _at("https://archive.org/wayback/available/20250402091244/https://herald.example/2025/ferry", _PAGE),
    _at("http://archive.today/2025.04.02-091244/https://herald.example/2025/ferry", _PAGE),
    _at("https://www.google.com/url?sa=t&url=https%3A%2F%2Fherald.example%2F2025%2Fferry&usg=x", _PAGE),
    _at("https://l.facebook.com/l.php?u=https%3A%2F%2Fherald.example%2F2025%2Fferry&h=x", _PAGE),
    _at("https://www.webarchive.org.uk/wayback/archive/20250402091244/https://herald.example/2025/ferry", _PAGE),
    _at("https://perma-archives.org/warc/20250402091244mp_/https://herald.example/2025/ferry", _PAGE),
    _at("https://12ft.io/https://herald.example/2025/ferry", _PAGE),
    _at("https://translate.google.com/translate?sl=no&tl=en&u=https://herald.example/2025/ferry", _PAGE),
    _at("https://outline.example/x", "https://outline.example/x", "outline.example"),
    Row("a page of the Wayback Machine", "a.html", page(BODY, '<link rel="canonical" href="https://web.archive.org/web/20250402091244/https://herald.example/2025/ferry"><meta property="og:site_name" content="Fjord Herald">'), facts={"url": _PAGE, "outlet": "Fjord Herald"}),
    Row("a page saved by a browser", "a.html", "<!-- saved from url=(0033)https://herald.example/2025/ferry -->\n" + page(BODY), facts={"url": _PAGE, "outlet": "herald.example"}),
    Row("a page of SingleFile", "a.html", page(BODY).replace("<head>", "<head><!--\n Page saved with SingleFile \n url: https://herald.example/2025/ferry \n saved date: Wed Apr 02 2025\n-->"), facts={"url": _PAGE, "outlet": "herald.example"}),
    Row("an AMP page", "a.html", page(BODY, f'<link rel="canonical" href="{_PAGE}">').replace("<html ", "<html ⚡ "), facts={"url": _PAGE}),
    Row("authors of JSON-LD", "a.html", page(BODY, '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-04-02","author":[{"@type":"Person","name":"Inga Thorsen"},{"@type":"Person","name":"Olaf Brand"}],"publisher":{"name":"Fjord Herald"}}</script>'), facts={"authors": (_INGA, _OLAF), "outlet": "Fjord Herald"}),
    Row("an author of JSON-LD that is the outlet", "a.html", page(BODY, '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-04-02","author":{"@type":"Organization","name":"Fjord Herald"},"publisher":{"name":"Fjord Herald"}}</script>'), facts={"authors": (), "outlet": "Fjord Herald"}),
]  # fmt: skip
