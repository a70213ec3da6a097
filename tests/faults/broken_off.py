"""Commands killed before each step that lasts: `python -m tests.faults.broken_off FOLDER`.

A step that lasts is a commit of the database, a file that is put on disk, or one that gets another name.
Each command begins on the same records again and again, and is killed before its first such step, its second,
and so on, until it comes to its end. What is there then is looked at by a process of its own. Prints as JSON
how many kills there were of each command, and what was wrong.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from assistant.cli.main import main
from assistant.records.store.database import Database
from assistant.records.store.migrating import upgrade

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LASTING = ("fsync", "replace", "rename", "link")
FIRST, SECOND = "P-1", "P-2"
OLD = "0001"
RELEASED = Path(__file__).parents[1] / "records" / "released"
NOBODY: frozenset[str] = frozenset()

COMMANDS: Mapping[str, tuple[tuple[str, ...], str, tuple[frozenset[str], ...]]] = {
    "import into nothing": (("import", "second.json"), "", (NOBODY, frozenset({SECOND}))),
    "import": (("import", "second.json"), "first", (frozenset({FIRST}), frozenset({FIRST, SECOND}))),
    "backup": (("backup", "new.backup"), "first", (frozenset({FIRST}),)),
    "restore": (
        ("restore", "second.backup", "--replace"),
        "first",
        (frozenset({FIRST}), frozenset({SECOND})),
    ),
    "migration": (("patients",), "old", (frozenset({"P-014"}),)),
}
"""What is run, on which records, and who may be on record afterwards."""


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a command in a folder; its exit code and what it wrote."""
    os.environ["MALAR_HOME"] = str(folder)
    os.chdir(folder)
    written = io.StringIO()
    with redirect_stdout(written), redirect_stderr(written):
        code = main(arguments)
    return code, written.getvalue()


def in_a_process(do: Callable[[], object]) -> tuple[bool, Any]:
    """Whether something came to its end in a process of its own, and what it returned."""
    mine, theirs = os.pipe()
    process = os.fork()
    if not process:
        os.write(theirs, json.dumps(do()).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(mine, encoding="utf-8") as told:
        said = told.read()
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if status not in {0, -signal.SIGKILL}:
        raise ChildProcessError(f"ended with {status}")
    return status == 0, json.loads(said) if said else None


def killed_at(number: int, do: Callable[[], object]) -> object:
    """Do something, but be killed before the step of this number that lasts."""
    left = iter(range(number))

    def watched(step: Callable[..., object]) -> Callable[..., object]:
        def taken(*arguments: object, **settings: object) -> object:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*arguments, **settings)

        return taken

    for name in LASTING:
        setattr(os, name, watched(getattr(os, name)))
    SQLiteDialect.do_commit = watched(SQLiteDialect.do_commit)  # type: ignore[method-assign]
    return do()


def wrong(folder: Path, allowed: tuple[frozenset[str], ...]) -> list[str]:
    """What is wrong with what a killed command left."""
    code, told = run(folder, "patients", "--json")
    codes = frozenset(json.loads(line)["code"] for line in told.splitlines()) if not code else None
    problems = [] if codes in allowed else [f"on record: {told}"]
    verified, told = run(folder, "audit", "verify")
    problems += [told] if verified else []
    if (folder / "new.backup").exists():
        restored, told = run(folder, "restore", "new.backup", "--replace")
        problems += [told] if restored else []
    return problems


def prepare(folder: Path) -> None:
    """Records of the first patient, of an older malar, a backup of the second, and files to import."""
    folder.mkdir()
    made = []
    for name, code in (("first", FIRST), ("second", SECOND)):
        (folder / f"{name}.json").write_text(json.dumps({"patients": [{"code": code}]}), encoding="utf-8")
        made += [run(folder, "import", f"{name}.json"), run(folder, "backup", f"{name}.backup")]
        (folder / "records.sqlite").rename(folder / f"{name}.sqlite")
    assert not any(code for code, _ in made), made
    database = Database(URL.create("sqlite", database=str(folder / "old.sqlite")))
    with database.writing() as connection:
        upgrade(connection, OLD)
        for statement in (RELEASED / f"{OLD}.sql").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                connection.connection.cursor().execute(statement)
    database.close()


def kills(place: Path) -> dict[str, tuple[int, list[str]]]:
    """How often each command was killed, and what was wrong."""
    in_a_process(lambda: prepare(place / "before"))
    done: dict[str, tuple[int, list[str]]] = {}
    for name, (arguments, records, allowed) in COMMANDS.items():
        problems: list[str] = []
        ended, number = False, -1
        while not ended:
            number += 1
            folder = place / f"{name}-{number}"
            shutil.copytree(place / "before", folder)
            if records:
                shutil.copy(folder / f"{records}.sqlite", folder / "records.sqlite")
            ended, _ = in_a_process(lambda: killed_at(number, lambda: run(folder, *arguments)))  # noqa: B023
            _, found = in_a_process(lambda: wrong(folder, allowed))  # noqa: B023
            problems += [f"step {number}: {each}" for each in found]
        done[name] = (number, problems)
    return done


if __name__ == "__main__":
    # What every command imports is imported once, before anything forks.
    run(Path(sys.argv[1]), "patients")
    sys.stdout.write(json.dumps(kills(Path(sys.argv[1]))))
