"""Read YAML of unknown origin: strings, lists and dictionaries only, and no more of them than it seems to hold."""

from __future__ import annotations

from typing import Any

import yaml

_MOST = 20_000
"""Values after aliases are put in for what they stand for: the front matter of 64 KB holds no more without them."""


class Unfolds(ValueError):
    """Say that aliases stand for too much, or for themselves."""


class _Loader(yaml.BaseLoader):
    """Load with aliases counted as often as they stand for something."""

    def get_single_node(self) -> Any:
        """Return the whole document as nodes, small enough to be built."""
        node = super().get_single_node()
        if node is not None and _size(node, {}) > _MOST:
            raise Unfolds(f"its aliases unfold to over {_MOST:,} values")
        return node


def load_yaml(source: str) -> object:
    """Return what a YAML document holds; every scalar stays a string.

    Raises:
        yaml.YAMLError: It is not YAML.
        Unfolds: Its aliases stand for too much.
        RecursionError: It is nested too deep.
    """
    return yaml.load(source, Loader=_Loader)  # noqa: S506 - the base loader makes strings, lists and dictionaries only


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """Count the values of a node; each node is looked at once, an alias counts as what it stands for."""
    if id(node) in known:
        return known[id(node)]
    known[id(node)] = _MOST + 1  # what holds itself has no end
    children: list[yaml.Node] = []
    if isinstance(node, yaml.SequenceNode):
        children = node.value
    elif isinstance(node, yaml.MappingNode):
        children = [part for pair in node.value for part in pair]
    known[id(node)] = 1 + sum(_size(child, known) for child in children)
    return known[id(node)]
