"""What a new version changed."""

from __future__ import annotations

import pytest

from assistant.version_diff import Change, changes
from corpus import Version


def _version(number: int, text: str, title: str = "Dam breaks") -> Version:
    return Version("a", number, title, text, "2025-03-14T00:00:00+00:00")


_OLD = "The dam broke on Friday. Nine people died. The ministry opened an inquiry."


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (_version(2, _OLD), []),
        (_version(2, _OLD.replace("Nine", "Seventeen")), [Change("Nine people died.", "Seventeen people died.")]),
        (_version(2, _OLD + " Its head resigned."), [Change("", "Its head resigned.")]),
        (_version(2, _OLD.replace(" Nine people died.", "")), [Change("Nine people died.", "")]),
        (_version(2, _OLD, "Dam fails"), [Change("Dam breaks", "Dam fails")]),
    ],
)
def test_changes(new: Version, expected: list[Change]) -> None:
    assert changes(_version(1, _OLD), new) == expected
