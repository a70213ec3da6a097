"""The one way text becomes something drawn: literal, never markup, with every hidden character shown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich.text import Text
from textual.content import Content
from textual.style import Style

from assistant.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

CHOSEN = "choose"

FEW_SIGNS = os.environ.get("TERM", "") == "linux" or os.environ.get("TERM", "").startswith("vt")
"""Whether this is a console whose font has the signs of old terminals alone."""

OLD_SIGNS = str.maketrans("✓❯›↳⨯✕◎◆▏", "√>>→xx○■│")
"""What stands there for signs that its font lacks."""


def literal(text: str, style: str = "") -> Content:
    """`text` exactly as it is, in one style. Brackets stay brackets, an escape character is shown as `␛`."""
    return Content.styled(on_this_terminal(text), style)


def on_this_terminal(text: str) -> str:
    """`text` with nothing hidden, in the signs that this terminal has."""
    return visible(text).translate(OLD_SIGNS) if FEW_SIGNS else visible(text)


def literal_cell(text: str, width: int) -> Text:
    """The same for a cell of the toolkit's table, which takes no other kind of text, shortened to `width`."""
    cell = Text(on_this_terminal(text), no_wrap=True, end="")
    cell.truncate(width, overflow="ellipsis")
    return cell


def literal_message(text: str) -> Text:
    """The same for what stands in the terminal after the screen is closed."""
    return Text(visible(text))


def clickable(content: Content, key: str) -> Content:
    """The same content, which names `key` when it is clicked."""
    return content.stylize(Style.from_meta({CHOSEN: key}))


def indented(content: Content, width: int, lead: Content, indent: int) -> Content:
    """`content` wrapped to `width` cells behind `lead`, its further lines set in by `indent` cells."""
    room = max(width - indent, 12)
    lines = content.wrap(room) or [Content("")]
    padded = [lead + lines[0], *(Content(" " * indent) + line for line in lines[1:])]
    return stacked(padded)


def stacked(lines: Iterable[Content]) -> Content:
    """Lines one under the other."""
    return Content("\n").join(lines)


def padded(content: Content, width: int) -> Content:
    """`content` filled with spaces to `width` cells, or shortened to it."""
    return content.truncate(width, ellipsis=True, pad=True)
