"""A cohort as lines of text: the same in the conversation and on the command line."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from assistant.records.cohort.courses import WINDOW_DAYS
from assistant.records.cohort.wording import proportion_in_words, spread_in_words, test_in_words
from assistant.scoring.change.baseline import BASELINE_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.records.cohort.beside_paper import Beside
    from assistant.records.cohort.cohort import AtWeek, Cohort, Followed

COLUMNS = 76
"""What the conversation has at least, on a screen of 80."""

NO_VALUES = "nobody has a final value at the baseline. What is scored and signed at a visit is one."
NO_PATIENTS = (
    "nobody is on record. malar import FILE takes patients over, /patient CODE in the conversation records "
    "one, and /demo has some to look at."
)
ABOUT_TESTS = (
    "p: Wilcoxon's signed-rank test, two-sided; changes of 0 are left out, ties share their mean rank; not "
    "corrected for the number of tests. Criteria: of those of whom the definition says something, with "
    "Wilson's interval at 95 %."
)


def cohort_lines(
    cohort: Cohort, label: str, beside: Sequence[Beside] = (), width: int = COLUMNS
) -> Iterator[str]:
    """The summary in so many columns; `label` names the treatment since whose start weeks are counted."""
    for line in _lines(cohort, label, beside):
        words = line.lstrip()
        lead = " " * (len(line) - len(words))
        hanging = f"{lead}  "
        yield from textwrap.wrap(words, width, initial_indent=lead, subsequent_indent=hanging) or [""]


def _lines(cohort: Cohort, label: str, beside: Sequence[Beside]) -> Iterator[str]:
    if not cohort.followed:
        yield f"No score can be followed yet: {_why_none(cohort, label)}"
        return
    yield from _head(cohort, label)
    for each in cohort.followed:
        yield ""
        yield from _followed(each, cohort)
    yield ""
    yield ABOUT_TESTS
    if beside:
        yield ""
        yield from _beside(beside)


def _why_none(cohort: Cohort, label: str) -> str:
    if cohort.patients:
        return NO_VALUES
    return f"nobody on record began {label}." if cohort.asked.agent is not None else NO_PATIENTS


def _head(cohort: Cohort, label: str) -> Iterator[str]:
    who = "patient" if cohort.patients == 1 else "patients"
    if cohort.asked.agent is None:
        yield f"{cohort.patients:,} {who} on record; week 0 is the day of each score's first final value."
    else:
        yield f"{cohort.patients:,} {who} with {label}; week 0 is the day it was last begun."
        yield f"Baseline: the last final value, at most {BASELINE_DAYS} days before week 0."
    yield (
        f"A week stands for the final value nearest to it, at most {WINDOW_DAYS} days away; 'last' for the "
        "last one. Whoever has none is missing there; nothing is filled in."
    )


def _followed(followed: Followed, cohort: Cohort) -> Iterator[str]:
    n = followed.baseline.n
    yield f"{followed.measure.title}: at baseline {spread_in_words(followed.baseline)}, n = {n:,}"
    for alike in _alike(followed.weeks):
        at = alike[0]
        if at.n:
            yield f"  {_name(alike)} {at.n:,} of {cohort.patients:,}: change {spread_in_words(at.changes)}"
            yield f"      {test_in_words(at.test())}"
            yield from _criteria(followed, at)
        else:
            yield f"  {_name(alike)} nobody of {cohort.patients:,}"
        yield from _missing(at)


def _alike(weeks: Sequence[AtWeek]) -> list[list[AtWeek]]:
    """The weeks one by one, but those together at which there is nobody, for the same reasons."""
    groups: list[list[AtWeek]] = []
    for at in weeks:
        same = (each for each in groups if not each[0].n and _reasons(each[0]) == _reasons(at))
        group = None if at.n else next(same, None)
        if group is None:
            groups.append([at])
        else:
            group.append(at)
    return groups


def _reasons(at: AtWeek) -> tuple[object, ...]:
    return at.week is None, dict(at.missing), at.named


def _name(alike: Sequence[AtWeek]) -> str:
    if alike[0].week is None:
        return f"{'last':8}"
    if len(alike) == 1:
        return f"{f'week {alike[0].week}':8}"
    return f"weeks {', '.join(str(at.week) for at in alike)} "


def _criteria(followed: Followed, at: AtWeek) -> Iterator[str]:
    for rule in followed.measure.criteria:
        proportion, unknown = at.proportion(rule)
        beside = f"; not defined for {unknown:,}" if unknown else ""
        yield f"      {rule.title}: {proportion_in_words(proportion)}{beside}"


def _missing(at: AtWeek) -> Iterator[str]:
    for why, count in sorted(at.missing.items()):
        named = at.named.get(why)
        yield f"      missing, {why}: {', '.join(named) if named else f'{count:,}'}"


def _beside(beside: Sequence[Beside]) -> Iterator[str]:
    yield "Beside what the paper prints on these patients:"
    verdicts = {True: "the same", False: "not the same", None: "cannot be compared"}
    for each in beside:
        yield f"  {each.printed.title}"
        yield f"      printed: {each.printed.printed} ({each.printed.place})"
        yield f"      here:    {each.own}: {verdicts[each.same]}"
        yield f"      {each.printed.why}"
