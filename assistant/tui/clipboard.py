"""Put a text on the clipboard: the system's where the screen stands on it, else the terminal's own way."""

from __future__ import annotations

import asyncio
import os

BY_SYSTEM = "On the clipboard of this computer: paste it where it belongs."
BY_TERMINAL = (
    "Sent to the clipboard through the terminal (OSC 52). Not every terminal passes it on: paste to check, "
    "or save it with F4 or /export."
)
OVER_A_LINE = ("SSH_CONNECTION", "SSH_TTY")
"""With one of these set, the system's clipboard is that of another computer than the reader's."""

SECONDS = 2.0
"""Longer than this nobody waits for a clipboard that does not answer."""


async def on_system_clipboard(text: str) -> bool:
    """Put `text` on the clipboard of the system; whether that was done."""
    if any(name in os.environ for name in OVER_A_LINE):
        return False
    try:
        return await asyncio.wait_for(asyncio.to_thread(_copied, text), SECONDS)
    except TimeoutError:
        return False


def _copied(text: str) -> bool:
    """Copy; False where the system has no clipboard, or no program that reaches it."""
    import pyperclip  # noqa: PLC0415 - only once something is copied

    try:
        pyperclip.copy(text)
    except (OSError, pyperclip.PyperclipException):
        return False
    return True
