"""Where a patient stands on the ladder, as plain values that a screen draws and a script reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from assistant.reference.cards import Citation

if TYPE_CHECKING:
    from assistant.reference.format.ladder import Route


class Mark(Enum):
    """Whether an agent was had: yes; its class was, without saying which; or the list does not name it."""

    HAD = "had"
    PERHAPS = "perhaps"
    OPEN = "open"


class How(Enum):
    """How a thing of the list stands to the ladder."""

    HAD = "had"
    """It is an agent of the ladder, or belongs to one that is a class."""
    CLASS = "class"
    """A class of one line, of which no agent is named."""
    ACROSS = "across"
    """A class whose agents stand in several lines."""
    NAMED_BESIDE = "named_beside"
    """A class of which an agent is named too."""
    EITHER = "either"
    """An abbreviation of several drugs."""
    OTHER_ROUTE = "other_route"
    """An agent of the ladder by a route that the ladder does not have."""
    ELSEWHERE = "elsewhere"
    """Known to the paper, but in no line."""
    OUTSIDE = "outside"
    """A drug that the paper does not name."""
    UNKNOWN = "unknown"
    """A word that is no known drug."""
    NO_DRUG = "no_drug"
    """A word that is known as something else than a drug."""
    NOT_HAD = "not_had"
    """Named as one that was not had."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing of the list, and how it stands to the ladder.

    `agents` are the agents of the ladder that it is or may be, and `lines` are theirs; `places` are where
    else the paper names it; `refusal` completes `the paper ...`; `nearest` is the drug spelt most like it.
    """

    typed: str
    name: str
    how: How
    agents: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    misspelt: bool = False
    route: Route | None = None
    places: tuple[str, ...] = ()
    refusal: str = ""
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class RungStanding:
    """One agent, with what the paper prints of it; `had_as` is the drug by which a class was had."""

    agent: str
    name: str
    mark: Mark
    had_as: str = ""
    strength: str = ""
    form: str = ""
    site: str = ""
    why: str = ""
    caution: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineStanding:
    """One line. `had_by` are the drugs and classes for which it counts as had.

    `furthest` is true of the last such line of its route. `dated` says what is bound to the paper's date.
    """

    id: str
    title: str
    route: Route
    note: str
    place: str
    refs: tuple[int, ...]
    dated: tuple[str, ...]
    rungs: tuple[RungStanding, ...]
    had_by: tuple[str, ...] = ()
    furthest: bool = False


@dataclass(frozen=True, slots=True)
class MarkWords:
    """The words beside the marks of the picture."""

    had: str
    perhaps: str
    open: str
    furthest: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole ladder with its marks, what was heard, and the sentences that say where that stands.

    The lines of each route go from first to last. `marked` is false where no list was given.
    """

    title: str
    lines: tuple[LineStanding, ...]
    heard: tuple[Heard, ...]
    words: MarkWords
    source: str
    evidence: str
    marked: bool
    sentences: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """The sentences, one a line."""
        return "\n".join(self.sentences)

    @property
    def routes(self) -> dict[Route, tuple[LineStanding, ...]]:
        """The lines of each route, from first to last."""
        names = dict.fromkeys(line.route for line in self.lines)
        return {route: tuple(line for line in self.lines if line.route == route) for route in names}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the lines stand in the paper, each place once with all its references."""
        refs: dict[str, set[int]] = {}
        for line in self.lines:
            refs.setdefault(line.place, set()).update(line.refs)
        return tuple(Citation(self.source, place, tuple(sorted(of))) for place, of in refs.items())
