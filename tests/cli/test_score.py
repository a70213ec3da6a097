"""`malar score INSTRUMENT --answers FILE`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.scoring.forms import clear

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar


def test_a_complete_form_gives_the_agreed_json(malar: Malar) -> None:
    answers = clear("clasi", {"scalp.erythema": 3, "ears.scale": 2, "chest.scarring": 1})
    run = malar("score", "clasi", "--answers", "-", "--json", typed=json.dumps(answers))
    assert (run.code, run.err) == (0, "")
    assert run.json == {
        "instrument": "clasi",
        "version": "2",
        "complete": True,
        "missing": [],
        "scores": {
            "activity": {"value": 5, "low": 5, "high": 5, "max": 70, "band": "mild"},
            "damage": {"value": 1, "low": 1, "high": 1, "max": 56, "band": None},
        },
    }


def test_the_window_of_a_score_is_recorded(malar: Malar) -> None:
    run = malar("score", "sledai-2k", "--answers", "-", "--json", "--window", "10", typed="fever: 1")
    assert run.json["window"] == 10
    assert malar("score", "sledai-2k", "--answers", "-", "--json", typed="fever: 1").json["window"] == 30


@pytest.mark.parametrize("typed", ["", "{}", "# nothing yet\n"])
def test_an_empty_form_is_an_interval_not_an_error(malar: Malar, typed: str) -> None:
    run = malar("score", "cla-iga", "--answers", "-", "--json", typed=typed)
    assert (run.code, run.err) == (0, "")
    assert run.json["complete"] is False
    assert run.json["missing"] == ["level"]
    assert run.json["scores"]["global"] == {"value": None, "low": 0, "high": 4, "max": 4, "band": None}


@pytest.mark.parametrize(
    "text",
    [
        "arthritis: 1\nrash: 1\nlow_complement: pending\nfever: not_assessed\n",
        '{"arthritis": 1, "rash": 1, "low_complement": "pending", "fever": "not_assessed"}',
        '\ufeff{\n\t"arthritis": 1, "rash": 1,\n\t"low_complement": "pending", "fever": "not_assessed"}',
        "{arthritis: 1, rash: 1, low_complement: pending, fever: not_assessed}",
    ],
)
def test_answers_come_as_yaml_or_json_from_a_file(malar: Malar, tmp_path: Path, text: str) -> None:
    file = tmp_path / "answers"
    file.write_text(text, encoding="utf-8")
    found = malar("score", "SLEDAI 2K", "--answers", str(file), "--json").json
    assert found["scores"]["total"] == {"value": None, "low": 6, "high": 105, "max": 105, "band": None}
    assert len(found["missing"]) == 22


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("scalp.scale: 3", "scalp.scale cannot be 3; write 0, 1 or 2"),
        ("scalp.scale: -1", "scalp.scale cannot be -1"),
        ("scalp.scale: '2'", "scalp.scale cannot be the text '2'; write a number without quotes"),
        ("scalp.scale: true", "scalp.scale cannot be true"),
        ("scalp.scale: 2.0", "scalp.scale cannot be the decimal number 2.0"),
        ("scalp.scale: [1]", "scalp.scale cannot be a list"),
        ("scalp.scale: {a: 1}", "scalp.scale cannot be a mapping"),
        ("scalp.scale:", "scalp.scale cannot be empty; leave the item out"),
        ("scalp.scale: maybe", "scalp.scale cannot be the text 'maybe'"),
        ("scalp.scale: 99999999999999999999", "scalp.scale cannot be 99999999999999999999"),
        ('{"scalp.scale": 1e400}', "scalp.scale cannot be the decimal number inf"),
        ('{"scalp.scale": NaN}', "NaN is not a number"),
        ('{"scalp.scale": ' + "9" * 5000 + "}", "too long to be meant"),
        ('{"a": ' + "[" * 100_000, "nested"),
        ('{"scalp.scale": 1, "scalp.scale": 2}', "the key 'scalp.scale' stands there twice"),
        ("scalp.scale: 1\nscalp.scale: 2", "standard input:2: the key 'scalp.scale' stands here again"),
        ("scalp.scael: 1", "has no item 'scalp.scael'; did you mean 'scalp.scale'?"),
        ("scalp.scarring: 1", "has no item 'scalp.scarring'"),
        ("scale: 1", "CLASI has no item 'scale'"),
        ("scalp.scale:\t1", "standard input:1: there is a tab"),
        ("- scalp.scale", "is not a list of 'key: value' lines"),
        ('{"scalp.scale": 1', "this is not JSON"),
        ('{"scalp.scale": 1} {}', "this is not JSON"),
        (b"scalp.scale: \xff", "is not UTF-8 text"),
        (b'{"scalp.scale": "\xff"}', "is not UTF-8 text"),
        (b" " * 3_000_000, "larger than 2 MB"),
        ("a: &a [1]\nb: *a", "anchor"),
        ('{"scalp.\\u001b[2Jscale": 1}', "\\u001b[2Jscale"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_wrong_answers_give_one_message(malar: Malar, typed: str | bytes, words: str) -> None:
    run = malar("score", "clasi", "--answers", "-", "--json", typed=typed)
    assert words in run.message
    assert run.message.startswith("malar: ")
    assert "\x1b" not in run.err


def test_all_that_is_wrong_is_said_in_one_line(malar: Malar) -> None:
    run = malar("score", "clasi", "--answers", "-", "--json", typed="scalp.scale: 3\nears.scale: 9\nx: 1")
    assert run.message.count("|") == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [("clasii", "did you mean 'CLASI'?"), ("dlqi", "there is no instrument 'dlqi'"), ("", "''")],
)
def test_an_unknown_instrument_is_named_with_the_nearest(malar: Malar, name: str, words: str) -> None:
    assert words in malar("score", name, "--answers", "-", typed="{}").message


@pytest.mark.parametrize(
    "name", ["clasi", "CLASI", "Clasi-A", "cutaneous lupus disease area and severity index"]
)
def test_an_instrument_answers_to_all_its_names(malar: Malar, name: str) -> None:
    assert malar("score", name, "--answers", "-", "--json", typed="{}").json["instrument"] == "clasi"


def test_a_window_that_is_not_offered_is_refused(malar: Malar) -> None:
    run = malar("score", "sledai-2k", "--answers", "-", "--window", "28", typed="{}")
    assert "choose 10 or 30 days" in run.message
    assert "leave it out" in malar("score", "clasi", "--answers", "-", "--window", "30", typed="{}").message


def test_a_file_that_is_not_there_is_named(malar: Malar, tmp_path: Path) -> None:
    assert "no such file" in malar("score", "clasi", "--answers", str(tmp_path / "gone.yaml")).message
    assert "is a folder" in malar("score", "clasi", "--answers", str(tmp_path)).message


def test_the_text_shows_every_scheme_and_what_is_missing(malar: Malar) -> None:
    answers = clear("sledai-2k", {"arthritis": 1, "fever": "pending", "seizure": "not_assessed"})
    run = malar("score", "sledai-2k", "--answers", "-", typed=json.dumps(answers))
    assert run.out == (
        "SLEDAI-2K (version 2K (2002), window 30 days)\n"
        "  SLEDAI-2K  4 to 13 of 105: mild to high (five-band scheme); low to high (four-band scheme); "
        "mild to severe (BSR)\n"
        "  Incomplete, not a final score: 2 of 24 items have no value.\n"
        "  Not assessed: seizure\n"
        "  Pending: fever\n"
    )


def test_the_text_of_a_complete_form_gives_values_and_bands(malar: Malar) -> None:
    answers = clear("clasi", {"scalp.erythema": 3, "chest.scarring": 2})
    run = malar("score", "clasi", "--answers", "-", typed=json.dumps(answers))
    assert run.out == (
        "CLASI (version 2)\n  CLASI activity  3 of 70: mild (Klein 2011)\n  CLASI damage    2 of 56\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("score",),
        ("score", "clasi"),
        ("score", "--answers", "-"),
        ("score", "--batch", "x"),
        ("score", "clasi", "--batch", "x", "--json"),
        ("score", "--batch", "x", "--json", "--window", "10"),
        ("score", "clasi", "--answers", "-", "--window", "ten"),
        ("score", "clasi", "--answers", "-", "--jsno"),
        ("scroe",),
    ],
)
def test_a_command_that_is_not_understood_is_usage(malar: Malar, arguments: tuple[str, ...]) -> None:
    run = malar(*arguments)
    assert (run.code, run.out) == (2, "")
    assert "; see malar" in run.err
