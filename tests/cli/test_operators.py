"""`malar operator`, and how a script and the plain mode sign in: by descriptors, never by an argument."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from assistant.records.operators import accounts
from tests.records.operators import CHEAP, PIN

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.running import Malar


def descriptor(secret: str = PIN) -> str:
    """An open descriptor that holds a PIN."""
    reader, writer = os.pipe()
    os.write(writer, f"{secret}\n".encode())
    os.close(writer)
    return str(reader)


def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have accounts made whose PINs cost next to nothing to look at."""
    made = accounts.Accounts.__init__
    monkeypatch.setattr(accounts.Accounts, "__init__", lambda self, records: made(self, records, CHEAP))


def test_accounts_are_made_and_removed_by_descriptor_and_from_then_on_commands_sign_in(
    malar: Malar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cheap(monkeypatch)
    assert malar("operator", "add", "R7", "--new-pin-fd", descriptor("123456")).code == 1
    added = malar("operator", "add", "R7", "--new-pin-fd", descriptor())
    assert added.out.startswith("R7, clinician, administers accounts. From now on malar asks who is there")
    mark = tmp_path / "malar-home" / "accounts"
    assert mark.exists()
    assert "there is no terminal to ask at" in malar("patients", "--operator", "R7").message
    signed = ("--operator", "R7", "--pin-fd")
    assert malar("patients", *signed, descriptor("000001")).message.endswith("is wrong; try again")
    assert malar("patients", *signed, descriptor()).code == 0
    assert malar("ask", "HZ risk?").code == 0, "what touches no patient asks nobody"
    listed = malar("operator", "--json", *signed, descriptor()).json
    assert (listed["name"], listed["role"], listed["administers"]) == ("R7", "clinician", True)
    assert "pin" not in listed
    changed = malar("operator", "pin", *signed, descriptor(), "--new-pin-fd", descriptor("another one"))
    assert changed.out == "R7 has another PIN.\n"
    assert malar("patients", *signed, descriptor()).code == 1
    removed = malar("operator", "remove", "R7", *signed, descriptor("another one"))
    assert "malar asks nobody" in removed.out
    assert not mark.exists()
    assert malar("patients").code == 0


def test_the_plain_mode_asks_who_is_there_and_tells_nothing_before(
    malar: Malar, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap(monkeypatch)
    malar("--plain", typed="/patient P-014\n\n/quit\n")
    malar("operator", "add", "R7", "--new-pin-fd", descriptor())
    refused = malar("--plain", typed="/patients\n")
    assert refused.code == 1
    assert "P-014" not in refused.out + refused.err
    monkeypatch.setenv("MALAR_OPERATOR", "R7")
    monkeypatch.setenv("MALAR_PIN_FD", descriptor())
    run = malar("--plain", typed="/patients\n/lock\n")
    assert "Signed in: R7, clinician" in run.out
    assert "P-014" in run.out
    assert run.out.rstrip().endswith("Locked. What was answered is kept, and waits as it was.")


def test_a_lock_time_that_is_none_is_one_line_before_anything_opens(
    malar: Malar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MALAR_LOCK_AFTER", "soon")
    assert "MALAR_LOCK_AFTER is a number of minutes" in malar("--plain").message
