"""Instruments as text: the list, and one in full."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.scoring.format.evidence import Evidence
    from assistant.scoring.instrument import Instrument, Item

WIDTH = 100


def listing_text(instruments: Iterable[Instrument]) -> str:
    """One line for each instrument."""
    return "\n".join(
        f"{instrument.id:<12} {instrument.abbreviation:<12} {instrument.title} (version {instrument.version})"
        for instrument in instruments
    )


def instrument_text(instrument: Instrument) -> str:
    """The whole instrument, for reading."""
    return "\n".join(_lines(instrument))


def _lines(instrument: Instrument) -> Iterator[str]:
    yield f"{instrument.abbreviation}: {instrument.title}"
    yield f"version {instrument.version}, file version {instrument.content_version}"
    yield from _wrapped(instrument.definition.summary)
    yield ""
    if instrument.window is not None:
        days = ", ".join(map(str, instrument.window.options))
        yield f"Recall window: {instrument.window.default} days (choices: {days})"
    for score in instrument.scores:
        yield f"Score {score.id}: {score.title}, 0 to {instrument.maxima[score.id]}"
    for scheme in instrument.bands:
        levels = "; ".join(f"{band.low}-{band.high} {band.label}" for band in scheme.levels)
        default = " (default)" if scheme.default else ""
        yield f"Bands of {scheme.score}, {scheme.title}{default}: {levels}"
    for group in instrument.groups:
        yield ""
        yield group.title
        for item in group.items:
            yield from _item(item)
    yield from _section("Rules", (f"{rule.text}{_marks(rule.evidence)}" for rule in instrument.rules))
    yield from _section(
        "Change", (f"{change.title}: {change.text}{_marks(change.evidence)}" for change in instrument.changes)
    )
    yield from _section(
        "Where sources differ",
        (f"{point.topic}: {point.sources_say} Used here: {point.used}" for point in instrument.disagreements),
    )
    yield from _section("Other instruments", (other.text for other in instrument.definition.not_this))
    yield from _section("Sources", (f"{key}: {source.full}" for key, source in instrument.sources.items()))
    yield from _section(
        "Terms of use", (instrument.terms.owner, instrument.terms.licence, instrument.terms.notice)
    )


def _item(item: Item) -> Iterator[str]:
    weight = f", weight {item.weight}" if item.weight != 1 else ""
    sometimes = ", asked only sometimes" if item.condition is not None else ""
    yield f"  {item.id}{weight}{sometimes}: {item.question}"
    yield "    " + "; ".join(f"{option.value} {option.label}" for option in item.options)
    if item.counts:
        yield from _wrapped(f"counts: {'; '.join(item.counts)}", "    ")
    if item.excludes:
        yield from _wrapped(f"not: {'; '.join(item.excludes)}", "    ")


def _section(title: str, texts: Iterable[str]) -> Iterator[str]:
    lines = [line for text in texts for line in _wrapped(f"- {text}", "  ")]
    if lines:
        yield from ("", title, *lines)


def _marks(evidence: tuple[Evidence, ...]) -> str:
    if any(part.certainty == "to confirm" for part in evidence):
        return " [to confirm]"
    return ""


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  " if indent else ""
    )
