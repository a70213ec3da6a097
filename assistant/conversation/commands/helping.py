"""The help, written from the tables of commands and keys so that it cannot drift from them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from assistant.conversation.commands.listed import COMMANDS, ELSEWHERE
from assistant.conversation.evidence.keys import EVIDENCE_KEYS
from assistant.conversation.grid.keys import GRID_KEYS
from assistant.conversation.walk.keys import QUESTIONNAIRE_KEYS
from assistant.errors import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.conversation.commands.understanding import Unknown
    from assistant.scoring.library import Library

LIKE_A_NAME = 0.7
WHAT_THIS_IS = (
    "malar is a reference and documentation aid for clinicians, not a medical device. "
    "Its answers are drawn from one paper of October 2023 on cutaneous lupus; "
    "it measures, remembers and cites, and decides nothing."
)
PROMPT_KEYS = (
    ("Enter", "at the empty prompt: go to the card, or accept what it offers"),
    ("Tab", "between prompt and card; a paused questionnaire goes on"),
    ("/", "in the card: begin a command"),
    ("↑ ↓", "in the prompt: move the transcript; in the card: choose, Enter takes it"),
)


def help_text(library: Library, *, scoring: bool = False) -> str:
    """The first steps and every command; while something is scored, the keys for it come first."""
    walk = [_table("Keys in a questionnaire", _questionnaire()), _table("Keys everywhere", PROMPT_KEYS)]
    blocks = [
        WHAT_THIS_IS,
        "Type a question as you would say it, or a command. Plain words do too: resume, undo, quit.",
        *(walk if scoring else [_table("First steps", _first_steps(library))]),
        _table("Commands", [(command.shown, command.what) for command in COMMANDS]),
        "/help keys lists the keys; F5 finds every action by a part of its words.",
    ]
    return "\n\n".join(blocks)


def keys_text() -> str:
    """Every key: of a questionnaire, of the whole form, of the page of reports, and of the prompt."""
    blocks = [
        _table("Keys in a questionnaire", _questionnaire()),
        _table("Keys on the whole form, beside those", [(each.shown, each.what) for each in GRID_KEYS]),
        _table("Keys on the page of reports", [(each.shown, each.what) for each in EVIDENCE_KEYS]),
        _table("Keys everywhere", PROMPT_KEYS),
    ]
    return "\n\n".join(blocks)


def unknown_command(meant: Unknown) -> str:
    """What to say of a command that does not exist."""
    name = quoted(f"/{meant.name}")
    if meant.name in ELSEWHERE:
        return f"There is no command {name}. {ELSEWHERE[meant.name]}."
    near = f" Did you mean /{meant.nearest}?" if meant.nearest else ""
    return f"There is no command {name}.{near} /help lists what there is."


def no_instrument(name: str, library: Library) -> str:
    """What to say of an instrument that does not exist: the one that may be meant, and all there are."""
    spelled = {
        spelling.casefold(): each.abbreviation
        for each in library
        for spelling in (each.id, each.abbreviation, each.title, *each.definition.synonyms)
    }
    near = get_close_matches(name.casefold()[:80], spelled, n=1, cutoff=LIKE_A_NAME)
    meant = f" Did you mean {spelled[near[0]]}?" if near else ""
    can_be = listed((each.abbreviation for each in library), "and")
    return f"There is no instrument {quoted(name)}.{meant} What can be scored: {can_be}."


def _keys(shown: str, also: tuple[str, ...]) -> str:
    return " or ".join((shown, *also))


def _first_steps(library: Library) -> list[tuple[str, str]]:
    names = listed((each.abbreviation for each in library), "or")
    return [
        ("/tour", "A score, a question and a course in five minutes, on demonstration records"),
        ("score NAME", f"Score {names}: each key is an answer, and each answer is on disk at once"),
        ("a question", "Ask what the paper says; the answer names its place in it"),
        ("/demo", "Look at patients and their course, without touching records of your own"),
        ("/patient CODE", "Begin with a patient of your own, by a study code"),
    ]


def _questionnaire() -> list[tuple[str, str]]:
    return [(_keys(key.shown, key.also), key.what) for key in QUESTIONNAIRE_KEYS]


def _table(title: str, rows: Sequence[tuple[str, str]]) -> str:
    width = max(len(left) for left, _ in rows) + 2
    return "\n".join([title, *(f"  {left.ljust(width)}{right}" for left, right in rows)])
