"""The help of the command line, exactly as it prints it in a terminal of 80 columns."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from unittest.mock import patch

from assistant.cli.commands import COMMANDS
from assistant.cli.parser import command_line

if TYPE_CHECKING:
    from assistant.cli.parser import Parser


def command_help() -> str:
    """The help of `malar` and of each of its commands, under a heading each."""
    with patch.dict(os.environ, {"COLUMNS": "80", "NO_COLOR": "1"}):
        root, commands = command_line(COMMANDS)
        return "\n\n".join(_section(parser) for parser in (root, *commands.values()))


def _section(parser: Parser) -> str:
    return f"## `{parser.prog}`\n\n```text\n{parser.format_help().strip()}\n```"
