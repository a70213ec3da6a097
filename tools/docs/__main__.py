"""The command `python -m tools.docs [--check]`."""

from __future__ import annotations

import argparse
import sys

from tools.docs.pages import made_files
from tools.docs.regions import ROOT


def main() -> int:
    """Write what is made, or with --check name what differs; 1 when anything does."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.docs", description="write the made parts of the docs"
    )
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if anything differs")
    only_check = parser.parse_args().check
    drifted = []
    for path, text in made_files():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        drifted.append(path.relative_to(ROOT))
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in drifted:
        print(f"{path}: differs from the program; run `make docs`" if only_check else f"{path}: written")
    return int(only_check and bool(drifted))


if __name__ == "__main__":
    sys.exit(main())
