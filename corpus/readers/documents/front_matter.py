"""Split front matter off a text, as site generators write it.

It is YAML between ``---``, TOML between ``+++``, one JSON object, or lines of fields alone (Pelican, Nikola).

Values stay as they are written where that is possible, so that 'No' and 2025-02-30 arrive as such. Fields of the tables
in which generators keep what they do not know themselves (``extra``, ``params``, ``taxonomies``) count as fields.
"""

from __future__ import annotations

import json
import re
import tomllib

import yaml

from corpus.readers.documents.yaml_fields import load_yaml
from corpus.types import Refusal

_YAML = re.compile(r"\A\s*---[ \t]*\n(.{0,65536}?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.{0,65536}?\n)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_BARE = re.compile(r"\A\s*(?:[A-Za-z][\w ]{1,20}:[ \t]+[^\n]{1,500}\n(?:[ \t]+\S[^\n]{0,500}\n)*){2,30}(?:\s*\n)")
_DOTTED = re.compile(r"\A\s*(?:<!--\s*\n)?((?:\.\. \w{1,20}:[^\n]{0,500}\n){2,30})(?:\s*-->)?\s*\n")
_FIRST = ("title", "date", "author", "authors", "slug", "category", "status")
"""One of which bare fields begin with: 'Editors:' and the like are lines of a text."""
_MAX_JSON = 65_536  # characters
_INNER = ("extra", "params", "taxonomies")


def split_front_matter(content: str, place: str) -> tuple[dict[str, object], str] | Refusal:
    """Return the fields of front matter and the text behind it; no fields and all of it where there is none."""
    if found := _YAML.match(content):
        fields = _yaml(found[1], place)
        rest = content[found.end() :]
    elif found := _TOML.match(content):
        fields = _toml(found[1], place)
        rest = content[found.end() :]
    elif content.startswith("{\n"):
        fields, rest = _json(content)
    elif found := _DOTTED.match(content):
        fields, rest = _bare(found[1].replace("\n.. ", "\n").removeprefix(".. ")), content[found.end() :]
    elif (found := _BARE.match(content)) and content.lstrip().partition(":")[0].casefold() in _FIRST:
        fields, rest = _bare(found[0]), content[found.end() :]
    else:
        return {}, content
    if isinstance(fields, Refusal):
        return fields
    return (_flat(fields), rest) if isinstance(fields, dict) else ({}, content)


def _yaml(source: str, place: str) -> object:
    """Return what YAML says; every scalar stays a string."""
    try:
        return load_yaml(source)
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 2 if exc.problem_mark else 1
        return Refusal(f"{place}:{line}", f"front matter is not YAML: {exc.problem}")
    except RecursionError:
        return Refusal(f"{place}:1", "front matter is not YAML: nested too deep")
    except (yaml.YAMLError, ValueError) as exc:
        return Refusal(f"{place}:1", f"front matter is not YAML: {str(exc).splitlines()[0]}")


def _toml(source: str, place: str) -> object:
    """Return what TOML says."""
    try:
        return tomllib.loads(source)
    except (ValueError, RecursionError) as exc:
        return Refusal(f"{place}:1", f"front matter is not TOML: {str(exc)[:200] or 'nested too deep'}")


def _json(content: str) -> tuple[object, str]:
    """Return the object that a text begins with, and what follows it."""
    try:
        fields, end = json.JSONDecoder().raw_decode(content[:_MAX_JSON])
    except (ValueError, RecursionError):
        return None, content
    return fields, content[end:]


def _bare(lines: str) -> dict[object, object]:
    """Return the fields of lines such as 'Title: Ferry'; a line that is set in goes on with the one before."""
    pairs = (line.partition(":") for line in re.sub(r"\n[ \t]+", " ", lines).strip().split("\n"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _flat(fields: dict[object, object]) -> dict[str, object]:
    """Return fields with those of inner tables; what the text itself is stands behind them."""
    inner = [table for name in _INNER if isinstance(table := fields.get(name), dict)]
    merged = {str(key): value for table in (*reversed(inner), fields) for key, value in table.items()}
    return {key: value for key, value in merged.items() if key.casefold() != "text"}
