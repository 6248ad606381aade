"""The conversations of an archive on disk: one JSON file each, written whole or not at all.

``conversations/<id>.json`` in the archive's folder. A file is replaced by a complete one under a lock, so that neither
a kill nor two writers lose anything; an exchange is put into what the file holds now, not into what was read before.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.conversations.types import Conversation, Exchange, Shelf, Summary, with_exchange
from assistant.errors import ConversationDamaged, ConversationNotFound, ConversationUnsaved
from assistant.json_store import decode, encode, held, json_files, read_json, write_json

FORMAT = 1
"""Of the file; a file with a greater one is not read."""
_ID = re.compile(r"[0-9a-f]{12}")

Signature = tuple[int, int, int]


def new_id() -> str:
    """Return a fresh id."""
    return secrets.token_hex(6)


class Conversations:
    """Keep conversations in an archive's folder; safe to share between threads, and beside other processes."""

    def __init__(self, home: Path) -> None:
        """Name the archive's folder; nothing is made there before something is kept."""
        self.folder = home / "conversations"
        self._known: dict[str, tuple[Signature, Summary, str]] = {}
        self._guard = threading.Lock()

    def shelf(self, query: str = "") -> Shelf:
        """List the conversations, the last changed first; what cannot be read is told by name and left out.

        Args:
            query: Words that have to stand in the title, a question or an answer; empty lists all.
        """
        words, found, damaged = query.casefold().split(), [], []
        for path in json_files(self.folder):
            try:
                summary, text = self._summary(path)
            except ConversationNotFound:
                continue  # deleted between the two looks
            except ConversationDamaged as error:
                damaged.append(str(error))
                continue
            if all(word in text for word in words):
                found.append(summary)
        return Shelf(tuple(sorted(found, key=lambda one: (one.changed, one.id), reverse=True)), tuple(damaged))

    def get(self, conversation_id: str) -> Conversation:
        """Return a conversation.

        Raises:
            ConversationNotFound: There is none with that id.
            ConversationDamaged: Its file cannot be read.
        """
        return _read(self._path(conversation_id))

    def resolve(self, name: str) -> str:
        """Return the id that a person means, who may give its beginning only.

        Raises:
            ConversationNotFound: None begins so, or more than one does.
        """
        ids = [path.stem for path in json_files(self.folder) if path.stem.startswith(name)]
        if len(ids) != 1:
            which = "more than one conversation has" if ids else "no conversation has"
            raise ConversationNotFound(f"{which} an id that begins with {name!r}; `newsdesk conversations` lists them")
        return ids[0]

    def put(self, conversation_id: str, exchange: Exchange, *, moment: str, begun: bool) -> Conversation:
        """Keep an exchange, new or changed; return the conversation as it is now.

        Args:
            conversation_id: Whose it is.
            exchange: Takes the place of the one with its id.
            moment: ISO moment of the change.
            begun: The conversation was kept before, so that it must still be there.

        Raises:
            ConversationNotFound: It was deleted meanwhile.
            ConversationDamaged: Its file cannot be read.
            ConversationUnsaved: It cannot be written.
        """

        def with_it(old: Conversation) -> Conversation:
            return with_exchange(old, exchange)

        return self._change(conversation_id, with_it, moment=moment, new=not begun)

    def rename(self, conversation_id: str, title: str, *, moment: str) -> Conversation:
        """Give a conversation a name; raises as ``put`` does."""
        wanted = " ".join(title.split())
        return self._change(conversation_id, lambda old: replace(old, title=wanted or old.title), moment=moment)

    def delete(self, conversation_id: str) -> None:
        """Delete a conversation for good, even one whose file is damaged.

        Raises:
            ConversationNotFound: There is none with that id.
            ConversationUnsaved: It cannot be deleted.
        """
        path = self._path(conversation_id)
        with held(self.folder, ConversationUnsaved):
            try:
                path.unlink()
            except FileNotFoundError:
                raise _missing(conversation_id) from None

    def _change(
        self, conversation_id: str, change: Callable[[Conversation], Conversation], *, moment: str, new: bool = False
    ) -> Conversation:
        path = self._path(conversation_id)
        with held(self.folder, ConversationUnsaved):
            try:
                old = _read(path)
            except ConversationNotFound:
                if not new:
                    raise
                old = Conversation(conversation_id, created=moment)
            changed = change(replace(old, changed=max(old.changed, moment)))
            write_json(path, {"format": FORMAT} | encode(changed))
        return changed

    def _path(self, conversation_id: str) -> Path:
        if not _ID.fullmatch(conversation_id):
            raise _missing(conversation_id)
        return self.folder / f"{conversation_id}.json"

    def _summary(self, path: Path) -> tuple[Summary, str]:
        """Return what a list shows of a file, and its words; read again only where the file was replaced."""
        signature = _signature(path)
        with self._guard:
            known = self._known.get(path.name)
        if known is None or known[0] != signature:
            one = _read(path)
            summary = Summary(one.id, one.title, one.created, one.changed, len(one.exchanges))
            known = (signature, summary, _words(one))
            with self._guard:
                self._known[path.name] = known
        return known[1], known[2]


def _missing(conversation_id: str) -> ConversationNotFound:
    return ConversationNotFound(f"no conversation has the id {conversation_id!r}; `newsdesk conversations` lists them")


def _signature(path: Path) -> Signature:
    try:
        stat = path.stat()
    except OSError:
        raise _missing(path.stem) from None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _read(path: Path) -> Conversation:
    try:
        found = decode(Conversation, read_json(path, newest=FORMAT, what="saved conversation"))
        if found.id != path.stem:
            raise ValueError(f"it holds the conversation {found.id[:40]!r}")
    except FileNotFoundError:
        raise _missing(path.stem) from None
    except (OSError, ValueError, RecursionError) as error:
        raise ConversationDamaged(f"{path.name} cannot be read, and is left out: {error}") from error
    return found


def _words(conversation: Conversation) -> str:
    """Return all that a search looks at, in one form of letters."""
    said = [conversation.title]
    for one in conversation.exchanges:
        said += [one.text, one.standalone]
        if one.answer:
            said += [one.answer.question.standalone, one.answer.short_answer or ""]
            said += [statement.text for statement in one.answer.statements if statement.verdict != "unsupported"]
    return "\n".join(said).casefold()
