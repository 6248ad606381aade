"""A chat model of a megabyte as a GGUF file, made here: a real Llama of one layer that writes a given text.

Its attention and its feed-forward layer give nothing, so that what it writes next follows from the last token alone:
the matrix that reads tokens out holds, for each token of the text, the embedding of the one before it.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WIDTH, _HEADS, _INNER = 256, 4, 256
_SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_TEMPLATE = (
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n'}}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
_UINT32, _FLOAT, _BOOL, _STRING, _ARRAY, _INT32 = 4, 6, 7, 8, 9, 5


def write_tiny_model(path: Path, pieces: Sequence[str], *, endless: bool = False) -> Path:
    """Write the model.

    Args:
        path: Of the file.
        pieces: What it writes, a token each, none of them twice.
        endless: It begins again where the text ends, and never stops.
    """
    letters = list(_byte_letters())
    words = ["".join(letters[byte] for byte in piece.encode()) for piece in pieces]
    tokens = list(dict.fromkeys([*_SPECIAL, *letters, "he", *words]))
    chain = [tokens.index(letters[ord("\n")]), *(tokens.index(word) for word in words)]
    ends = chain[1] if endless else tokens.index("<|im_end|>")
    generator = np.random.default_rng(7)
    embedding = generator.standard_normal((len(tokens), _WIDTH)).astype(np.float32)
    output = np.zeros_like(embedding)
    for before, after in zip(chain, [*chain[1:], ends], strict=True):
        output[after] += embedding[before] / np.linalg.norm(embedding[before])
    path.write_bytes(_gguf(_facts(tokens), _tensors(embedding, output)))
    return path


def _byte_letters() -> list[str]:
    """Return the letter that stands for each byte in the vocabularies of GPT-2 and its like."""
    plain = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = iter(range(256, 512))
    return [chr(byte) if byte in plain else chr(next(others)) for byte in range(256)]


def _facts(tokens: Sequence[str]) -> list[tuple[str, int, Any]]:
    kinds = [3 if token in _SPECIAL else 1 for token in tokens]
    return [
        ("general.architecture", _STRING, "llama"),
        ("general.name", _STRING, "tiny"),
        ("llama.block_count", _UINT32, 1),
        ("llama.context_length", _UINT32, 8192),
        ("llama.embedding_length", _UINT32, _WIDTH),
        ("llama.feed_forward_length", _UINT32, _INNER),
        ("llama.attention.head_count", _UINT32, _HEADS),
        ("llama.attention.head_count_kv", _UINT32, _HEADS),
        ("llama.rope.freq_base", _FLOAT, 10000.0),
        ("llama.attention.layer_norm_rms_epsilon", _FLOAT, 1e-5),
        ("general.file_type", _UINT32, 1),
        ("llama.vocab_size", _UINT32, len(tokens)),
        ("llama.rope.dimension_count", _UINT32, _WIDTH // _HEADS),
        ("tokenizer.ggml.add_space_prefix", _BOOL, False),
        ("tokenizer.ggml.add_bos_token", _BOOL, False),
        ("tokenizer.ggml.model", _STRING, "gpt2"),
        ("tokenizer.ggml.pre", _STRING, "smollm"),
        ("tokenizer.ggml.tokens", _ARRAY, (_STRING, list(tokens))),
        ("tokenizer.ggml.token_type", _ARRAY, (_INT32, kinds)),
        ("tokenizer.ggml.merges", _ARRAY, (_STRING, ["h e"])),
        ("tokenizer.ggml.bos_token_id", _UINT32, 1),
        ("tokenizer.ggml.eos_token_id", _UINT32, 2),
        ("tokenizer.ggml.unknown_token_id", _UINT32, 0),
        ("tokenizer.ggml.padding_token_id", _UINT32, 2),
        ("tokenizer.chat_template", _STRING, _TEMPLATE),
    ]


def _tensors(embedding: NDArray[np.float32], output: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
    nothing = np.zeros((_WIDTH, _WIDTH), dtype=np.float16)
    ones = np.ones(_WIDTH, dtype=np.float32)
    names = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")
    return {
        "token_embd.weight": embedding.astype(np.float16),
        "blk.0.attn_norm.weight": ones,
        "blk.0.ffn_norm.weight": ones,
        **{f"blk.0.{name}.weight": nothing for name in names},
        "output_norm.weight": ones,
        "output.weight": output.astype(np.float16),
    }


def _gguf(facts: Sequence[tuple[str, int, Any]], tensors: dict[str, NDArray[Any]]) -> bytes:
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(facts))
    head += b"".join(_string(name) + struct.pack("<I", kind) + _value(kind, value) for name, kind, value in facts)
    body = b""
    for name, tensor in tensors.items():
        shape = tuple(reversed(tensor.shape))
        kind = 1 if tensor.dtype == np.float16 else 0
        head += _string(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, len(body))
        body += tensor.tobytes() + b"\0" * (-tensor.nbytes % 32)
    return head + b"\0" * (-len(head) % 32) + body


def _value(kind: int, value: Any) -> bytes:
    if kind == _STRING:
        return _string(value)
    if kind == _ARRAY:
        inner, listed = value
        return struct.pack("<IQ", inner, len(listed)) + b"".join(_value(inner, one) for one in listed)
    return struct.pack({_UINT32: "<I", _INT32: "<i", _FLOAT: "<f", _BOOL: "<?"}[kind], value)


def _string(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data
