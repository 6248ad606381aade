"""The judge as a torch module: a passage is read once, each statement or question sees it and itself alone.

Tokens of the passage attend to the passage; tokens of an item to the passage and to the item. So a passage with twenty
statements costs little more than with one, in training and when it is used.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional

NEVER = -1e4


class JudgeNetwork(nn.Module):  # type: ignore[misc, unused-ignore]
    """Read rows of a passage and its items.

    ``forward`` returns, for each item, the logits of entailed, contradicted and neutral (items x 3), the logit of
    'the passage answers this question' (items), and the logits of the answer's first and last token
    (items x tokens, each).
    """

    def __init__(self, folder: Path | None, *, frozen: int = 5, layers: int | None = None) -> None:
        """Load the trunk's weights from a folder as transformers keeps them; the lowest layers stay as they are.

        Without a folder its weights are drawn, to be loaded later.
        """
        from transformers import MPNetConfig, MPNetModel

        super().__init__()
        trunk = (
            MPNetModel.from_pretrained(str(folder), add_pooling_layer=False)
            if folder
            else MPNetModel(MPNetConfig(max_position_embeddings=514), add_pooling_layer=False)
        )
        self.embeddings = trunk.embeddings
        self.layers = trunk.encoder.layer[:layers] if layers else trunk.encoder.layer
        self.bias = trunk.encoder.relative_attention_bias
        width = trunk.config.hidden_size
        self.verdict = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 3))
        self.answered = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))
        self.asked = nn.Linear(width, 2 * 128)
        self.token = nn.Linear(width, 2 * 128)
        self.freeze(frozen)

    def freeze(self, lowest: int) -> None:
        """Leave the lowest layers, the embeddings and the attention's bias as they are; train the rest."""
        self.frozen = lowest
        self.requires_grad_(True)
        for part in (self.embeddings, self.bias, *self.layers[:lowest]):
            part.requires_grad_(False)

    def forward(self, ids: Any, places: Any, owner: Any, rows: Any, heads: Any) -> tuple[Any, Any, Any, Any]:
        """Read rows.

        Args:
            ids: Tokens (rows x tokens), 1 where there is none.
            places: Position of each token.
            owner: 0 for the passage, 1.. for the items, -1 where there is no token.
            rows: Row of each item.
            heads: First token of each item.
        """
        bias = self._attention(places, owner)
        with torch.no_grad():
            hidden = self.embeddings.word_embeddings(ids) + self.embeddings.position_embeddings(places + 2)
            hidden = self.embeddings.LayerNorm(hidden)
            bias = bias.to(torch.get_autocast_dtype("cpu") if torch.is_autocast_enabled("cpu") else hidden.dtype)
            for layer in self.layers[: self.frozen]:
                hidden = _apply(layer, hidden, bias)
        for layer in self.layers[self.frozen :]:
            hidden = _apply(layer, hidden, bias)
        item = hidden[rows, heads]
        asked = self.asked(item).float().view(-1, 2, 128)
        token = self.token(hidden).float().view(*hidden.shape[:2], 2, 128)[rows]
        spans = torch.einsum("isd,itsd->ist", asked, token) / math.sqrt(128)
        spans = spans.masked_fill((owner[rows] != 0).unsqueeze(1), NEVER)
        return self.verdict(item).float(), self.answered(item).float().squeeze(-1), spans[:, 0], spans[:, 1]

    def _attention(self, places: Any, owner: Any) -> Any:
        """Return what is added to the attention's scores (rows x heads x tokens x tokens)."""
        from transformers.models.mpnet.modeling_mpnet import MPNetEncoder

        with torch.no_grad():
            apart = places[:, None, :] - places[:, :, None]
            bias = self.bias(MPNetEncoder.relative_position_bucket(apart)).permute(0, 3, 1, 2)
            to, of = owner[:, None, :], owner[:, :, None]
            allowed = (to == 0) | ((to == of) & (to >= 0))
            return bias + torch.where(allowed, 0.0, NEVER).unsqueeze(1)


def _apply(layer: Any, hidden: Any, bias: Any) -> Any:
    attention = layer.attention
    parts = attention.attn
    shape = (*hidden.shape[:2], -1, parts.attention_head_size)
    query, key, value = (part(hidden).view(shape).transpose(1, 2) for part in (parts.q, parts.k, parts.v))
    # Faster by a fifth on processors than scaled_dot_product_attention with a mask, forward and backward together.
    scores = torch.matmul(query / math.sqrt(parts.attention_head_size), key.transpose(-1, -2)) + bias
    read = torch.matmul(functional.softmax(scores, dim=-1), value)
    hidden = attention.LayerNorm(parts.o(read.transpose(1, 2).reshape(hidden.shape)) + hidden)
    inner = functional.gelu(layer.intermediate.dense(hidden))
    return layer.output.LayerNorm(layer.output.dense(inner) + hidden)
