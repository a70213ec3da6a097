"""Dictated lines against what they must propose: precision, recall, and the time of one reading."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import yaml

from assistant.scoring.library import load_whole_library
from assistant.scoring.prefill.reading import prefill
from benchmarks.figures import Figure, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.scoring.instrument import Instrument, Item
    from assistant.scoring.prefill.proposals import Prefill

FOLDER = Path(__file__).parent / "dictations"
PRECISION, RECALL, P99_MS, REPEATS = 0.98, 0.85, 10, 5

OWN = "own"
HELD_OUT = "held_out"
"""The set whose misses are never told, so that nobody tunes on it."""

Pair = tuple[str, int]


@dataclass
class Counted:
    """Pairs of item and value that were right, wrong, and missed, with the lines read otherwise."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    lines: int = 0
    stated_right: int = 0
    stated_wrong: int = 0
    misses: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """How much of what was proposed is right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def stated_precision(self) -> float:
        """The same of what was stated, without what a phrase like `rest clear` covers."""
        return self.stated_right / max(self.stated_right + self.stated_wrong, 1)

    @property
    def recall(self) -> float:
        """How much of what was said is proposed."""
        return self.right / max(self.right + self.missed, 1)


def dictations(folder: Path = FOLDER) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every line with the name of its set and the id of its instrument.

    A file is named for its instrument and its set, `clasi_second.yaml`; without one it is the set `own`.
    """
    for path in sorted(folder.glob("*.yaml")):
        file = yaml.safe_load(path.read_text(encoding="utf-8"))
        for each in file["dictations"]:
            yield path.stem.partition("_")[2] or OWN, each.get("instrument", file.get("instrument")), each


def expected(instrument: Instrument, each: dict[str, Any]) -> tuple[set[Pair], set[str]]:
    """The pairs that a line must give, and the items that it may give or not."""
    answers: dict[str, int] = dict(each.get("answers") or {})
    named = set(each.get("named", ()))
    either = set(each.get("either", ()))
    cleared = set(each.get("clear", ()))
    places = {name.split(".")[0] for name in (*answers, *either) if "." in name} | named | cleared
    pairs = dict(answers)
    columns = set(each.get("everywhere", ()))
    for item in instrument.items:
        whole = item.group in cleared or item.id in cleared or item.base in columns
        if item.id not in pairs and (whole or _in_rest(each.get("rest"), item, places, named, instrument)):
            pairs[item.id] = item.levels[0]
    either |= {item.id for item in instrument.items if each.get("either_rest") and item.id not in answers}
    return {(name, value) for name, value in pairs.items() if name not in either}, either


def _in_rest(rest: str | None, item: Item, places: set[str], named: set[str], instrument: Instrument) -> bool:
    if rest is None or item.clear_value is None or item.id in named:
        return False
    if instrument.group(item.group).kind == "place":
        return item.group not in places
    return rest == "all"


def proposed(read: Prefill, instrument: Instrument) -> set[Pair]:
    """What a reading gives, stated or attested."""
    return {*read.answers.items(), *((name, instrument.item(name).levels[0]) for name in read.attested)}


def count_all(
    folder: Path = FOLDER, repeats: int = REPEATS, leave_out: str | None = None
) -> dict[tuple[str, str], Counted]:
    """Read every line, but for those of a set that is left out; the counts by set and instrument."""
    library = load_whole_library()
    counted: dict[tuple[str, str], Counted] = {}
    for of_set, name, each in dictations(folder):
        if of_set == leave_out:
            continue
        instrument = library.instrument(name)
        count = counted.setdefault((of_set, name), Counted())
        read = prefill(instrument, each["text"], each.get("former"))
        taken = []
        for _ in range(repeats):
            began = perf_counter()
            prefill(instrument, each["text"], each.get("former"))
            taken.append(perf_counter() - began)
        count.seconds.append(min(taken))
        want, either = expected(instrument, each)
        got = {pair for pair in proposed(read, instrument) if pair[0] not in either}
        count.lines += 1
        count.right += len(got & want)
        count.wrong += len(got - want)
        count.missed += len(want - got)
        stated = {pair for pair in read.answers.items() if pair[0] not in either}
        count.stated_right += len(stated & want)
        count.stated_wrong += len(stated - want)
        if got != want and of_set != HELD_OUT:
            count.misses.append(_told(each["text"], got - want, want - got, read))
    return counted


def _told(text: str, wrong: set[Pair], missed: set[Pair], read: Prefill) -> str:
    told = f"  {text}\n"
    for what, pairs in (("wrong", wrong), ("missed", missed)):
        if pairs:
            shown = ", ".join(f"{item}={value}" for item, value in sorted(pairs)[:8])
            told += f"      {what} {len(pairs)}: {shown}\n"
    return told + f"      unread: {list(read.unread)}"


def measure() -> list[Figure]:
    """Precision, recall and time, with what was not read rightly told on the error stream."""
    counted = count_all()
    figures = []
    for (of_set, name), count in counted.items():
        if count.misses:
            print(f"{of_set}, {name}: not read as expected\n" + "\n".join(count.misses), file=sys.stderr)
        figures.append(
            Figure(
                f"dictations, set {of_set}, {name}, {count.lines} lines: precision (stated only) / recall",
                f"{count.precision:.3f} ({count.stated_precision:.3f}) / {count.recall:.3f}",
                f"at least {PRECISION} / {RECALL}",
                min(count.precision, count.stated_precision) >= PRECISION and count.recall >= RECALL,
            )
        )
    _, slowest = milliseconds([taken for count in counted.values() for taken in count.seconds])
    figures.append(
        Figure(
            f"a dictated line read, best of {REPEATS}, p99 of the lines",
            f"{slowest:.1f} ms",
            f"at most {P99_MS} ms",
            slowest <= P99_MS,
        )
    )
    return figures
