"""Makes `.venv` and installs the locked packages into it, once for each state of the locks.

Called by the Makefile, which has seen to it that the Python is new enough. Says in one line what is
missing instead of failing with a traceback.

    python3 requirements/set_up.py run|dev
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed-locks.json"
OLDEST = (3, 11)
PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--quiet"]


class SetUpError(Exception):
    """What keeps the set-up from finishing, in one line for the person who typed `make`."""


def main(arguments: list[str]) -> int:
    """Set up for `run` or `dev`; 0 when the environment is ready, 1 with one line on stderr, 2 for usage."""
    if len(arguments) != 1 or arguments[0] not in ("run", "dev"):
        print("usage: set_up.py run|dev", file=sys.stderr)
        return 2
    try:
        set_up(arguments[0])
    except SetUpError as problem:
        print(f"malar set-up: {problem}", file=sys.stderr)
        return 1
    return 0


def set_up(purpose: str) -> None:
    """Bring `.venv` to the state of the lock file for `purpose`, or leave it alone if it is there already."""
    lock = ROOT / "requirements" / f"{purpose}.txt"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if usable_environment() and installed_locks().get(purpose) == digest:
        return
    make_environment()
    name = lock.relative_to(ROOT)
    print(f"malar set-up: installing {name} into .venv (once, a minute or two) ...", file=sys.stderr)
    # Wheels alone: what building a package needs is in no lock, and would come without a hash.
    install(["--require-hashes", "--only-binary=:all:", "-r", str(lock)])
    install(["--no-index", "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    digests = {purpose: digest}
    if purpose == "dev":
        # The development lock holds every pin of the run lock (tests/contracts/test_locks.py).
        run_lock = ROOT / "requirements" / "run.txt"
        digests["run"] = hashlib.sha256(run_lock.read_bytes()).hexdigest()
    STAMP.write_text(json.dumps(digests), encoding="utf-8")


def usable_environment() -> bool:
    """Whether `.venv` holds a Python that starts and is new enough (it breaks when its Python is removed)."""
    if not VENV_PYTHON.exists():
        return False
    check = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    return subprocess.run([str(VENV_PYTHON), "-c", check], check=False, capture_output=True).returncode == 0


def installed_locks() -> dict[str, str]:
    """The digests of the locks that were installed, by purpose; empty when nothing is known."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def make_environment() -> None:
    """Make `.venv` if there is no usable one."""
    if usable_environment():
        return
    print("malar set-up: making .venv ...", file=sys.stderr)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], check=False, capture_output=True, text=True
    )
    if made.returncode != 0:
        raise SetUpError(
            f"{sys.executable} cannot make a virtual environment; "
            "install the missing part (Debian, Ubuntu: apt-get install python3-venv) and try again"
        )


def install(what: list[str]) -> None:
    """Run pip in `.venv`; its own message stays on the terminal when it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([str(VENV_PYTHON), *PIP, *what], check=False, env=environment)
    if done.returncode != 0:
        raise SetUpError(
            "the packages could not be installed (pip says why above); the first set-up needs the network, "
            "later starts do not; a package without a wheel for this machine is not built"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
