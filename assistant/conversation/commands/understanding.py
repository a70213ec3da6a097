"""What a typed line is: a command, plain words that mean one, or a question."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.conversation.chart.said import said_of_patient
from assistant.conversation.commands.listed import BY_NAME, COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable

START_WORDS = frozenset({"score", "start", "begin", "do", "run", "assess", "open", "new", "rate"})
FILLERS = frozenset(
    {"a", "an", "the", "new", "me", "my", "please", "now", "assessment", "score", "scoring", "index"}
)
SCORE = "score"
PRACTISE_WORDS = frozenset({"train", "practise", "practice"})
QUIT = "quit"
LEAVES_ELSEWHERE = frozenset({"q", "x", ":q", ":q!", ":wq", ":x"})
"""What ends other programs; here a letter may be meant as the short name of a drug, so it is asked about."""
FULL = "full"
"""Behind an instrument: every question one by one, without the overview."""

AS_WHOLE = re.compile(
    r"(?:(?:show|open|start|score) )?(?:the )?"
    r"(?:(?:grid|whole form|table) (?:of |for )?(?:the )?(?P<after>.+)"
    r"|(?P<before>.+?) (?:as )?(?:an? |the |its )?(?:grid|whole form|table))"
)
"""`clasi grid`, `grid of clasi`, `sledai as a table`: an instrument is named, else it is a question."""
ALMOST = 0.7
MOST_NAMES = 3
PROPER_NAME = re.compile(r"[^\W\d_a-z](?:(?![a-zß-ÿ])[\w'.-])*[a-zß-ÿ][\w'.-]*")
STANDS_ON_LADDER = re.compile(
    r"where (?:does|would) (?:a|the|this|my) (?:patient|pt) (?:after|who had|who has had|with) (?P<had>.+?) "
    r"(?:stand|be) (?:on|in) the (?:treatment )?ladder"
)
"""A question that the ladder itself answers: it names what one patient had, not where one drug stands."""

PATIENT_WORDS = frozenset({"is", "code", "set", "to"})


@dataclass(frozen=True, slots=True)
class Command:
    """Do what the command of this name does."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A command that does not exist; `nearest` is the one that may have been meant, if any."""

    name: str
    nearest: str


@dataclass(frozen=True, slots=True)
class Question:
    """Anything else: to be asked as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Misspelt:
    """Plain words that are nearly a command; `meant` is that command in plain words."""

    meant: str


def understand(text: str, is_instrument: Callable[[str], bool]) -> Command | Unknown | Misspelt | Question:
    """Tell a command from a question.

    Plain words count only when the whole line is one; a question never is.
    """
    line = text.strip()
    if line.startswith("/"):
        return _slash(line[1:])
    if line.lower() in LEAVES_ELSEWHERE:
        return Misspelt(QUIT)
    of_patient = said_of_patient(line)
    if of_patient is not None:
        return Command(*of_patient)
    return _plain(line, is_instrument) or Question(line)


def _slash(line: str) -> Command | Unknown:
    """What stands after the stroke: the name of a command, or plain words that mean one."""
    name, _, argument = line.strip().partition(" ")
    name = name.lower()
    if name in BY_NAME:
        return Command(name, argument.strip())
    for command in COMMANDS:
        if line.strip().lower() in command.plain:
            return Command(command.name)
    near = difflib.get_close_matches(name, BY_NAME, n=1, cutoff=ALMOST)
    return Unknown(name, near[0] if near else "")


def _plain(line: str, is_instrument: Callable[[str], bool]) -> Command | Misspelt | None:
    bare = " ".join(line.lower().rstrip("?.!").split()) or line
    for command in COMMANDS:
        if bare in command.plain:
            return Command(command.name)
    stands = STANDS_ON_LADDER.fullmatch(bare)
    if stands:
        return Command("ladder", stands["had"])
    if is_instrument(bare) and not line.endswith("?"):
        return Command("score", bare)
    first, _, rest = bare.partition(" ")
    if first == "patient" and rest:
        return _patient(line)
    if first == "resume" and re.fullmatch(r"[^\s\d]*\d\S*", rest):
        return Command("resume", line.split()[1])
    practised = Command("train", rest) if first in PRACTISE_WORDS and is_instrument(rest) else None
    return practised or _as_whole(bare, is_instrument) or _scoring(line, first, rest, is_instrument)


def _as_whole(bare: str, is_instrument: Callable[[str], bool]) -> Command | None:
    whole = AS_WHOLE.fullmatch(bare)
    named = (whole["after"] or whole["before"]) if whole else ""
    return Command("grid", named) if named and is_instrument(named) else None


def _scoring(
    line: str, first: str, rest: str, is_instrument: Callable[[str], bool]
) -> Command | Misspelt | None:
    """`start a clasi`, also when its first word is misspelt or its instrument is not here.

    What stands behind a colon is dictated: `score clasi: scalp red, rest clear`.
    """
    named, colon, dictated = rest.partition(":")
    if colon and dictated.strip() and first in START_WORDS and is_instrument(_bare(named)):
        return Command(SCORE, f"{_bare(named)} {line.partition(':')[2].strip()}")
    wanted = _bare(rest)
    if not wanted:
        return None
    if is_instrument(wanted.removesuffix(f" {FULL}")):
        if first in START_WORDS:
            return Command(SCORE, wanted)
        almost = difflib.get_close_matches(first, START_WORDS, n=1, cutoff=ALMOST)
        return Misspelt(f"{SCORE} {wanted}") if almost else None
    # `score pasi` asks for an instrument that is not here; `score for herpes zoster` is a question.
    if first == SCORE and " " not in rest and not line.endswith("?"):
        return Command(SCORE, rest)
    return None


def _bare(named: str) -> str:
    return " ".join(word for word in named.split() if word not in FILLERS)


def _patient(line: str) -> Command | None:
    words = line.split()[1:]
    while words and words[0].lower() in PATIENT_WORDS:
        words = words[1:]
    # `patient P-014` sets a code; `patient with anti-Ro on hcq` is the beginning of a question.
    if len(words) == 1 and re.search(r"\d", words[0]):
        return Command("patient", words[0])
    if 1 <= len(words) <= MOST_NAMES and all(PROPER_NAME.fullmatch(word) for word in words):
        return Command("patient", " ".join(words))
    return None
