"""No error is swallowed: what is caught is named, and only the screen may catch what it does not know."""

from __future__ import annotations

import ast

from tests.contracts.sources import PACKAGE, place, source_files, tree

BLIND = {"Exception", "BaseException"}
ALLOWED_IN_THE_SCREEN = 3


def blind_handlers() -> dict[str, bool]:
    """Every handler that catches anything, with whether it stands in the screen's layer."""
    return {
        place(path, node): path.is_relative_to(PACKAGE / "tui")
        for path in source_files("assistant")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or names(node.type) & BLIND)
        and not clears_up_and_raises(node)
    }


def clears_up_and_raises(handler: ast.ExceptHandler) -> bool:
    """Whether the handler only clears up and lets the error go on."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def names(caught: ast.expr) -> set[str]:
    """The names of the errors that a handler catches."""
    return {node.id for node in ast.walk(caught) if isinstance(node, ast.Name)}


def test_nothing_below_the_screen_catches_whatever_comes() -> None:
    assert not [where for where, in_screen in blind_handlers().items() if not in_screen]


def test_the_screen_catches_whatever_comes_in_few_places() -> None:
    assert len(blind_handlers()) <= ALLOWED_IN_THE_SCREEN


def test_a_handler_that_does_nothing_says_why() -> None:
    silent = [
        place(path, node)
        for path in source_files("assistant")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and all(isinstance(statement, ast.Pass) for statement in node.body)
        and "#"
        not in "".join(path.read_text(encoding="utf-8").splitlines()[node.lineno - 1 : node.end_lineno])
    ]
    assert not silent
