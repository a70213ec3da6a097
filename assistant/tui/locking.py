"""Put the lock over the screen and take it away, and let nothing through meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

    from assistant.conversation.turn import Lock
    from assistant.tui.lock_screen import LockScreen
    from assistant.tui.regions import Regions

WORKS = frozenset({"focus_next", "focus_previous", "quit"})
"""Actions of the app that work while it is locked: from line to line, and out."""
OFTEN = 5.0
"""Seconds between two looks at whether anybody is there; fewer where the time itself is short."""


class Locking:
    """The lock of one app."""

    def __init__(self, app: App[None], regions: Regions) -> None:
        self._app = app
        self._regions = regions
        self._screen: LockScreen | None = None

    @property
    def shut(self) -> bool:
        """Whether the lock is there."""
        return self._screen is not None

    def lets(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Whether an action works now."""
        return not self.shut or action in WORKS or (action, *parameters) == ("perform", "quit")

    async def shut_with(self, lock: Lock) -> None:
        """Hide everything at once behind the lock, or say something else on it."""
        if self._screen is not None:
            self._screen.show(lock)
            return
        # Costs what a start that nobody locks need not pay.
        from assistant.tui.lock_screen import LockScreen  # noqa: PLC0415

        self._regions.drop_keys()
        self._app.clear_notifications()
        self._screen = LockScreen(lock)
        await self._app.push_screen(self._screen)

    async def open(self, *, fresh: bool) -> None:
        """Show what stands below again; for someone else it is empty."""
        if fresh:
            await self._regions.forget()
        if self._screen is None:
            return
        screen, self._screen = self._screen, None
        # A list of actions that was open may lie between.
        while self._app.screen is not screen:
            await self._app.pop_screen()
        await self._app.pop_screen()
