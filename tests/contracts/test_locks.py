"""What is installed is pinned and hashed, from any index, and nothing else comes in beside it."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from requirements import set_up
from tests.contracts.sources import ROOT
from tools.supply.locks import LockError, lock, read_lock

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = ("run", "dev", "lock", "fuzz")


def versions(name: str) -> dict[str, set[str]]:
    """The pinned versions of each package of a lock."""
    pinned: dict[str, set[str]] = {}
    for pin in lock(name):
        pinned.setdefault(pin.name, set()).add(pin.version)
    return pinned


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_pins_and_hashes_and_nothing_else(name: str) -> None:
    assert lock(name)
    assert not [pin.key for pin in lock(name) if not pin.hashes]


@pytest.mark.parametrize("line", ["--index-url https://index", "-e .", "one @ file:///one.whl", "one>=1"])
def test_a_line_that_is_neither_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "run.txt"
    file.write_text(f"one==1 \\\n    --hash=sha256:{'0' * 64}\n{line}\n", encoding="utf-8")
    with pytest.raises(LockError, match=r"run\.txt:3"):
        read_lock(file)


def test_development_takes_the_very_versions_that_users_run() -> None:
    development = versions("dev")
    assert {name: development.get(name) for name in versions("run")} == versions("run")


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups, extras = project["dependency-groups"], project["project"]["optional-dependencies"]
    run = [*project["project"]["dependencies"], *project["build-system"]["requires"], *groups["build"]]
    asked = {"run": [*run, *(each for extra in extras.values() for each in extra)], "dev": groups["dev"]}
    for name, requirements in asked.items():
        for requirement in map(Requirement, requirements):
            pinned = versions(name).get(canonicalize_name(requirement.name), set())
            assert pinned, f"{name}.txt lacks {requirement}; make lock"
            assert not [version for version in pinned if version not in requirement.specifier], requirement


def test_compiled_packages_carry_the_wheels_of_several_platforms() -> None:
    compiled = {"pydantic-core", "rapidfuzz", "pyyaml"}
    assert min(len(pin.hashes) for pin in lock("run") if pin.name in compiled) >= 20


def test_the_set_up_installs_hashed_wheels_and_builds_only_malar(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed: list[list[str]] = []
    monkeypatch.setattr(set_up, "install", installed.append)
    monkeypatch.setattr(set_up, "make_environment", lambda: None)
    monkeypatch.setattr(set_up, "STAMP", tmp_path / "stamp.json")
    for purpose in ("run", "dev"):
        set_up.set_up(purpose)
    for packages, program in zip(installed[::2], installed[1::2], strict=True):
        assert {"--require-hashes", "--only-binary=:all:"} <= set(packages)
        assert {"--no-index", "--no-deps", "--no-build-isolation"} <= set(program)
    assert len(installed) == 4


def test_nothing_is_installed_by_another_way() -> None:
    scripts = [ROOT / "Makefile", ROOT / ".ci" / "run", *(ROOT / ".github").rglob("*.yml")]
    lines = [line for path in scripts for line in path.read_text(encoding="utf-8").splitlines()]
    bare = [
        line for line in lines if re.search(r"\bpip3? .*install|\buv (pip )?(install|sync|run)|\bnpm\b", line)
    ]
    assert not [line for line in bare if "--require-hashes" not in line or "--only-binary=:all:" not in line]


def test_every_step_of_ci_is_pinned_to_a_commit() -> None:
    used = [
        line
        for path in (ROOT / ".github").rglob("*.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\buses:", line)
    ]
    assert used
    assert not [line for line in used if not re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d", line)]
