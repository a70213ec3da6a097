"""The parser of the command line, and its help: the same parts in the same order for every command."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from assistant import __version__
from assistant.cli.commands import COMMANDS, GROUPS, command
from assistant.cli.main import DEMO, PLAIN
from assistant.errors import capital, one_line, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.cli.commands import Command

DESCRIPTION = """\
Scores lupus with the instruments that are there, and answers questions on its treatment from one paper.
Without a command it opens the conversation in the terminal. A reference and documentation aid for clinicians,
not a medical device."""

EXIT_CODES = "exit code: 0 done; 1 refused, and stderr says why; 2 not understood"

MORE = "malar COMMAND --help tells more of a command."

STARTS = ("malar", "malar --demo", 'malar ask "HZ risk w/ anifro"', "malar score --help")
"""What the first help gives as examples."""


class Parser(argparse.ArgumentParser):
    """Tells what was not understood in one line, and where help is."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        self.exit(2, f"{self.prog}: {one_line(message)}; see {self.prog} --help\n")


class Layout(argparse.HelpFormatter):
    """Fills paragraphs to the width, and leaves those with indented lines as they stand."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n\n".join(
            paragraph if "\n  " in paragraph else super(Layout, self)._fill_text(paragraph, width, indent)
            for paragraph in text.split("\n\n")
        )


def command_line(names: Iterable[str]) -> tuple[Parser, Mapping[str, Parser]]:
    """The parser with these commands, and the parser of each.

    Only the modules of these commands are imported, so that each starts fast.
    """
    parser = Parser(
        prog="malar",
        usage=f"malar [{PLAIN}] [{DEMO}]\n       malar COMMAND ...",
        description=DESCRIPTION,
        formatter_class=Layout,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action="version", version=f"malar {__version__}", help="tell the version"
    )
    parser.add_argument(PLAIN, action="store_true", help="converse line by line, without a full screen")
    parser.add_argument(DEMO, action="store_true", help="converse on the demonstration records")
    holder = parser.add_subparsers(dest="command", prog="malar", help=argparse.SUPPRESS)
    modules = {name: command(name) for name in names}
    made = {name: _subparser(holder, name, module) for name, module in modules.items()}
    if modules.keys() == COMMANDS.keys():
        parser.epilog = "\n\n".join(
            (
                _listing(modules),
                _examples(STARTS),
                EXIT_CODES,
                MORE,
            )
        )
    return parser, made


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments of a command line that begins with a command or an option; ends the program for usage."""
    first = arguments[0]
    parser, commands = command_line((first,) if first in COMMANDS else tuple(COMMANDS))
    if first not in COMMANDS and not first.startswith("-"):
        parser.error(_no_command(first))
    found, rest = parser.parse_known_args(arguments)
    asked = commands.get(found.command, parser)
    if rest:
        asked.error(_not_taken(rest[0], asked))
    if asked is parser:
        parser.error("there is no command")
    if first not in COMMANDS:
        parser.error(f"{first} in front opens the conversation; what a command takes comes after it")
    return found


def _subparser(holder: argparse._SubParsersAction[Parser], name: str, module: Command) -> Parser:
    parser = holder.add_parser(
        name,
        description=f"{capital(module.SUMMARY)}.",
        epilog="\n\n".join((module.EXPLANATION, _examples(module.EXAMPLES), EXIT_CODES)),
        formatter_class=Layout,
        allow_abbrev=False,
    )
    module.add_arguments(parser)
    return parser


def _examples(lines: Sequence[str]) -> str:
    return "\n  ".join(("examples:", *lines))


def _listing(modules: Mapping[str, Command]) -> str:
    width = max(map(len, modules))
    return "\n\n".join(
        "\n".join((f"{title}:", *(f"  {name:{width}}  {modules[name].SUMMARY}" for name in group)))
        for title, group in GROUPS.items()
    )


def _no_command(word: str) -> str:
    if " " in word.strip():
        return f'there is no command {quoted(word)}; to ask something, write malar ask "..."'
    # Only a mistake pays for it.
    from assistant.conversation.commands.listed import BY_NAME

    if word in BY_NAME:
        return f"{quoted(word)} is said in the conversation, as /{word}: malar opens it"
    return f"there is no command {quoted(word)}{_nearest(word, COMMANDS)}"


def _not_taken(word: str, parser: Parser) -> str:
    # argparse has no public list of the options that were declared.
    options = [option for action in parser._actions for option in action.option_strings]
    return f"{quoted(word)} is not understood here{_nearest(word.partition('=')[0], options)}"


def _nearest(word: str, known: Iterable[str]) -> str:
    """The nearest known word, as a question; nothing where none is near."""
    # Only a mistake pays for it.
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""
