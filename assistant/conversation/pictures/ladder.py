"""The picture of the treatment ladder as lines of plain pieces, which a screen colours and a script prints.

It is read from the bottom up. What was had is told by a sign and a word, never by colour alone.
"""

from __future__ import annotations

import textwrap
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.reference.ladder.standing import LineStanding, RungStanding, Standing

NARROWEST = 40
WIDEST = 78
"""Columns of one ladder; wider lines are hard to read."""

SIDE_BY_SIDE_FROM = 116
BETWEEN = "    "
GAP = "   "
SIGNS = {"had": "[x]", "perhaps": "[~]", "open": "[ ]"}
UNMARKED = "·"
UPWARDS = "Read upwards."
INDENT = 4
AROUND = 4
"""Columns that the frame takes of a line."""


class Tone(Enum):
    """What a piece is, and therefore how a screen sets it."""

    FRAME = "frame"
    TITLE = "title"
    HAD = "had"
    PERHAPS = "perhaps"
    PLAIN = "plain"
    QUIET = "quiet"


class Piece(NamedTuple):
    """A stretch of a line in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


Drawn = tuple[Piece, ...]
"""One line of the picture."""


def ladder_lines(standing: Standing, width: int) -> list[Drawn]:
    """The whole picture in `width` columns: side by side where there is room, else topical under systemic."""
    routes = [list(lines) for lines in standing.routes.values()]
    head = [(Piece(part, Tone.TITLE),) for part in textwrap.wrap(standing.title, width)]
    head += [(Piece(part, Tone.QUIET),) for part in textwrap.wrap(_legend(standing), width)]
    if width >= SIDE_BY_SIDE_FROM:
        each = min(WIDEST, (width - len(BETWEEN)) // 2)
        return [*head, (), *_beside([_ladder(lines, standing, each) for lines in routes], each)]
    each = max(NARROWEST, min(WIDEST, width))
    drawn = [line for lines in reversed(routes) for line in ((), *_ladder(lines, standing, each))]
    return [*head, *drawn]


def plain_text(lines: Sequence[Drawn]) -> str:
    """The picture without tones."""
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in lines)


def _legend(standing: Standing) -> str:
    if not standing.marked:
        return UPWARDS
    words = standing.words
    signs = (f"{SIGNS[name]} {getattr(words, name)}" for name in SIGNS)
    return GAP.join((UPWARDS, *signs))


def _beside(ladders: Sequence[list[Drawn]], width: int) -> Iterator[Drawn]:
    """Ladders side by side on one ground."""
    height = max(map(len, ladders))
    blank: Drawn = (Piece(" " * width),)
    padded = [[blank] * (height - len(each)) + each for each in ladders]
    for row in zip(*padded, strict=True):
        line: list[Piece] = []
        for drawn in row:
            line += [*([Piece(BETWEEN)] if line else []), *drawn]
        yield tuple(line)


def _ladder(lines: Sequence[LineStanding], standing: Standing, width: int) -> list[Drawn]:
    """One route: its name, and its lines from the last on top to the first at the bottom."""
    name = f" {capital(lines[0].route)}".ljust(width)
    drawn: list[Drawn] = [(Piece(name, Tone.TITLE),)]
    for number, line in enumerate(reversed(lines)):
        drawn.append(_rung(line, standing, width, top=number == 0))
        drawn += [_framed(inside, width) for inside in _inside(line, standing, width - AROUND)]
    return [*drawn, (Piece("╚" + "═" * (width - 2) + "╝", Tone.FRAME),)]


def _rung(line: LineStanding, standing: Standing, width: int, *, top: bool) -> Drawn:
    """The bar on which a line stands, with as much of its name, mark and place as has room there."""
    left, right = ("╔", "╗") if top else ("╠", "╣")
    on_bar = _on_bar(line, standing, width)
    pieces = [Piece(f"{left}═", Tone.FRAME)]
    for piece in (each for each in on_bar if each.tone is not Tone.QUIET):
        pieces += [piece._replace(text=f" {piece.text} "), Piece("═", Tone.FRAME)]
    place = [piece._replace(text=f" {piece.text} ") for piece in on_bar if piece.tone is Tone.QUIET]
    used = sum(len(piece.text) for piece in (*pieces, *place))
    end = f"═{right}" if place else right
    return (*pieces, Piece("═" * (width - used - len(end)), Tone.FRAME), *place, Piece(end, Tone.FRAME))


def _labels(line: LineStanding, standing: Standing) -> list[Piece]:
    """What a line is called, whether it is the furthest had, and where it stands in the paper."""
    furthest = [Piece(standing.words.furthest, Tone.HAD)] if line.furthest else []
    return [Piece(line.title, Tone.TITLE), *furthest, Piece(_place(line), Tone.QUIET)]


def _on_bar(line: LineStanding, standing: Standing, width: int) -> list[Piece]:
    """The labels that have room on the bar; the others stand on the line itself."""
    room = width - AROUND
    kept: list[Piece] = []
    for label in _labels(line, standing):
        room -= len(label.text) + AROUND - 1
        if room < 0:
            break
        kept.append(label)
    return kept


def _place(line: LineStanding) -> str:
    refs = f" [{', '.join(map(str, line.refs))}]" if line.refs else ""
    return line.place + refs


def _inside(line: LineStanding, standing: Standing, width: int) -> Iterator[Drawn]:
    """What stands on a line: its note, its agents with what is said of them, and what is dated."""
    off_bar = _labels(line, standing)[len(_on_bar(line, standing, width + AROUND)) :]
    for label in off_bar:
        yield from _wrapped(label.text, width, 0, label.tone)
    if line.note:
        yield from _wrapped(capital(line.note), width, 0, Tone.PLAIN)
    for _, rungs in groupby(line.rungs, key=_details):
        yield from _agents(list(rungs), standing, width)
    for dated in line.dated:
        yield from _wrapped(dated, width, 0, Tone.QUIET)


def _details(rung: RungStanding) -> tuple[str, ...]:
    """What is said of an agent, by which those of which the same is said are drawn together."""
    caution = f"caution: {rung.caution}" if rung.caution else ""
    return tuple(filter(None, (rung.site, rung.why, caution, *(f"note: {each}" for each in rung.caveats))))


def _agents(rungs: Sequence[RungStanding], standing: Standing, width: int) -> Iterator[Drawn]:
    line: list[Piece] = []
    for rung in rungs:
        piece = _agent(rung, standing)
        used = sum(len(each.text) for each in line)
        if line and used + len(GAP) + len(piece.text) > width:
            yield tuple(line)
            line = []
        if len(piece.text) > width:
            yield from _wrapped(piece.text, width, INDENT, piece.tone, hanging=True)
            continue
        line += [*([Piece(GAP)] if line else []), piece]
    if line:
        yield tuple(line)
    details = "; ".join(_details(rungs[0]))
    yield from _wrapped(details, width, INDENT, Tone.QUIET)


def _agent(rung: RungStanding, standing: Standing) -> Piece:
    """An agent with its strength, its sign, and a word where it was had or perhaps had."""
    name = " ".join(filter(None, (rung.name, rung.strength, rung.form)))
    if not standing.marked:
        return Piece(f"{UNMARKED} {name}")
    mark = rung.mark.value
    words = {"had": standing.words.had, "perhaps": standing.words.perhaps}.get(mark, "")
    as_what = f" as {rung.had_as}" if rung.had_as else ""
    tone = {"had": Tone.HAD, "perhaps": Tone.PERHAPS}.get(mark, Tone.PLAIN)
    return Piece(f"{SIGNS[mark]} {name}" + (f": {words}{as_what}" if words else ""), tone)


def _wrapped(text: str, width: int, indent: int, tone: Tone, *, hanging: bool = False) -> Iterator[Drawn]:
    first = "" if hanging else " " * indent
    rest = " " * indent
    for part in textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    ):
        yield (Piece(part, tone),)


def _framed(inside: Drawn, width: int) -> Drawn:
    used = sum(len(piece.text) for piece in inside)
    return (Piece("║ ", Tone.FRAME), *inside, Piece(" " * (width - 3 - used)), Piece("║", Tone.FRAME))
