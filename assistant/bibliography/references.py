"""References to articles, in the forms that papers, libraries and Wikipedia ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.types import Citation
from corpus import Archive, Article, name_in_parts

FORMATS = ("apa", "mla", "chicago", "harvard", "ieee", "bibtex", "ris", "csl-json", "wikipedia")
NAMES = {
    "apa": "APA", "mla": "MLA", "chicago": "Chicago", "harvard": "Harvard", "ieee": "IEEE", "bibtex": "BibTeX",
    "ris": "RIS", "csl-json": "CSL-JSON", "wikipedia": "Wikipedia",
}  # fmt: skip
_BODY = re.compile(
    r"\b(?:staff|press|news|agency|reuters|afp|bbc|cnn|npr|times|post|wire|desk|board|editors?|team|correspondents?)\b",
    re.IGNORECASE,
)
"""Words that tell that an author is no person."""
Places = Mapping[str, Sequence[str]]
"""Places that are cited of articles, by the id of the article."""
_BIBTEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_WIKI = str.maketrans({"|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "\n": " "})


def cited_articles(archive: Archive, citations: Sequence[Citation]) -> list[Article]:
    """Return the articles behind some citations (of a look-up, an answer, a briefing), each once, in their order.

    Those that are no longer in the archive are left out.
    """
    ids = list(dict.fromkeys(citation.article_id for citation in citations))
    held = archive.standings(ids)
    return [archive.article(key) for key in ids if held[key].version]


def cited_places(citations: Sequence[Citation]) -> dict[str, list[str]]:
    """Return the places that are cited of each article that has pages or times: 'page 3', 'at 0:12:03'."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        known = places.setdefault(citation.article_id, [])
        if citation.place and citation.place not in known:
            known.append(citation.place)
    return {article: found for article, found in places.items() if found}


def references(
    articles: Sequence[Article], form: str, *, accessed: date | None = None, places: Places | None = None
) -> str:
    """Return the references to some articles as one text, ready to be pasted.

    Args:
        articles: In the order in which they are listed.
        form: One of ``FORMATS``.
        accessed: The day on which their addresses were read, None to leave it out.
        places: What is cited of each article, see ``cited_places``.
    """
    if form == "csl-json":
        works = [csl_json(article, accessed=accessed, places=_of(places, article)) for article in articles]
        return json.dumps(works, ensure_ascii=False, indent=2)
    return "\n\n".join(reference_list(articles, form, accessed=accessed, places=places))


def reference_list(
    articles: Sequence[Article], form: str, *, accessed: date | None = None, places: Places | None = None
) -> list[str]:
    """Return the references to some articles one by one; arguments as for ``references``."""
    works = [csl_json(article, accessed=accessed, places=_of(places, article)) for article in articles]
    if form == "csl-json":
        return [json.dumps(work, ensure_ascii=False, indent=2) for work in works]
    if form in _MADE:
        return [_MADE[form](work) for work in works]
    from assistant.bibliography.styles import entries

    made = entries(works, form) if works else []
    return [f"{entry} [{work['note']}]" if "note" in work else entry for entry, work in zip(made, works, strict=True)]


def _of(places: Places | None, article: Article) -> Sequence[str]:
    return places.get(article.id, ()) if places else ()


def csl_json(article: Article, *, accessed: date | None = None, places: Sequence[str] = ()) -> dict[str, Any]:
    """Return an article as a CSL-JSON item; the pages that are cited of it are its pages."""
    work: dict[str, Any] = {"id": article.id, "type": "article-newspaper", "title": " ".join(article.title.split())}
    if article.authors:
        work["author"] = [_author(name) for name in article.authors]
    if article.outlet:
        work["container-title"] = article.outlet
    if article.day:
        work["issued"] = _csl_day(article.day)
    if article.url and article.url.startswith(("http://", "https://")):
        work["URL"] = article.url
        if accessed:
            work["accessed"] = _csl_day(accessed)
    pages = [place.removeprefix("page ") for place in places if place.startswith("page ")]
    notes = [*(place for place in places if not place.startswith("page ")), *article.caveats]
    if pages:
        work["page"] = ", ".join(pages)
    if notes:
        work["note"] = ", ".join(notes)
    if article.language:
        work["language"] = article.language
    return work


