"""A slip in a knowledge file is told with its file, its line and what to write instead.

Requirements:
    KC01 a name that nothing defines is told, with the nearest one that is defined
    KC02 a place or a reference that the paper does not have is told
    KC03 a sentence with braces that nothing fills is told before it is ever said
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from assistant.content.folders import content_folders
from assistant.content.problems import ContentError
from assistant.reference.library import load_knowledge

if TYPE_CHECKING:
    from pathlib import Path

_SLIPS = [
    ("entries/safety.yaml", r"caveats: \[[a-z]", "caveats: [zz", "there is no caveat 'zz"),
    ("entries/safety.yaml", r"topics: \[[a-z]", "topics: [zz", "there is no concept 'zz"),
    ("entries/safety.yaml", r"refs: \[\d+", "refs: [99", "the paper has no reference 99"),
    ("entries/safety.yaml", r"paragraph: \d+", "paragraph: 99", "paragraph(s), not 99"),
    ("tables/cases.yaml", r"\{text\}", "{txt}", "there is no '{txt}' to fill in here; did you mean 'text'"),
    ("tables/cases.yaml", r"\{text\}", "{text", "a brace is opened or closed alone"),
    ("overtaken.yaml", r"touches: \[[a-z]", "touches: [zz", "there is no entry 'zz"),
    ("ladder.yaml", r"agent: t", "agent: zz", "there is no concept 'zz"),
    ("ladder.yaml", r"agent: clobetasol", "agent: hydrocortisone", "stands on the ladder twice"),
    ("ladder.yaml", r"caveats: \[t", "caveats: [zz", "there is no caveat 'zz"),
    ("ladder.yaml", r"overtaken: \[[a-z]", "overtaken: [zz", "there is no dated statement 'zz"),
    ("ladder.yaml", r"refs: \[5", "refs: [99", "the paper has no reference 99"),
    ("ladder.yaml", r"paragraph: 3", "paragraph: 99", "paragraph(s), not 99"),
    ("ladder.yaml", r"\{drugs\}", "{drug}", "names {drugs} in braces"),
    ("ladder.yaml", r"\{drugs\}", "{drugs", "a brace is opened or closed alone"),
    ("phrasing.yaml", r"within: \{age", "within: {agee", "there is no column 'agee'"),
    ("phrasing.yaml", r"everyone: \[sle", "everyone: [zzz", "there is no concept 'zzz'"),
    ("phrasing.yaml", r"mucosal_dle: \[dle", "mucosal_dle: [zzz", "there is no concept 'zzz'"),
    ("phrasing.yaml", r"Nearest in print: \{rows\}", "Nearest: {row}", "there is no '{row}' to fill in here"),
    ("sources.yaml", r"number: 2\b", "number: 7", "reference 7 stands at place 2"),
]


@pytest.mark.parametrize(("file", "pattern", "slip", "told"), _SLIPS)
def test_a_slip_is_told_with_its_line(tmp_path: Path, file: str, pattern: str, slip: str, told: str) -> None:
    home = tmp_path / "knowledge"
    shutil.copytree(content_folders("knowledge")[0], home)
    text = (home / file).read_text("utf-8")
    found = re.search(pattern, text)
    assert found is not None
    (home / file).write_text(text[: found.start()] + slip + text[found.end() :], "utf-8")
    with pytest.raises(ContentError) as raised:
        load_knowledge([home])
    line = text.count("\n", 0, found.start()) + 1
    messages = [str(problem) for problem in raised.value.problems]
    assert any(f"{file}:{line}: " in message and told in message for message in messages), messages
