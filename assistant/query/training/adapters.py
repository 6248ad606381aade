"""The network as torch trains it: the encoder's first layers, frozen, with an adapter beside each weight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from assistant.query.intent_model import ANSWER_TYPES, KINDS
from assistant.query.intent_network import ADAPTED


class Adapted(nn.Module):  # type: ignore[misc, unused-ignore]
    """A frozen linear layer and what is added to it: ``x W + (x down) up``."""

    def __init__(self, frozen: nn.Linear, rank: int) -> None:
        super().__init__()
        self.frozen = frozen.requires_grad_(False)
        self.down = nn.Parameter(torch.randn(frozen.in_features, rank) * frozen.in_features**-0.5)
        self.up = nn.Parameter(torch.zeros(rank, frozen.out_features))

    def forward(self, state: torch.Tensor) -> torch.Tensor:
        """Run the layer and its adapter."""
        added: torch.Tensor = self.frozen(state) + (state @ self.down) @ self.up
        return added


class IntentTrainer(nn.Module):  # type: ignore[misc, unused-ignore]
    """What ``IntentNetwork`` runs, for torch.

    Args:
        encoder: Folder of the encoder.
        layers: How many of its layers are used.
        rank: Width of the adapters.
    """

    def __init__(self, encoder: Path, layers: int, rank: int) -> None:
        super().__init__()
        from transformers import AutoModel

        # The tanh form of GELU: numpy, which runs the network later, has no error function.
        self.encoder = AutoModel.from_pretrained(str(encoder), hidden_act="gelu_pytorch_tanh")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.pooler = None
        self.encoder.requires_grad_(False)
        self.layers, width = layers, self.encoder.config.hidden_size
        for layer in self.encoder.encoder.layer:
            for name in ADAPTED:
                parent, _, last = name.rpartition(".")
                owner = layer.get_submodule(parent)
                setattr(owner, last, Adapted(getattr(owner, last), rank))
        self.focus = nn.Parameter(torch.zeros(width))
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(width, len(KINDS) + len(ANSWER_TYPES) + 1)

    def forward(self, tokens: torch.Tensor, sides: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return a row of scores for each row of tokens."""
        state = self.encoder(input_ids=tokens, token_type_ids=sides, attention_mask=mask).last_hidden_state.float()
        shares = (state @ self.focus).masked_fill(mask == 0, -1e9).softmax(dim=1)
        scores: torch.Tensor = self.head(self.drop((shares.unsqueeze(-1) * state).sum(dim=1)))
        return scores

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return what was trained, in the form that ``IntentNetwork`` reads."""
        arrays: dict[str, NDArray[Any]] = {
            "layers": np.array(self.layers),
            "focus": self.focus.detach().numpy(),
            "head": self.head.weight.detach().numpy().T,
            "head_bias": self.head.bias.detach().numpy(),
        }
        for number, layer in enumerate(self.encoder.encoder.layer):
            for name in ADAPTED:
                adapter = layer.get_submodule(name)
                arrays[f"{number}.{name}.down"] = adapter.down.detach().numpy().astype(np.float16)
                arrays[f"{number}.{name}.up"] = adapter.up.detach().numpy().astype(np.float16)
        return arrays
