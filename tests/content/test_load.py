"""A content file becomes a model, or every problem is told at once, each with its line and what to do."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Annotated, Literal

import pytest
from pydantic import Field

from assistant.content.fields import ContentModel, Name, Text
from assistant.content.load import Loaded, load_model
from assistant.content.problems import ContentError, Finding
from assistant.errors import DataFolderError
from assistant.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Part(ContentModel):
    """A part of a file."""

    name: Name
    size: Annotated[int, Field(ge=0, le=9)] = 0
    colour: Literal["red", "green"] = "red"


class Whole(ContentModel):
    """A file."""

    title: Text
    parts: tuple[Part, ...] = ()
    named: dict[Name, Part] = Field(default_factory=dict)
    share: float | None = None
    ready: bool = False


def written(folder: Path, text: str) -> Path:
    """A file with this text."""
    path = folder / "whole.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def load(folder: Path, text: str) -> Whole:
    """The model of a file with this text."""
    return load_model(written(folder, text), Whole).value


def problems(folder: Path, text: str) -> list[str]:
    """What is wrong with a file, line by line, without the folder."""
    with pytest.raises(ContentError) as caught:
        load(folder, text)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_a_file_becomes_a_model(tmp_path: Path) -> None:
    whole = load(tmp_path, "title: >-\n  two\n  lines\nparts:\n  - {name: a, size: 3}\nshare: 1\n")
    assert whole == Whole(title="two lines", parts=(Part(name="a", size=3),), share=1.0)


def test_all_problems_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = "titel: x\nparts:\n  - {name: a, size: 12}\n  - {nmae: b}\nready: yes\n"
    assert problems(tmp_path, text) == [
        "whole.yaml:1: the key 'title' is missing; add it",
        "whole.yaml:1: the key 'titel' is not known here; did you mean 'title'?",
        "whole.yaml:3: 'size' is 12, but must be at most 9; correct it",
        "whole.yaml:4: the key 'name' is missing; add it",
        "whole.yaml:4: the key 'nmae' is not known here; did you mean 'name'?",
        "whole.yaml:5: 'ready' must be true or false, but is the text 'yes'; correct it",
    ]


NUMBER = "'size' must be a whole number, but is"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("z: 1", "the key 'z' is not known here; the keys here are title, parts, named, share and ready"),
        ("title: 3", "'title' must be text, but is 3; put it in quotes"),
        ("title:", "'title' must be text, but is empty; correct it"),
        ("title: ' '", "'title' is empty; fill it in, or remove the key"),
        ('title: "a\\eb"', "'title' holds the control character U+001B; correct it"),
        ('title: "a\\u202Eb"', "'title' holds the control character U+202E; correct it"),
        ("parts: 3", "'parts' must be a list ('- ' lines), but is 3; correct it"),
        ("parts: [3]", "entry 1 of 'parts' must be a mapping ('key: value' lines), but is 3; correct it"),
        ("parts: [{name: a, size: '3'}]", f"{NUMBER} the text '3'; write the number without quotes"),
        ("parts: [{name: a, size: 1.5}]", f"{NUMBER} 1.5; correct it"),
        ("parts: [{name: a, size: true}]", f"{NUMBER} true; correct it"),
        ("parts: [{name: a, size: -1}]", "'size' is -1, but must be at least 0; correct it"),
        (
            "parts: [{name: a, colour: gren}]",
            "'colour' cannot be the text 'gren'; did you mean 'green'?",
        ),
        ("parts: [{name: a, colour: 7}]", "'colour' cannot be 7; write red or green"),
        ("named: {a: {name: b, siez: 1}}", "the key 'siez' is not known here; did you mean 'size'?"),
    ],
)
def test_each_problem_says_what_is_wrong_and_what_to_do(tmp_path: Path, text: str, told: str) -> None:
    titled = text if text.startswith("title") else f"title: x\n{text}"
    [problem] = problems(tmp_path, titled)
    assert problem.split(": ", 1)[1] == told


def test_what_a_check_finds_is_told_with_its_line(tmp_path: Path) -> None:
    def check(whole: Whole) -> Iterator[Finding]:
        for position, part in enumerate(whole.parts):
            if part.name == whole.title:
                yield Finding(("parts", position, "name"), "a part is named as the whole", "rename it")

    path = written(tmp_path, "title: a\nparts:\n  - {name: b}\n  - size: 1\n    name: a\n")
    with pytest.raises(ContentError) as caught:
        load_model(path, Whole, check)
    assert str(caught.value) == f"{path}:5: a part is named as the whole; rename it"


def loaded(path: Path) -> Loaded[Whole]:
    """A file, loaded."""
    return load_model(path, Whole)


def test_the_digest_follows_what_is_said_not_how(tmp_path: Path) -> None:
    first = loaded(written(tmp_path, "title: a\nready: true\n"))
    again = loaded(written(tmp_path, "# a remark\ntitle: 'a'\nready:   true\n"))
    other = loaded(written(tmp_path, "title: b\nready: true\n"))
    assert first.digest == again.digest != other.digest


def cached_trees() -> list[Path]:
    """The trees that were kept."""
    return sorted((data_folder() / "cache").rglob("*.json"))


@pytest.mark.usefixtures("own_cache")
def test_the_tree_is_kept_and_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "title: a\n")
    first = loaded(path)
    [tree] = cached_trees()
    assert stat.S_IMODE(tree.stat().st_mode) == 0o600
    assert stat.S_IMODE(data_folder().stat().st_mode) == 0o700
    monkeypatch.setattr("assistant.content.load.parse", None)
    assert loaded(path) == first


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize("damage", [b"", b"\xff\xff", b"{}", b"0" * 64 + b'\n{"title":"other"}'])
def test_a_damaged_tree_is_not_used(tmp_path: Path, damage: bytes) -> None:
    path = written(tmp_path, "title: a\n")
    loaded(path)
    [tree] = cached_trees()
    tree.write_bytes(damage)
    assert loaded(path).value.title == "a"
    assert tree.read_bytes() != damage, "it is built anew"


def test_a_file_with_problems_is_not_kept(tmp_path: Path) -> None:
    problems(tmp_path, "titel: x\n")
    assert not cached_trees()


def test_a_data_folder_that_cannot_be_made_breaks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    occupied = tmp_path / "occupied"
    occupied.write_text("a file", encoding="utf-8")
    monkeypatch.setenv("MALAR_HOME", str(occupied / "below"))
    assert load(tmp_path, "title: a\n").title == "a"


def test_a_home_of_nobody_breaks_no_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALAR_HOME", "~nobody-is-named-so/malar")
    assert load(tmp_path, "title: a\n").title == "a"
    with pytest.raises(DataFolderError, match="MALAR_HOME"):
        data_folder()


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize(("free", "kept"), [(4 * 1024 * 1024, 1), (4 * 1024 * 1024 - 4096, 0)])
def test_where_space_is_short_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, kept: int
) -> None:
    measured = os.statvfs(tmp_path)

    def small(_place: object) -> os.statvfs_result:
        return os.statvfs_result((4096, 4096, measured.f_blocks, free // 4096, free // 4096, *measured[5:10]))

    monkeypatch.setattr(os, "statvfs", small)
    load(tmp_path, "title: a\n")
    assert len(cached_trees()) == kept


def test_of_a_file_with_very_many_problems_the_first_lines_are_told(tmp_path: Path) -> None:
    told = problems(tmp_path, "title: x\n" + "".join(f"k{number}: 1\n" for number in range(1000)))
    assert told[0].startswith("whole.yaml:2: the key 'k0'")
    assert told[49].startswith("whole.yaml:51: the key 'k49'")
    assert told[50:] == ["whole.yaml: ... and 950 more problems; correct those above first"]


@pytest.mark.usefixtures("own_cache")
def test_old_trees_are_dropped(tmp_path: Path) -> None:
    for number in range(262):
        load(tmp_path, f"title: t{number}\n")
    assert len(cached_trees()) == 256
