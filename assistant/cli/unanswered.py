"""`malar unanswered`: what was asked and refused, for whoever curates the content."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from assistant.cli.sign_in import add_sign_in, admit
from assistant.errors import one_line
from assistant.visible import no_formula

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from assistant.records.unanswered.lines import Unanswered
    from assistant.records.unanswered.questions import UnansweredQuestions

SUMMARY = "list the questions that were refused"

EXPLANATION = """\
They are kept for whoever curates the content, without anything of a patient: docs/commands.md tells what
is kept and what is not. MALAR_UNANSWERED=off switches it off, too."""

EXAMPLES = (
    "malar unanswered",
    "malar unanswered --json",
    "malar unanswered --off",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--json", action="store_true", help="one line of JSON a question")
    what.add_argument("--clear", action="store_true", help="remove every question that is kept")
    what.add_argument("--off", action="store_true", help="keep no more questions from now on")
    what.add_argument("--on", action="store_true", help="keep questions again")
    add_sign_in(parser)
    parser.set_defaults(demo=False)


def run(arguments: argparse.Namespace) -> int:
    """List, clear or switch, and return the exit code."""
    from assistant.paths import data_folder
    from assistant.records.unanswered.questions import UnansweredQuestions

    admit(arguments)
    store = UnansweredQuestions(data_folder())
    if arguments.clear:
        removed = store.clear()
        print(f"{removed} {'question' if removed == 1 else 'questions'} removed")
    elif arguments.on or arguments.off:
        store.switch(on=arguments.on)
        print(_standing(store))
    else:
        _list(store, as_json=arguments.json)
    return 0


def _list(store: UnansweredQuestions, *, as_json: bool) -> None:
    kept = store.listing()
    if as_json:
        for each in kept.questions:
            print(json.dumps(_as_json(each), ensure_ascii=False))
    elif kept.questions:
        print(_as_text(kept.questions))
    else:
        print(f"No unanswered question is kept. {_standing(store)}")
    if kept.problem:
        print(f"malar: {one_line(kept.problem)}", file=sys.stderr)


def _standing(store: UnansweredQuestions) -> str:
    """Whether questions are kept now, and what decides it. Raises AssistantError for a wrong variable."""
    from assistant.conversation.asking.unanswered import VARIABLE, is_on, is_set

    by = f" by {VARIABLE}" if is_set() else ""
    if is_on(store):
        return f"Keeping them is switched on{by}; they go to {one_line(str(store.file))}."
    return f"Keeping them is switched off{by or '; malar unanswered --on switches it on'}."


def _as_json(each: Unanswered) -> dict[str, object]:
    return {
        "question": _shown(each.question),
        "times": each.times,
        "first": each.first,
        "last": each.last,
        "kind": each.kind,
        "missing": [_shown(point) for point in each.missing],
    }


def _as_text(questions: Iterable[Unanswered]) -> str:
    return "\n".join(line for each in questions for line in _lines(each))


def _lines(each: Unanswered) -> Iterable[str]:
    from assistant.conversation.asking.unanswered import KEPT

    asked = f"{each.times} {'time' if each.times == 1 else 'times'}"
    days = each.first if each.first == each.last else f"{each.first} to {each.last}"
    yield _shown(each.question)
    yield f"    {asked}, {days}: {KEPT.get(each.kind, each.kind)}"
    if each.missing:
        yield f"    not covered: {', '.join(map(_shown, each.missing))}"


def _shown(text: str) -> str:
    """Text of the file as text: control characters spelled out, and nothing that a spreadsheet would run."""
    return one_line(no_formula(text))
