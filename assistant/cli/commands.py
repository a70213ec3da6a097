"""Which commands there are, in the groups in which help lists them, and what each one offers."""

from __future__ import annotations

import importlib
from itertools import chain
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

GROUPS: Mapping[str, Mapping[str, str]] = {
    "ask and score": {
        "ask": "assistant.cli.ask",
        "score": "assistant.cli.score",
        "prefill": "assistant.cli.prefill",
        "derive": "assistant.cli.derive",
        "ladder": "assistant.cli.ladder",
        "evidence": "assistant.cli.evidence",
        "convert": "assistant.cli.convert",
        "instruments": "assistant.cli.instruments",
        "bodymap": "assistant.cli.bodymap",
    },
    "follow patients": {
        "patients": "assistant.cli.patients",
        "patient": "assistant.cli.patient",
        "visits": "assistant.cli.visits",
        "change": "assistant.cli.change",
        "plot": "assistant.cli.plot",
        "cohort": "assistant.cli.cohort",
        "consistency": "assistant.cli.consistency",
        "demo": "assistant.cli.demo",
    },
    "learn to score": {
        "train": "assistant.cli.train",
        "training": "assistant.cli.training",
        "raters": "assistant.cli.raters",
    },
    "look after the records": {
        "import": "assistant.cli.import_records",
        "export": "assistant.cli.export_records",
        "backup": "assistant.cli.backup",
        "restore": "assistant.cli.restore",
        "rekey": "assistant.cli.rekey",
        "audit": "assistant.cli.audit",
        "operator": "assistant.cli.operators",
    },
    "look after malar": {
        "check": "assistant.cli.check",
        "unanswered": "assistant.cli.unanswered",
        "completion": "assistant.cli.completion",
    },
}
"""By group and command, the module that holds it; a module is imported when its command is asked for."""

COMMANDS = dict(chain.from_iterable(group.items() for group in GROUPS.values()))


class Command(Protocol):
    """What the module of a command offers."""

    SUMMARY: str
    """What it does, in the one line of the list of commands."""
    EXPLANATION: str
    """What else one must know to use it."""
    EXAMPLES: tuple[str, ...]
    """Lines that one can type, the usual one first."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it and return the exit code; an AssistantError is told by the caller."""


def command(name: str) -> Command:
    """The module of a command."""
    module: Command = importlib.import_module(COMMANDS[name])
    return module
