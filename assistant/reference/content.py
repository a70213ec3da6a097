"""The models of every file under `knowledge/`: what a curator may write, field by field."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from assistant.content.fields import ContentModel

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=80)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=900)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]

EvidenceKind = Literal[
    "trial",
    "pooled_trials",
    "long_term_extension",
    "case_series",
    "case_reports",
    "review_statement",
    "mechanism",
    "bibliographic",
    "statement",
    "instrument",
]

ConceptKind = Literal[
    "case", "study", "row_patient", "group", "trial", "drug", "drug_class", "subtype", "manifestation",
    "organ", "infection", "adverse_event", "antibody", "laboratory", "score", "body_area", "phototype",
    "aspect", "modifier", "person", "place", "mechanism", "reference", "bibliographic", "time",
    "outside", "plain", "instrument", "instrument_item",
]  # fmt: skip

FigureKind = Literal["one_patient", "each_patient", "mean", "median", "unsaid"]


Compared = Literal["number", "sex", "value", "list", "failed", "had", "beside", "outcome"]
"""How a column is held against a patient: a figure; a sex; one value that is given whole; a list; drugs that
failed, were had before, or are taken beside; and `outcome`, which tells how the patients fared."""


class Concept(ContentModel):
    """A thing or a point that a question can be about, with the words people use for it."""

    id: Identifier = Field(description="Plain snake_case name, unique over all concept files.")
    kind: ConceptKind = Field(
        description="What sort of thing it is; `outside` is what the paper does not cover."
    )
    label: Phrase = Field(description="The name shown to the reader.")
    words: tuple[Phrase, ...] = Field(
        default=(), description="Synonyms, abbreviations, brands and misspellings; plurals are automatic."
    )
    broader: tuple[Identifier, ...] = Field(default=(), description="Classes the concept belongs to.")
    strict: bool = Field(
        default=False,
        description="Whether an answer that does not explain it is an answer to another question.",
    )
    refusal: Phrase | None = Field(
        default=None, description="Only for `outside`: completes the sentence 'The paper ...'."
    )


class ConceptFile(ContentModel):
    """knowledge/concepts/*.yaml."""

    concepts: tuple[Concept, ...] = Field(description="The concepts of the file.")


class Place(ContentModel):
    """Where in the paper a statement stands."""

    section: Phrase = Field(description="Section number or name, `table 1`, or `figure 1` to `figure 4`.")
    paragraph: int | None = Field(default=None, ge=1, description="Paragraph of the section, from 1.")
    row: Phrase | None = Field(default=None, description="Row of the table, or `footnote`.")

    def __str__(self) -> str:
        named = self.section if self.section[0].isalpha() else f"section {self.section}"
        if self.paragraph is not None:
            named += f", paragraph {self.paragraph}"
        return named + (f", {self.row}" if self.row else "")


class Entry(ContentModel):
    """One answer in our own words, and the phrasings that ask for it."""

    id: Identifier = Field(description="`topic.point`, unique over all entry files.")
    says: Sentence = Field(description="The answer; its first sentence answers.")
    asks: tuple[Phrase, ...] = Field(
        min_length=1, description="How it is asked; only what `says` truly answers."
    )
    topics: tuple[Identifier, ...] = Field(
        default=(), description="Further concepts that the entry explains."
    )
    place: Place | tuple[Place, ...] = Field(description="Where the paper says it.")
    refs: tuple[Annotated[int, Field(ge=1)], ...] = Field(
        default=(), description="References the paper gives for it."
    )
    evidence: EvidenceKind = Field(description="The kind of evidence behind it.")
    caveats: tuple[Identifier, ...] = Field(default=(), description="Caveats on figures in `says`.")
    limits: Phrase | None = Field(default=None, description="What it does not cover, in one short sentence.")
    premises: tuple[Phrase, ...] = Field(
        default=(), description="Phrasings with a false premise it corrects."
    )


class EntryFile(ContentModel):
    """knowledge/entries/*.yaml."""

    entries: tuple[Entry, ...] = Field(description="The entries of the file.")


class PhrasingsFile(ContentModel):
    """knowledge/phrasings/*.yaml: many more ways in which the answers are asked for."""

    phrasings: dict[Identifier, tuple[Phrase, ...]] = Field(
        description="Questions by the entry, or `caveat.` and the caveat, that answers them."
    )


class ScopeFile(ContentModel):
    """knowledge/scope.yaml: questions from which the words that lie inside and outside are learned."""

    inside: tuple[Phrase, ...] = Field(
        default=(), description="Questions that the tables and the instruments answer."
    )
    outside: tuple[Phrase, ...] = Field(default=(), description="Questions that nothing here answers.")


class Caveat(ContentModel):
    """Figures of the paper that do not agree with each other, recomputed."""

    id: Identifier = Field(description="Names the figure.")
    number: int | tuple[int, ...] = Field(description="Number in the list of checked inconsistencies.")
    verdict: Literal["confirmed", "ambiguous", "note"] = Field(description="Whether both cannot be true.")
    about: tuple[Identifier, ...] = Field(default=(), description="Concepts it touches.")
    printed: Sentence = Field(description="What the paper prints.")
    found: Sentence = Field(description="What its own data show.")
    short: Phrase = Field(description="The caveat as it is appended to an answer.")
    asks: tuple[Phrase, ...] = Field(default=(), description="How someone asks whether the figures agree.")
    place: tuple[Place, ...] = Field(description="Where the figures stand.")


class CaveatFile(ContentModel):
    """knowledge/caveats.yaml."""

    caveats: tuple[Caveat, ...] = Field(description="The caveats.")


class Overtaken(ContentModel):
    """A statement bound to the date of the paper."""

    id: Identifier = Field(description="Names the statement.")
    touches: tuple[Identifier, ...] = Field(description="Entries that carry the note.")
    note: Phrase = Field(description="The note that is appended.")
    as_of: date = Field(description="Date the statement was true.")
    source: Phrase | None = Field(default=None, description="Public source of anything newer.")


class OvertakenFile(ContentModel):
    """knowledge/overtaken.yaml."""

    overtaken: tuple[Overtaken, ...] = Field(description="The notes.")


class Reference(ContentModel):
    """One reference of the paper."""

    number: int = Field(ge=1, description="Its number in the paper.")
    short: Phrase = Field(description="First author and year, as cited in an answer.")
    citation: Sentence = Field(description="Authors, title, journal and year.")
    kind: Phrase = Field(description="Kind of publication.")


class SourceFile(ContentModel):
    """knowledge/sources.yaml."""

    paper: Reference = Field(description="The paper itself, number 0 in spirit: the source of every entry.")
    sections: dict[str, int] = Field(description="Sections and how many paragraphs each has.")
    references: tuple[Reference, ...] = Field(description="Its references in order.")


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


class LanguageFile(ContentModel):
    """knowledge/language.yaml."""

    neutral: tuple[str, ...] = Field(description="Words that never change what is asked.")
    numbered: tuple[str, ...] = Field(default=(), description="Words for things that the paper numbers.")
    enumerating: tuple[str, ...] = Field(
        default=(), description="Words between the numbers of several such things, as in cases 1 and 3."
    )
    ordinary: tuple[str, ...] = Field(
        default=(), description="English words that are never taken for a misspelling, but are not neutral."
    )
    greetings: tuple[Phrase, ...] = Field(description="Words of greeting and thanks.")
    decision: tuple[Phrase, ...] = Field(description="Phrases that ask for a decision about a patient.")
    decision_patient: tuple[Phrase, ...] = Field(
        default=(),
        description="Phrases that name a patient of one's own; with an act, they ask for a decision.",
    )
    decision_act: tuple[Phrase, ...] = Field(
        default=(), description="What one would do to that patient, in the present tense."
    )
    instructions: tuple[Phrase, ...] = Field(description="Phrases that try to instruct the program.")
    follow_up: tuple[Phrase, ...] = Field(description="Beginnings that refer to what was said before.")


class PrivacyFile(ContentModel):
    """knowledge/privacy.yaml: what may be kept of a question that was refused."""

    named: tuple[Phrase, ...] = Field(
        description="Phrases that speak of one person: nothing of the question is kept."
    )
    before_code: tuple[Phrase, ...] = Field(
        description="Words before the code of a person: a number straight after one is left out."
    )
    months: tuple[Phrase, ...] = Field(description="Names of months: a number beside one is a date.")
    names: tuple[Phrase, ...] = Field(
        description="Words that the program knows and that people bear as names: left out."
    )
    endings: tuple[Phrase, ...] = Field(
        description="Endings of substances and medical terms, by which an unknown word may be kept."
    )


class LikenessSentences(ContentModel):
    """The sentences of a look-up of patients alike, with the names in braces that each may use."""

    nearest: Phrase = Field(description="The rows that are nearest: {rows}.")
    shares: Phrase = Field(description="The first row: {name}, {shared}, {asked}, {text}.")
    shares_too: Phrase = Field(description="A further row: {name}, {shared}, {text}.")
    counted: Phrase = Field(description="Shared by a part of a report: {text}, {n}, {size}.")
    as_printed: Phrase = Field(description="Printed under another name: {text}, {label}.")
    ranged: Phrase = Field(description="A figure inside a printed range: {text}, {label}.")
    valued: Phrase = Field(description="A figure near the one described: {text}, {asked}.")
    absent: Phrase = Field(description="A feature that the patient has not: {text}.")
    present: Phrase = Field(description="A row that has it all the same: {text}.")
    under: Phrase = Field(description="A drug with the column that lists it: {text}, {label}.")
    failed: Phrase = Field(description="A drug that failed: {text}.")
    had: Phrase = Field(description="A drug that was had before: {text}.")
    beside: Phrase = Field(description="A drug that is taken: {text}.")
    differs: Phrase = Field(description="What differs or is not told: {rows}.")
    row: Phrase = Field(description="A row and what is said of it: {name}, {text}.")
    unlisted: Phrase = Field(description="Not in a list that is printed: {text}.")
    organ: Phrase = Field(description="An organ that was involved: {label}.")
    unreported: Phrase = Field(description="Printed neither way: {text}.")
    elsewhere: Phrase = Field(description="A drug listed for something else: {text}, {label}.")
    noted: Phrase = Field(description="A thing that a note sets apart: {text}, {label}.")
    told: Phrase = Field(description="How the patients of the rows fared: {rows}.")
    changed: Phrase = Field(description="A value before and after: {label}, {first}, {last}.")
    points: Phrase = Field(description="What was asked of the patients of the rows: {rows}.")
    more: Phrase = Field(description="Rows that share as many features: {rows}.")
    further: Phrase = Field(description="How many more such rows there are: {n}.")
    nobody: Phrase = Field(description="Features that no row has: {text}.")
    otherwise: Phrase = Field(description="A drug that no row lists so: {text}, {rows}.")
    everyone: Phrase = Field(description="Features that all rows have: {text}.")
    uncompared: Phrase = Field(description="What is known and not compared: {text}.")
    unknown: Phrase = Field(description="Words that are not understood: {text}.")
    reports: Phrase = Field(description="What counts over a report do not say.")
    caution: Phrase = Field(description="What a likeness is not.")
    undescribed: Phrase = Field(description="Asks for a description where none is given.")
    indistinct: Phrase = Field(description="Asks for more where all rows are so: {text}.")
    nothing: Phrase = Field(description="The refusal where no row shares anything: {text}.")


class LikenessPhrasing(ContentModel):
    """How a look-up of patients alike is recognised, how the description is read, and what is said."""

    who: tuple[Phrase, ...] = Field(description="Words for those who are looked for.")
    own: tuple[Phrase, ...] = Field(description="Phrases that liken them to a patient, after one of `who`.")
    described: tuple[Phrase, ...] = Field(description="Phrases that ask for patients alike by themselves.")
    passing: tuple[Phrase, ...] = Field(description="Phrases that describe nothing that is compared.")
    sexes: dict[Phrase, tuple[Phrase, ...]] = Field(description="Words for each sex.")
    aged: tuple[Phrase, ...] = Field(description="Words behind an age.")
    aged_first: tuple[Phrase, ...] = Field(description="Words before an age.")
    roles: dict[Literal["failed", "had", "beside"], tuple[Phrase, ...]] = Field(
        description="Words that say what became of the drugs near them."
    )
    lacking: tuple[Phrase, ...] = Field(description="Words behind what is not there.")
    turning: tuple[Phrase, ...] = Field(description="Words beyond which a negation does not reach.")
    told: tuple[Phrase, ...] = Field(description="Phrases by which an act is told of and not asked for.")
    within: dict[Identifier, float] = Field(
        description="By column, how far apart figures may be and still be alike."
    )
    same: dict[Identifier, tuple[Identifier, ...]] = Field(
        description="Concepts that are held against the rows as others."
    )
    wider: dict[Identifier, tuple[Identifier, ...]] = Field(
        description="What the paper may print in place of a concept, beside its classes."
    )
    everyone: tuple[Identifier, ...] = Field(description="What the paper says of all its patients.")
    says: LikenessSentences = Field(description="The sentences.")


class PhrasingFile(ContentModel):
    """knowledge/phrasing.yaml."""

    negation: tuple[Phrase, ...] = Field(description="Words that turn a question round.")
    most: tuple[Phrase, ...] = Field(description="Words that ask for the greatest.")
    least: tuple[Phrase, ...] = Field(description="Words that ask for the smallest.")
    refers: tuple[Phrase, ...] = Field(description="Words that refer to what was spoken of before.")
    scoring: tuple[Phrase, ...] = Field(description="What one does who scores, and not who treats.")
    above: tuple[Phrase, ...] = Field(description="Words that ask for what is above a figure.")
    below: tuple[Phrase, ...] = Field(description="Words that ask for what is below a figure.")
    treating: tuple[Phrase, ...] = Field(description="Words that ask about treatment, not about scoring.")
    compare: tuple[Phrase, ...] = Field(description="Words that ask for a comparison.")
    total: tuple[Phrase, ...] = Field(description="Words that ask for a sum.")
    verdicts: dict[Literal["confirmed", "ambiguous", "note"], Phrase] = Field(
        description="What is said of figures that do not agree, by verdict."
    )
    evidence: dict[EvidenceKind, Phrase] = Field(description="How each kind of evidence is named.")
    refusals: dict[str, Phrase] = Field(description="The sentence of each kind of refusal.")
    likeness: LikenessPhrasing = Field(description="Patients alike.")


class BesideChange(ContentModel):
    """What the paper showed, to stand beside a patient's own change of one score on one treatment."""

    instrument: Identifier = Field(description="The instrument.")
    score: Identifier = Field(description="Its score.")
    agent: Identifier = Field(description="The treatment that the patients of the paper had.")
    entries: tuple[Identifier, ...] = Field(description="The entries that say it, in the order shown.")


class BesideChangeFile(ContentModel):
    """knowledge/beside_change.yaml."""

    beside: tuple[BesideChange, ...] = Field(description="What stands beside each score.")


class AnswerTemplate(ContentModel):
    """How one kind of question about an instrument is asked and answered."""

    says: Phrase = Field(description="The sentence, with names in braces that the instrument file fills.")
    asks: tuple[Phrase, ...] = Field(min_length=1, description="Phrasings, with the same names in braces.")


class InstrumentAnswersFile(ContentModel):
    """knowledge/instrument_answers.yaml."""

    templates: dict[str, AnswerTemplate] = Field(description="Templates by the kind of question.")
