"""Waits until the screen is at rest, for whoever drives it without a reader: pictures of it, and its tests.

The library looks every 20 ms how busy the processor seems. That takes most of the time of a short drive, and
lets one look too early where other programs are busy.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

import textual.app
import textual.pilot
from textual._context import active_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

TIMER_SECONDS = 0.002
ROUNDS = 1_000
"""More than any screen needs to come to rest; one that does not is told."""


@contextmanager
def waiting_until_at_rest() -> Iterator[None]:
    """Within it the library's own waits end when nothing is left to do, and not before."""
    with (
        patch.object(textual.app, "wait_for_idle", at_rest),
        patch.object(textual.pilot, "wait_for_idle", at_rest),
    ):
        yield


async def at_rest(min_sleep: float = 0, max_sleep: float = 0) -> None:
    """Until every message is handled and every change is drawn; takes the arguments of what it replaces."""
    for _ in range(ROUNDS):
        await _messages_handled()
        app = active_app.get()
        if app._resize_event is not None:
            app._check_resize()
        elif app._exit or not _undrawn(app.screen):
            return
        else:
            app.screen._on_timer_update()
            if _undrawn(app.screen):
                # It waits for a timer of its own, as a list of commands does while it closes.
                await asyncio.sleep(TIMER_SECONDS)
    raise AssertionError("the screen does not come to rest")


async def _messages_handled() -> None:
    loop = asyncio.get_running_loop()
    idle = 0
    # What was put in line after this task shows only at the second look.
    while idle < 2:
        await asyncio.sleep(0)
        idle = 0 if loop._ready else idle + 1  # type: ignore[attr-defined]  # of every loop of asyncio


def _undrawn(screen: Screen[object]) -> bool:
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
