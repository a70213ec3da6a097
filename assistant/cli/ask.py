"""`malar ask`: one answer, or a batch of them, from the paper and the instruments."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from assistant.cli.inputs import InputError, batch_lines
from assistant.cli.strict_json import StrictJsonError, read_json
from assistant.errors import one_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from assistant.conversation.asking.asker import Asker
    from assistant.reference.reply import Reply

SUMMARY = "ask what the paper or an instrument says"

EXPLANATION = """\
What neither covers is refused. Each answer names its place in the paper. A question that was refused is
kept for whoever curates the content, without anything of a patient (see malar unanswered); those of a
batch are not. In a batch a line that cannot be read is told in its place, the rest is answered, and the
exit code is 1."""

EXAMPLES = (
    'malar ask "HZ risk w/ anifro"',
    "malar ask --batch questions.txt --json",
)

_MOST_TURNS = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", metavar="QUESTION", help="the question, in quotes")
    what.add_argument(
        "--batch",
        metavar="FILE",
        help="one question a line, or a JSON list of turns, answered at its last turn; - for standard input",
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON a result")


def run(arguments: argparse.Namespace) -> int:
    """Answer, print, and return the exit code."""
    from assistant.conversation.asking.asker import open_asker

    if arguments.batch is None:
        if not arguments.question.strip():
            raise InputError("the question is empty; write one in quotes")
        _answer(open_asker(), _turns(arguments.question), as_json=arguments.json)
        return 0
    with batch_lines(arguments.batch) as lines:
        return _run_batch(open_asker(), lines, as_json=arguments.json)


def _answer(asker: Asker, turns: list[str], *, as_json: bool) -> None:
    """Print the answer; then keep the question, if it was refused, for whoever curates the content."""
    from datetime import UTC, datetime

    from assistant.conversation.asking.unanswered import keeper

    reply = asker.ask_last(turns)
    _print(reply, as_json=as_json)
    sys.stdout.flush()
    told = keeper(asker.desk, lambda: datetime.now(UTC).astimezone()).keep(turns[-1], reply)
    if told:
        print(f"malar: {one_line(told)}", file=sys.stderr)


def _run_batch(asker: Asker, lines: Iterator[bytes | None], *, as_json: bool) -> int:
    failed = False
    for number, line in enumerate(lines, 1):
        try:
            turns = _read_line(line)
        except InputError as error:
            failed = True
            message = f"line {number}: {error}"
            print(json.dumps({"error": message}) if as_json else message)
            continue
        _print(asker.ask_last(turns), as_json=as_json)
    return 1 if failed else 0


def _read_line(line: bytes | None) -> list[str]:
    if line is None:
        raise InputError("the line is too long for a question; ask one point at a time")
    try:
        text = line.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise InputError("the line is not UTF-8 text; save the file as UTF-8") from error
    return _turns(text)


def _turns(text: str) -> list[str]:
    """The turns of a question: itself, or the items of a JSON list of strings."""
    if not text.lstrip().startswith("["):
        return [text]
    try:
        read = read_json(text)
    except StrictJsonError:
        # A question may begin with a bracket without being a list.
        return [text]
    if not isinstance(read, list):
        return [text]
    turns = [turn for turn in read if isinstance(turn, str)]
    if not turns or len(turns) != len(read) or len(turns) > _MOST_TURNS:
        raise InputError(
            f'a list of turns holds 1 to {_MOST_TURNS} questions in quotes; write ["...", "..."]'
        )
    return turns


def _print(reply: Reply, *, as_json: bool) -> None:
    sys.stdout.write((json.dumps(_as_json(reply), ensure_ascii=False) if as_json else _as_text(reply)) + "\n")


def _as_json(reply: Reply) -> dict[str, object]:
    citations = [{"source": c.source, "section": c.section, "refs": list(c.refs)} for c in reply.citations]
    return {
        "status": reply.status,
        "text": reply.text,
        "entries": list(reply.entries),
        "citations": citations,
        "suggestions": list(reply.suggestions),
    }


def _as_text(reply: Reply) -> str:
    places = [
        f"  [{c.source}, {c.section}" + (f"; refs {', '.join(map(str, c.refs))}" if c.refs else "") + "]"
        for c in reply.citations
    ]
    return "\n".join([reply.text, *places])
