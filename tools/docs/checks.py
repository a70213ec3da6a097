"""The checks across instruments as a table made from the content."""

from __future__ import annotations

from assistant.content.folders import shipped_folder
from assistant.content.load import load_model
from assistant.scoring.folders import check_rule_files
from assistant.scoring.format.checks import CheckFile
from tools.docs.regions import table


def check_questions() -> str:
    """A table of the questions of each file, with the reason and how sure it is."""
    sections = []
    for path in check_rule_files([shipped_folder("instruments")]):
        file = load_model(path, CheckFile).value
        rows = [
            (
                rule.id,
                rule.question,
                rule.reason,
                "; ".join(dict.fromkeys(e.certainty for e in rule.evidence)),
            )
            for rule in file.rules
        ]
        sections += [f"### {file.title}", table(("check", "question", "why", "how sure"), rows)]
    return "\n\n".join(sections)
