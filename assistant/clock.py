"""Seconds that each stage of an answer takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from time import perf_counter

Watch = Callable[[str], AbstractContextManager[object]]
"""Opens something around a stage, named: a span of a trace, a figure of a meter."""
_WATCH: list[Watch] = [nullcontext]


def watch_stages(watch: Watch) -> None:
    """Let every stage of this process be watched; nothing watches them unless this is called."""
    _WATCH[0] = watch


class Clock:
    """Add up seconds by stage."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Count the time inside as a stage's."""
        start = perf_counter()
        try:
            with _WATCH[0](stage):
                yield
        finally:
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + perf_counter() - start, 4)
