"""The page of the manual: that a formatter takes it, and that it leaves nothing out."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.cli.commands import COMMANDS
from tools.command_line.man_page import man_page
from tools.command_line.surroundings import VARIABLES

ROOT = Path(__file__).resolve().parents[2]


def test_every_variable_that_the_program_reads_is_told() -> None:
    read = {
        name
        for path in (ROOT / "assistant").rglob("*.py")
        for name in re.findall(r"\bMALAR_[A-Z_]+\b", path.read_text(encoding="utf-8"))
    }
    assert read == {name for name, _ in VARIABLES if name.startswith("MALAR_")}


def test_the_page_has_a_section_for_every_command() -> None:
    assert re.findall(r'^\.SS "malar ([a-z]+)', man_page(), re.MULTILINE) == list(COMMANDS)


def test_no_line_of_text_is_taken_for_a_request() -> None:
    requests = {line.split()[0] for line in man_page().splitlines() if line.startswith((".", "'"))}
    assert requests == {
        ".TH",
        ".SH",
        ".SS",
        ".B",
        ".I",
        ".RI",
        ".br",
        ".TP",
        ".nf",
        ".fi",
        ".RS",
        ".RE",
        ".PP",
    }


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not on this machine")
def test_a_formatter_finds_nothing_to_warn_of() -> None:
    lint = ["mandoc", "-T", "lint", "-W", "all"]
    done = subprocess.run(lint, input=man_page(), capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
