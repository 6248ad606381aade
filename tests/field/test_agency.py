"""Items as the Associated Press sends them: names, versions, notes to editors, by-lines and datelines; all invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.readers import read_sources
from corpus.types import Article

_ITEM: dict[str, object] = {
    "altids": {"itemid": "6db909167cff68718a49ed1865132d55", "referenceid": "EU--Ferry"}, "version": 2, "type": "text",
    "urgency": 4, "profile": "Spot Development", "language": "en", "pubstatus": "usable", "provider": "AP",
    "versioncreated": "2025-04-03T01:13:22Z", "firstcreated": "2025-04-02T18:00:34Z", "title": "EU--Ferry",
    "headline": "Ferry line to close in October", "slugline": "BC-EU--Ferry, 1st Ld-Writethru", "located": "KARSHOLM",
    "ednote": "Eds: UPDATES: Adds background. With AP Photos.", "infosource": [{"name": "AP", "type": "AP"}],
    "bylines": [{"by": "By INGA THORSEN and KAI McAAS", "title": "AP Transport Writer"}],
    "usageterms": ["For editorial use only."], "keywords": ["ferry"], "subject": [{"code": "i", "name": "i"}],
    "body_nitf": "<p>KARSHOLM (AP) — The ferry line will close on 1 October, the operator said.</p><p>It is old.</p>",
}  # fmt: skip


def _read(tmp_path: Path, **changes: object) -> Article:
    path = tmp_path / "item.json"
    path.write_text("\ufeff" + json.dumps(_ITEM | changes), encoding="utf-8")
    (record,) = read_sources([path])
    assert isinstance(record, Article), record
    return record


def test_an_item_is_read_with_all_that_its_agency_says(tmp_path: Path) -> None:
    article = _read(tmp_path)
    assert (article.title, article.outlet, article.kind) == (
        "Ferry line to close in October",
        "Associated Press",
        "wire",
    )
    assert (article.guid, article.revision, article.urgency) == ("6db909167cff68718a49ed1865132d55", 2, 4)
    assert article.authors == ("Inga Thorsen", "Kai McAas")
    assert (article.dateline, article.slugline) == ("KARSHOLM", "BC-EU--Ferry, 1st Ld-Writethru")
    assert article.note == "Eds: UPDATES: Adds background. With AP Photos."
    assert (article.published, article.updated) == ("2025-04-02T18:00:34Z", "2025-04-03T01:13:22Z")
    assert (article.terms, article.corrections, article.pubstatus) == ("For editorial use only.", (), "usable")


@pytest.mark.parametrize(
    ("note", "corrects"),
    [
        ("Eds: CORRECTS: The line closes in October, not November.", True),
        ("Eds: CLARIFICATION: This story was updated to make clear that the line is one of two.", True),
        ("Eds: UPDATES: Corrects spelling of Thorsen in third paragraph.", True),
        ("Eds: This story has been corrected to show that 900 people use the line.", True),
        ("Eds: UPDATES: Adds comment from Department of Corrections.", False),
        ("Eds: UPDATES: Adds comment from corrections officer.", False),
        ("Eds: UPDATES: With AP Photos.", False),
    ],
)
def test_a_note_that_corrects(tmp_path: Path, note: str, corrects: bool) -> None:
    assert bool(_read(tmp_path, ednote=note).corrections) is corrects


@pytest.mark.parametrize(
    ("note", "killed"),
    [
        ("KILL: The line does not close.", True),
        ("Eds: KILL BC-EU--Ferry. The story is wrong.", True),
        ("Editors: The story is withdrawn.", False),
        ("Eds: STORY WITHDRAWN. A substitute will follow.", True),
        ("Eds: UPDATES: Recasts with flood killing two.", False),
    ],
)
def test_a_note_that_takes_an_item_back(tmp_path: Path, note: str, killed: bool) -> None:
    assert (_read(tmp_path, ednote=note).pubstatus == "canceled") is killed


def test_an_embargo_in_a_note_or_in_its_field_holds_the_item(tmp_path: Path) -> None:
    assert _read(tmp_path, embargoed="2099-04-03T04:00:00Z").embargo == "2099-04-03T04:00:00Z"
    held = _read(tmp_path, ednote="Eds: EMBARGOED UNTIL 12:01 a.m. EDT Thursday, April 3, 2099.")
    assert held.embargo or held.pubstatus == "withheld", "stored and cited in spite of its embargo"
    free = _read(tmp_path, ednote="Eds: UPDATES: With AP Photos. The embargo on grain stays.")
    assert (free.embargo, free.pubstatus) == (None, "usable")
