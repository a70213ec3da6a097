"""The base of all content models and the kinds of text they are made of."""

from __future__ import annotations

import os
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

MAX_TEXT = 4_000

# What is validated here is no business of plugins; only to look for some takes 1.3 MB.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class ContentModel(BaseModel):
    """A part of a content file: immutable, strictly typed, and no key that is not in the format."""

    # Built when first used: a start that only asks a question does not pay for the instrument format.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def _printable(text: str) -> str:
    for character in "" if text.isprintable() else text:
        # Format characters include bidirectional overrides, which make a text read otherwise than it is.
        if character != "\n" and unicodedata.category(character) in {"Cc", "Cf", "Cs"}:
            raise ValueError(f"holds the control character U+{ord(character):04X}")
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())


Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_TEXT, strip_whitespace=True),
    AfterValidator(_printable),
    AfterValidator(_one_line),
]
"""Prose: line breaks of the file are only folding."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
"""An identifier: lower case letters, digits, `_` and `-`."""

ItemName = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}(\.[a-z0-9][a-z0-9_-]{0,59})?$")
]
"""The id of one item, or of a repeated item in one place: `scalp.erythema`."""

SourceKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,29}$")]
"""The key of a source in the file's list of sources."""
