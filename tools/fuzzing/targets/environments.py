"""Environment variables: each that means nothing is told by name, and none ends the program.

An input is a mapping from names to values. Values that would lead out of the folder of the input, or to a
server elsewhere, are not tried.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from tools.fuzzing.command import malar, require_well_behaved
from tools.fuzzing.mutation import Words, json_tree
from tools.fuzzing.surroundings import content_read_once, own_home
from tools.fuzzing.targets.clinic import put_records
from tools.fuzzing.targets.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.fuzzing.mutation import Mutate

PATHS = ("MALAR_HOME", "MALAR_CONTENT", "HOME", "XDG_DATA_HOME")
NAMES = (
    *PATHS,
    "MALAR_DATABASE_URL",
    "MALAR_OPERATOR",
    "MALAR_TERMINAL",
    "MALAR_KEY_FD",
    "MALAR_LEARNER",
    "MALAR_UNANSWERED",
    "MALAR_SHARED_FOLDERS",
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "TERM",
    "LANG",
    "LC_ALL",
    "TZ",
)
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("instruments",),
    ("patients",),
    ("visits", "P-014"),
    ("audit", "verify"),
    ("unanswered",),
    ("training", "list"),
    ("score", "cla-iga", "--answers", "-", "--json"),
)


def try_one(data: bytes) -> None:
    """Run commands of every kind, and a conversation, in these surroundings."""
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        return
    settings = {str(name): str(value) for name, value in read.items()} if isinstance(read, dict) else {}
    if not all(map(can_be_set, settings.items())):
        return
    with own_home() as home, content_read_once():
        put_records(home)
        with patch.dict(os.environ, {name: value for name, value in settings.items() if name in NAMES}):
            if not harmless(home.parent):
                return
            for command in COMMANDS:
                require_well_behaved(malar(*command, typed=b"level: 3\n"), lines=True)
            talk = malar("--plain", typed=b"/patient P-014\n/score cla-iga\n3\n\n/quit\n")
            require_well_behaved(talk, lines=True)


def can_be_set(setting: tuple[str, str]) -> bool:
    """Whether a system lets a variable have this value."""
    try:
        return b"\x00" not in os.fsencode(setting[1])
    except UnicodeEncodeError:
        return False


def harmless(below: Path) -> bool:
    """Whether everything that is named lies below a folder, and no server is spoken with."""
    for name in PATHS:
        for value in os.environ.get(name, "").split(os.pathsep):
            try:
                led_to = Path(value).expanduser().resolve() if value else below
            except (RuntimeError, OSError, ValueError):
                # The program, too, has to make something of it, and writes nothing before.
                continue
            if name != "HOME" and below not in (led_to, *led_to.parents):
                return False
    url = os.environ.get("MALAR_DATABASE_URL", "")
    return not url or ("postgres" not in url.lower() and ".." not in url and "////" not in url)


def seeds() -> Iterable[bytes]:
    """Every variable with a value that means something, and with some that do not."""
    sound = {
        "MALAR_HOME": "home",
        "MALAR_CONTENT": "content",
        "MALAR_DATABASE_URL": "sqlite:///other.sqlite",
        "MALAR_OPERATOR": "R9",
        "MALAR_TERMINAL": "ward-3",
        "COLUMNS": "80",
        "LINES": "24",
        "TZ": "Europe/Rome",
    }
    yield json.dumps(sound).encode()
    for name in NAMES:
        for value in (
            sound.get(name, "x"),
            "",
            "~nobody-of-this-name/x",
            "0",
            "-1",
            "\udcff",
            "a" * 5000,
            ".",
        ):
            yield json.dumps({name: value}).encode()
    for url in (
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://x",
        "sqlite:///a?b=c",
        "sqlite+x:///a",
        "//",
        "sqlite:///.",
    ):
        yield json.dumps({"MALAR_DATABASE_URL": url}).encode()


def mutate() -> Mutate:
    """By the mapping."""
    values = [
        "home",
        "content",
        "sqlite:///x.sqlite",
        "sqlite:///",
        "?",
        "&",
        "mode=ro",
        "R7",
        "80",
        "UTC",
        "C",
        ":",
    ]
    return json_tree([*NAMES, *values], Words([*NAMES, *values], ("", " ", "/")))


TARGET = Target("environments", "environment variables", try_one, mutate, seeds, seconds=4.0)
