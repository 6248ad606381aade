"""Figures that may not sink: pinned in one JSON file with the digest of what they were measured on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import AssistantError

_PINNED = (
    *("Hit@1", "Hit@5", "MRR@10", "answer recall@5", "right article cited first"),
    *("right article in the first 3 citations", "short answer, exact match", "short answer, token F1"),
    *("answerable, answered", "unanswerable, abstained", "confidence, area under ROC", "citations verbatim"),
    "statements supported",
)
_TOLERANCE = 0.03
"""Two questions of 68: what another runtime of the encoder has been seen to move."""


@dataclass(frozen=True, slots=True)
class Floors:
    """Hold pinned figures.

    Attributes:
        digest: Of the questions and articles that they were measured on.
        tolerance: How far below a figure another run may be.
        figures: By name, as ``report.figures`` names them.
    """

    digest: str
    tolerance: float
    figures: Mapping[str, float]


def digest_of(files: Iterable[Path]) -> str:
    """Return the digest of the names and contents of some files, in whatever order they come."""
    parts = sorted(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def read_floors(path: Path) -> Floors:
    """Read pinned figures.

    Raises:
        AssistantError: The file is no such file.
    """
    try:
        return Floors(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise AssistantError(f"{path} holds no floors ({error}); pin them first") from error


def sunk(floors: Floors, measured: Mapping[str, float | int | None]) -> list[str]:
    """Return a sentence for each figure that is below its floor."""
    return [
        f"{name}: {measured.get(name)} is below {floor} by more than {floors.tolerance}"
        for name, floor in floors.figures.items()
        if (measured.get(name) or 0.0) < floor - floors.tolerance
    ]


def pin(
    path: Path, digest: str, measured: Mapping[str, float | int | None], *, allow_lower: bool = False
) -> Sequence[str]:
    """Write the measured figures as the new floors; return those that are lower than before.

    Raises:
        AssistantError: A figure on the same questions and articles would be lower, and that is not allowed.
    """
    figures = {name: round(float(value), 4) for name in _PINNED if (value := measured.get(name)) is not None}
    lower: list[str] = []
    if path.exists():
        before = read_floors(path)
        lower = [
            f"{name}: {figures.get(name)} instead of {floor}"
            for name, floor in before.figures.items()
            if figures.get(name, 0.0) < floor
        ]
    if lower and not allow_lower:
        raise AssistantError(f"these floors would be lowered: {'; '.join(lower)} (--allow-lower does it all the same)")
    path.write_text(json.dumps(asdict(Floors(digest, _TOLERANCE, figures)), indent=2) + "\n", encoding="utf-8")
    return lower
