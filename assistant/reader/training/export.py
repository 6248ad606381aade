"""The trained reader as one quantised OpenVINO model: weights in 8 bits, read as bfloat16 or float32 when it runs."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import torch

from assistant.reader.training.network import ReaderNetwork


def export(network: ReaderNetwork, folder: Path) -> None:
    """Write ``reader.xml`` and ``reader.bin`` into a folder, in one step.

    Args:
        network: Trained.
        folder: Made where it is missing.
    """
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import nncf
    import openvino

    network.eval()
    row = torch.ones((2, 12), dtype=torch.long)
    example = {"input_ids": row, "attention_mask": row, "token_type_ids": row}
    with torch.no_grad():
        model = openvino.convert_model(network, example_input=example)
    model = nncf.compress_weights(model, mode=nncf.CompressWeightsMode.INT8_SYM)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as draft:
        openvino.save_model(model, str(Path(draft) / "reader.xml"), compress_to_fp16=True)
        for name in ("reader.bin", "reader.xml"):
            shutil.move(str(Path(draft) / name), folder / name)
