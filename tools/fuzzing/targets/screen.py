"""Bytes as a terminal sends them to the screen: keys, escape sequences, mouse reports, pastes, no text."""

from __future__ import annotations

import asyncio
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING
from unittest.mock import patch

from tools.fuzzing.faults import require, require_shown_safely
from tools.fuzzing.mutation import Words, changed_bytes
from tools.fuzzing.surroundings import content_read_once, own_home
from tools.fuzzing.targets.clinic import put_records
from tools.fuzzing.targets.talk import COMMANDS, require_kept
from tools.fuzzing.targets.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from textual.pilot import Pilot

    from assistant.tui.app import MalarApp
    from tools.fuzzing.mutation import Mutate

SIZES = ((80, 24), (140, 40), (40, 10), (100, 30))
FAILED = "Something failed inside malar"
PIECES = (
    "\r",
    "\t",
    "\x7f",
    "\x1b",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[Z",
    "\x1bOP",
    "\x1bOQ",
    "\x1bOR",
    "\x1bOS",
    "\x1b[15~",
    "\x1b[17~",
    "\x1b[18~",
    "\x1b[19~",
    "\x1b[20~",
    "\x1b[H",
    "\x1b[F",
    "\x1b[<0;10;5M",
    "\x1b[<0;10;5m",
    "\x1b[<0;70;3M\x1b[<0;70;3m",
    "\x1b[<64;20;8M",
    "\x1b[<65;20;8M",
    "\x1b[<35;999;999M",
    "\x1b[<0;-1;-1M",
    "\x1b[<0;0;0M",
    "\x1b[M !!",
    "\x1b[200~",
    "\x1b[201~",
    "\x1b[200~face erythema 2\nrest clear\x1b[201~",
    "\x1b[I",
    "\x1b[O",
    "\x1b[8;24;80t",
    "\x1b[48;24;80;480;1280t",
    "\x1b[48;0;0;0;0t",
    "\x1b[?2026;2$y",
    "\x1b[?2048;1$y",
    "\x1b[?1;2c",
    "\x1b[1;1R",
    "\x1b[97;5u",
    "\x1b[57441;1u",
    "\x1b[99999999999u",
    "\x1b]11;rgb:0000/0000/0000\x07",
    "\x1bP>|x\x1b\\",
    "\x1b_Gi=1;OK\x1b\\",
    "\x03",
    "\x04",
    "\x0c",
    "\x1a",
    "\x00",
)


def try_one(data: bytes) -> None:
    """Feed the bytes to the app as its driver reads them, look at what is drawn, and leave."""
    with own_home() as home, content_read_once():
        put_records(home)
        asyncio.run(fed(data))
        require_kept(home)


async def fed(data: bytes) -> None:
    """One run of the app."""
    from textual.widgets import Input  # loaded with the program that is watched

    from assistant.tui.app import MalarApp

    app = MalarApp()
    with patch.object(Input, "cursor_blink", False):
        async with app.run_test(size=SIZES[data[0] % len(SIZES)] if data else SIZES[0]) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            require(app._conversation is not None, "the program did not open", told(app))
            await feed(app, pilot, data[1:])
            if app._exit:
                return
            lines = shown(app)
            for line in lines:
                require_shown_safely(line, "the screen", line_breaks=False)
            require(FAILED not in told(app), "a turn failed inside the program", told(app)[-1500:])
            await pilot.resize_terminal(100, 30)
            await pilot.pause()


async def feed(app: MalarApp, pilot: Pilot[None], data: bytes) -> None:
    """Hand bytes over as the driver of a terminal does, a few at a time."""
    from textual._xterm_parser import XTermParser

    from assistant.tui.terminal import names_no_key

    parser = XTermParser()
    decode = getincrementaldecoder("utf-8")("replace").decode
    for start in range(0, len(data), 64):
        try:
            for event in parser.feed(decode(data[start : start + 64])):
                event.set_sender(app)
                app._driver.process_message(event)  # type: ignore[union-attr]
        except (ValueError, OverflowError) as error:
            if not names_no_key(error):
                raise
            parser = XTermParser()
        with suppress(Exception):
            # Its own errors are those of the test's pilot: those of the app end the run by themselves.
            await pilot.pause()
        if app._exit:
            return
    for event in parser.tick():
        app._driver.process_message(event)  # type: ignore[union-attr]
    await pilot.pause()


def shown(app: MalarApp) -> list[str]:
    """The screen, a text for each line."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def told(app: MalarApp) -> str:
    """Everything in the transcript."""
    from textual.widgets import Static

    return "\n".join(
        str(widget.visual) for widget in app.query("#transcript *").results(Static) if widget.is_attached
    )


def seeds() -> Iterable[bytes]:
    """Every key, and conversations typed with them."""
    for number, line in enumerate(COMMANDS.split("|")[:40:2]):
        keys = PIECES[number % len(PIECES)] + PIECES[(number * 7) % len(PIECES)]
        yield f"{number % 4}{line}\r{keys}1\r2\x1b".encode()
    for piece in PIECES:
        yield f"0{piece}/score clasi\r{piece}1{piece}".encode()
    yield b"1\xff\xfe\xe4\xf6/score clasi\r\xc3"
    yield b"0\x1b[200~" + b"x " * 3000 + b"\x1b[201~\r"
    yield b"0" + b"9" * 4400 + b"\r"


def mutate() -> Mutate:
    """By keys, commands and sequences, and by the bytes."""
    typed = [f"{line}\r" for line in COMMANDS.split("|")]
    by_keys = Words([*PIECES, *PIECES, *typed, *"0123456789acnpumgorwx?"], ("", "", "\r", " "))

    def change(data: bytes, chance: Random) -> bytes:
        return (changed_bytes if chance.random() < 0.2 else by_keys)(data, chance)

    return change


TARGET = Target(
    "screen", "bytes of a terminal, to the screen", try_one, mutate, seeds, longest=6_000, seconds=15.0
)
