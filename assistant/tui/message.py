"""One message of the transcript: its lines at a width, and which of its text is marked."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip

from assistant.conversation.turn import Reply, Voice
from assistant.tui.fitted import Fitted
from assistant.tui.replies import reply_content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content
    from textual.style import Style
    from textual.visual import RenderOptions

STRIDE = 1_000_000
"""More lines than any message has: line n of message m is line m * STRIDE + n of what is marked."""
FRAME = "▎ "
"""What stands before every line of a summary."""


class Message:
    """A reply, drawn literally. `number` is its place among all messages."""

    def __init__(self, reply: Reply, number: int) -> None:
        self._reply = reply
        self._number = number

    @cached_property
    def _visual(self) -> Content | Fitted:
        # A text wraps by itself; only a picture is drawn anew for every width.
        reply = self._reply
        return Fitted(partial(reply_content, reply)) if reply.has_picture else reply_content(reply)

    @property
    def _framed(self) -> bool:
        return self._reply.voice is Voice.SUMMARY

    def lines(self, width: int, style: Style, frame: Style, options: RenderOptions) -> list[Strip]:
        """Its lines and the empty one below, all `width` cells; `frame` is the style of a summary's frame."""
        before = FRAME if self._framed else ""
        room = max(width - len(before), 1)
        own = replace(options, selection=marked_in(options.selection, self._number))
        strips = (self._placed(strip) for strip in self._visual.render_strips(room, None, style, own))
        if before:
            strips = (Strip([Segment(before, frame.rich_style), *strip]) for strip in strips)
        blank = [] if self._reply.voice is Voice.YOU else [Strip.blank(width, style.rich_style)]
        return [*(strip.adjust_cell_length(width, style.rich_style) for strip in strips), *blank]

    def marked(self, selection: Selection, width: int) -> str:
        """The part of its text that is marked."""
        own = marked_in(selection, self._number)
        if own is None:
            return ""
        visual = self._visual
        room = width - len(FRAME) if self._framed else width
        return own.extract((visual.at(room) if isinstance(visual, Fitted) else visual).plain)

    def _placed(self, strip: Strip) -> Strip:
        """The strip, whose pieces name their place among all messages, for marking."""
        return Strip(list(self._segments(strip)), strip.cell_length)

    def _segments(self, strip: Strip) -> Iterator[Segment]:
        for segment in strip:
            meta = segment.style.meta if segment.style is not None else {}
            if segment.style is None or "offset" not in meta:
                yield segment
                continue
            column, line = meta["offset"]
            place = RichStyle(meta={**meta, "offset": (column, self._number * STRIDE + line)})
            yield Segment(segment.text, segment.style + place)


def marked_in(selection: Selection | None, number: int) -> Selection | None:
    """What of a selection lies in the message of this number."""
    if selection is None:
        return None
    start, end = selection
    if (start and start.y // STRIDE > number) or (end and end.y // STRIDE < number):
        return None
    return Selection(_inside(start, number), _inside(end, number))


def _inside(place: Offset | None, number: int) -> Offset | None:
    """Where a selection begins or ends in a message; None where it does so in another one."""
    if place is None or place.y // STRIDE != number:
        return None
    return Offset(place.x, place.y % STRIDE)
