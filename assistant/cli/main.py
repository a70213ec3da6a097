"""The command `malar`: which command was asked for, and how errors end.

Exit codes: 0 done; 1 the input was wrong, told in one line on stderr; 2 usage.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from assistant.cli.literal_output import literal_output
from assistant.cli.terminal import spell_out_what_cannot_be_shown, why_no_screen
from assistant.errors import AssistantError, one_line, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

PLAIN, DEMO = "--plain", "--demo"
WITHOUT_COMMAND = frozenset({PLAIN, DEMO})
"""Options that open the conversation; they come without a command."""

DEBUGGING = ("TEXTUAL", "TEXTUAL_DEBUG", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT", "TEXTUAL_SHOW_RETURN")
"""Settings of the toolkit with which it would write keys and screens to files, or speak with a console."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if argv is None:
        sys.excepthook = _tell_fault
    if sys.stdout is None:
        print("malar: standard output is closed; open it, or send it to a file", file=sys.stderr)
        return 1
    spell_out_what_cannot_be_shown()
    with literal_output():
        return _ended(arguments)


def _ended(arguments: list[str]) -> int:
    """Do what was asked for; whatever went wrong is told in one line."""
    try:
        code = _done(arguments)
        sys.stdout.flush()
    except AssistantError as error:
        for line in error.lines:
            print(f"malar: {line}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader has left. Nothing may be written any more, not even by the interpreter as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"malar: {one_line(shortened(error))}; free space, or check the rights", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _done(arguments: list[str]) -> int:
    """The exit code of the conversation or of a command. Raises AssistantError also for a missing library."""
    try:
        return _converse(arguments) if set(arguments) <= WITHOUT_COMMAND else _run(arguments)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("assistant"):
            raise
        raise AssistantError(
            f"the library {error.name} is not in this Python ({sys.executable}); `make run` in the checkout "
            "installs what malar needs"
        ) from error


def _converse(options: Sequence[str]) -> int:
    """Open the conversation: on the screen, or line by line; on the demonstration records where asked."""
    from assistant.conversation.access.idle import minutes_set
    from assistant.log import watch_threads

    # A setting that is wrong is told before there is a screen.
    minutes_set()
    watch_threads()
    demo = DEMO in options
    plain = PLAIN in options
    if not plain:
        if sys.stdin is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise AssistantError(
                "the conversation on the screen needs a terminal; use malar --plain, or in a script a "
                "command (see malar --help)"
            )
        why_not = why_no_screen()
        plain = bool(why_not)
        if plain:
            print(f"malar: {why_not}. It goes on line by line, as with malar --plain.", file=sys.stderr)
    if plain:
        from assistant.cli.plain import run as run_plain

        return run_plain(demo=demo)
    from assistant.cli.passphrase_prompt import unlock_before_the_screen

    unlock_before_the_screen()
    _forget_debugging()
    from assistant.tui.app import run

    return run(demo=demo)


def _forget_debugging() -> None:
    # For developers of the toolkit: a log of every key, pictures of the screen, a connection to a console.
    for name in DEBUGGING:
        os.environ.pop(name, None)


def _run(arguments: list[str]) -> int:
    from assistant.cli.commands import command
    from assistant.cli.parser import parsed

    if arguments[0] == "help":
        arguments = [*arguments[1:2], "--help"]
    found = parsed(arguments)
    return command(found.command).run(found)


def _tell_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell a fault of the program in one line: a traceback would print the values that it worked on."""
    from assistant.log import fault

    if isinstance(error, Exception):
        print(f"malar: {fault(error)}", file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)
