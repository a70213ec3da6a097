"""Where a list of drugs stands on the treatment ladder, and that the ladder is the paper's.

Requirements:
    LD01 an agent is marked as had by any of its names; a class marks no agent as had, and says so
    LD02 what was not had, or is no agent of a line by this route, is never marked
    LD03 the furthest line of each route and what the paper names after it are told, and nothing is decided
    LD04 every figure and agent of the ladder stands in the answers on the same place of the paper
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from assistant.reference.ladder.placing import Ladder, ListTooLongError
from assistant.reference.ladder.standing import How, Mark, Standing
from assistant.reference.library import Knowledge, load_knowledge


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@cache
def ladder() -> Ladder:
    return Ladder(knowledge())


def stand(had: str) -> Standing:
    return ladder().stand(had)


def marked(standing: Standing, mark: Mark) -> set[str]:
    return {rung.agent for line in standing.lines for rung in line.rungs if rung.mark is mark}


def furthest(standing: Standing) -> set[str]:
    return {line.id for line in standing.lines if line.furthest}


def how(standing: Standing) -> dict[str, How]:
    return {each.typed: each.how for each in standing.heard}


@pytest.mark.parametrize(
    ("had", "agents"),
    [
        ("HCQ and MMF, pred", {"hydroxychloroquine", "mycophenolate_mofetil", "systemic_corticosteroids"}),
        ("Plaquenil 200 mg bd; CellCept 1 g", {"hydroxychloroquine", "mycophenolate_mofetil"}),
        ("plaq/mtx + benlysta", {"hydroxychloroquine", "methotrexate", "belimumab"}),
        ("hydroxychlorqine\nmetotrexate", {"hydroxychloroquine", "methotrexate"}),
        ("steroid tablets, acitretin", {"systemic_corticosteroids", "systemic_retinoids"}),
        ("steroids iv", {"systemic_corticosteroids"}),
        ("Protopic ointment, Elidel", {"tacrolimus", "pimecrolimus"}),
        ("mepacrine (rash), HCQ without benefit", {"quinacrine", "hydroxychloroquine"}),
    ],
)
def test_an_agent_is_known_by_any_of_its_names(had: str, agents: set[str]) -> None:
    standing = stand(had)
    assert marked(standing, Mark.HAD) == agents
    assert not marked(standing, Mark.PERHAPS)


@pytest.mark.parametrize(
    ("had", "agents", "lines"),
    [
        ("antimalarials", {"hydroxychloroquine", "chloroquine", "quinacrine"}, {"systemic_first"}),
        ("TCI", {"tacrolimus", "pimecrolimus"}, {"topical_second"}),
        ("topical steroids", {"hydrocortisone", "clobetasol", "mometasone"}, {"topical_first"}),
        ("JAKi", {"ruxolitinib", "baricitinib"}, {"emerging"}),
        ("topical retinoids", {"tretinoin"}, {"topical_further"}),
    ],
)
def test_a_class_marks_no_agent_as_had(had: str, agents: set[str], lines: set[str]) -> None:
    standing = stand(had)
    assert not marked(standing, Mark.HAD)
    assert marked(standing, Mark.PERHAPS) == agents
    assert furthest(standing) == lines
    assert "at least one agent of it was had" in standing.text


@pytest.mark.parametrize("had", ["steroids", "CNI", "retinoids", "biologics"])
def test_a_class_of_several_lines_counts_in_none(had: str) -> None:
    standing = stand(had)
    assert how(standing) == {had: How.ACROSS}
    assert not furthest(standing)
    assert not marked(standing, Mark.HAD)
    assert "several lines" in standing.text


def test_a_class_beside_its_agent_adds_nothing() -> None:
    standing = stand("antimalarials, HCQ")
    assert marked(standing, Mark.HAD) == {"hydroxychloroquine"}
    assert not marked(standing, Mark.PERHAPS)


def test_an_abbreviation_of_two_drugs_marks_neither_as_had() -> None:
    standing = stand("cyclo")
    assert marked(standing, Mark.PERHAPS) == {"cyclosporine", "cyclophosphamide"}
    assert not marked(standing, Mark.HAD)


@pytest.mark.parametrize(
    "had",
    ["HCQ, not MMF or MTX", "HCQ, MMF naive, never had MTX", "HCQ but no MMF, MTX contraindicated"],
)
def test_what_was_not_had_is_not_marked_and_is_told(had: str) -> None:
    standing = stand(had)
    assert marked(standing, Mark.HAD) == {"hydroxychloroquine"}
    assert furthest(standing) == {"systemic_first"}
    last = next(line for line in standing.sentences if line.startswith("Not counted"))
    assert "MMF" in last
    assert "MTX" in last


@pytest.mark.parametrize("had", ["no response to HCQ", "HCQ not tolerated", "HCQ without effect"])
def test_a_drug_that_did_not_help_was_had(had: str) -> None:
    assert marked(stand(had), Mark.HAD) == {"hydroxychloroquine"}


def test_another_route_than_that_of_the_line_is_told() -> None:
    standing = stand("oral tacrolimus")
    assert how(standing) == {"oral tacrolimus": How.OTHER_ROUTE}
    assert not marked(standing, Mark.HAD)
    assert "topical treatment alone" in standing.text


@pytest.mark.parametrize(
    ("had", "as_what", "told"),
    [
        ("IVIG", How.ELSEWHERE, "stands in no line; the paper names it in table 1, Shaw"),
        ("evobrutinib", How.ELSEWHERE, "the paper names it in section 2.1"),
        ("adalimumab", How.OUTSIDE, "the paper says nothing on adalimumab"),
        ("benlimustatin", How.UNKNOWN, "no drug that the paper names"),
        ("hydrochlorokin", How.UNKNOWN, "nearest spelling is that of"),
        ("clasi", How.NO_DRUG, "Not read as drugs: clasi"),
        ("systemic treatments", How.ELSEWHERE, "stands in no line."),
    ],
)
def test_what_stands_in_no_line_is_told_as_such(had: str, as_what: How, told: str) -> None:
    standing = stand(had)
    assert how(standing) == {had: as_what}
    assert told in standing.text
    assert not marked(standing, Mark.HAD) | marked(standing, Mark.PERHAPS)


def test_a_misspelt_drug_is_told_as_it_was_read() -> None:
    assert "“hydroxychlorqine” is read as hydroxychloroquine (HCQ)." in stand("hydroxychlorqine").sentences


def test_the_furthest_line_and_what_the_paper_names_after_it() -> None:
    standing = stand("HCQ, hydrocortisone")
    assert furthest(standing) == {"systemic_first", "topical_first"}
    topical = next(line for line in standing.sentences if line.startswith("Topical"))
    assert topical.index("Second line") < topical.index("tretinoin")
    systemic = next(line for line in standing.sentences if line.startswith("Systemic"))
    assert "B-cell targeted biologics" in systemic
    assert systemic.index("Second line") < systemic.index("Potential new") < systemic.index("anifrolumab")


def test_after_the_last_line_nothing_is_named() -> None:
    assert "The paper names nothing after it." in stand("Saphnelo").text


@pytest.mark.parametrize("had", ["", "HCQ", "HCQ, MMF, anifrolumab", "adalimumab", "steroids"])
def test_nothing_is_decided(had: str) -> None:
    standing = stand(had)
    assert "clinician's decision" in standing.sentences[-1]
    assert not re.search(r"next step|should|recommend (?!a)|try |switch|start ", standing.text)


def test_without_a_list_nothing_is_marked() -> None:
    standing = stand("  ")
    assert not standing.marked
    assert not standing.heard
    assert marked(standing, Mark.OPEN) == {rung.agent for line in standing.lines for rung in line.rungs}


def test_a_list_that_is_no_list_is_refused() -> None:
    with pytest.raises(ListTooLongError, match="at most 2000"):
        stand("HCQ " * 600)


@pytest.mark.parametrize("had", ["\x00\x1b[31m", "[on] x [/y]", "💊💊", ",,;;++", "no", "1" * 500, "и ещё"])
def test_odd_input_gets_an_answer(had: str) -> None:
    standing = stand(had)
    assert not marked(standing, Mark.HAD)
    assert "\x1b" not in standing.text


def test_the_figures_of_the_ladder_stand_in_the_answers_too() -> None:
    shared = knowledge()
    for line in shared.ladder.lines:
        says = " ".join(
            entry.says
            for entry in shared.entries
            for place in (entry.place if isinstance(entry.place, tuple) else (entry.place,))
            if place == line.place
        ).lower()
        for rung in line.rungs:
            concept = next(each for each in shared.concepts if each.id == rung.agent)
            stem = concept.label.partition(" (")[0].split()[-1].lower().rstrip("s")
            assert stem in says, rung.agent
            assert all(figure in says for figure in re.findall(r"\d+(?:\.\d+)?", rung.strength or "")), (
                rung.agent
            )
