"""The help of the command line, exactly as it prints it."""

from __future__ import annotations

import os
import subprocess
import sys

from assistant.cli.main import COMMANDS
from tools.docs.regions import ROOT


class HelpError(Exception):
    """A command does not print its help."""


def command_help() -> str:
    """The help of `malar` and of each of its commands, under a heading each."""
    return "\n\n".join(_section(words) for words in ((), *((name,) for name in COMMANDS)))


def _section(words: tuple[str, ...]) -> str:
    title = " ".join(("malar", *words))
    return f"## `{title}`\n\n```text\n{_help(words)}\n```"


def _help(words: tuple[str, ...]) -> str:
    """What `--help` prints in a terminal of 80 columns without colours."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *words, "--help"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise HelpError(f"malar {' '.join(words)} --help failed: {done.stderr.strip()}")
    return done.stdout.strip()
