"""One feature of a patient held against one row: shared, perhaps shared, different, or not told."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from assistant.reference.likeness.described import short_label
from assistant.reference.question.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.reference.format.likeness import LikenessPhrasing
    from assistant.reference.format.tables import Item, Row
    from assistant.reference.likeness.person import Feature
    from assistant.reference.likeness.printed import PrintedCell, PrintedItem, PrintedRow
    from assistant.reference.question.lexicon import Lexicon

_RANGE = re.compile(r"(?<!\d)(\d+)\s*[-\u2013]\s*(\d+)")
_ROLES = frozenset({"failed", "had", "beside"})
_THINGS = frozenset({"value", "list"})
_MEANT = {
    "failed": frozenset({"failed"}),
    "had": frozenset({"failed", "had"}),
    "beside": frozenset({"beside"}),
    "": _ROLES,
}
"""The columns of drugs in which a drug counts as shared, by what became of it."""

_MOST_NAMED = 2

Outcome = Literal["shared", "perhaps", "elsewhere", "differs", "unlisted", "unreported"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a row says of a feature, in words, and by how much of the row it is shared (0 to 1)."""

    outcome: Outcome
    text: str
    share: float = 0.0
    caveats: tuple[str, ...] = ()
    noted: bool = False
    """Whether a note of the content says how it is meant."""

    @property
    def shared(self) -> bool:
        """Whether the row has the feature, or may have it."""
        return self.outcome in ("shared", "perhaps")


@dataclass(frozen=True, slots=True)
class _Sought:
    """A feature ready to be held against rows: what is meant, and what it may stand under."""

    feature: Feature
    text: str
    meant: frozenset[str]
    wider: frozenset[str]
    kinds: frozenset[str]


