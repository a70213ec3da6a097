"""The figures on which places are shaded: read from their files, and held against what uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.load import load_model
from assistant.content.problems import ContentError, Finding, Problem, ProblemCode
from assistant.errors import listed, quoted
from assistant.scoring.checking.form_checks import unknown_name
from assistant.scoring.folders import figure_file
from assistant.scoring.format.figure import FigureDefinition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from assistant.content.load import Loaded
    from assistant.scoring.format.definition import InstrumentDefinition


def load_figure(path: Path) -> Loaded[FigureDefinition]:
    """Load and check one figure. Raises ContentError with all its problems."""
    return load_model(path, FigureDefinition, _findings)


def figure_problems(path: Path) -> Sequence[Problem]:
    """What is wrong with the file of a figure."""
    try:
        load_figure(path)
    except ContentError as error:
        return error.problems
    return ()


def figure_of(loaded: Loaded[InstrumentDefinition]) -> tuple[FigureDefinition | None, Sequence[Problem]]:
    """The figure that an instrument file names, or why it cannot be used; the instrument can without it."""
    use = loaded.value.figure
    if use is None:
        return None, ()
    try:
        figure = load_figure(figure_file(use.file, loaded.path)).value
    except ContentError as error:
        return None, error.problems
    drawn = {region.place for region in figure.regions}
    missing = [group.id for group in loaded.value.groups if group.kind == "place" and group.id not in drawn]
    if missing:
        what = f"the figure {quoted(use.file)} does not draw {listed(missing, 'and')}"
        finding = Finding(("figure", "file"), what, "draw every place, or name another figure")
        return None, [loaded.problem(finding)]
    return figure, ()


def use_findings(definition: InstrumentDefinition) -> Iterator[Finding]:
    """What is wrong with how an instrument file opens, and with how it is shown on a figure."""
    if definition.begins_with == "overview" and definition.overview is None:
        what = "there is no overview to begin with"
        yield Finding(("begins_with",), what, "add overview, or begin with questions")
    if definition.figure is None:
        return
    repeated = {item.id: item for item in definition.items if item.repeat == "places"}
    for position, name in enumerate(definition.figure.shows):
        if name not in repeated:
            yield unknown_name(("figure", "shows", position), "repeated item", name, repeated)


def _findings(figure: FigureDefinition) -> Iterator[Finding]:
    signs = [region.sign for region in figure.regions]
    for part, names in (("place", [region.place for region in figure.regions]), ("sign", signs)):
        for position, name in enumerate(names):
            if name in names[:position]:
                what = f"the {part} {quoted(name)} stands there twice"
                yield Finding(("regions", position, part), what, "keep one", ProblemCode.DUPLICATE_NAME)
    views = {view.id: view for view in figure.views}
    for position, region in enumerate(figure.regions):
        for name in region.shapes:
            if name not in views:
                yield unknown_name(("regions", position, "shapes", name), "view", name, views)
        seen = {view.id for view in figure.views if region.sign.upper() in "".join(view.cells)}
        if seen != set(region.shapes) & set(views):
            what = f"{quoted(region.place)} has a shape in {listed(sorted(region.shapes), 'and')}"
            what += f", but a cell for its value in {listed(sorted(seen), 'and') or 'no view'}"
            yield Finding(("regions", position), what, f"write {region.sign.upper()} where its value stands")
    for position, view in enumerate(figure.views):
        for sign in sorted(set("".join(view.cells).lower()) - {" "} - set(signs)):
            yield unknown_name(("views", position, "cells"), "sign", sign, signs)
    for position, evidence in enumerate(figure.evidence):
        for key in evidence.sources:
            if key not in figure.sources:
                yield unknown_name(("evidence", position), "source", key, figure.sources)
