"""The keys of the whole form: those of the questionnaire, and what is its own."""

from __future__ import annotations

from assistant.conversation.walk.keys import BY_ID, QuestionnaireKey

DOWN = "d"
ARROWS = "← → ↑ ↓"

GRID_KEYS: tuple[QuestionnaireKey, ...] = (
    QuestionnaireKey("value", "0-9", "answer", "Answer the cell and go on to the next open one"),
    QuestionnaireKey(
        "move", ARROWS, "move", "Move from cell to cell, past what is not asked; a click does the same"
    ),
    QuestionnaireKey(
        "enter", "enter", "next open", "To the next open cell; to the review where none is open"
    ),
    QuestionnaireKey(
        "direction", DOWN, "down", "Go on downwards, column by column, instead of along the row; and back"
    ),
    QuestionnaireKey("clear", "c", "row clear", "This row or section looked at, clear: its open cells"),
    QuestionnaireKey(
        "levels", "?", "levels", "What the levels of the cell mean, and what does not count; and back"
    ),
    QuestionnaireKey(
        "whole_form", BY_ID["whole_form"].key, "one by one", "Back to question by question, at the same item"
    ),
)
"""`a`, `n`, `p`, `u`, `g`, `m`, `w`, `r`, Tab and Escape do what they do in the card."""
