"""Training cases: what is shipped, what is made up, and how an attempt is compared."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.scoring.library import load_library
from assistant.scoring.totals import score
from assistant.scoring.training.comparing import Given, compare
from assistant.scoring.training.content import DIFFICULTIES, TrainingCase, skin_of
from assistant.scoring.training.generating import Specification, generated
from assistant.scoring.training.key import named_items, reference_answers
from assistant.scoring.training.library import Training, load_training
from tests.scoring.forms import instrument, partial_forms

PAPER = {
    "paper-1-clasi": {"activity": 27, "damage": 6},
    "paper-1-clasi-month-4": {"activity": 3, "damage": 6},
    "paper-2-clasi": {"activity": 12, "damage": 0},
    "paper-3-clasi": {"activity": 5},
    "paper-4-clasi": {"activity": 17, "damage": 8},
    "paper-4-clasi-week-12": {"activity": 2, "damage": 13},
    "paper-1-sledai": {"total": 14},
    "paper-1-sledai-month-4": {"total": 6},
    "paper-2-sledai": {"total": 4},
    "paper-2-sledai-week-46": {"total": 2},
    "paper-3-sledai": {"total": 6},
    "paper-4-sledai": {"total": 11},
    "paper-4-sledai-week-12": {"total": 4},
    "paper-1-cla-iga": {"global": 4},
    "paper-2-cla-iga": {"global": 3},
    "paper-3-cla-iga": {"global": 2},
    "paper-4-cla-iga": {"global": 3},
}


@cache
def training() -> Training:
    return load_training(load_library())


def reference(case: TrainingCase) -> dict[str, int]:
    return reference_answers(instrument(case.instrument), case)


def test_every_shipped_reference_gives_its_score_and_every_trap_has_a_case() -> None:
    assert not training().problems
    assert len(training().cases) >= 40
    for case in training().cases.values():
        result = score(instrument(case.instrument), reference(case), case.window)
        assert {name: each.value for name, each in result.scores.items()} == case.score, case.id
    assert {trap for case in training().cases.values() for trap in case.traps} == set(training().traps)


def test_the_patients_of_the_paper_have_the_printed_scores_and_say_what_was_filled_in() -> None:
    patients = {name: case for name, case in training().cases.items() if name.startswith("paper-")}
    assert set(patients) == set(PAPER)
    for name, case in patients.items():
        assert case.score.items() >= PAPER[name].items()
        assert case.reconstructed


made_up = st.builds(
    Specification,
    st.sampled_from(["clasi", "sledai-2k"]),
    st.sampled_from(DIFFICULTIES),
    st.integers(0, 999_999_999),
)


@settings(max_examples=150)
@given(made_up)
def test_the_words_of_a_made_up_case_lead_back_to_its_score(made: Specification) -> None:
    grammar = training().grammars[made.instrument]
    form = instrument(made.instrument)
    case = generated(form, grammar, made)
    assert case == training().case(case.id)
    read: dict[str, int] = {}
    for found in case.vignette.findings:
        said = found.text.rstrip(".")
        for words in grammar.items:
            skin = skin_of(case.phototype)
            for phrase in sorted(words.phrases, key=lambda each: -len(each.text)):
                if phrase.skin in {None, skin} and f"; {phrase.text};" in f"; {said};":
                    [item] = [each for each in named_items(form, words.item) if each.group == found.at]
                    read[item.id] = phrase.value
    assert read == case.answers
    clear = {item.id: item.clear_value for item in form.items if item.clear_value is not None}
    result = score(form, {**clear, **read})
    assert result.complete
    assert {name: each.value for name, each in result.scores.items()} == case.score


names = st.sampled_from(sorted(PAPER))


@given(names)
def test_who_answers_by_the_reference_is_told_of_no_difference(name: str) -> None:
    case = training().cases[name]
    found = compare(instrument(case.instrument), reference(case), reference(case), case.window)
    assert not found.differences
    assert found.right == found.asked


@settings(max_examples=25)
@given(
    st.data(), st.sampled_from(["clasi-doubling", "paper-1-clasi", "clasi-dark-skin-arms", "paper-4-sledai"])
)
def test_mending_one_difference_after_the_other_ends_at_the_reference(data: st.DataObject, name: str) -> None:
    case = training().cases[name]
    form = instrument(case.instrument)
    answers: dict[str, Given] = dict(data.draw(partial_forms(form)))  # type: ignore[arg-type]
    found = compare(form, reference(case), answers)
    for each in found.differences:
        assert answers.get(each.item) != reference(case)[each.item]
    # The sum of the single moves and what they do beyond it is the whole way to the reference.
    for score_id in found.reference:
        alone = [each.moves[score_id] for each in found.differences]
        beyond = found.entwined_by(score_id)
        low, high = found.given[score_id]
        assert low == found.reference[score_id] + sum(move[0] for move in alone) + beyond[0]
        assert high == found.reference[score_id] + sum(move[1] for move in alone) + beyond[1]
    # What only the mended form asks comes out in a second round, and nothing after that.
    for _ in range(2):
        answers.update(
            {each.item: each.reference for each in compare(form, reference(case), answers).differences}
        )
    assert not compare(form, reference(case), answers).differences


def test_a_doubling_that_was_missed_is_told_with_what_it_moved() -> None:
    case = training().cases["clasi-doubling"]
    answers = {**reference(case), "dyspigmentation_duration": 0, "arms.dyspigmentation": 0}
    found = compare(instrument("clasi"), reference(case), answers)
    assert {each.item: each.moves["damage"] for each in found.differences} == {
        "arms.dyspigmentation": (-1, -1),
        "dyspigmentation_duration": (-2, -2),
    }
    assert found.move("damage") == (-4, -4)
    assert found.entwined_by("damage") == (-1, -1)
    assert all(each.entwined for each in found.differences)


def test_a_question_that_only_one_form_asks_is_no_difference_of_its_own() -> None:
    case = training().cases["clasi-brown-cheeks"]
    answers = {item: value for item, value in reference(case).items() if item != "dyspigmentation_duration"}
    found = compare(instrument("clasi"), reference(case), {**answers, "nose_malar.dyspigmentation": 0})
    [difference] = found.differences
    assert (difference.item, difference.moves["damage"]) == ("nose_malar.dyspigmentation", (-1, -1))
