"""What a teacher sees of a group: which cases, questions and traps were missed, without names."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from assistant.conversation.training.attempting import comparable
from assistant.conversation.wording import counted
from assistant.errors import capital
from assistant.scoring.training.comparing import compare
from assistant.scoring.training.key import reference_answers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.records.training.attempts import Attempt
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.training.library import Training

MOST_TOLD = 8
FEWEST_LEARNERS = 3
"""With fewer, a figure of the group would tell of one person."""


@dataclass(frozen=True, slots=True)
class Missed:
    """How often something was answered otherwise than in the reference."""

    name: str
    missed: int
    answered: int


@dataclass(frozen=True, slots=True)
class GroupReport:
    """First passes of a group, without learners."""

    instrument: str
    learners: int
    attempts: int
    items: tuple[Missed, ...]
    """Questions with a finding in the reference or the answer, the most missed first."""
    cases: tuple[Missed, ...]
    """Items missed over items answered, by case."""
    traps: tuple[Missed, ...]
    """Attempts with any difference, by trap."""
    gone: tuple[str, ...]
    """Cases that are no longer there, or have changed since."""

    def as_json(self) -> dict[str, object]:
        """Plain values."""
        return asdict(self)


def group_report(instrument: Instrument, training: Training, attempts: Iterable[Attempt]) -> GroupReport:
    """The report over everybody's first pass of each case."""
    same, gone = comparable(training, attempts)
    first = {(each.learner, each.case): each for each in sorted(same, key=_finished, reverse=True)}
    items: dict[str, list[int]] = {}
    cases: dict[str, list[int]] = {}
    traps: dict[str, list[int]] = {}
    for each in first.values():
        case = training.case(each.case)
        reference = reference_answers(instrument, case)
        found = compare(instrument, reference, each.answers, each.window)
        missed = {one.item for one in found.differences}
        _count(cases, case.id, len(missed), found.asked)
        for trap in case.traps:
            _count(traps, trap, int(bool(missed)), 1)
        for item in instrument.items:
            told = reference.get(item.id, item.clear_value) != item.clear_value
            if told or item.id in missed:
                _count(items, item.base, int(item.id in missed), 1)
    return GroupReport(
        instrument.id,
        len({learner for learner, _ in first}),
        len(first),
        _ranked(items),
        _ranked(cases),
        _ranked(traps),
        gone,
    )


def report_text(instrument: Instrument, found: GroupReport) -> str:
    """The report as lines."""
    lines = [
        f"{instrument.abbreviation}: {counted(found.learners, 'learner')}, "
        f"{found.attempts} first attempts at a case."
    ]
    if found.learners < FEWEST_LEARNERS:
        lines.append("So few learners can be told apart in a report: show it to them only.")
    titles = {item.base: capital(item.title) for item in instrument.items}
    for title, parts, names, of in (
        ("Questions with a finding, most often missed", found.items, titles, "answers"),
        ("Cases, items answered otherwise", found.cases, {}, "items"),
        ("Traps fallen into", found.traps, {}, "attempts"),
    ):
        told = [each for each in parts if each.missed][:MOST_TOLD]
        if told:
            lines.append(f"{title}:")
        lines += [
            f"  {names.get(each.name, each.name)}: {each.missed} of {each.answered} {of}" for each in told
        ]
    if found.gone:
        lines.append(f"No longer as they were, and left out: {', '.join(found.gone)}.")
    return "\n".join(lines)


def _finished(attempt: Attempt) -> tuple[str, str]:
    return attempt.finished, attempt.id


def _count(counts: dict[str, list[int]], name: str, missed: int, answered: int) -> None:
    kept = counts.setdefault(name, [0, 0])
    kept[0] += missed
    kept[1] += answered


def _ranked(counts: dict[str, list[int]]) -> tuple[Missed, ...]:
    found = (Missed(name, missed, answered) for name, (missed, answered) in counts.items())
    return tuple(sorted(found, key=lambda each: (-each.missed / each.answered, each.name)))
