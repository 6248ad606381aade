from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import torch

from assistant.nlp.spacy_pipeline import parse
from assistant.reader.training.judge.data import add_strangers, read_judgements
from assistant.reader.training.judge.features import make_batches, make_rows
from assistant.reader.training.judge.losses import find_loss
from assistant.reader.training.judge.network import JudgeNetwork
from assistant.reader.training.judge.perturbations import Perturber
from assistant.reader.training.judge.train import Plan, as_tensors, train
from assistant.reader.training.judge.types import ANSWERED, CONTRADICTED, ENTAILED, NEUTRAL, Group, Item
from corpus import bundled_tokenizer

GROUP = Group(
    "The lake froze in January. Skaters came from Brask and stayed for nine days.",
    (
        Item("Skaters came to the lake.", ENTAILED),
        Item("The lake stayed open.", CONTRADICTED),
        Item("Who came?", ANSWERED, (27, 34)),
    ),
    ranked=True,
)


@pytest.fixture(scope="module")
def trunk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trunk of two narrow layers, untrained."""
    from transformers import MPNetConfig, MPNetModel

    folder = tmp_path_factory.mktemp("trunk")
    sizes = {"hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
    MPNetModel(MPNetConfig(vocab_size=31_000, **sizes)).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return bundled_tokenizer()


def test_an_item_sees_the_passage_and_itself_alone(trunk: Path, tokenizer: Any) -> None:
    network = JudgeNetwork(trunk, frozen=1).eval()
    (together,) = make_rows([GROUP], tokenizer, seed=0, train=False)
    alone = list(make_rows([Group(GROUP.passage, (item,)) for item in GROUP.items], tokenizer, seed=0, train=False))
    with torch.no_grad():
        verdicts = network(*as_tensors([together]))[0]
        each = torch.cat([network(*as_tensors([row]))[0] for row in alone])
    assert torch.allclose(verdicts, each, atol=1e-4)


def test_the_answer_is_marked_where_it_stands(tokenizer: Any) -> None:
    (row,) = make_rows([GROUP], tokenizer, seed=0, train=False)
    first, last = row.spans[2] or (0, 0)
    assert tokenizer.decode([token - 4 for token in row.ids[first : last + 1]]) == "skaters"


def test_training_lowers_the_loss_and_carries_on_where_it_stopped(trunk: Path, tokenizer: Any, tmp_path: Path) -> None:
    rows = list(make_rows([GROUP] * 4, tokenizer, seed=0))
    batches = make_batches(rows, 400, seed=0) * 15
    torch.manual_seed(0)
    network = JudgeNetwork(trunk, frozen=0)
    before = float(find_loss(network(*as_tensors(rows)), rows).detach())
    train(network, batches, Plan(rate=1e-2, head_rate=1e-2), tmp_path)
    assert float(find_loss(network(*as_tensors(rows)), rows).detach()) < before
    again = JudgeNetwork(trunk, frozen=0)
    train(again, batches, Plan(rate=1e-2, head_rate=1e-2), tmp_path)
    assert torch.equal(again.verdict[0].weight, network.verdict[0].weight)


def test_a_spoiled_statement_differs_in_one_thing() -> None:
    passage = parse("Mayor Ida Berg told Jonas Falk that three of the nine bridges in Brask may close before Friday.")
    text = "Ida Berg said that three bridges in Brask may close before Friday."
    found = Perturber(parse, random.Random(1)).spoil(text, passage, 8)
    kinds = {item.kind for item in found}
    assert {"made-number", "made-hedge", "made-date", "made-order"} <= kinds
    assert all(item.label != ENTAILED and item.text != text for item in found)
    number = next(item.text for item in found if item.kind == "made-number")
    assert len(set(number.split()) ^ set(text.split())) == 2


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Ida Berg, the mayor of Brask, closed the bridge.", "Ida Berg closed the bridge."),
        ("On Monday, the council closed both of the bridges.", "The council closed both of the bridges."),
        ("The council closed both bridges and sent the workers home.", "The council closed both bridges."),
    ],
)
def test_what_is_left_out_leaves_a_faithful_statement(text: str, short: str) -> None:
    assert short in [item.text for item in Perturber(parse, random.Random(1)).shorten(text)]


def test_a_condition_is_never_left_out() -> None:
    assert Perturber(parse, random.Random(1)).shorten("The mayor will resign if the council closes the bridge.") == []


def test_a_tenth_of_the_judgements_is_kept_for_development(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    row = {
        "title": "Ice", "published": "2022/01/14", "passage": GROUP.passage, "faithful": ["It froze."],
        "unfaithful": [{"text": "It froze in May.", "kind": "date"}], "answerable": [], "unanswerable": [],
    }  # fmt: skip
    path.write_text("".join(json.dumps(row | {"id": f"p-{number}"}) + "\n" for number in range(200)))
    kept, rest = list(read_judgements(path, development=True)), list(read_judgements(path))
    assert len(kept) + len(rest) == 200
    assert 8 <= len(kept) <= 35
    assert [item.label for item in rest[0].items] == [ENTAILED, CONTRADICTED]
    assert rest[0].heading == "Ice (2022-01-14)"


def test_a_stranger_is_not_stated() -> None:
    groups = [
        Group(f"{GROUP.passage} {place}", (Item(f"It froze at {place}.", ENTAILED, kind="far"),))
        for place in ("Brask", "Halden", "Osten")
    ]
    for group in add_strangers(groups, seed=0):
        assert all(item.label == NEUTRAL for item in group.items[1:])
