"""English is read in ``assistant/nlp`` alone: no other module of the assistant holds a word list or a long pattern."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_NLP = "assistant/nlp/"
_MOST_WORDS = 10
_LONGEST_PATTERN = 120
_WORD = re.compile(r"[A-Za-z][a-z'’-]*(?: [a-z'’-]+)*")
_PATTERN = re.compile(r"\(\?|\\[bwsdWSD]|\w\|\w")
_EXCEPTIONS: dict[str, int] = json.loads((_ROOT / "tests" / "word_lists.json").read_text(encoding="utf-8"))
"""Lists and long patterns that a module still holds: figures that may only go down."""


def find_tables(source: str) -> Iterator[int]:
    """Yield the lines at which a word list of more than ten words, or a pattern of more than 120 characters, begins."""
    tree = ast.parse(source)
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    inner -= {id(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)}
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    skipped = inner | docstrings | set(_list_names(tree))
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if _count_words(node) > _MOST_WORDS or _is_long_pattern(node):
            yield getattr(node, "lineno", 0)


def _list_names(tree: ast.AST) -> Iterator[int]:
    """Yield literals that list names of the code: those of ``__all__`` and of types."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            yield id(node.slice)
        elif isinstance(node, ast.Assign) and any(isinstance(n, ast.Name) and n.id == "__all__" for n in node.targets):
            yield id(node.value)


def _count_words(node: ast.AST) -> int:
    """Return how many words a literal lists: a set, list, tuple or dict of them, or a text that is split."""
    if isinstance(node, ast.Set | ast.List | ast.Tuple):
        values: list[ast.expr | None] = list(node.elts)
    elif isinstance(node, ast.Dict):
        values = list(node.keys)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
        text = node.func.value
        return len(text.value.split()) if isinstance(text, ast.Constant) and isinstance(text.value, str) else 0
    else:
        return 0
    texts = [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return sum(_WORD.fullmatch(text) is not None for text in texts)


def _is_long_pattern(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
    else:
        return False
    return len(text) > _LONGEST_PATTERN and _PATTERN.search(text) is not None


def _count_tables() -> Counter[str]:
    modules = (path.relative_to(_ROOT).as_posix() for path in (_ROOT / "assistant").rglob("*.py"))
    outside = (module for module in modules if not module.startswith(_NLP))
    return Counter({module: len(list(find_tables((_ROOT / module).read_text(encoding="utf-8")))) for module in outside})


def test_no_module_outside_nlp_holds_more_english_than_it_did() -> None:
    counted = _count_tables()
    more = {module: count for module, count in counted.items() if count > _EXCEPTIONS.get(module, 0)}
    assert not more, "a word list is a file in assistant/nlp/lexicons, and a rule of English a module of assistant/nlp"


def test_the_exceptions_only_shrink() -> None:
    counted = _count_tables()
    fewer = {module: counted[module] for module, count in _EXCEPTIONS.items() if counted[module] < count}
    assert not fewer, "write the smaller figures into tests/word_lists.json"


@pytest.mark.parametrize(
    "source",
    [
        'WORDS = frozenset("one two three four five six seven eight nine ten eleven".split())',
        'WORDS = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"}',
        'PATTERN = re.compile(r"\\b(?:' + "|".join(["word"] * 30) + ')")',
    ],
)
def test_a_list_is_seen(source: str) -> None:
    assert list(find_tables(source))


@pytest.mark.parametrize(
    "source",
    [
        f'def f():\n    """{"A docstring (?: of many words) " * 9}"""',
        'WORDS = ("a", "b", "c")',
        f'MESSAGE = "{"A long message to whoever reads it. " * 9}"',
        'PATTERN = re.compile(r"\\b(?:one|two)\\b")',
    ],
)
def test_other_literals_are_none(source: str) -> None:
    assert not list(find_tables(source))


def test_every_list_of_the_lexicons_says_where_it_is_from() -> None:
    lists = sorted((_ROOT / "assistant" / "nlp").rglob("lexicons/*.t*"))
    assert lists
    silent = [path.name for path in lists if not path.read_text(encoding="utf-8").startswith("# ")]
    assert not silent
