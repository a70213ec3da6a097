"""The course as a table: a line a visit, with scores as they were signed, and what was amended below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from assistant.conversation.chart.errors import Refused
from assistant.conversation.chart.naming import whole_name
from assistant.conversation.chart.summary import title_of
from assistant.conversation.chart.wording import day_in_words, event_in_words, recorded_span, visit_day
from assistant.conversation.replies import told
from assistant.conversation.turn import CourseRow
from assistant.errors import quoted
from assistant.records.how_rated import calibrated_ratings, changes_of_rating
from assistant.records.revisions import latest_revisions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.records.assessment import Assessment
    from assistant.records.whole import WholePatient, WholeVisit

AMENDED = "*"
NOTHING = "·"
GAP = 2
NO_ROWS = "No visit is on record. /visit begins one, and what is scored then is signed into it."

ScoreKey = tuple[str, str]
"""The id of an instrument, and of one of its scores."""


class WeekZero(NamedTuple):
    """From when weeks are counted."""

    agent: str
    start: date


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its head over two lines, and which score stands in it."""

    head: tuple[str, str]
    score: ScoreKey | None = None


def visits(stage: Stage, line: str) -> Turn:
    """Show the course, its weeks counted from the start of a treatment. Raises Refused, StoreError."""
    stage.chart.patient_of(stage.patient)
    stage.chart.read_again()
    whole = stage.chart.whole
    if whole is None or not whole.visits:
        return stage.turn(told(NO_ROWS))
    since = _week_zero(stage, whole, line)
    return stage.turn(told("\n".join(_lines(stage, whole, since))))


def course_rows(stage: Stage, whole: WholePatient, most: int) -> tuple[CourseRow, ...]:
    """The last visits side by side: the days, each score, the global assessment and the steroid."""
    last = whole.visits[-most:]
    rows = [CourseRow("", tuple(f"{visit.date:%d.%m.%y}" for visit in last))]
    rows += [
        CourseRow(_short(stage, key), tuple(_score_cell(visit, key) for visit in last))
        for key in _score_keys(last)
    ]
    for title, field in (("PGA", "pga"), ("steroid", "prednisone_equivalent")):
        values = [getattr(visit, field) for visit in last]
        if any(value is not None for value in values):
            rows.append(CourseRow(title, tuple(NOTHING if each is None else f"{each:g}" for each in values)))
    return tuple(rows) if len(rows) > 1 else ()


def _week_zero(stage: Stage, whole: WholePatient, wanted: str) -> WeekZero | None:
    """The treatment from whose start weeks are counted: the one named, else the latest that goes on."""
    started = [(each, each.start) for each in whole.treatments if each.start is not None]
    if wanted:
        name = whole_name(wanted, "agent", stage.chart.vocabulary)
        started = [(each, start) for each, start in started if each.agent == name]
        if not started:
            raise Refused(f"{quoted(wanted)} has no start on record; /treatment NAME from DAY records it")
    ongoing = [(each, start) for each, start in started if each.stop is None] or started
    last = max(ongoing, key=lambda pair: pair[1], default=None)
    return WeekZero(last[0].agent, last[1]) if last else None


def _lines(stage: Stage, whole: WholePatient, since: WeekZero | None) -> Iterator[str]:
    columns = _columns(stage, whole, since)
    rows = [_row(visit, columns, since) for visit in whole.visits]
    widths = [
        max(len(text) for text in (*column.head, *(row[number] for row in rows)))
        for number, column in enumerate(columns)
    ]
    label = stage.chart.vocabulary.label
    start = f", week 0: {label(since.agent)} from {day_in_words(since.start)}" if since else ""
    yield f"{whole.code}{start}"
    for level in (0, 1):
        yield _set([column.head[level] for column in columns], widths)
    for visit, row in zip(whole.visits, rows, strict=True):
        yield _set(row, widths)
        for event in visit.adverse_events:
            yield f"  ! {event_in_words(event, stage.chart.vocabulary)}"
    yield from _amendments(stage, whole)
    titles = {key[0]: title_of(stage, key[0]) for key in _score_keys(whole.visits)}
    yield from (f"~ {each}" for each in changes_of_rating(whole, titles))
    yield from calibrated_ratings(whole, titles)


def _columns(stage: Stage, whole: WholePatient, since: WeekZero | None) -> list[Column]:
    columns = [Column(("", "visit"))]
    if since is not None:
        columns.append(Column(("", "week")))
    columns += [
        Column((title_of(stage, key[0]), key[1].replace("_", " ")), key) for key in _score_keys(whole.visits)
    ]
    return [*columns, Column(("", "PGA")), Column(("steroid", "mg/day"))]


def _score_keys(visits: Sequence[WholeVisit]) -> tuple[ScoreKey, ...]:
    found = {
        (assessment.instrument, score)
        for visit in visits
        for assessment in visit.assessments
        for score in assessment.scores
    }
    return tuple(sorted(found))


def _row(visit: WholeVisit, columns: Sequence[Column], since: WeekZero | None) -> list[str]:
    cells = [visit_day(visit)]
    if since is not None:
        cells.append(week_of(visit.date, since.start))
    cells += [_score_cell(visit, column.score) for column in columns if column.score is not None]
    cells.append(NOTHING if visit.pga is None else f"{visit.pga:g}")
    cells.append(NOTHING if visit.prednisone_equivalent is None else f"{visit.prednisone_equivalent:g}")
    return cells


def week_of(day: date, start: date) -> str:
    """Whole weeks since the start; before it they are negative."""
    return str((day - start).days // 7) if day >= start else f"−{-((day - start).days // 7)}"


def _score_cell(visit: WholeVisit, key: ScoreKey) -> str:
    cells = [
        recorded_span(each.scores[key[1]]) + (AMENDED if each.revision > 1 else "")
        for each in latest_revisions(visit.assessments)
        if each.instrument == key[0] and key[1] in each.scores
    ]
    return " / ".join(cells) or NOTHING


def _set(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return (
        first[0].ljust(first[1]) + "".join(" " * GAP + text.rjust(width) for text, width in rest)
    ).rstrip()


def _amendments(stage: Stage, whole: WholePatient) -> Iterator[str]:
    """Every amendment: what stood before, what stands now, by whom, when and why."""
    for visit in whole.visits:
        former: dict[str, Assessment] = {}
        for each in visit.assessments:
            before = former.get(each.id)
            if before is not None:
                scores = ", ".join(
                    f"{name.replace('_', ' ')} {_before(before, name)} → {recorded_span(score)}"
                    for name, score in each.scores.items()
                )
                by = f" by {each.rater}" if each.rater else ""
                yield (
                    f"{AMENDED} {title_of(stage, each.instrument)} of {visit_day(visit)}: {scores}; revision "
                    f"{each.revision}{by}, {day_in_words(each.signed_at.date())}: {each.reason}"
                )
            former[each.id] = each


def _before(assessment: Assessment, score: str) -> str:
    return recorded_span(assessment.scores[score]) if score in assessment.scores else NOTHING


def _short(stage: Stage, key: ScoreKey) -> str:
    """The name of a score, shortened: named behind its instrument only where that has several."""
    title = title_of(stage, key[0])
    several = any(len(each.definition.scores) > 1 for each in stage.library if each.id == key[0])
    return f"{title} {key[1][:3]}." if several else title
