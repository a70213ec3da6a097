"""The page on how often the answers are right names every set of questions that is there, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SET = re.compile(r"\(\.\./benchmarks/questions/([a-z0-9_]+)\.yaml\)")


def test_the_page_names_the_sets_that_there_are() -> None:
    named = SET.findall((ROOT / "docs" / "answering.md").read_text(encoding="utf-8"))
    there = sorted(path.stem for path in (ROOT / "benchmarks" / "questions").glob("*.yaml"))
    assert there
    assert sorted(named) == there, "write it anew: python -m benchmarks exam --write"


def test_every_set_says_in_its_first_line_what_it_was_used_for() -> None:
    for path in (ROOT / "benchmarks" / "questions").glob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        tuned = path.stem.startswith("tuned_")
        assert first.startswith("# Used to tune" if tuned else "# Never used to tune"), path.name
        assert tuned or path.stem.startswith("held_out"), path.name
