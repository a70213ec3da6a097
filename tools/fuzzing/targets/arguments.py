"""Arguments of every command: what is not understood is usage, what is not there is told in one line."""

from __future__ import annotations

import json
import shlex
from functools import cache
from typing import TYPE_CHECKING

from tools.fuzzing.command import malar, require_well_behaved
from tools.fuzzing.faults import require
from tools.fuzzing.mutation import Words
from tools.fuzzing.surroundings import content_read_once, library, own_home
from tools.fuzzing.targets.clinic import put_records
from tools.fuzzing.targets.target import Target
from tools.fuzzing.targets.words import every_nth, questions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.fuzzing.mutation import Mutate

LEFT_OUT = ("--key-fd", "--new-key-fd", "--backup-key-fd", "--keyring", "rekey")
"""They read descriptors of this process, ask at its terminal, or derive keys at length."""

LINES = """\
patients|patients --json|patient P-014|patient P-014 --json|visits P-014|visits P-014 --json|change P-014
change P-014 --json|change P-014 --since anifrolumab|change P-014 --baseline 05.02.2024|cohort --weeks 4,12
cohort --since anifrolumab --json|cohort --score clasi.activity|plot P-014
plot P-014 --since hydroxychloroquine|plot P-014 --out course.svg|bodymap P-014
bodymap --answers in.json --svg map.svg|bodymap P-014 --since anifrolumab|consistency P-014
consistency P-014 --json|raters|raters calibrate R7 cla-iga 05.02.2024|raters withdraw R7 cla-iga|audit
audit verify --json|audit --all --patient P-014|export|export --format csv|export --format csv --identified
backup out.backup|import in.json --add|convert "medrol 8 mg"|convert "pred 2.5 mg bd" --json
instruments clasi|instruments --json|evidence --subtype DLE --sort size
evidence --with HCQ --mucosal none --json --ascending|evidence --side-effect "herpes zoster" --phototype VI
ladder --had "HCQ, MMF, pred"|ladder --json|train list|train show made-clasi-advanced-7
train show made-cla-iga-easy-1 --reference --json
train answer made-clasi-advanced-7 --answers in.json --keep L-1|training list --json
prefill clasi "face erythema 2, rest clear" --json|prefill cla-iga moderate --former in.json
score clasi --answers in.json --window 10|derive sledai-2k --labs in.json --date 22.11.2026 --window 10
unanswered --off|unanswered --clear|check in.json|ask "dose of anifrolumab?"|ask --batch in.json
score --batch in.json|demo|--version|--help|score --help|restore in.json --replace
"""


def try_one(data: bytes) -> None:
    """Run the line as a shell would, on records and an answers file."""
    try:
        words = shlex.split(data.decode("utf-8", "surrogateescape"))
    except ValueError:
        return
    if not words or not all(map(harmless, words)):
        return
    with own_home() as home, content_read_once():
        put_records(home)
        home.parent.joinpath("in.json").write_text(json.dumps({"level": 3}), encoding="utf-8")
        run = malar(*words, typed=b"")
        several = words[0] in {"training", "import", "check", "audit"} or "--batch" in words
        require_well_behaved(run, lines=several)
        if "--json" in words and run.code == 0 and words[0] not in {"--help", "--version"}:
            # Whatever else goes on standard output is no line of JSON.
            require(("--help" not in words and "-h" not in words) or run.out, "nothing was printed", words)
        verdict = malar("audit", "verify")
        require(verdict.code == 0, "the audit trail is broken", verdict.err)


def harmless(word: str) -> bool:
    """Whether a word leads to nothing outside the folder of the input, and asks for nothing at a terminal."""
    name = word.partition("=")[0]
    leads_out = any(each in word for each in ("/", "..", "~", "\x00"))
    return not leads_out and not any(name and left.startswith(name) and len(name) > 2 for left in LEFT_OUT)


def seeds() -> Iterable[bytes]:
    """Every command with each of its options."""
    return [line.strip().encode() for row in LINES.splitlines() for line in row.split("|") if line.strip()]


@cache
def mutate() -> Mutate:
    """By the words of the lines."""
    words = {word for row in LINES.replace("|", " ").splitlines() for word in row.split()}
    days = [
        "2024-02-30",
        "31.02.2024",
        "5.2.24",
        "2024-2-5",
        "99999999",
        "--json",
        "--demo",
        "--",
        "''",
        '""',
        "-",
    ]
    ids = [item.id for instrument in library() for item in instrument.items][::15]
    return Words(
        [*sorted(words), *days, *ids, *(f"'{each}'" for each in every_nth(list(questions()), 20))], (" ",)
    )


TARGET = Target("arguments", "arguments of every command", try_one, mutate, seeds, longest=1_000, seconds=6.0)
