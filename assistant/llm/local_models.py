"""Models that run in this process, added: found or fetched, loaded, asked something, and measured."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ModelRefused
from assistant.llm.local_files import GRAPH, Speed, keep_speed, loaded_from, models_folder
from assistant.llm.local_model import LocalChat, measure_speed

_QUESTION = "What is the capital of France? Answer in one word."
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Added:
    """Hold a model that was added.

    Attributes:
        answer: What it said when it was asked for the capital of France.
    """

    name: str
    path: Path
    speed: Speed
    answer: str


def add_local_model(source: str, name: str, *, tell: Callable[[str], None]) -> Added:
    """Add a model; it is kept only if it loads and writes something.

    Args:
        source: A folder as OpenVINO has it, a GGUF file, or a name of the Hugging Face hub.
        name: To keep it under; empty for its own.
        tell: Is told what is done, as each step takes a while.

    Raises:
        ModelRefused: It is not there, cannot be fetched, cannot be loaded, or writes nothing.
    """
    given = Path(source).expanduser()
    name = name or given.stem.removesuffix(".gguf")
    target = models_folder() / name
    if not given.exists():
        tell(f"Fetching {source} …")
        _fetch(source, target)
    elif given.is_dir():
        _check_folder(given)
        shutil.copytree(given, target, dirs_exist_ok=True)
    else:
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(given, target / given.name)
    path = loaded_from(target)
    try:
        tell("Loading it, and measuring how fast it reads and writes …")
        speed = measure_speed(path)
        answer = LocalChat(path=path, max_tokens=_LONGEST).invoke(_QUESTION).text.strip()
    except (ModelRefused, ValueError, RuntimeError) as error:
        shutil.rmtree(target, ignore_errors=True)
        raise ModelRefused(f"{source} was not added: {error}") from error
    keep_speed(target, speed)
    return Added(name, target, speed, answer)


def _check_folder(folder: Path) -> None:
    if not (folder / GRAPH).exists() and not list(folder.glob("*.gguf")):
        raise ModelRefused(f"{folder} holds neither {GRAPH} nor a GGUF file: it is no model that OpenVINO can load.")


def _fetch(name: str, target: Path) -> None:
    """Fetch a model from the Hugging Face hub.

    Raises:
        ModelRefused: The hub cannot be reached, or has none of that name that OpenVINO can load.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    wanted = ["*.xml", "*.bin", "*.json", "*.txt", "*.gguf", "*.jinja"]
    try:
        snapshot_download(name, local_dir=target, allow_patterns=wanted)
        _check_folder(target)
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        shutil.rmtree(target, ignore_errors=True)
        raise ModelRefused(f"{name!r} is no file here, and could not be fetched from the Hugging Face hub.") from error
    except ModelRefused:
        shutil.rmtree(target, ignore_errors=True)
        raise
