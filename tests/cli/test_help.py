"""Help as a newcomer reads it at 80 columns, and what is said to a command that is not understood."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from assistant.cli.commands import COMMANDS, GROUPS, command
from assistant.cli.parser import EXIT_CODES, parsed

if TYPE_CHECKING:
    from tests.cli.running import Malar


def test_help_names_every_command_on_one_line(malar: Malar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    run = malar("--help")
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    for name in COMMANDS:
        [listed] = [line for line in lines if line.startswith(f"  {name}  ")]
        assert listed.endswith(command(name).SUMMARY)
    assert max(map(len, lines)) <= 80
    assert all(f"{title}:" in lines for title in GROUPS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_has_the_same_parts(
    malar: Malar, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    run = malar(name, "--help")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"usage: malar {name} ")
    assert max(map(len, run.out.splitlines())) <= 80
    parts = [run.out.index(part) for part in ("\noptions:", "\nexamples:\n  ", f"\n{EXIT_CODES}\n")]
    assert parts == sorted(parts)
    assert malar("help", name) == run


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_is_understood(name: str) -> None:
    assert command(name).EXAMPLES
    for example in command(name).EXAMPLES:
        typed = example.removeprefix("source <(").removesuffix(")")
        malar, *words = shlex.split(re.split("[<>]", typed)[0])
        assert (malar, parsed(words).command) in {("malar", each) for each in COMMANDS}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("scroe",), "malar: there is no command 'scroe'; did you mean score?; see malar --help"),
        (("Patients",), "did you mean patients?"),
        (("what next?",), 'to ask something, write malar ask "..."'),
        (("xyzzy",), "malar: there is no command 'xyzzy'; see malar --help"),
        (("score", "--jsn"), "'--jsn' is not understood here; did you mean --json?; see malar score --help"),
        (("score", "one", "two\x1b[2J"), "'two\\u001b[2J' is not understood here"),
        (("--dmo",), "did you mean --demo?"),
        (("--demo", "patients"), "--demo in front opens the conversation"),
        (("--",), "see malar --help"),
    ],
)
def test_what_is_mistyped_is_told_in_one_line(malar: Malar, arguments: tuple[str, ...], told: str) -> None:
    run = malar(*arguments)
    assert (run.code, run.out) == (2, "")
    [line] = run.err.splitlines()
    assert told in line
