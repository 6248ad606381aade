"""The ``newsdesk`` command."""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers read it; to import it would leave Ctrl-C more time to print a traceback
if TYPE_CHECKING:
    from assistant.cli.commands import app as app


def main() -> None:
    """Run the command; Ctrl-C ends it without a word also while its parts are loaded."""
    import signal  # here, as all that takes time

    interrupted = signal.getsignal(signal.SIGINT)
    if interrupted is signal.default_int_handler:  # else it is ignored, as in the background of a script
        signal.signal(signal.SIGINT, _end_at_once)
    from assistant.cli.commands import run

    signal.signal(signal.SIGINT, interrupted)
    try:
        run()
    except KeyboardInterrupt:  # before or after the command itself, which says what it has done
        _end_at_once()
    finally:
        if interrupted is signal.default_int_handler:
            signal.signal(signal.SIGINT, _end_at_once)


def _end_at_once(*_: object) -> None:
    """End as a command does that Ctrl-C has ended; nothing is open yet."""
    import os

    os._exit(130)


def __getattr__(name: str) -> object:
    """Load the commands when they are asked for."""
    if name == "app":
        from assistant.cli.commands import app

        return app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
