"""Statements held against the passages that they cite; see ``statement`` for the checks and their order."""

from assistant.verification.faithfulness import best_quote, verify

__all__ = ["best_quote", "verify"]
