"""`malar completion`: what makes a shell complete the commands of malar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

SUMMARY = "print what makes your shell complete malar with Tab"

EXPLANATION = """\
Where malar was installed with pip, bash and fish often find it by themselves. Else put the line of your
shell into its start-up file (bash: ~/.bashrc), or the output into a file that it reads. Commands, options,
files and the instruments of malar are completed; codes of patients are not, and malar itself is not
started."""

EXAMPLES = (
    "source <(malar completion bash)",
    "malar completion zsh >~/.zfunc/_malar",
    "malar completion fish >~/.config/fish/completions/malar.fish",
)

SCRIPTS = Path(__file__).with_name("completions")
"""Made from the parser by `make docs`, a file for each shell."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="your shell")


def run(arguments: argparse.Namespace) -> int:
    """Print, and return the exit code."""
    print((SCRIPTS / f"malar.{arguments.shell}").read_text(encoding="utf-8"), end="")
    return 0
