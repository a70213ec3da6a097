"""The release: wheel, source, bill of materials and checksums, made from the last commit alone.

What is built depends on the commit alone, not on the folder, the clock or the account: it is built twice, in
different places, and compared.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tools.docs.regions import ROOT
from tools.release_day import release_day

BILL = Path("requirements") / "malar.cdx.json"
CHECKSUMS = "SHA256SUMS"


class ReleaseError(Exception):
    """Nothing could be released, and why."""


def release(dist: Path) -> list[Path]:
    """Make the files of the release in a new folder; what was in it goes. Raises ReleaseError."""
    with tempfile.TemporaryDirectory() as place:
        archive = Path(place) / "committed.tar"
        _run(["git", "archive", "--format=tar", f"--output={archive}", "HEAD"], ROOT)
        made = build(unpacked(archive, Path(place) / "committed"), Path(place) / "first")
        source = next(unpacked(made[0], Path(place) / "elsewhere").iterdir())
        again = build(source, Path(place) / "second")
        for one, other in zip(made, again, strict=True):
            if one.read_bytes() != other.read_bytes():
                raise ReleaseError(f"{one.name} comes out different when it is built in another place")
        shutil.rmtree(dist, ignore_errors=True)
        dist.mkdir(parents=True)
        kept = [Path(shutil.copy(file, dist)) for file in made]
        bill = f"{made[0].name.removesuffix('.tar.gz')}.cdx.json"
        kept.append(Path(shutil.copy(source / BILL, dist / bill)))
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in kept]
    (dist / CHECKSUMS).write_text("\n".join(sums) + "\n", encoding="utf-8")
    return [*kept, dist / CHECKSUMS]


def build(source: Path, folder: Path) -> list[Path]:
    """The source archive and the wheel of a folder, in this order. Raises ReleaseError."""
    backend = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(folder)]
    _run(backend, source, SOURCE_DATE_EPOCH=str(int(release_day().timestamp())))
    return sorted(folder.iterdir(), key=lambda file: file.suffix == ".whl")


def unpacked(archive: Path, folder: Path) -> Path:
    """The folder into which an archive was unpacked."""
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    return folder


def uncommitted() -> list[str]:
    """Files that the release does not hold as they stand in the folder."""
    return _run(["git", "status", "--porcelain"], ROOT).splitlines()


def _run(command: list[str], folder: Path, **extra: str) -> str:
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **extra}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ReleaseError(f"{' '.join(command[:4])} ... failed: {done.stderr.strip()}")
    return done.stdout
