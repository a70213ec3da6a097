"""`malar bodymap`: an assessment on its figure, in the terminal and as a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from assistant.scoring.library import load_library
from assistant.scoring.shading import STEPS, shades_of, step_of
from assistant.scoring.totals import score
from tests.cli.test_fourth_instrument import ITCH

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar

SVG = "{http://www.w3.org/2000/svg}"


def places(**levels: int) -> str:
    """All places clear but those that are named, as a mapping in one line."""
    clasi = load_library().instrument("clasi")
    clear = {item.id: 0 for item in clasi.items if item.base in {"erythema", "scale"}}
    return str({**clear, **{name.replace("__", "."): level for name, level in levels.items()}})


@pytest.fixture
def clinic(malar: Malar, tmp_path: Path) -> Malar:
    """The command line with one patient, scored at two visits."""
    visits = [
        ("05.01.2024", "A-001", places(scalp__erythema=2, scalp__scale=1, chest__erythema=1)),
        ("05.02.2024", "A-002", places(scalp__erythema=1, nose_malar__erythema=3, nose_malar__scale=2)),
    ]
    rows = [
        f"      - {{date: {day}, assessments: [{{id: {id_}, instrument: clasi, rater: R7, "
        f'signed_at: "2024-02-05T10:00:00+00:00", answers: {answers}}}]}}'
        for day, id_, answers in visits
    ]
    file = tmp_path / "clinic.yaml"
    file.write_text("\n".join(["patients:", "  - code: P-014", "    visits:", *rows]), encoding="utf-8")
    assert malar("import", str(file)).code == 0
    return malar


def test_a_patient_before_and_after_stands_side_by_side_and_in_words(clinic: Malar) -> None:
    run = clinic("bodymap", "P-014")
    assert run.code == 0
    heads = next(line for line in run.out.splitlines() if line.startswith("05.01.2024"))
    assert "05.02.2024" in heads
    assert run.out.count("front") == 2
    assert "Scalp 3 of 5; Chest 1 of 5; 11 clear." in run.out
    assert "Scalp 1 of 5; Nose and malar area 5 of 5; 11 clear." in run.out
    assert "Erythema and scale added up, 0 to 5:" in run.out
    assert "R and L are the patient's right and left" in run.out


def test_one_visit_stands_alone_where_it_is_baseline_and_latest(clinic: Malar) -> None:
    assert clinic("bodymap", "P-014", "--baseline", "05.02.2024").out.count("front") == 1


def test_the_drawing_names_every_place_and_its_value(clinic: Malar, tmp_path: Path) -> None:
    file = tmp_path / "map.svg"
    assert clinic("bodymap", "P-014", "--svg", str(file)).code == 0
    drawn = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - made by the program
    titles = [each.text for each in drawn.iter(f"{SVG}title")]
    assert "Scalp: 3 of 5" in titles
    assert "Scalp: 1 of 5" in titles
    assert "Legs: clear" in titles
    texts = [each.text for each in drawn.iter(f"{SVG}text")]
    assert texts.count("front") == texts.count("back") == 2
    assert {"R", "L", "1 of 5 ↓", "5 of 5 ↑"} <= set(texts)
    assert clinic("bodymap", "P-014", "--svg", str(file)).message.endswith("give another name")


def test_what_is_not_answered_looks_different_from_clear(malar: Malar) -> None:
    run = malar(
        "bodymap",
        "--answers",
        "-",
        "--svg",
        "-",
        typed='{"legs.erythema": 0, "legs.scale": 0, "feet.scale": 0}',
    )
    drawn = ET.fromstring(run.out)  # noqa: S314 - made by the program
    shapes = {each[0].text: each for each in drawn.iter(f"{SVG}path") if len(each)}
    assert shapes["Legs: clear"].get("fill") == "url(#step0)"
    assert shapes["Arms: not answered"].get("fill") == "url(#open)"
    assert shapes["Arms: not answered"].get("class") == "place open"
    assert shapes["Feet: 0 to 3 of 5"].get("fill") == "url(#open)"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("P-1",), "P-1"),
        (("--answers", "-", "--instrument", "sledai-2k"), "has no figure"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(malar: Malar, arguments: tuple[str, ...], said: str) -> None:
    assert said in malar("bodymap", *arguments, typed="{}").message


def test_a_patient_without_answers_on_record_is_told(malar: Malar) -> None:
    malar("demo")
    assert "an answer for each place" in malar("bodymap", "case_1", "--demo").message


FIGURE = """\
format: 1
id: half
title: Half a body
sides: R and L
views: [{id: front, title: front, left: R, right: L, cells: [" Aa "], size: [10, 10]}]
regions:
  - {place: head, sign: a, shapes: {front: {path: M0 0 L9 9, marks: [[5, 5]]}}}
evidence: [{certainty: to confirm}]
"""
USE = "overview: groups\nfigure: {file: half, shows: [itch], title: itch}\n"


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (FIGURE, "itch.yaml:10: the figure 'half' does not draw foot"),
        (FIGURE.replace('" Aa "', '" Ab "'), "half.yaml:5: there is no sign 'b'"),
        (FIGURE.replace('" Aa "', '" aa "'), "half.yaml:7: 'head' has a shape in front, but a cell"),
        (FIGURE.replace("M0 0 L9 9", '"M0 0\\" onload=x"'), "half.yaml:7"),
    ],
)
def test_a_wrong_figure_is_told_with_its_line_and_its_instrument_is_scored_without(
    malar: Malar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, figure: str, said: str
) -> None:
    folder = tmp_path / "instruments"
    (folder / "figures").mkdir(parents=True)
    (folder / "figures" / "half.yaml").write_text(figure, encoding="utf-8")
    (folder / "itch.yaml").write_text(ITCH.replace("overview: groups\n", USE), encoding="utf-8")
    run = malar("check", str(folder))
    assert run.code == 1
    assert said in run.err
    monkeypatch.setenv("MALAR_CONTENT", str(tmp_path))
    itch = load_library().instrument("itch")
    assert itch.figure is None
    assert score(itch, {"head.itch": 1, "foot.itch": 0}).scores["itch"].low == 2


def test_every_sum_has_its_shade_in_order() -> None:
    for most in range(1, 40):
        steps = [step_of(value, most) for value in range(most + 1)]
        assert steps == sorted(steps)
        assert steps[0] == 0
        assert all(0 < step <= STEPS for step in steps[1:])
        assert steps[-1] == STEPS or most < STEPS


def test_silence_is_an_interval_and_never_zero() -> None:
    clasi = load_library().instrument("clasi")
    (scalp, *rest) = shades_of(clasi, {"scalp.erythema": 2})
    assert (scalp.low, scalp.high, scalp.value, scalp.answered) == (2, 4, None, True)
    assert all((each.low, each.high, each.value) == (0, 5, None) and not each.answered for each in rest)
