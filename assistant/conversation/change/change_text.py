"""A judged change as text of 80 columns: in plain words first, then every criterion with its verdict."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from assistant.errors import capital
from assistant.scoring.change.limits import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.conversation.change.changing import Change
    from assistant.reference.beside import Shown
    from assistant.scoring.change.comparisons import Comparison, ScoreChange
    from assistant.scoring.change.criteria import Criterion
    from assistant.scoring.change.series import Span
    from assistant.scoring.change.targets import RuleVerdict, TargetVerdict

WIDTH = 78
MARK = 9
"""Columns for a verdict in words."""


class Line(NamedTuple):
    """A line before it is broken: how far it is set in, and the verdict before it."""

    text: str = ""
    indent: int = 0
    mark: str = ""


def change_text(
    change: Change, *, full: bool = False, width: int = WIDTH, more: str = "malar change CODE --full"
) -> str:
    """The whole report; `full` adds definitions, caveats, sources and what studies observed.

    `more` is what to say or type for the full one.
    """
    closing = "Definitions measure; they do not decide."
    closing += "" if full else f" {more} tells each with its source and caveats."
    lines = (*_lines(change, full), Line(), Line(closing))
    return "\n".join(part for line in lines for part in _set(line, width))


def _lines(change: Change, full: bool) -> Iterator[Line]:
    report = change.report
    yield Line(f"{report.code}: change since {report.baseline.name}")
    yield Line(f"Visits on record: {report.visits}, the last on {report.last}.")
    if not report.changes:
        yield Line("Nothing was scored at any visit.")
    for each in report.changes:
        yield Line()
        yield from _score_lines(each, full)
    for target in report.targets:
        yield Line()
        yield from _target_lines(target, full)
    if change.beside:
        yield Line()
        yield from _beside_lines(change)
    for note in (*change.notes, *_unjudged(report.not_judged)):
        yield Line()
        yield Line(note)


def _score_lines(change: ScoreChange, full: bool) -> Iterator[Line]:
    yield Line(_in_words(change))
    bands = _bands(change)
    if bands:
        yield Line(bands, 2)
    if change.baseline.first is None and change.previous is None:
        yield from _criteria_lines(_without_first(change.baseline), full)
        return
    yield from _comparison_lines(change.baseline, full)
    if change.previous is not None:
        yield from _comparison_lines(change.previous, full)


def _in_words(change: ScoreChange) -> str:
    now, comparison = change.latest, change.baseline
    first, moved = comparison.first, comparison.change
    if first is None or moved is None:
        return f"{change.name}: {now.span} on {now.occasion}; against the baseline: {comparison.missing}."
    if moved.low == moved.high == 0:
        verb = f"stayed at {now.span}"
    else:
        word = "fell" if moved.high < 0 else "rose" if moved.low > 0 else "went"
        verb = f"{word} from {_between(first.span)} to {_between(now.span)}"
    days = f"({first.occasion} to {now.occasion})"
    return f"{change.name} {verb} {days}: {_moved(comparison)}."


def _between(span: Span) -> str:
    """An interval as it reads after `from` and `to`."""
    return str(span) if span.value is not None else f"between {span.low} and {span.high}"


def _moved(comparison: Comparison) -> str:
    moved = comparison.change
    if moved is None:
        return ""
    if moved.low == moved.high == 0:
        return moved.points_in_words
    return f"{moved.points_in_words}, {moved.percent_in_words}"


def _bands(change: ScoreChange) -> str:
    now = change.bands(change.latest)
    if not now:
        return ""
    before = dict(change.bands(change.baseline.first)) if change.baseline.first else {}
    told = [
        f"{scheme}: {before[scheme]}, now {band}" if before.get(scheme, band) != band else f"{scheme}: {band}"
        for scheme, band in now
    ]
    return f"Bands: {'; '.join(told)}."


def _comparison_lines(comparison: Comparison, full: bool) -> Iterator[Line]:
    first = comparison.first
    if first is not None:
        roles = {"baseline": "the baseline", "previous": "the visit before"}
        named = " and ".join(roles[role] for role in comparison.roles)
        moved = f": {first.span}, {_moved(comparison)}" if comparison.roles == ("previous",) else ""
        silent = "" if comparison.criteria else "; no published threshold is here"
        yield Line(f"Against {first.occasion}, {named}{moved}{silent}", 2)
    for caution in sorted(comparison.cautions, key=lambda each: not each.prominent):
        sign = "CAUTION" if caution.prominent else "caution"
        yield Line(f"{sign}: {caution.text}", 4)
    shown = comparison.criteria if first is not None else _without_first(comparison)
    yield from _criteria_lines(shown, full)
    if full:
        for each in comparison.observed:
            yield Line(f"beside it: {each.text} [{_sourced(each.sources)}]", 4)
            yield from _more(each.caveats)


def _without_first(comparison: Comparison) -> tuple[Criterion, ...]:
    """Where there is no earlier score, only what needs none has anything to tell."""
    return tuple(each for each in comparison.criteria if each.verdict is not Verdict.UNKNOWN)


def _criteria_lines(criteria: Iterable[Criterion], full: bool) -> Iterator[Line]:
    for each in criteria:
        title = f"{each.title}: {each.means}" if full else each.title
        yield Line(title, 4 + MARK, str(each.verdict))
        if each.variant:
            yield Line(f"belongs to {each.variant}", 4 + MARK)
        for told in filter(None, (each.why, each.nearest)):
            yield Line(told, 4 + MARK)
        if full:
            yield from _more((f"{each.text} [{_sourced(each.sources, each.certainty)}]", *each.caveats))


def _target_lines(found: TargetVerdict, full: bool) -> Iterator[Line]:
    target = found.target
    if target.not_computed:
        yield Line(f"{target.abbreviation} on {found.occasion}: not computed; {target.not_computed}.")
    for whole in found.wholes:
        yield Line(f"{whole.title} on {found.occasion}: {whole.verdict}.")
        if whole.nearest:
            yield Line(whole.nearest, 2)
    for rule in found.rules:
        yield from _rule_lines(rule, full)
    for note in found.notes:
        yield Line(f"NOTE: {note}", 4)
    for allowed in target.allows:
        yield Line(allowed, 4)
    if full:
        yield from _more((target.text, *target.caveats))


def _rule_lines(rule: RuleVerdict, full: bool) -> Iterator[Line]:
    yield Line(rule.title, 4 + MARK, str(rule.verdict))
    if rule.verdict is not Verdict.MET or full:
        for why in rule.why:
            yield Line(why, 4 + MARK)
    if full:
        yield from _more((f"{rule.text} [{_sourced(rule.sources, rule.certainty)}]", *rule.caveats))


def _beside_lines(change: Change) -> Iterator[Line]:
    yield Line(f"What the paper showed of patients on {', '.join(change.agents.values())}:")
    told: dict[Shown, None] = {}
    for shown in change.beside.values():
        told.update(dict.fromkeys(shown))
    for each in told:
        yield Line(f"{each.text} [{_places(each)}]", 2)
        for limit in each.limits:
            yield Line(f"Caveat: {limit.rstrip('.')}.", 4)


def _places(shown: Shown) -> str:
    """Source and places; several sections in a row are named once as such."""
    places = dict.fromkeys(
        f"{cited.section}{f', ref. {_numbers(cited.refs)}' if cited.refs else ''}"
        for cited in shown.citations
    )
    first, *rest = places
    told = [first, *(place.removeprefix("section ") for place in rest)]
    return f"{shown.citations[0].source}: {', '.join(told)}"


def _unjudged(names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        return ()
    return (f"Not judged, as the instrument is not here: {', '.join(names)}.",)


def _more(texts: Iterable[str]) -> Iterator[Line]:
    for text in texts:
        yield Line(capital(text), 6 + MARK)


def _sourced(sources: tuple[str, ...], certainty: str = "") -> str:
    return ", ".join((*sources, certainty)) if certainty else ", ".join(sources)


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _set(line: Line, width: int) -> list[str]:
    """The line, broken where it is too long; its mark stands before the first part."""
    blank = " " * line.indent
    first = f"{' ' * (line.indent - MARK)}{line.mark:<{MARK}}" if line.mark else blank
    parts = textwrap.wrap(
        line.text, width, initial_indent=first, subsequent_indent=blank, break_on_hyphens=False
    )
    return parts or [""]