class Comparison:
    """Holds a feature against the rows of the tables."""

    def __init__(self, lexicon: Lexicon, spoken: LikenessPhrasing) -> None:
        self._lexicon = lexicon
        self._spoken = spoken
        self._sexes = {word: sex for sex, words in spoken.sexes.items() for word in words}

    def named(self, feature: Feature) -> str:
        """The feature in words: `HCQ failed`, `no arthritis`."""
        says = self._spoken.says
        frames = {"failed": says.failed, "had": says.had, "beside": says.beside, "": "{text}"}
        if feature.absent:
            return says.absent.format(text=feature.text)
        return frames[feature.role].format(text=feature.text)

    def of_everyone(self, feature: Feature) -> bool:
        """Whether the paper says it of all its patients."""
        everyone = set(self._spoken.everyone)
        return bool(feature.concepts) and not feature.absent and everyone.issuperset(feature.concepts)

    def against(self, feature: Feature, rows: Sequence[PrintedRow]) -> list[Finding]:
        """What each row says of the feature."""
        meant = self._lexicon.closure(*feature.concepts)
        wider = self._wider(feature.concepts) - meant
        kinds = frozenset(kind for name in feature.concepts if (kind := self._lexicon.kind(name)))
        sought = _Sought(feature, self.named(feature), meant, wider, kinds)
        return [self._finding(sought, row) for row in rows]

    def _finding(self, sought: _Sought, row: PrintedRow) -> Finding:
        if sought.feature.sex:
            return self._of_sex(sought, row)
        if sought.feature.number is not None:
            return self._of_number(sought, sought.feature.number, row)
        finding = self._of_drug(sought, row) if sought.feature.of_drug else self._of_thing(sought, row)
        return self._turned(sought, finding) if sought.feature.absent else finding

    def _of_sex(self, sought: _Sought, row: PrintedRow) -> Finding:
        for printed in row.cells:
            if "sex" in printed.ways:
                words = words_of(printed.cell.text or printed.cell.note or "")
                told = {self._sexes[word.plain] for word in words if word.plain in self._sexes}
                if sought.feature.sex in told:
                    return Finding("shared", sought.text, 1.0)
                if told:
                    return Finding("differs", " ".join(sorted(told)))
        return self._unreported(sought)

    def _of_number(self, sought: _Sought, number: float, row: PrintedRow) -> Finding:
        for printed in row.cells:
            column, cell = printed.column, printed.cell
            asked = {*column.aspects, *column.items}.intersection(sought.feature.concepts)
            if "number" not in printed.ways or not asked:
                continue
            if row.row.size == 1 and cell.number is not None:
                return self._near(number, printed)
            within = _RANGE.search(cell.text or "")
            if within:
                label = f"{within[1]}\u2013{within[2]}"
                if not float(within[1]) <= number <= float(within[2]):
                    return Finding("differs", f"{column.label} {label}")
                # A range tells that some patient may be so, and of none that she is.
                text = self._spoken.says.ranged.format(text=sought.text, label=label)
                return Finding("perhaps", text, 1 / row.row.size, cell.caveats)
        return self._unreported(sought)

    def _near(self, number: float, told: PrintedCell) -> Finding:
        """One patient's figure: shared if it is near enough, and the nearer the more."""
        column, cell = told.column, told.cell
        printed, within = cell.number or 0.0, self._spoken.within.get(column.id, 0.0)
        away = abs(printed - number)
        text = f"{column.label} {printed:g}"
        if away > within:
            return Finding("differs", text)
        if away:
            text = self._spoken.says.valued.format(text=text, asked=f"{number:g}")
        return Finding("shared", text, 1.0 - away / (2 * within + 1), cell.caveats)

    def _of_drug(self, sought: _Sought, row: PrintedRow) -> Finding:
        meant = _MEANT[sought.feature.role]
        lists = [printed for printed in row.cells if printed.ways & meant]
        says = self._spoken.says
        held = [(printed, found) for printed in lists if (found := self._holding(sought, printed, row.row))]
        if held:
            printed, best = max(held, key=lambda each: _order(each[1]))
            if sought.feature.role or not best.shared or best.noted:
                return best
            return replace(best, text=says.under.format(text=best.text, label=printed.column.label))
        for printed in row.cells:
            if printed.ways & (_ROLES - meant):
                for each in printed.items:
                    if each.item.of in sought.meant:
                        return self._elsewhere(sought, printed, each.item, row.row)
        if any(printed.cell.reported for printed in lists):
            return Finding("unlisted", says.unlisted.format(text=sought.text))
        return self._unreported(sought)

    def _elsewhere(self, sought: _Sought, printed: PrintedCell, item: Item, row: Row) -> Finding:
        """A drug that is listed for something else."""
        says = self._spoken.says
        if item.note:
            text = says.noted.format(text=sought.feature.text, label=item.note)
            return Finding("elsewhere", text, noted=True)
        text = says.elsewhere.format(text=sought.feature.text, label=printed.column.label)
        return Finding("elsewhere", self._counted(text, item, row))

    def _of_thing(self, sought: _Sought, row: PrintedRow) -> Finding:
        held = [
            found
            for printed in row.cells
            if printed.ways & (_THINGS | _ROLES) and (found := self._holding(sought, printed, row.row))
        ]
        if held:
            return max(held, key=_order)
        telling = [printed for printed in row.cells if printed.ways & _THINGS and _tells(printed, sought)]
        values = [printed for printed in telling if "value" in printed.ways]
        for printed in values:
            if printed.cell.reported:
                return Finding("differs", f"{printed.column.label} {printed.cell.text}")
        if not values and any(printed.cell.reported for printed in telling):
            return Finding("unlisted", self._spoken.says.unlisted.format(text=sought.text))
        return self._unreported(sought)

    def _turned(self, sought: _Sought, finding: Finding) -> Finding:
        """What is said of a feature that the patient has not."""
        if finding.outcome == "shared":
            return Finding("differs", self._spoken.says.present.format(text=sought.feature.text))
        if finding.outcome == "differs":
            return Finding("shared", sought.text, 1.0)
        if finding.outcome == "elsewhere" and finding.noted and sought.feature.role == "beside":
            return Finding("shared", finding.text, 1.0)
        return self._unreported(sought)

    def _holding(self, sought: _Sought, printed: PrintedCell, row: Row) -> Finding | None:
        """Whether a cell holds what is meant, or something wider."""
        cell, of_drug = printed.cell, sought.feature.of_drug
        if printed.reach.isdisjoint(sought.meant) and printed.reach.isdisjoint(sought.wider):
            return None
        exact = [each for each in printed.items if not sought.meant.isdisjoint(each.meant)]
        if exact:
            return self._exactly(sought, exact, row, cell.caveats)
        if "list" not in printed.ways and not of_drug and sought.meant.intersection(cell.about):
            return Finding("shared", sought.text, 1.0, cell.caveats)
        for each in printed.items:
            if (each.closer_in_cell if of_drug else each.closer_in_row) or not _may_be(sought, each):
                continue
            label = self._label(each.item)
            text = self._spoken.says.as_printed.format(
                text=sought.text, label=self._counted(label, each.item, row)
            )
            return Finding("perhaps", text, _share(each.item, row) / 2, cell.caveats)
        return None

    def _exactly(
        self, sought: _Sought, items: Sequence[PrintedItem], row: Row, caveats: tuple[str, ...]
    ) -> Finding:
        best = max(items, key=lambda each: (each.item.of in sought.feature.concepts, each.item.n or 0))
        item, says = best.item, self._spoken.says
        if item.note:
            outcome: Outcome = "elsewhere" if sought.feature.role == "failed" else "shared"
            text = says.noted.format(text=sought.feature.text, label=item.note)
            return Finding(outcome, text, _share(item, row), caveats, noted=True)
        if not best.meant.isdisjoint(sought.feature.concepts):
            text = self._counted(sought.text, item, row)
        else:
            labels = [self._counted(self._label(each.item), each.item, row) for each in items]
            text = says.as_printed.format(text=sought.text, label=", ".join(labels[:_MOST_NAMED]))
        return Finding("shared", text, _share(item, row), caveats)

    def _label(self, item: Item) -> str:
        label = short_label(self._lexicon, item.of)
        of_organ = self._lexicon.kind(item.of) == "organ"
        return self._spoken.says.organ.format(label=label) if of_organ else label

    def _counted(self, text: str, item: Item, row: Row) -> str:
        if row.size == 1 or item.n is None:
            return text
        return self._spoken.says.counted.format(text=text, n=item.n, size=row.size)

    def _unreported(self, sought: _Sought) -> Finding:
        text = sought.feature.text if sought.feature.absent else sought.text
        return Finding("unreported", self._spoken.says.unreported.format(text=text))

    def _wider(self, names: Iterable[str]) -> frozenset[str]:
        """Everything under which the paper may print it, but what it says of all its patients."""
        found: set[str] = set()
        pending = list(names)
        while pending:
            name = pending.pop()
            concept = self._lexicon.concepts.get(name)
            broader = (*(concept.broader if concept else ()), *self._spoken.wider.get(name, ()))
            pending.extend(each for each in broader if each not in found)
            found.update(broader)
        return frozenset(found.difference(self._spoken.everyone))


def _may_be(sought: _Sought, each: PrintedItem) -> bool:
    """Whether what is printed is wider than what is meant, or reaches into it."""
    return not (sought.wider.isdisjoint(each.meant) and sought.meant.isdisjoint(each.covers))


def _tells(printed: PrintedCell, sought: _Sought) -> bool:
    """Whether the column would tell of the feature."""
    asks = not (printed.asks.isdisjoint(sought.meant) and printed.asks.isdisjoint(sought.wider))
    return asks or not sought.kinds.isdisjoint(printed.column.kinds)


def _share(item: Item, row: Row) -> float:
    return (item.n if item.n is not None else 1) / row.size


def _order(finding: Finding) -> tuple[bool, bool, float]:
    return finding.outcome == "shared", finding.outcome == "perhaps", finding.share
