"""The definitions by which change is judged, as tables made from the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.folders import shipped_folder
from assistant.scoring.change.criteria import sources_of
from assistant.scoring.change.target_library import load_targets
from assistant.scoring.library import load_library
from tools.docs.regions import table

if TYPE_CHECKING:
    from assistant.scoring.format.changes import ChangeRule
    from assistant.scoring.instrument import Instrument

AGAINST = {"baseline": "baseline", "previous": "visit before"}


def change_definitions() -> str:
    """A table of the definitions on single scores for each instrument."""
    sections = []
    for instrument in load_library([shipped_folder("instruments")]):
        if instrument.changes:
            columns = ("score", "definition", "what it says", "against", "source")
            rows = [_definition(instrument, rule) for rule in instrument.changes]
            sections += [f"### {instrument.abbreviation}", table(columns, rows)]
    return "\n\n".join(sections)


def target_definitions() -> str:
    """A table of the rules of each target."""
    folders = [shipped_folder("instruments")]
    sections = []
    for target in load_targets(load_library(folders), folders):
        told = [target.text, *target.allows, *target.caveats]
        if target.not_computed:
            told.append(f"The whole is not computed: {target.not_computed}.")
        rows = [
            (rule.title, rule.text, "; ".join(each.title for each in rule.variants)) for rule in target.rules
        ]
        columns = ("rule", "what it says", "variants")
        shown = columns if any(row[2] for row in rows) else columns[:2]
        sections += [
            f"### {target.abbreviation}",
            " ".join(told),
            table(shown, [row[: len(shown)] for row in rows]),
        ]
    return "\n\n".join(sections)


def _definition(instrument: Instrument, rule: ChangeRule) -> tuple[str, ...]:
    text = f"{rule.text} Belongs to {rule.variant}." if rule.variant else rule.text
    against = ", ".join(AGAINST[role] for role in rule.against)
    compared = f"{against}: no verdict" if rule.kind == "finding" else against
    return rule.score, rule.title, text, compared, ", ".join(sources_of(instrument, rule.evidence))
