"""Laboratory texts against what they must propose, and how long it takes to derive from one."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from assistant.scoring.laboratory.desk import LaboratoryDesk
from assistant.scoring.library import load_whole_library
from benchmarks.figures import Figure, milliseconds
from tests.scoring.laboratory_texts import DERIVED, REFUSED

if TYPE_CHECKING:
    from assistant.scoring.laboratory.deriving import Derivation

FOLDER = Path(__file__).parent / "derivations"
DAY = date(2026, 11, 10)
REPEATS = 5
MARK = 10
"""Milliseconds."""


@dataclass
class Counted:
    """Proposals of a set that were right, wrong, missed and not to be made, with the texts read otherwise."""

    texts: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    extra: int = 0
    reasons: int = 0
    """Reasons without the word that they must hold."""
    misses: list[str] = field(default_factory=list)

    @property
    def flawless(self) -> bool:
        """Whether nothing was proposed otherwise than it must be, or left out."""
        return not (self.wrong or self.missed or self.extra or self.reasons)


def count_set(path: Path, desk: LaboratoryDesk) -> Counted:
    """Derive from every text of a set."""
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    counted = Counted()
    for each in file["results"]:
        derived = desk.derive(each["labs"], each.get("date", file.get("date")))
        otherwise = _compared(each, derived, counted)
        counted.texts += 1
        if otherwise:
            counted.misses.append(f"  {each['labs']}\n      {'; '.join(otherwise)}")
    return counted


def _compared(each: dict[str, Any], derived: Derivation, counted: Counted) -> list[str]:
    """What of a text is not as it must be, in words."""
    expected: dict[str, int] = each.get("expect") or {}
    got = {item: proposal.value for item, proposal in derived.proposals.items()}
    right = {item for item, value in expected.items() if got.get(item) == value}
    missed = set(expected) - set(got)
    wrong = set(expected) - right - missed
    wrong |= {item for item, value in (each.get("never") or {}).items() if got.get(item) == value}
    extra = set(got) - set(expected) - set(each.get("either") or ()) - wrong
    words: dict[str, str] = each.get("why") or {}
    without = {
        item for item, word in words.items() if word not in derived.not_derived.get(item, "").casefold()
    }
    counted.right += len(right)
    counted.missed += len(missed)
    counted.wrong += len(wrong)
    counted.extra += len(extra)
    counted.reasons += len(without)
    kinds = {"missed": missed, "wrong": wrong, "extra": extra, "without its reason": without}
    return [f"{item} {kind}" for kind, items in kinds.items() for item in sorted(items)]


def measure() -> list[Figure]:
    """How many texts give what they must, and the times; each text counts with its best of a few."""
    desk = LaboratoryDesk(load_whole_library().instrument("sledai-2k"))
    texts = [*(text for text, _ in DERIVED), *(text for text, *_ in REFUSED)]
    first = _seconds(desk, texts[0])
    right = sum(
        {item: each.value for item, each in desk.derive(text, DAY).proposals.items()} == proposed
        for text, proposed in DERIVED
    )
    right += sum(item not in desk.derive(text, DAY).proposals for text, item, _ in REFUSED)
    middle, slowest = milliseconds([min(_seconds(desk, text) for _ in range(REPEATS)) for text in texts])
    return [
        Figure(
            "laboratory texts judged as they must be",
            f"{right} of {len(texts)}",
            "all of them",
            right == len(texts),
        ),
        *(_figure(path, desk) for path in sorted(FOLDER.glob("*.yaml"))),
        Figure(
            f"deriving from a laboratory text, best of {REPEATS}",
            f"{middle:.1f} ms median, {slowest:.1f} ms p99",
            f"at most {MARK} ms p99",
            slowest <= MARK,
        ),
        Figure("the first of all, with what it makes ready", f"{1000 * first:.0f} ms"),
    ]


def _figure(path: Path, desk: LaboratoryDesk) -> Figure:
    counted = count_set(path, desk)
    if counted.misses:
        print(f"{path.stem}: not derived as expected\n" + "\n".join(counted.misses), file=sys.stderr)
    return Figure(
        f"laboratory texts, set {path.stem}, {counted.texts} inputs: right / wrong / missed / extra",
        f"{counted.right} / {counted.wrong} / {counted.missed} / {counted.extra}",
        "nothing wrong, missed or extra",
        counted.flawless,
    )


def _seconds(desk: LaboratoryDesk, text: str) -> float:
    began = time.perf_counter()
    desk.derive(text, DAY)
    return time.perf_counter() - began
