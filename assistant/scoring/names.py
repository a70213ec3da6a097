"""What an instrument is called, and when two spellings are the same name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.scoring.format.definition import InstrumentDefinition

LONGEST_NAME = 12
"""Words among which a name is sought at the beginning of a line."""

# Hyphens and apostrophes come in several forms from word processors and phones.
_SPACING = re.compile("[\\s_'\u2019\u02bc\u2010-\u2015-]+")


def names_of(definition: InstrumentDefinition) -> tuple[str, ...]:
    """Every name that the instrument answers to."""
    return (definition.id, definition.title, definition.abbreviation, *definition.synonyms)


def folded(name: str) -> str:
    """The name without what is only spelling: case, spaces, hyphens and apostrophes.

    Nothing else is left out, so that a path or a mark makes another name.
    """
    return _SPACING.sub("", name.casefold())
