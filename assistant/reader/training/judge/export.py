"""The trained judge as one OpenVINO model: weights in 8 bits, read as bfloat16 or float32 when it runs."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import torch

from assistant.reader.training.judge.network import JudgeNetwork


class _AsLogits(torch.nn.Module):  # type: ignore[misc, unused-ignore]
    """The network with one output a head, as it is called when it runs."""

    def __init__(self, network: JudgeNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Any, places: Any, owner: Any, rows: Any, heads: Any) -> Any:
        return self.network(ids, places, owner, rows, heads)


def export(network: JudgeNetwork, folder: Path, *, ratio: float | None = None) -> None:
    """Write ``judge.xml`` and ``judge.bin`` into a folder, in one step.

    Args:
        network: Trained.
        folder: Made where it is missing.
        ratio: None keeps all weights in 8 bits.
    """
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import nncf
    import openvino

    network.eval()
    ids = torch.ones((2, 12), dtype=torch.long)
    places = torch.arange(12).repeat(2, 1)
    owner = torch.tensor([[0] * 8 + [1] * 4] * 2)
    rows, heads = torch.tensor([0, 1, 1]), torch.tensor([8, 8, 8])
    inputs = {"ids": ids, "places": places, "owner": owner, "rows": rows, "heads": heads}
    with torch.no_grad():
        model = openvino.convert_model(_AsLogits(network), example_input=inputs)
    model = nncf.compress_weights(model, mode=nncf.CompressWeightsMode.INT8_SYM)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as draft:
        openvino.save_model(model, str(Path(draft) / "judge.xml"), compress_to_fp16=True)
        for name in ("judge.bin", "judge.xml"):
            shutil.move(str(Path(draft) / name), folder / name)
