"""The keys of a questionnaire: one table for the card, the palette, the help and the manual."""

from __future__ import annotations

from typing import NamedTuple


class QuestionnaireKey(NamedTuple):
    """A key, what it does in a few words for the card (`short`), and in a line for the help (`what`)."""

    id: str
    key: str
    short: str
    what: str
    also: tuple[str, ...] = ()
    in_palette: bool = True

    @property
    def shown(self) -> str:
        """The key as it is written for a reader."""
        return SHOWN.get(self.key, self.key)


ACT = "act:"
"""Before a key of this table: what it does, whatever else that letter means on the page that stands."""

SHOWN = {"left": "←", "right": "→", "enter": "Enter", "escape": "Esc", "tab": "Tab"}

QUESTIONNAIRE_KEYS: tuple[QuestionnaireKey, ...] = (
    QuestionnaireKey("value", "0-9", "answer", "Answer with that level and go on", in_palette=False),
    QuestionnaireKey("clear", "c", "area clear", "This area looked at, clear: its unanswered items"),
    QuestionnaireKey(
        "rest", "a", "rest absent", "All remaining absent: every unanswered item, after one question"
    ),
    QuestionnaireKey(
        "overview",
        "m",
        "overview",
        "Mark what is there, on the body map or in the list by system: the rest is attested in one step",
    ),
    QuestionnaireKey("not_assessed", "n", "not assessed", "This item was not assessed"),
    QuestionnaireKey("pending", "p", "pending", "This item awaits a result"),
    QuestionnaireKey("levels", "?", "levels", "What the levels mean, and what does not count"),
    QuestionnaireKey("undo", "u", "undo", "Take the last step back"),
    QuestionnaireKey("back", "left", "back", "The item before", also=("backspace",)),
    QuestionnaireKey("forward", "right", "forward", "The next item, leaving this one as it is"),
    QuestionnaireKey("go_to", "g", "go to", "Go to an item or an area"),
    QuestionnaireKey(
        "whole_form", "f", "form", "The whole form as a table or list, in which arrows move; and back"
    ),
    QuestionnaireKey("window", "w", "window", "Choose the window the items are asked about"),
    QuestionnaireKey(
        "review",
        "r",
        "review",
        "Review: scores, what is attested, what is missing; Enter finishes, or keeps open for a result",
    ),
    QuestionnaireKey(
        "ask",
        "tab",
        "ask",
        "Ask in the middle: to the prompt and back; so does any letter that is no key here",
        in_palette=False,
    ),
    QuestionnaireKey("pause", "escape", "pause", "Pause and return to the prompt; /resume goes on"),
)

BY_ID: dict[str, QuestionnaireKey] = {each.id: each for each in QUESTIONNAIRE_KEYS}
BY_KEY: dict[str, str] = {key: each.id for each in QUESTIONNAIRE_KEYS for key in (each.key, *each.also)}
