"""What a question asks for, read by the trained network. It was trained on none of these sentences."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
import torch

from assistant.query.intent_model import (
    ANSWER_TYPES,
    KINDS,
    Kind,
    encode_question,
    load_tokenizer,
    read_intent,
)
from assistant.query.intent_network import IntentNetwork
from assistant.query.training.adapters import IntentTrainer
from assistant.query.training.examples import Example
from assistant.query.training.train import Plan, score_model, train_model
from corpus import bundled_encoder

PLAIN: dict[Kind, list[tuple[str, str]]] = {
    "fact": [
        ("Who captained the lifeboat that night?", "person"),
        ("when did the cannery in Brodick shut its doors", "date"),
        ("How many passengers were aboard the airship?", "number"),
        ("How much did the city pay for the new trams?", "money"),
        ("Where did the balloon land?", "place"),
        ("What percentage of the ballots were spoiled?", "share"),
        ("How long was the airport closed after the storm?", "duration"),
    ],
    "explain": [
        ("Why did the orchestra refuse to play?", "reason"),
        ("what caused the derailment outside Mostar", "reason"),
        ("How did the burglars get past the alarm?", "manner"),
    ],
    "yes_no": [
        ("Did the bishop apologise to the families?", "yes_no"),
        ("is the mountain pass open again", "yes_no"),
    ],
    "list": [
        ("Which ministers have resigned over the ferry deal?", "list"),
        ("list the airports that closed", "list"),
    ],
    "latest": [
        ("What's the latest on the dock strike in Gdynia?", "statement"),
        ("any news on the trapped miners", "statement"),
    ],
    "summary": [
        ("Summarise the dispute over the reservoir.", "statement"),
        ("give me an overview of the tram scandal", "statement"),
    ],
    "compare": [("How do the two newspapers differ in their accounts of the riot?", "statement")],
    "quote": [
        ("What exactly did the admiral say about the torpedo?", "statement"),
        ("Who said 'the sea keeps its own ledger'?", "person"),
    ],
    "check": [
        ("Is it true that the mayor sold the town hall?", "yes_no"),
        ("The bridge was closed in 2019, right?", "yes_no"),
    ],
    "greeting": [("hello there", "none"), ("thank you so much", "none")],
    "archive": [
        ("How many articles do you have about whales?", "number"),
        ("Which newspapers are in this archive?", "list"),
    ],
    "other": [("write me a poem about rain", "none")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "answer"), [(text, kind, answer) for kind, rows in PLAIN.items() for text, answer in rows]
)
def test_a_plain_question_is_read_right(text: str, kind: str, answer: str) -> None:
    found = read_intent(text)

    assert (found.kind, found.answer_type) == (kind, answer)
    assert 0.3 < found.kind_probability <= 1
    assert 0.3 < found.answer_probability <= 1


@pytest.mark.parametrize("text", ["How do I save an answer as a PDF?", "can you read my own documents too"])
def test_a_question_on_the_program_is_asked_for_help(text: str) -> None:
    assert read_intent(text).kind == "help"


@pytest.mark.parametrize("text", ["Should the minister have resigned?", "who do you think will win the election"])
def test_a_judgement_or_a_forecast_is_an_opinion(text: str) -> None:
    assert read_intent(text).kind == "opinion"


def test_a_long_story_is_read_for_the_question_in_it() -> None:
    story = (
        "My aunt used to work at the observatory before it burned, and she still has the visitors' book, which lists "
        "everyone but the watchman, since he never signed; we would like to invite him to the party. What was his name?"
    )

    assert read_intent(story).answer_type == "person"


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Who designed the footbridge?", "and when was it opened?"),
        ("How many were hurt in the stampede?", "Where were they taken?"),
    ],
)
def test_a_follow_up_continues(before: str, text: str) -> None:
    assert read_intent(text, [before]).continues


def test_a_fragment_takes_its_kind_from_the_question_before() -> None:
    assert read_intent("And in Norway?", ["How many people voted in Sweden?"]).answer_type == "number"


def test_a_first_question_continues_nothing() -> None:
    assert not read_intent("and when was it opened?").continues


@pytest.mark.parametrize("text", ["", " ", "?", "\ud800", "word " * 5000, "日本語の質問"])
def test_any_text_is_read(text: str) -> None:
    found = read_intent(text, [text])

    assert found.kind in KINDS
    assert found.answer_type in ANSWER_TYPES


def test_nothing_is_loaded_at_import_and_torch_never() -> None:
    script = (
        "import sys, assistant.query.intent_model as m\n"
        "assert not m._network.cache_info().currsize and not m.load_tokenizer.cache_info().currsize\n"
        "m.read_intent('Who won?')\n"
        "assert not {'torch', 'openvino', 'spacy', 'transformers', 'sklearn'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_numpy_runs_what_torch_trained() -> None:
    torch.manual_seed(1)
    trainer = IntentTrainer(bundled_encoder(), layers=2, rank=4).eval()
    for name, weight in trainer.named_parameters():
        if name.endswith(".up") or name == "focus":
            torch.nn.init.normal_(weight, std=0.05)
    tokens, sides = encode_question(load_tokenizer(), "And who paid for it?", ["Who built the pier?"])

    with torch.inference_mode():
        wanted = trainer(torch.tensor([tokens]), torch.tensor([sides]), torch.ones(1, len(tokens))).numpy()[0]
    found = IntentNetwork(bundled_encoder() / "model.safetensors", trainer.to_arrays())(tokens, sides)

    np.testing.assert_allclose(found, wanted, atol=0.02)


def test_training_learns_what_it_is_shown() -> None:
    examples = [Example((), f"Who is the {role}?", "fact", "person", False) for role in ("cook", "pilot", "judge")]
    examples += [Example((), f"Why did the {thing} fall?", "explain", "reason", False) for thing in ("wall", "cup")]
    losses: list[str] = []

    model = train_model(examples, Plan(layers=1, rank=2, epochs=25), losses.append)

    assert len(losses) == 25
    assert score_model(model, examples).kind == 1
