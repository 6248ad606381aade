"""Where models that run in this process lie, and how fast they were measured to be."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus import Settings

GRAPH = "openvino_model.xml"
"""File that a folder as OpenVINO has it holds."""
_SPEED_FILE = "newsdesk-speed.json"
_SECONDS = 10.0
"""Seconds for which a person waits for a model to read."""
_UNMEASURED = 500
"""Tokens that a model reads in that time where its speed is not known: 1.5 billion weights on two cores."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Hold tokens a second, as they were measured on this machine."""

    read: float
    written: float


def models_folder() -> Path:
    """Return the folder of the models that were added."""
    settings = Settings.from_environment()
    return (settings.models or settings.home / "models") / "chat"


def find_model(name: str) -> Path:
    """Return where a model lies: a path, or the name under which it was added."""
    path = Path(name).expanduser()
    if path.exists() or path.is_absolute():
        return path
    return models_folder() / name


def loaded_from(path: Path) -> Path:
    """Return what the runtime loads: a folder as OpenVINO has it, or the GGUF file that lies in one."""
    files = sorted(path.glob("*.gguf")) if path.is_dir() else []
    return files[0] if files and not (path / GRAPH).exists() else path


def added_models() -> list[str]:
    """Return the names of the models that were added."""
    folder = models_folder()
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def tokens_in_time(name: str) -> int:
    """Return how many tokens a model reads in the time that a person waits, by its measured speed."""
    speed = known_speed(find_model(name))
    return int(speed.read * _SECONDS) if speed else _UNMEASURED


def keep_speed(path: Path, speed: Speed) -> None:
    """Write a model's speed beside it."""
    _speed_file(path).write_text(json.dumps(asdict(speed)), encoding="utf-8")


def known_speed(path: Path) -> Speed | None:
    """Return the speed that was measured; None where none was."""
    try:
        return Speed(**json.loads(_speed_file(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _speed_file(path: Path) -> Path:
    return path / _SPEED_FILE if path.is_dir() else path.with_name(f"{path.name}.{_SPEED_FILE}")
