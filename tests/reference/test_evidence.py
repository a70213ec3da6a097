"""The table of reports: what a filter finds, what it leaves open, and that silence is neither zero nor no."""

from __future__ import annotations

import pytest

from assistant.conversation.evidence.keys import EVIDENCE_KEYS
from assistant.reference.evidence.reading import EvidenceError, read_query, read_sort, read_value
from assistant.reference.evidence.table import FILTERED, EvidenceTable, Filter, Query, Verdict, open_evidence
from assistant.reference.evidence.telling import row_in_full, told


@pytest.fixture(scope="module")
def evidence() -> EvidenceTable:
    return open_evidence()


def ids(evidence: EvidenceTable, line: str) -> list[str]:
    """The rows that a line shows; a row that only may fit ends in `?`."""
    seen = evidence.see(read_query(line, evidence))
    return [row.id + ("?" if row.id in seen.may else "") for row in seen.rows]


def said(evidence: EvidenceTable, line: str) -> str:
    query = read_query(line, evidence)
    return "\n".join(told(evidence, query, evidence.see(query)))


def row_of(evidence: EvidenceTable, name: str) -> str:
    row = next(row for row in evidence.table.rows if row.id == name)
    return "\n".join(
        f"{line.name}: {line.text} {' '.join(line.notes)}" for line in row_in_full(evidence, row)
    )


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("subtype DLE mucosal", ["chasset", "shaw_mucosal", "series"]),
        ("zoster", ["chasset", "kowalski", "carter"]),
        ("monotherapy", ["trentin", "shaw_dle", "shaw_mucosal"]),
        ("HCQ and MMF", ["chasset", "shaw_dle", "shaw_mucosal", "blum", "series"]),
        ("no side effects", ["khan", "pluss", "trentin", "shaw_dle", "shaw_mucosal", "blum"]),
        ("side effects", ["chasset", "kowalski", "carter", "series"]),
        ("without antimalarials", ["khan", "pluss", "trentin", "carter"]),
        ("DLE SCLE", ["chasset", "blum?", "carter", "series?"]),
    ],
)
def test_rows_that_list_what_is_asked(evidence: EvidenceTable, line: str, rows: list[str]) -> None:
    assert ids(evidence, line) == rows


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        ("hydroxychloroquine", "plaquenil"),
        ("hydroxychloroquine", "HCQ"),
        ("hydroxychloroquine", "hydroxycloroquin"),
        ("herpes zoster", "shingles"),
        ("herpes zoster", "HZ"),
        ("DLE", "discoid lupus"),
        ("DLE", "discod"),
        ("phototype V", "Fitzpatrick 5"),
        ("phototype V-VI", "dark skin"),
        ("candidiasis", "thrush"),
        ("mucosal", "oral"),
        ("mucosal none", "no mucosal involvement"),
        ("DLE sort size", "patients with DLE, sorted by number of patients"),
        ("sort clasi", "order by CLASI-A descending"),
    ],
)
def test_clinicians_words_mean_the_same(evidence: EvidenceTable, plain: str, other: str) -> None:
    assert read_query(plain, evidence) == read_query(other, evidence)


def test_what_is_not_reported_is_neither_yes_nor_no_and_is_named(evidence: EvidenceTable) -> None:
    unreported = {"shaw_dle", "carter"}
    assert not unreported & {*ids(evidence, "mucosal"), *ids(evidence, "mucosal none")}
    for line in ("mucosal", "mucosal none"):
        assert "not reported by 2: Shaw [9] and Carter [3]" in said(evidence, line)
    assert "reported by all" in said(evidence, "HCQ")


def test_every_row_says_one_thing_to_every_filter(evidence: EvidenceTable) -> None:
    for column in FILTERED:
        for concept in (None, *evidence.values(column)):
            for row in evidence.table.rows:
                yes = evidence.verdict(row, Filter(column, concept))
                no = evidence.verdict(row, Filter(column, concept, negated=True))
                opposite = {Verdict.LISTS: Verdict.NOT, Verdict.NOT: Verdict.LISTS}
                assert no is opposite.get(yes, yes)
                assert (yes is Verdict.UNREPORTED) is not row.cell(column).reported


def test_a_phototype_printed_in_a_group_only_may_be_meant(evidence: EvidenceTable) -> None:
    assert ids(evidence, "phototype V") == ["chasset?", "kowalski?", "shaw_dle?", "shaw_mucosal"]
    assert "Chasset [7] (I–IV 7, V–VI 4)" in said(evidence, "phototype V")


def test_a_drug_printed_by_its_class_only_may_be_meant(evidence: EvidenceTable) -> None:
    assert "chasset?" in ids(evidence, "prednisone")
    assert "chasset" in ids(evidence, "steroids")


def test_filters_that_meet_in_different_patients_are_told_apart(evidence: EvidenceTable) -> None:
    assert ids(evidence, "chilblain methotrexate") == ["chasset"]
    assert "different patients there: Trentin [11]" in said(evidence, "chilblain methotrexate")
    assert ids(evidence, "chilblain monotherapy") == ["trentin"]
    assert "whether the same patient had both is not printed" in said(evidence, "DLE mucosal")


