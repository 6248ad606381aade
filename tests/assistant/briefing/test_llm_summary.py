"""In brief in a chat model's words, over real HTTP: what holds is kept, what does not is taken out."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.briefing import Briefing, brief
from assistant.settings import ModelSettings
from corpus import Archive, Scope
from tests.assistant.scripted_server import Script, ScriptedServer

AS_OF = date(2025, 6, 30)
TRUE = "Talvia's civil protection service lowered the number of people killed in the Brenna flood from 31 to 29 [{n}]."
FALSE = " The service lowered the number of people killed in the Brenna flood from 31 to 19 [{n}]."


def written(archive: Archive, script: Script) -> Briefing:
    with ScriptedServer({"m": script}) as server:
        model = ModelSettings(model="m", base_url=server.base_url, timeout=20.0)
        return brief(archive, "the Brenna flood", scope=Scope(as_of=AS_OF), only=["in_brief"], model=model)


def number_of_the_toll(archive: Archive) -> int:
    """Return the number that the passage on the toll has among those that the model is given."""
    points = brief(archive, "the Brenna flood", scope=Scope(as_of=AS_OF), only=["in_brief"])
    found = [cited.number for cited in points.citations if "from 31 to 29" in cited.quote]
    assert found, [cited.quote for cited in points.citations]
    return found[0]


def test_a_sentence_that_holds_is_shown_and_one_that_does_not_is_taken_out(archive: Archive) -> None:
    number = number_of_the_toll(archive)
    briefing = written(archive, Script((TRUE.format(n=number), FALSE.format(n=number))))
    (section,) = briefing.sections
    assert [line.statement.text for line in section.lines] == [TRUE.split(" [")[0] + "."]
    assert section.lines[0].statement.citations == (1,)
    assert "from 31 to 29" in briefing.citations[0].quote
    assert briefing.model == "m"
    assert any("did not hold" in note for note in briefing.notes)


@pytest.mark.parametrize(
    "script",
    [
        Script(("The moon is made of cheese [1].",)),
        Script(status=500, body="{}"),
        Script(("It rose", " to"), finish=None),
    ],
)
def test_where_nothing_holds_it_is_in_the_articles_own_words(archive: Archive, script: Script) -> None:
    briefing = written(archive, script)
    assert briefing.model is None
    assert all(line.statement.verdict == "quoted" for line in briefing.sections[0].lines)
    assert any("own words" in note for note in briefing.notes)
