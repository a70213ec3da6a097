"""Files and pages that the hand-written docs name are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
SOURCE = re.compile(r"`((?:[a-z_]+/)+[a-z_]+\.py)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_links_only_to_what_is_there(page: Path) -> None:
    linked = LINK.findall(page.read_text(encoding="utf-8"))
    assert not [target for target in linked if not (page.parent / target).exists()]


def test_the_architecture_names_only_files_that_are_there() -> None:
    named = SOURCE.findall((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    assert len(named) > 10
    assert not [
        path for path in named if not (ROOT / "assistant" / path).exists() and not (ROOT / path).exists()
    ]
