"""Run Streamlit as its own command does, but never ask anybody outside for this machine's address.

Streamlit does that, with a request to a server of its makers' choice, where a page under another name asks to connect.
"""

from __future__ import annotations

import contextlib
import logging
from threading import Thread

from streamlit import net_util
from streamlit.web import cli

_QUESTION = "What is new?"
"""Asked of the archive once, so that every model is loaded before the first visitor asks."""


def main() -> None:
    """Run the command ``streamlit`` with the arguments of this process."""
    keep_to_itself()
    Thread(target=prepare, name="prepare", daemon=True).start()
    cli.main(prog_name="streamlit")


def prepare() -> None:
    """Load what the first visitor would wait for: the pages, the archive, and the models that answers are read with."""
    import assistant.ui.app  # noqa: F401 - the pages, with all that they import
    from assistant.errors import AssistantError
    from assistant.ui.state import shared_assistant
    from corpus import CorpusError

    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    with contextlib.suppress(CorpusError, AssistantError):  # the page says what is wrong
        shared = shared_assistant()
        if shared.archive.outlets():
            shared.ask(_QUESTION)


def keep_to_itself() -> None:
    """Let Streamlit know no address of this machine but its own names."""
    net_util.get_external_ip = _unknown
    net_util.get_internal_ip = _unknown


def _unknown() -> None:
    """Return no address."""


if __name__ == "__main__":
    main()
