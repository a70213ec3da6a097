"""An instrument ready for use: its form with every item in its place, and its arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from assistant.scoring.errors import InvalidWindow, UnknownGroup, UnknownItem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.conditions import Condition
    from assistant.scoring.format.changes import ChangeRule
    from assistant.scoring.format.definition import InstrumentDefinition, Window
    from assistant.scoring.format.evidence import Disagreement, Evidence, Rule, Source, Terms
    from assistant.scoring.format.figure import FigureDefinition
    from assistant.scoring.format.laboratory import LaboratoryHint, NoHint, ReportHint
    from assistant.scoring.format.proof import Proof
    from assistant.scoring.format.questions import Option, PhototypeHelp
    from assistant.scoring.format.scores import BandScheme, ScoreDefinition
    from assistant.scoring.plan import Plan


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the form; a question that is repeated over places is one item in each."""

    id: str
    base: str
    """The id of the question, without the place."""
    title: str
    """A few words, such as `erythema`."""
    full_title: str
    """With the place, such as `Scalp: erythema`."""
    question: str
    group: str
    options: tuple[Option, ...]
    levels: tuple[int, ...]
    """The legal values, ascending."""
    weight: int
    clear_value: int | None
    """What an attested negative records; None for a question that has no such answer."""
    condition: Condition | None
    counts: tuple[str, ...]
    excludes: tuple[str, ...]
    help: str | None
    on_phototypes: tuple[PhototypeHelp, ...]
    words: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    def help_on(self, phototype: str) -> tuple[str, ...]:
        """What to bear in mind on this phototype; where it is not known (empty), all of it."""
        return tuple(
            each.text for each in self.on_phototypes if not phototype or phototype in each.phototypes
        )

    def option(self, value: int) -> Option:
        """The option with this value, which must be one of the levels."""
        return self.options[self.levels.index(value)]

    @property
    def positive_value(self) -> int:
        """The highest value: what marking the item on an overview of items records."""
        return self.levels[-1]


@dataclass(frozen=True, slots=True)
class Group:
    """A place of the body or a section of the form."""

    id: str
    title: str
    kind: Literal["place", "section"]
    words: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, eq=False)
class Instrument:
    """A whole instrument. `digest` changes with anything that its file says."""

    definition: InstrumentDefinition
    digest: str
    groups: tuple[Group, ...]
    plan: Plan
    figure: FigureDefinition | None = None
    """The figure that the file names, where it could be read."""

    @property
    def id(self) -> str:
        """What scripts call it."""
        return self.definition.id

    @property
    def title(self) -> str:
        """The full name."""
        return self.definition.title

    @property
    def abbreviation(self) -> str:
        """The short name, as shown."""
        return self.definition.abbreviation

    @property
    def version(self) -> str:
        """The version of the instrument."""
        return self.definition.version

    @property
    def content_version(self) -> str:
        """The version of the file."""
        return self.definition.content_version

    @property
    def overview(self) -> Literal["groups", "items"] | None:
        """What is marked on the overview page, if there is one."""
        return self.definition.overview

    @property
    def window(self) -> Window | None:
        """How far back the rater looks."""
        return self.definition.window

    @property
    def scores(self) -> tuple[ScoreDefinition, ...]:
        """What is computed."""
        return self.definition.scores

    @property
    def bands(self) -> tuple[BandScheme, ...]:
        """All band schemes, of all scores."""
        return self.definition.bands

    @property
    def rules(self) -> tuple[Rule, ...]:
        """General rules of scoring."""
        return self.definition.rules

    @property
    def changes(self) -> tuple[ChangeRule, ...]:
        """What change means something."""
        return self.definition.changes

    @property
    def hints(self) -> tuple[LaboratoryHint, ...]:
        """Laboratory values that can propose an answer."""
        return self.definition.hints

    @property
    def reports(self) -> tuple[ReportHint, ...]:
        """Reports in words that can propose an answer."""
        return self.definition.reports

    @property
    def no_hints(self) -> tuple[NoHint, ...]:
        """Tests that never answer an item by themselves."""
        return self.definition.no_hints

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Where sources differ."""
        return self.definition.disagreements

    @property
    def sources(self) -> Mapping[str, Source]:
        """What the file relies on, by key."""
        return self.definition.sources

    @property
    def terms(self) -> Terms:
        """On what terms it may be used."""
        return self.definition.terms

    @property
    def proof(self) -> Proof:
        """What `malar check` proves."""
        return self.definition.proof

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the walk."""
        return tuple(item for group in self.groups for item in group.items)

    @cached_property
    def _items_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def _groups_by_id(self) -> dict[str, Group]:
        return {group.id: group for group in self.groups}

    @cached_property
    def maxima(self) -> dict[str, int]:
        """The highest possible value of each score."""
        verdicts = self.plan.verdicts({})
        bounds = self.plan.bounds({}, verdicts)
        return {score.id: high for score, (_, high) in zip(self.plan.scores, bounds, strict=True)}

    def item(self, item_id: str) -> Item:
        """The item with this id. Raises UnknownItem."""
        try:
            return self._items_by_id[item_id]
        except KeyError:
            raise UnknownItem(item_id, self.abbreviation, self._items_by_id) from None

    def group(self, group_id: str) -> Group:
        """The place or section with this id. Raises UnknownGroup."""
        try:
            return self._groups_by_id[group_id]
        except KeyError:
            raise UnknownGroup(group_id, self.abbreviation, self._groups_by_id) from None

    def window_days(self, chosen: int | None = None) -> int | None:
        """The recall window in days: the chosen one, or the default. Raises InvalidWindow."""
        if self.window is None:
            if chosen is not None:
                raise InvalidWindow(self.abbreviation, chosen, ())
            return None
        if chosen is None:
            return self.window.default
        if type(chosen) is not int or chosen not in self.window.options:
            raise InvalidWindow(self.abbreviation, chosen, self.window.options)
        return chosen
