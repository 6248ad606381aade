"""The network that reads a question's intent: the encoder's own first layers, adapted by small matrices; numpy alone.

The encoder's weights are read from its package, so that only the adapters and the heads need a file of their own:
``W + A @ B`` for each weight ``W`` (Hu et al., LoRA, 2021).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

ADAPTED = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
"""The weights of a layer that have an adapter, by the encoder's names for them."""
_HEADS = 12
_EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer of the encoder; weights are laid out so that rows of tokens are multiplied from the left."""

    attention: Floats
    attention_bias: Floats
    mixed: Floats
    mixed_bias: Floats
    mixed_norm: tuple[Floats, Floats]
    wide: Floats
    wide_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    norm: tuple[Floats, Floats]


class IntentNetwork:
    """Turn the tokens of a question into the scores of its kinds and answer types.

    Args:
        encoder: ``model.safetensors`` of the encoder.
        weights: The adapters and heads that the training wrote.
    """

    def __init__(self, encoder: Path, weights: dict[str, NDArray[Any]]) -> None:
        tensors = _read_tensors(encoder)
        count = int(weights["layers"])
        self._words = tensors["embeddings.word_embeddings.weight"]
        self._places = np.array(tensors["embeddings.position_embeddings.weight"])
        self._sides = np.array(tensors["embeddings.token_type_embeddings.weight"])
        self._norm = _norm_of(tensors, "embeddings.LayerNorm")
        self._layers = [_adapt_layer(tensors, weights, number) for number in range(count)]
        self._focus = weights["focus"].astype(np.float32)
        self._head = weights["head"].astype(np.float32)
        self._bias = weights["head_bias"].astype(np.float32)

    def __call__(self, tokens: Sequence[int], sides: Sequence[int]) -> Floats:
        """Return one row of scores.

        Args:
            tokens: Token ids, special ones included.
            sides: 0 for the tokens of the question before, 1 for those of the question itself.
        """
        state = self._words[list(tokens)] + self._places[: len(tokens)] + self._sides[list(sides)]
        state = _normalize(state, self._norm)
        for layer in self._layers:
            state = _run_layer(layer, state)
        pooled = _softmax(state @ self._focus) @ state
        return np.asarray(pooled @ self._head + self._bias, dtype=np.float32)


def _run_layer(layer: _Layer, state: Floats) -> Floats:
    """Attend, mix, widen, narrow."""
    length, width = state.shape
    parts = (state @ layer.attention + layer.attention_bias).reshape(length, 3, _HEADS, width // _HEADS)
    asked, offered, carried = parts.transpose(1, 2, 0, 3)
    likeness: Floats = asked @ offered.transpose(0, 2, 1) * np.float32((width // _HEADS) ** -0.5)
    heard: Floats = np.asarray(_softmax(likeness) @ carried).transpose(1, 0, 2).reshape(length, width)
    state = _normalize(state + heard @ layer.mixed + layer.mixed_bias, layer.mixed_norm)
    wide = _gelu(state @ layer.wide + layer.wide_bias)
    return _normalize(state + wide @ layer.narrow + layer.narrow_bias, layer.norm)


def _adapt_layer(tensors: dict[str, Floats], weights: dict[str, NDArray[Any]], number: int) -> _Layer:
    """Add the adapters of one layer to the encoder's weights."""
    prefix = f"encoder.layer.{number}."

    def adapted(name: str) -> Floats:
        down, up = (weights[f"{number}.{name}.{side}"].astype(np.float32) for side in ("down", "up"))
        whole: Floats = np.ascontiguousarray(tensors[f"{prefix}{name}.weight"].T + down @ up)
        return whole

    def bias(name: str) -> Floats:
        return np.array(tensors[f"{prefix}{name}.bias"])

    query, key, value, mixed, wide, narrow = ADAPTED
    return _Layer(
        np.concatenate([adapted(query), adapted(key), adapted(value)], axis=1),
        np.concatenate([bias(query), bias(key), bias(value)]),
        adapted(mixed),
        bias(mixed),
        _norm_of(tensors, f"{prefix}attention.output.LayerNorm"),
        adapted(wide),
        bias(wide),
        adapted(narrow),
        bias(narrow),
        _norm_of(tensors, f"{prefix}output.LayerNorm"),
    )


def _norm_of(tensors: dict[str, Floats], name: str) -> tuple[Floats, Floats]:
    return np.array(tensors[f"{name}.weight"]), np.array(tensors[f"{name}.bias"])


def _normalize(state: Floats, norm: tuple[Floats, Floats]) -> Floats:
    centred = state - state.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + _EPSILON)
    done: Floats = centred / spread * norm[0] + norm[1]
    return done


def _gelu(state: Floats) -> Floats:
    """Return the tanh form of GELU, with which the adapters were trained; numpy has no error function."""
    slope = np.float32(0.7978845608) * (state + np.float32(0.044715) * state * state * state)
    return np.asarray(np.float32(0.5) * state * (1 + np.tanh(slope)), dtype=np.float32)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def _read_tensors(path: Path) -> dict[str, Floats]:
    """Map a safetensors file of 32-bit floats into memory; what is not used is never read from the disk.

    The format: https://github.com/huggingface/safetensors#format
    """
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
    data = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + length)
    found = {}
    for name, tensor in header.items():
        if name != "__metadata__" and tensor["dtype"] == "F32":
            begin, end = tensor["data_offsets"]
            found[name] = data[begin:end].view(np.float32).reshape(tensor["shape"])
    return found
