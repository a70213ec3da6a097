"""Content is data: no Python file of the program names an item, a drug, a study or a finding."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from tests.contracts.sources import ROOT, place, source_files, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMED_KINDS = {
    "adverse_event",
    "antibody",
    "case",
    "drug",
    "drug_class",
    "infection",
    "instrument_item",
    "manifestation",
    "row_patient",
    "study",
    "subtype",
    "trial",
}
# Words that content uses as names and the program as plain words: every option of an item is a level, and a
# number of patients reported together is a series.
OWN_VOCABULARY = {"level", "series"}
WORDS = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


@cache
def content(folder: str) -> tuple[dict[str, Any], ...]:
    """The files of a content folder as plain data."""
    files = sorted((ROOT / folder).rglob("*.yaml"))
    return tuple(yaml.safe_load(path.read_text(encoding="utf-8")) for path in files)


def content_names() -> set[str]:
    """The names that belong in content alone: items of instruments, and the concepts of the named kinds."""
    items = {item["id"] for file in content("instruments") for item in file.get("items", ())}
    steroids = {each["id"] for file in content("instruments") for each in file.get("steroids", ())}
    concepts = [concept for file in content("knowledge") for concept in file.get("concepts", ())]
    named = {concept["id"] for concept in concepts if concept["kind"] in NAMED_KINDS}
    return {name.lower() for name in items | steroids | named} - OWN_VOCABULARY


def names_in(path: Path) -> Iterator[tuple[ast.AST, str]]:
    """Every word of a literal, and every identifier, of a source file; docstrings are prose and left out."""
    prose = {id(text) for node in ast.walk(tree(path)) for text in docstring(node)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield from ((node, word) for word in WORDS.findall(node.value.lower().replace("_", "-")))
        for attribute in ("id", "attr", "arg", "name"):
            name = getattr(node, attribute, None)
            if isinstance(name, str):
                yield node, name.strip("_").lower().replace("_", "-")


def docstring(node: ast.AST) -> list[ast.expr]:
    """The text with which a module, class or function begins, or that explains a field."""
    body = getattr(node, "body", None)
    statements = body if isinstance(body, list) else []
    return [statement.value for statement in statements if isinstance(statement, ast.Expr)]


def test_no_source_file_names_content() -> None:
    forbidden = {name.replace("_", "-") for name in content_names()}
    found = [
        f"{place(path, node)}: {word}"
        for path in source_files("assistant")
        for node, word in names_in(path)
        if word in forbidden
    ]
    assert not found


def test_the_list_of_names_is_taken_from_all_content() -> None:
    assert {"fever", "erythema", "anifrolumab", "hydroxychloroquine"} <= content_names()
