"""Draft files: one that is whole is taken up; of every other the user is told, and it is kept as it was."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from tools.fuzzing.command import malar, require_well_behaved
from tools.fuzzing.faults import require
from tools.fuzzing.mutation import json_tree
from tools.fuzzing.surroundings import content_read_once, library, own_home
from tools.fuzzing.targets.target import Target
from tools.fuzzing.targets.words import item_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tools.fuzzing.mutation import Mutate

NAME = "20261101-000000-ffffffff"


def try_one(data: bytes) -> None:
    """Put the file among the drafts, list it, take it up, answer, undo, and look for it again."""
    from assistant.records.under_way.drafts import Drafts  # loaded with the program that is watched

    with own_home() as home, content_read_once():
        file = home / "drafts" / f"{NAME}.json"
        file.parent.mkdir(parents=True)
        file.write_bytes(data)
        drafts = Drafts(home)
        listing = drafts.listing()
        require(
            len(listing.drafts) + len(listing.problems) == 1, "a file is neither offered nor told", listing
        )
        if listing.problems:
            [told] = listing.problems
            require(file.name in told, "what is told does not name the file", told)
            require(data in kept_below(file.parent), "a damaged file is not kept as it was", told)
            return
        [draft] = listing.drafts
        drafts.open(draft.id)
        drafts.save(draft)
        require(drafts.open(draft.id) == draft, "a draft does not come back as it was written")
        drafts.close()
        file.write_bytes(data)
        run = malar("--plain", typed=b"/resume\n1\npanel\n1\n/copy\nesc\n")
        require_well_behaved(run)
        require(run.code == 0, "a draft ended the conversation", run.err)
        texts = kept_below(home)
        whole = data in texts or any(same_assessment(text, draft.instrument) for text in texts)
        require(whole or not draft.state["session"]["answers"], "a draft is gone", run.out[-600:])


def kept_below(folder: Path) -> list[bytes]:
    """The content of every file that is no lock."""
    return [file.read_bytes() for file in folder.rglob("*") if file.is_file() and file.suffix != ".lock"]


def same_assessment(raw: bytes, instrument: str) -> bool:
    """Whether a file is an assessment of the instrument."""
    try:
        document = json.loads(raw)
    except ValueError:
        return False
    return isinstance(document, dict) and document.get("instrument") == instrument


@cache
def documents() -> tuple[dict[str, Any], ...]:
    """Drafts as the conversation writes them."""
    talks = (
        b"/score clasi\n1\n2\n\n1\n2\n1\n",
        b"/score sledai-2k full\n0\n1\nn\np\n",
        b"/score cla-iga\n3\n",
        b"clasi grid\n2\n1\nesc\n",
        b"/score clasi full\n1\nu\n2\nesc\nface erythema 2 scale 1\n\n",
    )
    found = []
    for talk in talks:
        with own_home() as home, content_read_once():
            malar("--plain", typed=talk)
            found += [json.loads(file.read_bytes()) for file in (home / "drafts").glob("*.json")]
    return tuple(found)


def seeds() -> Iterable[bytes]:
    """Drafts of every instrument, with the least that one holds, and with what a shared one holds."""
    for document in documents():
        yield json.dumps(document).encode()
        session = document["state"]["session"]
        short = {**document, "state": {**document["state"], "session": {**session, "history": []}}}
        yield json.dumps(short).encode()
        copied = {"name": "0a1b2c3d", "version": 3, "base": {"level": ["value", 1]}, "window": None}
        yield json.dumps({**short, "copy": copied}).encode()


def mutate() -> Mutate:
    """By the tree of the document."""
    digests = [instrument.digest for instrument in library()]
    pages = ["overview", "item", "review", "grid", "window", "places", "rest", "pause"]
    keys = [key for document in documents() for key in (*document, *document["state"])]
    times = ["2026-11-22T14:02:00+00:00", "2026-11-22T14:02:00", "0001-01-01T00:00:00+14:00"]
    return json_tree([*digests, *pages, *keys, *times, "entered", "attested", *item_words()[-40:]])


TARGET = Target("drafts", "draft files", try_one, mutate, seeds, longest=8_000, seconds=2.0)
