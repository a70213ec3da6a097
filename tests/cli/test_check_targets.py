"""`malar check` on targets: what they name, and their proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.content.folders import shipped_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar

TARGETS = shipped_folder("instruments") / "targets"


@pytest.mark.parametrize(
    ("name", "right", "wrong", "said"),
    [
        ("doris", "below: 0.5", "at_most: 0.5", "the case 'a PGA of exactly 0.5 is not below it' fails: "),
        (
            "doris",
            "increased_dna_binding], at_most",
            "increased_dna], at_most",
            "there is no item 'increased_dna'",
        ),
        ("lldas", "at_most: 7.5", "at_most: 7", "the case 'every rule holds, each at its limit' fails: "),
        ("lldas", "rule: selena_severe_score", "rule: selena", "there is no rule of change 'selena'"),
        ("lldas", "fact: gut_activity", "fact: gut", "there is no fact 'gut'"),
        ("sri-4", "less_than: 0.3", "less_than: 0.31", "global_assessment is met, but must be not met"),
        (
            "sri-4",
            "needs: BILAG-2004",
            "needs: BILAG-2004\n      stated: {fact: x, holds: true}",
            "exactly one key",
        ),
        ("bicla", "id: bicla", "id: bicla\ncolour: red", "the key 'colour' is not known here"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    malar: Malar, tmp_path: Path, *, name: str, right: str, wrong: str, said: str
) -> None:
    text = (TARGETS / f"{name}.yaml").read_text(encoding="utf-8")
    copy = tmp_path / "targets" / f"{name}.yaml"
    copy.parent.mkdir()
    copy.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert right in text
    run = malar("check", str(copy))
    assert run.code == 1
    found = next(line for line in run.err.splitlines() if said in line)
    assert int(found.removeprefix(f"{copy}:").partition(":")[0]) > 1


def test_a_target_of_a_further_folder_is_judged_too(
    malar: Malar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "more" / "instruments" / "targets"
    folder.mkdir(parents=True)
    text = (TARGETS / "doris.yaml").read_text(encoding="utf-8").replace("id: doris", "id: doris-b", 1)
    (folder / "doris-b.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("MALAR_CONTENT", str(tmp_path / "more"))
    assert malar("check").code == 0
    assert malar("demo").code == 0
    told = malar("change", "case_1", "--demo", "--json").json
    assert "doris-b" in [each["id"] for each in told["targets"]]
