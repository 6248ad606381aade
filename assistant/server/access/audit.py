"""The audit log: who asked, added, withdrew, exported what and when; a line of JSON each, a file a month."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.errors import AccessUnsaved
from assistant.server.access.callers import Caller

FORGOTTEN = "forgotten"
"""Stands in the log for a person whose data were deleted."""


@dataclass(slots=True)
class Deed:
    """Hold what is written down of one call, filled in by the route that serves it.

    Attributes:
        action: 'ask', 'brief', 'look up', 'read', 'add', 'withdraw' …; empty is not written down.
        what: Ids and the like.
        text: What was asked, in the caller's words.
    """

    action: str = ""
    what: dict[str, Any] = field(default_factory=dict)
    text: str = ""

    def note(self, action: str, text: str = "", **what: Any) -> None:
        """Note what is done."""
        self.action, self.text = action, text
        self.what |= {name: value for name, value in what.items() if value not in (None, "", [], ())}


class AuditLog:
    """Append to the log of an archive."""

    def __init__(self, home: Path, *, texts: bool = True) -> None:
        """Name the archive's folder; ``texts`` says whether what was asked is kept."""
        self._folder = home / "audit"
        self._texts = texts
        self._guard = threading.Lock()

    def write(self, caller: Caller, deed: Deed, *, status: int, door: str, seconds: float) -> None:
        """Write a call down.

        Args:
            caller: Who called.
            deed: What was done; one without an action is not written down.
            status: As HTTP has it.
            door: 'http', 'openai' or 'mcp'.
            seconds: That it took.

        Raises:
            AccessUnsaved: The log cannot be written.
        """
        if not deed.action:
            return
        now = datetime.now(UTC)
        entry: dict[str, Any] = {
            "at": now.isoformat(timespec="milliseconds"), "who": caller.id, "name": caller.name, "action": deed.action,
            **deed.what, "status": status, "door": door, "seconds": round(seconds, 3),
        }  # fmt: skip
        if self._texts and deed.text:
            entry["text"] = deed.text
        line = (json.dumps(entry, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
        try:
            with self._guard:
                self._folder.mkdir(mode=0o700, exist_ok=True)
                place = os.open(self._folder / f"{now:%Y-%m}.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                try:
                    os.write(place, line)
                finally:
                    os.close(place)
        except OSError as error:
            raise AccessUnsaved(f"the audit log in {self._folder} cannot be written: {error.strerror}") from error

    def entries(self, who: str = "") -> Iterator[dict[str, Any]]:
        """Yield what was written down, the oldest first, of one caller or of all; a torn line is left out."""
        for path in sorted(self._folder.glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8", errors="surrogatepass").splitlines():
                try:
                    entry = json.loads(line)
                except ValueError:
                    continue
                if not who or entry.get("who") == who:
                    yield entry

    def forget(self, who: str) -> int:
        """Take a caller's name and texts out of the log, and leave that somebody did something; count the lines."""
        count = 0
        with self._guard:
            for path in sorted(self._folder.glob("*.jsonl")):
                lines = path.read_text(encoding="utf-8", errors="surrogatepass").splitlines()
                kept = [_without(line, who) for line in lines]
                if kept != lines:
                    count += sum(old != new for old, new in zip(lines, kept, strict=True))
                    part = path.with_suffix(".part")
                    part.touch(mode=0o600)
                    part.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8", errors="surrogatepass")
                    part.replace(path)
        return count


def _without(line: str, who: str) -> str:
    try:
        entry = json.loads(line)
    except ValueError:
        return line
    if entry.get("who") != who:
        return line
    left = {name: value for name, value in entry.items() if name != "text"}
    return json.dumps(left | {"who": FORGOTTEN, "name": FORGOTTEN}, ensure_ascii=False)
