"""The questions of a visit, one card after the other: each answered by a key or a line, or passed over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.chart.chart import Step
from assistant.conversation.chart.editing import open_visit
from assistant.conversation.chart.step_cards import ONE_ANSWER, asked
from assistant.conversation.chart.wording import visit_day
from assistant.conversation.offers import Offer
from assistant.conversation.replies import told
from assistant.conversation.turn import Card, CardKind, KeyHint

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Reply, Turn

STEPS = tuple(Step)
GOES_ON = frozenset({"enter", "right"})


def ask_step(stage: Stage, step: Step | None, *replies: Reply) -> Turn:
    """Ask one of the questions; after the last, say what stands and let the keys go."""
    stage.chart.step = step
    if step is None:
        return stage.turn(*replies, told("The visit is open: /score begins, /visits shows the course."))
    what = asked(step, stage, partial(after_step, stage))
    ways: dict[str, Callable[[], Turn]] = {**what.leads, "escape": partial(_leave, stage)}
    for key in GOES_ON:
        ways[key] = partial(ask_step, stage, _after(step))
    for key in ("left", "backspace"):
        ways[key] = partial(ask_step, stage, _before(step))
    visit = open_visit(stage).visit
    card = Card(
        CardKind.CONFIRM,
        f"{stage.patient} · visit {visit_day(visit)} · {STEPS.index(step) + 1} of {len(STEPS)}",
        question=what.question,
        lines=what.lines,
        choices=what.choices,
        hints=(KeyHint("Enter", "next"), KeyHint("←", "back"), KeyHint("Esc", "enough")),
        columns=step is Step.PGA,
    )
    return stage.ask_with(Offer(card, ways, what.takes_line), *replies)


def after_step(stage: Stage, *replies: Reply) -> Turn:
    """Go on after something was recorded: with the questions where they are asked, else where one was."""
    step = stage.chart.step
    if step is None or stage.way.active:
        return stage.turn(*replies, to_card=stage.way.active)
    return ask_step(stage, _after(step) if step in ONE_ANSWER else step, *replies)


def _leave(stage: Stage) -> Turn:
    stage.chart.step = None
    return stage.turn(told("The visit stays open; /visit asks again what is not recorded."))


def _after(step: Step) -> Step | None:
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def _before(step: Step) -> Step:
    return STEPS[max(STEPS.index(step) - 1, 0)]
