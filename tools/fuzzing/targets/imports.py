"""Files of records: all of a file is taken over or nothing, and what was taken over comes out the same."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from tools.fuzzing.command import malar, refused, require_well_behaved
from tools.fuzzing.faults import require
from tools.fuzzing.mutation import json_tree, yaml_tree
from tools.fuzzing.surroundings import content_read_once, own_home, vocabulary
from tools.fuzzing.targets.clinic import patients, put_records
from tools.fuzzing.targets.target import Target
from tools.fuzzing.targets.words import item_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from random import Random

    from tools.fuzzing.mutation import Mutate


def try_one(data: bytes) -> None:
    """Take the file over into records of others, export it, and take that over into empty ones."""
    name = "in.json" if data.lstrip()[:1] in {b"{", b"["} else "in.yaml"
    with own_home() as home, content_read_once():
        put_records(home)
        before = malar("export", "--identified").out
        home.parent.joinpath(name).write_bytes(data)
        taken = malar("import", name, "--accept-codes")
        require_well_behaved(taken, lines=True)
        if refused(taken):
            require(malar("export", "--identified").out == before, "a refused file changed the records")
            added = malar("import", name, "--accept-codes", "--add")
            require_well_behaved(added, lines=True)
            if refused(added):
                return
        after = malar("export", "--identified")
        require_well_behaved(after)
        again = malar("import", name, "--accept-codes", "--add")
        require_well_behaved(again, lines=True)
        require(malar("export", "--identified").out == after.out, "what was added twice is there twice", data)
        require_well_behaved(malar("audit", "verify"))
        round_trip(home, after.out)
        for patient in json.loads(after.out)["patients"][:3]:
            for command in ("patient", "visits", "change"):
                if not patient["code"].startswith("-"):
                    require_well_behaved(malar(command, patient["code"]))


def round_trip(home: Path, exported: str) -> None:
    """An export is a file of records: taken over into empty records, it is exported the same."""
    (home / "records.sqlite").unlink()
    for file in home.glob("records.sqlite-*"):
        file.unlink()
    home.parent.joinpath("out.json").write_text(exported, encoding="utf-8")
    taken = malar("import", "out.json", "--accept-codes")
    require(taken.code == 0, "an export is refused as an import", taken.err)
    require(malar("export", "--identified").out == exported, "an export does not come out as it went in")


def seeds() -> Iterable[bytes]:
    """The records of the targets under other codes, in whole and in part, as JSON and as YAML."""
    import yaml  # only here

    whole, little = patients()["patients"]
    further = {"code": "P-014", "visits": [{"date": "2024-05-01", "prednisone_equivalent": 5}]}
    for each in ([whole | {"code": "P-100"}], [little | {"code": "P-101"}], [further], [whole], []):
        document = {"patients": each}
        yield json.dumps(document).encode()
        yield yaml.safe_dump(document, sort_keys=False).encode()


@cache
def names() -> list[object]:
    """What a record is made of."""
    whole = patients()["patients"][0]
    keys: set[object] = set()
    waiting: list[object] = [whole]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            keys |= {*node, *(value for value in node.values() if isinstance(value, str | int | float))}
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    fields = ("agent", "intolerance", "subtypes", "manifestations", "antibodies", "name", "event")
    known = [name for field in fields for name in list(vocabulary().choices(field))[:12]]
    more = ["number_on_day", "revision", "reason", "basis", "printed", "scores", "kind", "value", "how", "at"]
    return [*sorted(keys, key=str), *known, *more, *item_words()[-20:]]


def mutate() -> Mutate:
    """By the tree of the file."""
    as_json, as_yaml = json_tree(names()), yaml_tree(names())

    def change(data: bytes, chance: Random) -> bytes:
        return (as_json if data.lstrip()[:1] in {b"{", b"["} else as_yaml)(data, chance)

    return change


TARGET = Target("imports", "files of import, and of import --add", try_one, mutate, seeds, seconds=3.0)
