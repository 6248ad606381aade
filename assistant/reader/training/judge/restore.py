"""The shipped judge as a torch module again, so that training can go on from it; and back, in the same file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import torch

from assistant.reader.training.judge.network import JudgeNetwork

_NETWORK = "__module.network."
_USES = {"layer_norm/Multiply_1": (1, "weight"), "layer_norm/Add": (1, "bias"), "embedding/Gather": (0, "weight")}
_BYTE, _MOST_OF_HALF, _LARGEST = 8, 7, 127


def restore_network(weights: Path, *, frozen: int) -> JudgeNetwork:
    """Return the network of ``judge.xml`` and ``judge.bin``.

    Args:
        weights: Their folder.
        frozen: Lowest layers that training leaves as they are.
    """
    network = JudgeNetwork(None, frozen=frozen)
    found = {name: torch.from_numpy(_evaluate(node)) for name, node in _find_weights(weights / "judge.xml")}
    shapes = {name: value.shape for name, value in network.state_dict().items()}
    missing, _ = network.load_state_dict(
        {name: value.reshape(shapes[name]) for name, value in found.items() if name in shapes}, strict=False
    )
    if missing:
        raise ValueError(f"{weights} lacks {len(missing)} weights, {missing[0]} for one")
    return network


def write_into(network: JudgeNetwork, weights: Path, folder: Path) -> None:
    """Write what was trained into a copy of the shipped model; its lowest layers stay byte for byte.

    Weights are numbers of eight bits with a scale a row, as nncf makes them: the largest of a row is 127.

    Args:
        network: Restored from the same weights, then trained.
        weights: Folder of the shipped model.
        folder: Of the new one; may be the same.
    """
    places = _read_places(weights / "judge.xml")
    data = bytearray((weights / "judge.bin").read_bytes())
    values = network.state_dict()
    trained = {name for name, value in network.named_parameters() if value.requires_grad}
    for name, node in _find_weights(weights / "judge.xml"):
        if name not in trained:
            continue
        value = values[name].float().numpy()
        if node.get_type_name() == "Constant":
            _put(data, places[node.get_friendly_name()], value.astype(np.float32))
            continue
        scale = np.maximum(np.abs(value).max(axis=1, keepdims=True) / _LARGEST, 1e-8).astype(np.float16)
        whole = np.clip(np.round(value / scale.astype(np.float32)), -_LARGEST - 1, _LARGEST)
        _put(data, places[f"self.network.{name}"], whole.astype(np.int8))
        _put(data, places[f"self.network.{name}/scale"], scale)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "judge.bin").write_bytes(data)
    (folder / "judge.xml").write_bytes((weights / "judge.xml").read_bytes())


def _put(data: bytearray, place: tuple[int, int], value: Any) -> None:
    offset, size = place
    if value.nbytes != size:
        raise ValueError(f"{value.nbytes} bytes do not fit into {size}")
    data[offset : offset + size] = value.tobytes()


def _read_places(graph: Path) -> dict[str, tuple[int, int]]:
    """Return where each constant of a graph lies in its file: offset and size in bytes."""
    found = {}
    for layer in ElementTree.parse(graph).getroot().iter("layer"):  # noqa: S314 - our own file
        if layer.get("type") == "Const" and (data := layer.find("data")) is not None:
            found[layer.get("name", "")] = (int(data.get("offset", 0)), int(data.get("size", 0)))
    return found


def _find_weights(graph: Path) -> Iterator[tuple[str, Any]]:
    """Yield the weights that a graph uses, by their names in the network, each as its node."""
    import openvino

    for node in openvino.Core().read_model(graph).get_ordered_ops():
        name, _, operation = node.get_friendly_name().removeprefix(_NETWORK).partition("/aten::")
        if operation == "linear/MatMul":
            (use,) = node.output(0).get_target_inputs()  # where the bias is added
            yield f"{name}.weight", node.input_value(1).get_node()
            yield f"{name}.bias", use.get_node().input_value(1).get_node()
        elif operation in _USES:
            place, kind = _USES[operation]
            yield f"{name}.{kind}", node.input_value(place).get_node()


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
