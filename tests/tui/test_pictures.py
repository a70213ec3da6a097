"""A picture of every state of the screen, at the small and at the large size.

A changed picture is looked at before it is taken: `pytest tests/tui/test_pictures.py --snapshot-update`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import assistant
from tests.conversation.talk import Talk
from tests.tui.screen import LARGE, SMALL, app_over, press, ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

CHART = (
    "/demo",
    "/patient case_2",
)
DICTATED = (
    "scalp red and scaly, ears pink, malar dark red, mouth ulcer, patchy hair loss two quadrants, wobble, "
    "rest clear"
)
STATES: dict[str, tuple[tuple[str, ...], str]] = {
    "start": ((), ""),
    "help": (("/help",), ""),
    "answer": (("what next when HCQ fails",), ""),
    "ladder": (("/ladder HCQ, MMF, pred, TCI",), ""),
    "ladder below": (("/ladder HCQ, MMF, pred, TCI",), "f8"),
    "unknown command": (("/resum",), ""),
    "which instrument": (("/score",), ""),
    "code or name": (("/patient Maria Schmidt",), ""),
    "question": (("/patient P-014", "/score clasi full"), "2 1"),
    "question and answer": (("/score clasi full", "what next when HCQ fails"), ""),
    "no such level": (("/score clasi full",), "7"),
    "levels": (("/score sledai full",), "enter right right right right right right right right ?"),
    "highlight": (("/score clasi full",), "down down"),
    "body map": (("/score clasi",), "c d"),
    "body map nothing marked": (("/score clasi",), "enter"),
    "list by system": (("/score sledai",), "5 1 escape"),
    "list searched": (("/score sledai",), "5 1 u l c"),
    "list reviewed": (("/score sledai",), "5 1 3 enter"),
    "rest absent": (("/score clasi full",), "2 1 0 a"),
    "go to": (("/score clasi full",), "2 1 0 c g"),
    "window": (("/score sledai full",), ""),
    "review incomplete": (("/score clasi full",), "2 1 0 c n p r"),
    "review complete": (("/score clasi full",), "2 1 0 c a enter"),
    "patient not on record": (("/patient P-014",), ""),
    "visit": (("/patient P-014",), "enter / v i s i t enter"),
    "chart beside": ((*CHART, "/visits"), "escape"),
    "paused": (("/score clasi full",), "2 escape"),
    "panel": (("/patient P-014", "/score clasi"), "a b c d e j enter 2 1 0 3 2 0 0 1 0 0 0 n p 2 1 1 f2"),
    "panel turned over": (("/patient P-014", "/score clasi full"), "2 1 0 c n p f2 f6"),
    "summary": (("/patient P-014", "/score sledai"), "5 1 3 escape f e v enter enter a enter"),
    "dictated": ((f"/score clasi {DICTATED}",), ""),
    "training": (("/train clasi-dark-skin-arms",), ""),
    "whole form": (("/patient P-014", "/grid clasi"), "escape enter 2 1 0 c n p down 7"),
    "whole list": (("/grid sledai",), "enter 1 0 n p right"),
    "reports": (("/evidence",), ""),
    "reports filtered": (("/evidence subtype DLE mucosal sort size",), "down down"),
    "reports in a picture": (("/evidence",), "down v"),
    "report in full": (("/evidence",), " ".join([*["down"] * 9, "enter"])),
    "reports by side effect": (("/evidence",), "e"),
}
ALSO_LARGE = (
    "chart beside",
    "start",
    "ladder",
    "question and answer",
    "list by system",
    "body map",
    "panel",
    "review incomplete",
    "summary",
    "whole form",
    "reports",
    "reports filtered",
    "dictated",
)


@pytest.fixture(autouse=True)
def one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant, "__version__", "1.2.3")


@pytest.mark.parametrize(
    ("state", "size"),
    [*((state, SMALL) for state in STATES), *((state, LARGE) for state in ALSO_LARGE)],
    ids=[*(f"{state} small" for state in STATES), *(f"{state} large" for state in ALSO_LARGE)],
)
def test_picture(
    tmp_path: Path, snap_compare: Callable[..., bool], state: str, size: tuple[int, int]
) -> None:
    lines, keys = STATES[state]

    async def reach(pilot: Pilot[None]) -> None:
        await ready(pilot, *lines)
        if keys:
            await press(pilot, keys)

    assert snap_compare(app_over(tmp_path), terminal_size=size, run_before=reach)


def test_picture_of_both_ladders_side_by_side(tmp_path: Path, snap_compare: Callable[..., bool]) -> None:
    async def reach(pilot: Pilot[None]) -> None:
        await ready(pilot, "/ladder HCQ, MMF, pred, TCI")
        await press(pilot, "f2 f8")

    assert snap_compare(app_over(tmp_path), terminal_size=LARGE, run_before=reach)


def test_picture_of_an_unfinished_assessment_at_the_start(
    tmp_path: Path, snap_compare: Callable[..., bool]
) -> None:
    before = Talk(tmp_path)
    before.say("/patient P-014", "/score clasi full")
    before.press("2 1")
    before.drafts.close()
    assert snap_compare(app_over(tmp_path), terminal_size=SMALL, run_before=ready)


def test_picture_of_answers_that_are_not_saved(
    tmp_path: Path, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    async def reach(pilot: Pilot[None]) -> None:
        await ready(pilot, "/score clasi full")
        monkeypatch.setattr(os, "fsync", refuse)
        await press(pilot, "2")

    assert snap_compare(app_over(Path("home")), terminal_size=SMALL, run_before=reach)


def test_picture_of_a_screen_too_small(tmp_path: Path, snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(app_over(tmp_path), terminal_size=(20, 5), run_before=ready)
