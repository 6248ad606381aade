"""Measure the judge on sets that it was not trained on: statements, questions, and spans.

Run ``python -m tests.benchmarks.judge --data FOLDER`` with a folder that holds ``news-judgements`` and ``judge-data``
(their READMEs name sources and licences). The development tenth of news-judgements chose the threshold; the tests of
judge-data are reported as they are, with a 95 % interval by resampling.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.nlp.entailment import Premise
from assistant.reader.judge import Judge
from assistant.reader.training.judge.data import is_development
from assistant.verification import LET_THROUGH

_NEAREST = 150
"""Words of a long premise that are kept, nearest to the statement."""


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--most", type=int, default=400, help="rows of each test source, drawn at random")
    options.add_argument("--only", nargs="*", default=["statements", "tests", "questions"])
    chosen = options.parse_args()
    judge = Judge()
    if "statements" in chosen.only:
        print(json.dumps(measure_statements(judge, chosen.data / "news-judgements" / "judgements.jsonl"), indent=1))
    if "tests" in chosen.only:
        for source, row in measure_tests(judge, chosen.data / "judge-data", chosen.most).items():
            print(source, json.dumps(row))
    if "questions" in chosen.only:
        for source, row in measure_questions(judge, chosen.data / "judge-data", chosen.most).items():
            print(source, json.dumps(row))


def measure_statements(judge: Judge, path: Path) -> dict[str, object]:
    """Return what the judge makes of the development tenth of news-judgements."""
    right: dict[str, list[float]] = defaultdict(list)
    wrong: dict[str, list[float]] = defaultdict(list)
    asked: dict[bool, list[float]] = {True: [], False: []}
    exact, f1, yes_no = [], [], []
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        if not is_development(row["id"]):
            continue
        premise = Premise(row["passage"], f"{row['title']} ({row['published'].replace('/', '-')})")
        statements = [("close", text) for text in row["faithful_close"]] + [("far", text) for text in row["faithful"]]
        spoiled = [(f"{item['kind']} close", item["text"]) for item in row["unfaithful"]]
        spoiled += [(f"{item['kind']} far", item["text"]) for item in row["unfaithful_far"]]
        verdicts = judge.judge(premise, [text for _, text in (*statements, *spoiled)])
        for (kind, _), verdict in zip((*statements, *spoiled), verdicts, strict=True):
            for each in kind.split():
                (right if kind in ("close", "far") else wrong)[each].append(verdict.entailed)
        for item in row.get("yes_no", ()):
            verdict = judge.judge(premise, [item["question"]])[0]
            shares = {"yes": verdict.entailed, "no": verdict.contradicted, "not stated": verdict.neutral}
            yes_no.append(max(shares, key=shares.__getitem__) == item["answer"])
        questions = [item["question"] for item in (*row["answerable"], *row["unanswerable"])]
        for number, reading in enumerate(judge.answer(premise, questions)):
            there = number < len(row["answerable"])
            asked[there].append(reading.answers)
            if there:
                found = reading.spans[0] if reading.spans else None
                text = row["passage"][found.start : found.end] if found else ""
                exact.append(normalise(text) == normalise(row["answerable"][number]["answer"]))
                f1.append(token_f1(text, row["answerable"][number]["answer"]))
    every_right = [*right["close"], *right["far"]]
    every_wrong = [*wrong["close"], *wrong["far"]]
    return {
        "statements": len(every_right) + len(every_wrong),
        "area": area(every_right, every_wrong),
        "faithful let through": {name: share(right[name]) for name in right} | {"all": share(every_right)},
        "wrong refused": {name: round(1 - share(wrong[name]), 3) for name in sorted(wrong)}
        | {"all": round(1 - share(every_wrong), 3)},
        "answered, area": area(asked[True], asked[False]),
        "span exact": round(float(np.mean(exact)), 3),
        "span F1": round(float(np.mean(f1)), 3),
        "yes, no, not stated right": round(float(np.mean(yes_no)), 3),
    }


def share(values: Sequence[float]) -> float:
    """Return the share of probabilities that let a statement through."""
    return round(float(np.mean(np.array(values) >= LET_THROUGH)), 3)


def measure_tests(judge: Judge, folder: Path, most: int) -> dict[str, dict[str, object]]:
    """Return area and balanced accuracy for each source of the inference tests."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for path in sorted(folder.glob("nli-test*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                rows[row["source"]].append(row)
    draw = random.Random(0)
    found: dict[str, dict[str, object]] = {}
    for source, own in rows.items():
        taken = draw.sample(own, min(most, len(own)))
        scores = [
            judge.judge(Premise(cut_premise(row["premise"], row["hypothesis"])), [row["hypothesis"]])[0].entailed
            for row in taken
        ]
        labels = [row["label"] == "entailed" for row in taken]
        found[source] = {"rows": len(taken)} | balanced(scores, labels, draw)
    return found


