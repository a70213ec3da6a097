"""The model of `knowledge/tables/`: columns, and rows with what the paper prints in each cell."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.content.fields import ContentModel
from assistant.reference.format.kinds import (
    Compared,
    ConceptKind,
    EvidenceKind,
    FigureKind,
    Identifier,
    Phrase,
    Sentence,
)


class Item(ContentModel):
    """One thing counted in a cell."""

    of: Identifier = Field(description="The concept.")
    n: int | None = Field(default=None, ge=0, description="Patients, where the paper prints a number.")
    note: Phrase | None = Field(
        default=None, description="What sets it apart from the rest of the list, where patients are likened."
    )


class Point(ContentModel):
    """A value with the time it is printed for."""

    at: Phrase = Field(description="The time in words.")
    week: int | None = Field(default=None, ge=0, description="Week of treatment; 0 is baseline.")
    month: int | None = Field(default=None, ge=0, description="Month of treatment, where printed in months.")
    last: bool = Field(default=False, description="Whether it is the last printed value.")
    value: Phrase = Field(description="The value with its unit and limits.")


class Cell(ContentModel):
    """What the paper prints for one row and column."""

    text: Sentence | None = Field(default=None, description="The cell in words.")
    points: tuple[Point, ...] = Field(default=(), description="Values over time, in place of `text`.")
    items: tuple[Item, ...] = Field(default=(), description="What the cell counts or lists.")
    about: tuple[Identifier, ...] = Field(default=(), description="Further concepts its text explains.")
    number: float | None = Field(default=None, description="The figure by which rows are compared.")
    reported: bool = Field(default=True, description="False where the paper prints nothing.")
    note: Phrase | None = Field(default=None, description="What to add where nothing is printed.")
    caveats: tuple[Identifier, ...] = Field(default=(), description="Caveats on the printed figure.")
    brief: Phrase | None = Field(default=None, description="The cell in the fewest signs, for a table.")
    figure: FigureKind | None = Field(
        default=None, description="What `number` is: of one patient, of each, a mean or a median, if said."
    )
    range: tuple[float, float] | None = Field(default=None, description="The printed range of the figure.")
    recorded: bool = Field(
        default=True,
        description="False where it is not printed for the row itself, and no record takes it over.",
    )
    also: tuple[Identifier, ...] = Field(
        default=(), description="What it prints besides `items`, found by a filter and not counted."
    )


class Recorded(ContentModel):
    """Where the cells of a column stand in the record of a patient."""

    field: Literal[
        "age", "sex", "years_of_sle", "phototype", "findings", "failed", "responded", "beside", "score",
        "laboratory", "steroid_dose", "adverse_events", "follow_up",
    ] = Field(description="The part of a record.")  # fmt: skip
    instrument: Identifier | None = Field(default=None, description="Of a `score`: the instrument.")
    score: Identifier | None = Field(default=None, description="Of a `score`: which of the instrument's.")
    name: Identifier | None = Field(default=None, description="Of `laboratory`: what was measured.")
    words: dict[Phrase, Phrase] = Field(
        default_factory=dict, description="Of `sex`: the words of the cells, and what they are in a record."
    )
    note: Phrase | None = Field(default=None, description="Of treatments: the note that each of them gets.")


class Column(ContentModel):
    """A column: the aspects that ask for it and the kinds of things that it lists."""

    id: Identifier = Field(description="Name, unique in the table.")
    label: Phrase = Field(description="The name shown.")
    aspects: tuple[Identifier, ...] = Field(description="Concepts that ask for the column.")
    kinds: tuple[ConceptKind, ...] = Field(default=(), description="Kinds of concept that it lists.")
    items: tuple[Identifier, ...] = Field(default=(), description="Single concepts that ask for it.")
    beside: tuple[Identifier, ...] = Field(
        default=(), description="What the column stands beside: explained by it, and never listed in it."
    )
    describes: bool = Field(
        default=False, description="Whether what it lists may be said of the row in passing."
    )
    compares: tuple[Compared, ...] = Field(
        default=(), description="How the column is held against a patient who is described, or `outcome`."
    )
    says: Phrase = Field(description="The sentence, with {name}, {size} and {text}.")
    brief: Phrase | None = Field(default=None, description="Its heading in a table, if not `label`.")
    unit: Phrase | None = Field(
        default=None, description="What its numbers count; rows can be sorted by such a column."
    )
    none: Identifier | None = Field(default=None, description="The concept by which a cell lists nothing.")
    recorded: Recorded | None = Field(
        default=None, description="Where its cells stand in the records of the demonstration."
    )

    @property
    def heading(self) -> str:
        """What stands over the column."""
        return self.brief or self.label


class Row(ContentModel):
    """A row: a study or a case."""

    id: Identifier = Field(description="The concept that names the row.")
    name: Phrase = Field(description="The name shown.")
    part_of: Identifier | None = Field(default=None, description="The row of another table it belongs to.")
    explains: tuple[Identifier, ...] = Field(
        default=(), description="Further concepts that stand for the row."
    )
    place: Phrase | None = Field(default=None, description="Section of the paper, if not the table itself.")
    refs: tuple[int, ...] = Field(default=(), description="Reference numbers of the row.")
    brief: Phrase | None = Field(default=None, description="Its name in a table, if not `name`.")
    summary: Sentence | None = Field(
        default=None, description="The row in two sentences; else its cells in a line."
    )
    size: int = Field(ge=1, description="Number of patients.")
    cells: dict[str, Cell] = Field(description="Cells by column id; a missing cell prints nothing.")

    def cell(self, column: str) -> Cell:
        """The cell of a column; one that reports nothing where the paper prints none."""
        return self.cells.get(column, Cell(reported=False))

    @property
    def heading(self) -> str:
        """What stands before the row."""
        return self.brief or self.name


class TablePage(ContentModel):
    """How a table is shown as a page of its own, which can be sorted and filtered."""

    columns: tuple[Identifier, ...] = Field(description="The columns in the order shown.")
    picture: Identifier = Field(description="The column that is drawn against the number of patients.")
    picture_title: Phrase = Field(description="What the picture shows.")
    figures: dict[FigureKind, Phrase] = Field(description="How each kind of figure is named.")
    combined: Phrase = Field(description="What to mind when several filters meet.")
    footnotes: tuple[Sentence, ...] = Field(description="What stands under the table.")


class Table(ContentModel):
    """knowledge/tables/*.yaml: rows and columns from which answers are computed."""

    id: Identifier = Field(description="Name of the table.")
    title: Phrase = Field(description="Its title.")
    group: Identifier = Field(description="The concept that stands for all rows.")
    explains: tuple[Identifier, ...] = Field(
        default=(), description="Further concepts that stand for its rows together."
    )
    row_word: Phrase = Field(description="What one row is called.")
    evidence: EvidenceKind = Field(description="The kind of evidence.")
    page: TablePage | None = Field(default=None, description="How it is shown as a page, if it is.")
    treated: Identifier | None = Field(
        default=None,
        description="The treatment that began in week 0 of every row; makes it a demonstration.",
    )
    columns: tuple[Column, ...] = Field(description="The columns.")
    rows: tuple[Row, ...] = Field(description="The rows.")

    @property
    def of_parts(self) -> bool:
        """Whether its rows are parts of another table's rows, such as single patients of a report."""
        return any(row.part_of for row in self.rows)
