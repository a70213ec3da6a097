"""The base of every error that the user is told about, and how foreign text is quoted in a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.visible import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

QUOTED_LENGTH = 60
SHOWN_LENGTH = 400


class AssistantError(Exception):
    """Something the user can put right. The message says what was wrong, where, and what to do."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The message fit for a terminal: one line for each thing that is wrong."""
        return (one_line(str(self)),)


class DataFolderError(AssistantError):
    """The folder for the user's own data cannot be made or written."""


def quoted(text: object) -> str:
    """Text from outside, fit for a one-line message: shortened, quoted, control characters made visible."""
    shown = escaped(str(text)[: QUOTED_LENGTH + 1])
    if len(shown) > QUOTED_LENGTH:
        shown = shown[:QUOTED_LENGTH] + "…"
    return f"'{shown}'"


def one_line(text: str) -> str:
    """Text with control characters and line breaks made visible, so that a message stays one line."""
    return escaped(text)


def shortened(text: object) -> str:
    """A name of a file for a message: whole where it has a sensible length, else its two ends."""
    whole = str(text)
    half = SHOWN_LENGTH // 2
    return whole if len(whole) <= SHOWN_LENGTH else f"{whole[:half]}…{whole[-half:]}"


def listed(values: Iterable[object], last: str = "or") -> str:
    """`a, b or c`, for a message that names the choices."""
    words = [str(value) for value in values]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """With a capital first letter, as a sentence or a line of its own begins."""
    return text[:1].upper() + text[1:]


def described(value: object) -> str:
    """A wrong value as a message names it."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    return quoted(value).strip("'")
