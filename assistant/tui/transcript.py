"""The transcript.

One block a message, the newest kept mounted, older ones loaded when one pages up to them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from assistant.conversation.turn import Reply, Voice
from assistant.tui.fitted import Fitted
from assistant.tui.messages import Chosen
from assistant.tui.replies import reply_content
from assistant.tui.text import CHOSEN, literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.selection import Selection

MOUNTED = 200
LOADED_AT_ONCE = 100


class Message(Static):
    """One reply, drawn literally."""

    def __init__(self, reply: Reply) -> None:
        # A text wraps by itself; only a picture is drawn anew for every width.
        visual = Fitted(partial(reply_content, reply)) if reply.has_picture else reply_content(reply)
        super().__init__(visual, classes=f"-{reply.voice.value}")

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text marked with the mouse, also in a picture."""
        if isinstance(self.visual, Fitted):
            return selection.extract(self.visual.at(self.content_size.width).plain), "\n"
        return super().get_selection(selection)

    def on_click(self, event: events.Click) -> None:
        """A click on a suggestion says it."""
        key = event.style.meta.get(CHOSEN)
        if key is not None:
            self.post_message(Chosen(str(key)))


class Transcript(VerticalScroll, can_focus=False):
    """All replies of this run.

    The last `MOUNTED` stand as widgets; the count of the others is told on top.
    """

    def __init__(self) -> None:
        super().__init__(id="transcript")
        self._replies: list[Reply] = []
        self._earlier = Static(id="earlier")
        self._newest: Message | None = None

    def on_mount(self) -> None:
        """Keep to the newest message until the reader scrolls away."""
        self.mount(self._earlier)
        self._earlier.display = False
        self.anchor()
        self.watch(self, "virtual_size", self._laid_out, init=False)

    def _laid_out(self) -> None:
        if self._newest is not None:
            self.call_after_refresh(self._show_newest)

    @property
    def replies(self) -> tuple[Reply, ...]:
        """Every message, mounted or not."""
        return tuple(self._replies)

    async def add(self, replies: Sequence[Reply]) -> None:
        """Show new messages; one that is taller than the room is shown from its first line."""
        if not replies:
            return
        self._replies.extend(replies)
        messages = [Message(reply) for reply in replies[-MOUNTED:]]
        await self.mount_all(messages)
        await self._keep_newest()
        self.anchor()
        self._newest = messages[0]
        self.call_after_refresh(self._show_newest)

    async def forget(self) -> None:
        """Take every message away."""
        self._replies.clear()
        self._newest = None
        await self.remove_children(self._messages())
        self._tell_earlier()

    async def load_earlier(self) -> None:
        """Mount the messages before the first mounted one."""
        missing = len(self._replies) - len(self._messages())
        if missing <= 0:
            return
        earlier = self._replies[max(0, missing - LOADED_AT_ONCE) : missing]
        await self.mount_all([Message(reply) for reply in earlier], after=self._earlier)
        self._tell_earlier()

    async def page(self, up: bool) -> None:
        """Turn one page; at the very top, load what came before."""
        if up and self.scroll_y <= 0:
            await self.load_earlier()
        if up:
            self.scroll_page_up(animate=False)
        else:
            self.scroll_page_down(animate=False)

    def to_latest(self) -> None:
        """Go to the newest message and stay there."""
        self.anchor()

    def _messages(self) -> list[Message]:
        return [child for child in self.children if isinstance(child, Message)]

    async def _keep_newest(self) -> None:
        surplus = self._messages()[:-MOUNTED]
        if surplus:
            await self.remove_children(surplus)
        self._tell_earlier()

    def _tell_earlier(self) -> None:
        missing = len(self._replies) - len(self._messages())
        self._earlier.display = missing > 0
        self._earlier.update(literal(f"{missing} earlier messages: page up shows them"))

    def _show_newest(self) -> None:
        """Show the newest message from its first line once it is laid out; behind the palette it is not."""
        first = self._newest
        if first is None or not first.virtual_region.height:
            return
        self._newest = None
        below = self.virtual_size.height - first.virtual_region.y
        if below > self.size.height:
            self.release_anchor()
            self.scroll_to(y=first.virtual_region.y, animate=False, immediate=True)


def said(text: str) -> Reply:
    """What the user typed, as a message."""
    return Reply(Voice.YOU, text)
