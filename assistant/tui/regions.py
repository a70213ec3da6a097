"""The regions of the screen, and who had the keyboard when the screen grew too small to show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from assistant.conversation.grid.page import GridPage
from assistant.tui.bars import Heading, KeyLine, Notice, Status
from assistant.tui.card import CardView
from assistant.tui.guide_bar import GuideBar
from assistant.tui.keyboard import give_keyboard
from assistant.tui.messages import CardWanted, Pressed, PromptWanted, Scrolled
from assistant.tui.panel import PanelView
from assistant.tui.prompt import Prompt
from assistant.tui.text import literal
from assistant.tui.transcript import Transcript
from assistant.tui.typed_run import TypedRun

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from assistant.conversation.evidence.page import EvidencePage
    from assistant.conversation.turn import Card, Turn
    from assistant.tui.evidence_view import EvidenceView
    from assistant.tui.grid_view import GridView
    from assistant.tui.keyboard import Keyboarder

PAGE = 10
LOADING = "Opening instruments and knowledge … what you type meanwhile is kept"


class Regions(Vertical):
    """Everything but the message of a screen that is too small. Each region handles what is in it."""

    def __init__(self) -> None:
        super().__init__(id="all")
        self._had_keyboard: Widget | None = None
        self._card: Card | None = None
        self._run = TypedRun()
        self._guide = GuideBar()
        self._reports: EvidenceView | None = None
        self._form: GridView | None = None
        self._view: EvidenceView | GridView | None = None
        """The page that stands in the place of the transcript."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Heading()
        with Horizontal(id="middle"):
            yield Transcript()
            yield PanelView()
        yield self._guide
        yield CardView(self._run, lambda: self._guide.rows)
        yield Notice(id="notice")
        yield Status(literal(LOADING), id="status")
        with Horizontal(id="ask"):
            yield Static(literal("›"), id="lead")
            yield Prompt()
        yield KeyLine()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember who has the keyboard."""
        self._had_keyboard = event.widget

    def on_show(self) -> None:
        """Give the keyboard back to whom a screen too small took it from."""
        if self._had_keyboard is not None and self.app.focused is None:
            self._had_keyboard.focus()

    @property
    def transcript(self) -> Transcript:
        """All that was said."""
        return self.query_one(Transcript)

    @property
    def guided(self) -> bool:
        """Whether a tour is on."""
        return self._guide.on

    async def draw(self, turn: Turn) -> None:
        """Draw what a turn changed, the question first; then give the keyboard to whom it leaves it."""
        self._card = turn.card
        self._guide.show(turn.guide)
        self.query_one(CardView).show(turn.card)
        self.query_one(Status).show(turn.panel.status)
        self.query_one(Notice).show(turn.notice)
        self.call_after_refresh(self.query_one(PanelView).show, turn.panel)
        self.transcript.add(turn.replies)
        await self._show_page(turn.page)
        self.give_keyboard(to_card=turn.to_card)

    async def _show_page(self, page: EvidencePage | GridPage | None) -> None:
        """Show a page in the place of the transcript, or put it away."""
        if page is None:
            self._view = None
        elif isinstance(page, GridPage):
            self._view = await self._show_form(page)
        else:
            self._view = await self._show_reports(page)
        self.screen.set_class(self._view is not None, "-page")
        self.screen.set_class(self._view is not None and self._view is self._form, "-form")

    async def _show_form(self, page: GridPage) -> GridView:
        if self._form is None:
            # Costs what a conversation that never opens the page need not pay.
            from assistant.tui.grid_view import GridView  # noqa: PLC0415

            self._form = GridView(self._run)
            await self.query_one("#middle").mount(self._form, before="#panel")
        self._form.show(page)
        return self._form

    async def _show_reports(self, page: EvidencePage) -> EvidenceView:
        if self._reports is None:
            # As above.
            from assistant.tui.evidence_view import EvidenceView  # noqa: PLC0415

            self._reports = EvidenceView(self._run)
            await self.query_one("#middle").mount(self._reports)
        self._reports.show(page)
        return self._reports

    def give_keyboard(self, *, to_card: bool) -> None:
        """Give the keyboard to the card, where one takes keys, or to the page, or else to the prompt."""
        prompt, body = self.query_one(Prompt), self.query_one(CardView).body
        page = self._view if self._view is not None and self._view.display else None
        to: Keyboarder = prompt
        if to_card and self._card is not None and self._card.takes_keys:
            to = body
        elif to_card and page is not None:
            to = page
        # A page that has just gone may hold keys that were typed after the one that took it away.
        keyboarders = (prompt, body, self._reports, self._form)
        others = [each for each in keyboarders if each is not None and each is not to]
        give_keyboard(to, next((each for each in others if each.holds), others[0]))

    def drop_keys(self) -> None:
        """Forget the keys that wait for someone."""
        for each in (self.query_one(Prompt), self.query_one(CardView).body, self._reports, self._form):
            if each is not None:
                each.drop()

    async def forget(self) -> None:
        """Show nothing of what was said and looked at so far."""
        self.transcript.forget()
        self.query_one(Prompt).forget()
        for page in (self._reports, self._form):
            if page is not None:
                await page.remove()
        self._reports = self._form = self._view = None

    @on(PromptWanted)
    def to_prompt(self, message: PromptWanted) -> None:
        """The card gives the keyboard to the prompt."""
        self.begin_line(message.text)
        self.give_keyboard(to_card=False)

    def begin_line(self, text: str) -> None:
        """Write `text` at the prompt."""
        self.query_one(Prompt).begin(text)

    def recall_line(self) -> None:
        """Bring back at the prompt what was entered before."""
        self.query_one(Prompt).recall()
        self.give_keyboard(to_card=False)

    @on(CardWanted)
    def to_card(self, _message: CardWanted) -> None:
        """The prompt gives the keyboard to the card; where the card only offers, that is taken."""
        if self._card is not None and not self._card.takes_keys:
            self.post_message(Pressed("enter"))
        else:
            self.give_keyboard(to_card=True)

    @on(Scrolled)
    def scroll(self, message: Scrolled) -> None:
        """Move the transcript, or the panel where it stands instead, whoever has the keyboard."""
        lines = message.lines or message.pages * PAGE
        if self._view is not None and self._view.display:
            self._view.scroll(lines=lines)
        elif not self.transcript.display:
            self.query_one(PanelView).scroll_relative(y=lines, animate=False)
        elif message.pages:
            self.transcript.page(up=message.pages < 0)
        else:
            self.transcript.scroll_relative(y=message.lines, animate=False)

    def turn_panel_over(self) -> None:
        """Show the other side of the panel, figure or table of marks; a panel that is not there is shown."""
        shown = self.query_one(PanelView)
        if shown.display:
            self.screen.toggle_class("-table")
            shown.turn_over(as_figure=not self.screen.has_class("-table"))
        else:
            self.toggle_panel()

    def toggle_panel(self) -> None:
        """Show or hide the panel; on a narrow screen the card gives way to it."""
        self.screen.toggle_class("-panel")
        narrow = self.screen.has_class("-narrow")
        self.query_one(CardView).fold(narrow and self.screen.has_class("-panel"))
        if self.screen.has_class("-page"):
            self.call_after_refresh(self.give_keyboard, to_card=True)
