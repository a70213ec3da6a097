"""Questions as clinicians type them, and what must stand in the answer.

Requirements:
    QA01 a covered question is answered in its first sentence, with its place in the paper
    QA02 the words of the question may be abbreviated, misspelt, British or American
    QA03 figures of cases and of Table 1 are computed, and name the row
    QA04 printed figures that do not agree carry their caveat
    QA05 instruments are answered from their files, not from the paper
"""

from __future__ import annotations

import re

import pytest

from assistant.conversation.asking.asker import Asker

ANSWERED = [
    # treatment ladder
    ("first line topical treatment of cutaneous lupus", r"topical (cortico)?steroid"),
    ("which steroid cream on the face", r"hydrocortisone"),
    ("tacrolimus strength", r"0\.03.*0\.1"),
    ("systemic first line for CLE", r"hydroxychloroquine|antimalarial"),
    ("second line systemic drugs", r"methotrexate"),
    ("what next when hcq + mmf fail", r"belimumab|B-cell|anifrolumab"),
    ("JAK inhibitors in CLE", r"ruxolitinib.*baricitinib"),
    ("when are topical retinoids used", r"hyperkeratotic"),
    # anifrolumab
    ("anifrolumab mechanism", r"interferon.*receptor|receptor.*interferon"),
    ("dose of Saphnelo", r"300 mg"),
    ("how often is anifrolumab given", r"4 weeks|four weeks"),
    ("anifrolumab route", r"intraven"),
    ("who is left out of the approval", r"skin-limited|limited to the skin"),
    ("HZ risk w/ anifro", r"zoster"),
    ("anifrolumab infections", r"mild|infection"),
    ("TULIP-2 skin result", r"49.*25"),
    ("how fast does anifrolumab work", r"rapid|fast|week|month"),
    # cases and Table 1
    ("CLASI-A of case 3 at week 16", r"Case 3.*\b1\b"),
    ("C3 of case 1 at start", r"0\.86 g/L"),
    ("which case had PRES", r"Case 3"),
    ("Kowalski age range", r"37.66"),
    ("compare Chasset with Kowalski on HCQ", r"Chasset.*10.*Kowalski.*3"),
    ("which studies used thalidomide", r"Chasset.*Shaw"),
    # instruments
    ("how many points is a seizure in SLEDAI", r"\b8\b"),
    ("sledai alopecia points", r"\b2\b"),
    ("is 38.0 fever in sledai", r"does not count"),
    ("maximum CLASI-A", r"\b70\b"),
    ("clasi erythema 3", r"dark red|violaceous"),
    ("CLASI-D bands", r"No severity bands"),
]


@pytest.mark.parametrize(("question", "expected"), ANSWERED)
def test_a_covered_question_is_answered(asker: Asker, question: str, expected: str) -> None:
    reply = asker.ask_last([question])
    assert reply.status == "answered", reply.text
    assert re.search(expected, reply.text, re.IGNORECASE | re.DOTALL), reply.text
    assert reply.citations
    assert len(reply.text) < 1_200


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("anifrolumb dose", "anifrolumab dose"),
        ("haematological history of case 3", "hematological history of case 3"),
        ("chaset age", "Chasset age"),
        ("plaquenil in Kowalski", "HCQ in Kowalski"),
    ],
)
def test_spelling_and_brands_do_not_matter(asker: Asker, question: str, meant: str) -> None:
    assert asker.ask_last([question]).entries == asker.ask_last([meant]).entries != ()


@pytest.mark.parametrize(
    ("question", "caveat"),
    [
        ("CLASI-A of the authors' own series", r"15\.25"),
        ("SLEDAI of the Milan patients in the table", r"8\.75"),
        ("how many DLE patients in the literature", r"36"),
    ],
)
def test_figures_that_do_not_agree_say_so(asker: Asker, question: str, caveat: str) -> None:
    reply = asker.ask_last([question])
    assert any(re.search(caveat, text) for text in reply.caveats), reply.text


@pytest.mark.parametrize("question", ["sledai alopecia points", "clasi erythema 3", "maximum CLASI-A"])
def test_instruments_are_cited_from_their_files(asker: Asker, question: str) -> None:
    sections = [citation.section for citation in asker.ask_last([question]).citations]
    assert sections
    assert all(section.startswith("instrument file") for section in sections)


def test_a_follow_up_keeps_its_subject(asker: Asker) -> None:
    assert "0.09" in asker.ask_last(["C4 of case 2 at start", "and last?"]).text
    assert "Case 3" in asker.ask_last(["phototype of case 1", "what about case 3"]).text


def test_conversations_do_not_mix(asker: Asker) -> None:
    going_on = Asker(asker.desk)
    going_on.ask("CLASI-A of case 3")
    assert "Case 1" in going_on.ask_last(["SLEDAI of case 1", "and its CLASI-A?"]).text
    assert "Case 3" in going_on.ask("and its SLEDAI?").text


def test_several_questions_in_one_line_are_each_answered(asker: Asker) -> None:
    reply = asker.ask_last(["What is the dose of anifrolumab? And what is the maximum CLASI-A?"])
    assert "300 mg" in reply.text
    assert "70" in reply.text
