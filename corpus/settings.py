"""Where the archive lives and how it is encoded: the only reader of the environment in the corpus."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

BUNDLED_ENCODER = "all-MiniLM-L6-v2"


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold the choices that an archive is opened with.

    Attributes:
        home: Folder of the archive.
        encoder: ``all-MiniLM-L6-v2`` for the weights that come with the installation, else a
            sentence-transformers model by name or path.
        chroma_url: ``http://host:port`` of a Chroma server; None for the embedded one.
        bf16: Whether the compiled encoder may use bfloat16 (quicker where the processor has it).
        models: Folder for compiled models that all archives of this machine share; None keeps them in the archive.
        chroma_token: Sent to the Chroma server as a bearer token, which a proxy before it asks for; never shown.
    """

    home: Path
    encoder: str = BUNDLED_ENCODER
    chroma_url: str | None = None
    bf16: bool = True
    models: Path | None = None
    chroma_token: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, home: Path | str | None = None) -> Settings:
        """Read ``NEWSDESK_HOME``, ``_ENCODER``, ``_CHROMA``, ``_CHROMA_TOKEN`` and ``_CACHE``; a given home wins."""
        chosen = home or os.environ.get("NEWSDESK_HOME") or platformdirs.user_data_dir("newsdesk")
        cache = os.environ.get("NEWSDESK_CACHE") or platformdirs.user_cache_dir("newsdesk")
        return cls(
            home=Path(chosen).expanduser(),
            encoder=os.environ.get("NEWSDESK_ENCODER") or BUNDLED_ENCODER,
            chroma_url=os.environ.get("NEWSDESK_CHROMA") or None,
            chroma_token=os.environ.get("NEWSDESK_CHROMA_TOKEN") or None,
            models=Path(cache).expanduser() / "models",
        )
