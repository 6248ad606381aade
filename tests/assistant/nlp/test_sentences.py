"""What cannot be read as English is passed over: texts without stops, tables in one line, runs of signs."""

from __future__ import annotations

import time

import pytest

from assistant.nlp.sentences import is_readable, readable
from assistant.nlp.spacy_pipeline import load_pipeline
from assistant.nlp.speech.entities import find_people
from assistant.nlp.speech.quotations import find_quotations, find_speaker

_GOOD = "The ferry was stopped on Friday, said Marta Henlow, the mayor. “Nobody at the harbour was hurt,” Henlow said."

_ODD = {
    "capitals": "A" * 50_000,
    "no stops": "The ferry and the " * 20_000,
    "figures": "Levels were " + " ".join(str(n % 90) for n in range(3_000)) + " metres.",
    "open quotes": '"the ferry ' * 3_000,
    "open typographic quotes": "“the ferry " * 3_000,
    "abbreviations": "U.S. " * 20_000,
    "hyphens": "well-" * 20_000 + "known.",
    "brackets": "(" * 20_000 + ".",
    "digits": "9" * 50_000,
    "names": "It was seen by " + ", ".join(f"Ann Lee{n}" for n in range(4_000)) + ".",
    "days": "It broke on " + ", ".join(f"{n % 28 + 1} March {1900 + n % 100}" for n in range(3_000)) + ".",
    "said": "said Ann Lee " * 5_000,
}


@pytest.mark.parametrize("odd", _ODD.values(), ids=list(_ODD))
def test_an_odd_sentence_costs_its_article_little_time_and_no_quotation(odd: str) -> None:
    text = f"{_GOOD} {odd} {_GOOD}\n{_GOOD}"
    load_pipeline()
    begun = time.process_time()
    found = find_quotations(readable(text))
    known = find_people(readable(text))
    last = find_speaker(text, text.rindex("Nobody"), text.rindex("hurt"))
    assert time.process_time() - begun < 5
    assert "Marta Henlow" in {person.name for person in known}
    assert next(said.speaker.name for said in found if said.pieces and said.speaker) == "Marta Henlow"
    assert last is not None and last[0].name == "Marta Henlow"


@pytest.mark.parametrize("odd", _ODD.values(), ids=list(_ODD))
def test_every_character_that_stays_keeps_its_place(odd: str) -> None:
    text = f"{_GOOD}\n{odd}\n{_GOOD}"
    seen = readable(text)
    assert len(seen) == len(text) and seen != text
    assert seen.startswith(_GOOD) and seen.endswith(_GOOD)
    assert all(new in (old, "\n") for new, old in zip(seen, text, strict=True))


@pytest.mark.parametrize(
    "sentence",
    [
        _GOOD,
        "See https://www.example.org/a/rather/long/address/of/the/kind/that/pages/print?with=parameters&and=more.",
        "The scores were " + ", ".join(f"{n}-{n + 1}" for n in range(20)) + ".",
        "東京で首相が記者会見を開いた。" * 20,
        "One, " * 200 + "and so on.",
    ],
)
def test_a_long_sentence_of_the_news_is_read(sentence: str) -> None:
    assert is_readable(sentence) and readable(sentence) == sentence


def test_a_long_paragraph_of_plain_sentences_stays_whole() -> None:
    paragraph = " ".join(f"On day {n} the ferry carried {n * 3} cars, the board said." for n in range(400))
    assert readable(paragraph).replace("\n", " ") == paragraph
