from __future__ import annotations

import pytest

from assistant.types import Evidence
from assistant.verification import best_quote, verify
from corpus import Article, Hit, Passage
from tests.benchmarks.verify import committed, judge, shares

LEAD = "Floods came early this year to Ellsworth, where Jane Doe is mayor.\n\n"
TEXT = (
    "The river Aln rose 3.2 metres on Tuesday, forcing 1.2 million people from their homes in northern Ellsworth. "
    "“We did not see it coming,” said Mayor Doe, who has led the town since 2019. "
    "Israeli and Chinese engineers, flown in on March 11, were helping. "
    "The United Nations said two hundred soldiers had arrived.\n"
    "Insurers put the damage at $45.5 million, up from 40 percent of that a year ago. "
    "The governor refused to resign. General Roe denied taking bribes. "
    "The council did not approve the third dam, which U.S. officials had backed."
)


def evidence(
    text: str = TEXT, *, number: int = 1, lead: str = LEAD, title: str = "Aln floods Ellsworth", day: str = "2025-03-13"
) -> Evidence:
    article = Article(id=f"a{number}", title=title, text=lead + text, outlet="The Harbor Ledger", published=day)
    return Evidence(number, Hit(Passage("p", article.id, 1, 0, len(lead), len(lead) + len(text), text), article))


QUOTED = [
    "The river Aln rose 3.2 metres on Tuesday, forcing 1.2 million people from their homes in northern Ellsworth.",
    '"We did not see it coming," said Mayor Doe, who has led the town since 2019.',
    "The  governor\nrefused to resign.",
    "The governor refused to resign",
    "The governor refused to resign. General Roe denied taking bribes.",
    "The United Nations said two hundred soldiers had arrived. Insurers put the damage at $45.5 million, up from 40 "
    "percent of that a year ago.",
]

SUPPORTED = [
    "The Aln rose 3.2 metres, forcing 1,200,000 people from their homes.",
    "The Aln climbed 3.2 metres on Tuesday.",
    "On 11 March the Aln rose 3.2 metres.",
    "On March 11th, 2025, the Aln rose 3.2 metres.",
    "On 2025-03-11 the Aln rose 3.2 metres.",
    "The Harbor Ledger reported on 13 March 2025 that the Aln rose 3.2 metres.",
    "In 2025 the Aln rose 3.2 metres.",
    "Doe said the town did not see it coming.",
    "Mayor Jane Doe said they did not see it coming.",
    "President Doe said: “we did not see it coming”.",
    "Doe said: 'We did not see it coming.'",
    "Engineers from Israel and China were helping.",
    "The UN said 200 soldiers had arrived.",
    "Two hundred soldiers had arrived, the U.N. said.",
    "Insurers put the damage at 45.5 million dollars.",
    "Insurers put the damage at $45,500,000.",
    "Damage was 40% of that a year ago.",
    "The governor did not resign.",
    "Roe denied he took bribes.",
    "The 3rd dam was not approved by the council.",
    "The council did not approve a dam that US officials backed.",
    "Officials in Ellsworth said people were forced from their homes.",
    "Homes of 1.2 million people in the north of Ellsworth were left.",
]

UNSUPPORTED = [
    ("The Aln rose 3.4 metres, forcing 1.2 million people from their homes.", "the figure 3.4 is not"),
    ("The Aln rose 3.2 metres, forcing 1.2 billion people from their homes.", "the figure 1.2 billion is not"),
    ("The Aln rose 3.2 metres, forcing 140 people from their homes.", "the figure 140 is not in the cited passage"),
    ("The UN said three hundred soldiers had arrived.", "the figure 3 hundred is not"),
    ("The UN said thirteen soldiers had arrived.", "the figure 13 is not"),
    ("Insurers put the damage at 45.5 million euros.", "the figure 45.5 million euros is not"),
    ("Damage was 41% of that a year ago.", "the figure 41% is not"),
    ("The council did not approve the fourth dam.", "the figure 4th is not"),
    ("Doe has led the town since 2018.", "the figure 2018 is not"),
    ("On 12 March the Aln rose 3.2 metres.", "the date 12 March is not"),
    ("On 11 April the Aln rose 3.2 metres.", "the date 11 April is not"),
    ("On 11 March 2024 the Aln rose 3.2 metres.", "the date 11 March 2024 is not"),
    ("Mayor Smith said they did not see it coming.", "the name Smith is not"),
    ("Mayor John Doe said they did not see it coming.", "the name John Doe is not"),
    ("Engineers from Iraq and China were helping.", "the name Iraq is not"),
    ("Berlin was flooded by the river Aln.", "the name Berlin is not"),
    ("NATO said two hundred soldiers had arrived.", "the name NATO is not"),
    ("In October the Aln rose 3.2 metres.", "the name October is not"),
    ("The Bay Times reported that the Aln rose 3.2 metres.", "the name Bay Times is not"),
    ('Doe said "we never saw it coming".', "the quoted phrase 'we never saw it coming' is not"),
    ("Doe said “we did see it coming”.", "the quoted phrase"),
    ("The Aln fell 3.2 metres on Tuesday.", "opposite"),
    ("The governor resigned.", "denies"),
    ("General Roe took bribes.", "denies"),
    ("The council approved the third dam.", "denies"),
    ("The river Aln did not rise on Tuesday.", "denies"),
    ("The bees make honey out of nectar in summer gardens.", "too little"),
    ("A theory of everything explains gravity.", "too little"),
    ("Yes.", "too little"),
]


