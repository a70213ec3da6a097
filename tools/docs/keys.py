"""The tables of keys and of commands within the conversation."""

from __future__ import annotations

from assistant.conversation.commands.listed import COMMANDS
from assistant.conversation.evidence.keys import EVIDENCE_KEYS
from assistant.conversation.grid.keys import GRID_KEYS
from assistant.conversation.walk.keys import QUESTIONNAIRE_KEYS
from assistant.tui.actions import SCREEN_ACTIONS
from tools.docs.regions import table

KEY_NAMES = {
    "left": "Left",
    "right": "Right",
    "escape": "Escape",
    "tab": "Tab",
    "backspace": "Backspace",
    "enter": "Enter",
}


def screen_keys() -> str:
    """The keys that work everywhere."""
    return table(
        ("key", "what it does"), [(f"`{each.key.upper()}`", each.what) for each in SCREEN_ACTIONS if each.key]
    )


def questionnaire_keys() -> str:
    """The keys of the card while something is scored."""
    rows = [
        (" or ".join(f"`{KEY_NAMES.get(key, key)}`" for key in (each.key, *each.also)), each.what)
        for each in QUESTIONNAIRE_KEYS
    ]
    return table(("key", "what it does"), rows)


def grid_keys() -> str:
    """The keys of the whole form that are others than in the card."""
    shown = (" ".join(f"`{KEY_NAMES.get(key, key)}`" for key in each.key.split()) for each in GRID_KEYS)
    rows = [(keys, each.what) for keys, each in zip(shown, GRID_KEYS, strict=True)]
    return table(("key", "what it does"), rows)


def evidence_keys() -> str:
    """The keys of the page of reports."""
    rows = [(f"`{KEY_NAMES.get(each.key, each.key)}`", each.what) for each in EVIDENCE_KEYS]
    return table(("key", "what it does"), rows)


def conversation_commands() -> str:
    """What is typed after a stroke, or said in plain words."""
    rows = [
        (f"`{each.shown}`", each.what, ", ".join(f"`{words}`" for words in each.plain)) for each in COMMANDS
    ]
    return table(("command", "what it does", "plain words"), rows)
