"""A whole instrument file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.content.fields import ContentModel, Name, SourceKey, Text
from assistant.scoring.format.changes import ChangeRule
from assistant.scoring.format.dictation import Dictation
from assistant.scoring.format.evidence import Disagreement, Evidence, Rule, Source, Terms
from assistant.scoring.format.figure import FigureUse
from assistant.scoring.format.laboratory import LaboratoryHint, NoHint, ReportHint
from assistant.scoring.format.proof import Proof
from assistant.scoring.format.questions import GroupDefinition, ItemDefinition, Option, PhototypeWord
from assistant.scoring.format.scores import BandScheme, ScoreDefinition


class Window(ContentModel):
    """How far back the rater looks; recorded with the score."""

    default: Annotated[int, Field(ge=1)]
    """Days, unless another is chosen."""
    options: Annotated[tuple[int, ...], Field(min_length=1)]
    """Days to choose from."""
    note: Text | None = None
    """What to bear in mind."""
    evidence: tuple[Evidence, ...]
    """How sure it is."""


class PhototypeMeaning(ContentModel):
    """A phototype in words."""

    phototype: PhototypeWord
    """The phototype."""
    text: Text
    """How the skin takes the sun: not how it looks, and not where someone comes from."""
    evidence: tuple[Evidence, ...]
    """How sure it is."""


class OtherInstrument(ContentModel):
    """Another instrument that is easily taken for this one."""

    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What it is called."""
    text: Text
    """What to say to whoever asks for it: that it is another one, and what to do."""


class InstrumentDefinition(ContentModel):
    """Everything about one instrument."""

    format: Literal[1]
    """The version of this file format."""
    id: Name
    """What scripts call it."""
    title: Text
    """Its full name."""
    abbreviation: Text
    """Its short name, as shown."""
    synonyms: tuple[Text, ...] = ()
    """Other names, and common misspellings."""
    not_this: tuple[OtherInstrument, ...] = ()
    """Other instruments with a name so like this one's that they could be mixed up."""
    version: Text
    """The version of the instrument; recorded with every score."""
    content_version: Text
    """The version of this file; raise it with every change."""
    summary: Text
    """What it measures and what it is for."""
    overview: Literal["groups", "items"] | None = None
    """The page for quick marking: affected `groups` (places) are marked and then asked, or present `items`
    are marked and get their one positive value."""
    begins_with: Literal["overview", "questions"] = "questions"
    """What a new assessment shows first; from the overview one key leads to the questions, one by one."""
    figure: FigureUse | None = None
    """The figure on which the places are shaded; without one they are only listed."""
    sources: dict[SourceKey, Source]
    """What the file relies on."""
    terms: Terms
    """On what terms the instrument may be used."""
    asked_first: tuple[Literal["pga", "phototype"], ...] = ()
    """What is asked before the first question, where it is not recorded yet: `pga` of the visit, so that the
    global impression does not follow the sum; `phototype` of the patient, once, as colour is graded."""
    phototypes: tuple[PhototypeMeaning, ...] = ()
    """What the phototypes mean, where they are asked."""
    window: Window | None = None
    """How far back the rater looks."""
    option_sets: dict[Name, tuple[Option, ...]] = Field(default_factory=dict)
    """Lists of answers that several items share."""
    groups: Annotated[tuple[GroupDefinition, ...], Field(min_length=1)]
    """Places and sections, in the order of the walk."""
    items: Annotated[tuple[ItemDefinition, ...], Field(min_length=1)]
    """The questions; within a group they are asked in this order."""
    scores: Annotated[tuple[ScoreDefinition, ...], Field(min_length=1)]
    """What is computed."""
    bands: tuple[BandScheme, ...] = ()
    """What scores are called. Only what is published."""
    rules: tuple[Rule, ...] = ()
    """General rules of scoring."""
    changes: tuple[ChangeRule, ...] = ()
    """What change means something."""
    hints: tuple[LaboratoryHint, ...] = ()
    """Laboratory values that can propose an answer."""
    dictation: Dictation | None = None
    """How a dictated line speaks of the items. Without it their titles, `words` and labels are understood."""
    reports: tuple[ReportHint, ...] = ()
    """Reports in words that can propose an answer."""
    no_hints: tuple[NoHint, ...] = ()
    """Tests that never answer an item by themselves."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where sources differ."""
    proof: Proof
    """What `malar check` proves."""