@pytest.mark.parametrize("statement", QUOTED)
def test_verbatim_sentences_are_quoted(statement: str) -> None:
    assert verify(statement, [evidence()]) == ("quoted", "")


@pytest.mark.parametrize("statement", SUPPORTED)
def test_faithful_sentences_are_supported(statement: str) -> None:
    assert verify(statement, [evidence()]) == ("supported", "")


@pytest.mark.parametrize(("statement", "reason"), UNSUPPORTED)
def test_corrupted_sentences_are_unsupported_with_a_reason(statement: str, reason: str) -> None:
    verdict, why = verify(statement, [evidence()])
    assert verdict == "unsupported"
    assert reason in why


def test_a_piece_of_a_sentence_is_no_quotation() -> None:
    text = "The minister denied that the treasury lost money."
    assert verify("The treasury lost money.", [evidence(text)])[0] == "unsupported"


def test_nothing_cited_is_unsupported() -> None:
    assert verify("The river Aln rose.", []) == ("unsupported", "it cites no passage")


def test_each_figure_and_name_may_stand_in_another_of_its_own_passages() -> None:
    one = evidence("The dam at Aln failed on Tuesday.", number=1)
    two = evidence("Engineer Mary Poe counted 14 cracks in the dam.", number=2)
    statement = "The dam at Aln failed after Poe counted 14 cracks."
    assert verify(statement, [one, two]) == ("supported", "")
    assert verify(statement, [one])[1] == "the figure 14 is not in the cited passage"
    assert verify("The dam at Aln failed after Poe counted 15 cracks.", [one, two]) == (
        "unsupported",
        "the figure 15 is not in any of the cited passages",
    )


def test_a_quote_does_not_reach_over_two_passages() -> None:
    one, two = evidence("She said the dam", number=1), evidence("will hold for years.", number=2)
    assert verify('She said "the dam will hold".', [one, two])[0] == "unsupported"


def test_an_article_without_a_day_or_outlet() -> None:
    article = Article(id="a", title="Flood", text="The Aln rose on March 11.")
    item = Evidence(1, Hit(Passage("p", "a", 1, 0, 0, len(article.text), article.text), article))
    assert verify("The Aln rose on March 11.", [item])[0] == "quoted"
    assert verify("On March 12 the Aln rose.", [item])[0] == "unsupported"


QUOTES = [
    ("The Aln rose 3.2 metres on Tuesday.", "The river Aln rose"),
    ("1,200,000 people had to leave.", "The river Aln rose"),
    ("The UN says 200 soldiers are there.", "The United Nations said"),
    ("Damage is $45,500,000.", "Insurers put"),
    ("The governor will not resign.", "The governor refused"),
    ("Roe took no bribes.", "General Roe"),
    ("The Aln rose 3.2 metres and insurers put the damage at $45.5 million.", "The river Aln rose"),
]


@pytest.mark.parametrize(("statement", "begins"), QUOTES)
def test_the_best_quote_is_whole_sentences_of_the_article(statement: str, begins: str) -> None:
    item = evidence()
    start, end = best_quote(statement, item)
    quote = item.hit.article.text[start:end]
    assert quote.startswith(begins)
    assert quote == quote.strip()
    assert quote.endswith((".", "”"))
    assert item.hit.passage.start <= start < end <= item.hit.passage.end


