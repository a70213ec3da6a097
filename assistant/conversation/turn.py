"""What one turn of the conversation gives back: plain values that a screen draws and a test reads.

Nothing here is markup, and nothing here imports more than the standard library: the screen is painted before
instruments and knowledge are loaded, and needs these shapes to do so. They are named tuples because a dozen
dataclasses cost ten milliseconds of the start.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from assistant.conversation.body_map.cells import FigurePicture, FigureRow, FigureSeries
    from assistant.conversation.evidence.page import EvidencePage
    from assistant.conversation.grid.page import GridPage
    from assistant.records.drawn_course import Course
    from assistant.reference.ladder.standing import Standing


class Voice(Enum):
    """Who speaks in a reply, and therefore how a screen sets it."""

    YOU = "you"
    ANSWER = "answer"
    TOLD = "told"
    PROBLEM = "problem"
    SUMMARY = "summary"


class Cited(NamedTuple):
    """One place an answer stands: the source, the section in it, and the references given there."""

    source: str
    section: str
    refs: tuple[int, ...] = ()


class Reply(NamedTuple):
    """One message of the transcript.

    `text` is complete by itself; `caveats` limit it; `suggestions` are things that may be said next, chosen
    by their number (counted from 1) or with the mouse; `evidence` names the kind of evidence of an answer;
    `ladder` is a treatment ladder, `course` the course of a patient, `body` assessments on a figure: they
    are drawn under the text. Lines of a `tabled` text have two columns, with blanks between.
    """

    voice: Voice
    text: str
    caveats: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()
    suggestions: tuple[str, ...] = ()
    evidence: str = ""
    ladder: Standing | None = None
    course: Course | None = None
    body: FigureSeries | None = None
    tabled: bool = False

    @property
    def has_picture(self) -> bool:
        """Whether something is drawn, which is set anew for every width."""
        return self.tabled or self.ladder is not None or self.course is not None or self.body is not None


class CardKind(Enum):
    """What the card above the prompt is about."""

    QUESTION = "question"
    WINDOW = "window"
    OVERVIEW = "overview"
    CONFIRM = "confirm"
    PLACES = "places"
    REVIEW = "review"
    OFFER = "offer"


class Tick(Enum):
    """Whether a choice carries a mark: what was answered before, or what is toggled in an overview."""

    NONE = "none"
    OFF = "off"
    ON = "on"


class Choice(NamedTuple):
    """One thing to choose: the key that takes it, its label, and what it means."""

    key: str
    label: str
    note: str = ""
    tick: Tick = Tick.NONE


class KeyHint(NamedTuple):
    """A key that works now, and what it does in one or two words."""

    key: str
    what: str


class Card(NamedTuple):
    """What stands above the prompt and is answered by one key.

    `recorded` says what the last key did, `refused` why it did nothing; `lines` are explanations; `columns`
    asks for the choices side by side where there is room. A card that takes no keys only offers: an empty
    Enter at the prompt accepts it. `letters` are the keys that do something here: any other letter is the
    beginning of a line. Where the card `filters`, all that is typed searches its list. A `figure` stands
    beside the choices where there is room; its places are chosen by a click as well.
    """

    kind: CardKind
    title: str
    question: str = ""
    recorded: str = ""
    refused: str = ""
    lines: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    hints: tuple[KeyHint, ...] = ()
    columns: bool = False
    takes_keys: bool = True
    letters: frozenset[str] = frozenset()
    filters: bool = False
    figure: tuple[FigureRow, ...] = ()


class ScoreLine(NamedTuple):
    """A running score.

    `span` is a value or an interval, `words` its band or bands, named with their scheme.
    """

    title: str
    span: str
    maximum: int
    words: str = ""


class MarkRow(NamedTuple):
    """One place or item of the table of marks."""

    title: str
    marks: tuple[str, ...]
    current: bool = False


class CourseRow(NamedTuple):
    """One line of the course: what it is, and its value at each visit, the latest last."""

    title: str
    cells: tuple[str, ...]


class Panel(NamedTuple):
    """Who is being assessed, with what, and how far: always in sight in one line (`status`), in full beside.

    `facts` are what is on record of the patient, each with its name; `course` the last visits, of which the
    first row gives the days. `rows` are the places, a mark under each of `columns`; `others` are the items
    that are asked once. `figure` is the assessment on its body map, where the instrument has one.
    """

    patient: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    course: tuple[CourseRow, ...] = ()
    instrument: str = ""
    window: str = ""
    scores: tuple[ScoreLine, ...] = ()
    answered: int = 0
    total: int = 0
    columns: tuple[str, ...] = ()
    rows: tuple[MarkRow, ...] = ()
    others: tuple[MarkRow, ...] = ()
    legend: str = ""
    status: str = ""
    figure: FigurePicture | None = None


class Copy(NamedTuple):
    """The screen shall put `text` on the clipboard and say truthfully which way it tried."""

    text: str


@dataclass(frozen=True)
class Quit:
    """The screen shall end the program: nothing is left that is not on disk, or the user said so."""


class Lock(NamedTuple):
    """Stands in the place of everything: who is asked, and what is said; nothing of a patient.

    `operator` is the name that is offered; without accounts no PIN is asked, and Enter shows everything.
    """

    operator: str = ""
    asks_pin: bool = True
    told: str = ""


class Guide(NamedTuple):
    """Where a tour stands, what has just happened, and what to do next; at its end there is none to leave."""

    place: str
    happened: str
    do: str
    on: bool = True


class Turn(NamedTuple):
    """All that one turn changed: new messages, the card and panel as they now stand, and a lasting notice.

    A `lock` hides everything, and nothing else is told beside it; `fresh` says that someone else is here now,
    who shall see nothing of what was said before.

    `to_card` tells that the card is to have the keyboard now; after a question it is not, so that one may ask
    on. A `page` stands in the place of the messages: of reports, or the whole form of what is scored.
    The `guide` tells what to do on a tour; it stays in sight.
    """

    replies: tuple[Reply, ...] = ()
    card: Card | None = None
    panel: Panel = Panel()
    notice: str = ""
    deed: Copy | Quit | None = None
    to_card: bool = False
    page: EvidencePage | GridPage | None = None
    lock: Lock | None = None
    fresh: bool = False
    guide: Guide | None = None
