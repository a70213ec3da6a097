"""The command `python -m tools.fuzzing run|keep|replay`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.fuzzing import corpus
from tools.fuzzing.replaying import distil, try_again
from tools.fuzzing.running import Outcome, is_fault, run, table
from tools.fuzzing.targets import TARGETS

FOLDER = corpus.ROOT / "build" / "fuzzing"


def main() -> int:
    """Do what is asked for; 1 where a fault was found."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.fuzzing", description="change inputs until one fails"
    )
    actions = parser.add_subparsers(dest="action", required=True)
    every = actions.add_parser("run", help="fuzz every target for a share of the time, and print a table")
    every.add_argument("targets", nargs="*", metavar="TARGET", help=f"one of {', '.join(TARGETS)}")
    every.add_argument("--minutes", type=float, default=20.0, help="for all targets together (20)")
    keep = actions.add_parser("keep", help="take what reached new code in a run into tests/abuse/corpus")
    keep.add_argument("targets", nargs="*", metavar="TARGET")
    again = actions.add_parser("replay", help="try inputs of a target again: files, or all that are kept")
    again.add_argument("target", metavar="TARGET")
    again.add_argument("files", nargs="*", type=Path, metavar="FILE")
    for each in (every, keep):
        each.add_argument("--folder", type=Path, default=FOLDER, help=f"where runs are written ({FOLDER})")
    given = parser.parse_args()
    wrong = [
        name for name in getattr(given, "targets", [given.__dict__.get("target")]) if name not in TARGETS
    ]
    if wrong:
        parser.error(f"there is no target {wrong[0]}; choose of {', '.join(TARGETS)}")
    if given.action == "replay":
        return replay(given.target, given.files or [*corpus.kept(given.target), *corpus.pinned(given.target)])
    names = given.targets or list(TARGETS)
    return (
        run_all(names, given.minutes, given.folder)
        if given.action == "run"
        else keep_all(names, given.folder)
    )


def run_all(names: list[str], minutes: float, folder: Path) -> int:
    """Run each target, tell what it found as soon as it is over, and print the table."""
    outcomes: list[Outcome] = []
    for name in names:
        outcome = run(name, 60 * minutes / len(names), folder)
        outcome.faults = tuple(file for file in outcome.faults if is_fault(name, file))
        outcomes.append(outcome)
        for file in outcome.faults:
            print(f"{name}: python -m tools.fuzzing replay {name} {file}", file=sys.stderr)
    print(table(outcomes))
    keep_all(names, folder)
    return int(any(outcome.faults or outcome.failed for outcome in outcomes))


def keep_all(names: list[str], folder: Path) -> int:
    """Take the inputs of a run that take further ways among those that are kept."""
    for name in names:
        found = sorted((folder / name / "corpus").glob("*")) if (folder / name).is_dir() else []
        before = corpus.kept(name)
        kept = distil(TARGETS[name], [file.read_bytes() for file in (*before, *found)])
        for file in before:
            file.unlink()
        corpus.write(corpus.CORPUS / name, kept)
        print(f"{name}: {len(kept)} kept of {len(found) + len(before)}", file=sys.stderr)
    return 0


def replay(name: str, files: list[Path]) -> int:
    """Try inputs once more; what one of them shows is let through."""
    for file in files:
        try_again(TARGETS[name], file.read_bytes())
    print(f"{name}: {len(files)} inputs, no fault")
    return 0


if __name__ == "__main__":
    sys.exit(main())
