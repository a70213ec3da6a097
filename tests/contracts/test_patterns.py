"""No regular expression of the program can be driven to take long, whatever text meets it.

Every pattern that the program makes is looked at, also those that it builds from content. A pattern that is
made nowhere in this test fails it: have COMMANDS use what makes it.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.contracts.slow_patterns import slow
from tests.contracts.sources import ROOT, place, source_files, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

MAKES = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
# Run by itself, so that every module is loaded anew with somebody looking on.
USE_EVERYTHING = """
import importlib, io, json, pkgutil, re, sys
made, compiled = set(), re._compile

def noting(pattern, flags):
    result, frame = compiled(pattern, flags), sys._getframe(1)
    while frame.f_globals.get("__name__") == "re":
        frame = frame.f_back
    if frame.f_globals.get("__name__", "").startswith("assistant."):
        made.add((result.pattern, result.flags, frame.f_code.co_filename, frame.f_lineno))
    return result

re._compile = noting
import assistant
for module in pkgutil.walk_packages(assistant.__path__, "assistant."):
    if module.name not in ("assistant.__main__", "assistant.records.store.migrations.env"):
        importlib.import_module(module.name)
from assistant.cli.main import main
shown = sys.stdout
for arguments, typed in json.loads(sys.argv[1]):
    sys.stdin, sys.stdout = io.TextIOWrapper(io.BytesIO(typed.encode())), io.StringIO()
    main(arguments)
sys.stdout = shown
print(json.dumps(sorted(made)))
"""

LABORATORY = """\
C3 0.74 g/L (0.9-1.8) 02.11.2026
Hb: 11,2 g/dl, serum x 3; anti dsDNA neg, protein 0.6 g/24h
2.5 10^9/L WBC, 88 10^9/L PLT

Test\tResult\tUnits\tReference Range
Platelets 2\t95\tx10^3/uL\t150-450
"""

COMMANDS = (
    (("derive", "sledai-2k", "--labs", "-", "--date", "2026-11-10"), LABORATORY),
    (("convert", "methylprednisolone 4-0-2 mg and prednisone 10 mg"), ""),
    (("prefill", "clasi", "scalp red 2, ears pink, no scar 1,000"), ""),
    (("score", "sledai-2k", "--answers", "-", "--window", "10"), "{}"),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A pattern, and the line of the program that makes it."""

    pattern: re.Pattern[str]
    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Site:
    """A call that makes a pattern: the method if it is used at once, else the name under which it is kept."""

    path: Path
    node: ast.Call
    method: str
    name: str = ""


def files_with(*words: str) -> Iterator[Path]:
    """The files of the program with one of these words."""
    for path in source_files("assistant"):
        text = path.read_text(encoding="utf-8")
        if any(word in text for word in words):
            yield path


