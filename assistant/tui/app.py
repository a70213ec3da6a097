"""The app: it draws what a turn of the conversation gave back, and turns what is typed into the next turn."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, on, work
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.theme import Theme
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from assistant.conversation.access.at_start import lock_at_start
from assistant.conversation.line import too_long
from assistant.conversation.turn import Copy, Lock, Quit, Reply, Voice
from assistant.conversation.walk.keys import ACT
from assistant.log import note_failure
from assistant.tui.actions import ACTIONS, SCREEN_ACTIONS
from assistant.tui.bars import TOO_SMALL, Status
from assistant.tui.card import CardBody
from assistant.tui.clipboard import BY_SYSTEM, BY_TERMINAL, on_system_clipboard
from assistant.tui.lasting import Lasting
from assistant.tui.locking import OFTEN, Locking
from assistant.tui.messages import Chosen, LineBegun, Pressed, Said, SignedIn, TooLong
from assistant.tui.palette import Actions
from assistant.tui.regions import Regions
from assistant.tui.text import FEW_SIGNS, literal
from assistant.tui.transcript import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult
    from textual.screen import Screen

    from assistant.conversation.conversation import Conversation
    from assistant.conversation.turn import Turn

WHAT_REMAINS = "Every answer shown as recorded is on disk: quit with F10, start again, and /resume."
LEAVE_TOUR = "/tour off"
HOW_TO_QUIT = "F10 or /quit quits; every answer shown as recorded is on disk, and /resume goes on."
OPENING = "The records are being opened; the PIN is looked at as soon as they are there."
NOT_SHOWN = "NOT SAVED: the disk took nothing more, and what it did not take is not shown, for it was locked."
THEME = Theme(
    "malar",
    primary="#6f9bb8",
    accent="#86c5da",
    warning="#e5b567",
    success="#8fb996",
    error="#d98080",
    foreground="#d8dee4",
    background="#14181d",
    surface="#14181d",
    panel="#1c232b",
)


def open_all(*, demo: bool = False) -> Conversation:
    """Load instruments and knowledge, after the first frame stands."""
    from assistant.conversation.opening import open_conversation  # noqa: PLC0415 - costs what the frame may not

    return open_conversation(demo=demo)


class MalarApp(Lasting):
    """One screen: transcript, card, status and prompt, and the panel beside or behind a key."""

    CSS_PATH = "malar.tcss"
    TITLE = "malar"
    COMMANDS: ClassVar[set[Any]] = App.COMMANDS | {Actions}
    COMMAND_PALETTE_BINDING = "f5"
    AUTO_FOCUS = "#prompt"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - the toolkit declares it without ClassVar
        (0, "-tiny"),
        (60, "-narrow"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as above
        (0, "-flat"),
        (14, "-tall"),
    ]
    BINDINGS: ClassVar[list[Any]] = [
        Binding(
            each.key, f"perform('{each.id}')", each.what, priority=True, show=bool(each.footer), id=each.id
        )
        for each in SCREEN_ACTIONS
        if each.id != "palette"
    ]

    def __init__(self, opener: Callable[[], Conversation] = open_all, *, shut: Lock | None = None) -> None:
        """`shut` is the lock of records that are known to have accounts, before these are opened."""
        super().__init__()
        self.register_theme(THEME)
        self.theme = THEME.name
        self._opener = opener
        self._conversation: Conversation | None = None
        self._waiting: list[str] = []
        self._regions = Regions()
        self._locking = Locking(self, self._regions)
        self._shut_first = shut
        self._signing_in: SignedIn | None = None

    def compose(self) -> ComposeResult:
        """The regions; what is in them belongs to them."""
        self.set_class(FEW_SIGNS, "-few-signs")
        yield Static(literal(TOO_SMALL), id="too-small")
        yield self._regions

    async def on_mount(self) -> None:
        """Begin to load; the prompt, or the lock, is ready meanwhile."""
        if self._shut_first is not None:
            await self._locking.shut_with(self._shut_first)
        self.call_after_refresh(self.load)

    @work(thread=True, exit_on_error=False, group="load")
    def load(self) -> Conversation:
        """Load everything else in a thread."""
        opened = self._opener()
        # What was loaded stays until the end; looking through it for garbage would hold up every few keys.
        gc.collect()
        gc.freeze()
        return opened

    async def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Every worker ends here: what was loaded is taken, and a failure of any worker is shown."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            await self._show_failure(event.worker.error)
        elif event.state is WorkerState.SUCCESS and event.worker.group == "load":
            self._conversation = cast("Conversation", event.worker.result)
            await self._begin(self._conversation)

    async def _begin(self, conversation: Conversation) -> None:
        """Greet, then take what was typed while everything was being opened."""
        await self._take(conversation.greet)
        if self._locking.shut:
            # It may be a PIN, typed where it can be read.
            self._waiting.clear()
            await self._regions.forget()
            if self._signing_in is not None:
                await self.sign_in(self._signing_in)
        while self._waiting:
            await self._say(self._waiting.pop(0))
        seconds = conversation.seconds_idle
        if seconds is not None:
            self.set_interval(min(OFTEN, seconds / 4), self._hide_if_idle)

    async def on_event(self, event: events.Event) -> None:
        """Whatever somebody does comes by here: first of all, whether it is time to hide everything."""
        touched = isinstance(event, events.InputEvent) and not event.is_forwarded
        if touched and await self._hide_if_idle(touched=True):
            return
        await super().on_event(event)

    async def _hide_if_idle(self, *, touched: bool = False) -> bool:
        hidden = self._conversation.hide_if_idle(touched=touched) if self._conversation is not None else None
        if hidden is not None:
            await self._draw(hidden)
        return hidden is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While it is locked, nothing works but the way out."""
        return self._locking.lets(action, parameters) and super().check_action(action, parameters)

    @on(SignedIn)
    async def sign_in(self, message: SignedIn) -> None:
        """A name and a PIN are the next turn, or wait until everything is loaded."""
        if self._conversation is None:
            self._signing_in = message
            await self._locking.shut_with(Lock(message.operator, told=OPENING))
        else:
            await self._take(partial(self._conversation.sign_in, message.operator, message.secret))

    @on(Said)
    async def hear(self, message: Said) -> None:
        """A line from the prompt is the next turn, or waits until everything is loaded."""
        if self._conversation is None:
            self._waiting.append(message.text)
            waiting = Reply(Voice.TOLD, f"Kept, and taken as soon as everything is open: {message.text}")
            self._regions.transcript.add([waiting])
            self._regions.give_keyboard(to_card=False)
        else:
            await self._say(message.text)

    @on(TooLong)
    async def leave_out(self, message: TooLong) -> None:
        """What was pasted is too long to be drawn at every key, and is not taken."""
        told = Reply(Voice.PROBLEM, too_long(message.characters))
        self._regions.transcript.add([told])

    @on(Pressed)
    async def press(self, message: Pressed) -> None:
        """A key of the card is the next turn."""
        if message.key == "focus":
            self._regions.give_keyboard(to_card=True)
        elif self._conversation is not None:
            await self._take(partial(self._conversation.press, message.key, follows=message.follows))

    @on(LineBegun)
    async def begin_line(self, message: LineBegun) -> None:
        """Keys of the card were text: they are taken back, and stand at the prompt."""
        self._regions.begin_line(message.text)
        if self._conversation is not None:
            await self._take(self._conversation.take_run_back)

    @on(Chosen)
    async def choose(self, message: Chosen) -> None:
        """A click or a line of the palette: an action of the table, or a suggestion."""
        kind, _, name = message.key.partition(":")
        if kind == "action":
            await self.action_perform(name)
        else:
            await self.hear(Said(name))

    async def action_perform(self, action_id: str) -> None:
        """Do one action of the table."""
        action = ACTIONS[action_id]
        if self._locking.shut:
            await self._leave_locked()
        elif action.says:
            if self._conversation is None and action.id == "quit":
                self.exit()
            else:
                await self.hear(Said(action.says))
        elif action.presses:
            await self.press(Pressed(f"{ACT}{action.presses}"))
        elif action.method == "panel":
            self._regions.toggle_panel()
        elif action.method == "figure":
            self._regions.turn_panel_over()
        elif action.method == "latest" and self._regions.guided:
            await self.hear(Said(LEAVE_TOUR))
        elif action.method == "latest":
            self._regions.transcript.to_latest()
        elif action.method == "recall":
            self._regions.recall_line()
        elif action.method == "palette":
            self.action_command_palette()

    async def _leave_locked(self) -> None:
        if self._conversation is None:
            self.exit()
        else:
            await self._take(partial(self._conversation.say, "/quit"))

    async def action_quit(self) -> None:
        """Quit by the toolkit's own key goes the same way, so that nothing unsaved is lost unasked."""
        await self.action_perform("quit")

    def action_help_quit(self) -> None:
        """Say how to leave, where the toolkit's own key for it would only lay itself over the card."""
        self.call_later(self._regions.transcript.add, [Reply(Voice.TOLD, HOW_TO_QUIT)])

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Of the toolkit's commands only the colours belong here."""
        yield SystemCommand("Colours", "Choose another set of colours", self.action_change_theme)

    async def _say(self, text: str) -> None:
        conversation = self._conversation
        if conversation is not None:
            self._regions.transcript.add([said(text)])
            await self._take(partial(conversation.say, text))

    def let_go(self) -> str:
        """Leave everything on disk, unasked; what is in memory only is returned, but not while locked."""
        lost = "" if self._conversation is None else self._conversation.end_now()
        return NOT_SHOWN if lost and self._locking.shut else lost

    async def _take(self, turn: Callable[[], Turn]) -> None:
        """Take one turn and draw what it changed; a fault in either is shown, and the program goes on."""
        try:
            await self._draw(turn())
        except Exception as error:  # noqa: BLE001 - shown to the user by _show_failure
            await self._show_failure(error)

    async def _draw(self, turn: Turn) -> None:
        if turn.lock is not None:
            await self._locking.shut_with(turn.lock)
        else:
            await self._locking.open(fresh=turn.fresh)
            await self._regions.draw(turn)
        if isinstance(turn.deed, Copy):
            await self._copy(turn.deed.text)
        elif isinstance(turn.deed, Quit):
            self.exit()

    async def _copy(self, text: str) -> None:
        """Put a text on a clipboard, and say which way was tried."""
        by_system = await on_system_clipboard(text)
        if not by_system:
            self.copy_to_clipboard(text)
        self._regions.transcript.add([Reply(Voice.TOLD, BY_SYSTEM if by_system else BY_TERMINAL)])

    async def _show_failure(self, error: BaseException) -> None:
        note_failure(error, "turn")
        text = f"Something failed inside malar ({type(error).__name__}: {error}). {WHAT_REMAINS}"
        if self._conversation is None:
            await self._locking.open(fresh=False)
            self._regions.query_one(Status).show("malar could not open; see the message above. F10 quits.")
        self._regions.transcript.add([Reply(Voice.PROBLEM, text)])
        self._regions.give_keyboard(to_card=isinstance(self.focused, CardBody))


def run(*, demo: bool = False) -> int:
    """Open the screen, on the demonstration records where they are meant, and return the exit code."""
    return MalarApp(partial(open_all, demo=demo), shut=lock_at_start()).run_to_end()
