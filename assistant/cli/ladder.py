"""`malar ladder`: the treatment ladder, and where a patient who had a list of drugs stands on it."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from assistant.reference.ladder.standing import Heard, LineStanding, RungStanding, Standing

SUMMARY = "draw the treatment ladder, and mark on it what a patient had"

EXPLANATION = """\
Without --had every line stands open. A drug that is not known is told, and is no error. docs/commands.md
explains every key of the JSON."""

EXAMPLES = (
    "malar ladder",
    'malar ladder --had "HCQ, MMF, pred"',
)

NARROWEST, WIDEST = 60, 160
USUAL = (100, 24)
"""Columns and rows where the output goes to no terminal."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--had", metavar="DRUGS", default="", help='what the patient had, as one writes it: "HCQ, MMF, pred"'
    )
    parser.add_argument("--json", action="store_true", help="print JSON in one line")


def run(arguments: argparse.Namespace) -> int:
    """Print, and return the exit code; a drug that is not known is told, and is no error."""
    from assistant.reference.ladder.placing import Ladder
    from assistant.reference.library import load_knowledge

    standing = Ladder(load_knowledge()).stand(arguments.had)
    print(json.dumps(_as_json(standing), ensure_ascii=False) if arguments.json else _as_text(standing))
    return 0


def _as_text(standing: Standing) -> str:
    from assistant.conversation.pictures.ladder import ladder_lines, plain_text

    columns = max(NARROWEST, min(WIDEST, shutil.get_terminal_size(USUAL).columns))
    picture = plain_text(ladder_lines(standing, columns))
    places = [
        f"  [{each.source}, {each.section}"
        + (f"; refs {', '.join(map(str, each.refs))}" if each.refs else "")
        + "]"
        for each in standing.citations
    ]
    return "\n".join([standing.text, "", picture, "", f"Evidence: {standing.evidence}.", *places])


def _as_json(standing: Standing) -> dict[str, object]:
    citations = [{"source": c.source, "section": c.section, "refs": list(c.refs)} for c in standing.citations]
    routes = {
        route: {
            "furthest": next((line.id for line in lines if line.furthest), None),
            "after": _after(lines),
        }
        for route, lines in standing.routes.items()
    }
    return {
        "title": standing.title,
        "text": standing.text,
        "had": [_heard(each) for each in standing.heard],
        "routes": routes,
        "lines": [_line(line) for line in standing.lines],
        "evidence": standing.evidence,
        "citations": citations,
    }


def _after(lines: tuple[LineStanding, ...]) -> list[str]:
    """The lines that the paper names after the furthest one; none where nothing of the route was had."""
    reached = [number for number, line in enumerate(lines) if line.furthest]
    return [line.id for line in lines[reached[0] + 1 :]] if reached else []


def _heard(each: Heard) -> dict[str, object]:
    return {**asdict(each), "how": each.how.value}


def _line(line: LineStanding) -> dict[str, object]:
    return {**asdict(line), "rungs": [_rung(rung) for rung in line.rungs]}


def _rung(rung: RungStanding) -> dict[str, object]:
    return {**asdict(rung), "mark": rung.mark.value}
