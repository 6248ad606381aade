"""Turn a sentence-transformers model into an OpenVINO graph once, and open that graph without torch."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.embedding.runtime import CannotCompile, import_openvino, open_model, runtime_version

_FORMAT = 1
# bfloat16 keeps 0.9999 of the cosine on news passages; a graph below this is wrong, not merely rounded.
_ALIKE = 0.995
_PROBES = ("A known sentence must find itself.", "", "Ein Satz über die Wahl in München, 12. März 2025. " * 40)
Tokenize = Callable[[str], list[int]]
_ABANDONED_AFTER = 86_400.0  # seconds; a temporary folder older than this was left by a process that died


class BrokenGraph(Exception):
    """Say that a compiled folder is incomplete, damaged or of another model."""


@dataclass(frozen=True, slots=True)
class About:
    """Describe a model well enough to use its graph without the library that made it.

    Attributes:
        digest: SHA-256 of the weights, in hexadecimal.
        window: Most tokens of one input, special tokens included.
        pad: Token id that fills the shorter inputs of a batch.
        stamp: Sizes and times of the model's files when the digest was taken; empty for a name on a hub.
    """

    name: str
    digest: str
    dimensions: int
    window: int
    pad: int
    stamp: str


class Graph:
    """Run a compiled graph; several threads may call it, one batch at a time."""

    def __init__(self, request: Any) -> None:
        self._request = request
        self._lock = Lock()

    def __call__(self, tokens: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return one normalised vector for each row of token ids."""
        with self._lock:
            found = self._request.infer({"input_ids": tokens, "attention_mask": mask}, share_inputs=True)
            return np.array(found[0], dtype=np.float32)


def stamp_of(folder: Path) -> str:
    """Return sizes and times of the weights, which change where the weights do."""
    files = sorted(path for pattern in ("*.safetensors", "*.bin") for path in folder.rglob(pattern))
    return " ".join(f"{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files)


def read_about(folder: Path) -> About | None:
    """Return what a compiled folder says about its model; None where it is missing, partial or of another format."""
    try:
        record = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        whole = all((folder / name).stat().st_size == size for name, size in record["sizes"].items())
        return About(**record["about"]) if whole and record["format"] == _FORMAT else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def folder_of(name: str, models: Path, shared: Path | None, *, digest: str = "") -> Path:
    """Return the folder of a model's graph: where it is, else where all archives share it, else the archive's own.

    Args:
        name: What the encoder was asked for by.
        models: The archive's folder for compiled models.
        shared: The machine's; None where nothing is shared.
        digest: Of the weights, where it is known beforehand: other weights get another folder.
    """
    plain = re.sub(r"[^\w.-]+", "-", name).strip("-.")
    own = models / plain
    known = read_about(own)
    if shared is None or (known is not None and known.digest.startswith(digest)):
        return own
    place = shared / "-".join(filter(None, (plain, digest[:12], f"openvino-{runtime_version()}")))
    return place if read_about(place) is not None or _writable(shared) else own


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def restamp(folder: Path, stamp: str) -> None:
    """Remember that the weights with this stamp were hashed and are the ones of the graph; best effort."""
    try:
        record = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        record["about"]["stamp"] = stamp
        draft = folder / f"about.{os.getpid()}"
        draft.write_text(json.dumps(record), encoding="utf-8")
        draft.replace(folder / "about.json")
    except OSError:
        return


def condemn(folder: Path) -> None:
    """Mark a folder as broken, so that the next one takes its place; where it cannot be marked it stays."""
    with suppress(OSError):
        (folder / "about.json").unlink(missing_ok=True)


def open_graph(folder: Path, *, bf16: bool, cache: bool = True) -> Graph:
    """Load a compiled folder and check it with a sentence whose vector is known.

    Raises:
        BrokenGraph: It cannot be loaded, or gives other vectors than when it was made.
        CannotCompile: OpenVINO is not installed or has no CPU device.
    """
    try:
        cached = folder / "cache" if cache else None
        graph = Graph(open_model(folder / "model.xml", bf16=bf16, cache=cached))
        probe = json.loads((folder / "probe.json").read_text(encoding="utf-8"))
        row = np.array([probe["tokens"]], dtype=np.int64)
        likeness = float(graph(row, np.ones_like(row))[0] @ np.array(probe["vector"], dtype=np.float32))
    except (RuntimeError, OSError, ValueError, KeyError) as error:
        raise BrokenGraph(f"{folder} cannot be loaded ({error})") from error
    if not likeness > _ALIKE:
        raise BrokenGraph(f"{folder} gives another vector for a known sentence (cosine {likeness:.3f})")
    return graph


def compile_encoder(model: Any, about: About, folder: Path, *, tokenize: Tokenize) -> None:
    """Write a sentence-transformers model as a checked OpenVINO graph, in one step that other processes see whole.

    Raises:
        CannotCompile: OpenVINO, the architecture or the disk does not allow it.
    """
    draft = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder.parent)
        draft = _fresh(folder.parent)
        _write(model, about, draft, tokenize)
        publish(draft, folder)
    except OSError as error:
        raise CannotCompile(f"{folder.parent} cannot be written ({error})") from error
    finally:
        if draft is not None:
            shutil.rmtree(draft, ignore_errors=True)


