from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.nlp.entailment import Judgement, Premise
from assistant.reader.judge import bundled_judge
from assistant.types import Evidence
from assistant.verification import best_quote, verify
from corpus import Article, Hit, Passage
from tests.benchmarks.verify import committed

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
    "On 11 March engineers from Israel and China had been flown in to help.",
    "Doe said that the town had not seen it coming.",
    "The UN said 200 soldiers had arrived.",
    "Insurers put the damage at 45.5 million dollars.",
    "The governor would not step down.",
    "The council turned down the third dam.",
]

MISSING = [
    ("The Aln rose 3.4 metres, forcing 1.2 million people from their homes.", "the figure 3.4 metres is not"),
    ("The Aln rose 3.2 metres, forcing 1.2 billion people from their homes.", "the figure 1.2 billion is not"),
    ("The UN said three hundred soldiers had arrived.", "the figure three hundred is not"),
    ("Insurers put the damage at 45.5 million euros.", "the figure 45.5 million euros is not"),
    ("Doe has led the town since 2018.", "the figure 2018 is not"),
    ("On 12 March the Aln rose 3.2 metres.", "the date 12 March is not"),
    ("On 11 March 2024 the Aln rose 3.2 metres.", "the date 11 March 2024 is not"),
    ('Doe said "we never saw it coming".', "the quoted phrase 'we never saw it coming' is not"),
]

WRONG = [
    "The governor resigned.",
    "General Roe admitted taking bribes.",
    "The council approved the third dam.",
    "The river Aln fell 3.2 metres on Tuesday.",
    "The bees make honey out of nectar in summer gardens.",
]


class Scripted:
    """A judge that says what it is told to, and keeps what it was asked."""

    def __init__(self, *entailed: float, contradicted: float = 0.0) -> None:
        self.entailed, self.contradicted = list(entailed), contradicted
        self.premises: list[Premise] = []

    def judge(self, premise: Premise, statements: Sequence[str]) -> list[Judgement]:
        self.premises.append(premise)
        sure = self.entailed.pop(0)
        return [Judgement(sure, self.contradicted, 1 - sure - self.contradicted) for _ in statements]


@pytest.mark.parametrize("statement", QUOTED)
def test_verbatim_sentences_are_quoted(statement: str) -> None:
    assert verify(statement, [evidence()], Scripted()) == ("quoted", "")


@pytest.mark.parametrize(("statement", "reason"), MISSING)
def test_what_no_passage_has_exactly_is_refused_before_the_judge_is_asked(statement: str, reason: str) -> None:
    verdict, why = verify(statement, [evidence()], Scripted())
    assert verdict == "unsupported"
    assert reason in why


def test_most_other_words_for_the_same_are_supported() -> None:
    """Held by a share, as a model is: two of these are refused, and a third on some processors, at the threshold."""
    passed = [
        statement for statement in SUPPORTED if verify(statement, [evidence()], bundled_judge())[0] == "supported"
    ]
    assert len(passed) >= len(SUPPORTED) - 3


@pytest.mark.parametrize("statement", WRONG)
def test_wrong_sentences_are_refused_with_a_reason(statement: str) -> None:
    verdict, why = verify(statement, [evidence()], bundled_judge())
    assert verdict == "unsupported"
    assert "cited passage" in why


def test_what_the_passage_says_in_its_place_is_the_reason() -> None:
    _, why = verify("The governor resigned.", [evidence()], Scripted(0.1, contradicted=0.8))
    assert why == "the cited passage says otherwise: “The governor refused to resign.”"
    _, why = verify("The governor resigned.", [evidence()], Scripted(0.1, contradicted=0.1))
    assert why == "the cited passage does not say so"


def test_the_judge_reads_title_and_day() -> None:
    judge = Scripted(0.9)
    verify("The Aln climbed on Tuesday.", [evidence()], judge)
    assert judge.premises[0].heading == "Aln floods Ellsworth (2025-03-13)"


def test_nothing_cited_is_unsupported() -> None:
    assert verify("The river Aln rose.", [], Scripted()) == ("unsupported", "it cites no passage")


def test_passages_that_a_statement_joins_are_read_together() -> None:
    one = evidence("The dam at Aln failed on Tuesday.", number=1)
    two = evidence("Engineer Mary Poe counted 14 cracks in the dam.", number=2)
    statement = "The dam at Aln failed after Poe counted 14 cracks."
    judge = Scripted(0.2, 0.2, 0.9)
    assert verify(statement, [one, two], judge) == ("supported", "")
    assert "failed on Tuesday" in judge.premises[-1].text and "14 cracks" in judge.premises[-1].text
    assert verify(statement, [one], Scripted())[1] == "the figure 14 is not in the cited passage"


def test_a_quote_does_not_reach_over_two_passages() -> None:
    one, two = evidence("She said the dam", number=1), evidence("will hold for years.", number=2)
    assert verify('She said "the dam will hold".', [one, two], Scripted())[0] == "unsupported"


def test_an_article_without_a_day_or_outlet() -> None:
    article = Article(id="a", title="Flood", text="The Aln rose on March 11.")
    item = Evidence(1, Hit(Passage("p", "a", 1, 0, 0, len(article.text), article.text), article))
    assert verify("The Aln rose on March 11.", [item], Scripted())[0] == "quoted"
    assert verify("On March 12 the Aln rose.", [item], Scripted())[0] == "unsupported"


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


def test_the_support_of_each_statement_stands_in_its_article() -> None:
    for case in committed():
        assert case.support
        assert all(words in case.article.text for words in case.support), case.statement
