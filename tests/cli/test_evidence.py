"""`malar evidence`: filters and sorting for scripts, and a text for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.running import Malar


def test_json_holds_every_cell_and_leaves_open_what_is_not_reported(malar: Malar) -> None:
    shown = malar("evidence", "--json").json
    assert len(shown["rows"]) == 10
    khan = shown["rows"][0]
    assert khan["cells"]["clasi_activity"] == {
        "reported": False,
        "brief": None,
        "text": None,
        "number": None,
        "of_each_patient": None,
        "figure": None,
        "range": None,
        "items": [],
        "caveats": [],
    }
    assert khan["cells"]["age"]["number"] is None
    assert khan["cells"]["age"]["of_each_patient"] == [39, 28]
    own = shown["rows"][-1]["cells"]["clasi_activity"]
    assert (own["number"], own["range"], own["figure"]) == (19.5, [12, 27], "unsaid")
    assert "15.25" in own["caveats"][0]
    assert len(shown["rows"][0]["cells"]) == 13


def test_filters_meet_and_say_who_reports_nothing(malar: Malar) -> None:
    shown = malar("evidence", "--subtype", "discoid", "--mucosal", "--sort", "size", "--json").json
    assert [row["id"] for row in shown["rows"]] == ["chasset", "shaw_mucosal", "series"]
    by_column = {each["column"]: each for each in shown["filters"]}
    assert by_column["mucosal"]["not_reported"] == ["shaw_dle", "carter"]
    assert by_column["subtype"]["may_list"] == ["khan", "blum"]
    assert shown["sort"] == {"column": "size", "ascending": False, "no_figure": []}


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        (["--with", "Plaquenil", "--with", "CellCept"], 5),
        (["--phototype", "V"], 4),
        (["--side-effect", "shingles"], 3),
        (["--side-effect", "none"], 6),
        (["--mucosal", "none"], 5),
        (["--with", "not HCQ"], 4),
    ],
)
def test_values_are_written_as_one_speaks(malar: Malar, arguments: list[str], rows: int) -> None:
    assert len(malar("evidence", *arguments, "--json").json["rows"]) == rows


def test_a_row_that_only_may_fit_says_so(malar: Malar) -> None:
    rows = malar("evidence", "--phototype", "V", "--json").json["rows"]
    assert {row["id"]: row["match"] for row in rows}["chasset"] == "may"
    assert "Chasset [7] ?" in malar("evidence", "--phototype", "V").out


def test_the_text_has_every_row_its_caveats_and_the_footnotes(malar: Malar) -> None:
    run = malar("evidence")
    assert run.code == 0
    text = " ".join(run.out.split())
    for part in (
        "All 10 rows.",
        "CLASI-A 15 (4–35)",
        "not reported: CLASI-A, SLEDAI",
        "* CLASI-A: Table 1 prints CLASI-A 19.5 (12-27)",
        "NR: not reported.",
        "Evidence: published case reports",
        "Source: Paolino 2023, Table 1",
    ):
        assert part in text
    assert max(map(len, run.out.splitlines())) <= 100


def test_ascending_sorts_the_smallest_first(malar: Malar) -> None:
    rows = malar("evidence", "--sort", "age", "--ascending", "--json").json["rows"]
    assert rows[0]["id"] == "shaw_mucosal"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--with", "aspirin"], "filter by prednisone (PDN)"),
        (["--subtype", "psoriasis"], "discoid lupus (DLE)"),
        (["--sort", "x"], "sort by number of patients"),
        (["--mucosal", "\x1b[31m"], "any or none"),
        (["--subtype", ""], "discoid lupus (DLE)"),
        (["--subtype", "x" * 5000], "discoid lupus (DLE)"),
    ],
)
def test_a_wrong_value_is_told_in_one_line_with_what_can_be_filtered(
    malar: Malar, arguments: list[str], part: str
) -> None:
    message = malar("evidence", *arguments).message
    assert part in message
    assert "\x1b" not in message
    assert len(message) < 700
