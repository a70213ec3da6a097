"""What must hold between the parts of an instrument file, beyond what each part's model can see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from pydantic import BaseModel

from assistant.content.problems import Finding, Location, ProblemCode
from assistant.errors import listed, quoted
from assistant.scoring.checking.arithmetic_checks import band_findings, score_findings
from assistant.scoring.checking.dictation_checks import dictation_findings
from assistant.scoring.checking.form_checks import condition_findings, item_findings, unknown_name
from assistant.scoring.expansion import options_of
from assistant.scoring.figures import use_findings
from assistant.scoring.format.evidence import Evidence
from assistant.scoring.format.proof import Maximum
from assistant.scoring.names import folded, names_of

if TYPE_CHECKING:
    from assistant.scoring.format.definition import InstrumentDefinition
    from assistant.scoring.format.laboratory import LaboratoryHint, NoHint, ReportHint

Check = Callable[["InstrumentDefinition"], Iterator[Finding]]


def check(definition: InstrumentDefinition) -> Iterator[Finding]:
    """Every contradiction in the file. The later checks need what the earlier ones make sure of."""
    stages: tuple[tuple[Check, ...], ...] = (
        (_names, _sources, item_findings, _window, _other_instruments),
        (condition_findings, score_findings, use_findings, _uses, dictation_findings),
        (band_findings,),
    )
    for checks in stages:
        found = False
        for finding in chain.from_iterable(find(definition) for find in checks):
            found = True
            yield finding
        if found:
            return


def _names(definition: InstrumentDefinition) -> Iterator[Finding]:
    parts: dict[str, Iterable[str]] = {
        "groups": (group.id for group in definition.groups),
        "items": (item.id for item in definition.items),
        "scores": (score.id for score in definition.scores),
        "bands": (scheme.id for scheme in definition.bands),
        "rules": (rule.id for rule in definition.rules),
        "changes": (change.id for change in definition.changes),
        "hints": (hint.id for hint in definition.hints),
        "reports": (hint.id for hint in definition.reports),
        "no_hints": (hint.id for hint in definition.no_hints),
    }
    for part, names in parts.items():
        seen: set[str] = set()
        for position, name in enumerate(names):
            if name in seen:
                what = f"the id {quoted(name)} is used twice in {part}"
                yield Finding((part, position, "id"), what, "rename one of them", ProblemCode.DUPLICATE_NAME)
            seen.add(name)


def _sources(definition: InstrumentDefinition) -> Iterator[Finding]:
    for location, part in _parts(definition, ()):
        if isinstance(part, (Evidence, Maximum)):
            for position, key in enumerate(part.sources):
                if key not in definition.sources:
                    yield unknown_name((*location, "sources", position), "source", key, definition.sources)


def _parts(part: object, location: Location) -> Iterator[tuple[Location, BaseModel]]:
    if isinstance(part, BaseModel):
        yield location, part
        for name in type(part).model_fields:
            yield from _parts(getattr(part, name), (*location, name))
    elif isinstance(part, tuple):
        for position, inner in enumerate(part):
            yield from _parts(inner, (*location, position))
    elif isinstance(part, dict):
        for key, inner in part.items():
            yield from _parts(inner, (*location, key))


def _window(definition: InstrumentDefinition) -> Iterator[Finding]:
    window = definition.window
    if window is not None and window.default not in window.options:
        what = f"the default window of {window.default} days is not one of the options"
        yield Finding(("window", "default"), what, f"write {listed(window.options)}")


def _other_instruments(definition: InstrumentDefinition) -> Iterator[Finding]:
    own = set(map(folded, names_of(definition)))
    for position, other in enumerate(definition.not_this):
        for index, name in enumerate(other.names):
            if folded(name) in own:
                what = f"{quoted(name)} is a name of this instrument, and of another one"
                remedy = "remove it here, or from the names above"
                yield Finding(("not_this", position, "names", index), what, remedy)


def _uses(definition: InstrumentDefinition) -> Iterator[Finding]:
    scores = [score.id for score in definition.scores]
    for position, change in enumerate(definition.changes):
        if change.score not in scores:
            yield unknown_name(("changes", position, "score"), "score", change.score, scores)
    for position, scheme in enumerate(definition.bands):
        if scheme.score not in scores:
            yield unknown_name(("bands", position, "score"), "score", scheme.score, scores)
    yield from _hint_uses(definition)


def _hint_uses(definition: InstrumentDefinition) -> Iterator[Finding]:
    """Items and answers that hints speak of."""
    items = {item.id: item for item in definition.items}
    hints: dict[str, tuple[LaboratoryHint | ReportHint | NoHint, ...]] = {
        "hints": definition.hints,
        "reports": definition.reports,
        "no_hints": definition.no_hints,
    }
    for part, each in hints.items():
        for position, hint in enumerate(each):
            item = items.get(hint.item)
            if item is None:
                yield unknown_name((part, position, "item"), "item", hint.item, items)
                continue
            values = [option.value for option in options_of(item, definition)]
            for key in ("then", "otherwise"):
                if getattr(hint, key, values[0]) not in values:
                    what = f"{getattr(hint, key)} is not an answer of {quoted(hint.item)}"
                    yield Finding((part, position, key), what, f"write {listed(values)}")
    ids = [hint.id for hint in definition.hints]
    for position, hint in enumerate(definition.hints):
        for index, needed in enumerate(hint.absent_needs):
            if needed not in ids:
                yield unknown_name(("hints", position, "absent_needs", index), "hint", needed, ids)
