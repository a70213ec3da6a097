"""The tour from the folders of content, and what can be wrong with one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.content.folders import content_files, content_folders
from assistant.content.load import load_model
from assistant.content.problems import ContentError, Finding, Problem, ProblemCode
from assistant.content.spelling import did_you_mean
from assistant.conversation.commands.listed import BY_NAME
from assistant.conversation.tour.content import Tour
from assistant.conversation.walk.pages import Page
from assistant.errors import quoted
from assistant.scoring.library import load_library

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from assistant.conversation.tour.content import Done
    from assistant.scoring.library import Library


def load_tour(library: Library) -> Tour:
    """The shipped tour, or the last one that MALAR_CONTENT puts in its place. Raises ContentError."""
    files = [file for folder in content_folders("tours") for file in content_files(folder)]
    return load_model(files[-1], Tour, partial(_findings, library=library)).value


def check_files(files: Sequence[Path]) -> list[Problem]:
    """Every problem of these tours."""
    problems: list[Problem] = []
    library = load_library() if files else None
    for path in files:
        try:
            load_model(path, Tour, partial(_findings, library=library) if library is not None else None)
        except ContentError as error:
            problems.extend(error.problems)
    return problems


def _findings(tour: Tour, library: Library) -> Iterator[Finding]:
    """Names that are nowhere, and a chapter that is there twice."""
    known = {
        "command": tuple(BY_NAME),
        "page": tuple(page.value for page in Page),
        "instrument": tuple(each.id for each in library),
    }
    seen: set[str] = set()
    for at, chapter in enumerate(tour.chapters):
        if chapter.id in seen:
            what = f"the chapter {quoted(chapter.id)} is there already"
            yield Finding(("chapters", at, "id"), what, "give it another id", ProblemCode.DUPLICATE_NAME)
        seen.add(chapter.id)
        for number, step in enumerate(chapter.steps):
            place = ("chapters", at, "steps", number, "done")
            for field, names in known.items():
                yield from _unknown(step.done, field, names, place)


def _unknown(
    done: Done, field: str, names: tuple[str, ...], place: tuple[str | int, ...]
) -> Iterator[Finding]:
    name = getattr(done, field)
    if name is not None and name not in names:
        what = f"there is no {field} {quoted(name)}"
        yield Finding((*place, field), what, did_you_mean(name, names), ProblemCode.UNKNOWN_NAME)
