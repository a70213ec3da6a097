"""The table of refusals: every role against everything that a command line or a conversation can be told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from assistant.cli.commands import COMMANDS
from assistant.cli.needs import NEEDS
from assistant.conversation.access import needs as conversation_needs
from assistant.conversation.access.access import Access
from assistant.conversation.commands.doing import DOING
from assistant.records import vocabulary
from assistant.records.operators.roles import Role
from assistant.records.safekeeping.backup import make_backup
from assistant.scoring import library
from tests.conversation.talk import Talk, shipped, shipped_vocabulary
from tests.records.operators import NAMES, PIN, FileDesk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar

ALL = frozenset(Role)
CLINICIAN, RESIDENT, CURATOR, AUDITOR = Role
NOBODY: frozenset[Role] = frozenset()
"""What needs the right to administer, which is no role's."""

MAY: dict[tuple[str, ...], frozenset[Role]] = {
    ("patients",): ALL - {CURATOR},
    ("patient", "P-1"): ALL - {CURATOR},
    ("visits", "P-1"): ALL - {CURATOR},
    ("plot", "P-1"): ALL - {CURATOR},
    ("change", "P-1"): ALL - {CURATOR},
    ("bodymap", "P-1"): ALL - {CURATOR},
    ("consistency", "P-1"): ALL - {CURATOR},
    ("cohort",): ALL - {RESIDENT},
    ("import", "{folder}/records.json"): frozenset({CLINICIAN}),
    ("export",): frozenset({CLINICIAN, CURATOR}),
    ("export", "--identified"): frozenset({CLINICIAN}),
    ("raters",): frozenset({CURATOR}),
    ("raters", "calibrate", "R7", "clasi", "01.02.2024"): frozenset({CURATOR}),
    ("raters", "withdraw", "R7", "clasi"): frozenset({CURATOR}),
    ("training", "list"): frozenset({CURATOR}),
    ("training", "erase", "--everybody"): frozenset({CURATOR}),
    ("unanswered",): frozenset({CURATOR}),
    ("unanswered", "--clear"): frozenset({CURATOR}),
    ("audit",): frozenset({AUDITOR}),
    ("audit", "verify"): frozenset({AUDITOR}),
    ("backup", "{folder}/{role}.backup"): NOBODY,
    ("restore", "{folder}/all.backup", "--replace"): NOBODY,
    ("rekey", "--remove"): NOBODY,
    ("operator",): NOBODY,
    ("operator", "add", "X"): NOBODY,
    ("operator", "role", "R8", "clinician"): NOBODY,
    ("operator", "reset", "A1"): NOBODY,
    ("operator", "remove", "A1"): NOBODY,
    ("operator", "pin"): ALL,
}
FREE = frozenset(name for name, act in NEEDS.items() if act is None and " " not in name)

SAID: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("score", "grid", "resume", "labs"), frozenset({CLINICIAN, RESIDENT})),
    **dict.fromkeys(("patient", "patients", "visits", "visit", "plot", "change", "bodymap"), ALL - {CURATOR}),
    **dict.fromkeys(("set", "treatment", "pga", "steroid", "lab", "event"), frozenset({CLINICIAN, RESIDENT})),
    "amend": frozenset({CLINICIAN}),
    "cohort": ALL - {RESIDENT},
    "train": ALL - {AUDITOR},
    **dict.fromkeys(
        ("go", "dictate", "undo", "copy", "export", "demo", "ladder", "evidence", "instruments", "help"), ALL
    ),
    **dict.fromkeys(("tour", "lock", "quit"), ALL),
}
"""Which roles each command of the conversation is for."""


@pytest.fixture
def staffed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of records with an operator of each role, of whom none administers but one more."""
    home = tmp_path / "malar-home"
    talk = Talk(home)
    talk.say("/patients")
    make_backup(talk.chart.records.database, tmp_path / "all.backup")
    FileDesk(home).add_one_of_each()
    monkeypatch.setenv("MALAR_TERMINAL", "ward-3")
    # Most commands would read all content anew.
    monkeypatch.setattr(vocabulary, "load_vocabulary", shipped_vocabulary)
    monkeypatch.setattr(library, "load_library", lambda *_: shipped())
    (tmp_path / "records.json").write_text(
        '{"format": "malar records", "format_version": 1, "patients": []}', encoding="utf-8"
    )
    return tmp_path


def as_operator(malar: Malar, name: str, *arguments: str) -> str:
    """What a run says on stderr, after the PIN was read from a descriptor."""
    reader, writer = os.pipe()
    os.write(writer, f"{PIN}\n".encode())
    os.close(writer)
    return malar(*arguments, "--operator", name, "--pin-fd", str(reader)).err


def test_every_command_stands_in_the_table_and_is_tried_or_touches_no_patient() -> None:
    assert {name.partition(" ")[0] for name in NEEDS} == set(COMMANDS)
    tried = {arguments[0] for arguments in MAY}
    assert tried | FREE == set(COMMANDS)
    assert not tried & FREE


@pytest.mark.parametrize("role", Role)
def test_the_command_line_refuses_each_role_what_is_not_for_it(
    staffed: Path, malar: Malar, role: Role
) -> None:
    name = NAMES[role]
    if role is CLINICIAN:
        # The one who administers must be another, for what a role alone allows.
        as_operator(malar, name, "operator", "role", "A1", "auditor", "--administers")
        as_operator(malar, "A1", "operator", "role", name, role.value, "--administers-no-more")
    refused: dict[tuple[str, ...], bool] = {}
    for arguments in MAY:
        filled = [each.format(folder=staffed, role=role.value) for each in arguments]
        said = as_operator(malar, name, *filled)
        refused[arguments] = " needs " in said
        if refused[arguments]:
            assert said.endswith(f"; {name} is signed in as {role.value}\n"), said
            assert len(said.splitlines()) == 1
    assert refused == {arguments: role not in roles for arguments, roles in MAY.items()}


def test_every_command_of_the_conversation_stands_in_the_table() -> None:
    assert set(DOING) == set(conversation_needs.NEEDS) == set(SAID)


@pytest.mark.parametrize("role", Role)
def test_the_conversation_refuses_each_role_what_is_not_for_it(staffed: Path, role: Role) -> None:
    desk = FileDesk(staffed / "malar-home")
    talk = Talk(staffed / "malar-home", access=Access(desk, accounts=True))
    refused: dict[str, bool] = {}
    for command in SAID:
        if talk.turn.lock is not None:
            talk.sign_in(NAMES[role], PIN)
        if talk.turn.card is not None:
            talk.press("escape")
        if talk.turn.guide is not None:
            talk.say("/tour off")
        turn = talk.say(f"/{command}")
        refused[command] = any(f"is signed in as {role.value}" in reply.text for reply in turn.replies)
    assert refused == {command: role not in roles for command, roles in SAID.items()}


def test_without_accounts_nothing_is_asked_and_nothing_refused(malar: Malar) -> None:
    run = malar("patients")
    assert (run.code, run.err) == (0, "")
    assert "malar asks nobody" in malar("operator").out