@cache
def sites() -> tuple[Site, ...]:
    """Every call of the program that makes a pattern."""
    found = []
    for path in files_with("import re\n"):
        around = {id(child): node for node in ast.walk(tree(path)) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and _is_make(node.func):
                found.append(Site(path, node, node.func.attr, _kept_as(node, around)))  # type: ignore[attr-defined]
    return tuple(found)


def _is_make(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and called.attr in MAKES
        and isinstance(called.value, ast.Name)
        and called.value.id == "re"
    )


def _kept_as(node: ast.AST, around: dict[int, ast.AST]) -> str:
    """The constant, attribute or property that holds a pattern; nothing where it is handed on."""
    above = around.get(id(node))
    if isinstance(above, ast.Assign) and isinstance(above.targets[0], ast.Name | ast.Attribute):
        target = above.targets[0]
        return target.id if isinstance(target, ast.Name) else target.attr
    while above is not None and not isinstance(above, ast.FunctionDef | ast.Return):
        return ""
    if isinstance(above, ast.Return):
        function = around.get(id(above))
        if isinstance(function, ast.FunctionDef) and function.decorator_list:
            return function.name
    return ""


@cache
def uses() -> dict[str, set[str]]:
    """How what is kept under a name is used; `match` from a place in the text tries many starts.

    A name that begins with `_` is that of one file, and stands here with it.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for path in files_with(*{site.name for site in sites() if site.name}):
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            held = node.func.value
            name = held.id if isinstance(held, ast.Name) else getattr(held, "attr", "")
            method = "search" if node.func.attr == "match" and len(node.args) > 1 else node.func.attr
            found[_own(name, path)].add(method)
    return found


def _own(name: str, path: Path) -> str:
    return f"{path}: {name}" if name.startswith("_") else name


def how_used(site: Site) -> tuple[bool, bool]:
    """Whether every start is tried, and whether all of the text must be taken."""
    methods = uses()[_own(site.name, site.path)] & MAKES if site.method == "compile" else {site.method}
    return not methods or not methods <= {"match", "fullmatch"}, "fullmatch" in methods


@cache
def everything_made() -> tuple[Made, ...]:
    """Every pattern that is made while the program is loaded and has read one of everything."""
    done = subprocess.run(
        [sys.executable, "-c", USE_EVERYTHING, json.dumps(COMMANDS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(
        Made(re.compile(pattern, flags), Path(path), line)
        for pattern, flags, path, line in json.loads(done.stdout)
    )


def made_at(site: Site) -> list[re.Pattern[str]]:
    """What a call makes: what it was seen to make, or what it says."""
    lines = range(site.node.lineno, (site.node.end_lineno or site.node.lineno) + 1)
    seen = [made.pattern for made in everything_made() if made.path == site.path and made.line in lines]
    said = site.node.args[0]
    if not seen and isinstance(said, ast.Constant) and isinstance(said.value, str):
        return [re.compile(said.value)]
    return seen


def test_every_call_that_makes_a_pattern_is_looked_at() -> None:
    assert len(sites()) > 80
    assert not [place(site.path, site.node) for site in sites() if not made_at(site)]


def test_no_pattern_takes_long() -> None:
    found = []
    for site in sites():
        searched, whole = how_used(site)
        for pattern in made_at(site):
            if reason := slow(pattern, searched=searched, whole=whole):
                found.append(f"{place(site.path, site.node)}: {reason}: {pattern.pattern[:80]}")
    assert not found, "\n".join(found)


SLOW = {
    "nested": r"(a+)+b",
    "nested and possibly empty": r"(?:a*)*b",
    "two ways through a loop": r"(?:a|ab|b)*c",
    "blanks that may be parted": r"(?:\w+\s?)*:",
    "counted, but often": r"(?:a?){30}a",
    "adjacent": r"^a*a*b",
    "adjacent over a sign that may be missing": r"^\s*,?\s*x",
    "something anywhere, twice": r"^.*x.*y",
    "a search that may begin anywhere": r"\s+$",
    "taken for good, but from every start": r"\s++$",
    "a run up to a sign": r"\d+x",
    "a loop that looks ahead": r"a(?=a*b)",
    "an address": r"\S@\S+\.\S",
}
QUICK = {
    "nothing to fail at": r"\d+",
    "nothing to fail at behind": r"\d{1,3}(?:[ ,]\d{3}){1,5}|\d+(?:[.,]\d+)?",
    "a search that begins at the end of something else": r"(?<!\s)\s+$",
    "parted by a sign": r"^(?:\s*,)?\s*x",
    "the first of its kind": r"^[^x]*x[^y]*y",
    "up to the end of the run": r"\d+(?!\d)",
    "whole words": r"\b\w+\b:",
    "counted": r"[a-z]{1,20}x",
}


@pytest.mark.parametrize("pattern", SLOW.values(), ids=SLOW)
def test_a_slow_pattern_is_found(pattern: str) -> None:
    assert slow(re.compile(pattern), searched=True)


@pytest.mark.parametrize("pattern", QUICK.values(), ids=QUICK)
def test_a_quick_pattern_is_left_alone(pattern: str) -> None:
    assert slow(re.compile(pattern), searched=True) is None


def test_what_must_take_everything_is_tried_again() -> None:
    assert slow(re.compile(r"\S*\d\S*"), searched=False, whole=True)
    assert slow(re.compile(r"[^\s\d]*\d\S*"), searched=False, whole=True) is None
