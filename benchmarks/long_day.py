"""malar with a long day behind it: `fill 1000`, said at its prompt, goes on until so many messages stand.

The questions are asked and the forms scored for real; only the screen is drawn once, at the end.
"""

from __future__ import annotations

import sys
from itertools import cycle
from typing import TYPE_CHECKING

from assistant.conversation.turn import Reply, Voice
from assistant.tui.app import MalarApp
from assistant.tui.transcript import Transcript, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.conversation.conversation import Conversation
    from assistant.conversation.turn import Turn
    from benchmarks.terminal import Terminal

COMMAND = [sys.executable, "-m", "benchmarks.long_day"]
FORM_EVERY = 100
"""Questions between two forms that are scored."""
FORM, KEYS = "/score clasi full", ("2", "1", "0", "c", "a", "enter", "enter")
FILL_SECONDS = 300.0
FILLED = "messages stand here"


class LongDay(MalarApp):
    """The program, with one more thing that it takes at its prompt."""

    CSS_PATH = "../assistant/tui/malar.tcss"

    async def _say(self, text: str) -> None:
        words = text.split()
        if words[0] == "fill" and self._conversation is not None:
            await self._fill(self._conversation, int(words[1]))
        else:
            await super()._say(text)

    async def _fill(self, conversation: Conversation, count: int) -> None:
        transcript = self.query_one(Transcript)
        replies: list[Reply] = []
        for line, turn in turns(conversation):
            replies += [*([said(line)] if line else []), *turn.replies]
            if len(transcript.replies) + len(replies) >= count - 1 and turn.card is None:
                transcript.add(replies)
                await self._draw(turn._replace(replies=(Reply(Voice.TOLD, f"{count} {FILLED}"),)))
                return


def turns(conversation: Conversation) -> Iterator[tuple[str, Turn]]:
    """What is said, with what comes back: questions in turn, and now and then a form."""
    from benchmarks.exam_sets import question_sets  # noqa: PLC0415 - the start is that of the program

    questions = [
        question.turns[-1]
        for each in question_sets()
        for question in each.questions
        if question.inside and not each.held_out
    ]
    for number, question in enumerate(cycle(questions)):
        yield question, conversation.say(question)
        if number % FORM_EVERY == FORM_EVERY - 1:
            yield FORM, conversation.say(FORM)
            yield from (("", conversation.press(key)) for key in KEYS)


def fill(terminal: Terminal, count: int) -> None:
    """Go on until so many messages stand in a program that was started by `COMMAND`."""
    terminal.press(f"fill {count}\r")
    terminal.wait_for(lambda shown: f"{count} {FILLED}" in shown, FILL_SECONDS)


if __name__ == "__main__":
    LongDay().run()
