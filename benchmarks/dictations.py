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

Pair = tuple[str, int]


@dataclass
class Counted:
    """Pairs of item and value that were right, wrong, and missed, with the lines read otherwise."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    lines: int = 0
    misses: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """How much of what was proposed is right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """How much of what was said is proposed."""
        return self.right / max(self.right + self.missed, 1)


def dictations(folder: Path = FOLDER) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every line with the id of its instrument."""
    for path in sorted(folder.glob("*.yaml")):
        file = yaml.safe_load(path.read_text(encoding="utf-8"))
        for each in file["dictations"]:
            yield each.get("instrument", file.get("instrument")), each


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


def count_all(folder: Path = FOLDER, repeats: int = REPEATS) -> dict[str, Counted]:
    """Read every line."""
    library = load_whole_library()
    counted: dict[str, Counted] = {}
    for name, each in dictations(folder):
        instrument = library.instrument(name)
        count = counted.setdefault(name, Counted())
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
        if got != want:
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
    for name, count in counted.items():
        if count.misses:
            print(f"{name}: not read as expected\n" + "\n".join(count.misses), file=sys.stderr)
        figures.append(
            Figure(
                f"dictations, {name}, {count.lines} lines: precision / recall",
                f"{count.precision:.3f} / {count.recall:.3f}",
                f"at least {PRECISION} / {RECALL}",
                count.precision >= PRECISION and count.recall >= RECALL,
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
