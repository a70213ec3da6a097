"""The conversation by lines: questions, commands with arguments, keys, dictations, bytes that are no text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tools.fuzzing.command import malar, require_well_behaved
from tools.fuzzing.faults import require
from tools.fuzzing.mutation import Words
from tools.fuzzing.surroundings import content_read_once, own_home
from tools.fuzzing.targets.clinic import put_records
from tools.fuzzing.targets.target import Target
from tools.fuzzing.targets.words import dictations, every_nth, questions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tools.fuzzing.mutation import Mutate

MOST_LINES = 25
COMMANDS = (
    "/score clasi|/score sledai-2k|/score cla-iga|/score clasi full|clasi grid|/patient P-014"
    "|/patient P-200|/patient|/visits|/change|/ladder HCQ, MTX|/ladder|/evidence"
    "|/evidence DLE sort size|/resume|/undo|/export|/train|/train clasi|/help|/help score|/lock|/copy"
    "|/bodymap|/plot|/cohort|/amend|/visit|/quit|panel|keys|rows|row 3 scale|row 1|esc|back|next|y|n"
    "|yes|a|c|p|u|o|r|g|w|?|1|2|0|1 2 0 1|2 1 0|m|x|enter|face, scalp|face erythema 2, rest clear"
    "|C3 0.6 g/L (0.9-1.8)|fever 38.5, no rash|dose of anifrolumab?|what about case 2|weight 61|pga 1.5"
    "|prednisone 10|2024-05-01|05.02.2024|today|yesterday|since 2019-03|F|III|R7|sign|score clasi"
)


def try_one(data: bytes) -> None:
    """Hold a conversation, start again, and go on; everything kept can be read again."""
    lines = b"\n".join(data.split(b"\n")[:MOST_LINES])
    with own_home() as home, content_read_once():
        put_records(home)
        run = malar("--plain", typed=lines)
        require_well_behaved(run)
        require(run.code == 0, "the conversation ended with an error", run.err)
        require_kept(home)
        again = malar("--plain", typed=b"\npanel\n/resume\n1\n/visits\n")
        require_well_behaved(again)
        require(again.code == 0, "the conversation cannot be opened again", again.err)
        require_kept(home)
        verdict = malar("audit", "verify")
        require(verdict.code == 0, "the audit trail is broken", verdict.err)


def require_kept(home: Path) -> None:
    """No file that the conversation wrote is damaged, and its log tells of no fault."""
    from assistant.records.under_way.drafts import Drafts  # loaded with the program that is watched

    log = home / "malar.log"
    noted = log.read_text(encoding="utf-8") if log.exists() else ""
    require(" failed " not in noted, "something failed beside the conversation", noted)
    for folder in (home, home / "training"):
        listing = Drafts(folder).listing()
        require(not listing.problems, "a draft that was written cannot be read", listing.problems)


def seeds() -> Iterable[bytes]:
    """Conversations through every command, and some of other lines."""
    lines = COMMANDS.split("|")
    yield "\n".join(lines[:20]).encode()
    for number in range(0, len(lines), 5):
        yield "\n".join(lines[number : number + 8]).encode()
    for opening in (
        "/score clasi",
        "/score sledai-2k full",
        "clasi grid",
        "/patient P-014",
        "/train",
        "/evidence",
    ):
        for keys in ("1\n2\n0\ny\n\n1", "a\ny\n\ny\n\n/copy", "m\na\nc\n\n", "u\nesc\n/resume\n1\n/undo"):
            yield f"{opening}\n{keys}\n".encode()
    for number, (instrument, text) in enumerate(dictations()[::40]):
        yield f"/score {instrument}\n{text}\n\ny\n{questions()[number * 20]}\npanel\n".encode()


@cache
def mutate() -> Mutate:
    """By lines, commands and words."""
    spoken = [text for _, text in dictations()[::12]]
    return Words(
        [*(f"\n{line}\n" for line in COMMANDS.split("|")), *every_nth(list(questions()), 80), *spoken],
        ("\n", "\n", "\n", " ", ", "),
    )


TARGET = Target("talk", "lines of --plain: the whole conversation", try_one, mutate, seeds, seconds=4.0)
