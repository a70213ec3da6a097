"""Scoring and answering give the same result for the same input: no clock, no chance, no terminal."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.contracts.sources import ROOT, place, source_files, tree

CLOCKS_AND_CHANCE = {"random", "secrets", "time", "uuid"}
CLOCK_CALLS = {"now", "today", "utcnow"}

BELOW_THE_SCREEN = (
    "cli.main",
    "conversation",
    "records",
    "scoring",
    "reference",
    "content",
    "paths",
    "errors",
    "ownership",
    "visible",
)

AFTER_THE_FIRST_FRAME = (
    "pydantic",
    "yaml",
    "rapidfuzz",
    "sqlalchemy",
    "alembic",
    "psycopg",
    "assistant.scoring",
    "assistant.reference",
)


def modules_after(statement: str) -> set[str]:
    """Every module that a fresh Python holds after a statement."""
    program = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def loaded(names: tuple[str, ...], modules: set[str]) -> list[str]:
    """Which of the named packages, or parts of them, are among the modules."""
    return sorted(
        module for module in modules if any(module == name or module.startswith(f"{name}.") for name in names)
    )


@pytest.mark.parametrize("layer", ["scoring", "reference"])
def test_a_layer_knows_neither_clock_nor_chance(layer: str) -> None:
    offences = []
    for path in source_files(f"assistant/{layer}"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                imported = {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported = {(node.module or "").partition(".")[0]}
            else:
                imported = set()
            if imported & CLOCKS_AND_CHANCE:
                offences.append(f"{place(path, node)}: imports {imported}")
            if isinstance(node, ast.Attribute) and node.attr in CLOCK_CALLS:
                offences.append(f"{place(path, node)}: asks the clock")
    assert not offences


def test_the_screen_starts_without_what_the_first_frame_does_not_need() -> None:
    modules = modules_after("import assistant.tui.app")
    assert "textual" in modules, "the check looks at a real start"
    assert not loaded(AFTER_THE_FIRST_FRAME, modules)


@pytest.mark.parametrize("module", BELOW_THE_SCREEN)
def test_a_layer_below_the_screen_runs_without_textual(module: str) -> None:
    modules = modules_after(f"import pkgutil, importlib, assistant.{module} as layer\n{IMPORT_ALL}")
    assert f"assistant.{module}" in modules
    assert not loaded(("textual", "rich"), modules)


IMPORT_ALL = """
for found in pkgutil.walk_packages(getattr(layer, "__path__", []), layer.__name__ + "."):
    importlib.import_module(found.name)
"""
