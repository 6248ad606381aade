"""The shipped judge as a torch module again, so that training can go on from it: weights as they are when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

from assistant.reader.training.judge.network import JudgeNetwork

_NETWORK = "__module.network."
_BYTE, _MOST_OF_HALF = 8, 7


def restore_network(weights: Path, *, frozen: int) -> JudgeNetwork:
    """Return the network of ``judge.xml`` and ``judge.bin``.

    Args:
        weights: Their folder.
        frozen: Lowest layers that training leaves as they are.
    """
    import openvino

    network = JudgeNetwork(None, frozen=frozen)
    found: dict[str, Any] = {}
    for node in openvino.Core().read_model(weights / "judge.xml").get_ordered_ops():
        found.update(_read_node(node))
    missing, _ = network.load_state_dict(found, strict=False)
    if missing:
        raise ValueError(f"{weights} lacks {len(missing)} weights, {missing[0]} for one")
    return network


def _read_node(node: Any) -> dict[str, Any]:
    """Return the weight that a node of the graph uses, by its name in the network; most use none."""
    name, _, operation = node.get_friendly_name().removeprefix(_NETWORK).partition("/aten::")
    read = {
        "linear/MatMul": (1, "weight"),
        "layer_norm/Multiply_1": (1, "weight"),
        "layer_norm/Add": (1, "bias"),
        "embedding/Gather": (0, "weight"),
    }
    if operation not in read:
        return {}
    place, kind = read[operation]
    value = _evaluate(node.input_value(place).get_node())
    if operation == "linear/MatMul":
        (use,) = node.output(0).get_target_inputs()  # where the bias is added
        bias = _evaluate(use.get_node().input_value(1).get_node())
        return {f"{name}.weight": torch.from_numpy(value), f"{name}.bias": torch.from_numpy(bias.reshape(-1))}
    return {f"{name}.{kind}": torch.from_numpy(value if kind == "weight" and value.ndim == 2 else value.reshape(-1))}


def _evaluate(node: Any) -> Any:
    """Return what a chain of constants, conversions and scales amounts to, as float32."""
    kind = node.get_type_name()
    inputs = [node.input_value(place).get_node() for place in range(node.get_input_size())]
    if kind == "Constant":
        data = node.get_data()
        return _unpack(data) if node.get_element_type().bitwidth < _BYTE else np.array(data, dtype=np.float32)
    if kind == "Multiply":
        return _evaluate(inputs[0]) * _evaluate(inputs[1])
    if kind == "Subtract":
        return _evaluate(inputs[0]) - _evaluate(inputs[1])
    value = _evaluate(inputs[0])  # Convert, or Reshape to the node's own shape
    return value.reshape(tuple(node.output(0).get_shape()))


def _unpack(packed: Any) -> Any:
    """Return signed numbers of four bits, of which each byte holds two, the lower half first."""
    pairs = np.asarray(packed).view(np.uint8).reshape(-1)
    halves = np.stack([pairs & 0x0F, pairs >> 4], axis=-1).reshape(-1).astype(np.float32)
    return np.where(halves > _MOST_OF_HALF, halves - 2 * (_MOST_OF_HALF + 1), halves)
