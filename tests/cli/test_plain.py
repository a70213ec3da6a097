"""`malar --plain`: the whole conversation by lines, as a screen reader reads it and a pipe drives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.conversation.walk.keys import QUESTIONNAIRE_KEYS
from assistant.visible import visible

if TYPE_CHECKING:
    from tests.cli.running import Malar, Run


def talk(malar: Malar, *lines: str) -> Run:
    """One run of the plain mode, which ends with its input."""
    run = malar("--plain", typed="\n".join(lines) + "\n")
    assert (run.code, run.err) == (0, "")
    return run


def said(run: Run) -> str:
    """What was said, on one line."""
    return " ".join(run.out.split())


def test_a_form_is_scored_from_the_first_line_to_the_summary(malar: Malar) -> None:
    run = talk(malar, "/patient P-014", "score clasi full", "2 1 0", "a", "y", "", "/copy", "/quit")
    text = said(run)
    assert "Scalp: erythema: 2 (red)" in text
    assert "CLASI · Ears: erythema" in text
    assert "Patient code: P-014" in text
    assert "activity 3 of 70, mild (Klein 2011)" in text
    assert "This is the summary" in text
    assert "Attested clear: Ears (all 4)" in text


def test_a_question_in_the_middle_leaves_the_form_as_it_is(malar: Malar) -> None:
    text = said(talk(malar, "score cla-iga", "dose of anifrolumab?", "3", "", "/quit"))
    assert "300 mg intravenously every 4 weeks" in text
    assert "Where it stands: Paolino 2023" in text
    assert "Global level 3 of 4, moderate" in text


def test_the_end_of_the_input_keeps_everything_and_an_empty_line_goes_on(malar: Malar) -> None:
    assert "every answer that was confirmed is kept" in said(
        talk(malar, "score sledai-2k full", "1", "1 0 1")
    )
    text = said(talk(malar, "", "u", "panel"))
    assert "An unfinished assessment is here: SLEDAI-2K" in text
    assert "Undone: organic brain syndrome: 1 (present)" in text
    assert "Answered: 2 of 24" in text


def test_keys_after_a_refused_one_are_not_taken_and_named(malar: Malar) -> None:
    text = said(talk(malar, "score clasi full", "2 9 1 1"))
    assert "There is no level 9 here" in text
    assert "Not taken after that: 1 1" in text
    assert "CLASI 1/56" in text
    assert "CLASI 2/56" not in text


TYPED = {"left": "back", "right": "next", "enter": "", "escape": "esc", "tab": "panel", "0-9": "0"}


@pytest.mark.parametrize("key", [each.key for each in QUESTIONNAIRE_KEYS])
def test_every_key_of_a_questionnaire_can_be_typed(malar: Malar, key: str) -> None:
    """Each tells something that was not told before."""
    before = talk(malar, "score clasi full", "1").out.splitlines()
    after = talk(malar, "score clasi full", "1", TYPED.get(key, key)).out.splitlines()
    told = [line for line in after if line not in before]
    assert told
    assert not any("Attention" in line for line in told)


def test_the_page_of_reports_is_read_filtered_and_left(malar: Malar) -> None:
    run = talk(malar, "/evidence", "t", "1", "row 1", "row 99", "esc", "/quit")
    text = said(run)
    assert "row 1:" in text
    assert "Filter by CLE subtype" in text
    assert "number of patients:" in text
    assert "There is no such row." in text
    assert "for picture" not in text


def test_the_ladder_has_no_frame(malar: Malar) -> None:
    out = talk(malar, "/ladder HCQ").out
    assert "[x] hydroxychloroquine (HCQ): had" in out
    assert not set(out) & set("║╔╠╚═╗╣╝")


@pytest.mark.parametrize("hostile", ["[/x] [on]", "\x1b[2J\x1b]0;owned\x07", "\u202edrawkcab", "a\x00b"])
def test_hostile_text_is_written_as_text(malar: Malar, hostile: str) -> None:
    out = talk(malar, f"/patient {hostile}", hostile, "/quit").out
    assert visible(out) == out


def test_plain_goes_without_a_command(malar: Malar) -> None:
    run = malar("--plain", "ask", "dose")
    assert run.code == 2
    assert "--plain" in run.err


def test_the_whole_form_is_read_by_numbered_rows_and_filled(malar: Malar) -> None:
    run = talk(malar, "clasi grid", "2 1", "row 3 scale", "2", "row 1 scarring", "rows", "keys", "/quit")
    text = said(run)
    assert "row 1: Scalp: erythema open, scale open, dyspigmentation open, scarring not asked (now)" in text
    assert "Nose and malar area: scale: 2 (verrucous or hypertrophic)" in text
    assert "row 3: Nose and malar area: erythema open, scale 2 verrucous or hypertrophic" in text
    assert "row 2: Ears: all open" in text
    assert "There is no such row, or nothing is asked there" in text
    assert text.count("row 18: How long colour change lasts") == 2, "told as it opens, and when asked for"
    assert "CLASI 3/56" in text


def test_a_tour_tells_by_lines_what_to_do_and_notices_it(malar: Malar) -> None:
    text = said(talk(malar, "/tour", "/patient case_2", "score clasi", "a k", "/tour off", "/quit"))
    assert "Tour 1 of 16 · A score. Now: Type /patient case_2" in text
    assert "Tour 4 of 16 · A score. Marked, and nothing counts yet. Now: Press Enter" in text
    assert "The tour is left" in text