def _write(model: Any, about: About, draft: Path, tokenize: Tokenize) -> None:
    """Convert, save, open again and compare with the library."""
    # Half the disk of float32 (45 MB, not 90), the same start within 20 ms, cosine 0.99998.
    converted = _convert(model)
    try:
        import_openvino().save_model(converted, str(draft / "model.xml"), compress_to_fp16=True)
    except RuntimeError as error:  # 'iostream error' is all that it says of a full disk
        raise CannotCompile(f"{draft.parent} cannot be written ({error}); is the disk full?") from error
    (draft / "tokenizer.json").write_text(tokenizer_of(model), encoding="utf-8")
    rows = [tokenize(text) for text in _PROBES]
    wanted = np.asarray(model.encode(list(_PROBES), normalize_embeddings=True, show_progress_bar=False))
    (draft / "probe.json").write_text(json.dumps({"tokens": rows[0], "vector": wanted[0].tolist()}), encoding="utf-8")
    try:
        graph = open_graph(draft, bf16=False, cache=False)
    except BrokenGraph as error:
        raise CannotCompile(f"the graph does not agree with the model ({error})") from error
    for row, vector in zip(rows, wanted, strict=True):
        found = graph(np.array([row], dtype=np.int64), np.ones((1, len(row)), dtype=np.int64))[0]
        if found.shape != (about.dimensions,) or not float(found @ vector) > _ALIKE:
            raise CannotCompile("the graph does not agree with the model")
    sizes = {path.name: path.stat().st_size for path in draft.iterdir() if path.is_file()}
    record = {"format": _FORMAT, "about": asdict(about), "sizes": sizes}
    (draft / "about.json").write_text(json.dumps(record), encoding="utf-8")


def tokenizer_of(model: Any) -> str:
    """Return the model's own tokenizer in the form that the tokenizers library reads."""
    return str(getattr(model.tokenizer, "backend_tokenizer", model.tokenizer).to_str())


def _convert(model: Any) -> Any:
    """Trace the model, its pooling and normalisation into one OpenVINO model."""
    runtime = import_openvino()
    try:
        import torch
        from openvino.tools.ovc import convert_model
        from openvino.tools.ovc.error import Error
    except ImportError as error:
        raise CannotCompile(f"the converter cannot be imported ({error})") from error

    class Whole(torch.nn.Module):  # type: ignore[misc, unused-ignore]
        """Take tokens and give normalised vectors."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            """Run every module of the model."""
            found = self.model({"input_ids": input_ids, "attention_mask": attention_mask})["sentence_embedding"]
            return torch.nn.functional.normalize(found, dim=-1)

    example = {name: torch.ones((2, 12), dtype=torch.long) for name in ("input_ids", "attention_mask")}
    broken = (RuntimeError, TypeError, ValueError, KeyError, Error, runtime.frontend.OpConversionFailure)
    try:
        with torch.no_grad(), quiet():
            return convert_model(Whole().eval(), example_input=example)
    except broken as error:
        raise CannotCompile(f"this architecture cannot be converted ({type(error).__name__})") from error


def publish(draft: Path, folder: Path) -> None:
    """Rename the draft into place; where another process was first with a whole folder, keep that one."""
    for _ in range(5):
        try:
            draft.rename(folder)
        except OSError:
            if read_about(folder) is not None and read_about(folder) == read_about(draft):
                return
            aside = _fresh(folder.parent)
            try:
                folder.rename(aside / "old")
            except FileNotFoundError:
                continue  # another process moved it aside a moment ago
            finally:
                shutil.rmtree(aside, ignore_errors=True)
        else:
            return
    raise OSError(f"{folder} cannot be replaced")


def _fresh(models: Path) -> Path:
    """Make a folder of our own, with the permissions that other folders here get."""
    path = models / f".compiling-{uuid.uuid4().hex}"
    path.mkdir()
    return path


def _sweep(models: Path) -> None:
    """Remove what processes that died left behind."""
    for path in models.glob(".compiling-*"):
        try:
            abandoned = time.time() - path.stat().st_mtime > _ABANDONED_AFTER
        except FileNotFoundError:
            continue
        if abandoned:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the libraries' progress bars and tracing warnings off the screen."""
    from transformers.utils import logging

    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity(logging.CRITICAL)
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()
