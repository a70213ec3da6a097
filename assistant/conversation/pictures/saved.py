"""Pictures saved as SVG or PNG: the course of a patient, and a waterfall of a cohort.

The colours are told apart with any kind of colour vision (Okabe and Ito), and nothing is told by them alone.
"""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError, listed, quoted
from assistant.records.exports import write_new
from assistant.visible import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from assistant.records.cohort.cohort import AtWeek, Cohort, Followed
    from assistant.records.drawn_course import Course, Line

KINDS = (".svg", ".png")
INK = "black"
LINE = "#0072B2"
FELL = "#0072B2"
ROSE = "#D55E00"
BAR = "#56B4E9"
EVENT = "#D55E00"
WIDTH = 8.0
HEIGHT_OF_A_PANEL = 1.35
HEIGHT_OF_A_BAR = 0.32
DOTS = 150
LONGEST_LABEL = 34
WEEK_STEPS = [1, 2, 4, 10]

CROWDED = 8
"""Patients above which their codes stand upright."""


class NotDrawn(AssistantError):
    """A picture that cannot be drawn or saved."""


def save_course(course: Course, name: str) -> str:
    """Draw a course into a new file; returns what to tell. Raises NotDrawn."""
    path = _target(name)
    bars = max(1, len(course.treatments)) + (1 if course.events else 0)
    heights = [HEIGHT_OF_A_PANEL] * len(course.lines) + [HEIGHT_OF_A_BAR * bars + 0.2]
    figure, panels = _figure(heights)
    for line, panel in zip(course.lines, panels[:-1], strict=True):
        _panel(panel, line)
    _bars(panels[-1], course)
    panels[-1].set_xlim(min(0.0, course.first) - 0.5, max(course.last, 1.0) + 1)
    panels[-1].set_xlabel("\n".join([f"weeks since {course.zero}", *course.notes]))
    figure.suptitle(course.code)
    return _save(figure, path)


def save_waterfall(cohort: Cohort, score: str | None, name: str) -> str:
    """Draw each patient's change to the last value into a new file; returns what to tell. Raises NotDrawn."""
    path = _target(name)
    followed = _chosen(cohort, score)
    figure, [panel] = _figure([4.5])
    if cohort.names_patients:
        _named_bars(panel, followed.last)
    else:
        _steps(panel, followed.last)
    panel.axhline(0, color=INK, linewidth=0.8)
    panel.margins(y=0.15)
    panel.set_ylabel("change; below 0 it fell")
    without = cohort.patients - followed.last.n
    figure.suptitle(
        f"{followed.measure.title}: change from baseline to the last value, n = {followed.last.n:,}"
        + (f" ({without:,} without both)" if without else "")
    )
    return _save(figure, path)


def _named_bars(panel: Axes, at: AtWeek) -> None:
    """A bar for each patient, with the code and the figure."""
    rows = sorted(((later - first, code) for code, (first, later) in at.by_patient.items()), reverse=True)
    for place, (change, _) in enumerate(rows):
        fell = change < 0
        panel.bar(place, change, width=0.8, color=FELL if fell else ROSE, edgecolor=INK, linewidth=0.6)
        panel.annotate(
            f"{change:+g}" if change else "0",
            (place, change),
            ha="center",
            va="top" if fell else "bottom",
            xytext=(0, -2 if fell else 2),
            textcoords="offset points",
            fontsize=8,
        )
    crowded = len(rows) > CROWDED
    panel.set_xticks(range(len(rows)), [code for _, code in rows], rotation=90 if crowded else 0, fontsize=8)


def _steps(panel: Axes, at: AtWeek) -> None:
    """One outline of all bars: as quick for a hundred thousand patients as for fifty."""
    counts = sorted(at.changes.counts.items(), reverse=True)
    edges = [0, *accumulate(count for _, count in counts)]
    for colour, kept in (
        (ROSE, [max(change, 0.0) for change, _ in counts]),
        (FELL, [min(change, 0.0) for change, _ in counts]),
    ):
        panel.stairs(kept, edges, fill=True, color=colour)
    panel.set_xlabel(f"{at.n:,} patients, from the greatest rise to the greatest fall")


def _chosen(cohort: Cohort, score: str | None) -> Followed:
    """The score that was asked for, else the first that a criterion in points or percent judges."""
    drawable = [each for each in cohort.followed if each.last.n]
    if not drawable:
        raise NotDrawn(
            "there is nothing to draw: nobody has a value at the baseline and a later one; name another "
            "treatment, or sign later visits first"
        )
    if score is None:
        judged = [each for each in drawable if any(rule.percent for rule in each.measure.criteria)]
        return (judged or drawable)[0]
    for each in drawable:
        if each.measure.id == score:
            return each
    raise NotDrawn(
        f"there is no score {quoted(score)} to draw; choose {listed(each.measure.id for each in drawable)}"
    )


