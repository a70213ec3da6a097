"""Questions: one a line, or a list of turns; what is answered is grounded, cited and short."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from tools.fuzzing.command import malar, require_well_behaved
from tools.fuzzing.faults import require, require_shown_safely
from tools.fuzzing.mutation import Words
from tools.fuzzing.surroundings import content_read_once, own_home
from tools.fuzzing.targets.target import Target
from tools.fuzzing.targets.words import WORD, content_words, every_nth, questions, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.fuzzing.mutation import Mutate

LONGEST_TEXT = 1_200
QUOTED = re.compile(r"(?<!\w)'[^']*'(?!\w)")


def try_one(data: bytes) -> None:
    """Ask every line, and the first once more for a reader, so that a refusal is kept for the curator."""
    with own_home(), content_read_once():
        batch = malar("ask", "--batch", "-", "--json", typed=data)
        require_well_behaved(batch, batch=True)
        lines = data.split(b"\n")
        asked = len(lines) - (lines[-1] == b"")
        results = batch.results
        require(len(results) == asked, "a batch answers each line once", len(results), asked)
        for result in results:
            if "error" not in result:
                require_grounded(result)
        first = lines[0].decode("utf-8", "surrogateescape").replace("\x00", "")
        if first.strip() and not first.startswith("-"):
            require_well_behaved(malar("ask", first))
            require_well_behaved(malar("unanswered"))


def require_grounded(result: dict[str, Any]) -> None:
    """What `ask --json` promises."""
    require(result["status"] in {"answered", "clarify", "not_covered"}, "an unknown status", result)
    require(0 < len(result["text"]) < LONGEST_TEXT, "a text that is empty or too long", result)
    require_shown_safely(result["text"], "an answer", line_breaks=False)
    if result["status"] != "answered":
        return
    require(result["citations"] and result["entries"], "an answer without its place in the source", result)
    for citation in result["citations"]:
        require(citation["source"] and citation["section"], "a citation that says no place", result)
    # What a refusal of one part names of the question stands in quotation marks.
    said = QUOTED.sub(" ", result["text"])
    foreign = [word for word in WORD.findall(said) if word.lower() not in content_words()]
    require(not foreign, "an answer in words that no content has", foreign, result["text"])


def seeds() -> Iterable[bytes]:
    """Questions of the tuned sets, and conversations of several turns."""
    asked = every_nth(list(questions()), 120)
    yield from (each.encode() for each in asked)
    for number in range(0, len(asked) - 3, 6):
        yield json.dumps(asked[number : number + 3]).encode()


def mutate() -> Mutate:
    """By the words of the questions."""
    return Words(words_in(questions()), (" ", "? ", "; ", ", ", " and ", '", "', "\n"))


TARGET = Target(
    "questions", "lines of ask --batch, and ask", try_one, mutate, seeds, longest=3_000, seconds=1.0
)
