"""The data of the reader's training, its rows, and a training that stops and carries on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer

from assistant.reader.training.features import batches, features
from assistant.reader.training.negatives import with_negatives
from assistant.reader.training.network import ReaderNetwork
from assistant.reader.training.spans import joined, qamr, squad
from assistant.reader.training.train import Plan, train
from assistant.reader.training.types import Example, Feature
from assistant.reader.training.weak import gaps, passages, quiz, weeks_of
from corpus import bundled_encoder, bundled_tokenizer

HARBOUR = "The ferry struck the pier in Korva harbour on Tuesday. Mayor Ilse Kovar said that 63 people were hurt."
FERRY = "A ferry that struck a pier at Korva on Tuesday hurt dozens. The harbour stays shut, Ilse Kovar told reporters."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return bundled_tokenizer()


def example(question: str, passage: str, answer: str | None) -> Example:
    span = None if answer is None else (passage.index(answer), passage.index(answer) + len(answer))
    return Example(question, "Ferry hits pier", passage, span, "hand")


def test_the_answer_that_most_people_gave_is_taken(tmp_path: Path) -> None:
    answers = [{"text": t, "answer_start": HARBOUR.index(t)} for t in ("63 people", "63", "63")]
    asked = {"question": "How many were hurt?", "answers": answers}
    none = {"question": "Why?", "answers": []}
    whole = {"data": [{"title": "A_ferry", "paragraphs": [{"context": HARBOUR, "qas": [asked, none]}]}]}
    (tmp_path / "s.json").write_text(json.dumps(whole), encoding="utf-8")
    (found,) = squad(tmp_path / "s.json")
    assert found.span is not None
    assert (HARBOUR[slice(*found.span)], found.title) == ("63", "A ferry")


def test_treebank_words_become_a_sentence_again() -> None:
    words = "`` It 's $ 5 -LRB- about 4 -RRB- , '' he said .".split()
    text, starts = joined(words)
    assert text == '"It\'s $5 (about 4)," he said.'
    assert [text[at] for at in starts[:4]] == ['"', "I", "'", "$"]


def test_a_question_of_qamr_keeps_its_answer_among_other_sentences(tmp_path: Path) -> None:
    lines = [f"s{n}\tThe dam at Hask broke -LRB- again -RRB- on day {n} ." for n in range(8)]
    (tmp_path / "qamr_wiki_sentences.tsv").write_text("\n".join(lines), encoding="utf-8")
    rows = [f"s{n}\t1\t7\t0\t1\tWhat broke ?\t0 1\tx\ty" for n in range(8)]
    (tmp_path / "qamr_dev.tsv").write_text("\n".join([*rows, "s1\t1\t7\t0\t1\tTorn ?\t0 3\tx\ty"]), encoding="utf-8")
    found = list(qamr(tmp_path, ("qamr_dev.tsv",), seed=1))
    assert {e.passage[slice(*(e.span or (0, 0)))] for e in found} == {"The dam"}
    assert len({len(e.passage) for e in found}) > 1
    assert [e.question for e in found].count("Torn ?") == 0


def test_a_negative_shares_words_and_not_the_answer() -> None:
    asked = [
        example("How many people were hurt in Korva?", HARBOUR, "63"),
        example("What hurt dozens?", FERRY, "ferry"),
    ]
    found = with_negatives(
        [*asked, example("Who won?", "France won the cup in Paris on Sunday.", "France")], 1.0, seed=0
    )
    by_question = {e.question: e for e in found}
    assert by_question["How many people were hurt in Korva?"].passage == FERRY
    assert all(e.span is None for e in found)


def test_a_row_holds_the_answers_tokens_wherever_it_is_cut(tokenizer: Tokenizer) -> None:
    long = f"{'Nothing of note was said that day. ' * 60}{HARBOUR} {'The pier was old and it was known. ' * 60}"
    for seed in range(20):
        (row,) = features([example("Who spoke?", long, "Ilse Kovar")], tokenizer, seed=seed)
        assert tokenizer.decode(list(row.ids[row.start : row.end + 1])) == "ilse kovar"
        assert len(row.ids) <= 256
        assert set(row.kinds[row.start : row.end + 1]) == {1}


def test_a_passage_that_does_not_answer_points_at_the_first_token(tokenizer: Tokenizer) -> None:
    (row,) = features([example("Who won the cup?", HARBOUR, None)], tokenizer, seed=0)
    assert (row.start, row.end, row.answered) == (0, 0, False)


def test_batches_hold_every_row_once_and_no_more_tokens_than_told() -> None:
    rows = [Feature([1] * n, [0] * n, 0, 0, False) for n in range(5, 60)]
    found = batches(rows, 200, seed=3)
    assert sorted(len(row.ids) for batch in found for row in batch) == list(range(5, 60))
    assert all(max(len(row.ids) for row in batch) * len(batch) <= 200 for batch in found)


def checkout(folder: Path) -> Path:
    """Write three weeks of invented questions and articles in RealTimeQA's layout."""
    for week, text in (("20220617", HARBOUR), ("20220624", "Snow fell in Merrin."), ("20220701", FERRY)):
        question = {"question_id": week, "question_sentence": "Who is the mayor of Korva?"}
        asked = question | {"choices": ["Ilse Kovar", "Nobody"], "answer": ["0"]}
        article = {"url": f"https://news.example/{week}", "title": "Ferry", "text": text}
        (folder / f"{week}_qa.jsonl").write_text(json.dumps(asked), encoding="utf-8")
        (folder / f"{week}_gcs.jsonl").write_text(json.dumps(question | {"search_result": [article]}), encoding="utf-8")
    return folder


