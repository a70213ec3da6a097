"""The answers of one assessment and every step that led to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.assessment.steps import Change, ItemChange, Standing, Step
from assistant.scoring.totals import Result, score

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.scoring.answers import Answer
    from assistant.scoring.instrument import Instrument, Item


class Ledger:
    """Keeps the standing, and records each change of it as a step that can be taken back."""

    def __init__(self, instrument: Instrument, standing: Standing, steps: list[Step]) -> None:
        self.instrument = instrument
        self.standing = standing
        self.steps = steps
        self._result: Result | None = None

    def values(self) -> dict[str, int]:
        """The answers that are values."""
        return {name: a.value for name, a in self.standing.answers.items() if a.value is not None}

    def asked(self) -> tuple[Item, ...]:
        """The items that belong to the form, as far as the answers tell."""
        verdicts = self.instrument.plan.verdicts(self.values())
        return tuple(item for item in self.instrument.items if verdicts.get(item.id, True) is not False)

    def result(self) -> Result:
        """The scores as they stand."""
        if self._result is None:
            self._result = score(self.instrument, self.standing.answers, self.standing.window)
        return self._result

    def record(
        self,
        what: str,
        answers: Mapping[str, Answer | None],
        onward: Callable[[], str | None],
        window: int | None = None,
    ) -> Change:
        """Take over answers (None: unanswered) and a window, then go where `onward` says."""
        old = self.standing
        before = {item: old.answers.get(item) for item in answers}
        self.steps.append(Step(what, before, old.current, old.window, old.skipped))
        return self._replace(what, answers, onward, old.window if window is None else window, old.skipped)

    def undo(self) -> Change | None:
        """Take back the last step; None when there is none."""
        if not self.steps:
            return None
        step = self.steps.pop()
        return self._replace(
            f"Undone: {step.what}", step.answers, lambda: step.current, step.window, step.skipped
        )

    def _replace(
        self,
        what: str,
        answers: Mapping[str, Answer | None],
        onward: Callable[[], str | None],
        window: int | None,
        skipped: frozenset[str],
    ) -> Change:
        changes = tuple(
            ItemChange(item, self.standing.answers.get(item), after) for item, after in answers.items()
        )
        for change in changes:
            if change.after is None:
                self.standing.answers.pop(change.item, None)
            else:
                self.standing.answers[change.item] = change.after
        self.standing.window, self.standing.skipped = window, skipped
        self._result = None
        self.standing.current = onward()
        return Change(what, changes)