def test_the_best_quote_takes_a_second_sentence_where_that_tells_more() -> None:
    item = evidence("The dam broke. It drowned 14 horses near Ellsworth. Nobody was hurt.")
    start, end = best_quote("The dam broke and drowned 14 horses near Ellsworth.", item)
    assert item.hit.article.text[start:end] == "It drowned 14 horses near Ellsworth."
    start, end = best_quote(
        "The old dam broke on Tuesday, killing 14 horses.",
        evidence("The old dam broke on Tuesday. A spokesman said 14 horses were killed. Nobody was hurt."),
    )
    assert (LEAD + "The old dam broke on Tuesday. A spokesman said 14 horses were killed.")[start:end].startswith(
        "The old"
    )
    assert end == len(LEAD) + len("The old dam broke on Tuesday. A spokesman said 14 horses were killed.")


@pytest.mark.parametrize("text", ["", "word", " \n ", "E", "Vitamin E."])
def test_the_best_quote_of_hardly_any_text_stays_inside(text: str) -> None:
    item = evidence(text)
    start, end = best_quote("The Aln rose.", item)
    assert item.hit.passage.start <= start <= end <= item.hit.passage.end


SPOKEN = (
    "The minister of ports, Ann Lee, said on Tuesday that the pier would cost 31 million dollars a year. "
    "“It is cheap,” she said. The engineer Bo Roe denied that he had taken money. "
    "The dockers want 12 percent. About a third of them have voted. Gate 3, one of four, was shut at 18:00. "
    "The union may strike on March 20. Shares rose 4 percent and wages fell 2 percent. "
    "Interior Minister Max Fox did not comment. Fox is 61."
)

HOLDS = [
    "The pier would cost 31 million dollars a year, Lee said.",
    "Ports minister Ann Lee said it was cheap.",
    "The dockers want twelve per cent.",
    "About 33 percent of them have voted.",
    "Gate 3 was shut at 6 p.m.",
    "The union may strike on 20 March.",
    "Roe denied taking money.",
    "Shares were up 4% while wages fell 2%.",
]

FAILS = [
    ("The pier would cost 31 million dollars a month, Lee said.", "the figure 31 million"),
    ("The pier would cost 31 million euros a year, Lee said.", "the figure 31 million euros"),
    ("Interior Minister Max Fox said it was cheap.", "does not have it from Interior Minister Max Fox"),
    ("“It is cheap,” Roe said.", "Roe"),
    ("The dockers want 12 dollars.", "the figure 12 dollars"),
    ("About half of them have voted.", "the figure half"),
    ("Gate 4 was shut at 6 p.m.", "the figure 4"),
    ("Gate 3 was shut at 7 p.m.", "the figure 7 pm"),
    ("The union will strike on 20 March.", "less sure"),
    ("Roe took money.", "denies"),
    ("Shares fell 4 percent.", "opposite"),
    ("The dockers want 12 percent, up from 14 percent.", "the figure 14"),
]


@pytest.mark.parametrize("statement", HOLDS)
def test_units_speakers_and_doubts_that_agree(statement: str) -> None:
    assert verify(statement, [evidence(SPOKEN)]) == ("supported", "")


@pytest.mark.parametrize(("statement", "reason"), FAILS)
def test_units_speakers_and_doubts_that_do_not(statement: str, reason: str) -> None:
    verdict, why = verify(statement, [evidence(SPOKEN)])
    assert (verdict, reason in why) == ("unsupported", True), why


FLOORS = {
    "faithful": (0.98, 0.86),
    "attribution": (0.94, 0.75),
    "date": (0.98, 0.96),
    "direction": (0.97, 0.94),
    "hedge": (0.93, 0.60),
    "magnitude": (1.0, 1.0),
    "name": (0.93, 0.96),
    "negation": (1.0, 0.75),
    "number": (1.0, 0.96),
    "quote": (1.0, 1.0),
    "speaker": (1.0, 1.0),
    "unit": (0.96, 0.90),
}
"""Share taken for what it is, in the tuning and in the report half; see tests/benchmarks/verify.py."""


def test_the_committed_statements_are_judged_no_worse_than_measured() -> None:
    outcomes = judge(committed())
    assert len(outcomes) >= 1_000
    for half in (0, 1):
        found = shares([outcome for outcome in outcomes if outcome.case.odd == bool(half)])
        assert found.keys() == FLOORS.keys()
        low = {kind: share for kind, share in found.items() if share[0] < FLOORS[kind][half] * share[1]}
        assert not low


def test_the_support_of_each_statement_stands_in_its_article() -> None:
    for case in committed():
        assert case.support
        assert all(words in case.article.text for words in case.support), case.statement
