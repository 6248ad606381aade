"""Ingests that were asked for over HTTP: done one after the other, each with its progress and its report."""

from __future__ import annotations

import logging
import queue
import secrets
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from assistant.errors import AssistantError, TooMany
from assistant.server.results import report_json
from corpus import Archive, CorpusError, Progress

_log = logging.getLogger(__name__)

JobState = Literal["queued", "running", "done", "failed"]
_KEPT = 200
"""Ended jobs whose reports are kept."""


@dataclass(slots=True)
class Job:
    """Hold one ingest.

    Attributes:
        by: Id of who asked for it.
        progress: How far each step has come.
        report: What ``newsdesk ingest --json`` prints; None until it is done.
        problem: Why it failed; empty where it did not.
    """

    id: str
    by: str
    sources: tuple[str, ...]
    folder: Path | None = None
    state: JobState = "queued"
    created: str = ""
    ended: str | None = None
    progress: dict[str, Progress] = field(default_factory=dict)
    report: dict[str, Any] | None = None
    problem: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def shown(self) -> dict[str, Any]:
        """Return the job as it is sent."""
        return {
            "id": self.id, "state": self.state, "created": self.created, "ended": self.ended,
            "sources": len(self.sources), "progress": [asdict(step) for step in list(self.progress.values())],
            "report": self.report, "problem": self.problem or None,
        }  # fmt: skip


class Jobs:
    """Do ingests one after the other, in a thread of their own."""

    def __init__(self, archive: Archive, waiting: int) -> None:
        """Say where articles go, and how many ingests may wait."""
        self._archive = archive
        self._queue: queue.Queue[Job | None] = queue.Queue(waiting)
        self._known: OrderedDict[str, Job] = OrderedDict()
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, by: str, sources: Sequence[str], folder: Path | None = None) -> Job:
        """Put an ingest behind those that wait.

        Args:
            by: Id of who asks for it.
            sources: Files of ours, and addresses.
            folder: Holds the files, and goes when it is done.

        Raises:
            TooMany: Too many wait already.
        """
        job = Job(secrets.token_hex(6), by, tuple(sources), folder, created=_now())
        with self._guard:
            try:
                self._queue.put_nowait(job)
            except queue.Full:
                raise TooMany("too many uploads wait already; try again in some minutes") from None
            self._known[job.id] = job
            ended = [known.id for known in self._known.values() if known.ended]
            for old in ended[: max(0, len(ended) - _KEPT)]:
                del self._known[old]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="newsdesk-ingest", daemon=True)
                self._thread.start()
        return job

    def get(self, job_id: str) -> Job | None:
        """Return a job; None where there is none, or its report is no longer kept."""
        return self._known.get(job_id)

    def close(self) -> None:
        """End after the ingest that is going on."""
        with self._guard:
            thread = self._thread
        if thread is not None:
            self._queue.put(None)
            thread.join(60)

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                self._do(job)
            except Exception:  # noqa: BLE001 - nobody foresaw it: the next upload is done all the same
                _log.exception("an upload failed")

    def _do(self, job: Job) -> None:
        strip = f"{job.folder}/" if job.folder else ""

        def tell(progress: Progress) -> None:
            job.progress[progress.step] = progress
            _announce(job)

        job.state = "running"
        _announce(job)
        try:
            report = self._archive.ingest(job.sources, tell=tell)
            job.report, job.state = report_json(report, strip=strip), "done"
        except (CorpusError, AssistantError, OSError) as error:
            job.problem, job.state = str(error).replace(strip, "") if strip else str(error), "failed"
        finally:
            if job.state == "running":  # something that nobody foresaw: the thread goes on with the next one
                job.problem, job.state = "it ended without a result; the server's log has more", "failed"
            job.ended = _now()
            if job.folder is not None:
                shutil.rmtree(job.folder, ignore_errors=True)
            _announce(job)


def upload_folder(home: Path) -> Path:
    """Return a fresh folder for the files of an upload, on the archive's disk."""
    (home / "uploads").mkdir(mode=0o700, exist_ok=True)
    return Path(tempfile.mkdtemp(dir=home / "uploads"))


def _announce(job: Job) -> None:
    with job.changed:
        job.changed.notify_all()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
