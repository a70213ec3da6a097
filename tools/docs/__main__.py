"""The command `python -m tools.docs [--check]`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tools.docs.pages import made_files
from tools.docs.regions import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def main() -> int:
    """Write what is made, or with --check name what differs; 1 when anything does."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.docs", description="write the made parts of the docs"
    )
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if anything differs")
    only_check = parser.parse_args().check
    drifted = differing(made_files())
    for path, text in drifted.items():
        if only_check:
            print(f"{path.relative_to(ROOT)}: differs from the program; run `make docs`")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{path.relative_to(ROOT)}: written")
    return int(only_check and bool(drifted))


def differing(made: Iterable[tuple[Path, str]]) -> dict[Path, str]:
    """The files that are not there or say something else, with the text they should have.

    Spaces and line breaks do not count: Python 3.13 lays out the help of a command otherwise than 3.11.
    """
    return {path: text for path, text in made if not path.exists() or _words(path) != text.split()}


def _words(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split()


if __name__ == "__main__":
    sys.exit(main())
