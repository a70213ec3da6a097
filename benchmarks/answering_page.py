"""The page `docs/answering.md`: how often the answers are right, written from a run of the exam."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.exam import MALAR
from benchmarks.exam_sets import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.exam import Counted
    from benchmarks.exam_sets import QuestionSet

PAGE = Path(__file__).resolve().parents[1] / "docs" / "answering.md"
RIGHT, WRONG, REFUSED, ALIKE = 0.97, 0.015, 0.98, 0.95

ABOUT = """\
# How often the answers are right

<!-- Written by `python -m benchmarks exam --write`; do not edit. -->

This page is written from a run of the exam. Each question of a set is asked, and what comes back is judged
by patterns: a question *inside* the paper must be answered with the figure or the name that a right answer
holds; one *outside* must be refused, or its false premise corrected.

## How the sets came about, and what *tuned* means

The questions are written from the paper, in the voices of those who will ask: plain, in abbreviations, in
telegraphic style, misspelt, as follow-ups, often as several wordings of one question.

- A set is **held out** while nothing was changed because of it: whoever wrote it had not seen the entries,
  and its failures have not been read. Only its figures say what a clinician may expect.
- A set is **tuned** once its failures were read, and the content or the matching was mended because of
  them. Its figures are therefore high, and say only that nothing was lost since.
"""

COMPARED = """\
## What malar is held beside

Both searches look through everything that malar can say: every entry, caveat and statement on the
instruments, and every row, column and cell of the tables. A search always has a nearest text, so each
refuses below a threshold, and is given the one that serves it best **on that very set**. That flatters
them, as nobody knows it beforehand; on a set that lies outside throughout they simply refuse everything.

- **Passage search (BM25)** ranks the texts by the telling words that they share with the question, by their
  stems.
- **Nearest phrasing (rapidfuzz)** gives the text whose phrasing is nearest letter by letter.
"""

ALIKE_MEANS = """\
*Alike*: every wording of a question met the same status and the same verdict. A program that refuses
everything is alike throughout; read it beside the others.
"""


def page(counted: Sequence[Counted]) -> str:
    """The whole page."""
    sets = {each.questions.path: each.questions for each in counted}
    marks = [_marks(each) for each in counted if each.who == MALAR and each.questions.held_out]
    return (
        "\n".join(
            [
                ABOUT,
                _sets(sets.values()),
                COMPARED,
                "## Held out\n",
                _results(counted, held_out=True),
                *marks,
                "## Tuned\n",
                _results(counted, held_out=False),
                ALIKE_MEANS,
            ]
        ).rstrip("\n")
        + "\n"
    )


def write(counted: Sequence[Counted]) -> None:
    """Write the page anew."""
    PAGE.write_text(page(counted), encoding="utf-8")


def _sets(sets: Iterable[QuestionSet]) -> str:
    rows = [("set", "used", "inside", "outside", "follow-ups", "what its file says of it")]
    for each in sets:
        inside = sum(question.inside for question in each.questions)
        link = f"[{each.path.stem}](../benchmarks/{FOLDER.name}/{each.path.name})"
        used = "held out" if each.held_out else "tuned"
        followups = sum(len(question.turns) > 1 for question in each.questions)
        outside = len(each.questions) - inside
        rows.append((link, used, str(inside), str(outside), str(followups), each.about))
    return _table(rows)


def _results(counted: Sequence[Counted], *, held_out: bool) -> str:
    head = ("set", "program", "right", "wrong", "refused", "outside refused or corrected", "wordings alike")
    rows: list[Sequence[str]] = [head]
    for each in (each for each in counted if each.questions.held_out is held_out):
        name = f"**{each.questions.name}**" if each.who == MALAR else ""
        groups = _share(each.groups_same, each.groups)
        outside = _share(each.outside_right, each.outside)
        inside = (_share(part, each.inside) for part in (each.right, each.wrong, each.refused))
        rows.append((name, each.who, *inside, outside, groups))
    return _table(rows)


def _marks(each: Counted) -> str:
    """What was to be reached on questions never tuned on, and whether it was."""
    rows = [(f"mark, on {each.questions.name}", "to reach", "reached", "")]
    for what, part, whole, sign, mark in (
        ("inside answered right", each.right, each.inside, "at least", RIGHT),
        ("inside answered wrong", each.wrong, each.inside, "at most", WRONG),
        ("outside refused or corrected", each.outside_right, each.outside, "at least", REFUSED),
        ("groups of wordings alike", each.groups_same, each.groups, "at least", ALIKE),
    ):
        reached = part / whole if whole else 0.0
        met = reached >= mark if sign == "at least" else reached <= mark
        verdict = "met" if met else "**missed**"
        rows.append((what, f"{sign} {100 * mark:g} %", f"{100 * reached:.1f} %", verdict))
    return _table(rows)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "none"


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines) + "\n"
