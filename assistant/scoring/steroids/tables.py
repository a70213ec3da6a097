"""The table of steroid doses: loaded, with what must hold in it, and its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.load import load_model
from assistant.content.problems import Finding, ProblemCode
from assistant.errors import quoted
from assistant.scoring.checking.form_checks import unknown_name
from assistant.scoring.errors import SteroidDoseRefused
from assistant.scoring.folders import STEROIDS, conversion_file
from assistant.scoring.format.steroids import SteroidFile
from assistant.scoring.steroids.doses import SteroidTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def load_steroids(folders: Sequence[Path] | None = None) -> SteroidTable:
    """The table that is shipped, or one in MALAR_CONTENT. Raises ContentError."""
    return SteroidTable(load_model(conversion_file(STEROIDS, folders), SteroidFile, check_steroids).value)


def check_steroids(file: SteroidFile) -> Iterator[Finding]:
    """Every contradiction in the table; what it computes is looked at only where there is none."""
    found = list(_names(file))
    yield from found
    if not found:
        yield from _proof(file)


def _names(file: SteroidFile) -> Iterator[Finding]:
    ids = [steroid.id for steroid in file.steroids]
    if file.reference not in ids:
        yield unknown_name(("reference",), "steroid", file.reference, ids)
    meant: dict[str, str] = {}
    for position, steroid in enumerate(file.steroids):
        for index, word in enumerate(steroid.words):
            if meant.setdefault(word.casefold(), steroid.id) != steroid.id or word.casefold() in map(
                str.casefold, steroid.words[:index]
            ):
                what = f"{quoted(word)} already means {meant[word.casefold()]}"
                place = ("steroids", position, "words", index)
                yield Finding(place, what, "keep it in one place", ProblemCode.DUPLICATE_NAME)
        for number, evidence in enumerate(steroid.evidence):
            for index, key in enumerate(evidence.sources):
                if key not in file.sources:
                    at = ("steroids", position, "evidence", number, "sources", index)
                    yield unknown_name(at, "source", key, file.sources)
        if steroid.id == file.reference and steroid.equals != file.amount:
            what = f"{steroid.equals:g} mg of the reference cannot equal {file.amount:g} mg of itself"
            yield Finding(("steroids", position, "equals"), what, "write the same amount")


def _proof(file: SteroidFile) -> Iterator[Finding]:
    table = SteroidTable(file)
    for position, example in enumerate(file.proof):
        found: float | None
        try:
            found = table.equivalent(example.dose).equivalent
        except SteroidDoseRefused:
            found = None
        if found != example.equals:
            what = f"{quoted(example.dose)} gives {_told(found)}, but must give {_told(example.equals)}"
            yield Finding(("proof", position), what, "correct the table or the proof", ProblemCode.PROOF)


def _told(milligrams: float | None) -> str:
    return "a refusal" if milligrams is None else f"{milligrams:g} mg"
