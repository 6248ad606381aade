"""Answers compared as SQuAD compares them (Rajpurkar et al., EMNLP 2016); pure."""

from __future__ import annotations

from collections import Counter

from assistant.wording import normalised


def exact_match(given: str, expected: str) -> bool:
    """Say whether two answers are the same after normalisation."""
    return normalised(given) == normalised(expected)


def token_f1(given: str, expected: str) -> float:
    """Return the harmonic mean of precision and recall over the words that two answers share, 0 to 1."""
    one, other = normalised(given).split(), normalised(expected).split()
    if not one or not other:
        return float(one == other)
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other))


def stands_in(answer: str, text: str) -> bool:
    """Say whether an answer's words stand in a text, next to each other and whole, after normalisation."""
    wanted = normalised(answer)
    return bool(wanted) and f" {wanted} " in f" {normalised(text)} "
