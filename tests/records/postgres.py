"""A real PostgreSQL server for the tests: on a unix socket, with data of its own, never as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg

NEEDED_VARIABLE = "MALAR_TESTS_NEED_POSTGRESQL"
DEBIAN_PLACES = "/usr/lib/postgresql"
IN_MEMORY = "/dev/shm"  # noqa: S108 - a folder of its own is made there, as tempfile does it
ROOM_NEEDED = 4 * 1024**3
"""Bytes: a database takes 8 MB, and there are a few hundred."""


class NoServer(Exception):
    """PostgreSQL is not installed here."""


def server_needed() -> bool:
    """Whether a machine without a server is a failure: in CI it is."""
    return bool(os.environ.get(NEEDED_VARIABLE) or os.environ.get("CI"))


class Server:
    """One server, stopped by `stop`."""

    def __init__(self, *, durable: bool = False) -> None:
        # What survives a power cut is not what the tests look at.
        self._sync = "on" if durable else "off"
        self._programs = _programs()
        self._account = _account()
        place = None if durable or not _roomy(IN_MEMORY) else IN_MEMORY
        self._folder = Path(tempfile.mkdtemp(prefix="malar-pg-", dir=place))
        self._made = 0
        if self._account is not None:
            shutil.chown(self._folder, self._account)
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-U", "malar", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.back()

    def new_database(self) -> str:
        """The address of a database that nobody has used."""
        self._made += 1
        name = f"malar_{self._made}"
        with psycopg.connect(
            f"host={self._folder} user=malar dbname=postgres", autocommit=True
        ) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://malar@/{name}?host={self._folder}"

    def away(self) -> None:
        """Stop it as a lost machine does, without a word to anyone."""
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "-w", "stop")

    def back(self) -> None:
        """Start it again, or for the first time."""
        settings = f"-c listen_addresses='' -c fsync={self._sync} -k {self._folder}"
        data, log = str(self._folder / "data"), str(self._folder / "log")
        self._run("pg_ctl", "-D", data, "-w", "-l", log, "-o", settings, "start")

    def stop(self) -> None:
        """Stop it and remove its data."""
        self.away()
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str) -> None:
        as_whom: dict[str, Any] = {} if self._account is None else {"user": self._account}
        with (self._folder.parent / f"{self._folder.name}.out").open("w+", encoding="utf-8") as out:
            Path(out.name).unlink()
            done = subprocess.run(
                [str(self._programs / program), *arguments],
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=self._folder,
                check=False,
                **as_whom,
            )
            out.seek(0)
            assert done.returncode == 0, f"{program}: {out.read()}"


def _roomy(folder: str) -> bool:
    """Whether a folder in memory is there and has the room."""
    if not Path(folder).is_dir():
        return False
    system = os.statvfs(folder)
    return system.f_bavail * system.f_frsize >= ROOM_NEEDED


def _programs() -> Path:
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    versions = sorted(Path(DEBIAN_PLACES).glob("*/bin/initdb"), key=lambda each: int(each.parts[-3]))
    if not versions:
        raise NoServer
    return versions[-1].parent


def _account() -> str | None:
    """The account for the server where this one is root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
