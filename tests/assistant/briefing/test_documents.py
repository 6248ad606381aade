"""What stands between the sentences of a saved page and is none of its news."""

from __future__ import annotations

import pytest

from assistant.briefing.documents import FURNITURE


@pytest.mark.parametrize(
    "text",
    [
        "Video Ad Feedback Hear the call 01:58 - Source: CNN",
        "The claim: the bridge fell because of the vaccine",
        "🏈 The coach makes a million.",
        "Harbour fire:Ferry burns for the second time",
        "Ann Lee/Reuters The mayor waves to the crowd.",
        "Sign up for our newsletter.",
    ],
)
def test_furniture_is_no_sentence(text: str) -> None:
    assert FURNITURE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "The claim that the bridge fell was denied.",
        "He said: The ferry burns.",
        "At 10:30 the ferry burned.",
        "The feedback was good.",
    ],
)
def test_news_is_read(text: str) -> None:
    assert not FURNITURE.search(text)
