"""Statements in other words than their passage: let through where they say the same, refused where they do not."""

from __future__ import annotations

import pytest

from assistant.verification import verify
from tests.assistant.verification.test_faithfulness import evidence
from tests.benchmarks.verify import judge, paraphrases, shares

SAME = [
    ("The senate has stopped short of endorsing the plan.", "The senate has not endorsed the plan."),
    ("Savers lose nothing in the deal.", "Savers will not lose any money in the deal."),
    ("The court must still decide on the tape.", "The court has not yet decided on the tape."),
    ("Nobody was hurt when the depot burned.", "No one was hurt when the depot burned."),
    ("The senate approved the No Phones at School Act on Monday.", "The senate passed the act on Monday."),
    ("Kering did not respond to CNN's requests for comment.", "Kering did not comment when contacted by CNN."),
    ("The road was closed due to some trouble with the bridge.", "Trouble with the bridge closed the road."),
    ("Seventeen people died in the flood.", "The flood killed 17 people."),
    ("The brand is gone after nearly two decades in shops.", "The brand is gone after nearly 20 years in shops."),
    ("Aldous won in 6 minutes 21.4 seconds.", "Aldous won in 6:21.4."),
    ("There is a parade today at three, from the square.", "There is a parade at 3 p.m. from the square."),
    ("The engineers blew the bridge at twenty past four.", "Engineers blew up the bridge at 4:20 a.m."),
    ("The strip is six kilometres long and two deep.", "The strip is two kilometres deep."),
    ("Matis Orrin came home. Matis was taken at the bridge.", "Orrin was taken at the bridge."),
    ("Twelve thousand people were registered.", "Evacuees, twelve thousand people, were registered."),
    ("Roe accused Lee of theft, but she denied it.", "Lee denied the theft that Roe accused her of."),
    ("Residents of the valley heard no siren, they said.", "People living in the valley heard no siren, they said."),
    ("Talks will begin in Corvo on Monday.", "Talks begin in Corvo on Monday."),
    ("Neither figure could be verified.", "Neither figure has been verified."),
    ("Each box will have one of four toys.", "Each box has one of four toys."),
]

OTHER = [
    ("The court must still decide on the tape.", "The court has decided on the tape.", "denies"),
    ("Savers lose nothing in the deal.", "Savers lose money in the deal.", "denies"),
    ("The bus was hit. By a miracle nobody was inside.", "People were inside when the bus was hit.", "denies"),
    ("The mayor has not said what she would do.", "The mayor has said what she would do.", "denies"),
    ("The fine has never gone beyond 12 million.", "The fine has exceeded 12 million.", "denies"),
    ("His invitation still stands, Lasko says.", "Lasko has withdrawn his invitation.", "opposite"),
    ("Both armies would draw back 10 kilometres.", "Both armies would advance 10 kilometres.", "opposite"),
    ("The minister swept out of the palace.", "The minister entered the palace.", "opposite"),
    ("Merrin switched the app back on after 39 days.", "Merrin switched the app off after 39 days.", "opposite"),
    ("Outages were common in its early days.", "Outages were rare in its early days.", "opposite"),
    ("He may be shut out of tenders for three years.", "He is excluded from tenders for three years.", "less sure"),
    ("The two men are said not to have spoken.", "The two men have not spoken.", "less sure"),
    ("Airlines are bracing for potential delays at Merrin.", "Airlines had delays at Merrin.", "less sure"),
    (
        "If the judges see it so, he faces ten years in jail.",
        "He spends ten years in jail, the judges see.",
        "less sure",
    ),
    ("The wall would in all likelihood have held.", "The wall would certainly have held.", "less sure"),
    ("The first report is due in September.", "The first report was published in September.", "less sure"),
    ("Lee, the mayor, sued Max Roe over the dam in May.", "Max Roe sued Lee over the dam in May.", "the name Max Roe"),
    ("Piet Harrow resigned after a dispute. Edda Mohr leads.", "Edda Mohr resigned after a dispute.", "the name Edda"),
    ("Twelve bodies were found in Hask and five in Sorrel.", "Five bodies were found in Hask.", "the figure 5"),
    ("His father Joost Orrin drives a crane. Matis Roe ate.", "His father Matis Roe drives a crane.", "the name Matis"),
    ('"You cannot do that," Joost Orrin said.', "Sanne Orrin said you cannot do that.", "the name Sanne"),
]


@pytest.mark.parametrize(("passage", "statement"), SAME)
def test_the_same_in_other_words_is_supported(passage: str, statement: str) -> None:
    assert verify(statement, [evidence(passage)]) == ("supported", "")


@pytest.mark.parametrize(("passage", "statement", "reason"), OTHER)
def test_something_else_in_like_words_is_refused(passage: str, statement: str, reason: str) -> None:
    verdict, why = verify(statement, [evidence(passage, lead="Sanne Orrin came. ")])
    assert (verdict, reason in why) == ("unsupported", True), why


FLOORS = {
    "faithful": 0.92,
    "attribution": 0.96,
    "direction": 0.91,
    "hedge": 0.93,
    "name": 0.75,
    "negation": 0.85,
    "number": 0.95,
}
"""Share of the paraphrases taken for what they are; names swapped for another of the passage are missed most."""


def test_the_paraphrases_are_judged_no_worse_than_measured() -> None:
    found = shares(judge(paraphrases()))
    assert found.keys() == FLOORS.keys()
    assert not {kind: share for kind, share in found.items() if share[0] < FLOORS[kind] * share[1]}


def test_the_paraphrases_are_of_articles_for_tuning() -> None:
    assert not any(case.odd for case in paraphrases())
    assert all(words in case.article.text for case in paraphrases() for words in case.support)
