"""Words and seeds from the content and from the sets of the benchmarks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.fuzzing.surroundings import library

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
WORD = re.compile(r"[^\W\d_]+")


@cache
def read_yaml(name: str) -> Any:  # noqa: ANN401  # a document is anything
    """A YAML file of the project."""
    import yaml  # most targets read none

    return yaml.load((ROOT / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # safe, in C


def every_nth(values: list[str], number: int) -> list[str]:
    """About `number` of the values, from all over the list."""
    return values[:: max(1, len(values) // number)]


@cache
def questions() -> tuple[str, ...]:
    """Questions of the tuned sets."""
    tuned = sorted((ROOT / "benchmarks/questions").glob("tuned_*.yaml"))
    return tuple(
        each["ask"]
        for file in tuned
        for each in read_yaml(str(file.relative_to(ROOT)))["questions"]
        if isinstance(each["ask"], str)
    )


@cache
def dictations() -> tuple[tuple[str, str], ...]:
    """Dictated lines, each with its instrument."""
    files = sorted((ROOT / "benchmarks/dictations").glob("*.yaml"))
    read = [read_yaml(str(file.relative_to(ROOT))) for file in files]
    return tuple((each["instrument"], line["text"]) for each in read for line in each["dictations"])


def words_in(texts: tuple[str, ...]) -> list[str]:
    """Every word of some texts, and every pair that stands together."""
    words = {word for text in texts for word in text.split()}
    pairs = {" ".join(pair) for text in texts for pair in zip(text.split(), text.split()[1:], strict=False)}
    return sorted(words) + sorted(pairs)[::3]


@cache
def item_words() -> list[object]:
    """Items, levels and words that an answers file is made of."""
    items: list[object] = [item.id for each in library() for item in each.items]
    return [*items, *(each.id for each in library()), *range(9), "not_assessed", "pending"]


@cache
def content_words() -> frozenset[str]:
    """Every word that an answer may be made of: those of the content, and of the code that composes."""
    folders = ("knowledge", "instruments", "language")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.yaml")]
    files += (ROOT / "assistant/reference").rglob("*.py")
    files += (ROOT / "assistant/conversation/asking").glob("instrument_knowledge.py")
    return frozenset(_words(files))


def _words(files: list[Path]) -> Iterator[str]:
    for file in files:
        yield from (word.lower() for word in WORD.findall(file.read_text(encoding="utf-8")))
