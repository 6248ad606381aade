"""What the tests of briefings share: the demonstration archive, opened once, and briefings on it, each made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant.briefing import Briefing, brief
from corpus import Archive, Scope

Made = Callable[..., Briefing]
AS_OF = date(2025, 6, 30)


@pytest.fixture(scope="session")
def archive(demo_home: Path) -> Iterator[Archive]:
    opened = Archive.open(demo_home)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def made(archive: Archive) -> Made:
    """Return what makes a briefing of a topic as of a day; the same one again is the same object."""

    @cache
    def make(topic: str, as_of: date = AS_OF) -> Briefing:
        return brief(archive, topic, scope=Scope(), as_of=as_of)

    return make
