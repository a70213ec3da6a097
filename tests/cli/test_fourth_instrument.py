"""An instrument of one's own: a YAML file in a folder that MALAR_CONTENT names, and no Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar

ITCH = """\
format: 1
id: itch
title: Itch of the day
abbreviation: ITCH
synonyms: [pruritus score]
version: "1"
content_version: "1"
summary: Itch in two places, counted twice at night.
overview: groups
sources:
  OWN: {short: own work, full: made for a test}
terms: {owner: nobody, licence: none, notice: for tests only}
window: {default: 1, options: [1, 7], evidence: [{certainty: one source, sources: [OWN]}]}
option_sets:
  strength:
    - {value: 0, label: none}
    - {value: 1, label: mild}
    - {value: 4, label: strong}
groups:
  - {id: head, title: Head, kind: place}
  - {id: foot, title: Foot, kind: place, phrase: the foot}
  - {id: whole, title: As a whole, kind: section}
items:
  - id: itch
    title: itch
    question: How strong is the itch of {place}?
    repeat: places
    option_set: strength
    weight: 2
    evidence: [{certainty: to confirm}]
  - id: awake
    title: awake at night
    question: Does it wake the patient?
    group: whole
    clear_value:
    ask_when: {some: itch, at_least: 4}
    options: [{value: 0, label: never}, {value: 1, label: sometimes}, {value: 2, label: always}]
    evidence: [{certainty: to confirm}]
  - id: bleeding
    title: bleeding
    question: Does scratching draw blood?
    group: whole
    ask_when: {all: [{item: awake, at_least: 1}, {not: {item: head.itch, equals: 0}}]}
    options: [{value: 0, label: "no"}, {value: 1, label: "yes"}]
    evidence: [{certainty: to confirm}]
scores:
  - id: itch
    title: Itch
    sum:
      - of: [itch]
        times: [{item: awake, by_value: {0: 1, 1: 1, 2: 3}}]
      - of: [bleeding]
    evidence: [{certainty: arithmetic}]
bands:
  - id: own
    title: own bands
    score: itch
    default: true
    levels: [{label: bearable, low: 0, high: 9}, {label: unbearable, low: 10, high: 49}]
    evidence: [{certainty: to confirm}]
proof:
  items: 4
  maxima: [{score: itch, value: 49, parts: {itch: 48, bleeding: 1}}]
  values: {itch: [0, 1, 4], awake: [0, 1, 2], bleeding: [0, 1]}
  cases:
    - {title: all clear, rest: clear, expect: {itch: {value: 0, band: bearable}}, missing: []}
    - {title: all at its highest, rest: highest, expect: {itch: {value: 49, band: unbearable}}}
"""


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of further content with the instrument in it."""
    folder = tmp_path / "own" / "instruments"
    folder.mkdir(parents=True)
    (folder / "itch.yaml").write_text(ITCH, encoding="utf-8")
    monkeypatch.setenv("MALAR_CONTENT", str(tmp_path / "own"))
    return folder


@pytest.mark.usefixtures("own_folder")
def test_it_is_listed_shown_and_proven(malar: Malar) -> None:
    assert "itch" in malar("instruments").out
    shown = malar("instruments", "pruritus score", "--json").json
    assert [item["id"] for item in shown["items"]] == ["head.itch", "foot.itch", "awake", "bleeding"]
    assert shown["items"][1]["question"] == "How strong is the itch of the foot?"
    run = malar("check")
    assert (run.code, run.err) == (0, "")


@pytest.mark.usefixtures("own_folder")
@pytest.mark.parametrize(
    ("answers", "interval", "missing"),
    [
        ("{}", (0, 49), ["head.itch", "foot.itch", "awake", "bleeding"]),
        ("{head.itch: 1, foot.itch: 0}", (2, 2), []),
        ("{head.itch: 4, foot.itch: 0}", (8, 25), ["awake", "bleeding"]),
        ("{head.itch: 4, foot.itch: 0, awake: 0}", (8, 8), []),
        ("{head.itch: 4, foot.itch: 0, awake: 2}", (24, 25), ["bleeding"]),
        ("{head.itch: 4, foot.itch: 0, awake: 2, bleeding: 1}", (25, 25), []),
        ("{head.itch: 0, foot.itch: 4, awake: 2}", (24, 24), []),
        ("{head.itch: 0, foot.itch: 4, awake: 2, bleeding: 1}", (24, 24), []),
        ("{head.itch: 0, foot.itch: not_assessed}", (0, 24), ["foot.itch", "awake"]),
        ("{head.itch: 0, foot.itch: not_assessed, awake: 2}", (0, 24), ["foot.itch"]),
    ],
)
def test_it_is_scored_with_weights_multipliers_and_skip_logic(
    malar: Malar, answers: str, interval: tuple[int, int], missing: list[str]
) -> None:
    found = malar("score", "itch", "--answers", "-", "--json", "--window", "7", typed=answers).json
    score = found["scores"]["itch"]
    assert (score["low"], score["high"]) == interval
    assert score["value"] == (interval[0] if interval[0] == interval[1] else None)
    assert found["missing"] == missing
    assert found["complete"] is (not missing)
    assert found["window"] == 7


