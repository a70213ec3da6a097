"""Text is data.

Brackets, escapes and hidden characters reach the screen as what they are, from every widget.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult

from assistant.conversation.turn import (
    Card,
    CardKind,
    Choice,
    Cited,
    KeyHint,
    MarkRow,
    Panel,
    Reply,
    ScoreLine,
    Voice,
)
from assistant.tui.bars import Notice, Status
from assistant.tui.card import CardView
from assistant.tui.panel import PanelView
from assistant.tui.prompt import Prompt
from assistant.tui.text import literal
from assistant.tui.transcript import Transcript
from assistant.visible import visible
from tests.conversation.talk import shipped_ladder
from tests.tui.screen import LARGE, app_over, drawn, ready

if TYPE_CHECKING:
    from pathlib import Path

    from textual.widget import Widget

HOSTILE = "[on] x [/y] [b]z[/b] [@click=app.bell]q[/] \x1b[31m \x9b1m \x07 a\u202eb\u200b \\[c] {d} $e"
SHOWN = visible(HOSTILE)


def reply_with(**parts: object) -> Reply:
    return Reply(**{"voice": Voice.ANSWER, "text": "plain", **parts})  # type: ignore[arg-type]


def card_with(**parts: object) -> Card:
    return Card(**{"kind": CardKind.QUESTION, "title": "plain", **parts})  # type: ignore[arg-type]


REPLIES = {
    **{f"text of {voice.value}": reply_with(voice=voice, text=HOSTILE) for voice in Voice},
    "caveat": reply_with(caveats=(HOSTILE,)),
    "source": reply_with(cited=(Cited(HOSTILE, "2", (1,)),)),
    "section": reply_with(cited=(Cited("The paper", HOSTILE),)),
    "suggestion": reply_with(suggestions=(HOSTILE,)),
    "evidence": reply_with(evidence=HOSTILE),
    "ladder": reply_with(ladder=replace(shipped_ladder().stand(""), title=HOSTILE)),
}
CARDS = {
    "title": card_with(title=HOSTILE),
    "question": card_with(question=HOSTILE),
    "line": card_with(lines=(HOSTILE,)),
    "recorded": card_with(recorded=HOSTILE),
    "refused": card_with(refused=HOSTILE),
    "label": card_with(choices=(Choice("1", HOSTILE),)),
    "note": card_with(choices=(Choice("1", "plain", HOSTILE),)),
    "side by side": card_with(choices=(Choice("1", HOSTILE), Choice("2", "plain")), columns=True),
    "hint": card_with(hints=(KeyHint("x", HOSTILE),), takes_keys=False),
}
PANELS = {
    "patient": Panel(patient=HOSTILE),
    "instrument": Panel(instrument=HOSTILE),
    "window": Panel(instrument="plain", window=HOSTILE),
    "words": Panel(instrument="plain", scores=(ScoreLine("plain", "1", 2, HOSTILE),)),
    "row": Panel(instrument="plain", rows=(MarkRow(HOSTILE, ("1",)),), columns=("a",)),
    "other row": Panel(instrument="plain", others=(MarkRow(HOSTILE, ("1",)),)),
}


class Bench(App[None]):
    """Some widgets alone on a wide screen."""

    CSS = "CardView, PanelView, #panel-body, #card-room, #card-body, #card-foot { height: auto; }"

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self._widgets = widgets

    def compose(self) -> ComposeResult:
        yield from self._widgets


async def test_messages() -> None:
    transcript = Transcript()
    app = Bench(transcript)
    async with app.run_test(size=LARGE) as pilot:
        transcript.add(list(REPLIES.values()))
        await pilot.pause()
        shown = drawn(app)
        assert shown.count(SHOWN) == len(REPLIES)


async def test_the_card() -> None:
    view = CardView()
    app = Bench(view)
    async with app.run_test(size=LARGE) as pilot:
        for name, card in CARDS.items():
            view.show(card)
            await pilot.pause()
            assert (SHOWN[:50] if card.columns else SHOWN) in drawn(app), name


async def test_the_panel() -> None:
    view = PanelView()
    app = Bench(view)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        for name, panel in PANELS.items():
            view.show(panel)
            await pilot.pause()
            assert SHOWN[:40] in drawn(app), name


async def test_the_bars() -> None:
    status, notice = Status(), Notice()
    app = Bench(status, notice)
    async with app.run_test(size=LARGE) as pilot:
        status.show(HOSTILE)
        notice.show(HOSTILE)
        await pilot.pause()
        assert drawn(app).count(SHOWN) == 2


async def test_the_transcript_and_the_prompt() -> None:
    transcript, prompt = Transcript(), Prompt()
    app = Bench(transcript, prompt)
    async with app.run_test(size=LARGE) as pilot:
        transcript.add([Reply(Voice.YOU, HOSTILE)])
        prompt.replace(HOSTILE, 0, 0)
        await pilot.pause()
        assert drawn(app).count(SHOWN) == 2


@given(st.text())
def test_whatever_is_written_is_shown_and_nothing_else(text: str) -> None:
    shown = visible(text)
    assert literal(text).plain == shown
    assert all(character == "\n" or character.isprintable() or character.isspace() for character in shown)
    assert not set(shown) & set("\x1b\x9b\x07\x00\u202e\u2066\u200b\r\t")


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S")), max_size=40))
def test_visible_text_is_left_as_it_is(text: str) -> None:
    assert visible(text) == text


async def test_a_paste_that_is_too_long_for_a_line_is_told(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot)
        prompt = app.query_one(Prompt)
        prompt.post_message(events.Paste("x" * 1_000_000))
        await pilot.pause()
        await pilot.pause()
        assert prompt.value == ""
        assert "1,000,000 characters" in drawn(app)


@pytest.mark.parametrize("hidden", ["\u3164", "\ufe0f", "\u034f", "\U000e0041", "\U000e0100", "\u115f"])
def test_what_draws_nothing_is_spelled_out(hidden: str) -> None:
    assert visible(f"a{hidden}b") == f"a<U+{ord(hidden):04X}>b"


def test_a_pile_of_accents_does_not_grow_over_other_lines() -> None:
    pile = visible("e" + "\u0301" * 50)
    assert pile.startswith("e" + "\u0301" * 4 + "<U+0301>")
    assert pile.count("\u0301") == 4
    assert visible("Ngữ e\u0301\u0302") == "Ngữ e\u0301\u0302"
