"""Who is at the terminal: the lock, another who takes over, roles within a walk, and no server to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.conversation.access.access import Access
from assistant.conversation.access.idle import Idle, WrongLockTime, minutes_set
from assistant.conversation.turn import Quit, Turn
from assistant.records.errors import StoreAway
from assistant.records.records import Records
from tests.conversation.talk import Talk
from tests.records.operators import PIN, FileDesk

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.records.assessment import Assessment
    from assistant.records.store.audit import Entry

WRONG = "000001"


class Ward:
    """A terminal whose records have an operator of each role, and its clock of idleness."""

    def __init__(self, home: Path) -> None:
        before = Talk(home)
        before.say("/patient P-014")
        before.press("enter")
        before.say("/set phototype III")
        before.chart.close()
        self.desk = FileDesk(home)
        self.desk.add_one_of_each()
        self.home = home
        self.seconds = 0.0
        self.talk = self.started()

    def started(self) -> Talk:
        """The program as it starts."""
        idle = Idle(clock=lambda: self.seconds)
        return Talk(self.home, access=Access(self.desk, accounts=True, operator="R7", idle=idle))

    def signed(self) -> list[Assessment]:
        """What is signed of the patient."""
        with_all = self.talk.chart.records.in_the_name_of("test")
        return [each for visit in with_all.whole("P-014").visits for each in visit.assessments]

    def trail(self) -> list[Entry]:
        """The audit trail."""
        return list(self.talk.chart.records.in_the_name_of("test").trail())


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path)


def begin(talk: Talk) -> None:
    """Have a walk of the patient under way."""
    talk.say("/patient P-014", "/score clasi full")
    talk.press("2")


def locked(turn: Turn) -> bool:
    """Whether a turn tells nothing but who is asked."""
    return turn.lock is not None and turn == Turn(lock=turn.lock) and "P-014" not in repr(turn)


def test_with_accounts_nothing_is_told_or_taken_before_the_sign_in(ward: Ward) -> None:
    ward.talk.sign_in("R7", PIN)
    begin(ward.talk)
    ward.talk.drafts.close()
    talk = ward.started()
    assert locked(talk.turn)
    assert locked(talk.say("/patients"))
    assert locked(talk.say("HZ risk?"))
    assert locked(talk.press("enter"))
    assert locked(talk.conversation.take_run_back())
    assert talk.desk.asked == []
    assert locked(talk.sign_in("R7", WRONG))
    assert talk.turn.lock is not None
    assert "The name or the PIN is wrong" in talk.turn.lock.told
    talk.sign_in("R7", PIN)
    assert "An unfinished assessment is here: CLASI, P-014" in " ".join(talk.heard)
    assert talk.heard[-1] == "Signed in: R7, clinician. /lock hides everything."


def test_the_lock_hides_everything_and_who_was_here_finds_it_as_it_was(ward: Ward) -> None:
    talk = ward.talk
    talk.sign_in("R7", PIN)
    begin(talk)
    before = talk.turn
    assert locked(talk.say("/lock"))
    assert talk.turn.lock is not None
    assert (talk.turn.lock.operator, talk.turn.lock.asks_pin) == ("R7", True)
    assert locked(talk.press("3"))
    talk.sign_in("r7", PIN)
    assert (talk.turn.card, talk.turn.panel, talk.turn.fresh) == (before.card, before.panel, False)
    talk.press("1")
    assert talk.status.startswith("CLASI P-014 2/56")


def test_another_finds_nothing_of_it_but_can_take_the_walk_up_and_signs_in_the_own_name(ward: Ward) -> None:
    talk = ward.talk
    talk.sign_in("R8", PIN)
    talk.say("HZ risk?", "/patient P-014", "/score cla-iga")
    talk.press("3 enter")
    assert "signing an assessment needs the role clinician; R8 is signed in as resident" in talk.turn.notice
    assert ward.signed() == []
    talk.say("/lock")
    turn = talk.sign_in("R7", PIN)
    assert turn.fresh
    assert turn.panel.patient == ""
    assert talk.desk.asked == [], "what was asked before is forgotten"
    assert not any("HZ" in reply.text for reply in turn.replies)
    assert "An unfinished assessment is here: CLA-IGA, P-014" in turn.replies[-2].text
    talk.press("enter")
    talk.press("enter")
    [assessment] = ward.signed()
    assert assessment.rater == "R7"
    talk.say("/amend cla-iga looked again")
    talk.press("left 2 enter")
    assert [(each.revision, each.rater) for each in ward.signed()] == [(1, "R7"), (2, "R7")]
    done = [(each.operator, each.action) for each in ward.trail()]
    assert ("R7", "sign assessment") in done
    assert ("R7", "amend assessment") in done
    assert [who for who, action in done if action == "sign in"] == ["R8", "R7"]


def test_the_lock_holds_on_a_tour_which_is_for_every_role_and_ends_for_another(ward: Ward) -> None:
    talk = ward.talk
    talk.sign_in("C1", PIN)
    talk.say("/tour")
    assert "is signed in as curator" not in talk.say("/score clasi full").replies[0].text
    assert locked(talk.say("/lock"))
    talk.sign_in("C1", PIN)
    assert talk.turn.guide is not None
    talk.say("/lock")
    assert talk.sign_in("R7", PIN).guide is None
    assert talk.heard[-1].startswith("Signed in: R7")


def test_someone_whose_role_has_nothing_to_do_with_it_is_told_of_no_patient(ward: Ward) -> None:
    ward.talk.sign_in("R7", PIN)
    begin(ward.talk)
    ward.talk.say("/lock")
    turn = ward.talk.sign_in("C1", PIN)
    assert (turn.card, turn.fresh) == (None, True)
    assert "P-014" not in repr(turn)


def test_answers_that_are_on_no_disk_are_left_to_nobody_else(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = ward.talk
    talk.sign_in("R7", PIN)
    begin(talk)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("assistant.records.under_way.drafts.write_durably", full)
    talk.press("1")
    assert talk.turn.notice.startswith("NOT SAVED")
    talk.say("/lock")
    assert locked(talk.sign_in("R8", PIN))
    assert talk.turn.lock is not None
    assert "only R7 can go on" in talk.turn.lock.told
    assert locked(talk.say("/quit"))
    talk.sign_in("R7", PIN)
    assert talk.status.startswith("CLASI P-014 2/56")


def test_it_locks_where_nobody_is_there_and_not_while_somebody_is(ward: Ward) -> None:
    talk = ward.talk
    talk.sign_in("R7", PIN)
    assert talk.conversation.seconds_idle == 300
    ward.seconds += 299
    assert talk.conversation.hide_if_idle(touched=True) is None
    ward.seconds += 299
    assert talk.conversation.hide_if_idle(touched=False) is None
    ward.seconds += 1
    turn = talk.conversation.hide_if_idle(touched=True)
    assert turn is not None
    assert locked(turn)
    assert locked(talk.press("1")), "the key that came too late is not taken"


def test_where_the_records_cannot_be_asked_only_who_was_here_comes_in_and_slowly(ward: Ward) -> None:
    talk = ward.talk
    talk.sign_in("R7", PIN)
    begin(talk)
    talk.say("/lock")
    ward.desk.away = StoreAway("the database 'ward' cannot be reached")
    assert locked(talk.sign_in("R8", PIN))
    assert talk.turn.lock is not None
    assert "cannot be reached" in talk.turn.lock.told
    for _ in range(3):
        assert locked(talk.sign_in("R7", WRONG))
    assert locked(talk.sign_in("R7", PIN))
    assert talk.turn.lock is not None
    assert "next try is taken in 5 seconds" in talk.turn.lock.told
    ward.desk.away = None
    talk.sign_in("R7", PIN)
    talk.say("/lock")
    ward.desk.away = StoreAway("the database 'ward' cannot be reached")
    talk.sign_in("R7", PIN)
    assert talk.status.startswith("CLASI P-014 1/56")


def test_what_waits_to_be_signed_is_signed_in_the_name_of_who_finished_it(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = ward.talk
    talk.sign_in("R7", PIN)
    with monkeypatch.context() as lost:

        def away(*_arguments: object) -> None:
            raise StoreAway("the database 'ward' cannot be reached")

        lost.setattr(Records, "sign", away)
        talk.say("/patient P-014", "/score cla-iga")
        talk.press("3 enter")
        assert "is signed as of now when that returns" in talk.last
    talk.drafts.close()
    talk.chart.close()
    ward.talk = ward.started()
    ward.talk.sign_in("R8", PIN)
    assert "Signed into the visit of 22.11.2026 by R7" in " ".join(ward.talk.heard)
    assert [each.rater for each in ward.signed()] == ["R7"]
    assert [each.operator for each in ward.trail() if each.action == "sign assessment"] == ["R7"]


def test_a_role_that_is_changed_meanwhile_holds_from_the_next_sign_in(ward: Ward) -> None:
    talk = ward.talk
    talk.sign_in("R7", PIN)
    begin(talk)
    talk.say("/lock")
    with talk.chart.records.database.writing() as connection:
        connection.exec_driver_sql("UPDATE operators SET role = 'curator' WHERE name = 'R7'")
    turn = talk.sign_in("R7", PIN)
    assert turn.fresh
    assert "P-014" not in repr(turn)
    talk.say("/resume")
    assert "scoring needs the role clinician or resident; R7 is signed in as curator" in talk.last


def test_without_accounts_the_screen_is_hidden_until_enter_and_says_that_no_pin_is_set(
    tmp_path: Path,
) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi full")
    talk.press("2")
    before = talk.turn
    assert talk.conversation.seconds_idle is None
    assert locked(talk.say("/lock"))
    assert talk.turn.lock is not None
    assert not talk.turn.lock.asks_pin
    assert "No PIN is set" in talk.turn.lock.told
    talk.sign_in("", "")
    assert talk.turn.card == before.card
    talk.say("/lock")
    assert isinstance(talk.say("/quit").deed, Quit)


def test_accounts_that_were_made_meanwhile_hold_at_the_next_lock_and_keep_the_walk(tmp_path: Path) -> None:
    desk = FileDesk(tmp_path)
    talk = Talk(tmp_path, access=Access(desk))
    talk.say("/patients", "/score clasi full")
    talk.press("2")
    desk.add_one_of_each()
    talk.say("/lock")
    assert locked(talk.sign_in("", ""))
    assert talk.turn.lock is not None
    assert talk.turn.lock.asks_pin
    talk.sign_in("R7", PIN)
    assert talk.status.startswith("CLASI 1/56")
    assert talk.conversation.seconds_idle == 300


@pytest.mark.parametrize(("written", "minutes"), [("", None), ("off", 0), ("0", 0), ("2.5", 2.5)])
def test_when_to_lock_is_set_in_minutes(
    monkeypatch: pytest.MonkeyPatch, written: str, minutes: float | None
) -> None:
    monkeypatch.setenv("MALAR_LOCK_AFTER", written)
    assert minutes_set() == minutes
    assert Idle(minutes).seconds(accounts=True) == {None: 300, 0: None, 2.5: 150}[minutes]


@pytest.mark.parametrize("written", ["soon", "-1", "nan", "1e9"])
def test_a_time_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("MALAR_LOCK_AFTER", written)
    with pytest.raises(WrongLockTime, match="MALAR_LOCK_AFTER is a number of minutes"):
        minutes_set()
