"""The program's own source files, read as syntax trees, for the contracts that look at how it is written."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "assistant"
PROGRAMS = ("assistant", "benchmarks", "requirements", "tests", "tools")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def source_files(*folders: str) -> tuple[Path, ...]:
    """Every Python file of the named folders of the checkout, in order of path."""
    return tuple(path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def length(node: ast.stmt) -> int:
    """How many lines a function or class takes, decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def place(path: Path, node: ast.AST | None = None) -> str:
    """`assistant/cli/main.py:12`, for a message that an editor can follow."""
    line = getattr(node, "lineno", None)
    return f"{path.relative_to(ROOT)}" + (f":{line}" if line else "")
