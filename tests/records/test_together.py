"""Several terminals on one database: seen elsewhere, taken over, merged; and a database that goes away."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.conversation.chart.chart import Chart
from assistant.records.opening import open_assessments, open_records
from assistant.records.under_way.server_thread import FIRST_PAUSE
from assistant.records.under_way.sharing import Sharing
from tests.conversation.talk import Talk
from tests.records.postgres import NoServer, Server, server_needed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.records.under_way.open_assessments import OpenAssessments
PATIENT = 60.0
"""Seconds for which a test waits for the database, which a user never would."""


class Seconds:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """The time in seconds."""
        return self.now


class Ward:
    """Terminals of a department, each with a disk of its own, on one database."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._monkeypatch = monkeypatch
        self._stores: list[OpenAssessments] = []
        self._talks: list[tuple[Talk, Sharing]] = []
        self.seconds = Seconds()

    def at(self, terminal: str, operator: str, *, chart: Chart | None = None) -> Talk:
        """A conversation at a terminal; the same name is the same disk. No chart: records of its own."""

        def opener() -> OpenAssessments:
            with self._monkeypatch.context() as context:
                context.setenv("MALAR_TERMINAL", terminal)
                context.setenv("MALAR_OPERATOR", operator)
                self._stores.append(open_assessments())
                return self._stores[-1]

        sharing = Sharing(opener, patience=PATIENT, clock=self.seconds)
        talk = Talk(self._folder / terminal, sharing, chart)
        self._talks.append((talk, sharing))
        return talk

    def rows(self) -> dict[str, tuple[str, int, bool]]:
        """What stands in the database: by terminal, instrument, how many answers, and whether it is held."""
        return {each.terminal: (each.instrument, each.answered, each.held) for each in self.store.listing()}

    @property
    def store(self) -> OpenAssessments:
        """The table, looked at from outside."""
        self._stores.append(open_assessments())
        return self._stores[-1]

    def close(self) -> None:
        """Close every terminal and connection."""
        for talk, sharing in self._talks:
            talk.drafts.close()
            talk.chart.close()
            sharing.end()
        for store in self._stores:
            store.close_connections()


@pytest.fixture
def ward(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ward]:
    """Terminals on each of the databases."""
    assert database_url
    ward = Ward(tmp_path, monkeypatch)
    yield ward
    ward.close()


def begin(ward: Ward, keys: str = "2 1") -> Talk:
    """R7 at room-1 has begun a CLASI of P-014."""
    first = ward.at("room-1", "R7")
    first.say("/patient P-014", "/score clasi full")
    first.press(keys)
    return first


def take(ward: Ward) -> Talk:
    """R9 at room-2 takes it over."""
    second = ward.at("room-2", "R9")
    second.say("/resume")
    second.press("1 y")
    return second


def test_every_answer_follows_into_the_database_and_is_seen_elsewhere(ward: Ward) -> None:
    first = begin(ward)
    assert ward.rows() == {"room-1": ("clasi", 2, True)}
    first.press("0")
    second = ward.at("room-2", "R9")
    seen = "CLASI, P-014, 3 of 56 answered: open elsewhere, R7 at room-1 since"
    assert any(line.startswith(seen) for line in second.heard)
    assert any(line.startswith(seen) for line in [each.text for each in second.say("/patient P-014").replies])
    assert not any("open elsewhere" in each.text for each in second.say("/patient P-015").replies)
    first.say("/resume")
    assert first.card.title.startswith("CLASI")


def test_what_is_open_elsewhere_is_taken_over_only_on_purpose(ward: Ward) -> None:
    begin(ward, "2 1 n")
    second = ward.at("room-2", "R9")
    second.say("/resume")
    assert "open elsewhere, R7 at room-1" in second.card.choices[0].label
    second.press("1")
    assert "Take it over?" in second.card.question
    second.press("escape")
    assert (second.turn.card, ward.rows()) == (None, {"room-1": ("clasi", 3, True)})
    second.say("/resume")
    second.press("1 y")
    assert "taken over and goes on here, 3 of 56 answered" in second.last
    assert second.status.startswith("CLASI P-014 3/56")
    assert ward.rows() == {"room-2": ("clasi", 3, True)}
    second.press("u")
    assert second.turn.panel.answered == 2
    records = open_records()
    assert [(each.action, each.before, each.after) for each in records.trail()] == [
        ("take over", "R7 at room-1", "R9 at room-2")
    ]
    assert records.verify().problems == ()
    records.close()


