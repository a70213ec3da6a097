"""`malar train` and `malar training`: cases, simulated learners, and files of a teacher that are wrong."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import pytest

from assistant.scoring.library import load_library
from assistant.scoring.training.key import reference_answers
from assistant.scoring.training.library import Training, load_training

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.scoring.training.content import TrainingCase
    from tests.cli.running import Malar

CASE = """\
format: 1
cases:
  - id: mine
    title: A case of mine
    instrument: clasi
    difficulty: basic
    traps: [worst_lesion]
    vignette: {patient: A woman., findings: [{at: arms, text: Red and scaly.}]}
    answers: {arms.erythema: 2, arms.scale: 1}
    rest: clear
    score: {activity: 3, damage: 0}
    why:
      - {items: [arms], because: Red 2 and scale 1., rule: worst_lesion}
"""

LEARNT = (
    "clasi-pale-and-red",
    "clasi-dark-skin-cheeks",
    "clasi-dark-skin-arms",
    "clasi-thin-all-over",
    "clasi-two-kinds-of-hair-loss",
    "clasi-crusted",
    "clasi-doubling",
    "paper-2-clasi",
)
"""Dark skin and light, hair loss and none."""

Answers = dict[str, int]


@cache
def training() -> Training:
    return load_training(load_library())


def learn(
    malar: Malar, tmp_path: Path, learner: str, change: Callable[[TrainingCase, Answers], None]
) -> None:
    """A learner scores cases by the reference, changed in a planted way."""
    form = load_library().instrument("clasi")
    for case in map(training().case, LEARNT):
        answers = reference_answers(form, case)
        change(case, answers)
        file = tmp_path / "answers.json"
        file.write_text(json.dumps(answers), encoding="utf-8")
        assert malar("train", "answer", case.id, "--answers", str(file), "--keep", learner).code == 0


def by_reference(_: TrainingCase, answers: Answers) -> None:
    """Nothing is changed."""


def biased(case: TrainingCase, answers: Answers) -> None:
    """One too low on erythema of dark skin, and alopecia never seen."""
    for item in answers:
        if item.endswith(".erythema") and case.phototype in {"IV", "V", "VI"}:
            answers[item] = max(0, answers[item] - 1)
    answers["nonscarring_alopecia"] = 0


def test_simulated_learners_are_found_out_by_item_place_and_skin(malar: Malar, tmp_path: Path) -> None:
    learn(malar, tmp_path, "R1", by_reference)
    learn(malar, tmp_path, "R2", biased)
    told = malar("training", "agreement", "--json").lines
    first = next(line for line in told if line.get("learner") == "R1")
    assert [each["icc"] for each in first["scores"].values()] == [1.0, 1.0]
    assert all(each["value"] in {1.0, None} for each in first["kappa"].values())
    assert not [each for each in first["by_item"] if each["mean"]]
    second = next(line for line in told if line.get("learner") == "R2")
    worst = {each["name"]: each for each in second["by_item"] if each["mean"]}
    assert set(worst) == {"erythema", "nonscarring_alopecia"}
    assert worst["nonscarring_alopecia"]["over"] == 0
    assert {each["name"]: each["mean"] for each in second["by_skin"]}["erythema@dark"] == -1.0
    assert {each["name"]: each["mean"] for each in second["by_skin"]}["erythema@light"] == 0.0
    places = {each["name"] for each in second["by_place"] if each["mean"] < 0}
    assert places == {"ears", "nose_malar", "arms", "chest", "hair"}
    raters = next(line for line in told if "raters" in line)
    assert raters["scores"]["activity"]["icc"] < 1
    text = malar("training", "agreement", "--learner", "R2").out
    assert "Erythema in dark skin: -1.0 levels (too low)" in text
    assert "Non-scarring alopecia: -" in text
    report = malar("training", "report").out
    assert "Non-scarring alopecia" in report
    assert "R1" not in report
    assert "R2" not in report
    assert "erased" in malar("training", "erase", "--learner", "R2").out
    assert "R2" not in malar("training", "list").out
    malar("training", "erase", "--everybody")
    assert "no training attempt is kept" in malar("training", "list").err


def test_raters_without_cases_in_common_are_told(malar: Malar, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    for case, learner in (("clasi-doubling", "R1"), ("clasi-mouth-full", "R2")):
        file.write_text(json.dumps({"mucous_membrane": 1}), encoding="utf-8")
        assert malar("train", "answer", case, "--answers", str(file), "--keep", learner).code == 0
    run = malar("training", "agreement")
    assert "these raters completed fewer than two cases in common (0 begun by all)" in run.err
    assert run.out == ""


def test_an_answer_is_compared_for_a_script(malar: Malar, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("rash: 1\nthrombocytopenia: 1\n", encoding="utf-8")
    found = malar("train", "answer", "sledai-platelets-100", "--answers", str(file), "--json").json
    assert found["scores"]["total"]["reference"] == 2
    assert found["scores"]["total"]["low"] == 3
    [wrong] = [each for each in found["differences"] if each["given"] is not None]
    assert (wrong["item"], wrong["moved"]["total"]["low"]) == ("thrombocytopenia", 1)
    file.write_text("rahs: 1\n", encoding="utf-8")
    assert "did you mean 'rash'?" in malar("train", "answer", "sledai-stone", "--answers", str(file)).message


def test_a_vignette_shown_to_a_learner_holds_no_answer(malar: Malar) -> None:
    shown = malar("train", "show", "clasi-doubling", "--json").json
    assert not {"answers", "score", "why", "traps"} & set(shown)
    assert "dyspigmentation_duration: 1" in malar("train", "show", "clasi-doubling", "--reference").out
    assert len(malar("train", "list").out.splitlines()) >= 40


@pytest.mark.parametrize(
    ("right", "wrong", "line", "told"),
    [
        ("activity: 3", "activity: 4", 11, "give activity 3, but its reference score says 4; correct one"),
        (
            "arms.scale: 1}",
            "arms.scales: 1}",
            9,
            "there is no item 'arms.scales' here; did you mean 'arms.scale'?",
        ),
        ("arms.scale: 1}", "arms.scale: 3}", 9, "arms.scale cannot be 3; write 0, 1 or 2"),
        ("    rest: clear\n", "", 9, "gives no reference answer to 'scalp.erythema'"),
        ("at: arms", "at: arm", 8, "there is no place 'arm' here; did you mean 'arms'?"),
        (
            "[worst_lesion]",
            "[worst_leson]",
            7,
            "there is no trap 'worst_leson' here; did you mean 'worst_lesion'?",
        ),
        (
            "instrument: clasi",
            "instrument: clasy",
            5,
            "there is no instrument 'clasy' here; did you mean 'clasi'?",
        ),
        ("items: [arms]", "items: [chest]", 9, "does not say why arms.erythema is 2; add a reason"),
        ("id: mine", "id: clasi-doubling", 3, "a case named 'clasi-doubling' is already there in "),
        ("difficulty:", "dificulty:", 6, "the key 'dificulty' is not known here; did you mean 'difficulty'?"),
    ],
)
def test_a_teachers_mistake_is_told_with_its_line(
    malar: Malar, tmp_path: Path, *, right: str, wrong: str, line: int, told: str
) -> None:
    folder = tmp_path / "centre" / "knowledge" / "training"
    folder.mkdir(parents=True)
    file = folder / "mine.yaml"
    file.write_text(CASE.replace(right, wrong), encoding="utf-8")
    run = malar("check", str(file))
    assert run.code == 1
    assert f"{file}:{line}: " in run.err
    assert told in run.err


def test_a_case_of_the_centre_is_offered(
    malar: Malar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "centre" / "knowledge" / "training"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(CASE, encoding="utf-8")
    monkeypatch.setenv("MALAR_CONTENT", str(tmp_path / "centre"))
    assert "A case of mine" in malar("train", "list").out
    assert malar("check").code == 0
