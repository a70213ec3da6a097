"""What the docs say is made from the program, and a drift is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import BaseModel, Field

from tools.docs.__main__ import differing
from tools.docs.confirmation import to_confirm
from tools.docs.formats import UndescribedFieldError, field_lists
from tools.docs.keys import questionnaire_keys, screen_keys
from tools.docs.regions import RegionError, region, table, with_regions

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "before\n<!-- made: keys -->\nold\n<!-- end: keys -->\nafter\n"


def test_a_region_is_replaced_and_the_hand_written_text_stays() -> None:
    assert with_regions("page", PAGE, {"keys": "new"}) == f"before\n{region('keys', 'new')}\nafter\n"


@pytest.mark.parametrize("made", [{}, {"keys": "new", "fields": "new"}, {"fields": "new"}])
def test_a_page_that_lost_or_gained_a_region_is_told(made: dict[str, str]) -> None:
    with pytest.raises(RegionError, match="page has the regions"):
        with_regions("page", PAGE, made)


def test_a_file_that_says_something_else_is_named(tmp_path: Path) -> None:
    same, drifted, missing = (tmp_path / name for name in ("same", "drifted", "missing"))
    same.write_text("as made", encoding="utf-8")
    drifted.write_text("as it was", encoding="utf-8")
    made = [(same, "as made"), (drifted, "as made"), (missing, "as made")]
    assert list(differing(made)) == [drifted, missing]


def test_layout_alone_is_no_drift(tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text("as\n  made", encoding="utf-8")
    assert not differing([(page, "as made\n")])


def test_a_bar_in_a_cell_does_not_break_the_table() -> None:
    assert table(("key",), [("a|b",)]).splitlines()[-1] == "| a\\|b |"


def test_the_key_tables_hold_the_keys_of_the_program() -> None:
    assert "`F10`" in screen_keys()
    for key in ("`c`", "`a`", "`n`", "`p`", "`?`", "`Left` or `Backspace`"):
        assert f"| {key} |" in questionnaire_keys()


class Described(BaseModel):
    """A part of a file."""

    name: str
    """Told by the text under it."""
    size: int = Field(default=1, ge=1, le=9, description="Told by its field.")


class Undescribed(BaseModel):
    """A part of a file that leaves its reader alone."""

    name: str


def test_a_field_is_listed_with_what_it_holds_and_says() -> None:
    listed = field_lists(Described)
    assert "| `name` | text | yes | Told by the text under it. |" in listed
    assert "| `size` | whole number, 1 to 9 | no: `1` | Told by its field. |" in listed


def test_a_field_that_says_nothing_is_refused() -> None:
    with pytest.raises(UndescribedFieldError, match=r"Undescribed\.name"):
        field_lists(Undescribed)


def test_what_is_not_known_from_two_sources_is_listed(tmp_path: Path) -> None:
    file = tmp_path / "made-up.yaml"
    file.write_text(
        "abbreviation: MADE\n"
        "sources: {B: {short: Book 2001}}\n"
        "items:\n"
        "  - {title: itch, evidence: [{certainty: to confirm, part: its levels}, {certainty: two sources}]}\n"
        "  - {title: heat, evidence: [{certainty: one source, sources: [B]}]}\n",
        encoding="utf-8",
    )
    listed = to_confirm((file,))
    assert "| items: itch | its levels |" in listed
    assert "| items: heat | all of it | Book 2001 |" in listed
    assert "two sources" not in listed
