"""The one table of what can be done: it gives the keys of the screen, the line of keys and the palette.

What happens inside a questionnaire is the conversation's table (`assistant.conversation.walk.keys`), which is
read here as well, so that a key, its entry in the palette and its line in the help cannot part.
"""

from __future__ import annotations

from typing import NamedTuple

from assistant.conversation.commands.listed import COMMANDS
from assistant.conversation.walk.keys import QUESTIONNAIRE_KEYS


class Action(NamedTuple):
    """One thing to do.

    It is done by one of three ways: a line said to the conversation (`says`), a key pressed in the card
    (`presses`), or a method of the screen (`method`). `footer` is its short name in the line of keys.
    """

    id: str
    what: str
    key: str = ""
    footer: str = ""
    says: str = ""
    presses: str = ""
    method: str = ""


SCREEN_ACTIONS: tuple[Action, ...] = (
    Action("help", "Help: commands and keys", key="f1", footer="Help", says="/help"),
    Action(
        "panel", "Show or hide the panel: scores and marks by place", key="f2", footer="Panel", method="panel"
    ),
    Action("copy", "Copy the summary", key="f3", footer="Copy", says="/copy"),
    Action("export", "Save the summary to a file", key="f4", footer="Save", says="/export"),
    Action("figure", "In the panel: the body map, or the table of marks", key="f6", method="figure"),
    Action("bodymap", "The body map as a picture, with what was signed before", key="f7", says="/bodymap"),
    Action("palette", "All actions", key="f5", footer="Actions", method="palette"),
    Action("latest", "Go to the latest message; on the tour: leave it", key="f8", method="latest"),
    Action(
        "recall",
        "The last line again, to change it; once more: the one before",
        key="f9",
        method="recall",
    ),
    Action("quit", "Quit; nothing is lost", key="f10", footer="Quit", says="/quit"),
)

COMMAND_ACTIONS: tuple[Action, ...] = tuple(
    Action(f"say-{command.name}", command.what, says=f"/{command.name}")
    for command in COMMANDS
    if command.name not in {action.says.removeprefix("/") for action in SCREEN_ACTIONS}
)

QUESTIONNAIRE_ACTIONS: tuple[Action, ...] = tuple(
    Action(f"press-{each.id}", each.what, presses=each.key) for each in QUESTIONNAIRE_KEYS if each.in_palette
)

ACTIONS: dict[str, Action] = {
    action.id: action for action in (*SCREEN_ACTIONS, *COMMAND_ACTIONS, *QUESTIONNAIRE_ACTIONS)
}