def _panel(panel: Axes, line: Line) -> None:
    """A score: dots with their figures joined by a line, and a bar for what is not final."""
    finals = [point for point in line.points if point.final]
    panel.plot(
        [point.week for point in finals],
        [point.low for point in finals],
        color=LINE,
        marker="o",
        markersize=5,
        linewidth=1.4,
    )
    for point in finals:
        panel.annotate(
            f"{point.low:g}", (point.week, point.low), xytext=(5, 4), textcoords="offset points", fontsize=8
        )
    for point in line.points:
        if not point.final:
            panel.plot([point.week] * 2, [point.low, point.high], color=INK, marker="_", linewidth=3)
            panel.annotate(
                f"{point.low:g} to {point.high:g}, not final",
                (point.week, point.high),
                xytext=(5, 2),
                textcoords="offset points",
                fontsize=8,
            )
    highest = max(point.high for point in line.points)
    panel.set_ylim(-0.08 * max(highest, 1), 1.3 * max(highest, 1))
    panel.set_title(line.title, loc="left", fontsize=9)
    panel.grid(axis="x", alpha=0.3)


def _bars(panel: Axes, course: Course) -> None:
    """Treatments as bars, adverse events as triangles with their names."""
    first, last = min(0.0, course.first), max(course.last, 1.0)
    labels = [_shortened(each.label) for each in course.treatments]
    for place, each in enumerate(course.treatments):
        start, stop = max(each.start, first - 0.5), min(last if each.stop is None else each.stop, last)
        if start <= stop:
            panel.barh(place, stop - start, left=start, height=0.55, color=BAR, edgecolor=INK, linewidth=0.6)
    if course.events:
        place = len(labels)
        labels.append("adverse events")
        by_week: dict[float, list[str]] = {}
        for event in course.events:
            by_week.setdefault(event.week, []).append(event.label)
        for week, events in by_week.items():
            panel.plot([week], [place], marker="v", color=EVENT, markersize=7, linestyle="none")
            late = week > (first + last) / 2
            panel.annotate(
                ", ".join(events),
                (week, place),
                xytext=(-7 if late else 7, -3),
                textcoords="offset points",
                ha="right" if late else "left",
                fontsize=8,
            )
    panel.set_yticks(range(len(labels)), labels, fontsize=8)
    panel.set_ylim(max(len(labels), 1) - 0.4, -0.6)
    panel.grid(axis="x", alpha=0.3)


def _figure(heights: list[float]) -> tuple[Figure, list[Any]]:
    try:
        # Half a second to import, and only here. Drawn without any window.
        from matplotlib.figure import Figure  # noqa: PLC0415
        from matplotlib.ticker import MaxNLocator  # noqa: PLC0415
    except ImportError:
        raise NotDrawn(
            "pictures in files need matplotlib, which is not installed; install malar[pictures]"
        ) from None
    figure = Figure(figsize=(WIDTH, ceil(10 * (sum(heights) + 1.2)) / 10), layout="constrained")
    panels = figure.subplots(
        len(heights), 1, sharex=True, squeeze=False, gridspec_kw={"height_ratios": heights}
    )[:, 0]
    for panel in panels:
        panel.spines[["top", "right"]].set_visible(False)
        panel.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
        panel.xaxis.set_major_locator(MaxNLocator(integer=True, steps=WEEK_STEPS))
    return figure, list(panels)


def _target(name: str) -> Path:
    path = Path(name)
    if path.suffix.lower() not in KINDS:
        raise NotDrawn(f"{quoted(name)} is no .svg and no .png file; give it one of these endings")
    if path.is_symlink() or path.exists():
        raise NotDrawn(f"{quoted(name)} exists already and is left as it is; give another name")
    return path


def _save(figure: Figure, path: Path) -> str:
    from matplotlib.text import Text  # noqa: PLC0415 - as above

    # Without a date, so that the same records give the same file.
    settings = {"metadata": {"Date": None}} if path.suffix.lower() == ".svg" else {"dpi": DOTS}
    drawn = BytesIO()
    for text in figure.findobj(Text):
        # A dollar sign is one, and begins no formula.
        text.set_parse_math(False)
        text.set_text(visible(text.get_text()))
    figure.savefig(drawn, format=path.suffix.lower().removeprefix("."), **settings)
    try:
        write_new(path, drawn.getvalue())
    except OSError as error:
        raise NotDrawn(f"{quoted(path)} cannot be written ({error.strerror}); give another place") from error
    return f"The picture is saved as {path}."


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1] + "…"
