"""What is slow to find in an archive and changes with it alone: kept until the archive changes."""

from __future__ import annotations

from collections.abc import Callable

from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.ui import preferences
from corpus import CorpusError


def recall_for(assistant: Assistant, name: str) -> list[str] | None:
    """Return what was found in the archive as it is now; None where nothing was looked for yet."""
    kept = preferences.recall(name)
    if isinstance(kept, dict) and kept.get("archive") == assistant.archive.fingerprint():
        return [str(one) for one in kept.get("found", [])]
    return None


def keep_for(assistant: Assistant, name: str, find: Callable[[], list[str]]) -> list[str]:
    """Look for something in the archive, and remember it; nothing where the archive cannot be used right now."""
    archive = assistant.archive.fingerprint()
    try:
        found = find()
    except (CorpusError, AssistantError):
        return []
    preferences.remember(name, {"archive": archive, "found": found})
    return found
