"""Print the figures of the house, read out of the source: how large it is, how much English is written by hand in it.

Run ``python -m tests.benchmarks.house [--json]``. What is counted:

* table: a module-level constant (or several in one) that is a regular expression, a set of words or a text of words;
  its lines, and the words of letters in its strings;
* rule module: a module of ``assistant/`` or ``corpus/`` whose tables hold ``_MANY_WORDS`` words or more, or that calls
  ``re`` ``_MANY_CALLS`` times or more: reading English (or markup) by tables is what it is for;
* regex calls: ``re.compile``, ``re.search`` and the like;
* complexity of a function: 1, and 1 for each ``if``, ``elif``, loop, ``except``, ``case``, conditional
  expression, loop and condition of a comprehension, ``and`` and ``or``; stricter than ruff's C901, which leaves out
  conditional expressions, conditions of comprehensions, ``and`` and ``or``;
* one-word names: names of module-level functions without an underscore inside;
* names shared: files that are called like another one, ``__init__.py`` and ``__main__.py`` apart.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_PACKAGES = ("assistant", "corpus")
_MANY_WORDS, _MANY_CALLS = 80, 8
_COMPLEX = 10
_WORD = re.compile(r"[A-Za-z]{2,}")
_RE_CALLS = frozenset("compile search match fullmatch findall finditer sub subn split escape".split())
_HEADINGS = ("", *_PACKAGES, "total")


@dataclass(frozen=True, slots=True)
class Module:
    """Hold what is counted in one module; lines where nothing else is said."""

    path: str
    lines: int
    table_lines: int
    table_words: int
    regex_calls: int
    functions: int
    complex_functions: int
    highest: int
    named_functions: int
    one_word_names: int

    @property
    def is_rules(self) -> bool:
        """Say whether the module reads by tables."""
        return self.table_words >= _MANY_WORDS or self.regex_calls >= _MANY_CALLS


@dataclass(frozen=True, slots=True)
class House:
    """Hold the figures of one package, or of all."""

    modules: int
    lines: int
    longest_module: int
    largest_folder: int
    rule_modules: int
    rule_module_lines: int
    table_lines: int
    table_words: int
    regex_calls_per_1000_lines: float
    functions_over_10: int
    highest_complexity: int
    one_word_function_names: float
    files_that_share_a_name: int


def read_module(path: Path) -> Module:
    """Count in one module."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    tables = [node for node in tree.body if _is_table(node)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    named = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    complexities = [complexity(node) for node in functions]
    return Module(
        path=path.relative_to(_ROOT).as_posix(),
        lines=len(text.splitlines()),
        table_lines=sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in tables),
        table_words=sum(len(_WORD.findall(words)) for node in tables for words in _strings(node)),
        regex_calls=sum(_is_regex(node) for node in ast.walk(tree)),
        functions=len(functions),
        complex_functions=sum(each > _COMPLEX for each in complexities),
        highest=max(complexities, default=0),
        named_functions=len(named),
        one_word_names=sum("_" not in name.strip("_") for name in named),
    )


def complexity(function: ast.AST) -> int:
    """Return the cyclomatic complexity of a function, functions inside it left to themselves."""
    branches = ast.If | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.IfExp | ast.match_case
    total, waiting = 1, list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        total += isinstance(node, branches)
        total += len(node.values) - 1 if isinstance(node, ast.BoolOp) else 0
        total += 1 + len(node.ifs) if isinstance(node, ast.comprehension) else 0
        waiting.extend(ast.iter_child_nodes(node))
    return total


def _is_table(node: ast.stmt) -> bool:
    """Say whether a statement of a module is a constant of words or a regular expression."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    if not isinstance(target, ast.Name | ast.Tuple) or (isinstance(target, ast.Name) and target.id == "__all__"):
        return False
    literal = isinstance(
        node.value, ast.Dict | ast.Set | ast.Tuple | ast.List | ast.Constant | ast.JoinedStr | ast.Call
    )
    return literal and (any(map(_is_regex, ast.walk(node))) or any(_WORD.search(words) for words in _strings(node)))


def _is_regex(node: ast.AST) -> bool:
    """Say whether a node calls the regular expressions of the standard library."""
    called = node.func if isinstance(node, ast.Call) else None
    of_re = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re"
    return of_re and isinstance(called, ast.Attribute) and called.attr in _RE_CALLS


def _strings(node: ast.AST) -> Iterator[str]:
    return (each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str))


def house(modules: Sequence[Module]) -> House:
    """Add up the figures of modules."""
    lines = sum(module.lines for module in modules)
    rules = [module for module in modules if module.is_rules]
    names = Counter(Path(module.path).name for module in modules)
    folders = Counter(Path(module.path).parent for module in modules)
    shared = sum(count for name, count in names.items() if count > 1 and not name.startswith("__"))
    return House(
        modules=len(modules),
        lines=lines,
        longest_module=max(module.lines for module in modules),
        largest_folder=max(folders.values()),
        rule_modules=len(rules),
        rule_module_lines=sum(module.lines for module in rules),
        table_lines=sum(module.table_lines for module in modules),
        table_words=sum(module.table_words for module in modules),
        regex_calls_per_1000_lines=round(1000 * sum(module.regex_calls for module in modules) / lines, 1),
        functions_over_10=sum(module.complex_functions for module in modules),
        highest_complexity=max(module.highest for module in modules),
        one_word_function_names=round(
            sum(module.one_word_names for module in modules) / sum(module.named_functions for module in modules), 3
        ),
        files_that_share_a_name=shared,
    )


def measure() -> dict[str, House]:
    """Return the figures by package, and of both together."""
    by_package = {
        package: [read_module(path) for path in sorted((_ROOT / package).rglob("*.py"))] for package in _PACKAGES
    }
    found = {package: house(modules) for package, modules in by_package.items()}
    return found | {"total": house([module for modules in by_package.values() for module in modules])}


def main() -> None:
    """Print the table, or one JSON object."""
    parser = argparse.ArgumentParser(description="Print the figures of the house, read out of the source.")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    figures = {name: asdict(each) for name, each in measure().items()}
    if parser.parse_args().json:
        print(json.dumps(figures, indent=2))
        return
    print("{:<32}{:>12}{:>12}{:>12}".format(*_HEADINGS))
    for row in figures["total"]:
        print(f"{row.replace('_', ' '):<32}" + "".join(f"{figures[name][row]:>12,}" for name in _HEADINGS[1:]))


if __name__ == "__main__":
    main()
