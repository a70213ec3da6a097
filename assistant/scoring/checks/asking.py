"""Which questions a visit raises. A condition that is not certain raises none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.scoring.change.baseline import Choice, choose
from assistant.scoring.change.inputs import Inputs
from assistant.scoring.change.limits import Verdict
from assistant.scoring.change.named import instruments_in, nested
from assistant.scoring.change.requirements import judge_requirement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.scoring.change.criteria import Input
    from assistant.scoring.change.inputs import About
    from assistant.scoring.change.series import Occasion, Series
    from assistant.scoring.format.checks import CheckRule
    from assistant.scoring.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a visit raises, with what raises it."""

    rule: CheckRule
    facts: tuple[str, ...]
    """What it rests on, in words."""
    about: tuple[About, ...]
    """The items that it speaks of, by instrument; empty where it speaks of scores alone."""

    @property
    def mark(self) -> tuple[str, ...]:
        """What tells it from the same question about other answers."""
        return (self.rule.id, *self.facts)

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on."""
        return {
            "check": self.rule.id,
            "question": self.rule.question,
            "facts": list(self.facts),
            "items": [f"{instrument} {item}" for instrument, item in self.about],
            "reason": self.rule.reason,
            "certainty": self.rule.evidence[0].certainty,
        }


def questions(
    rules: Iterable[CheckRule],
    instruments: Mapping[str, Instrument],
    series: Series,
    occasion: Occasion,
    of: str | None = None,
) -> tuple[Asked, ...]:
    """The questions that one visit of a series raises; `of` one instrument, only those that look at it."""
    inputs = Inputs(series, instruments, choose(series, Choice()), occasion, {}, {})
    asked = []
    for rule in rules:
        if of is not None and of not in looked_at(rule):
            continue
        judged = judge_requirement(rule.when, inputs)
        if judged.verdict is Verdict.MET:
            facts = tuple(_in_words(each, occasion) for each in judged.inputs)
            asked.append(Asked(rule, tuple(dict.fromkeys(facts)), judged.about))
    said_better = {name for each in asked for name in each.rule.instead_of}
    return tuple(each for each in asked if each.rule.id not in said_better)


def looked_at(rule: CheckRule) -> frozenset[str]:
    """The instruments that a rule looks at."""
    return frozenset(name for _, part in nested(rule.when, ()) for name in instruments_in(part))


def _in_words(used: Input, occasion: Occasion) -> str:
    day = date.fromisoformat(used.day)
    then = "" if day == occasion.day else f" (visit of {day:%d.%m.%Y})"
    return f"{used.what}: {used.value}{then}"
