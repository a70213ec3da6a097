"""Dictated lines: what is proposed stands in the line, is legal, and covers nothing twice."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tools.fuzzing.faults import require, require_shown_safely
from tools.fuzzing.mutation import Words
from tools.fuzzing.surroundings import library
from tools.fuzzing.targets.target import Target
from tools.fuzzing.targets.words import dictations, every_nth, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.scoring.instrument import Instrument
    from assistant.scoring.prefill.proposals import Prefill
    from tools.fuzzing.mutation import Mutate


def try_one(data: bytes) -> None:
    """Read the lines below the first, which names the instrument; with what was found before as `former`."""
    from assistant.errors import AssistantError  # loaded with the program that is watched
    from assistant.scoring.prefill.reading import prefill

    name, _, text = data.decode("utf-8", "surrogateescape").partition("\n")
    try:
        instrument = library().instrument(name)
        first = prefill(instrument, text)
        require_sound(instrument, text, first)
        former = {**dict.fromkeys(first.attested, 0), **first.answers}
        again = prefill(instrument, text, former)
        require_sound(instrument, text, again)
    except AssistantError as error:
        require(len(error.lines) == 1, "a refusal is one line", error.lines)
        require_shown_safely(error.lines[0], "a refusal", line_breaks=False)


def require_sound(instrument: Instrument, text: str, read: Prefill) -> None:
    """What the reading of a line promises."""
    answers, attested, words = read.answers, read.attested, read.words
    for item, value in answers.items():
        require(value in instrument.item(item).levels, "a level that the item does not have", item, value)
    require(not set(attested) & set(answers), "an item is both stated and covered", attested, answers)
    require(set(words) == {*answers, *attested}, "a proposal without the words that led to it", words)
    for said in (*words.values(), *read.unread):
        require(said in text, "words that do not stand in the line", said, text)
    require(text.strip() or not (answers or attested), "an empty line proposes an answer", answers)


def seeds() -> Iterable[bytes]:
    """Lines of the sets of the benchmark."""
    lines = [f"{instrument}\n{text}" for instrument, text in dictations()]
    return [line.encode() for line in every_nth(lines, 150)]


@cache
def mutate() -> Mutate:
    """By the words of the lines."""
    return Words(
        words_in(tuple(text for _, text in dictations())), (" ", ", ", ". ", "; ", " no ", " and ", "\n")
    )


TARGET = Target(
    "dictation", "dictated lines", try_one, mutate, seeds, longest=2_200, watched=("assistant.scoring",)
)
