"""Run Streamlit as its own command does, but never ask anybody outside for this machine's address.

Streamlit does that, with a request to a server of its makers' choice, where a page under another name asks to connect.
"""

from __future__ import annotations

from streamlit import net_util
from streamlit.web import cli


def main() -> None:
    """Run the command ``streamlit`` with the arguments of this process."""
    keep_to_itself()
    cli.main(prog_name="streamlit")


def keep_to_itself() -> None:
    """Let Streamlit know no address of this machine but its own names."""
    net_util.get_external_ip = _unknown
    net_util.get_internal_ip = _unknown


def _unknown() -> None:
    """Return no address."""


if __name__ == "__main__":
    main()
