"""`malar convert`: a steroid dose in milligrams a day of prednisone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

SUMMARY = "tell a steroid dose by mouth in its equivalent"

EXPLANATION = """\
The conversion is told with its source. A drug or a way of giving it without a conversion is refused."""

EXAMPLES = (
    'malar convert "medrol 8 mg"',
    'malar convert "pred 2.5 mg bd" --json',
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("dose", metavar="DOSE", help='as one writes it: "medrol 8 mg", "pred 2.5 mg bd"')
    parser.add_argument("--json", action="store_true", help="print JSON in one line")


def run(arguments: argparse.Namespace) -> int:
    """Print, and return the exit code; a dose without an equivalent is refused."""
    from assistant.scoring.steroids.tables import load_steroids

    dose = load_steroids().equivalent(arguments.dose)
    if not arguments.json:
        print(dose.shown)
        print(dose.limits)
        return 0
    parts = [
        {"steroid": part.steroid, "mg_per_day": part.milligrams, "equivalent": part.equivalent}
        for part in dose.parts
    ]
    told = {
        "equivalent": dose.equivalent,
        "unit": "mg/day",
        "of": dose.reference,
        "shown": dose.shown,
        "parts": parts,
        "limits": dose.limits,
    }
    print(json.dumps(told, ensure_ascii=False))
    return 0
