"""A chat model's sentences that did not hold, given back to it once with the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.errors import ModelError
from assistant.generation.checking import Checked, check_sentence
from assistant.generation.citation_parsing import resolve
from assistant.llm.local_files import tokens_in_time
from assistant.llm.prompts import DROP, passages_within
from assistant.llm.usage import Meter
from assistant.settings import LOCAL, ModelSettings
from assistant.types import Evidence
from assistant.verification import nearest_passages

_ASKED_AGAIN = 8
"""Sentences that go back at the most: an answer has six."""
_LINE = re.compile(r"\s*(?:\*\*)?(\d{1,2})\s*[.):](?:\*\*)?\s+(.*)")


def repair_sentences(
    model: ModelSettings, checked: Sequence[Checked], evidence: Sequence[Evidence], meter: Meter | None = None
) -> list[Checked]:
    """Return the sentences, those that did not hold as the model writes them anew, once, where that holds.

    Args:
        model: Is asked once for all of them; where it fails they stay as they are.
        checked: The sentences of an answer, in their order.
        evidence: The passages that it was made from.
        meter: Is told what the call used.
    """
    failed = [each for each in checked if each.verdict == "unsupported"][:_ASKED_AGAIN]
    if not failed:
        return list(checked)
    anew = _asked_again(model, failed, evidence, meter)
    repaired: list[Checked] = []
    said = {each.sentence.text for each in checked if each.verdict != "unsupported"}
    for each in checked:
        held = anew.get(failed.index(each) + 1, []) if each in failed else []
        fresh = [one for one in held if one.sentence.text not in said]
        said |= {one.sentence.text for one in fresh}
        repaired += [replace(one, first=each.sentence.text) for one in fresh] if held else [each]
    return repaired


def _asked_again(
    model: ModelSettings, failed: Sequence[Checked], evidence: Sequence[Evidence], meter: Meter | None
) -> Mapping[int, list[Checked]]:
    """Return, by number from 1, what a model writes in place of each sentence, as far as it holds."""
    from assistant.llm.streaming import stream_repair  # LangChain's chat models take seconds to load

    shown = _passages_of(failed, evidence)
    if model.provider == LOCAL:
        asked = " ".join(f"{each.sentence.text} {each.reason}" for each in failed)
        shown = passages_within(shown, tokens_in_time(model.model), asked=asked)
    try:
        text = "".join(stream_repair(model, [(each.sentence.text, each.reason) for each in failed], shown, meter=meter))
    except ModelError:
        return {}
    found: dict[int, list[Checked]] = {}
    for line in text.rpartition("</think>")[2].splitlines():
        numbered = _LINE.match(line)
        if numbered and DROP not in numbered[2]:
            sentences = resolve(numbered[2], evidence).sentences
            checked = [check_sentence(sentence, evidence) for sentence in sentences]
            held = [one for one in checked if one.verdict != "unsupported"]
            found.setdefault(int(numbered[1]), []).extend(held)
    return {number: held for number, held in found.items() if held}


def _passages_of(failed: Sequence[Checked], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the passages that sentences cite or are nearest to, in their order."""
    wanted: set[int] = set()
    for each in failed:
        wanted |= {*each.sentence.numbers, *(item.number for item in nearest_passages(each.sentence.text, evidence, 2))}
    return [item for item in evidence if item.number in wanted]
