"""`malar ladder [--had DRUGS] [--json]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.running import Malar


def test_the_ladder_for_reading(malar: Malar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    run = malar("ladder", "--had", "HCQ and MMF, pred")
    assert run.code == 0
    assert run.err == ""
    assert "[x] mycophenolate mofetil (MMF): had" in run.out
    assert "[Paolino 2023, section 1, paragraph 3; refs 5]" in run.out
    drawn = [line for line in run.out.splitlines() if line.startswith(("║", "╠", "╔", "╚"))]
    assert {len(line) for line in drawn} == {78}


def test_the_ladder_for_scripts_is_one_line(malar: Malar) -> None:
    told = malar("ladder", "--had", "HCQ, MMF, TCI, foozle, no MTX", "--json").json
    assert told["routes"] == {
        "topical": {"furthest": "topical_second", "after": ["topical_further"]},
        "systemic": {"furthest": "systemic_second", "after": ["emerging", "anifrolumab"]},
    }
    assert [(each["typed"], each["how"]) for each in told["had"]] == [
        ("HCQ", "had"),
        ("MMF", "had"),
        ("TCI", "class"),
        ("foozle", "unknown"),
        ("MTX", "not_had"),
    ]
    marks = {rung["agent"]: rung["mark"] for line in told["lines"] for rung in line["rungs"]}
    assert marks["mycophenolate_mofetil"] == "had"
    assert marks["pimecrolimus"] == "perhaps"
    assert marks["methotrexate"] == "open"
    assert told["text"].endswith("the clinician's decision.")


def test_without_a_list_nothing_counts_as_had(malar: Malar) -> None:
    told = malar("ladder", "--json").json
    assert told["had"] == []
    assert all(route == {"furthest": None, "after": []} for route in told["routes"].values())


def test_a_list_too_long_is_refused_in_one_line(malar: Malar) -> None:
    assert "write at most 2000" in malar("ladder", "--had", "HCQ " * 600).message


@pytest.mark.parametrize("had", ["\x1b[31m", "[on] x", "\u202eHCQ\u202c, =cmd|x"])
def test_hostile_lists_are_shown_and_never_obeyed(malar: Malar, had: str) -> None:
    run = malar("ladder", "--had", had)
    assert run.code == 0
    assert "\x1b" not in run.out
    assert "\u202e" not in run.out
