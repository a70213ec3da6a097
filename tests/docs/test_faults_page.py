"""Every fault of the page names tests that hold it, and each of them is there."""

from __future__ import annotations

import ast
import re
from functools import cache

from tests.contracts.sources import ROOT

PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
THE_SAME = "the same"
"""Stands for the tests of the line above."""

COLUMNS = ["fault", "what you see", "what is kept", "held by"]


def rows() -> list[list[str]]:
    """The lines of the tables, cell by cell."""
    cells = [re.split(r"(?<!\\)\|", line.strip("| ")) for line in PAGE.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in cells if not set(row[0]) <= set("- ")]


@cache
def names_in(file: str) -> frozenset[str]:
    """The names of the tests in a file."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def test_every_fault_says_what_is_seen_and_kept_and_names_a_test() -> None:
    faults = [row for row in rows() if row != COLUMNS]
    assert len(faults) > 30
    assert not [row for row in faults if len(row) != len(COLUMNS) or not all(row)]
    unheld = [row[0] for row in faults if not NAMED.search(row[-1]) and not row[-1].startswith(THE_SAME)]
    assert not unheld


def test_every_test_that_is_named_is_there() -> None:
    named = NAMED.findall(PAGE)
    assert not [f"{file}::{test}" for file, test in named if test not in names_in(file)]
    assert PAGE.count("::") == len(named)