def test_rows_are_sorted_and_those_without_a_figure_stand_last_either_way(evidence: EvidenceTable) -> None:
    silent = {"khan", "kowalski", "shaw_mucosal", "blum"}
    down, up = ids(evidence, "sort clasi"), ids(evidence, "sort clasi ascending")
    assert down[:6] == ["trentin", "series", "shaw_dle", "pluss", "carter", "chasset"]
    assert up[:1] == ["chasset"]
    assert set(down[6:]) == set(up[6:]) == silent
    text = said(evidence, "sort clasi")
    assert "Khan [5], Kowalski [6], Shaw [8] and Blum [2] report none and stand last" in text
    assert "Trentin [11] by the mean of the patients printed" in text
    assert ids(evidence, "sort size")[0] == "chasset"
    assert ids(evidence, "sort name")[0] == "blum"


def test_a_known_drug_that_no_row_lists_says_what_is_listed(evidence: EvidenceTable) -> None:
    assert ids(evidence, "belimumab") == []
    text = said(evidence, "belimumab")
    assert "0 rows; listed are prednisone (PDN)" in text
    assert "acitretin (ACT)" in text


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("psoriasis", "'psoriasis'"),
        ("nephritis", "'nephritis'"),
        ("DLE bananas", "'bananas'"),
        ("HCQ not", "'not'"),
        ("V", "'V'"),
    ],
)
def test_an_unknown_word_is_named_with_what_can_be_filtered(
    evidence: EvidenceTable, line: str, named: str
) -> None:
    with pytest.raises(EvidenceError) as raised:
        read_query(line, evidence)
    text = str(raised.value)
    assert named in text
    for column in FILTERED:
        assert evidence.column(column).label in text
    assert "sort by number of patients, CLASI-A" in text


def test_an_unknown_value_of_a_column_is_told_with_all_its_values(evidence: EvidenceTable) -> None:
    with pytest.raises(EvidenceError, match="azathioprine") as raised:
        read_value("therapies", "aspirin", evidence)
    assert "'aspirin'" in str(raised.value)
    with pytest.raises(EvidenceError, match="phototypes V-VI"):
        read_value("phototype", "9", evidence)


@pytest.mark.parametrize("line", ["sort bananas", "sort", "sort response"])
def test_an_unknown_column_to_sort_by_is_told_with_those_there_are(
    evidence: EvidenceTable, line: str
) -> None:
    with pytest.raises(EvidenceError, match="sort by number of patients, CLASI-A, SLEDAI"):
        read_query(line, evidence)


def test_values_alone_are_read_in_the_light_of_their_column(evidence: EvidenceTable) -> None:
    for text in ("V", "5", "phototype V", "Fitzpatrick V"):
        assert read_value("phototype", text, evidence) == Filter("phototype", "phototype_5")
    assert read_value("mucosal", "none", evidence) == Filter("mucosal", negated=True)
    assert read_value("therapies", "none", evidence) == Filter("therapies", "monotherapy")
    assert read_sort("clasi-a", evidence) == read_sort("CLASI", evidence) == "clasi_activity"


def test_the_picture_holds_every_printed_figure_and_no_other(evidence: EvidenceTable) -> None:
    points = [(point.row.id, point.value, point.range) for point in evidence.points(evidence.table.rows)]
    assert points == [
        ("chasset", 15, (4, 35)),
        ("pluss", 17, None),
        ("trentin", 26, None),
        ("trentin", 24, None),
        ("shaw_dle", 17.1, None),
        ("carter", 17, None),
        ("series", 19.5, (12, 27)),
    ]


def test_a_row_in_full_holds_every_column_and_its_caveats(evidence: EvidenceTable) -> None:
    own = row_of(evidence, "series")
    assert all(column.label in own for column in evidence.columns)
    assert "mean of 15.25" in own
    assert "at most three" in own
    assert "28 lies below the lower end of its own range" in row_of(evidence, "shaw_mucosal")
    assert "These are 15 labels" in row_of(evidence, "chasset")
    assert "Ear in the text, eye in the table" in row_of(evidence, "carter")
    assert "CLASI-A: not reported" in row_of(evidence, "khan")
    assert "15 (range 4–35); mean or median not said" in row_of(evidence, "chasset")


def test_every_reported_cell_has_a_brief_form_and_every_figure_says_what_it_is(
    evidence: EvidenceTable,
) -> None:
    for row in evidence.table.rows:
        for column in evidence.columns:
            cell = row.cell(column.id)
            assert bool(cell.brief) is cell.reported, (row.id, column.id)
            if column.unit and column.id != "size" and cell.reported:
                assert cell.figure, (row.id, column.id)
                assert cell.number is not None
            if cell.range and cell.number is not None:
                low, high = cell.range
                assert f"{low:g}–{high:g}" in str(cell.brief)
                assert low <= cell.number <= high or cell.caveats, (row.id, column.id)


def test_the_keys_of_the_page_filter_by_every_column_that_can_be_filtered() -> None:
    assert {each.filters for each in EVIDENCE_KEYS if each.filters} == set(FILTERED)


def test_a_query_keeps_one_filter_of_a_column_when_it_is_chosen_anew() -> None:
    query = Query((Filter("therapies", "a"), Filter("mucosal"), Filter("therapies", "b")))
    chosen = query.filtered("therapies", Filter("therapies", "c"))
    assert chosen.filters == (Filter("mucosal"), Filter("therapies", "c"))
    assert chosen.filtered("therapies", None).filters == (Filter("mucosal"),)
    assert query.sorted_by("age").sorted_by("age").ascending
