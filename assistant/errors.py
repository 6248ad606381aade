"""The errors of the assistant.

::

    AssistantError
    ├── OutletUnknown       the archive has no outlet of that name
    ├── SavedResultError    a file is no result that a command printed with --json
    ├── ParserError         the model that reads English is not installed, or is not the expected one
    ├── ExportError         a file's name asks for no format, or it cannot be written
    ├── BriefingError
    │   ├── BriefingNotFound    none is saved with that id, or it was deleted meanwhile
    │   ├── BriefingDamaged     its file cannot be read
    │   └── BriefingUnsaved     its file cannot be written
    ├── ConversationError
    │   ├── ConversationNotFound    there is none with that id, or it was deleted meanwhile
    │   ├── ConversationDamaged     its file cannot be read
    │   └── ConversationUnsaved     its file cannot be written
    ├── AccessError
    │   ├── NotLoggedIn         no key or login, or one that is not valid (any more)
    │   ├── NotAllowed          it may not do this
    │   ├── TooMany             it asks too often, or the server has too much to do
    │   ├── KeyUnknown          no such key, person or collection
    │   └── AccessUnsaved       what is kept of keys and logins cannot be read or written
    ├── ResearchError
    │   ├── ResearchNotFound    none is kept with that id
    │   ├── ResearchDamaged     its file cannot be read
    │   └── ResearchUnsaved     its file cannot be written
    ├── MonitoringError     a source or a saved search is not there, not right, or cannot be kept or run
    └── ModelError          the chat model gave no usable answer
        ├── ModelUnreachable    no connection, or it took too long
        ├── ModelRefused        key, name or quota was refused
        └── ModelBroken         it answered something that cannot be used (cut off, empty, not its protocol)

A model error never ends an answer: the offline answer stands in, with the message as a note.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Stand for everything that the assistant raises."""


class OutletUnknown(AssistantError):
    """Say that the archive has no outlet of that name."""


class SavedResultError(AssistantError):
    """Say that a file is no saved result."""


class ParserError(AssistantError):
    """Say that the model that reads English is missing, or is not the expected one."""


class ExportError(AssistantError):
    """Say that a file cannot be made, or not in the format that its name asks for."""


class BriefingError(AssistantError):
    """Say that something is wrong with a saved briefing."""


class BriefingNotFound(BriefingError):
    """Say that no briefing is saved with an id."""


class BriefingDamaged(BriefingError):
    """Say that the file of a saved briefing cannot be read."""


class BriefingUnsaved(BriefingError):
    """Say that a briefing could not be saved or deleted."""


class ConversationError(AssistantError):
    """Stand for what goes wrong with saved conversations."""


class ConversationNotFound(ConversationError):
    """Say that there is no such conversation."""


class ConversationDamaged(ConversationError):
    """Say that a conversation's file cannot be read."""


class ConversationUnsaved(ConversationError):
    """Say that a conversation cannot be kept on disk; it goes on all the same."""


class AccessError(AssistantError):
    """Stand for what goes wrong with keys, logins and rights."""


class NotLoggedIn(AccessError):
    """Say that a key or a login is missing or not valid."""


class NotAllowed(AccessError):
    """Say that whoever calls may not do this."""


class TooMany(AccessError):
    """Say that somebody asks too often, or the server has too much to do."""


class KeyUnknown(AccessError):
    """Say that there is no such key, person or collection."""


class AccessUnsaved(AccessError):
    """Say that what is kept of keys and logins cannot be read or written."""


class ResearchError(AssistantError):
    """Stand for what goes wrong with kept research."""


class ResearchNotFound(ResearchError):
    """Say that there is no such research."""


class ResearchDamaged(ResearchError):
    """Say that the file of a research cannot be read."""


class ResearchUnsaved(ResearchError):
    """Say that research could not be kept on disk."""


class MonitoringError(AssistantError):
    """Say what is wrong with a source, a saved search or a delivery."""


class MonitoringBusy(MonitoringError):
    """Say that another process runs the sources, searches and deliveries of an archive."""


class ModelError(AssistantError):
    """Say that the chat model gave no usable answer."""


class ModelUnreachable(ModelError):
    """Say that the chat model could not be reached in time."""


class ModelRefused(ModelError):
    """Say that the chat model's server refused the request."""


class ModelBroken(ModelError):
    """Say that what the chat model answered cannot be used."""
