"""Train the judge and export it: one command, with paths to the data; it carries on where it stopped."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.reader.judge import WEIGHTS
from assistant.reader.training.judge.data import add_strangers, read_inference, read_judgements, read_questions
from assistant.reader.training.judge.features import make_batches, make_rows
from assistant.reader.training.judge.perturbations import Perturber, draw_passages
from assistant.reader.training.judge.sentences import make_sentence_groups
from assistant.reader.training.judge.types import ENTAILED, Group, Item, Row

_TOKENS, _EPOCHS, _MADE = 4_000, 3, 750
"""Tokens of a batch, times that news-judgements are read, passages of whose sentences statements are made."""
_GENERAL = {
    "mnli": 0.55, "mnli-author": 0.3, "snli": 0.12, "snli-counterfactual": 0.25, "fever": 0.25, "fever-symmetric": 1,
    "fm2": 0.5, "qnli": 0.35, "begin": 0.15, "negation-nli": 0.5, "conjnli": 1, "conjnli-auto": 0.08, "scitail": 0.2,
    "realsumm": 0.25, "fib": 0.1, "summacoz": 0.03, "summedits": 0.25, "breaking-nli": 0.2, "med": 0.08, "help": 0.2,
    "scone": 0.4, "veridicality": 0.7,
}  # fmt: skip
_GENERAL_QUESTIONS = {
    "squad1": 0.16, "squad1-near-miss": 0.12, "squad2-dev": 0.7, "squad2-train": 1, "nq-qed": 0.15,
    "qadiscourse": 0.04, "qasrl-gs": 0.03,
}  # fmt: skip
_AGAIN = {
    "mnli": 0.12, "mnli-author": 0.1, "snli-counterfactual": 0.08, "negation-nli": 0.2, "fever": 0.05, "fm2": 0.2,
    "realsumm": 0.08, "fib": 0.05, "veridicality": 0.3, "summedits": 0.2, "scone": 0.2,
}  # fmt: skip
_AGAIN_QUESTIONS = {"squad1": 0.08, "squad2-dev": 0.3, "squad1-near-miss": 0.05, "nq-qed": 0.1, "squad2-train": 0.5}
"""Shares of each source in the first part, and of those that are read again beside the news."""

_OF_SENTENCES = {"squad1": 0.2, "squad1-near-miss": 0.2, "squad2-dev": 0.7, "squad2-train": 1, "nq-qed": 0.3}
_KEPT = {
    "mnli": 0.06, "mnli-author": 0.05, "negation-nli": 0.1, "fm2": 0.1, "veridicality": 0.15, "summedits": 0.1,
    "scone": 0.1,
}  # fmt: skip
_KEPT_QUESTIONS = {"squad2-dev": 0.1, "squad1": 0.03, "squad1-near-miss": 0.03}
"""Shares of the sources of the third part: whose sentences are read by themselves, and what is read as before."""
_TOKENS_OF_SENTENCES, _FROZEN_AT_FIRST, _FROZEN = 3_000, 5, 8
"""Tokens of a batch of the third part, and lowest layers that stay as they are in the first two and in the third."""


def main(
    data: Annotated[Path, typer.Option(help="Folder with judge-data, news-judgements and realtimeqa.")],
    out: Annotated[Path, typer.Option(help="Folder for the checkpoints and logs; carries on where it stopped.")],
    trunk: Annotated[Path | None, typer.Option(help="Folder of all-mpnet-base-v2 as transformers keeps it.")] = None,
    weights: Annotated[Path | None, typer.Option(help="Folder for the quantised model; else none is written.")] = None,
    seed: Annotated[int, typer.Option(help="Of everything drawn.")] = 0,
    count: Annotated[bool, typer.Option("--count", help="Only say how much there is.")] = False,
) -> None:
    """Train the judge in three parts and write it as a quantised model: general inference, news, single sentences.

    Without a trunk the shipped weights are taken, and only the third part is run.
    """
    import torch

    from assistant.reader.training.judge.network import JudgeNetwork
    from assistant.reader.training.judge.restore import restore_network, write_into
    from assistant.reader.training.judge.train import Plan, train
    from corpus import bundled_tokenizer

    tokenizer = bundled_tokenizer()
    parts: dict[str, Callable[[], list[list[Row]]]] = {"sentences": lambda: gather_sentences(data, tokenizer, seed)}
    plans = {"sentences": Plan(rate=3e-5, head_rate=6e-5, floor=0.05, seed=seed)}
    if trunk is not None:
        parts = {
            "general": lambda: gather_general(data / "judge-data", tokenizer, seed),
            "news": lambda: list(gather_news(data, tokenizer, seed)),
            **parts,
        }
        plans |= {"general": Plan(rate=6e-5, floor=0.4, seed=seed), "news": Plan(rate=5e-5, seed=seed + 1)}
    torch.manual_seed(seed)
    network = JudgeNetwork(trunk) if trunk else restore_network(WEIGHTS, frozen=_FROZEN)
    for name, gather in parts.items():
        batches = gather()
        typer.echo(json.dumps({name: _count(batches)}))
        if not count:
            network.freeze(_FROZEN if name == "sentences" else _FROZEN_AT_FIRST)
            (out / name).mkdir(parents=True, exist_ok=True)
            train(network, batches, plans[name], out / name)
    if weights is not None and not count:
        from assistant.reader.training.judge.export import export

        export(network, weights) if trunk else write_into(network, WEIGHTS, weights)


def gather_general(folder: Path, tokenizer: Any, seed: int) -> list[list[Row]]:
    """Return the batches of the first part."""
    groups = read_inference(folder, _GENERAL, seed=seed) + read_questions(folder, _GENERAL_QUESTIONS, seed=seed)
    return make_batches(list(make_rows(groups, tokenizer, seed=seed)), _TOKENS, seed=seed)


def gather_news(data: Path, tokenizer: Any, seed: int) -> Iterator[list[Row]]:
    """Yield the batches of the second part: news-judgements some times over, made statements, a little of the first."""
    from assistant.nlp.spacy_pipeline import parse
    from corpus import sentence_spans

    draw = random.Random(seed)  # noqa: S311 - not a secret
    perturber = Perturber(parse, draw)
    judged = list(read_judgements(data / "news-judgements" / "judgements.jsonl"))
    parsed = {group.passage: parse(group.passage) for group in judged}

    def split(text: str) -> list[str]:
        return [text[start:end] for start, end in sentence_spans(text)]

    drawn = draw_passages(iter(read_articles(data)), split, draw)
    made = [group for _, group in zip(range(_MADE), _make_groups(drawn, perturber, draw), strict=False)]
    again = read_inference(data / "judge-data", _AGAIN, seed=seed + 1)
    again += read_questions(data / "judge-data", _AGAIN_QUESTIONS, seed=seed + 1)
    rest = list(make_rows([*made, *again], tokenizer, seed=seed))
    draw.shuffle(rest)
    for epoch in range(_EPOCHS):
        groups = [_add_made(group, perturber, parsed[group.passage], split(group.passage), draw) for group in judged]
        rows = list(make_rows(add_strangers(groups, seed=seed + epoch), tokenizer, seed=seed + epoch))
        yield from make_batches([*rows, *rest[epoch::_EPOCHS]], _TOKENS, seed=seed + epoch)


def gather_sentences(data: Path, tokenizer: Any, seed: int) -> list[list[Row]]:
    """Return the batches of the third part: single sentences, and a little of the first two so that nothing is lost."""
    from assistant.nlp.lexical import content_words
    from corpus import sentence_spans

    judged = list(read_judgements(data / "news-judgements" / "judgements.jsonl"))
    asked = add_strangers(judged, seed=seed, weight=1.0)
    asked += read_questions(data / "judge-data", _OF_SENTENCES, seed=seed)
    single = make_sentence_groups(asked, sentence_spans, content_words, seed=seed)
    again = read_inference(data / "judge-data", _KEPT, seed=seed)
    again += read_questions(data / "judge-data", _KEPT_QUESTIONS, seed=seed + 1)
    batches = make_batches(list(make_rows(single, tokenizer, seed=seed)), _TOKENS_OF_SENTENCES, seed=seed)
    for groups in (add_strangers(judged, seed=seed + 3), again):
        batches += make_batches(list(make_rows(groups, tokenizer, seed=seed)), _TOKENS_OF_SENTENCES, seed=seed)
    random.Random(seed).shuffle(batches)  # noqa: S311 - not a secret
    return batches


def read_articles(data: Path) -> list[tuple[str, str]]:
    """Return headline and text of the articles of 2022's odd weeks, without those of the development passages."""
    from assistant.reader.training.judge.data import development_urls, plain_url

    kept_out = development_urls(data / "news-judgements" / "judgements.jsonl")
    found: dict[str, tuple[str, str]] = {}
    for path in sorted((data / "realtimeqa" / "past" / "2022").glob("*_gcs.jsonl"))[0::2]:
        for line in path.open(encoding="utf-8"):
            for article in json.loads(line).get("search_result") or ():
                url = plain_url(article.get("url") or "")
                day = (article.get("publish_date") or "").replace("/", "-")
                if url and url not in kept_out and article.get("text"):
                    found.setdefault(url, (f"{article.get('title') or ''} ({day})", article["text"]))
    return list(found.values())


