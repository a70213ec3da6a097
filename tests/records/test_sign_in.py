"""Accounts, and attempts that are slowed for every terminal alike, on both databases."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from assistant.records.opening import open_records
from assistant.records.operators import sign_in as sign_in_module
from assistant.records.operators.accounts import AccountRefused, Accounts
from assistant.records.operators.admission import MustWait, SignInRefused, WrongPin
from assistant.records.operators.pins import PinRefused, check_pin
from assistant.records.operators.roles import NotAllowed, Role, Signed
from assistant.records.operators.sign_in import SignIn, SignInNeeded
from assistant.records.operators.waiting import FREE, LONGEST
from tests.records.operators import ADMINISTRATOR, CHEAP, PIN, add_one_of_each, now

if TYPE_CHECKING:
    from assistant.records.records import Records
    from tests.records.clinic import Clinic

WRONG = "482916"


@pytest.fixture
def staffed(clinic: Clinic) -> Clinic:
    """A clinic with an operator of each role."""
    add_one_of_each(clinic.records.database)
    return clinic


def at_terminal(clinic: Clinic, name: str = "ward-3") -> SignIn:
    return SignIn(clinic.records.database, name, now, CHEAP)


def fails(way: SignIn, name: str = "R7", times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(WrongPin):
            way.sign_in(name, WRONG)


def last_failure_was(clinic: Clinic, seconds: int) -> None:
    """As if the last failure had been so many seconds ago; in the future if below 0."""
    at = now() - timedelta(seconds=seconds)
    clinic.run(f"UPDATE failed_sign_ins SET latest = '{at:%Y-%m-%dT%H:%M:%SZ}'")  # noqa: S608  # our own text


def trail(clinic: Clinic) -> list[tuple[str, str, str]]:
    return [(each.operator, each.action, each.subject) for each in clinic.records.trail()]


def opened(clinic: Clinic, by: Signed) -> Records:
    del clinic
    return open_records(signs_in=lambda _: by)


def test_the_right_pin_signs_in_and_both_outcomes_are_in_the_trail(staffed: Clinic) -> None:
    fails(at_terminal(staffed))
    assert at_terminal(staffed).sign_in("r7 ", PIN).signed == Signed("R7", Role.CLINICIAN, administers=True)
    assert trail(staffed)[-2:] == [
        ("(not signed in)", "failed sign-in", "operator R7 at ward-3"),
        ("R7", "sign in", "operator R7 at ward-3"),
    ]
    assert staffed.records.verify().problems == ()


def test_failures_at_one_terminal_slow_every_other_and_outlive_a_restart(staffed: Clinic) -> None:
    fails(at_terminal(staffed, "ward-3"), times=FREE)
    with pytest.raises(MustWait, match="next try is taken in 5 seconds"):
        at_terminal(staffed, "ward-4").sign_in("R7", PIN)
    assert at_terminal(staffed, "ward-4").sign_in("R8", PIN).signed.name == "R8", "others are not held up"
    last_failure_was(staffed, 6)
    fails(at_terminal(staffed, "ward-4"))
    with pytest.raises(MustWait, match="10 seconds"):
        at_terminal(staffed).sign_in("R7", PIN)
    last_failure_was(staffed, 11)
    at_terminal(staffed).sign_in("R7", PIN)
    fails(at_terminal(staffed), times=FREE)


def test_the_wait_never_grows_without_end(staffed: Clinic) -> None:
    fails(at_terminal(staffed))
    staffed.run("UPDATE failed_sign_ins SET failures = 1000000")
    with pytest.raises(MustWait, match="15 minutes"):
        at_terminal(staffed).sign_in("R7", PIN)
    last_failure_was(staffed, LONGEST + 1)
    at_terminal(staffed).sign_in("R7", PIN)


def test_a_clock_that_is_set_back_neither_opens_nor_locks_out_for_ever(staffed: Clinic) -> None:
    fails(at_terminal(staffed), times=FREE)
    last_failure_was(staffed, -86_400)
    with pytest.raises(MustWait, match="5 seconds"):
        at_terminal(staffed).sign_in("R7", PIN)
    with staffed.records.database.reading() as connection:
        [latest] = connection.execute(text("SELECT latest FROM failed_sign_ins")).scalars()
    assert latest[:10] <= now().date().isoformat(), "the wait runs by the clock as it is now"


def test_guesses_at_many_terminals_at_once_gain_nothing(staffed: Clinic) -> None:
    def guess(number: int) -> type[SignInRefused]:
        with pytest.raises(SignInRefused) as refused:
            at_terminal(staffed, f"ward-{number}").sign_in("R7", WRONG)
        return type(refused.value)

    with ThreadPoolExecutor(6) as pool:
        told = Counter(pool.map(guess, range(9)))
    assert told == {WrongPin: FREE, MustWait: 9 - FREE}


def test_an_unknown_name_is_answered_and_slowed_alike_and_what_was_typed_is_kept_nowhere(
    staffed: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_module, "MOST_UNKNOWN", 2)
    with pytest.raises(WrongPin) as unknown:
        at_terminal(staffed).sign_in(PIN, PIN)
    with pytest.raises(WrongPin) as known:
        at_terminal(staffed).sign_in("R7", WRONG)
    assert str(unknown.value) == str(known.value)
    fails(at_terminal(staffed), PIN, FREE - 1)
    with pytest.raises(MustWait):
        at_terminal(staffed).sign_in(PIN, WRONG)
    for odd in ("", "\x00", "\ud800", "x" * 5000, "R7' OR 1=1 --"):
        fails(at_terminal(staffed), odd)
    assert not any(PIN in part or WRONG in part for row in trail(staffed) for part in row)
    assert ("(not signed in)", "failed sign-in", "an unknown name at ward-3") in trail(staffed)
    with staffed.records.database.reading() as connection:
        kept = connection.execute(text("SELECT name_key FROM failed_sign_ins")).scalars().all()
    assert "r7" in kept
    assert len(kept) == 3, "no more unknown names are kept than that"


def test_a_pin_stands_nowhere_as_it_is(staffed: Clinic) -> None:
    with staffed.records.database.reading() as connection:
        pins = connection.execute(text("SELECT pin FROM operators")).scalars().all()
        told = connection.execute(
            text("SELECT subject || coalesce(before, '') || coalesce(after, '') FROM audit")
        )
        assert not [row for row in told.scalars() if PIN in row or "argon2" in row]
    assert len(set(pins)) == len(pins) == 4
    assert all(each.startswith("$argon2id$") and PIN not in each for each in pins)


def test_records_with_accounts_open_for_nobody_who_is_not_signed_in(staffed: Clinic) -> None:
    with pytest.raises(SignInNeeded):
        staffed.terminal()
    with pytest.raises(SignInNeeded):
        # It was opened before there was any account.
        Accounts(staffed.records, CHEAP).add("R9", Role.CLINICIAN, PIN)


def test_a_pin_that_is_guessed_first_is_refused() -> None:
    for secret in ("48291", "000000", "121212", "123456", "fedcba", "R-2007", "", "x" * 129, "ab\ncdef"):
        with pytest.raises(PinRefused):
            check_pin(secret, "r-2007")
    check_pin(PIN, "r-2007")


def test_an_account_is_changed_by_who_administers_and_the_last_of_them_stays(staffed: Clinic) -> None:
    records = opened(staffed, ADMINISTRATOR)
    resident = opened(staffed, Signed("R8", Role.RESIDENT))
    try:
        accounts = Accounts(records, CHEAP)
        for refused in (
            lambda: accounts.remove("R7"),
            lambda: accounts.change_role("R7", Role.AUDITOR, administers=False),
            lambda: accounts.add("r7", Role.AUDITOR, PIN),
            lambda: accounts.add("a\x1bb", Role.AUDITOR, PIN),
            lambda: accounts.reset("R9", PIN),
        ):
            with pytest.raises(AccountRefused):
                refused()
        with pytest.raises(NotAllowed, match="needs an account that administers"):
            Accounts(resident, CHEAP).reset("R7", "other-pin")
        Accounts(resident, CHEAP).reset("R8", "my own passphrase")
        fails(at_terminal(staffed), "R8", FREE)
        accounts.reset("R8", "another one")
        assert at_terminal(staffed).sign_in("R8", "another one").signed.role is Role.RESIDENT
        assert accounts.change_role("R8", Role.CLINICIAN, administers=True).administers
        accounts.remove("R7")
        fails(at_terminal(staffed))
        assert [each.name for each in accounts.all()] == ["A1", "C1", "R8"]
    finally:
        records.close()
        resident.close()
