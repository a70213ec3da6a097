"""Records encrypted at rest: read by nobody without the passphrase, lost by nobody who has it."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import keyring
import pexpect
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from assistant.cli import passphrase_prompt
from assistant.paths import data_folder
from assistant.records.opening import open_records
from assistant.records.safekeeping import passphrases, rekeying
from assistant.records.store import encryption
from tests.contracts.sources import ROOT
from tests.records.clinic import patient, visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.running import Malar, Run

SECRET = "correct horse τ"  # noqa: S105  # of the tests alone
OTHER = "battery staple"


@pytest.fixture(autouse=True)
def nobody_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script without a terminal, for which a key is derived fast."""
    monkeypatch.setattr(passphrase_prompt, "asker", lambda: None)
    monkeypatch.setattr(encryption, "ROUNDS", 10)
    monkeypatch.setattr(passphrases._Current, "passphrases", None)


@pytest.fixture
def file() -> Path:
    """The file of the records, with one patient and a visit."""
    records = open_records()
    records.add_patient(patient())
    records.add_visit("P-014", visit(pga=1.5, notes="brought photographs"))
    records.close()
    return data_folder() / "records.sqlite"


@pytest.fixture
def encrypted(file: Path, malar: Malar) -> Path:
    """The same, encrypted."""
    assert malar("rekey", "--new-key-fd", given(SECRET)).code == 0
    return file


def given(passphrase: str) -> str:
    """A descriptor from which a passphrase is read."""
    reading, writing = os.pipe()
    os.write(writing, f"{passphrase}\n".encode())
    os.close(writing)
    return str(reading)


def with_key(malar: Malar, passphrase: str, *arguments: str) -> Run:
    """A command that is given a passphrase."""
    return malar(*arguments, "--key-fd", given(passphrase))


def test_who_has_the_passphrase_reads_the_records_and_nobody_else(file: Path, malar: Malar) -> None:
    before = malar("patient", "P-014", "--json").json
    told = malar("rekey", "--new-key-fd", given(SECRET))
    assert ", each held against" in told.out
    assert with_key(malar, SECRET, "patient", "P-014", "--json").json == before
    assert [row["action"] for row in with_key(malar, SECRET, "audit", "--json").lines][-1] == "rekey"
    assert with_key(malar, SECRET, "audit", "verify").code == 0
    for each in file.parent.glob("*records*"):
        assert not any(word in each.read_bytes() for word in (b"P-014", b"SQLite", b"photographs"))
        assert each.stat().st_mode & 0o777 == 0o600


def test_a_wrong_or_missing_passphrase_is_told_and_nothing_is_touched(encrypted: Path, malar: Malar) -> None:
    before = encrypted.read_bytes()
    wrong = with_key(malar, OTHER, "patients").message
    assert "the passphrase does not open" in wrong
    assert OTHER not in wrong
    assert "is encrypted (or no database)" in (missing := malar("patients").message)
    assert "--key-fd 3" in missing
    assert "gives no passphrase" in with_key(malar, "", "patients").message
    assert "cannot be read" in malar("patients", "--key-fd", "999999").message
    assert encrypted.read_bytes() == before