def test_the_first_terminal_is_told_at_its_next_answer_and_both_sets_become_one(ward: Ward) -> None:
    first = begin(ward)
    second = take(ward)
    second.press("1 3")
    turn = first.press("0")
    assert "Conflict: The CLASI of P-014 was taken over elsewhere: R9 at room-2" in turn.replies[-1].text
    assert "1 item answered only there, 1 item to choose" in first.card.choices[0].note
    first.press("1")
    assert first.card.question == "Scalp: dyspigmentation: which holds?"
    assert [(each.key, each.label) for each in first.card.choices] == [("1", "0 none"), ("2", "1 present")]
    first.press("2")
    chosen = "Scalp: dyspigmentation 1 present (here 0 none)"
    assert f"Merged with R9 at room-2: 1 item joined; chosen: {chosen}" in first.last
    assert (first.turn.panel.answered, ward.rows()) == (4, {"room-1": ("clasi", 4, True)})
    assert first.press("u").panel.answered == 3
    assert "R7 at room-1" in second.press("0").replies[-1].text


def test_what_was_settled_is_not_asked_again_at_the_other_terminal(ward: Ward) -> None:
    first = begin(ward)
    second = take(ward)
    second.press("1")
    first.press("0 1 1")
    assert "0 none (there 1 present)" in first.last
    second.press("2")
    assert "nothing differs" in second.card.choices[0].note
    second.press("1")
    assert "1 item joined" in second.last
    assert (second.turn.panel.answered, ward.rows()) == (4, {"room-2": ("clasi", 4, True)})


def test_leaving_it_there_keeps_what_was_answered_here_for_a_later_merge(ward: Ward) -> None:
    first = begin(ward)
    second = take(ward)
    first.press("0 2")
    assert "Left to R9 at room-2" in first.last
    assert first.turn.card is None
    second.say("/quit")
    assert ward.rows() == {"room-2": ("clasi", 2, False)}
    first.say("/resume")
    assert "taken over elsewhere" in first.card.title
    first.press("1")
    assert first.turn.panel.answered == 3
    assert ward.rows() == {"room-1": ("clasi", 3, True)}


def test_what_was_finished_elsewhere_leaves_the_answers_here_as_they_are(ward: Ward) -> None:
    first = begin(ward)
    second = take(ward)
    second.press("r enter")
    assert ward.rows() == {}
    turn = first.press("0")
    assert "was finished elsewhere" in turn.replies[-1].text
    first.press("1")
    assert "an assessment of its own" in first.last
    assert ward.rows() == {"room-1": ("clasi", 3, True)}
    assert len(list((first.home / "drafts").glob("*.json"))) == 1
    third = ward.at("room-3", "R7")
    assert any("3 of 56 answered" in line for line in third.heard)


def test_answers_to_a_finished_one_can_be_put_aside(ward: Ward) -> None:
    first = begin(ward)
    take(ward).press("r enter")
    first.press("0 2")
    assert "what was answered here lies in" in first.last
    [kept] = (first.home / "drafts" / "aside").iterdir()
    assert json.loads(kept.read_text(encoding="utf-8"))["answered"] == 3
    assert "Nothing is unfinished" in first.say("/resume").replies[-1].text


def test_nothing_is_finished_that_another_has_taken_over(ward: Ward) -> None:
    first = begin(ward)
    first.press("r")
    second = take(ward)
    first.press("enter")
    assert "taken over elsewhere" in first.card.title
    assert not (first.home / "finished").exists()
    second.press("left 0")
    assert ward.rows() == {"room-2": ("clasi", 3, True)}


def test_a_terminal_that_left_it_is_not_asked(ward: Ward) -> None:
    begin(ward).say("/quit")
    second = ward.at("room-2", "R9")
    assert any("left unfinished by R7 at room-1" in line for line in second.heard)
    second.say("/resume")
    second.press("1")
    assert second.status.startswith("CLASI P-014 2/56")


