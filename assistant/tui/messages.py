"""The small facts that widgets tell the app."""

from __future__ import annotations

from textual.message import Message


class Said(Message):
    """A line was entered at the prompt."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class TooLong(Message):
    """More was pasted at the prompt than a line may have."""

    def __init__(self, characters: int) -> None:
        super().__init__()
        self.characters = characters


class Pressed(Message):
    """A key of the card was pressed, or a line of it clicked. It may follow quickly on the one before."""

    def __init__(self, key: str, *, follows: bool = False) -> None:
        super().__init__()
        self.key = key
        self.follows = follows


class Chosen(Message):
    """Something was clicked that names an action or a suggestion."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class PromptWanted(Message):
    """The card gives the keyboard to the prompt, which begins with `text`."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text


class LineBegun(Message):
    """Keys of the card were the beginning of a line; what they did is to be taken back."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class CardWanted(Message):
    """The prompt gives the keyboard to the card, or takes what the card offers."""


class Scrolled(Message):
    """The reader wants to see another part of the transcript: lines (small) or pages, up when negative."""

    def __init__(self, lines: int = 0, pages: int = 0) -> None:
        super().__init__()
        self.lines = lines
        self.pages = pages


class SignedIn(Message):
    """A name and a PIN were entered, or where none is asked, Enter was pressed."""

    def __init__(self, name: str, secret: str) -> None:
        super().__init__()
        self.operator = name
        self.secret = secret
