"""Where a patient stands, in sentences. Every phrase stands in the content; here they are filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import capital, listed
from assistant.reference.ladder.standing import How

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.reference.format.ladder import LadderSays
    from assistant.reference.ladder.standing import Heard, LineStanding, Standing

_FEW = 4
"""Agents of a line that are named in a sentence; the picture names them all."""


def sentences(standing: Standing, says: LadderSays) -> Iterator[str]:
    """What was had and where that stands, what of the list stands nowhere, and what this is not."""
    if standing.marked:
        drugs = [each.name for each in standing.heard if each.how is How.HAD]
        yield says.had.format(drugs=listed(drugs, "and")) if drugs else says.none_had
        for lines in standing.routes.values():
            yield _route(lines, says)
        yield from _unplaced(standing, says)
    else:
        yield says.unmarked
    yield says.orders
    yield says.decision


def _route(lines: Sequence[LineStanding], says: LadderSays) -> str:
    """The furthest line of a route with a drug that was had, and what the paper names after it."""
    route = capital(lines[0].route)
    reached = [number for number, line in enumerate(lines) if line.furthest]
    if not reached:
        return says.nowhere.format(route=route)
    line, after = lines[reached[0]], lines[reached[0] + 1 :]
    furthest = says.furthest.format(route=route, line=line.title, drugs=listed(line.had_by, "and"))
    if not after:
        return f"{furthest} {says.nothing_after}"
    named = (says.after_line.format(line=each.title, drugs=listed(_what(each), "and")) for each in after)
    return f"{furthest} {says.after.format(lines=', then '.join(named))}"


def _what(line: LineStanding) -> list[str]:
    """The agents of a line, or, where they are many, what they are."""
    if len(line.rungs) <= _FEW:
        return [rung.name for rung in line.rungs]
    return list(dict.fromkeys(rung.why or rung.name for rung in line.rungs))


def _unplaced(standing: Standing, says: LadderSays) -> Iterator[str]:
    """What of the list is not simply an agent of a line, and how it was read."""
    titles = {line.id: f"{line.route}, “{line.title}”" for line in standing.lines}
    names = {rung.agent: rung.name for line in standing.lines for rung in line.rungs}
    for each in standing.heard:
        if each.misspelt:
            yield says.read_as.format(typed=each.typed, name=each.name)
        if (said := _of(each, says, names, titles)) is not None:
            yield said
    not_had = [each.name for each in standing.heard if each.how is How.NOT_HAD]
    if not_had:
        yield says.not_had.format(drugs=listed(not_had, "and"))
    no_drugs = [each.typed for each in standing.heard if each.how is How.NO_DRUG]
    if no_drugs:
        yield says.no_drugs.format(words=listed(no_drugs, "and"))


def _of(each: Heard, says: LadderSays, names: dict[str, str], titles: dict[str, str]) -> str | None:
    """The sentence on one thing of the list; None where none is needed, or it is said with others."""
    phrase = {
        How.CLASS: says.of_class,
        How.ACROSS: says.across,
        How.NAMED_BESIDE: says.named_beside,
        How.EITHER: says.either,
        How.OTHER_ROUTE: says.other_route,
        How.ELSEWHERE: says.elsewhere if each.places else says.no_line,
        How.OUTSIDE: says.outside,
        How.UNKNOWN: f"{says.unknown} {says.nearest}" if each.nearest else says.unknown,
    }.get(each.how)
    if phrase is None:
        return None
    drugs = listed((names[agent] for agent in each.agents), "or" if each.how is How.EITHER else "and")
    return phrase.format(
        typed=each.typed,
        name=each.nearest if each.how is How.UNKNOWN else each.name,
        drugs=drugs,
        lines="; ".join(titles[line] for line in each.lines),
        places=listed(each.places, "and"),
        route=each.route,
        refusal=each.refusal,
    )