def test_the_settings_name_the_descriptor_too(
    encrypted: Path, malar: Malar, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert encrypted.exists()
    monkeypatch.setenv("MALAR_KEY_FD", given(SECRET))
    assert malar("patients", "--json").json["code"] == "P-014"
    monkeypatch.setenv("MALAR_KEY_FD", SECRET)
    message = malar("patients").message
    assert "is the number of an open descriptor" in message
    assert SECRET not in message


def test_a_passphrase_is_changed_and_taken_away(encrypted: Path, malar: Malar) -> None:
    run = malar("rekey", "--key-fd", given(SECRET), "--new-key-fd", given(OTHER))
    assert (run.code, run.err) == (0, "")
    assert "does not open" in with_key(malar, SECRET, "patients").message
    assert with_key(malar, OTHER, "rekey", "--remove").code == 0
    assert encrypted.read_bytes().startswith(b"SQLite format 3")
    assert [row["subject"] for row in malar("audit", "--json").lines][-3:] == [
        "encrypted",
        "another passphrase",
        "no longer encrypted",
    ]
    assert "nothing was changed" in malar("rekey", "--remove").out
    assert malar("audit", "verify").code == 0


def test_the_file_is_not_exchanged_while_another_has_it_open(file: Path, malar: Malar) -> None:
    other = open_records()
    other.add_patient(patient("P-015"))
    assert "is open in another malar" in malar("rekey", "--new-key-fd", given(SECRET)).message
    assert file.read_bytes().startswith(b"SQLite format 3")
    other.add_patient(patient("P-016"))
    other.close()
    assert malar("rekey", "--new-key-fd", given(SECRET)).code == 0
    assert len(with_key(malar, SECRET, "patients", "--json").lines) == 3


@pytest.mark.parametrize("step", ["_copied", "_noted", "sync_folder"])
def test_what_breaks_off_leaves_one_whole_file(
    file: Path, malar: Malar, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    done = getattr(rekeying, step)

    def full(*arguments: object) -> None:
        done(*arguments)
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(rekeying, step, full)
        assert "No space left" in malar("rekey", "--new-key-fd", given(SECRET)).message
    again = (
        with_key(malar, SECRET, "patients", "--json")
        if step == "sync_folder"
        else malar("patients", "--json")
    )
    assert again.json["visits"] == 1
    assert not list(file.parent.glob(".records*"))


def test_the_tools_of_sqlcipher_open_the_file_with_the_passphrase(
    file: Path, malar: Malar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encryption, "ROUNDS", 256_000)
    assert malar("rekey", "--new-key-fd", given(SECRET)).code == 0
    with closing(encryption.driver().connect(str(file))) as connection:
        connection.execute(f"PRAGMA key = '{SECRET}'")
        assert connection.execute("SELECT code FROM patients").fetchall() == [("P-014",)]


def test_a_key_is_derived_once_in_a_process(encrypted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert encrypted.exists()
    times: list[bytes] = []
    derive = encryption.derived

    def counted(passphrase: str, salt: bytes) -> encryption.Key:
        times.append(salt)
        return derive(passphrase, salt)

    monkeypatch.setattr(encryption, "derived", counted)
    passphrases.use(passphrases.Passphrases(int(given(SECRET))))
    for _ in range(3):
        records = open_records()
        assert records.has_patients()
        records.close()
    assert len(times) == 1
    assert SECRET not in repr(derive(SECRET, b"0" * 16))


def test_without_its_package_the_extra_is_named(
    encrypted: Path, malar: Malar, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert encrypted.exists()
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    assert "install malar[encryption]" in with_key(malar, SECRET, "patients").message


@pytest.mark.parametrize("where", ["in the middle", "cut short"])
def test_a_damaged_encrypted_file_is_told(encrypted: Path, malar: Malar, where: str) -> None:
    whole = encrypted.read_bytes()
    page = 4096
    hurt = whole[:page] + os.urandom(len(whole) - page) if where == "in the middle" else whole[: page + 99]
    encrypted.write_bytes(hurt)
    assert "restore a backup" in with_key(malar, SECRET, "patients").message
    assert encrypted.read_bytes() == hurt


class FakeKeyring(KeyringBackend):
    """The keyring of a system, which may be locked."""

    priority = 1
    locked = False

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@pytest.fixture
def keys() -> Iterator[FakeKeyring]:
    """A keyring of the tests alone."""
    former = keyring.get_keyring()
    fake = FakeKeyring()
    keyring.set_keyring(fake)
    yield fake
    keyring.set_keyring(former)


def test_the_keyring_holds_the_passphrase_and_opens_the_records(
    file: Path, malar: Malar, keys: FakeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert malar("rekey", "--keyring", "--new-key-fd", given(SECRET)).code == 0
    assert keys.held == {("malar", str(file)): SECRET}
    assert malar("patients", "--keyring", "--json").json["code"] == "P-014"
    monkeypatch.setenv("MALAR_KEY_KEYRING", "1")
    assert malar("patients", "--json").json["code"] == "P-014"
    assert malar("rekey", "--keyring", "--new-key-fd", given(OTHER)).code == 0
    assert malar("backup", str(file.with_name("b"))).code == 0
    assert malar("restore", str(file.with_name("b")), "--replace").code == 0
    assert malar("rekey", "--keyring", "--remove").code == 0
    assert keys.held == {}
    assert malar("patients", "--json").json["code"] == "P-014"


def test_a_keyring_that_is_locked_or_empty_changes_nothing(
    file: Path, malar: Malar, keys: FakeKeyring
) -> None:
    keys.locked = True
    assert "keyring of this system cannot be used" in (
        malar("rekey", "--keyring", "--new-key-fd", given(SECRET)).message
    )
    assert file.read_bytes().startswith(b"SQLite format 3")
    keys.locked = False
    assert malar("rekey", "--new-key-fd", given(SECRET)).code == 0
    assert "the keyring has none for it" in malar("patients", "--keyring").message


@pytest.fixture
def sealed(encrypted: Path, malar: Malar) -> Path:
    """A backup of the encrypted records."""
    backup = encrypted.with_name("monday.backup")
    assert "encrypted with the passphrase" in with_key(malar, SECRET, "backup", str(backup)).out
    return backup


def test_a_backup_of_encrypted_records_is_encrypted_and_so_is_what_it_restores(
    sealed: Path, malar: Malar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = with_key(malar, SECRET, "patient", "P-014", "--json").json
    assert sealed.stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("MALAR_HOME", str(tmp_path / "new machine"))
    told = with_key(malar, SECRET, "restore", str(sealed))
    assert "the records are encrypted" in told.out
    assert with_key(malar, SECRET, "patient", "P-014", "--json").json == before
    assert "is encrypted" in malar("patients").message


def test_an_encrypted_backup_is_not_laid_open_unasked(
    sealed: Path, malar: Malar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MALAR_HOME", str(tmp_path / "new machine"))
    assert malar("patients").code == 0
    assert "or say --unencrypted" in with_key(malar, SECRET, "restore", str(sealed)).message
    assert with_key(malar, SECRET, "restore", str(sealed), "--unencrypted").code == 0
    assert malar("patients", "--json").json["code"] == "P-014"


def test_a_backup_keeps_the_passphrase_that_it_was_made_with(sealed: Path, malar: Malar) -> None:
    assert malar("rekey", "--key-fd", given(SECRET), "--new-key-fd", given(OTHER)).code == 0
    back = ("restore", str(sealed), "--replace")
    assert "does not open" in with_key(malar, OTHER, *back).message
    assert with_key(malar, OTHER, *back, "--backup-key-fd", given(SECRET)).code == 0
    assert with_key(malar, OTHER, "patients", "--json").json["code"] == "P-014"


@pytest.mark.parametrize("cut", [True, False])
def test_a_damaged_encrypted_backup_changes_nothing(sealed: Path, malar: Malar, cut: bool) -> None:
    whole = bytearray(sealed.read_bytes())
    whole[5000] ^= 1
    sealed.write_bytes(whole[:-4096] if cut else whole)
    assert "cannot be restored" in with_key(malar, SECRET, "restore", str(sealed), "--replace").message
    assert with_key(malar, SECRET, "patients", "--json").json["code"] == "P-014"


def test_an_export_is_as_it_was_and_an_import_goes_in(encrypted: Path, malar: Malar) -> None:
    assert encrypted.exists()
    exported = with_key(malar, SECRET, "export", "--identified").out.replace("P-014", "P-015")
    again = encrypted.with_name("again.json")
    again.write_text(exported, encoding="utf-8")
    assert with_key(malar, SECRET, "import", str(again)).code == 0
    assert len(with_key(malar, SECRET, "patients", "--json").lines) == 2


def test_at_a_terminal_the_passphrase_is_asked_for_and_not_shown(file: Path) -> None:
    def at_terminal(*arguments: str) -> pexpect.spawn[str]:
        return pexpect.spawn(
            sys.executable, ["-m", "assistant", *arguments], cwd=str(ROOT), timeout=30, encoding="utf-8"
        )

    changing = at_terminal("rekey")
    for prompt in ("New passphrase: ", "The same again: "):
        changing.expect_exact(prompt)
        changing.sendline(SECRET)
    changing.expect_exact("are encrypted")
    changing.expect(pexpect.EOF)
    reading = at_terminal("patients")
    for prompt in ("Passphrase of ", "That was not it. Passphrase of "):
        reading.expect_exact(prompt)
        reading.sendline(SECRET if prompt.startswith("That") else OTHER)
    reading.expect_exact("P-014")
    reading.expect(pexpect.EOF)
    assert SECRET not in str(changing.before) + str(reading.before)
    # The screen is not opened before the passphrase is known.
    screen = at_terminal()
    for _ in range(3):
        screen.expect_exact("Passphrase of ")
        screen.sendline(OTHER)
    screen.expect_exact("malar: the passphrase does not open")
    screen.expect(pexpect.EOF)
    assert file.stat().st_size
