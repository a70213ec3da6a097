"""`malar check` on the files of checks: what they name, and their proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.content.folders import shipped_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar

CHECKS = shipped_folder("instruments") / "checks"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "score: global, at_most: 0",
            "score: global, at_most: 1",
            "'clear_with_active_skin' must not be asked",
        ),
        ("score: global, at_most: 0", "score: globe, at_most: 0", "there is no score 'globe'"),
        (
            "items: [scarring_alopecia]",
            "items: [scarring]",
            "'scarring_as_alopecia' must be asked, and is not",
        ),
        ("items: [mucosal_ulcers]}", "items: [ulcers]}", "there is no item 'ulcers'"),
        ("instead_of: [alopecia_without", "instead_of: [alopecia_with", "there is no check 'alopecia_with"),
        ("id: rash_without_skin_activity", "id: skin_active_without_rash", "is already there"),
        ("sources: [NB, CR]", "sources: [XX]", "there is no source 'XX'"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    malar: Malar, tmp_path: Path, *, right: str, wrong: str, said: str
) -> None:
    text = (CHECKS / "across_instruments.yaml").read_text(encoding="utf-8")
    copy = tmp_path / "checks" / "across_instruments.yaml"
    copy.parent.mkdir()
    copy.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert right in text
    run = malar("check", str(copy))
    assert run.code == 1
    found = next(line for line in run.err.splitlines() if said in line)
    assert int(found.removeprefix(f"{copy}:").partition(":")[0]) > 1