def test_a_killed_terminal_goes_on_without_a_conflict_where_nobody_took_over(ward: Ward) -> None:
    first = begin(ward)
    first.drafts.close()
    again = ward.at("room-1", "R7")
    again.press("enter 0")
    assert again.turn.panel.answered == 3
    assert not any("Conflict" in line for line in again.heard)
    assert ward.rows() == {"room-1": ("clasi", 3, True)}


def test_a_killed_terminal_learns_when_it_goes_on_that_another_took_over(ward: Ward) -> None:
    first = begin(ward)
    first.drafts.close()
    take(ward).press("0")
    again = ward.at("room-1", "R7")
    again.press("enter")
    assert "taken over elsewhere" in again.card.title
    again.press("1")
    assert "Merged with R9 at room-2: 1 item joined" in again.last
    assert again.turn.panel.answered == 3


def test_two_copies_on_one_machine_do_not_take_from_each_other(ward: Ward) -> None:
    first = begin(ward)
    beside = ward.at("room-1", "R7")
    assert any("open in another malar (process" in line for line in beside.heard)
    assert "Nothing is unfinished" in beside.say("/resume").replies[-1].text
    first.press("0")
    assert ward.rows() == {"room-1": ("clasi", 3, True)}


def test_a_data_folder_put_back_to_an_older_state_overwrites_nothing(ward: Ward) -> None:
    first = begin(ward)
    [file] = (first.home / "drafts").glob("*.json")
    older = file.read_bytes()
    first.press("0 3 1")
    first.drafts.close()
    file.write_bytes(older)
    again = ward.at("room-1", "R7")
    again.press("enter")
    assert "taken over elsewhere" in again.card.title
    again.press("1")
    assert again.turn.panel.answered == 5


def test_a_terminal_that_was_suspended_is_shown_as_silent_and_told_when_it_wakes(ward: Ward) -> None:
    first = begin(ward)
    [there] = ward.store.listing()
    assert there.alive
    assert not replace(there, silent=3600.0).alive
    shift(ward, "-1 hour", "1 hour ago")
    second = ward.at("room-2", "R9")
    assert any("silent for 60 min" in line for line in second.heard)
    second.say("/resume")
    second.press("1 y")
    assert "Conflict" in first.press("0").replies[-1].text


def test_a_terminal_learns_by_its_own_beat_that_another_took_over(ward: Ward) -> None:
    begin(ward)
    [held] = [(each.id, each.holder) for each in ward.store.listing()]
    assert ward.store.beat([held]) == ()
    take(ward)
    [lost] = ward.store.beat([held])
    assert (lost.id, lost.terminal) == (held[0], "room-2")


def test_a_clock_of_the_database_that_was_put_back_makes_nobody_dead(ward: Ward) -> None:
    begin(ward)
    shift(ward, "+1 hour", "1 hour")
    [there] = ward.store.listing()
    assert there.alive
    assert any("open elsewhere" in line for line in ward.at("room-2", "R9").heard)


def test_a_clock_of_a_terminal_that_jumps_back_loses_nothing(ward: Ward) -> None:
    first = begin(ward)
    first.clock.now = first.clock.now.replace(year=2001)
    first.press("0")
    second = take(ward)
    assert second.turn.panel.answered == 3
    assert ward.rows() == {"room-2": ("clasi", 3, True)}


