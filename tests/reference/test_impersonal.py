"""What may be kept of a refused question: nothing by which a person could be known."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reference.question.impersonal import LEFT_OUT, LONGEST, Impersonal
from tests.conftest import shipped_desk


@cache
def impersonal() -> Impersonal:
    """Over the shipped knowledge."""
    desk = shipped_desk()
    return Impersonal(desk.lexicon, desk.knowledge.privacy)


KEPT_WHOLE = {
    "anifrolumab price": "anifrolumab price",
    "HCQ 400 mg price": "hcq 400 mg price",
    "anifrolumab 300mg q4w price": "anifrolumab 300 mg q4 w price",
    "bimekizumab for discoid lupus": "bimekizumab for discoid lupus",
    "nephrolithotomy and anifrolumab": "nephrolithotomy and anifrolumab",
    "SLEDAI-2K at week 16 in children": "sledai 2 k at week 16 in children",
}


@pytest.mark.parametrize(("asked", "kept"), KEPT_WHOLE.items(), ids=KEPT_WHOLE)
def test_what_names_no_person_is_kept_in_lower_case(asked: str, kept: str) -> None:
    assert impersonal().question(asked) == kept


OF_A_PERSON = [
    "anifrolumab price for {}",
    "{} anifrolumab price",
    "price of anifrolumab, {}",
    "anifrolumab price /patient {}",
    "anifrolumab price for patient {}",
    "patient {}: anifrolumab price",
]
WHO = [
    "Mary Jones",
    "mary jones",
    "MARY JONES",
    "Rossi",
    "Kim Rossi",
    "Rose Whitfield",
    "Grace",
    "O'Brien",
    "Jean-Luc Dupont",
    "山田太郎",
    "Παπαδοπούλου",
    "Ｍａｒｙ Ｊｏｎｅｓ",
    "M. Rossi",
    "P-014",
    "P014",
    "CLE/07/113",
    "RSSMRA61C52F205X",
    "884422",
    "12/3/1961",
    "12.03.61",
    "1961-03-12",
    "12 March 1961",
    "March 12",
    "mary.jones@example.org",
    "@mjones",
    "+39 02 555 0192",
    "347 555 0192",
    "https://ward.example/mary",
]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("sentence", OF_A_PERSON)
def test_names_codes_dates_and_addresses_are_left_out(sentence: str, who: str) -> None:
    kept = impersonal().question(sentence.format(who))
    assert kept is not None
    assert set(kept.split()) <= {"anifrolumab", "price", "for", "of", "patient", LEFT_OUT}


@pytest.mark.parametrize(
    "asked",
    [
        "my patient wants to know the price of anifrolumab",
        "Mrs Jones: anifrolumab price",
        "anifrolumab price for a woman born in spring",
        "her name is secret, anifrolumab price",
        "DOB 12.3.61 anifrolumab price",
        "MRN 884422 anifrolumab price",
        "a patient named Rossi, anifrolumab price",
        "hospital number 12, anifrolumab price",
        "/patient P-014",
        "Mary Jones",
        "12345",
        "",
        "and her?",
    ],
)
def test_what_speaks_of_one_person_or_of_nothing_is_not_kept_at_all(asked: str) -> None:
    assert impersonal().question(asked) is None


def test_a_misspelt_name_of_a_thing_is_kept_as_it_was_meant() -> None:
    assert impersonal().question("anifrolumaab price") == "anifrolumab price"


def test_control_characters_and_formulas_leave_only_their_words() -> None:
    kept = impersonal().question('=HYPERLINK("http://evil.example")\x1b[31m anifrolumab price\u202e')
    assert kept == f"{LEFT_OUT} anifrolumab price"


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=200))
def test_whatever_is_typed_no_long_number_and_no_sign_is_kept(text: str) -> None:
    kept = impersonal().words(text).split()
    said = [word for word in kept if word != LEFT_OUT]
    assert len(" ".join(kept)) <= LONGEST
    assert not [word for word in said if word.isdigit() and len(word) > 3]
    assert not [word for word in said if not word.replace(".", "").isalnum()]


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=6).map("zq{}x".format))
def test_no_word_is_kept_that_the_program_does_not_know(unknown: str) -> None:
    assert impersonal().words(f"anifrolumab {unknown} price") == f"anifrolumab {LEFT_OUT} price"


def test_a_long_question_is_cut_between_words() -> None:
    kept = impersonal().question("anifrolumab price " * 100)
    assert kept is not None
    assert len(kept) <= LONGEST
    assert kept.split()[-1] in {"anifrolumab", "price"}
