"""Saved conversations: kept in the archive's folder, listed, searched, carried on, exported."""

from __future__ import annotations

from assistant.conversations.receipts import receipt
from assistant.conversations.session import Talk, now
from assistant.conversations.store import Conversations
from assistant.conversations.types import Conversation, Exchange, Filters, Rating, Receipt, Shelf, Summary

__all__ = [
    "Conversation",
    "Conversations",
    "Exchange",
    "Filters",
    "Rating",
    "Receipt",
    "Shelf",
    "Summary",
    "Talk",
    "now",
    "receipt",
]
