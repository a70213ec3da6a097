"""Commands and plain words: what is understood, and what is a question."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from assistant.conversation.commands.listed import COMMANDS
from assistant.conversation.turn import CardKind, Copy, Quit, Voice
from tests.conversation.talk import Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        "/score clasi full",
        "/SCORE CLASI",
        "score clasi",
        "start a clasi",
        "Start a CLASI.",
        "do a new clasi please",
        "begin the CLASI-A now",
        "clasi",
        "/score clasy",
    ],
)
def test_these_start_a_clasi(talk: Talk, line: str) -> None:
    talk.say(line)
    assert talk.turn.panel.instrument.startswith("CLASI, version 2")
    assert talk.turn.to_card
    assert talk.desk.asked == []


@pytest.mark.parametrize(
    "line",
    [
        "what is clasi",
        "clasi?",
        "start anifrolumab",
        "do I score scars in clasi",
        "score for herpes zoster",
        "patient with anti-Ro on hcq",
        "help me choose between mtx and mmf",
        "can I undo atrophy",
        "continue hcq in remission?",
        "[on] medication",
    ],
)
def test_these_are_questions(talk: Talk, line: str) -> None:
    talk.say(line)
    assert talk.desk.asked == [line]
    assert talk.turn.panel.instrument == ""


def test_score_alone_offers_every_instrument(talk: Talk) -> None:
    talk.say("/score")
    assert [choice.label for choice in talk.card.choices] == ["CLA-IGA", "CLASI", "SLEDAI-2K"]
    talk.press("3")
    assert talk.turn.panel.instrument.startswith("SLEDAI-2K")


def test_an_offer_is_declined_with_escape(talk: Talk) -> None:
    talk.say("/score")
    assert talk.press("escape").card is None


def test_an_unknown_instrument_names_the_nearest(talk: Talk) -> None:
    talk.say("/score sledai-2x")
    assert talk.turn.replies[0].voice is Voice.PROBLEM
    assert "sledai" in talk.last.lower()


@pytest.mark.parametrize(("line", "meant"), [("/score sledai-2x", "SLEDAI-2K"), ("/score clasj", "CLASI")])
def test_an_instrument_that_is_meant_is_called_by_its_own_name(talk: Talk, line: str, meant: str) -> None:
    assert f"Did you mean {meant}?" in talk.say(line).replies[0].text


@pytest.mark.parametrize("line", ["score pasi", "/score pasi", "Score DLQI"])
def test_an_instrument_that_is_not_here_is_told_with_what_there_is(talk: Talk, line: str) -> None:
    talk.say(line)
    assert "What can be scored: CLA-IGA, CLASI and SLEDAI-2K." in talk.last
    assert talk.desk.asked == []


@pytest.mark.parametrize(("line", "meant"), [("scroe clasi", "score clasi"), ("scor sledai", "score sledai")])
def test_a_misspelt_start_is_suggested_and_taken_by_its_number(talk: Talk, line: str, meant: str) -> None:
    assert f"Did you mean {meant}?" in talk.say(line).replies[0].text
    assert talk.say("1").to_card
    assert talk.desk.asked == []


def test_resume_of_a_patient_goes_on_with_that_patient(talk: Talk) -> None:
    for code, keys in (("P5", "2"), ("P6", "2 1"), ("P7", "3")):
        talk.say(f"/patient {code}")
        if talk.turn.card is not None:
            talk.press("1")
        talk.say("/score clasi full")
        talk.press(keys)
    talk.say("resume p5")
    assert talk.status.startswith("CLASI P5 1/56")
    assert talk.say("/resume P6").panel.status.startswith("CLASI P6 2/56")
    assert "Nothing is unfinished of 'P9'" in talk.say("resume P9").replies[-1].text
    assert talk.status.startswith("CLASI P6")


def test_an_unknown_command_names_the_nearest(talk: Talk) -> None:
    assert "Did you mean /resume?" in talk.say("/resum").replies[0].text
    assert "Did you mean" not in talk.say("/xyzzy").replies[0].text
    assert "F2 shows" in talk.say("/panel").replies[0].text


def test_words_that_end_or_begin_elsewhere_lead_somewhere_here(talk: Talk) -> None:
    assert isinstance(talk.say("/exit").deed, Quit)
    assert "Did you mean quit?" in talk.say("q").replies[0].text
    assert isinstance(talk.say("1").deed, Quit)
    assert "First steps" in talk.say("how do I begin?").replies[0].text
    assert "opens or records one" in talk.say("new patient").replies[0].text
    assert "clasi" in talk.say("train clasi").panel.status.lower() or talk.turn.card is not None
    assert "Keys on the whole form" in talk.say("/help keys").replies[0].text
    talk.say("score cla-iga")
    assert "Keys in a questionnaire" in talk.say("/help").replies[0].text


def test_the_help_lists_what_exists(talk: Talk) -> None:
    text = talk.say("/help").replies[0].text
    assert all(f"/{command.name}" in text for command in COMMANDS)
    assert "not a medical device" in text


def test_every_listed_command_is_done(tmp_path: Path) -> None:
    for command in COMMANDS:
        turn = Talk(tmp_path / command.name).say(f"/{command.name}")
        assert turn.replies or turn.card or turn.deed or turn.lock, command.name
        for plain in command.plain:
            assert Talk(tmp_path / "plain").say(plain) is not None


@pytest.mark.parametrize("code", ["P-014", "7", "site3/021", "LE 0042", "case-4"])
def test_a_study_code_is_taken_and_shown(talk: Talk, code: str) -> None:
    talk.say(f"/patient {code}")
    if talk.turn.card is not None:
        talk.press("y")
    assert talk.turn.panel.patient == code
    talk.say("/score clasi full")
    assert code in talk.status


@pytest.mark.parametrize("name", ["Maria Schmidt", "Schmidt", "O'Neill", "Müller"])
def test_a_value_that_looks_like_a_name_is_asked_about(talk: Talk, name: str) -> None:
    talk.say(f"/patient {name}")
    assert "may be a name" in card_text(talk.card)
    assert talk.press("escape").panel.patient == ""


@pytest.mark.parametrize("line", ["patient Anna Schmidt", "Patient O'Neill", "patient is Müller"])
def test_a_name_in_plain_words_is_asked_about_too(talk: Talk, line: str) -> None:
    talk.say(line)
    assert "may be a name" in card_text(talk.card)
    assert talk.desk.asked == []
    assert talk.press("escape").panel.patient == ""


@pytest.mark.parametrize("code", ["x" * 33, "P\x1b[31m1", "=cmd|1", "\u202e12", "-"])
def test_an_impossible_code_is_refused(talk: Talk, code: str) -> None:
    talk.say(f"/patient {code}")
    assert "cannot be a study code" in talk.last
    assert "\x1b" not in talk.last
    assert talk.turn.panel.patient == ""


def test_plain_words_set_a_code_only_when_it_is_one(talk: Talk) -> None:
    talk.say("patient P-014")
    assert talk.turn.panel.patient == "P-014"


def test_a_code_set_during_an_assessment_without_one_belongs_to_it(talk: Talk) -> None:
    talk.say("/score cla-iga", "/patient P-2")
    talk.press("escape 3 enter")
    assert "Patient code: P-2" in talk.turn.replies[0].text


def test_a_second_code_during_an_assessment_is_asked_about_and_corrects_it(talk: Talk) -> None:
    talk.say("/patient P-1", "/score cla-iga")
    talk.press("3")
    talk.say("/patient P-2")
    assert "under way is of P-1" in talk.card.question
    talk.press("2 escape enter")
    assert "Patient code: P-2" in talk.turn.replies[0].text


def test_a_second_code_for_another_patient_leaves_the_first_assessment_as_it_is(talk: Talk) -> None:
    talk.say("/patient P-1", "/score clasi full")
    talk.press("2")
    talk.say("/patient P-2")
    talk.press("1")
    assert "CLASI is kept unfinished" in talk.last
    assert "not on record" in talk.card.title
    talk.say("/score cla-iga")
    talk.press("3 enter")
    assert "Patient code: P-2" in talk.turn.replies[0].text
    talk.say("/resume")
    assert talk.status.startswith("CLASI P-1 1/56")


def test_copy_gives_the_summary_of_what_is_under_way_marked_as_unfinished(talk: Talk) -> None:
    assert "no summary yet" in talk.say("/copy").replies[0].text
    talk.say("/score clasi full")
    talk.press("2")
    deed = talk.say("/copy").deed
    assert isinstance(deed, Copy)
    assert "NOT FINISHED" in deed.text
    assert "INCOMPLETE" in deed.text


def test_copy_gives_the_finished_summary_afterwards(talk: Talk) -> None:
    talk.say("/score cla-iga")
    summary = talk.press("3 enter").replies[0].text
    deed = talk.say("/copy").deed
    assert isinstance(deed, Copy)
    assert deed.text.strip() == summary


def test_export_saves_the_block_privately_and_says_where(talk: Talk, tmp_path: Path) -> None:
    talk.say("/patient P-014", "/score cla-iga")
    summary = talk.press("3 enter").replies[0].text
    talk.say("/export")
    (path,) = (tmp_path / "exports").iterdir()
    assert str(path) in talk.last
    assert path.name.startswith("cla-iga-P-014-")
    assert path.read_text(encoding="utf-8").strip() == summary
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_export_to_a_named_file_never_replaces_one(talk: Talk, tmp_path: Path) -> None:
    talk.say("/score cla-iga")
    talk.press("3 enter")
    target = tmp_path / "note.txt"
    assert str(target) in talk.say(f"/export {target}").replies[0].text
    assert "exists already" in talk.say(f"/export {target}").replies[0].text


def test_instruments_are_listed(talk: Talk) -> None:
    text = talk.say("/instruments").replies[0].text
    assert all(name in text for name in ("CLASI", "CLA-IGA", "SLEDAI-2K"))


def test_quit_asks_nothing_when_everything_is_on_disk(talk: Talk) -> None:
    talk.say("/score clasi full")
    talk.press("2")
    assert isinstance(talk.say("/quit").deed, Quit)


def test_undo_outside_an_assessment_says_so(talk: Talk) -> None:
    assert "nothing to take back" in talk.say("undo").replies[0].text


def test_a_second_instrument_leaves_the_first_kept(talk: Talk) -> None:
    talk.say("/score clasi full")
    talk.press("2 1")
    talk.say("/score cla-iga")
    assert "CLASI is kept unfinished" in talk.last
    talk.press("3 enter")
    talk.say("/resume")
    assert talk.card.kind is CardKind.QUESTION
    assert talk.turn.panel.answered == 2
