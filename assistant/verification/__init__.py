"""Statements held against the passages that they cite; see ``faithfulness`` for the checks and their order."""

from assistant.verification.faithfulness import LET_THROUGH, best_quote, nearest_passages, verify

__all__ = ["LET_THROUGH", "best_quote", "nearest_passages", "verify"]
