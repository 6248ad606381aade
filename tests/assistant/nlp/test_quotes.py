from __future__ import annotations

import pytest

from assistant.nlp.people import people
from assistant.nlp.quotes import quotations


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ('"The figure is what we can stand behind," spokesman Marek Ostrand said.', "Marek Ostrand", "named"),
        ('"I stood there for six hours," sobbed pensioner Olga Brandsma, 74.', "Olga Brandsma", "named"),
        ("Governor Petra Nygaard said that it was “a forecast, not a promise”.", "Petra Nygaard", "named"),
        ('Lena Oske said little. "Nobody is left on a roof," she told reporters.', "Lena Oske", "named"),
        ('An insider told Flash: "It is a bloodbath in there today."', "An insider", "anonymous"),
        ('"We have bought a lion today," crowed a club source.', "a club source", "anonymous"),
        ("Kwame Nkrumah is dead. “We do not mourn the queen,” the EFF said in a statement.", "the EFF", "institution"),
        ("The company called it “a limited data set of old records”.", "The company", "institution"),
        ('"I told you that I would," Gerd Masterson said. "Read it out to them."', "Gerd Masterson", "named"),
        ('"The shooting has to stop now," Beto O\'Rourke told Abbott.', "Beto O'Rourke", "named"),
    ],
)
def test_a_quotation_has_its_speaker(text: str, speaker: str, kind: str) -> None:
    found = quotations(text)
    assert found
    assert {(each.speaker, each.kind) for each in found} == {(speaker, kind)}
    for each in found:
        assert text[each.start - 1] in '“"‘'
        assert text[each.end] in '”"’'


def test_scare_quotes_and_stray_words_are_no_quotation() -> None:
    assert quotations('The "big" plan was dropped. Nobody knew why.') == []


def test_places_and_firms_are_no_people() -> None:
    text = "He lives in Port Ansel. Port Ansel is grey. Harbor Mutual said no. Jane Doe, the mayor, said yes."
    assert {person.name for person in people(text).values()} == {"Jane Doe"}
