"""What compose.yaml, the Dockerfile and .dockerignore say, read as the programs that use them read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
_VARIABLE = re.compile(r"\$(?:\$|\{(?P<name>[A-Z_]+)(?::(?P<how>[?-])(?P<else>[^}]*))?\})")


@cache
def compose() -> dict[str, Any]:
    """Return compose.yaml."""
    value: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return value


def interpolated(text: str, given: dict[str, str]) -> str:
    """Put variables into a text as Compose does; KeyError where one is missing that has to be set."""

    def value(found: re.Match[str]) -> str:
        if found[0] == "$$":
            return "$"
        set_to = given.get(found["name"], "")
        if not set_to and found["how"] == "?":
            raise KeyError(found["name"])
        return set_to or (found["else"] if found["how"] == "-" else "")

    return _VARIABLE.sub(value, text)


def environment(service: str, given: dict[str, str]) -> dict[str, str]:
    """Return the variables that a service of compose.yaml is started with."""
    set_to: dict[str, str] = compose()["services"][service].get("environment", {})
    return {name: interpolated(value, given) for name, value in set_to.items()}


@dataclass(frozen=True)
class Instruction:
    """Hold one instruction of a Dockerfile."""

    name: str
    words: str


def dockerfile() -> list[Instruction]:
    """Return the instructions of the Dockerfile, those that go over several lines in one."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#")).replace("\\\n", " ")
    split = [line.strip().partition(" ") for line in text.splitlines() if line.strip()]
    return [Instruction(name.upper(), " ".join(words.split())) for name, _, words in split]


def is_ignored(path: str) -> bool:
    """Say whether .dockerignore keeps a path out of an image: the last pattern that fits decides."""
    ignored = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        exception, bare = pattern.startswith("!"), pattern.removeprefix("!")
        parents = ["/".join(path.split("/")[:count]) for count in range(1, path.count("/") + 2)]
        fits = [bare, bare.removeprefix("**/")]
        if any(fnmatch(parent, one) for parent in parents for one in fits):
            ignored = not exception
    return ignored