def cut_premise(premise: str, statement: str) -> str:
    """Return the run of whole sentences of a long premise that shares most words with a statement."""
    from corpus import sentence_spans

    if len(premise.split()) <= _NEAREST:
        return premise
    sentences = [premise[start:end] for start, end in sentence_spans(premise)]
    wanted = set(re.findall(r"\w+", statement.lower()))
    best, chosen = -1.0, premise
    for start in range(len(sentences)):
        run: list[str] = []
        words = 0
        for sentence in sentences[start:]:
            words += len(sentence.split())
            if words > _NEAREST and run:
                break
            run.append(sentence)
        text = " ".join(run)
        shared = len(wanted & set(re.findall(r"\w+", text.lower())))
        if shared > best:
            best, chosen = shared, text
    return chosen


def balanced(scores: Sequence[float], labels: Sequence[bool], draw: random.Random) -> dict[str, object]:
    """Return the area under the ROC curve and balanced accuracy at the product's threshold, with its interval."""
    right = np.array([score for score, label in zip(scores, labels, strict=True) if label])
    wrong = np.array([score for score, label in zip(scores, labels, strict=True) if not label])
    if not len(right) or not len(wrong):
        return {}
    accuracy = (np.mean(right >= LET_THROUGH) + np.mean(wrong < LET_THROUGH)) / 2
    spread = []
    for _ in range(500):
        a = np.array(draw.choices(right.tolist(), k=len(right)))
        b = np.array(draw.choices(wrong.tolist(), k=len(wrong)))
        spread.append((np.mean(a >= LET_THROUGH) + np.mean(b < LET_THROUGH)) / 2)
    low, high = np.quantile(spread, (0.025, 0.975))
    plain = (np.sum(right >= LET_THROUGH) + np.sum(wrong < LET_THROUGH)) / (len(right) + len(wrong))
    return {
        "area": area(right, wrong),
        "balanced": round(float(accuracy), 3),
        "interval": [round(float(low), 3), round(float(high), 3)],
        "accuracy": round(float(plain), 3),
    }


def measure_questions(judge: Judge, folder: Path, most: int) -> dict[str, dict[str, object]]:
    """Return exact match, F1 and the area of 'answered' for each source of the question tests."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(folder.glob("qa-test*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                rows[row["source"].removesuffix("-near-miss")].append(row)
    draw = random.Random(0)
    found: dict[str, dict[str, object]] = {}
    for source, own in rows.items():
        taken = draw.sample(own, min(most, len(own)))
        exact: list[bool] = []
        f1: list[float] = []
        there: list[float] = []
        missing: list[float] = []
        for row in taken:
            context, answers = row["context"], [answer["text"] for answer in row["answers"]]
            reading = judge.answer(Premise(context), [row["question"]])[0]
            (there if answers else missing).append(reading.answers)
            if answers:
                text = context[reading.spans[0].start : reading.spans[0].end] if reading.spans else ""
                exact.append(max(normalise(text) == normalise(answer) for answer in answers))
                f1.append(max(token_f1(text, answer) for answer in answers))
        found[source] = {
            "rows": len(taken),
            "exact": round(float(np.mean(exact)), 3) if exact else None,
            "F1": round(float(np.mean(f1)), 3) if f1 else None,
            "answered, area": area(there, missing),
        }
    return found


def area(right: Iterable[float], wrong: Iterable[float]) -> float:
    """Return the area under the ROC curve: how often a right one stands above a wrong one."""
    high, low = np.array(list(right)), np.array(list(wrong))
    if not len(high) or not len(low):
        return float("nan")
    above = (high[:, None] > low[None, :]).mean() + 0.5 * (high[:, None] == low[None, :]).mean()
    return round(float(above), 3)


def normalise(text: str) -> str:
    """Return an answer as SQuAD compares it."""
    bare = "".join(sign for sign in text.lower() if sign not in string.punctuation)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", bare).split())


def token_f1(found: str, wanted: str) -> float:
    """Return SQuAD's F1 over words."""
    a, b = normalise(found).split(), normalise(wanted).split()
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b)) if common else 0.0


if __name__ == "__main__":
    main()
