"""The command `python -m tools.supply check|record|audit|release`."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from tools.docs.regions import ROOT
from tools.supply import licences, recorded
from tools.supply.advisories import NoAdvisoriesError
from tools.supply.audit import audit
from tools.supply.release import ReleaseError, release, uncommitted

VARIABLE = "MALAR_ADVISORIES"


def main() -> int:
    """Do what is asked for; 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tools.supply", description="look after malar's parts")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("check", help="hold locks, recorded metadata and licences against each other")
    recording = commands.add_parser("record", help="record what the locked packages say of themselves")
    recording.add_argument(
        "wheels", nargs="*", type=Path, metavar="WHEEL", help="of packages that are not here"
    )
    auditing = commands.add_parser("audit", help="hold the locked packages against a folder of advisories")
    auditing.add_argument("folder", nargs="?", metavar="FOLDER", help=f"in the OSV format; else {VARIABLE}")
    commands.add_parser("release", help="make wheel, source, bill of materials and checksums in dist/")
    asked = parser.parse_args()
    if asked.command == "check":
        return _check()
    if asked.command == "record":
        return _record(asked.wheels)
    if asked.command == "audit":
        return _audit(asked.folder or os.environ.get(VARIABLE))
    return _release()


def _check() -> int:
    problems = [*recorded.problems(), *licences.problems()]
    for problem in problems:
        print(problem)
    return int(bool(problems))


def _record(wheels: list[Path]) -> int:
    unknown = recorded.record(wheels)
    for key in unknown:
        print(f"{key}: is not here; download its wheel, and name it: python -m tools.supply record WHEEL")
    return int(bool(unknown))


def _audit(folder: str | None) -> int:
    if not folder:
        print(
            f"name a folder of advisories: make audit {VARIABLE}=folder (docs/releases.md)", file=sys.stderr
        )
        return 1
    try:
        passed, told = audit(Path(folder), datetime.now(UTC))
    except NoAdvisoriesError as error:
        print(error, file=sys.stderr)
        return 1
    print(*told, sep="\n")
    return int(not passed)


def _release() -> int:
    for line in uncommitted():
        print(f"not committed, so not in the release: {line}", file=sys.stderr)
    try:
        made = release(ROOT / "dist")
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    print(*(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes" for file in made), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
