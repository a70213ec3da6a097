"""`malar consistency`: what is signed is held against itself, and nothing is changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar

SIGNED = "2024-02-05T10:00:00+01:00"


def test_every_visit_is_looked_at_and_what_was_let_stand_is_said(malar: Malar, tmp_path: Path) -> None:
    clinic = {
        "patients": [
            {
                "code": "P-014",
                "visits": [
                    {
                        "date": "2024-02-05",
                        "assessments": [
                            {"instrument": "cla-iga", "signed_at": SIGNED, "answers": {"level": 0}},
                            {
                                "instrument": "clasi",
                                "signed_at": SIGNED,
                                "answers": {"ears.erythema": 2, "ears.scale": 1},
                                "let_stand": ["clear_with_active_skin"],
                            },
                        ],
                    },
                    {
                        "date": "2024-03-04",
                        "assessments": [
                            {
                                "instrument": "clasi",
                                "signed_at": SIGNED,
                                "answers": {"ears.erythema": 0, "ears.scale": 1},
                            }
                        ],
                    },
                ],
            }
        ]
    }
    file = tmp_path / "clinic.json"
    file.write_text(json.dumps(clinic), encoding="utf-8")
    assert malar("import", str(file)).err == ""
    before = malar("export", "--identified").out
    found = [json.loads(line) for line in malar("consistency", "P-014", "--json").out.splitlines()]
    assert [(each["date"], each["check"], each["let_stand"]) for each in found] == [
        ("2024-02-05", "clear_with_active_skin", True),
        ("2024-03-04", "scale_without_erythema", False),
    ]
    told = malar("consistency", "P-014").out
    assert "05.02.2024  The global level is clear" in told
    assert "Let stand at signing." in told
    assert "CLASI erythema 0 with scale 1 or more: Ears" in told
    assert malar("export", "--identified").out == before
    assert malar("consistency", "P-015").code == 1
