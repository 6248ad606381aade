"""The reader as a torch module: the encoder's own layers with three numbers a token and one a passage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional

_HELD_BACK = 0.5
"""Weight of the loss of 'does it answer at all' beside that of start and end."""


class ReaderNetwork(nn.Module):  # type: ignore[misc, unused-ignore]
    """Give start, end and 'answers at all' for rows of question and passage.

    ``forward`` returns logits: starts and ends, both (rows x tokens), place 0 meaning 'no answer', and answered (rows).
    """

    def __init__(self, folder: Path) -> None:
        """Load the encoder's weights from a folder as transformers keeps them."""
        from transformers import BertModel

        super().__init__()
        self.encoder = BertModel.from_pretrained(str(folder), add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.spans = nn.Linear(width, 2)
        self.answered = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> tuple[Any, Any, Any]:
        """Read rows of tokens (rows x tokens, int64)."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        # The question's own tokens and the padding are never the answer; place 0 always may be.
        allowed = (token_type_ids * attention_mask).bool()
        allowed = torch.cat([torch.ones_like(allowed[:, :1]), allowed[:, 1:]], dim=1)
        both = self.spans(hidden).float()
        both = torch.where(allowed.unsqueeze(-1), both, torch.full_like(both, -1e4))
        return both[..., 0], both[..., 1], self.answered(hidden[:, 0]).float().squeeze(-1)


def loss_of(found: tuple[Any, Any, Any], starts: Any, ends: Any, answered: Any) -> Any:
    """Return the mean cross entropy of start and end, and of 'answers at all'."""
    first, last, sure = found
    spans = (functional.cross_entropy(first, starts) + functional.cross_entropy(last, ends)) / 2
    return spans + _HELD_BACK * functional.binary_cross_entropy_with_logits(sure, answered)
