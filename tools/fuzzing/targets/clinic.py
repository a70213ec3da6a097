"""Records for targets that need some: two patients with visits, as a document and as a database file."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from tools.fuzzing.command import malar
from tools.fuzzing.faults import require
from tools.fuzzing.surroundings import content_read_once, library, own_home

if TYPE_CHECKING:
    from pathlib import Path

SIGNED = "2024-02-05T10:15:00+00:00"
FILE = "records.sqlite"


def patients() -> dict[str, Any]:
    """What `malar import` takes: one patient with everything, one with little."""
    highest = {item.id: item.levels[-1] for item in library().instrument("cla-iga").items}
    signed = {"id": "A-0001", "instrument": "cla-iga", "rater": "R7", "signed_at": SIGNED}
    sledai = {"id": "A-0002", "instrument": "sledai-2k", "window": 30, "signed_at": SIGNED}
    value = {"name": "c3", "value": 0.86, "unit": "g/L", "low": 0.9, "high": 1.8}
    first = {
        "date": "2024-02-05",
        "pga": 1.5,
        "prednisone_equivalent": 10,
        "laboratory": [value],
        "adverse_events": [{"event": "herpes_labialis", "start": "2024-02-01", "outcome": "resolved"}],
        "assessments": [
            {**signed, "phototype": "III", "answers": highest},
            {**sledai, "rater": "R7", "answers": {"fever": 1, "rash": "pending"}},
        ],
    }
    whole = {
        "code": "P-014",
        "sex": "female",
        "year_of_birth": 1987,
        "phototype": "III",
        "subtypes": ["dle"],
        "manifestations": ["alopecia"],
        "sle_since": "2011-03",
        "antibodies": ["ana", "adna"],
        "treatments": [
            {"agent": "anifrolumab", "dose": "300 mg every 4 weeks", "start": "2024-02-05"},
            {
                "agent": "hydroxychloroquine",
                "start": "2012-01-10",
                "stop": "2013-04-01",
                "outcome": "intolerance",
                "intolerance": "urticaria",
            },
        ],
        "notes": "prefers mornings",
        "visits": [first, {"date": "2024-03-04", "notes": "brought photographs"}],
    }
    return {"patients": [whole, {"code": "P-015", "visits": [{"date": "2024-03-04", "pga": 0}]}]}


@cache
def database() -> bytes:
    """The records as the file in the data folder."""
    with own_home() as home, content_read_once():
        home.parent.joinpath("records.json").write_text(json.dumps(patients()), encoding="utf-8")
        require(malar("import", "records.json").code == 0, "the records of the targets are not taken over")
        return (home / FILE).read_bytes()


def put_records(home: Path) -> Path:
    """Put the records into a data folder; returns their file."""
    home.mkdir(mode=0o700, exist_ok=True)
    file = home / FILE
    file.write_bytes(database())
    file.chmod(0o600)
    return file
