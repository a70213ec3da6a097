"""Read the names of drugs, findings and events at the beginning of what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.spelling import nearest
from assistant.conversation.chart.errors import Refused
from assistant.errors import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records.vocabulary import Vocabulary

MOST_WORDS = 8
SORTS = {
    "agent": "drug or class",
    "intolerance": "adverse event",
    "subtypes": "subtype",
    "manifestations": "manifestation",
    "antibodies": "antibody",
    "name": "laboratory value",
    "event": "adverse event",
}
"""What each field of a record names."""


def leading_name(words: Sequence[str], field: str, vocabulary: Vocabulary) -> tuple[str, list[str]]:
    """The name with which the words begin, the longest one, and the words after it.

    Raises Refused where they begin with none, or with one that means several things.
    """
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        said = " ".join(words[:length]).rstrip(",:;")
        meant = vocabulary.meant(said, field)
        if len(meant) > 1:
            several = listed((quoted(vocabulary.label(name)) for name in meant), "or")
            raise Refused(f"{quoted(said)} may be {several}; write which one")
        if meant:
            return meant[0], list(words[length:])
    raise Refused(_unknown(words, field, vocabulary))


def whole_name(text: str, field: str, vocabulary: Vocabulary) -> str:
    """What the whole text names. Raises Refused."""
    name, rest = leading_name(text.split(), field, vocabulary)
    if rest:
        raise Refused(_unknown(text.split(), field, vocabulary))
    return name


def _unknown(words: Sequence[str], field: str, vocabulary: Vocabulary) -> str:
    said = " ".join(words)
    spellings = vocabulary.spellings(field)
    near = next(
        (
            found
            for length in (len(words), 3, 2, 1)
            if (found := nearest(" ".join(words[:length]), spellings)) is not None
        ),
        None,
    )
    meant = (
        f"did you mean {quoted(_plain(near, field, vocabulary))}?"
        if near
        else "write it as the answers of malar name it"
    )
    return f"{quoted(said)} is not known as {_a(SORTS[field])}; {meant}"


def _plain(spelling: str, field: str, vocabulary: Vocabulary) -> str:
    """The name by which a spelling is shown, without what stands in brackets, where that can be typed."""
    name = vocabulary.named(spelling, field)
    shown = vocabulary.label(name).partition(" (")[0] if name else spelling
    return shown if vocabulary.named(shown, field) == name else spelling


def _a(sort: str) -> str:
    return f"{'an' if sort[0] in 'aeiou' else 'a'} {sort}"
