"""`malar instruments [ID] [--json]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scoring.forms import NAMES

if TYPE_CHECKING:
    from tests.cli.running import Malar


def test_the_list_names_every_instrument(malar: Malar) -> None:
    run = malar("instruments")
    assert run.code == 0
    assert {line.split()[0] for line in run.out.splitlines()} == set(NAMES)


def test_the_list_for_scripts_is_one_line(malar: Malar) -> None:
    listed = malar("instruments", "--json").json
    assert {each["id"]: each["scores"] for each in listed} == {
        "clasi": {"activity": 70, "damage": 56},
        "cla-iga": {"global": 4},
        "sledai-2k": {"total": 105},
    }


@pytest.mark.parametrize("name", NAMES)
def test_one_in_full_for_scripts(malar: Malar, name: str) -> None:
    shown = malar("instruments", name, "--json").json
    assert shown["id"] == name
    assert shown["proof"]["items"] == len(shown["items"])
    assert all(item["options"] and item["question"] and item["evidence"] for item in shown["items"])
    assert shown["terms"]["notice"].startswith("This program implements published scoring arithmetic")


def test_one_in_full_for_reading(malar: Malar) -> None:
    text = malar("instruments", "sledai-2k").out
    for part in (
        "Recall window: 30 days (choices: 10, 30)",
        "Score total: SLEDAI-2K, 0 to 105",
        "five-band scheme (default): 0-0 no activity; 1-5 mild; 6-10 moderate; 11-19 high; 20-105 very high",
        "alopecia, weight 2",
        "Where sources differ",
        "Gladman 2000",
        "Not a medical device",
    ):
        assert part in text
    assert "{place}" not in malar("instruments", "clasi").out


def test_an_unknown_one_is_refused_with_the_nearest(malar: Malar) -> None:
    assert "did you mean 'SLEDAI'?" in malar("instruments", "sldai").message
