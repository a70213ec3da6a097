"""The lock files install from any index: pinned and hashed, with no index, path or address in them."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import pytest

from tests.contracts.sources import ROOT

LOCKS = ("run", "dev", "lock", "fuzz")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


@cache
def lines(lock: str) -> tuple[str, ...]:
    """The lines of a lock file."""
    return tuple((ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines())


def pins(lock: str) -> dict[str, str]:
    """The pinned version of each package of a lock."""
    return {found[1]: found[2] for line in lines(lock) if (found := PIN.match(line))}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_and_hashes_and_nothing_else(lock: str) -> None:
    assert pins(lock)
    assert not [line for line in lines(lock) if not PIN.match(line) and not HASH.match(line)]
    for before, after in zip(lines(lock), lines(lock)[1:], strict=False):
        assert not PIN.match(before) or HASH.match(after), f"{before} has no hash"


def test_development_takes_the_very_versions_that_users_run() -> None:
    development = pins("dev")
    assert {name: development.get(name) for name in pins("run")} == pins("run")


def test_the_run_lock_holds_every_dependency_and_the_build_backend() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    assert {re.split("[<>=]", requirement)[0] for requirement in declared} <= pins("run").keys()


def test_compiled_packages_carry_the_wheels_of_several_platforms() -> None:
    compiled = {"pydantic-core", "rapidfuzz", "pyyaml"}
    counts = dict.fromkeys(compiled, 0)
    current = ""
    for line in lines("run"):
        if found := PIN.match(line):
            current = found[1]
        elif current in counts:
            counts[current] += 1
    assert min(counts.values()) >= 20
