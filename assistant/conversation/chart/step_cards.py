"""What each question of a visit asks, what stands there already, and what its keys and lines record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.chart.chart import Step
from assistant.conversation.chart.editing import open_visit
from assistant.conversation.chart.measured import OUTCOMES, record_event, record_pga, record_steroid
from assistant.conversation.chart.values import record_values
from assistant.conversation.chart.wording import event_in_words, laboratory_in_words
from assistant.conversation.turn import Choice, Tick
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Reply, Turn

    Then = Callable[[Reply], Turn]

PGA_KEYS = {"0": 0.0, "a": 0.5, "1": 1.0, "b": 1.5, "2": 2.0, "c": 2.5, "3": 3.0}
"""A digit is the value itself; the halves between have letters."""
PGA_WORDS = {0.0: "none", 1.0: "mild", 2.0: "moderate", 3.0: "severe"}
ONE_ANSWER = frozenset({Step.PGA, Step.STEROID})
"""What is answered once; of the others there may be several."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a visit."""

    question: str
    leads: Mapping[str, Callable[[], Turn]] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    lines: tuple[str, ...] = ()
    takes_line: Callable[[str], Turn | None] | None = None


def asked(step: Step, stage: Stage, then: Then) -> Asked:
    """What is asked; what is recorded goes on with `then`."""
    asks: dict[Step, Callable[[Stage, Then], Asked]] = {
        Step.PGA: pga_asked,
        Step.STEROID: _steroid,
        Step.LABORATORY: _laboratory,
        Step.EVENTS: _events,
    }
    return asks[step](stage, then)


def pga_asked(stage: Stage, then: Then) -> Asked:
    """The physician's global assessment."""
    there = open_visit(stage).visit.pga
    choices = tuple(
        Choice(
            key,
            f"{value:g}" if value in PGA_WORDS else f"{value:.1f}",
            PGA_WORDS.get(value, ""),
            _tick(there, value),
        )
        for key, value in PGA_KEYS.items()
    )
    return Asked(
        "Physician's global assessment of the whole disease today, from 0 to 3?",
        {key: partial(record_pga, stage, f"{value:g}", then) for key, value in PGA_KEYS.items()},
        choices,
        ("Any value between, such as 1.7, may be typed.",),
        lambda line: record_pga(stage, line, then) if re.fullmatch(r"-?\d+([.,]\d+)?", line) else None,
    )


def _steroid(stage: Stage, then: Then) -> Asked:
    visit = open_visit(stage).visit
    leads: dict[str, Callable[[], Turn]] = {"0": partial(record_steroid, stage, "none", then)}
    choices = [Choice("0", "none is taken", tick=_tick(visit.prednisone_equivalent, 0.0))]
    before = _steroid_before(stage)
    if before:
        leads["1"] = partial(record_steroid, stage, before, then)
        choices.append(Choice("1", before, "as at the visit before"))
    lines = ["Type drug and dose at the prompt, such as DRUG 7.5 mg; the conversion is shown."]
    if visit.prednisone_equivalent is not None:
        said = visit.steroid or f"{visit.prednisone_equivalent:g} mg/day prednisone-equivalent"
        lines.append(f"Recorded: {said}")

    def takes(line: str) -> Turn | None:
        return record_steroid(stage, line, then) if _is_value(line) else None

    return Asked("Which steroid is taken by mouth, and how much?", leads, tuple(choices), tuple(lines), takes)


def _laboratory(stage: Stage, then: Then) -> Asked:
    there = open_visit(stage).visit.laboratory
    lines = ["Type or paste values with unit and range at the prompt: C3 0.74 g/L (0.9-1.8)."]
    if there:
        shown = "; ".join(laboratory_in_words(each, stage.chart.vocabulary) for each in there)
        lines.append(f"Recorded: {shown}")

    def takes(line: str) -> Turn | None:
        return record_values(stage, line, then) if _is_value(line) else None

    return Asked("Laboratory values?", lines=tuple(lines), takes_line=takes)


def _events(stage: Stage, then: Then) -> Asked:
    there = open_visit(stage).visit.adverse_events
    lines = ["Type what happened and how it ended at the prompt: … resolved, ongoing, resolving, fatal."]
    if there:
        shown = "; ".join(event_in_words(each, stage.chart.vocabulary) for each in there)
        lines.append(f"Recorded: {shown}")

    def takes(line: str) -> Turn | None:
        if line.endswith("?"):
            return None
        try:
            return record_event(stage, line, then)
        except AssistantError:
            # Without an outcome it may well be a question that is no event at all.
            if any(line.casefold().endswith(outcome) for outcome in OUTCOMES):
                raise
            return None

    return Asked("Adverse events since the last visit?", lines=tuple(lines), takes_line=takes)


def _steroid_before(stage: Stage) -> str:
    """The steroid of the last visit before this one, as it was said; empty where none was taken or said."""
    whole, now = stage.chart.whole, open_visit(stage).visit
    before = [
        each
        for each in (whole.visits if whole else ())
        if (each.date, each.number_on_day) < (now.date, now.number_on_day)
        and each.prednisone_equivalent is not None
    ]
    return before[-1].steroid or "" if before else ""


def _tick(there: float | None, value: float) -> Tick:
    if there is None:
        return Tick.NONE
    return Tick.ON if there == value else Tick.OFF


def _is_value(line: str) -> bool:
    """Whether a line gives a figure, and does not ask."""
    return not line.endswith("?") and any(character.isdigit() for character in line)
