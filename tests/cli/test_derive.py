"""`malar derive`: laboratory values in, proposals with their reasons out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assistant.content.folders import shipped_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar

TEXT = "C3 0.74 g/L (0.9-1.8)\nPLT 88 10^9/L 02.11.2026\nthe weather is fine\n"
YAML = """
- {test: C3, value: 0.74, unit: g/L, low: 0.9, high: 1.8, date: 2026-11-02}
- test: Platelets
  value: 88
  unit: 10^9/L
"""
JSON = json.dumps(
    [
        {"test": "C3", "value": 0.74, "unit": "g/L", "low": 0.9, "high": 1.8, "date": "2026-11-02"},
        {"test": "Platelets", "value": 88, "unit": "10^9/L"},
    ]
)


@pytest.mark.parametrize("labs", [TEXT, YAML, JSON, f"labs:\n{YAML}", f'{{"labs": {JSON}}}'])
def test_text_and_lists_give_the_same_proposals(malar: Malar, labs: str) -> None:
    run = malar("derive", "sledai-2k", "--labs", "-", "--date", "2026-11-10", "--json", typed=labs)
    assert (run.code, run.err) == (0, "")
    told = run.json
    assert set(told) == {"proposals", "not_derived", "unread"}
    assert {item: each["value"] for item, each in told["proposals"].items()} == {
        "low_complement": 1,
        "thrombocytopenia": 1,
    }
    assert set(told["proposals"]) | set(told["not_derived"]) >= {"fever", "pyuria", "proteinuria"}
    assert told["unread"] == (["the weather is fine"] if labs is TEXT else [])


def test_the_text_for_a_reader_names_what_is_proposed_and_what_is_not(malar: Malar, tmp_path: Path) -> None:
    path = tmp_path / "labs.txt"
    path.write_text(TEXT, encoding="utf-8")
    out = malar("derive", "SLEDAI", "--labs", str(path), "--date", "10.11.2026", "--window", "10").out
    assert "to be confirmed" in out
    assert "low_complement: 1. C3 0.74 g/L is below" in out
    assert "fever: no value given" in out
    assert "the weather is fine" in out


def test_the_window_of_ten_days_is_kept(malar: Malar) -> None:
    command = ("derive", "sledai-2k", "--labs", "-", "--date", "2026-11-20", "--json")
    assert "thrombocytopenia" in malar(*command, typed=TEXT).json["proposals"]
    narrow = malar(*command, "--window", "10", typed=TEXT).json
    assert "outside the window of 10 days" in narrow["not_derived"]["thrombocytopenia"]


def test_an_instrument_without_such_items_proposes_nothing(malar: Malar) -> None:
    told = malar("derive", "clasi", "--labs", "-", "--json", typed=TEXT).json
    assert (told["proposals"], told["not_derived"]) == ({}, {})


def test_a_batch_keeps_its_order_and_tells_bad_lines_in_their_place(malar: Malar) -> None:
    lines: list[object] = [
        {"instrument": "sledai-2k", "date": "2026-11-10", "labs": "Temp 38.4 °C"},
        {"instrument": "sledai-2k", "date": "2026-11-10", "text": "Temp 38.4 °C"},
        {"instrument": "sledai-2k", "date": "10.11.2026", "labs": json.loads(JSON), "window": 10},
        {"instrument": "sledai", "labs": []},
    ]
    typed = "\n".join(map(json.dumps, lines))
    run = malar("derive", "--batch", "-", "--json", typed=typed)
    assert (run.code, run.err) == (0, "")
    assert [list(line["proposals"]) for line in run.lines] == [
        ["fever"],
        ["fever"],
        ["low_complement", "thrombocytopenia"],
        [],
    ]
    run = malar("derive", "--batch", "-", "--json", typed=f"nonsense\n{typed}")
    assert run.code == 1
    assert "line 1" in run.lines[0]["error"]
    assert "fever" in run.lines[1]["proposals"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "empty"),
        ("[]", "no set of laboratory values"),
        ('{"instrument": "sledai-2k"}', 'one of "labs"'),
        ('{"instrument": "sledai-2k", "labs": [], "text": ""}', 'one of "labs"'),
        ('{"instrument": "sledai-2k", "labs": 3}', "no laboratory values"),
        ('{"instrument": 3, "labs": []}', '"instrument"'),
        ('{"instrument": "sledaii-2k", "labs": []}', "did you mean"),
        ('{"instrument": "sledai-2k", "labs": [], "day": "x"}', "'day'"),
        ('{"instrument": "sledai-2k", "labs": [], "date": "soon"}', "no day"),
        ('{"instrument": "sledai-2k", "labs": [], "date": 3}', '"date"'),
        ('{"instrument": "sledai-2k", "labs": [], "window": 7}', "7"),
        ('{"instrument": "sledai-2k", "labs": [{"value": NaN}]}', "NaN"),
    ],
)
def test_a_bad_line_says_what_is_wrong(malar: Malar, line: str, words: str) -> None:
    run = malar("derive", "--batch", "-", "--json", typed=f"{line}\n")
    assert run.code == 1
    assert words in run.lines[0]["error"]


def test_wrong_use_is_told(malar: Malar) -> None:
    assert malar("derive", "sledai-2k").code == 2
    assert malar("derive", "--batch", "-").code == 2
    assert malar("derive", "sledai-2k", "--batch", "-", "--json").code == 2
    assert "no day" in malar("derive", "sledai-2k", "--labs", "-", "--date", "soon", typed=TEXT).message
    assert "UTF-8" in malar("derive", "sledai-2k", "--labs", "-", typed=b"C3 \xb5").message


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('{text: "hyaline casts", proposes: }', '{text: "hyaline casts", proposes: 1}', "must propose 1"),
        ("absent_needs: [complement_c3, complement_c4]", "absent_needs: [complement_c5]", "complement_c5"),
        ("item: myositis\n    words", "item: myosits\n    words", "did you mean 'myositis'?"),
    ],
)
def test_a_slip_in_the_rules_does_not_pass(
    malar: Malar, tmp_path: Path, before: str, after: str, told: str
) -> None:
    text = (shipped_folder("instruments") / "sledai-2k.yaml").read_text(encoding="utf-8")
    assert before in text
    copy = tmp_path / "sledai-2k.yaml"
    copy.write_text(text.replace(before, after, 1), encoding="utf-8")
    run = malar("check", str(copy))
    assert run.code == 1
    assert told in run.err
