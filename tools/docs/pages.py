"""Every file that is made, or has a region that is made, with what belongs in it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.folders import content_files, shipped_folder
from assistant.conversation.tour.content import Tour
from assistant.records.whole import RecordsFile
from assistant.reference.format.beside_change import BesideChangeFile
from assistant.reference.format.concepts import ConceptFile
from assistant.reference.format.entries import CaveatFile, EntryFile, OvertakenFile, PhrasingsFile
from assistant.reference.format.instrument_answers import InstrumentAnswersFile
from assistant.reference.format.ladder import LadderFile
from assistant.reference.format.language import LanguageFile, PhrasingFile, PrivacyFile, ScopeFile
from assistant.reference.format.printed_figures import PrintedFigureFile
from assistant.reference.format.sources import SourceFile
from assistant.reference.format.tables import Table
from assistant.scoring.format.checks import CheckFile
from assistant.scoring.format.definition import InstrumentDefinition
from assistant.scoring.format.figure import FigureDefinition
from assistant.scoring.format.laboratory_language import LaboratoryLanguageFile
from assistant.scoring.format.language import Language
from assistant.scoring.format.steroids import SteroidFile
from assistant.scoring.format.targets import TargetDefinition
from assistant.scoring.training.content import TrainingFile
from tools.command_line.bash import bash_completion
from tools.command_line.fish import fish_completion
from tools.command_line.man_page import man_page
from tools.command_line.surroundings import EXIT_CODES, VARIABLES
from tools.command_line.zsh import zsh_completion
from tools.docs.change import change_definitions, target_definitions
from tools.docs.checks import check_questions
from tools.docs.commands import command_help
from tools.docs.confirmation import to_confirm
from tools.docs.formats import field_lists, schema_text
from tools.docs.keys import conversation_commands, evidence_keys, grid_keys, questionnaire_keys, screen_keys
from tools.docs.picture import body_map, picture
from tools.docs.regions import ROOT, table, with_regions
from tools.docs.roles import roles
from tools.supply.bill_of_materials import FILE as BILL
from tools.supply.bill_of_materials import bill_of_materials
from tools.supply.licences import licence_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pydantic import BaseModel

KNOWLEDGE_FILES: dict[str, type[BaseModel]] = {
    "concepts": ConceptFile,
    "entries": EntryFile,
    "phrasings": PhrasingsFile,
    "scope": ScopeFile,
    "tables": Table,
    "ladder": LadderFile,
    "beside_change": BesideChangeFile,
    "sources": SourceFile,
    "caveats": CaveatFile,
    "printed_figures": PrintedFigureFile,
    "overtaken": OvertakenFile,
    "language": LanguageFile,
    "phrasing": PhrasingFile,
    "privacy": PrivacyFile,
    "instrument_answers": InstrumentAnswersFile,
    "training": TrainingFile,
}


def made_files() -> Iterator[tuple[Path, str]]:
    """Each file with the text it should have."""
    for page, regions in _regions().items():
        path = ROOT / "docs" / page
        yield path, with_regions(page, path.read_text(encoding="utf-8"), regions)
    yield ROOT / "instruments" / "instrument.schema.json", schema_text(InstrumentDefinition)
    yield ROOT / "language" / "language.schema.json", schema_text(Language)
    yield ROOT / "tours" / "tour.schema.json", schema_text(Tour)
    conversions = ROOT / "instruments" / "conversions"
    yield conversions / "steroids.schema.json", schema_text(SteroidFile)
    yield conversions / "laboratory.schema.json", schema_text(LaboratoryLanguageFile)
    yield ROOT / "instruments" / "figures" / "figure.schema.json", schema_text(FigureDefinition)
    yield ROOT / "instruments" / "targets" / "target.schema.json", schema_text(TargetDefinition)
    yield ROOT / "instruments" / "checks" / "check.schema.json", schema_text(CheckFile)
    for name, model in KNOWLEDGE_FILES.items():
        yield ROOT / "knowledge" / f"{name}.schema.json", schema_text(model)
    completions = ROOT / "assistant" / "cli" / "completions"
    yield completions / "malar.bash", bash_completion()
    yield completions / "malar.fish", fish_completion()
    yield completions / "malar.zsh", zsh_completion()
    yield ROOT / "docs" / "malar.1", man_page()
    yield BILL, bill_of_materials()
    yield ROOT / "docs" / "screen.svg", picture()
    yield ROOT / "docs" / "bodymap.svg", body_map()


def _regions() -> Mapping[str, Mapping[str, str]]:
    return {
        "commands.md": {
            "exit-codes": table(("exit code", "meaning"), EXIT_CODES),
            "variables": table(
                ("variable", "meaning"), [(f"`{name}`", meaning) for name, meaning in VARIABLES]
            ),
            "command-help": command_help(),
        },
        "keys.md": {
            "screen-keys": screen_keys(),
            "questionnaire-keys": questionnaire_keys(),
            "grid-keys": grid_keys(),
            "evidence-keys": evidence_keys(),
            "conversation-commands": conversation_commands(),
        },
        "instrument-format.md": {
            "fields": field_lists(InstrumentDefinition),
            "figure-fields": field_lists(FigureDefinition),
            "steroid-fields": field_lists(SteroidFile),
            "language-fields": field_lists(Language),
            "laboratory-fields": field_lists(LaboratoryLanguageFile),
        },
        "knowledge-format.md": {name: field_lists(model) for name, model in KNOWLEDGE_FILES.items()},
        "change.md": {
            "definitions": change_definitions(),
            "targets": target_definitions(),
            "target-fields": field_lists(TargetDefinition),
        },
        "checks.md": {"checks": check_questions(), "check-fields": field_lists(CheckFile)},
        "tour-format.md": {"tour-fields": field_lists(Tour)},
        "licences.md": {"licences": licence_table()},
        "records.md": {"fields": field_lists(RecordsFile)},
        "access.md": {"roles": roles()},
        "confirm.md": {"to-confirm": to_confirm(content_files(shipped_folder("instruments")))},
    }
