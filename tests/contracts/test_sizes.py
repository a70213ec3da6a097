"""The size limits of the house: a file has one subject, a function fits a screen, a class has one part."""

from __future__ import annotations

import ast

from tests.contracts.sources import PROGRAMS, Function, length, place, source_files, tree

FILE_LINES = 500
USUAL_FILE_LINES = 250
FUNCTION_LINES = 60
CLASS_METHODS = 30
USUAL_CLASS_METHODS = 20


def test_no_file_is_longer_than_the_limit() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in source_files(*PROGRAMS)}
    assert lengths
    too_long = [f"{place(path)}: {lines} lines" for path, lines in lengths.items() if lines > FILE_LINES]
    assert not too_long
    usual = [lines for lines in lengths.values() if lines <= USUAL_FILE_LINES]
    assert len(usual) >= 0.9 * len(lengths), "most files stay under 250 lines"


def test_no_function_is_longer_than_the_limit() -> None:
    too_long = [
        f"{place(path, node)}: {node.name} has {length(node)} lines"
        for path in source_files(*PROGRAMS)
        for node in ast.walk(tree(path))
        if isinstance(node, Function) and length(node) > FUNCTION_LINES
    ]
    assert not too_long


def test_no_class_has_more_methods_than_the_limit() -> None:
    methods = {
        place(path, node) + f" {node.name}": sum(isinstance(member, Function) for member in node.body)
        for path in source_files("assistant")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    }
    assert methods
    assert not {where: count for where, count in methods.items() if count > CLASS_METHODS}
    usual = [count for count in methods.values() if count <= USUAL_CLASS_METHODS]
    assert len(usual) >= 0.95 * len(methods), "nearly every class has 20 methods or fewer"
