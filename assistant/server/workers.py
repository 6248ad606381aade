"""The threads that do a server's work: as many at once as the machine has room for, each with a time limit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from threading import Event as Flag
from typing import Generic, TypeVar

from assistant.errors import TooMany

T = TypeVar("T")


class Workers:
    """Run blocking work beside the event loop; who comes first is served first."""

    def __init__(self, at_once: int, waiting: int) -> None:
        """Say how many are worked on at once, and how many may wait."""
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="newsdesk")
        self._most = at_once + waiting
        self.busy = 0
        """Calls that are worked on, or wait."""

    def close(self) -> None:
        """Take no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def run(self, work: Callable[[], T], *, limit: float) -> T:
        """Return what a piece of work gives.

        Args:
            work: Runs in a thread.
            limit: Seconds, waiting included; a thread that works on then is left to itself.

        Raises:
            TooMany: Too many wait already.
            TimeoutError: It took too long.
        """
        with self._counted():
            under_way = asyncio.get_running_loop().run_in_executor(self._pool, copy_context().run, work)
            try:
                return await asyncio.wait_for(under_way, limit)
            except TimeoutError:
                raise _too_long(limit) from None

    async def stream(self, events: Callable[[], Iterator[T]], *, limit: float) -> AsyncIterator[T]:
        """Yield what a generator gives, as it comes; it is ended where nobody listens any more.

        One thread runs the whole of it. Arguments and errors as of ``run``.
        """
        told = _Told[T](events)
        with self._counted():
            until = told.loop.time() + limit
            under_way = self._pool.submit(copy_context().run, told.work)
            try:
                while (event := await told.next(until - told.loop.time(), limit)) is not None:
                    yield event[0]
            finally:
                told.gone.set()
                under_way.cancel()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        if self.busy >= self._most:
            raise TooMany("too many calls wait already; try again in some seconds")
        self.busy += 1
        try:
            yield
        finally:
            self.busy -= 1


class _Told(Generic[T]):
    """Carry what a generator gives from its thread to the event loop."""

    def __init__(self, events: Callable[[], Iterator[T]]) -> None:
        self._events = events
        self._come: asyncio.Queue[tuple[T] | BaseException | None] = asyncio.Queue()
        self.loop = asyncio.get_running_loop()
        self.gone = Flag()

    def work(self) -> None:
        """Run the generator, in a thread, till it or its listener has ended."""
        try:
            for event in self._events():
                if self.gone.is_set():
                    return
                self._tell((event,))
            self._tell(None)
        except BaseException as error:  # noqa: BLE001 - raised again where the events are read
            self._tell(error)

    async def next(self, patience: float, limit: float) -> tuple[T] | None:
        """Return the next event, None after the last one; raises what the generator raised."""
        try:
            come = await asyncio.wait_for(self._come.get(), patience)
        except TimeoutError:
            raise _too_long(limit) from None
        if isinstance(come, BaseException):
            raise come
        return come

    def _tell(self, what: tuple[T] | BaseException | None) -> None:
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._come.put_nowait, what)


def _too_long(limit: float) -> TimeoutError:
    return TimeoutError(f"it took more than {limit:g} seconds; ask for less, or when less is going on")
