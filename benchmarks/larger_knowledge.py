"""The shipped knowledge with thousands of entries more, made by rule and the same at every run.

An entry is made from a shipped one: the thing that it is about, such as a drug or a finding, gets a new name,
and everything else stays. So the made entries share the words of dose, safety, efficacy and time with the
shipped ones and with each other, as the entries on further papers would, and differ in what they are about.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.reference.format.concepts import Concept
from assistant.reference.question.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.reference.format.entries import Entry
    from assistant.reference.format.kinds import ConceptKind
    from assistant.reference.library import Knowledge
    from assistant.reference.question.lexicon import Lexicon

SEED = 3
ENTRIES_OF_A_THING = 15
"""Made entries that are about one new thing, each on another point of it."""

_KINDS: tuple[ConceptKind, ...] = ("drug", "subtype", "manifestation", "infection", "trial")
_NAMED = frozenset({*_KINDS, "drug_class", "case", "study", "score", "organ", "antibody", "reference"})
_SYLLABLES = [
    first + then for first in "bdfghklmnprstvz" for then in ("a", "e", "i", "o", "u", "al", "en", "or")
]


def larger(knowledge: Knowledge, lexicon: Lexicon, size: int) -> tuple[Knowledge, list[Entry]]:
    """`knowledge` with entries made until there are `size`, and the made ones."""
    chance = random.Random(SEED)  # noqa: S311 - test data
    things = _things(chance, lexicon)
    concepts: list[Concept] = []
    made: list[Entry] = []
    while len(knowledge.entries) + len(made) < size:
        concepts.append(next(things))
        about = chance.sample(knowledge.entries, min(ENTRIES_OF_A_THING, len(knowledge.entries)))
        missing = size - len(knowledge.entries) - len(made)
        for entry in about[:missing]:
            made.append(_renamed(entry, f"made.{len(made)}", concepts[-1].label, lexicon))
    grown = replace(knowledge, concepts=(*knowledge.concepts, *concepts), entries=(*knowledge.entries, *made))
    return grown, made


def _things(chance: random.Random, lexicon: Lexicon) -> Iterator[Concept]:
    """New drugs, findings and trials without end, each with a name that nothing else bears."""
    taken: set[str] = set()
    number = 0
    while True:
        name = "".join(chance.choices(_SYLLABLES, k=4))
        if name in taken or lexicon.corrected(words_of(name))[0].plain in lexicon.concepts:
            continue
        taken.add(name)
        kind = _KINDS[number % len(_KINDS)]
        yield Concept(id=f"made_{number}", kind=kind, label=name, words=(name, f"{name} 2"))
        number += 1


def _renamed(entry: Entry, name: str, thing: str, lexicon: Lexicon) -> Entry:
    """The entry about `thing` in place of what it is about."""
    return entry.model_copy(
        update={
            "id": name,
            "says": _about(entry.says, thing, lexicon),
            "asks": tuple(_about(ask, thing, lexicon) for ask in entry.asks),
            "premises": tuple(_about(ask, thing, lexicon) for ask in entry.premises),
            "topics": (),
        }
    )


def _about(text: str, thing: str, lexicon: Lexicon) -> str:
    """The words of `text`, every thing that is named replaced by the new one, or with it at the end."""
    words = lexicon.corrected(words_of(text))
    mentions, _ = lexicon.mentions(words)
    said: list[str] = []
    done, named = 0, False
    for mention in mentions:
        if not any(lexicon.concepts[concept].kind in _NAMED for concept in mention.concepts):
            continue
        said += [word.typed for word in words[done : mention.start]]
        said += [] if named else [thing]
        done, named = mention.end, True
    said += [word.typed for word in words[done:]]
    return " ".join(said if named else [*said, "of", thing])


def questions_on(made: Sequence[Entry], number: int) -> list[str]:
    """Phrasings of made entries, drawn evenly, the same at every run."""
    chance = random.Random(SEED)  # noqa: S311 - test data
    return [chance.choice(entry.asks) for entry in chance.choices(made, k=number)]
