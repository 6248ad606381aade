"""Who somebody is, and who said it, held against the passages; what they leave open passes."""

from __future__ import annotations

import pytest

from assistant.verification.person_checks import find_wrong_person
from tests.assistant.evidence import evidence

PASSAGES = evidence(
    "“Nobody told us about the roof before Monday,” Anna Berg said. "
    "The head teacher, Karl Noor, said that the school had no money for a new roof.",
    "Mina Aldous, the minister of transport, opened the bridge. Erik Lund, an engineer, had designed it.",
)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("“Nobody told us about the roof before Monday,” Karl Noor said.", "Anna Berg"),
        ("The head teacher, Anna Berg, said that there was no money.", "Karl Noor"),
        ("Erik Lund, the minister of transport, opened the bridge.", "Mina Aldous"),
        ("Mina Aldous, the mayor of Orl, opened the bridge.", "minister of transport"),
    ],
)
def test_a_wrong_person_is_named_with_the_right_one(said: str, named: str) -> None:
    assert named in find_wrong_person(said, PASSAGES)


@pytest.mark.parametrize(
    "said",
    [
        "“Nobody told us about the roof before Monday,” Berg said.",
        "The head teacher, Karl Noor, said that there was no money.",
        "Mina Aldous, the transport minister, opened the bridge.",
        "Erik Lund had designed the bridge.",
        "Ida Falk, a nurse, watched.",
        "The bridge was opened by the minister.",
    ],
)
def test_what_the_passages_say_or_leave_open_passes(said: str) -> None:
    assert find_wrong_person(said, PASSAGES) == ""
