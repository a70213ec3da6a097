"""What makes two ratings of one instrument less comparable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.scoring.change.series import Occasion, Rating
    from assistant.scoring.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing that differs; a prominent one is told before the verdicts."""

    about: str
    text: str
    prominent: bool = False

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on."""
        return {"about": self.about, "text": self.text}


def cautions(
    instrument: Instrument, first: tuple[Occasion, Rating], later: tuple[Occasion, Rating]
) -> tuple[Caution, ...]:
    """Everything that differs between how two ratings were made, or is not known of one of them."""
    return (*_windows(instrument, first, later), *_people(first, later), *_versions(instrument, first, later))


def _windows(
    instrument: Instrument, first: tuple[Occasion, Rating], later: tuple[Occasion, Rating]
) -> Iterator[Caution]:
    if instrument.window is None:
        return
    unknown = [f"{day}" for day, rating in (first, later) if rating.window is None]
    if unknown:
        yield Caution("window", f"the recall window is not recorded for {' and '.join(unknown)}")
    elif first[1].window != later[1].window:
        told = f"{first[1].window} days on {first[0]}, {later[1].window} days on {later[0]}"
        yield Caution(
            "window", f"different recall windows ({told}): the two scores are not the same measure", True
        )


def _people(first: tuple[Occasion, Rating], later: tuple[Occasion, Rating]) -> Iterator[Caution]:
    one, two = first[1], later[1]
    if one.rater and two.rater and one.rater != two.rater:
        yield Caution("rater", f"different raters ({one.rater}, then {two.rater})")
    if one.phototype and two.phototype and one.phototype != two.phototype:
        yield Caution("phototype", f"different phototype on record ({one.phototype}, then {two.phototype})")
    for day, rating in (first, later):
        if rating.others:
            told = "another rating" if rating.others == 1 else f"{rating.others} other ratings"
            yield Caution("ratings", f"{told} on {day}; the one signed last is taken")


def _versions(
    instrument: Instrument, first: tuple[Occasion, Rating], later: tuple[Occasion, Rating]
) -> Iterator[Caution]:
    one, two = first[1], later[1]
    if one.version and two.version and one.version != two.version:
        told = f"{one.version}, then {two.version}"
        yield Caution("version", f"different versions of the {instrument.abbreviation} file ({told})")
    elif one.digest and two.digest and one.digest != two.digest:
        yield Caution("version", f"the {instrument.abbreviation} file was not the same both times")