BROKEN = {
    "a misspelt key": ("weight: 2", "wieght: 2", "did you mean 'weight'?"),
    "a duplicate key": ("    weight: 2", "    weight: 2\n    weight: 2", "stands here again"),
    "a tab": ("    weight: 2", "    weight:\t2", "tab"),
    "text for a number": ("weight: 2", 'weight: "2"', "write the number without quotes"),
    "a weight of nothing": ("weight: 2", "weight: 0", "must be at least 1"),
    "an unknown group": ("group: whole\n    clear", "group: hwole\n    clear", "did you mean 'whole'?"),
    "no place in the form": ("    repeat: places\n", "", "either group or repeat"),
    "an unknown option set": ("option_set: strength", "option_set: strenght", "did you mean 'strength'?"),
    "options out of order": ("{value: 1, label: mild}", "{value: 7, label: mild}", "lowest to the highest"),
    "a clear value of no option": ("weight: 2", "weight: 2\n    clear_value: 3", "not one of its answers"),
    "a cycle": (
        "{some: itch, at_least: 4}",
        "{item: bleeding, at_least: 1}",
        "depends on each other in a circle",
    ),
    "a condition on itself": ("{some: itch, at_least: 4}", "{item: awake, equals: 1}", "circle"),
    "a condition on nothing": (
        "{some: itch, at_least: 4}",
        "{some: ithc, at_least: 4}",
        "did you mean 'itch'?",
    ),
    "a condition on an unknown item": ("item: awake, at_least", "item: awaek, at_least", "'awake'?"),
    "a condition of two forms": ("{some: itch, at", "{some: itch, item: awake, at", "exactly one of"),
    "a condition without comparison": ("{some: itch, at_least: 4}", "{some: itch}", "needs one of equals"),
    "a repeated item counted twice": ("- of: [bleeding]", "- of: [bleeding, itch]", "'itch' 2 times"),
    "a score of an unknown item": ("- of: [itch]", "- of: [itsch]", "did you mean 'itch'?"),
    "an item counted twice": ("- of: [bleeding]", "- of: [bleeding, foot.itch]", "'foot.itch' 2 times"),
    "an item in no score": ("      - of: [bleeding]\n", "", "'bleeding' is in no score"),
    "a multiplier that falls": ("{0: 1, 1: 1, 2: 3}", "{0: 3, 1: 1, 2: 1}", "falls as the answer rises"),
    "a multiplier for other values": ("{0: 1, 1: 1, 2: 3}", "{0: 1, 1: 1}", "one multiplier for each value"),
    "a gap between bands": ("low: 10, high: 49", "low: 11, high: 49", "without gap or overlap"),
    "no default scheme": ("default: true", "default: false", "in exactly one of them"),
    "bands of an unknown score": ("    score: itch\n    default", "    score: ich\n    default", "'itch'?"),
    "an unknown source": ("sources: [OWN]", "sources: [OWNN]", "did you mean 'OWN'?"),
    "a default window not offered": ("default: 1, options", "default: 3, options", "write 1 or 7"),
    "a name used twice": ("id: bleeding", "id: awake", "used twice in items"),
    "a section without items": (
        "  - {id: whole, title: As a whole, kind: section}",
        "  - {id: whole, title: As a whole, kind: section}\n  - {id: rest, title: R, kind: section}",
        "has no item",
    ),
    "a key with nothing": ("title: Itch of the day", "title:", "must be text"),
    "a future format": ("format: 1", "format: 2", "write 1"),
}


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_mistake_is_told_with_its_line_and_nothing_is_scored(
    malar: Malar, own_folder: Path, mistake: str
) -> None:
    right, wrong, words = BROKEN[mistake]
    assert right in ITCH
    (own_folder / "itch.yaml").write_text(ITCH.replace(right, wrong, 1), encoding="utf-8")
    for command in (("check", str(own_folder)), ("score", "itch", "--answers", "-")):
        run = malar(*command, typed="{}")
        assert (run.code, run.out) == (1, "")
        assert any(words in line for line in run.err.splitlines()), run.err
        for line in run.err.removeprefix("malar: ").splitlines():
            assert f"{own_folder}/itch.yaml:" in line
            assert "; " in line


def test_a_mistake_is_told_by_every_check_and_half_the_content_is_not_used_in_silence(
    malar: Malar, own_folder: Path
) -> None:
    (own_folder / "itch.yaml").write_text(ITCH.replace("weight: 2", "weight: two"), encoding="utf-8")
    assert "weight" in malar("check").err
    assert malar("instruments", "clasi").code == 1


def test_a_name_that_is_taken_is_refused(malar: Malar, own_folder: Path) -> None:
    (own_folder / "itch.yaml").write_text(ITCH.replace("pruritus score", "clasi"), encoding="utf-8")
    assert "an instrument named 'clasi' is already defined" in malar("check").message