def _csl_day(day: date) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _author(name: str) -> dict[str, str]:
    """Return a name in parts; what is no person's stays whole."""
    words = re.sub(r"^\s*by\s+", "", name, flags=re.IGNORECASE).split()
    if len(words) < 2 or _BODY.search(name):
        return {"literal": " ".join(words)}
    given, family, suffix = name_in_parts(" ".join(words))
    parts = {"family": family, "given": given, "suffix": suffix}
    return {part: value for part, value in parts.items() if value}


def _turned(author: dict[str, str]) -> str:
    """Return a name as catalogues sort it: 'Ode, Jr., Sam' as BibTeX has it."""
    parts = (author.get("family", ""), author.get("suffix", ""), author.get("given", ""))
    return ", ".join(part for part in parts if part)


def _day(work: dict[str, Any], field: str = "issued") -> date | None:
    return date(*work[field]["date-parts"][0]) if field in work else None


def _bibtex(work: dict[str, Any]) -> str:
    day, read = _day(work), _day(work, "accessed")
    people = ({part: name.translate(_BIBTEX) for part, name in author.items()} for author in work.get("author", ()))
    named = (f"{{{a['literal']}}}" if "literal" in a else _turned(a) for a in people)
    fields = {
        "author": " and ".join(named),
        "title": f"{{{work['title'].translate(_BIBTEX)}}}",
        "journal": work.get("container-title", "").translate(_BIBTEX),
        "year": str(day.year) if day else "",
        "month": f"{day:%b}".lower() if day else "",
        "day": str(day.day) if day else "",
        "pages": work.get("page", "").translate(_BIBTEX),
        "note": work.get("note", "").translate(_BIBTEX),
        "url": _address(work.get("URL", "")),
        "urldate": read.isoformat() if read else "",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@article{{{_key(work, day)},\n" + ",\n".join(lines) + "\n}"


def _address(url: str) -> str:
    """Return an address whose characters do nothing in TeX."""
    return url.translate({ord(char): f"%{ord(char):02X}" for char in "\\{}^~"})


def _key(work: dict[str, Any], day: date | None) -> str:
    """Return a key that a person can read and that no other article has."""
    author = work.get("author", [{}])[0]
    who = author.get("family") or author.get("literal") or work.get("container-title", "anon")
    plain = re.sub(r"[^a-z]", "", who.split()[-1].lower() if who.split() else "anon") or "anon"
    return f"{plain}{day.year if day else ''}-{work['id'][:6]}"


def _ris(work: dict[str, Any]) -> str:
    day, read = _day(work), _day(work, "accessed")
    people = (a.get("literal") or _turned(a) for a in work.get("author", ()))
    lines = ["TY  - NEWS", *(f"AU  - {name}" for name in people), f"TI  - {work['title']}"]
    lines += [f"T2  - {work['container-title']}"] if "container-title" in work else []
    lines += [f"PY  - {day.year}", f"DA  - {day:%Y/%m/%d}"] if day else []
    lines += [f"SP  - {work['page']}"] if "page" in work else []
    lines += [f"N1  - {work['note']}"] if "note" in work else []
    lines += [f"UR  - {work['URL']}"] if "URL" in work else []
    lines += [f"Y2  - {read:%Y/%m/%d}"] if read else []
    return "\n".join([*lines, "ER  - "])


def _wikipedia(work: dict[str, Any]) -> str:
    day, read = _day(work), _day(work, "accessed")
    parts: dict[str, str] = {}
    for number, author in enumerate(work.get("author", ()), start=1):
        tail = "" if number == 1 else str(number)
        named = {
            "author": author.get("literal", ""),
            "last": author.get("family", ""),
            "first": " ".join(filter(None, (author.get("given"), author.get("suffix")))),
        }
        parts |= {name + tail: value for name, value in named.items() if value}
    parts |= {"title": work["title"], "work": work.get("container-title", "")}
    pages = work.get("page", "")
    parts |= {"pages" if "," in pages else "page": pages, "at": work.get("note", "")}
    parts |= {"date": _spoken(day), "url": work.get("URL", ""), "access-date": _spoken(read)}
    inner = " ".join(f"|{name}={_wiki(value, name)}" for name, value in parts.items() if value)
    return f"{{{{cite news {inner}}}}}"


def _wiki(value: str, name: str) -> str:
    if name == "url":
        return value.replace("|", "%7C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20")
    return value.translate(_WIKI)


def _spoken(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


_MADE: dict[str, Callable[[dict[str, Any]], str]] = {"bibtex": _bibtex, "ris": _ris, "wikipedia": _wikipedia}
