from __future__ import annotations

from pathlib import Path

import pytest

from assistant.nlp.entailment import Premise
from assistant.reader.judge import Judge, bundled_judge
from corpus import CannotCompile

FERRY = Premise(
    "The harbour board voted on Monday to scrap the night ferry to Osten, which lost 2.4 million kroner last year. "
    "Its chair, Berit Lund, said that passengers could take the bus instead. The drivers' union opposed the decision. "
    "The last ferry will sail on 30 June.",
    "Night ferry to end (2024-05-14)",
)


def test_a_passage_entails_what_it_says_in_other_words() -> None:
    (found,) = bundled_judge().judge(FERRY, ["The board decided to end the night ferry to Osten."])
    assert found.entailed > 0.5
    assert found.entailed + found.contradicted + found.neutral == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(
    "statement",
    [
        "The drivers' union welcomed the decision to end the ferry.",
        "Two pupils won the chess tournament in Halden.",
    ],
)
def test_a_passage_does_not_entail_the_opposite_or_something_else(statement: str) -> None:
    (found,) = bundled_judge().judge(FERRY, [statement])
    assert found.entailed < 0.5


def test_statements_that_are_put_together_do_not_see_each_other() -> None:
    statements = ["The last ferry sails in June.", "Berit Lund resigned.", "The ferry made a profit."]
    together = bundled_judge().judge(FERRY, statements)
    for statement, found in zip(statements, together, strict=True):
        (alone,) = bundled_judge().judge(FERRY, [statement])
        assert found.entailed == pytest.approx(alone.entailed, abs=0.05)


def test_passages_that_are_read_in_one_go_do_not_see_each_other() -> None:
    asked, premises = (
        "Will the ferry to Osten go on?",
        [FERRY, Premise("Two pupils won the chess tournament.", "Chess")],
    )
    together = bundled_judge().judge_alone(premises, asked)
    for premise, found in zip(premises, together, strict=True):
        (alone,) = bundled_judge().judge(premise, [asked])
        assert found.contradicted == pytest.approx(alone.contradicted, abs=0.05)
    assert bundled_judge().judge_alone([], asked) == []


def test_more_statements_than_one_row_takes() -> None:
    statements = [f"The ferry sailed {number} times." for number in range(60)]
    assert len(bundled_judge().judge(FERRY, statements)) == 60
    assert bundled_judge().judge(FERRY, []) == []


def test_an_answer_is_a_span_of_the_passage() -> None:
    found = bundled_judge().answer(FERRY, ["Who chairs the harbour board?", "How many people live in Osten?"])
    assert found[0].answers > found[1].answers
    best = found[0].spans[0]
    assert FERRY.text[best.start : best.end] in FERRY.text
    assert 0 <= best.start < best.end <= len(FERRY.text)


def test_a_passage_that_is_far_too_long_and_odd_signs_are_read() -> None:
    long = Premise("word " * 5_000 + "\ud800 \u202e 北京")
    (found,) = bundled_judge().judge(long, ["word " * 500])
    assert 0 <= found.entailed <= 1


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(CannotCompile, match="cannot be loaded"):
        Judge(tmp_path).judge(FERRY, ["The ferry ends."])
