"""Text is data.

Brackets, escapes and hidden characters reach the screen as what they are, from every widget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
from assistant.conversation.visible import visible
from assistant.tui.bars import Notice, Status
from assistant.tui.card import CardView
from assistant.tui.panel import PanelView
from assistant.tui.prompt import Prompt
from assistant.tui.text import literal
from assistant.tui.transcript import Message, Transcript
from tests.tui.screen import LARGE, drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

HOSTILE = "[on] x [/y] [b]z[/b] [@click=app.bell]q[/] \x1b[31m \x9b1m \x07 a\u202eb\u200b \\[c] {d} $e"
SHOWN = visible(HOSTILE)


def reply_with(**parts: object) -> Reply:
    return Reply(**{"voice": Voice.ANSWER, "text": "plain", **parts})  # type: ignore[arg-type]


def card_with(**parts: object) -> Card:
    return Card(**{"kind": CardKind.QUESTION, "title": "plain", **parts})  # type: ignore[arg-type]


def shown_by(widget: Widget, value: object) -> Callable[[], None]:
    return lambda: widget.show(value)  # type: ignore[attr-defined]


REPLIES = {
    **{f"text of {voice.value}": reply_with(voice=voice, text=HOSTILE) for voice in Voice},
    "caveat": reply_with(caveats=(HOSTILE,)),
    "source": reply_with(cited=(Cited(HOSTILE, "2", (1,)),)),
    "section": reply_with(cited=(Cited("The paper", HOSTILE),)),
    "suggestion": reply_with(suggestions=(HOSTILE,)),
    "evidence": reply_with(evidence=HOSTILE),
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
    """One widget alone on a wide screen."""

    CSS = "CardView, PanelView, #panel-body, #card-room, #card-body, #card-foot { height: auto; }"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget

    def compose(self) -> ComposeResult:
        yield self._widget


async def drawn_alone(widget: Widget, show: Callable[[], None] | None = None) -> str:
    app = Bench(widget)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        if show is not None:
            show()
            await pilot.pause()
        return drawn(app)  # type: ignore[arg-type]


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
async def test_messages(reply: Reply) -> None:
    assert SHOWN in await drawn_alone(Message(reply))


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
async def test_the_card(card: Card) -> None:
    view = CardView()
    shown = await drawn_alone(view, shown_by(view, card))
    assert SHOWN[:50] in shown if card.columns else SHOWN in shown


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
async def test_the_panel(panel: Panel) -> None:
    view = PanelView()
    shown = await drawn_alone(view, shown_by(view, panel))
    assert SHOWN[:40] in shown


@pytest.mark.parametrize("bar", [Status, Notice])
async def test_the_bars(bar: type[Status | Notice]) -> None:
    view = bar()
    assert SHOWN in await drawn_alone(view, shown_by(view, HOSTILE))


async def test_the_transcript() -> None:
    transcript = Transcript()
    app = Bench(transcript)
    async with app.run_test(size=LARGE) as pilot:
        await transcript.add([Reply(Voice.YOU, HOSTILE)])
        await pilot.pause()
        assert SHOWN in drawn(app)  # type: ignore[arg-type]


async def test_the_prompt() -> None:
    prompt = Prompt()

    def put_in() -> None:
        prompt.replace(HOSTILE, 0, 0)

    assert SHOWN in await drawn_alone(prompt, put_in)


@given(st.text())
def test_whatever_is_written_is_shown_and_nothing_else(text: str) -> None:
    shown = visible(text)
    assert literal(text).plain == shown
    assert all(character == "\n" or character.isprintable() or character.isspace() for character in shown)
    assert not set(shown) & set("\x1b\x9b\x07\x00\u202e\u2066\u200b\r\t")


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S")), max_size=40))
def test_visible_text_is_left_as_it_is(text: str) -> None:
    assert visible(text) == text
