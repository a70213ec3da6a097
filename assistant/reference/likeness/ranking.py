"""Which rows share what is told of a patient, and in which order they are nearest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.reference.likeness.comparing import Comparison, Finding
from assistant.reference.likeness.printed import PrintedRow, printed_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reference.format.likeness import LikenessPhrasing
    from assistant.reference.format.tables import Table
    from assistant.reference.likeness.person import Feature
    from assistant.reference.question.lexicon import Lexicon

_AGAINST = {"differs": 1.0, "unlisted": 0.5}
"""What tells against a row among those that share as much; what is not reported does not."""

_PERHAPS = 0.5
"""What a feature counts for in the order of rows where the paper prints only something wider."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A row with what it says of each feature."""

    printed: PrintedRow
    findings: tuple[Finding, ...]

    @property
    def shared(self) -> list[Finding]:
        """What it has, or may have."""
        return [finding for finding in self.findings if finding.shared]

    @property
    def count(self) -> float:
        """How many features it shares."""
        return sum(_PERHAPS if finding.outcome == "perhaps" else 1.0 for finding in self.shared)

    @property
    def order(self) -> tuple[float, float, float]:
        """Nearest first: most shared, then fewest that differ, then by the largest part of the row."""
        differing = sum(_AGAINST.get(finding.outcome, 0.0) for finding in self.findings)
        return -self.count, differing, -sum(finding.share for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Held:
    """The rows that share a feature, nearest first, and the features by what the rows make of them."""

    near: list[Alike] = field(default_factory=list)

    telling: list[list[Finding]] = field(default_factory=list)
    """What each row says of each feature that some have and others have not."""
    common: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    uncompared: list[str] = field(default_factory=list)


class Ranking:
    """Holds the features of a patient against the rows, each patient of the paper counted once."""

    def __init__(self, lexicon: Lexicon, spoken: LikenessPhrasing, tables: Sequence[Table]) -> None:
        self._says = spoken.says
        self._comparison = Comparison(lexicon, spoken)
        self._rows = tuple(printed_rows(tables, lexicon, spoken))

    def held(self, features: Sequence[Feature], named: frozenset[str]) -> Held:
        """The features against all rows, or against those that are named."""
        rows = [row for row in self._rows if not named or row.names & named]
        held = self._sorted(features, rows)
        alike = [
            Alike(row, tuple(findings[number] for findings in held.telling))
            for number, row in enumerate(rows)
        ]
        alike.sort(key=lambda each: each.order)
        least = max(_PERHAPS, alike[0].count / 2) if alike else _PERHAPS
        held.near.extend(each for each in alike if each.count >= least)
        return held

    def _sorted(self, features: Sequence[Feature], rows: Sequence[PrintedRow]) -> Held:
        held = Held()
        for feature in features:
            name = self._comparison.named(feature)
            findings = self._comparison.against(feature, rows)
            of_all = len(rows) > 1 and all(finding.outcome == "shared" for finding in findings)
            if of_all or self._comparison.of_everyone(feature):
                held.common.append(name)
            elif any(
                finding.shared or (feature.absent and finding.outcome == "differs") for finding in findings
            ):
                held.telling.append(findings)
            elif feature.absent:
                held.uncompared.append(name)
            else:
                held.missing.append(self._missing(name, findings, rows))
        return held

    def _missing(self, name: str, findings: Sequence[Finding], rows: Sequence[PrintedRow]) -> str:
        """A feature that no row has, with the rows that list the drug for something else."""
        listed = [
            row.short_name
            for row, finding in zip(rows, findings, strict=True)
            if finding.outcome == "elsewhere"
        ]
        return self._says.otherwise.format(text=name, rows=", ".join(listed)) if listed else name
