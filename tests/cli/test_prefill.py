"""`malar prefill`: one line, and a batch of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.test_fourth_instrument import ITCH

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.running import Malar


def test_one_line_as_json_and_for_a_reader(malar: Malar) -> None:
    run = malar("prefill", "sledai", "rash, no fever, wobble, nil else", "--json")
    assert run.json["answers"] == {"rash": 1, "fever": 0}
    assert len(run.json["attested"]) == 22
    assert run.json["from"]["rash"] == "rash"
    assert run.json["unread"] == ["wobble"]
    shown = malar("prefill", "clasi", "ears pink\u202e").out
    assert "ears.erythema = 1 (pink or faint), from: ears pink" in shown
    assert "\u202e" not in shown


def test_the_former_answers_come_from_a_file(malar: Malar, tmp_path: Path) -> None:
    former = tmp_path / "former.yaml"
    former.write_text("scalp.erythema: 2\nmucous_membrane: not_assessed\n", encoding="utf-8")
    run = malar("prefill", "clasi", "as before", "--former", str(former), "--json")
    assert run.json["answers"] == {"scalp.erythema": 2}


def test_a_batch_goes_on_past_bad_lines(malar: Malar) -> None:
    lines = [
        json.dumps({"instrument": "cla-iga", "text": "moderate"}),
        "no json",
        json.dumps({"instrument": "clasi", "text": 3}),
        json.dumps({"instrument": "clasi", "text": "x" * 3000}),
        json.dumps({"instrument": "clasi", "text": "unchanged", "former": {"ears.scale": 1}}),
    ]
    run = malar("prefill", "--batch", "-", "--json", typed="\n".join(lines))
    assert run.code == 1
    assert run.lines[0]["answers"] == {"level": 3}
    assert ["error" in line for line in run.lines] == [False, True, True, True, False]
    assert run.lines[4]["answers"] == {"ears.scale": 1}
    assert "3 of 5 lines" in run.err


def test_an_instrument_of_ones_own_is_read_without_a_word_on_dictation(
    malar: Malar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "own" / "instruments"
    folder.mkdir(parents=True)
    (folder / "itch.yaml").write_text(ITCH, encoding="utf-8")
    monkeypatch.setenv("MALAR_CONTENT", str(folder.parent))
    run = malar("prefill", "itch", "head strong itch, foot itch 1, no bleeding", "--json")
    assert run.json["answers"] == {"head.itch": 4, "foot.itch": 1, "bleeding": 0}


def test_a_file_that_misnames_what_is_dictated_is_told_with_its_line(malar: Malar, tmp_path: Path) -> None:
    folder = tmp_path / "instruments"
    folder.mkdir()
    wrong = (
        "dictation: {spoken: [{item: ich, names: [x]}, {item: itch, says: {3: [y]}}], evidence: []}\nproof:"
    )
    (folder / "itch.yaml").write_text(ITCH.replace("proof:", wrong, 1), encoding="utf-8")
    run = malar("check", str(folder))
    assert run.code == 1
    assert "there is no item 'ich'" in run.err
    assert "3 is not an answer of 'itch'" in run.err
