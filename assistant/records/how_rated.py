"""What changed along a course in how it was rated: by whom, on which phototype, over which window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from assistant.records.assessment import Assessment
    from assistant.records.whole import WholePatient

MOST_TOLD = 4
"""How many changes of one kind are told one by one; of more, the last ones."""

CALIBRATED = {True: "calibrated rater", False: "rater not calibrated", None: ""}


class Turned(NamedTuple):
    """A day from which something was otherwise."""

    day: date
    said: str


def changes_of_rating(whole: WholePatient, titles: dict[str, str]) -> Iterator[str]:
    """A line for each instrument and each thing that changed; `titles` are the instruments that are told."""
    for instrument, title in titles.items():
        rated = list(_rated(whole, instrument))
        for name, said in (
            ("raters", [(day, each.rater or "") for day, each in rated]),
            ("calibration", [(day, CALIBRATED[each.calibrated]) for day, each in rated]),
            ("phototypes on record", [(day, each.phototype or "") for day, each in rated]),
            ("windows", [(day, f"{each.window} days" if each.window else "") for day, each in rated]),
        ):
            turns = _turns(said)
            if len(turns) > 1:
                yield f"{title}: different {name}: {_in_words(turns)}"


def calibrated_ratings(whole: WholePatient, titles: dict[str, str]) -> Iterator[str]:
    """A line for each instrument that calibrated raters rated, with the days of those visits."""
    for instrument, title in titles.items():
        days = [day for day, each in _rated(whole, instrument) if each.calibrated]
        if days:
            told = ", ".join(f"{day:%d.%m.%Y}" for day in dict.fromkeys(days))
            yield f"{title} by a calibrated rater: {told}"


def _rated(whole: WholePatient, instrument: str) -> Iterator[tuple[date, Assessment]]:
    """Each assessment in its last revision, with the day of its visit, in order of time."""
    for visit in sorted(whole.visits, key=lambda visit: (visit.date, visit.number_on_day)):
        latest = {each.id: each for each in visit.assessments if each.instrument == instrument}
        yield from ((visit.date, each) for each in latest.values())


def _turns(said: Iterable[tuple[date, str]]) -> list[Turned]:
    """What was said first, and each day on which it was otherwise; what is not known is passed over."""
    turns: list[Turned] = []
    for day, each in said:
        if each and (not turns or turns[-1].said != each):
            turns.append(Turned(day, each))
    return turns


def _in_words(turns: list[Turned]) -> str:
    first, *later = turns
    left_out = len(later) - MOST_TOLD
    dots = [f"{left_out} more"] if left_out > 0 else []
    shown = [f"{each.said} from {each.day:%d.%m.%Y}" for each in later[-MOST_TOLD:]]
    return ", then ".join([first.said, *dots, *shown])
