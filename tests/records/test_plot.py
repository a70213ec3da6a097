"""The course as a picture: in characters at any width, and as a file."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from assistant.conversation.pictures.course_text import course_text
from assistant.records.drawn_course import Course, Event, Line, Point, Span

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar

CODES = ("case_1", "case_2", "case_3", "case_4")


def made_course(*points: Point) -> Course:
    """One score over 20 weeks."""
    return Course(
        "P-014",
        "the first visit",
        0,
        20,
        (Line("CLASI activity", points),),
        (Span("first drug", -5, 10), Span("second drug", 10, None)),
        (),
        (Event(5, "a rash"),),
    )


def panel(text: str, title: str) -> list[str]:
    """The rows of a panel between its frame, without the frame at the left and right."""
    lines = text.splitlines()
    start = lines.index(title) + 2
    rows = lines[start : next(n for n in range(start, len(lines)) if "└" in lines[n])]
    return [re.split("[┤│]", row)[1] for row in rows]


@pytest.mark.parametrize("width", [60, 80, 140])
def test_every_value_stands_at_its_week_and_height(width: int) -> None:
    points = [Point(0, 20, 20), Point(5, 15, 15), Point(10, 10, 10), Point(20, 0, 0)]
    rows = panel(course_text(made_course(*points), width), "CLASI activity")
    assert len(rows) == 5
    columns = len(rows[0])
    for row, (point, figure) in zip(
        (0, 1, 2, 4), zip(points, ("20", "15", "10", "0"), strict=True), strict=True
    ):
        at = rows[row].index("o")
        assert abs(at - point.week / 20 * (columns - 1)) <= 0.5
        assert figure in (rows[row][at + 1 : at + 3], rows[row][at - 1 : at])
    assert sum(row.count("o") for row in rows) == 4


def test_what_is_not_final_is_a_bar_from_its_least_to_its_most() -> None:
    rows = panel(course_text(made_course(Point(0, 20, 20), Point(10, 5, 15)), 80), "CLASI activity")
    middle = (len(rows[0]) - 1) / 2
    assert [abs(row.find("|") - middle) <= 0.5 for row in rows] == [False, True, True, True, False]


def test_treatments_are_lines_and_events_marks_on_the_same_weeks() -> None:
    text = course_text(made_course(Point(0, 20, 20)), 80)
    first, second, events = panel(text, "Treatments and adverse events; weeks below")
    half = len(first) // 2
    assert set(first[: half - 1]) == {"="}
    assert set(first[half + 1 :].strip()) == set()
    assert set(second[half + 1 :]) == {"="}
    assert events.index("!") == round((len(events) - 1) / 4)
    assert "! week 5: a rash" in text
    assert "= first drug: from week -5 to week 10" in text


def test_the_demonstration_is_drawn_in_characters_and_in_files(
    malar: Malar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    malar("demo")
    for code, columns in zip(CODES, (80, 80, 140, 60), strict=True):
        monkeypatch.setenv("COLUMNS", str(columns))
        drawn = malar("plot", code, "--demo").out
        assert "\x1b" not in drawn
        assert drawn.startswith(f"{code}: weeks since the start of anifrolumab")
        assert max(map(len, drawn.splitlines())) <= columns
        assert "CLASI activity\n" in drawn

    file = tmp_path / "course.svg"
    assert malar("plot", "case_1", "--demo", "--out", str(file)).out == f"The picture is saved as {file}.\n"
    first = file.read_bytes()
    assert len(first) > 5_000
    assert "exists already" in malar("plot", "case_2", "--demo", "--out", str(file)).message
    assert file.read_bytes() == first
    assert "no .svg and no .png" in malar("plot", "case_1", "--demo", "--out", "x.pdf").message
    nowhere = str(tmp_path / "none" / "x.png")
    assert "give another place" in malar("plot", "case_3", "--demo", "--out", nowhere).message
    assert "has no first day on record" in malar("plot", "case_1", "--demo", "--since", "belimumab").message

    waterfall = str(tmp_path / "waterfall.svg")
    assert malar("cohort", "--demo", "--score", "sledai-2k.total", "--figure", waterfall).code == 0
    refused = malar("cohort", "--demo", "--score", "pasi", "--figure", str(tmp_path / "x.svg")).message
    assert "choose cla-iga.global, clasi.activity" in refused
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    file = tmp_path / "x.svg"
    assert "install malar[pictures]" in malar("plot", "case_1", "--demo", "--out", str(file)).message