def _make_groups(drawn: Iterator[tuple[str, list[str]]], perturber: Perturber, draw: random.Random) -> Iterator[Group]:
    for heading, sentences in drawn:
        passage = " ".join(sentences)
        doc = perturber.parse(passage)
        chosen = [sentence for sentence in sentences if 8 <= len(sentence.split()) <= 40]
        draw.shuffle(chosen)
        items: list[Item] = []
        for sentence in chosen[:3]:
            whole = Item(sentence, ENTAILED, kind="verbatim")
            said = draw.choice([whole, *perturber.shorten(sentence)])
            items += [said, *perturber.spoil(said.text, doc, 2)]
        if len(items) >= 5:
            yield Group(passage, tuple(items), heading, "made", ranked=True)


def _add_made(group: Group, perturber: Perturber, parsed: Any, sentences: Sequence[str], draw: random.Random) -> Group:
    """Return a group with sentences of its passage, whole or shortened, and wrong statements made from some."""
    right = [item for item in group.items if item.label == ENTAILED and item.kind in ("far", "close")]
    whole = [sentence for sentence in sentences if 6 <= len(sentence.split()) <= 45]
    own = [Item(draw.choice(whole), ENTAILED, weight=0.5, kind="verbatim")] if whole else []
    short = [cut for sentence in draw.sample(whole, min(3, len(whole))) for cut in perturber.shorten(sentence)]
    own += draw.sample(short, min(2, len(short)))
    spoiled = [
        Item(made.text, made.label, weight=0.6, kind=made.kind)
        for item in (*draw.sample(right, min(1, len(right))), *own)
        for made in perturber.spoil(item.text, parsed, 1)
    ]
    return Group(group.passage, (*group.items, *spoiled, *own), group.heading, group.source, ranked=True)


def _count(batches: Sequence[Sequence[Row]]) -> Counter[str]:
    found = Counter({"batches": len(batches)})
    for row in (row for batch in batches for row in batch):
        found.update({"rows": 1, "items": len(row.heads), "tokens": len(row.ids)})
    return found


if __name__ == "__main__":
    typer.run(main)