def test_a_quiz_question_takes_the_passages_that_hold_its_answer(tmp_path: Path) -> None:
    folder = checkout(tmp_path)
    assert weeks_of(folder) == ["20220617", "20220624", "20220701"]
    found = list(quiz(folder, ["20220617", "20220624"]))
    assert [(e.passage[slice(*(e.span or (0, 0)))], e.passage) for e in found] == [("Ilse Kovar", HARBOUR)]


def test_a_gap_is_filled_by_another_article_and_no_other_week_is_read(tmp_path: Path) -> None:
    folder = checkout(tmp_path)
    found = gaps(folder, ["20220617", "20220701"], most=50, seed=0)
    assert found
    assert {e.passage[slice(*(e.span or (0, 0)))] for e in found} <= {"Tuesday", "Korva", "Ilse Kovar"}
    assert all("Ferry" in e.title for e in found)
    assert gaps(folder, ["20220617", "20220624"], most=50, seed=0) == []


def test_passages_are_whole_sentences() -> None:
    text = " ".join(f"Sentence number {n} says that the council met again in Korva." for n in range(40))
    found = passages(text)
    assert len(found) > 1
    assert " ".join(found) == text
    assert passages("") == []


def test_a_training_that_stopped_carries_on_where_it_was(tmp_path: Path, tokenizer: Tokenizer) -> None:
    asked = [example("Who spoke?", HARBOUR, "Ilse Kovar"), example("Who won?", FERRY, None)] * 4
    rows = list(features(asked, tokenizer, seed=0))
    whole, halves = tmp_path / "whole", tmp_path / "halves"
    ended = []
    for folder, stops in ((whole, (4,)), (halves, (2, 4))):
        folder.mkdir()
        for stop in stops:
            torch.manual_seed(0)
            network = ReaderNetwork(bundled_encoder())
            train(network, rows, Plan(steps=4, tokens=128, stop=stop), folder)
        ended.append(network.spans.weight.detach().clone())
    assert torch.allclose(ended[0], ended[1], atol=1e-4)
    steps = [json.loads(line) for line in (halves / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["step"] for line in steps if "step" in line] == [4]
