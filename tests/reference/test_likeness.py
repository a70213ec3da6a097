"""Patients alike: a described patient is held against the paper's patients and reports; nothing is advised.

Requirements:
    LK01 the first sentence names the nearest rows and what each shares, as the paper prints it
    LK02 what differs is told apart from what is not reported, which is no mismatch
    LK03 it is told how those patients fared, with scores before and after and their time, and where it stands
    LK04 a feature that no row has, a word that is not understood, and what all share, are told as such
    LK05 where no row shares anything it is refused; where nothing is described it asks for a description
    LK06 a question for what to do is handed back; a past act that is told of the patient is none
    LK07 the rows stay in mind for the next question, and several questions in one line are each answered
    LK08 a question that only sounds alike is answered as before
    LK09 any description gets a whole reply of less than 1,200 characters
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from assistant.conversation.asking.asker import Asker
    from assistant.reference.reply import Reply

BRIEF = "patients like mine: DLE, phototype V, failed HCQ and MMF"

# The first row that is named, and what of its description stands in the first sentence.
NEAREST = [
    (BRIEF, "Case 1", ["3 of 4", "DLE", "HCQ failed (printed: antimalarials)", "MMF failed"]),
    (
        "anyone like my patient: 37 F, oral ulcers, failed belimumab",
        "Case 1",
        ["3 of 3", "age 37", "oral ulcers"],
    ),
    (
        "pts similar to mine - SCLE, 39 F, phototype II, failed HCQ",
        "Khan et al., first patient",
        ["3 of 4", "age 39", "SCLE", "phototype II"],
    ),
    (
        "any published case like: 52yo woman with discoid lupus refractory to MTX and thalidomide",
        "Case 1",
        ["2 of 4", "discoid lupus", "MTX failed"],
    ),
    (
        "cases like mine with mucosal disease and leukopenia",
        "Case 4",
        ["leukopenia (printed: blood involvement)"],
    ),
    ("similar patients: tumid, on prednisone 10", "Case 1", ["prednisone-equivalent dose 10"]),
    ("44F, chilblain, Raynaud - any similar cases?", "Case 4", ["3 of 3", "age 44", "chilblain", "Raynaud"]),
    (
        "does my patient resemble any case? 25 year old woman, urticaria, myocarditis",
        "Case 2",
        ["3 of 3", "age 25"],
    ),
    ("pts simlar to mine: HCQ+MMF failure, DLE", "Case 1", ["HCQ failed", "MMF failed"]),
    (
        "patients like mine: phototype VI, DLE, on IVIG",
        "Shaw et al. [9]",
        ["3 of 8", "DLE 8 of 8", "on IVIG 2 of 8"],
    ),
    (
        "patients like mine: mucosal DLE, phototype IV",
        "Shaw et al. [8]",
        ["DLE 7 of 7", "phototype IV 3 of 7"],
    ),
    (
        "patients like mine: no mucosal involvement, CCLE, 28F",
        "Khan et al., second patient",
        ["no mucosal", "CCLE"],
    ),
    ("patients like mine: anti-Ro, not on HCQ", "Case 3", ["HCQ (stopped for suspected retinal toxicity)"]),
    (
        "patients like mine: CLASI 24, SLEDAI 10, DLE",
        "Trentin et al., second patient",
        ["CLASI-A 24", "SLEDAI 10"],
    ),
    ("patients like mine: low C3, malar rash, on pimecrolimus", "Case 3", ["on pimecrolimus", "malar rash"]),
    ("patients like mine in Chasset: SCLE, phototype V", "Chasset et al.", ["SCLE 4 of 11", "V-VI 4 of 11"]),
]


@pytest.mark.parametrize(("question", "row", "shared"), NEAREST)
def test_the_nearest_row_is_named_with_what_it_shares(
    asker: Asker, question: str, row: str, shared: list[str]
) -> None:
    reply = asker.ask_last([question])
    assert reply.status == "answered"
    first = reply.sentences[0]
    assert first.startswith(f"Nearest in print: {row} shares "), first
    nearest = first.split("; ")[0]
    assert all(text in nearest for text in shared), nearest


def test_what_differs_is_told_apart_from_what_is_not_reported(asker: Asker) -> None:
    told = _said(
        asker.ask_last(["pts like mine: SCLE, 39 F, phototype II, failed HCQ"]), "Different or not told"
    )
    assert "Khan et al., first patient: HCQ failed not reported" in told
    assert "Case 1: phototype III" in told
    assert "Case 4: SCLE not listed" in told


def test_a_drug_that_was_had_for_something_else_is_not_said_to_have_failed(asker: Asker) -> None:
    reply = asker.ask_last([BRIEF])
    assert "Shaw et al. [8]: HCQ only under concomitant therapies 6 of 7" in _said(
        reply, "Different or not told"
    )
    stopped = asker.ask_last(["patients like mine: malar rash, photosensitivity, failed HCQ"])
    assert "HCQ (stopped for suspected retinal toxicity)" in _said(stopped, "Different or not told")


def test_what_is_not_reported_tells_less_against_a_row_than_what_is_not_listed(asker: Asker) -> None:
    first = asker.ask_last(["patients like mine: SCLE, anti-Ro, phototype III"]).sentences[0]
    assert first.index("Case 1 shares 2") < first.index("Chasset")
    alone = asker.ask_last(["patients like mine: SCLE, anti-Ro"])
    assert alone.entries[:2] == ("studies.pluss", "study_patients.khan_1")


def test_it_is_told_how_they_fared_and_where_it_stands(asker: Asker) -> None:
    reply = asker.ask_last([BRIEF])
    fared = _said(reply, "On anifrolumab, from baseline")
    assert "Case 1: CLASI-A 27 to 3, CLA-IGA 4 to 2, SLEDAI-2K 14 to 6 after four months" in fared
    assert (
        "Case 4: CLASI-A 17 to 2 at week 12, CLA-IGA 3 to 1 at week 8, SLEDAI-2K 11 to 4 at week 12" in fared
    )
    assert "response complete remission 86 % and partial remission 14 %" in fared
    assert [citation.section for citation in reply.citations] == [
        "section 2.1",
        "table 1, Shaw et al. [8] (mucosal discoid lupus)",
        "section 2.4",
    ]
    assert reply.citations[1].refs == (8,)
    assert reply.entries == ("cases.case_1", "studies.shaw_mucosal", "cases.case_4")
    assert "case series of four patients" in reply.evidence
    assert "published case reports" in reply.evidence
    assert "no advice" in reply.text


def test_a_point_that_is_asked_of_them_is_told_in_place_of_the_scores(asker: Asker) -> None:
    reply = asker.ask_last(["side effects in patients like mine: chilblain lupus, 44 F"])
    assert "Case 4: adverse events no significant adverse event" in _said(reply, "As asked")


def test_the_caveat_on_a_figure_that_is_used_is_told(asker: Asker) -> None:
    reply = asker.ask_last(["patients like mine: 35 F, mucosal DLE, phototype V"])
    assert any("30-40" in caveat for caveat in reply.caveats)


@pytest.mark.parametrize(
    ("question", "opening", "named"),
    [
        ("patients like mine: tumid, DLE", "In no row", "tumid"),
        ("patients like mine: 45 M with DLE", "In no row", "male"),
        ("patients like mine: skin-limited DLE", "In no row", "skin limited"),
        (
            "patients like mine: DLE, failed thalidomide",
            "In no row",
            "thalidomide failed (listed otherwise for",
        ),
        ("patients like mine: DLE, blahmab", "Not understood", "'blahmab'"),
        ("patients like mine: DLE, zoster", "Not compared", "zoster"),
        ("patients like mine: DLE, never had rituximab", "Not compared", "no rituximab"),
        ("patients like mine: SLE, 37 F, DLE", "Said of all", "female, SLE"),
    ],
)
def test_what_no_row_or_every_row_has_is_told(asker: Asker, question: str, opening: str, named: str) -> None:
    assert named in _said(asker.ask_last([question]), opening)


def test_nothing_shared_is_refused_by_name(asker: Asker) -> None:
    reply = asker.ask_last(["patients like mine: lupus tumidus, failed deucravacitinib"])
    assert (reply.status, reply.refusal) == ("not_covered", "unlike")
    assert "tumidus" in reply.text
    assert "deucravacitinib" in reply.text
    assert not reply.citations


@pytest.mark.parametrize(
    "question", ["patients like mine", "similar patients?", "patients like mine: woman with SLE"]
)
def test_a_description_is_asked_for_where_none_sets_the_patient_apart(asker: Asker, question: str) -> None:
    reply = asker.ask_last([question])
    assert reply.status == "clarify"
    assert "phototype" in reply.text


@pytest.mark.parametrize(
    "question",
    [
        "patient like case 2, thrush again - stop MMF?",
        "patients like mine: on MMF, thrush - stop MMF?",
        "patients like mine: DLE, continue MMF or not",
        "patients like mine: DLE; give her anifrolumab",
        "patients like mine: DLE, failed HCQ. Start anifrolumab?",
        "patients like mine: DLE, phototype V. What should I do?",
        "would you treat patients like mine: DLE?",
        "similar patients: DLE, do you recommend anifrolumab",
    ],
)
def test_what_to_do_is_handed_back(asker: Asker, question: str) -> None:
    reply = asker.ask_last([question])
    assert reply.refusal == "judgement"
    assert "Nearest" not in reply.text


@pytest.mark.parametrize(
    "question",
    [
        "anyone like my patient: 37 F, DLE, had to stop HCQ",
        "anyone like my patient: DLE, unable to taper pred",
        "patients like mine: biopsy-proven DLE",
        "any patients like mine, DLE of lower limbs?",
    ],
)
def test_a_past_act_asks_for_no_decision(asker: Asker, question: str) -> None:
    assert asker.ask_last([question]).status == "answered"


def test_the_rows_stay_in_mind(asker: Asker) -> None:
    reply = asker.ask_last([BRIEF, "and their side effects?"])
    assert "herpes labialis" in reply.text
    assert "Shaw et al. [8]" in reply.text
    assert "Case 4: no significant adverse event" in reply.text


def test_a_description_over_several_lines_is_one(asker: Asker) -> None:
    apart = asker.ask_last(["patients like mine:\n- DLE\n- phototype V\n- failed HCQ and MMF"])
    assert apart.sentences == asker.ask_last([BRIEF]).sentences


def test_another_question_in_the_line_is_answered_too(asker: Asker) -> None:
    reply = asker.ask_last(["patients like mine: chilblain, 44F; what dose of anifrolumab?"])
    assert "Case 4 shares 2 of 2" in reply.text
    assert "300 mg" in reply.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("were own patients similar to published ones", "resembled"),
        ("is anifrolumab approved for patients like mine with skin-limited lupus?", "approved only"),
        ("patients like case 2", "25-year-old"),
    ],
)
def test_what_only_sounds_alike_is_answered_as_before(asker: Asker, question: str, told: str) -> None:
    reply = asker.ask_last([question])
    assert told in reply.text
    assert "Nearest in print" not in reply.text


def test_each_patient_of_the_paper_is_nearest_to_herself(asker: Asker) -> None:
    described = {
        "cases.case_1": "37 F, phototype III, SCLE, genital ulcers, failed evobrutinib",
        "cases.case_2": "25 F, phototype III, urticaria, angioedema, class IV nephritis",
        "cases.case_3": "36 F, phototype II, DLE, cutaneous vasculitis, anti-Sm",
        "cases.case_4": "44 F, phototype II, Raynaud, oral ulcers, failed belimumab",
        "study_patients.khan_1": "39 F, phototype II, SCLE, chest, on prednisone",
        "study_patients.khan_2": "28 F, phototype II, CCLE, hands, on prednisone",
        "studies.pluss": "30 F, phototype II, SCLE, upper limbs, on MMF",
        "study_patients.trentin_1": "31 F, phototype III, DLE, on MTX",
        "study_patients.trentin_2": "59 F, phototype III, chilblain lupus, scarring alopecia",
    }
    first = {
        row: asker.ask_last([f"patients like mine: {text}"]).entries[0] for row, text in described.items()
    }
    assert first == {row: row for row in described}


_PIECES = """DLE|SCLE|39|F|m|phototype V|failed|HCQ|MMF|on|pred 10|no|not|oral ulcers|ANA negative
CLASI 22|scalp|tumid|anifrolumab|,|;|?|-|and|steroids|side effects|case 1|xyzzy|mucosal DLE
leukopenia|stop|alone|week 4"""


@example(["steroids", "stop", ",", "MMF"])
@given(st.lists(st.sampled_from(_PIECES.replace("\n", "|").split("|")), max_size=14))
def test_any_description_gets_a_whole_reply(asker: Asker, words: list[str]) -> None:
    question = "patients like mine: " + " ".join(words)
    reply = asker.ask_last([question])
    assert reply == asker.ask_last([question])
    assert len(reply.text) < 1_200
    assert (reply.status == "answered") == bool(reply.entries)
    if reply.sentences[0].startswith("Nearest in print") and "?" not in words and ";" not in words:
        assert not reply.text.endswith("…")


def _said(reply: Reply, opening: str) -> str:
    """The sentence of a reply that begins so."""
    found = [sentence for sentence in reply.sentences if sentence.startswith(f"{opening}: ")]
    assert len(found) == 1, reply.sentences
    return found[0]