def shift(ward: Ward, sqlite: str, postgresql: str) -> None:
    """Move the last sign of life of everyone by so much."""
    from sqlalchemy import text

    database = ward.store._database
    if database.is_sqlite:
        moved = f"strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '{sqlite}')"
    else:
        sign = "-" if "ago" in postgresql else "+"
        moved = (
            f"to_char(now() AT TIME ZONE 'UTC' {sign} interval '1 hour', "
            """'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""
        )
    with database.writing() as connection:
        connection.execute(text(f"UPDATE open_assessments SET heartbeat = {moved}"))  # noqa: S608


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of one test, which may stop and start it."""
    try:
        server = Server()
    except NoServer:
        if server_needed():
            pytest.fail("PostgreSQL is missing, and is needed here: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql, and these tests run")
    yield server
    server.stop()


@pytest.fixture
def served(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ward]:
    """Terminals on a database of that server."""
    monkeypatch.setenv("MALAR_DATABASE_URL", server.new_database())
    ward = Ward(tmp_path, monkeypatch)
    yield ward
    ward.close()


def test_a_server_that_goes_away_in_mid_walk_is_told_and_answers_follow_when_it_returns(
    server: Server, served: Ward
) -> None:
    first = begin(served)
    server.away()
    turn = first.press("0")
    assert turn.notice.startswith("DATABASE AWAY: answers go on being kept on this machine")
    assert "cannot be reached" in turn.notice
    assert turn.panel.answered == 3
    [file] = (first.home / "drafts").glob("*.json")
    assert json.loads(file.read_text(encoding="utf-8"))["answered"] == 3
    assert first.press("1").notice, "nothing is tried before its time"
    assert first.say("/quit").deed is not None, "what is on this disk does not keep anyone here"
    again = served.at("room-1", "R7")
    assert again.press("enter").panel.answered == 4
    server.back()
    assert again.press("1").notice, "the pause is not over"
    served.seconds.now += 2 * FIRST_PAUSE
    turn = again.press("1")
    assert (turn.notice, turn.replies[-1].text) == (
        "",
        "The shared database is back: what was kept here meanwhile is written.",
    )
    assert served.rows() == {"room-1": ("clasi", 6, True)}


def test_what_was_finished_while_the_server_was_away_does_not_stay_open(server: Server, served: Ward) -> None:
    first = begin(served)
    server.away()
    first.press("0 r enter")
    assert (first.home / "finished").exists()
    server.back()
    again = served.at("room-1", "R7")
    assert served.rows() == {}
    assert not any("open elsewhere" in line or "left unfinished" in line for line in again.heard)


def test_what_is_finished_while_the_server_is_away_is_signed_once_when_it_returns(
    server: Server, served: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MALAR_OPERATOR", "R7")
    first = served.at("room-1", "R7", chart=Chart())
    first.say("/patient P-014")
    first.press("enter")
    first.say("/set phototype II", "/score cla-iga")
    server.away()
    first.press("2")
    first.press("r enter")
    assert "is signed as of now when that returns" in first.last
    [file] = (first.home / "unsigned").iterdir()
    kept = file.read_bytes()
    first.drafts.close()
    server.back()
    again = served.at("room-1", "R7", chart=Chart())
    assert "1 finished assessment still to be signed." in again.heard
    assert "Signed into the visit of 22.11.2026 by R7" in again.heard[-1]
    assert not file.exists()
    file.write_bytes(kept)
    assert "Signed into the visit" in served.at("room-1", "R7", chart=Chart()).heard[-1]
    records = Chart().records
    [visit] = records.whole("P-014").visits
    [signed] = visit.assessments
    assert (signed.revision, signed.rater, signed.signed_at.isoformat()[:10]) == (1, "R7", "2026-11-22")
    assert served.rows() == {}
    records.close()


def test_what_is_refused_by_the_time_it_could_be_signed_is_unfinished_again(
    server: Server, served: Ward
) -> None:
    first = served.at("room-1", "R7", chart=Chart())
    first.say("/patient P-014")
    first.press("enter")
    first.say("/set phototype II", "/score cla-iga")
    server.away()
    first.press("2")
    first.press("r enter")
    [file] = (first.home / "unsigned").iterdir()
    document = json.loads(file.read_text(encoding="utf-8"))
    document["state"]["belongs"] = {**document["state"]["belongs"], "amends": "A-0001", "revision": 1}
    file.write_text(json.dumps(document), encoding="utf-8")
    first.drafts.close()
    server.back()
    again = served.at("room-1", "R7", chart=Chart())
    assert "Conflict: CLA-IGA, P-014, finished" in again.heard[-1]
    assert "It is unfinished again: /resume opens it." in again.heard[-1]
    assert not file.exists()
    again.say("/resume")
    assert again.turn.panel.instrument.startswith("CLA-IGA")
