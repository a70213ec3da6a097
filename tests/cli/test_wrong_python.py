"""A Python that is too old, or lacks the libraries, tells what is needed."""

from __future__ import annotations

import ast
import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

    from tests.cli.running import Malar

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["__init__", "__main__"])
def test_an_old_python_reads_the_file_up_to_the_check(name: str) -> None:
    text = (ROOT / "assistant" / f"{name}.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 4))
    # What a Python before 3.7 does not know, and no version of the grammar tells.
    assert "__future__" not in text


def test_an_old_python_is_told_before_anything_else_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    monkeypatch.setitem(sys.modules, "assistant.cli.main", None)
    with pytest.raises(SystemExit, match=r"^malar: Python 3\.11 or later is needed, and this is Python \d"):
        runpy.run_module("assistant", run_name="__main__")


def test_a_missing_library_is_named(malar: Malar, monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        @staticmethod
        def find_spec(name: str, *_: object) -> ModuleType | None:
            if name == "assistant.cli.instruments":
                raise ModuleNotFoundError("No module named 'pydantic'", name="pydantic")
            return None

    monkeypatch.delitem(sys.modules, "assistant.cli.instruments", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing, *sys.meta_path])
    assert "the library pydantic is not in this Python" in malar("instruments").message
