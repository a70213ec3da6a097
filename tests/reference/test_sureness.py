"""What is said of a value, a number, a time or a row only where it is sure.

Requirements:
    SU01 a value is judged against a limit only in a unit that is sure, and converted where the unit is known
    SU02 a number is read as a score only of the instrument that is named
    SU03 a case, reference or table that does not exist is refused by name
    SU04 a time that the paper prints nothing for is refused, with what is printed
    SU05 a line leans on the one before only when it says something
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from assistant.conversation.asking.asker import Asker


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("is wbc 2.9 leukopenia in sledai", "is below 3 10^9/L and counts"),
        ("WBC exactly 3.0 sledai", "is not below 3 10^9/L and does not count"),
        ("platelets 95000/mm3 sledai", "is below 100 10^9/L and counts"),
        ("temperature 100.6 F sledai fever", "is above 38 °C and counts"),
        ("temperature 98.6 F sledai fever", "is not above 38 °C and does not count"),
        ("is 38.0 degrees fever in sledai", "is not above 38 °C and does not count"),
        ("proteinuria 0.6 g/24h sledai", "is above 0.5 g/24h and counts"),
    ],
)
def test_a_value_in_a_sure_unit_is_judged(asker: Asker, question: str, said: str) -> None:
    assert said in asker.ask_last([question]).text


@pytest.mark.parametrize(
    "question",
    [
        "wbc 2900 sledai",
        "platelets 95 000 sledai",
        "proteinuria 0.6 g/l sledai",
        "proteinuria 700 mg/g sledai",
    ],
)
def test_a_value_in_another_unit_is_not_judged(asker: Asker, question: str) -> None:
    assert "the limit being strict" not in asker.ask_last([question]).text


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["clasi 12 - is that moderate?"], "CLASI activity 12 is moderate"),
        (["sledai 12", "clasi 12 moderate?"], "CLASI activity 12 is moderate"),
        (["sledai 12"], "SLEDAI-2K 12 is high (five-band scheme)"),
        (["CLASI-A bands", "25 = ?"], "CLASI activity 25 is severe"),
    ],
)
def test_a_number_is_a_score_of_the_instrument_named(asker: Asker, turns: list[str], said: str) -> None:
    reply = asker.ask_last(turns)
    assert said in reply.text
    assert ("SLEDAI" in reply.text) == ("SLEDAI" in said)


@pytest.mark.parametrize("thing", ["case 9", "case 5", "ref 99", "table 2"])
def test_what_does_not_exist_is_refused_by_name(asker: Asker, thing: str) -> None:
    reply = asker.ask_last([f"CLASI-A in {thing}"])
    assert reply.status == "not_covered"
    assert thing in reply.text


def test_a_time_without_a_printed_value_is_refused_with_what_is_printed(asker: Asker) -> None:
    reply = asker.ask_last(["C3 of case 1 at week 24"])
    assert reply.refusal == "unprinted"
    assert "at week 24" in reply.sentences[0]
    assert "0.79 g/L" in reply.text


@pytest.mark.parametrize("line", ["000", "asdf", "ok", "next pt"])
def test_a_line_that_says_nothing_does_not_repeat_the_answer_before(asker: Asker, line: str) -> None:
    assert asker.ask_last(["what next when hcq + mmf fail", line]).status == "not_covered"


def test_what_leans_on_a_refused_subject_is_refused(asker: Asker) -> None:
    reply = asker.ask_last(["anifrolumab dose", "what about adalimumab?", "and its side effects?"])
    assert reply.status == "not_covered"
    assert "adalimumab" in reply.text


def test_rows_above_a_figure_are_named(asker: Asker) -> None:
    above = asker.ask_last(["which cases had SLEDAI more than 8"]).text
    assert "Case 1" in above
    assert "Case 4" in above
    assert "Case 2" not in above
