"""The JSON Schemas beside the content accept what is shipped, and mark a misspelt key in an editor."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assistant.content.source import parse

ROOT = Path(__file__).resolve().parents[2]
NAMED_SCHEMA = re.compile(r"\A# yaml-language-server: \$schema=(\S+)$", re.MULTILINE)
FILES = sorted(
    path for folder in ("instruments", "knowledge", "tours") for path in (ROOT / folder).rglob("*.yaml")
)


def schema_of(path: Path) -> dict[str, Any]:
    """The schema that the first line of a content file names."""
    named = NAMED_SCHEMA.search(path.read_text(encoding="utf-8"))
    assert named, f"{path} does not name its schema in its first line"
    schema: dict[str, Any] = json.loads((path.parent / named[1]).read_text(encoding="utf-8"))
    return schema


def as_data(path: Path) -> dict[str, Any]:
    """The content of a file as an editor that reads YAML 1.2 sees it, its dates as text."""
    tree: dict[str, Any] = json.loads(json.dumps(parse(path.read_bytes(), path).tree, default=str))
    return tree


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_shipped_is_accepted(path: Path) -> None:
    errors = jsonschema.Draft202012Validator(schema_of(path)).iter_errors(as_data(path))
    assert not [f"{'/'.join(map(str, error.path))}: {error.message}" for error in errors]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_misspelt_key_is_marked(path: Path) -> None:
    misspelt = {"misspelt_key": "x", **as_data(path)}
    errors = [
        error.message for error in jsonschema.Draft202012Validator(schema_of(path)).iter_errors(misspelt)
    ]
    assert any("misspelt_key" in message for message in errors)
