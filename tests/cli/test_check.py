"""`malar check [PATH ...]`: the proof of each instrument, and files that are no content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.content.folders import shipped_folder
from tests.scoring.forms import NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar

INSTRUMENTS = shipped_folder("instruments")


def changed(folder: Path, name: str, after: str, right: str, wrong: str) -> Path:
    """A copy of a shipped file in which, after some text, something is written otherwise."""
    text = (INSTRUMENTS / f"{name}.yaml").read_text(encoding="utf-8")
    begin = text.index(after)
    place = text.index(right, begin)
    copy = folder / f"{name}.yaml"
    copy.write_text(text[:place] + wrong + text[place + len(right) :], encoding="utf-8")
    return copy


def test_what_is_shipped_proves_itself(malar: Malar) -> None:
    run = malar("check")
    assert (run.code, run.err) == (0, "")
    assert "nothing wrong" in run.out


@pytest.mark.parametrize("name", NAMES)
def test_one_file_can_be_checked(malar: Malar, name: str) -> None:
    run = malar("check", str(INSTRUMENTS / f"{name}.yaml"))
    assert (run.code, run.out, run.err) == (0, "1 file checked, nothing wrong\n", "")


def test_alopecia_weighing_1_is_found(malar: Malar, tmp_path: Path) -> None:
    copy = changed(tmp_path, "sledai-2k", "- id: alopecia", "weight: 2", "weight: 1")
    run = malar("check", str(copy))
    assert (run.code, run.out) == (1, "")
    first = run.err.splitlines()[0]
    assert "total: the highest possible score is 104, but 105 is the published maximum" in first
    assert "most likely alopecia, which adds at most 1 instead of 2" in first
    number = int(first.removeprefix(f"{copy}:").partition(":")[0])
    assert "- id: alopecia" in copy.read_text(encoding="utf-8").splitlines()[number - 1]


def test_scale_up_to_3_is_found(malar: Malar, tmp_path: Path) -> None:
    last = "- {value: 2, label: verrucous or hypertrophic, meaning: Warty or thickened lesion.}"
    more = f"{last}\n      - {{value: 3, label: worst}}"
    run = malar("check", str(changed(tmp_path, "clasi", "- id: scale", last, more)))
    assert (run.code, run.out) == (1, "")
    assert "scale offers 0, 1, 2 and 3, but its values are 0, 1 and 2" in run.err
    assert (
        "activity: the highest possible score is 83, but 70 is the published maximum (Klein 2011" in run.err
    )
    assert "most likely scale, which adds at most 39 in its 13 places instead of 26" in run.err


DOUBLED = """\
- of: [dyspigmentation]
        times:
          - item: dyspigmentation_duration
            by_value: {0: 1, 1: 2}
      - of: [scarring, scarring_alopecia]"""

MISTAKES = {
    "a scar on the scalp": ("clasi", "- id: scarring\n", "    not_at: [scalp]\n", "", "57 items"),
    "scarring alopecia of 1": (
        "clasi",
        "- id: scarring_alopecia",
        "value: 3, label: one",
        "value: 1, label: one",
        "3 is not an answer of 'scarring_alopecia'; write 0, 1, 4, 5 or 6",
    ),
    "no doubling": ("clasi", "by_value", "1: 2", "1: 1", "highest possible score is 43, but 56"),
    "doubling of scarring": (
        "clasi",
        "- of: [dyspigmentation]",
        DOUBLED,
        DOUBLED.replace("[dyspigmentation]", "[dyspigmentation, scarring]").replace("[scarring, ", "["),
        "highest possible score is 80, but 56 is the published maximum; most likely scarring",
    ),
    "a band edge moved": (
        "clasi",
        "label: mild, low: 0",
        "high: 9}\n      - {label: moderate, low: 10",
        "high: 10}\n      - {label: moderate, low: 11",
        "activity is called mild, but must be moderate",
    ),
    "bands that end early": ("sledai-2k", "label: very high", "high: 105", "high: 100", "goes up to 105"),
    "a band edge of the other scheme": (
        "sledai-2k",
        "- id: four_band",
        "high: 4}\n      - {label: moderate, low: 5",
        "high: 5}\n      - {label: moderate, low: 6",
        "four_band calls total low, but must call it moderate",
    ),
    "fever at 38": ("sledai-2k", "- id: temperature", "above: 38", "above: 37.9", "must propose 0"),
    "the level 5": (
        "cla-iga",
        "label: severe, meaning",
        "    counts:",
        "      - {value: 5, label: worst}\n    counts:",
        "highest possible score is 5, but 4 is the published maximum",
    ),
    "a proof of nothing": ("cla-iga", "proof:", "level: [0, 1, 2, 3, 4]", "levle: [0]", "'level'?"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_shipped_file_is_found(malar: Malar, tmp_path: Path, mistake: str) -> None:
    name, after, right, wrong, words = MISTAKES[mistake]
    run = malar("check", str(changed(tmp_path, name, after, right, wrong)))
    assert (run.code, run.out) == (1, "")
    assert words in run.err
    assert "Traceback" not in run.err


def test_a_folder_is_checked_whole(malar: Malar, tmp_path: Path) -> None:
    changed(tmp_path, "sledai-2k", "- id: alopecia", "weight: 2", "weight: 1")
    changed(tmp_path, "clasi", "by_value", "1: 2", "1: 1")
    run = malar("check", str(tmp_path))
    assert "clasi.yaml" in run.err
    assert "sledai-2k.yaml" in run.err


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"- a", "key: value"),
        (b"a: 1\na: 2", "stands here again"),
        (b"a:\t1", "tab"),
        (b"a: \xff", "UTF-8"),
        (b"a: &a [1]\nb: *a", "anchor"),
        (b"[" * 10_000, "nested"),
        (b"a: !!python/name:os.system x", "tag"),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_message(
    malar: Malar, tmp_path: Path, raw: bytes, words: str
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_bytes(raw)
    run = malar("check", str(file))
    assert words in run.message
    assert run.message.startswith(f"{file}:")


def test_a_file_of_50_mb_is_refused(malar: Malar, tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as huge:
        huge.truncate(50_000_000)
    assert "larger than 2 MB" in malar("check", str(file)).message


def test_what_is_not_there_is_named(malar: Malar, tmp_path: Path) -> None:
    assert "no such file" in malar("check", str(tmp_path / "gone.yaml")).message
    assert "holds no content files" in malar("check", str(tmp_path)).message
