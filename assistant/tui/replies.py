"""How a reply of the conversation is set: one block of text per message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from assistant.conversation.asking.cited import cited_lines
from assistant.conversation.pictures.ladder import Tone, ladder_lines
from assistant.conversation.turn import Reply, Voice
from assistant.conversation.wording import hanging
from assistant.tui.figure_drawing import drawn_figure
from assistant.tui.text import clickable, indented, literal, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.records.drawn_course import Course

SECONDARY = "dim"
ACCENT = "$accent"
LEADS = {Voice.YOU: "› ", Voice.PROBLEM: "! "}
STYLES = {
    Voice.YOU: f"bold {ACCENT}",
    Voice.ANSWER: "",
    Voice.TOLD: SECONDARY,
    Voice.PROBLEM: "bold $text-warning",
    Voice.SUMMARY: "",
}


TONES = {
    Tone.FRAME: SECONDARY,
    Tone.TITLE: "bold",
    Tone.HAD: f"bold {ACCENT}",
    Tone.PERHAPS: "bold",
    Tone.PLAIN: "",
    Tone.QUIET: SECONDARY,
}


def reply_content(reply: Reply, width: int = 0) -> Content:
    """A reply as it is drawn; its picture, where it has one, in `width` columns.

    What it says, then its picture, what limits it, where it stands, and what may be said next.
    """
    return stacked(_blocks(reply, width))


def _blocks(reply: Reply, width: int) -> Iterator[Content]:
    text = literal(LEADS.get(reply.voice, "") + reply.text, STYLES[reply.voice])
    yield from _set_in(text, width) if reply.tabled else (text,)
    if reply.ladder is not None:
        yield Content("")
        for drawn in ladder_lines(reply.ladder, width):
            yield Content("").join(literal(piece.text, TONES[piece.tone]) for piece in drawn)
    if reply.course is not None:
        yield Content("")
        yield literal(_course(reply.course, width))
    if reply.body is not None:
        yield from (Content(""), *drawn_figure(reply.body.rows(width)))
        yield from (literal(line, SECONDARY) for line in reply.body.legend.lines)
    for caveat in reply.caveats:
        yield literal(f"Note: {caveat}", "italic")
    if reply.evidence:
        yield literal(f"Evidence: {reply.evidence}", SECONDARY)
    for place in cited_lines(reply.cited):
        yield literal(f"↳ {place}", SECONDARY)
    for number, suggestion in enumerate(reply.suggestions, start=1):
        line = Content.assemble(literal(f"  {number} ", f"bold {ACCENT}"), literal(suggestion))
        yield clickable(line, f"say:{suggestion}")


def _set_in(text: Content, width: int) -> Iterator[Content]:
    """Each line of two columns, broken below its second one."""
    for line in text.split("\n", allow_blank=True):
        after = hanging(line.plain, width)
        yield indented(line[after:], width, line[:after], after) if after else line


def _course(course: Course, width: int) -> str:
    # What draws in characters is loaded at the first picture, not at the start.
    from assistant.conversation.pictures.course_text import course_text  # noqa: PLC0415

    return course_text(course, width)
