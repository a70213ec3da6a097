"""malar driven in a pseudo-terminal as a clinician would: what stands on the screen, and the next key."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from benchmarks.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

PROMPT = "› Ask, or type /"
OPENING = "Opening instruments"
PROGRESS = re.compile(r"(\d+) of (\d+) answered")
REVIEW = "review before finishing"
SUMMARY = "Patient code:"
IDLE = "Nothing is being scored"
LEVEL = re.compile(r"^\W*(\d)  \S", re.MULTILINE)
MARK = re.compile(r"(?P<key>\w)  \[ \] (?P<title>\S.*?)(?=\s{2,}|\s*│|$)", re.MULTILINE)
SECTION = re.compile(r"(?P<key>\d)  (?P<title>[A-Z]\S*(?: \S+)*)(?=\s{2,})", re.MULTILINE)

MALAR = [sys.executable, "-m", "assistant"]


def prompt_ready(shown: str) -> bool:
    """Whether the prompt stands there and takes a line."""
    return PROMPT in shown


def opened(shown: str) -> bool:
    """Whether instruments and knowledge are loaded."""
    return PROMPT in shown and OPENING not in shown


def answered(shown: str) -> int | None:
    """How many items the card says are answered; None where no card asks for one."""
    found = PROGRESS.search(shown)
    return int(found[1]) if found else None


def levels(shown: str) -> list[str]:
    """The digits that answer the item asked."""
    return LEVEL.findall(shown)


def marks(shown: str) -> dict[str, str]:
    """The keys of the overview, by the title of what they mark."""
    return {found["title"]: found["key"] for found in MARK.finditer(shown)}


def sections(shown: str) -> dict[str, str]:
    """The keys of the sections of a list by system, by their titles."""
    return {found["title"]: found["key"] for found in SECTION.finditer(shown)}


def start(home: Path, columns: int = 80, lines: int = 24) -> Terminal:
    """The program in a terminal of a size, not yet started."""
    return Terminal(MALAR, columns, lines, {"MALAR_HOME": str(home)})
