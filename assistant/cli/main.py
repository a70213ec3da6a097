"""The command `malar`: which command was asked for, and how errors end.

Exit codes: 0 done; 1 the input was wrong, told in one line on stderr; 2 usage.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Protocol

from assistant.cli.literal_output import literal_output
from assistant.cli.terminal import spell_out_what_cannot_be_shown, why_no_screen
from assistant.errors import AssistantError, one_line, shortened

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

COMMANDS = {
    "ask": "assistant.cli.ask",
    "score": "assistant.cli.score",
    "prefill": "assistant.cli.prefill",
    "derive": "assistant.cli.derive",
    "ladder": "assistant.cli.ladder",
    "train": "assistant.cli.train",
    "training": "assistant.cli.training",
    "instruments": "assistant.cli.instruments",
    "evidence": "assistant.cli.evidence",
    "convert": "assistant.cli.convert",
    "patients": "assistant.cli.patients",
    "patient": "assistant.cli.patient",
    "visits": "assistant.cli.visits",
    "plot": "assistant.cli.plot",
    "cohort": "assistant.cli.cohort",
    "change": "assistant.cli.change",
    "bodymap": "assistant.cli.bodymap",
    "import": "assistant.cli.import_records",
    "export": "assistant.cli.export_records",
    "consistency": "assistant.cli.consistency",
    "raters": "assistant.cli.raters",
    "audit": "assistant.cli.audit",
    "backup": "assistant.cli.backup",
    "restore": "assistant.cli.restore",
    "rekey": "assistant.cli.rekey",
    "demo": "assistant.cli.demo",
    "check": "assistant.cli.check",
    "unanswered": "assistant.cli.unanswered",
}

PLAIN, DEMO = "--plain", "--demo"
WITHOUT_COMMAND = frozenset({PLAIN, DEMO})
"""Options that go without a command; with one they are refused."""

DESCRIPTION = """\
Scores lupus with the instruments that are there, and answers questions on its treatment from one paper.
Without a command it opens the conversation in the terminal. A reference and documentation aid for clinicians,
not a medical device."""


class Command(Protocol):
    """What the module of a command offers."""

    SUMMARY: str
    """One line for the list of commands."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it and return the exit code; an AssistantError is told by the caller."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if sys.stdout is None:
        print("malar: standard output is closed; open it, or send it to a file", file=sys.stderr)
        return 1
    spell_out_what_cannot_be_shown()
    with literal_output():
        return _ended(arguments)


def _ended(arguments: list[str]) -> int:
    """Do what was asked for; whatever went wrong is told in one line."""
    try:
        code = _converse(arguments) if set(arguments) <= WITHOUT_COMMAND else _run(arguments)
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


def _converse(options: Sequence[str]) -> int:
    """Open the conversation: on the screen, or line by line; on the demonstration records where asked."""
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
    from assistant.tui.app import run

    return run(demo=demo)


def _run(arguments: list[str]) -> int:
    import argparse

    from assistant import __version__

    parser = argparse.ArgumentParser(prog="malar", description=DESCRIPTION, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"malar {__version__}")
    parser.add_argument(
        PLAIN,
        action="store_true",
        help="without a command: hold the conversation line by line, without a full screen",
    )
    parser.add_argument(
        DEMO,
        action="store_true",
        help="without a command: open the conversation on the demonstration records",
    )
    commands = parser.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")
    # Help names every command; otherwise only the one that was asked for is imported.
    wanted = [arguments[0]] if arguments[0] in COMMANDS else list(COMMANDS)
    modules: dict[str, Command] = {}
    for name in wanted:
        module: Command = importlib.import_module(COMMANDS[name])
        modules[name] = module
        subparser = commands.add_parser(
            name, help=module.SUMMARY, description=module.SUMMARY, allow_abbrev=False
        )
        module.add_arguments(subparser)
    parsed = parser.parse_args(arguments)
    if parsed.plain:
        parser.error(f"{PLAIN} goes without a command")
    return modules[parsed.command].run(parsed)
