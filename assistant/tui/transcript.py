"""The transcript: one widget that draws the lines in sight, so that its cost does not grow with the day."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions

from assistant.conversation.turn import Reply, Voice
from assistant.tui.message import STRIDE, Message
from assistant.tui.messages import Chosen
from assistant.tui.text import CHOSEN, literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.selection import Selection

SET = 200
"""The newest messages, which are set in lines; older ones are when one pages up to them."""
SET_AT_ONCE = 100
DRAWN = 100
"""Messages whose drawn lines are kept."""
HEADING = 2
"""Lines that tell of earlier messages."""


class Transcript(ScrollView, can_focus=False):
    """All replies of this run. The count of those that are not set in lines is told on top."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"transcript--earlier", "transcript--frame"}

    def __init__(self) -> None:
        super().__init__(id="transcript")
        self._replies: list[Reply] = []
        self._first = 0
        """The first message that is set in lines."""
        self._tops: list[int] = []
        """By message from `_first`, its first line; at the end, the line below them all."""
        self._heights: dict[int, int] = {}
        self._drawn: OrderedDict[int, list[Strip]] = OrderedDict()
        self._width = 0
        self._newest: int | None = None
        """The message to be shown from its first line as soon as there is room for lines."""

    def on_mount(self) -> None:
        """Keep to the newest message until the reader scrolls away."""
        self.anchor()

    @property
    def replies(self) -> tuple[Reply, ...]:
        """Every message, in sight or not."""
        return tuple(self._replies)

    def add(self, replies: Sequence[Reply]) -> None:
        """Show new messages; one that is taller than the room is shown from its first line."""
        if not replies:
            return
        self._newest = len(self._replies)
        self._replies.extend(replies)
        self._set(max(0, len(self._replies) - SET))
        self.anchor()
        self.call_after_refresh(self._show_newest)

    def forget(self) -> None:
        """Take every message away."""
        self._replies.clear()
        self._newest = None
        self._forget_drawn()
        self._heights.clear()
        self._set(0)

    def page(self, up: bool) -> None:
        """Turn one page; at the very top, set what came before."""
        if up and self.scroll_y <= 0 and self._first:
            before = self._first
            self._set(max(0, before - SET_AT_ONCE))
            self.scroll_to(y=self._tops[before - self._first], animate=False)
        if up:
            self.scroll_page_up(animate=False)
        else:
            self.scroll_page_down(animate=False)

    def to_latest(self) -> None:
        """Go to the newest message and stay there."""
        self._set(max(self._first, len(self._replies) - SET))
        self.anchor()

    def on_resize(self) -> None:
        """Set the lines for the width there is."""
        self._fit()

    def watch_show_vertical_scrollbar(self) -> None:
        """A scrollbar takes its column from the lines."""
        self._fit()

    def _fit(self) -> None:
        width = self.scrollable_content_region.width
        if width and width != self._width:
            self._width = width
            self._heights.clear()
            self._forget_drawn()
            self._set(self._first)
        if self._newest is not None:
            self.call_after_refresh(self._show_newest)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Who scrolls down to the newest message stays with it."""
        super().watch_scroll_y(old_value, new_value)
        if new_value >= self.max_scroll_y:
            self.anchor()

    def on_click(self, event: events.Click) -> None:
        """A click on a suggestion says it."""
        key = event.style.meta.get(CHOSEN)
        if key is not None:
            self.post_message(Chosen(str(key)))

    def render_line(self, y: int) -> Strip:
        """One line in sight, counted from the top of the widget."""
        # Few lines stand at the bottom, next to the prompt.
        height = self._tops[-1] if self._tops else 0
        line = self.scroll_offset.y + y - max(self.size.height - height, 0)
        if not 0 <= line < height:
            return Strip.blank(self._width, self.visual_style.rich_style)
        if line < self._tops[0]:
            return self._heading()[line]
        place = bisect_right(self._tops, line) - 1
        return self._lines(self._first + place)[line - self._tops[place]]

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text marked with the mouse, also in a picture, and however it is wrapped."""
        start = selection.start.y // STRIDE if selection.start else self._first
        end = selection.end.y // STRIDE if selection.end else len(self._replies) - 1
        among = range(start, min(end + 1, len(self._replies)))
        texts = [self._message(number).marked(selection, self._width) for number in among]
        return "\n".join(texts), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """What is marked is drawn otherwise."""
        self._forget_drawn()
        self.refresh()

    def notify_style_update(self) -> None:
        """Other colours were chosen."""
        self._forget_drawn()
        super().notify_style_update()

    def _forget_drawn(self) -> None:
        self._drawn.clear()

    def _message(self, number: int) -> Message:
        return Message(self._replies[number], number)

    def _set(self, first: int) -> None:
        """Set the messages from `first` in lines; those that are set already stay as they are."""
        if not self._width:
            return
        known, self._heights = self._heights, {}
        self._first = first
        self._tops = [HEADING if first else 0]
        for number in range(first, len(self._replies)):
            height = self._heights[number] = known.get(number) or len(self._lines(number))
            self._tops.append(self._tops[-1] + height)
        self.virtual_size = Size(self._width, self._tops[-1])
        self.refresh()

    def _lines(self, number: int) -> list[Strip]:
        """The drawn lines of a message, kept for the next time."""
        lines = self._drawn.get(number)
        if lines is None:
            marking = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            options = RenderOptions(self._get_style, self.styles.get_rules(), self.text_selection, marking)
            frame = self.get_visual_style("transcript--frame")
            lines = self._message(number).lines(self._width, self.visual_style, frame, options)
            self._drawn[number] = lines
        self._drawn.move_to_end(number)
        if len(self._drawn) > DRAWN:
            self._drawn.popitem(last=False)
        return lines

    def _heading(self) -> list[Strip]:
        """What tells of the messages before the first that is set."""
        style = self.get_visual_style("transcript--earlier")
        told = literal(f"{self._first} earlier messages: page up shows them")
        options = RenderOptions(self._get_style, self.styles.get_rules())
        [line, *_] = told.render_strips(self._width, 1, style, options)
        width, plain = self._width, self.visual_style.rich_style
        return [line.adjust_cell_length(width, plain), Strip.blank(width, plain)]

    def _show_newest(self) -> None:
        """Show the newest message from its first line once it is laid out; behind the panel it is not."""
        if self._newest is None or not self._width or self._newest < self._first:
            return
        top = self._tops[self._newest - self._first]
        self._newest = None
        if self._tops[-1] - top > self.size.height:
            self.release_anchor()
            self.scroll_to(y=top, animate=False, immediate=True)


def said(text: str) -> Reply:
    """What the user typed, as a message."""
    return Reply(Voice.YOU, text)
