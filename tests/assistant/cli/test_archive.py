"""The commands that know news: stories, versions, embargoes, words without vectors, saved results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import OutletUnknown
from corpus.storage.catalog import Catalog
from tests.writing import article, write

_WIRE = (
    "The Hask dam broke on Friday night after four days of rain, the interior ministry said. Nine people died in the "
    "village of Sorrel and forty houses were swept away. Rescuers reached Lower Hask by boat at dawn. The ministry "
    "said that 4,200 people had been evacuated, and that the spillway gate had failed. An inquiry will open in May."
)


def call(home: Path, *arguments: str, code: int = 0, typed: str | None = None) -> str:
    result = CliRunner().invoke(app, [*arguments, "--home", str(home)], input=typed, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def read(home: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    result = CliRunner().invoke(app, [*arguments, "--home", str(home), "--json"], catch_exceptions=False)
    assert result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def filled(home: Path, tmp_path: Path) -> Path:
    wire = article("Dam breaks", _WIRE, 14, outlet="Continental Wire", url="https://wire.example/1")
    copy = article("Nine die as dam fails", _WIRE.rpartition(" An ")[0], 15, url="https://courier.example/1")
    other = article("Rate raised", "The National Bank raised its rate to 5.25 per cent on Thursday, as expected.", 13)
    read(home, "ingest", str(write(tmp_path / "a.jsonl", wire, copy, other)))
    return home


def test_stories_say_what_was_grouped_with_what(filled: Path) -> None:
    (story,) = read(filled, "articles", "--stories")["stories"]
    assert [copy["outlet"] for copy in story["copies"]] == ["Continental Wire", "Courier"]
    assert story["origin"] == "Continental Wire"
    assert story["copies"][1]["how"] == "near"
    assert story["copies"][1]["alike"] > 0.9
    printed = call(filled, "articles", "--stories")
    assert "2 copies, 2 outlets, from Continental Wire" in printed


def test_an_answer_cites_one_copy_and_counts_the_outlets(filled: Path) -> None:
    answer = read(filled, "ask", "How many people died in Sorrel when the Hask dam broke?")
    assert answer["reports"] == {"outlets": 2, "independent": 1}
    assert {citation["outlet"] for citation in answer["citations"]} == {"Continental Wire"}
    assert answer["citations"][0]["also_in"] == ["Courier"]


def test_an_update_in_the_same_story_stands_beside_what_it_replaces(filled: Path, tmp_path: Path) -> None:
    update = article("Toll rises", _WIRE.replace("Nine", "Seventeen"), 16, url="https://star.example/1", outlet="Star")
    read(filled, "ingest", str(write(tmp_path / "b.jsonl", update)))
    answer = read(filled, "ask", "How many people died in Sorrel when the Hask dam broke?")
    said = {citation["quote"][:9]: citation["also_in"] for citation in answer["citations"]}
    assert list(said)[:2] == ["Seventeen", "Nine peop"], "the newest first"
    assert said["Nine peop"] == ["Courier"]
    assert answer["answer"]["text"].startswith("Seventeen")
    assert answer["reports"] == {"outlets": 3, "independent": 1}


def test_versions_show_what_changed(filled: Path, tmp_path: Path) -> None:
    changed = article("Dam breaks", _WIRE.replace("Nine", "Seventeen"), 14, url="https://wire.example/1")
    assert read(filled, "ingest", str(write(tmp_path / "b.jsonl", changed)))["changed"] == 1
    i = next(a["id"] for a in read(filled, "articles")["articles"] if a["version"] == 2)
    printed = call(filled, "show", i, "--versions")
    assert "- Nine people died" in printed
    assert "+ Seventeen people died" in printed
    _, second = read(filled, "show", i, "--versions")["versions"]
    assert len(second["changes"]) == 1


def test_what_its_source_recalls_is_out_of_answers_and_a_saved_answer_says_so(filled: Path, tmp_path: Path) -> None:
    question = "What did the National Bank do with its rate?"
    saved = tmp_path / "answer.json"
    saved.write_text(json.dumps(read(filled, "ask", question)), encoding="utf-8")
    assert "citations stand" in call(filled, "check", "--cited", str(saved))
    killed: dict[str, object] = {"url": "https://courier.example/Rate-raised", "pubstatus": "canceled", "text": ""}
    assert read(filled, "ingest", str(write(tmp_path / "kill.jsonl", killed)))["status_changes"] == 1
    fallen = read(filled, "check", "--cited", str(saved), code=1)["fallen"]
    assert fallen[0]["why"] == "Courier: canceled by its source"
    again = read(filled, "ask", question)
    assert all(citation["title"] != "Rate raised" for citation in again["citations"])
    i = json.loads(saved.read_text(encoding="utf-8"))["citations"][0]["article_id"]
    assert "stays out of answers: canceled by its source" in call(filled, "withdraw", i, "--undo")
    assert "Not cited: canceled by its source." in call(filled, "show", i)


def test_words_come_first_and_vectors_when_they_are_asked_for(home: Path, tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", article("Dam breaks", _WIRE, 14))
    assert "newsdesk embed" in call(home, "ingest", str(source), "--no-vectors")
    state = read(home, "status")
    assert (state["by_words"] > 0, state["by_meaning"]) == (True, 0)
    assert f"Waiting   0 for the word index, {state['passages']} for a vector: `newsdesk embed`" in call(home, "status")
    assert "Dam breaks" in call(home, "articles", "spillway")
    assert read(home, "embed")["passages"] == state["passages"]
    assert read(home, "status")["by_meaning"] == state["passages"]
    assert "Waiting" not in call(home, "status")
    catalog = Catalog(home / "catalog.sqlite3")
    with catalog.transaction():  # as a kill between storing and indexing leaves it
        catalog.execute("UPDATE passages SET in_words = 0")
    catalog.close()
    assert f"Waiting   {state['passages']} for the word index, 0 for a vector" in call(home, "status")


def test_an_embargo_is_told(home: Path, tmp_path: Path) -> None:
    record = article("Dam breaks", _WIRE, 14) | {"embargo": "2099-01-01T00:00:00Z"}
    read(home, "ingest", str(write(tmp_path / "a.jsonl", record)))
    assert read(home, "articles")["articles"] == []
    assert read(home, "ask", "When did the dam break?")["status"] == "abstained"


def test_standard_input_is_a_source(home: Path) -> None:
    printed = call(home, "ingest", "-", "--no-vectors", typed=json.dumps(article("Dam breaks", _WIRE, 14)) + "\n")
    assert "1 added" in printed


def test_an_address_of_ones_own_network_is_refused_without_the_option(home: Path) -> None:
    refused = read(home, "ingest", "http://127.0.0.1:9/feed.xml")["refused"]
    assert "--allow-private" in refused[0]["reason"]


def test_what_is_no_saved_result_is_said_plainly(home: Path, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="holds no citations"):
        call(home, "check", "--cited", str(write(tmp_path / "a.json", {"a": 1})))


_FINE = (
    "The regulator fined the bank Halden 12 million crowns on Thursday for late reports of suspicious payments. "
    "The bank said that it would pay and not appeal. Its head of compliance, Siv Aas, left in January. The regulator "
    "said that 214 reports came more than a year late and that nine concerned a firm in Vell."
)


def test_a_text_that_its_source_kills_is_told_of_in_the_copies_that_live_on(home: Path, tmp_path: Path) -> None:
    wire = article("Bank fined", _FINE, 13, outlet="Dawn", url="https://dawn.example/1") | {"agency": "Reuters"}
    copies = [article("Fine", _FINE, 14, outlet=name, url=f"https://{name}.example/1") for name in ("Dusk", "Noon")]
    read(home, "ingest", str(write(tmp_path / "a.jsonl", wire, *copies)))
    question = "How much was the bank Halden fined?"
    saved = tmp_path / "noon.json"
    saved.write_text(json.dumps(read(home, "ask", question, "--outlet", "Noon")), encoding="utf-8")
    assert read(home, "check", "--cited", str(saved))["fallen"] == []
    killed: dict[str, object] = {"url": "https://dawn.example/1", "pubstatus": "canceled", "text": ""}
    read(home, "ingest", str(write(tmp_path / "kill.jsonl", killed)))
    answer = read(home, "ask", question)
    assert {citation["origin"] for citation in answer["citations"]} == {"Reuters"}
    assert "Reuters has withdrawn this text (canceled)" in answer["notes"][0]
    assert "Reuters has withdrawn this text (canceled)" in call(home, "brief", "Halden fine")
    (fallen,) = read(home, "check", "--cited", str(saved), code=1)["fallen"]
    assert fallen["why"] == "Noon: Reuters has withdrawn this text (canceled)"
    killed["url"] = "https://dusk.example/1"
    read(home, "ingest", str(write(tmp_path / "kill.jsonl", killed)))
    assert "Reuters has withdrawn" in read(home, "ask", question)["notes"][0], "one copy is left"


def test_a_copy_that_another_outlet_takes_back_is_told_of_and_stands(filled: Path, tmp_path: Path) -> None:
    saved = tmp_path / "answer.json"
    question = ("ask", "How many people died in Sorrel?", "--outlet", "Continental Wire")
    saved.write_text(json.dumps(read(filled, *question)), encoding="utf-8")
    killed: dict[str, object] = {"url": "https://courier.example/1", "pubstatus": "canceled", "text": ""}
    read(filled, "ingest", str(write(tmp_path / "kill.jsonl", killed)))
    checked = read(filled, "check", "--cited", str(saved))
    assert checked["fallen"] == []
    assert "Courier has withdrawn its copy of this text (canceled)" in checked["remarks"][0]["why"]


@pytest.mark.parametrize(
    "command", [("articles",), ("ask", "Who died?"), ("brief", "Dam"), ("lookup", "Nine people died")]
)
def test_an_outlet_goes_by_any_of_its_names_and_an_unknown_one_is_refused(
    home: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    times = article("Dam breaks", _WIRE, 14, outlet="The New York Times", url="https://www.nytimes.com/1")
    read(home, "ingest", str(write(tmp_path / "a.jsonl", times)))
    for name in ("NYT", "nytimes.com", "new york times"):
        assert "The New York Times" in call(home, *command, "--outlet", name)
    with pytest.raises(OutletUnknown, match="nearest: The New York Times"):
        call(home, *command, "--outlet", "New York Tmes")
    with pytest.raises(OutletUnknown, match="it has most of: The New York Times"):
        call(home, *command, "--outlet", "Nope")


def test_stories_of_an_outlet_are_those_that_it_has_a_copy_in(filled: Path) -> None:
    (story,) = read(filled, "articles", "--stories", "--outlet", "Courier")["stories"]
    assert [copy["outlet"] for copy in story["copies"]] == ["Continental Wire", "Courier"]


def test_a_briefing_in_markdown_is_checked_and_a_look_up_counts_each_source_once(filled: Path, tmp_path: Path) -> None:
    page, found = tmp_path / "dam.md", tmp_path / "found.json"
    call(filled, "brief", "Hask dam", "-o", str(page))
    found.write_text(json.dumps(read(filled, "lookup", "Rescuers reached Lower Hask by boat")), encoding="utf-8")
    assert "2 of 2 citations stand." in call(filled, "check", "--cited", str(found))
    stands = read(filled, "check", "--cited", str(page))
    assert stands["citations"] > 0
    i = next(a["id"] for a in read(filled, "articles")["articles"] if a["outlet"] == "Continental Wire")
    call(filled, "withdraw", i)
    assert read(filled, "check", "--cited", str(page), code=1)["fallen"]
    assert "<!--" not in call(filled, "brief", "Hask dam")


def test_show_tells_what_its_source_says_to_editors(home: Path, tmp_path: Path) -> None:
    facts = {"urgency": 2, "subjects": ["medtop:20000151"], "revision": 3, "embargo": "2099-01-01T00:00:00Z"}
    facts |= {"slugline": "DAM-BREAK-2", "note": "Adds background."}
    read(home, "ingest", str(write(tmp_path / "a.jsonl", article("Dam breaks", _WIRE, 14) | facts)))
    i = str(_only_id(home))
    printed = call(home, "show", i)
    told = ("slugline DAM-BREAK-2", "urgency 2", "revision 3", "subjects: medtop:20000151", "embargo until 2099-01-01")
    for said in (*told, "note to editors: Adds background."):
        assert said in printed
    assert "by its source" not in printed.replace("revision 3 of its source", "")


def test_show_names_the_places_of_a_recording(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "council.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:04,000\nHOLM: The dam is safe, the council was told.\n")
    read(home, "ingest", "--no-vectors", str(path))
    assert "places: time 0:00:01 at 0" in call(home, "show", str(_only_id(home)))


def _only_id(home: Path) -> str:
    (row,) = Catalog(home / "catalog.sqlite3").rows("SELECT id FROM articles")
    return str(row[0])
