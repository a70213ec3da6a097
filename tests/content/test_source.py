"""Reading YAML: plain data in, or one clear message with its line."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.content.problems import ContentError, ProblemCode
from assistant.content.source import MAX_BYTES, Source, parse, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path("some.yaml")


def refused(raw: bytes) -> ContentError:
    """The refusal of a file."""
    with pytest.raises(ContentError) as caught:
        parse(raw, FILE)
    return caught.value


def test_plain_values_are_read_with_their_lines() -> None:
    source = parse(b"a: 1\nb:\n  - x\n  - {c: true, d: 1.5}\ne: ~\n", FILE)
    assert source.tree == {"a": 1, "b": ["x", {"c": True, "d": 1.5}], "e": None}
    assert source.line(("b", 1, "d")) == 4
    assert source.line(("b", 0)) == 3
    assert source.line(("b", 7, "x")) == 2, "what is not in the file is placed at what is around it"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("2011-03-01", "2011-03-01"),
        ("1:30", "1:30"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        ("'3'", "3"),
        ("-3", -3),
        ("1e2", 100.0),
        ("False", False),
        ("", None),
    ],
)
def test_words_stay_words(text: str, value: object) -> None:
    tree = parse(f"a: {text}".encode(), FILE).tree
    assert tree == {"a": value}
    assert isinstance(tree, dict)
    assert type(tree["a"]) is type(value)


def test_a_mark_of_byte_order_and_windows_line_ends_are_accepted() -> None:
    assert parse(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", FILE).tree == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("raw", "code", "line", "words"),
    [
        (b"a: 1\nb: 2\na: 3\n", ProblemCode.DUPLICATE_KEY, 3, "'a' stands here again (first in line 1)"),
        (b"a:\n\tb: 1\n", ProblemCode.TAB, 2, "tab"),
        (b"a: 1\nb:\t2\n", ProblemCode.TAB, 2, "tab"),
        (b"", ProblemCode.EMPTY, 1, "empty"),
        (b"# only a remark\n", ProblemCode.EMPTY, 1, "empty"),
        (b"- a\n- b\n", ProblemCode.NOT_A_MAPPING, 1, "key: value"),
        (b"just words", ProblemCode.NOT_A_MAPPING, 1, "key: value"),
        (b"a: 1\nb: caf\xe9\n", ProblemCode.NOT_UTF8, 2, "UTF-8"),
        (b"a: 1\n\x00", ProblemCode.BAD_CHARACTER, 2, "u0000"),
        (b"a: \x1b[2J\n", ProblemCode.BAD_CHARACTER, 1, "u001b"),
        (b"a: &x 1\nb: *x\n", ProblemCode.ALIAS, 1, "anchor"),
        (b"a: *x\n", ProblemCode.ALIAS, 1, "alias"),
        (b"a: !!python/object/apply:os.system [ls]\n", ProblemCode.TAG, 1, "tag"),
        (b"a: !!binary aGk=\n", ProblemCode.TAG, 1, "tag"),
        (b"a: 1\n---\nb: 2\n", ProblemCode.SEVERAL_DOCUMENTS, 2, "second document"),
        (b"a: [1, 2\nb: 3\n", ProblemCode.SYNTAX, 2, "check indentation"),
        (b"a: 'open\n", ProblemCode.SYNTAX, 2, "quote"),
        (b"a: 1\n  b: 2\n", ProblemCode.SYNTAX, 2, "mapping values"),
        (b"? [a, b]\n: c\n", ProblemCode.SYNTAX, 1, "key"),
        (b"[" * 50_000, ProblemCode.TOO_DEEP, 1, "nested"),
        (b"{a: " * 50_000, ProblemCode.TOO_DEEP, 1, "nested"),
        (b"- " * 50_000, ProblemCode.TOO_DEEP, 1, "nested"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_cannot_be_read_is_told_with_its_line(
    raw: bytes, code: ProblemCode, line: int, words: str
) -> None:
    [problem] = refused(raw).problems
    assert (problem.code, problem.line) == (code, line)
    assert words in str(problem)
    assert str(problem).startswith(f"some.yaml:{line}: ")
    assert "; " in str(problem), "it says what to do"


def test_every_duplicate_key_is_told() -> None:
    problems = refused(b"a: 1\na: 2\nb: {c: 1, c: 2}\n").problems
    assert [problem.line for problem in problems] == [2, 3]


def test_many_tabs_are_not_told_one_by_one_for_ever() -> None:
    assert len(refused(b"a:\tb\n" * 1000).problems) == 5


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = b"a: &a [x, x, x, x, x, x, x, x, x]\n"
    for name, before in zip(b"bcdefghi", b"abcdefgh", strict=True):
        refer = b", ".join([b"*" + bytes([before])] * 9)
        bomb += bytes([name]) + b": &" + bytes([name]) + b" [" + refer + b"]\n"
    begun = time.process_time()
    assert refused(bomb).problems[0].code is ProblemCode.ALIAS
    assert time.process_time() - begun < 1


def test_a_file_of_50_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ContentError, match="larger than 2 MB") as caught:
        read_bytes(huge)
    assert caught.value.problems[0].code is ProblemCode.TOO_LARGE


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    full = tmp_path / "full.yaml"
    full.write_bytes(b"a: " + b"x" * (MAX_BYTES - 3))
    assert len(read_bytes(full)) == MAX_BYTES


@pytest.mark.parametrize(("name", "words"), [("missing.yaml", "no such file"), (".", "is a folder")])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(ContentError, match=words) as caught:
        read_bytes(tmp_path / name)
    assert str(tmp_path) in str(caught.value)


YAML_PIECES = st.sampled_from(
    [
        "a",
        ":",
        ": ",
        "- ",
        "\n",
        "  ",
        "{",
        "}",
        "[",
        "]",
        ",",
        "'",
        '"',
        "|",
        ">",
        "&x",
        "*x",
        "!t",
        "#",
        "%",
        "?",
    ]
)


@settings(max_examples=600)
@given(
    st.binary(max_size=60) | st.lists(YAML_PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode())
)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    outcome = read_or_refused(raw)
    if isinstance(outcome, ContentError):
        assert outcome.problems
        assert all(problem.what and problem.remedy for problem in outcome.problems)
    else:
        assert isinstance(outcome.tree, dict)
        assert json.loads(json.dumps(outcome.tree)) == outcome.tree


def read_or_refused(raw: bytes) -> Source | ContentError:
    """What becomes of a file; nothing but a refusal may be raised."""
    try:
        return parse(raw, FILE)
    except ContentError as error:
        return error


@pytest.mark.parametrize("put", [os.mkfifo, lambda place: place.symlink_to("/dev/zero")])
def test_what_is_no_regular_file_is_not_read(tmp_path: Path, put: Callable[[Path], None]) -> None:
    put(tmp_path / "strange.yaml")
    with pytest.raises(ContentError, match="no regular file"):
        read_bytes(tmp_path / "strange.yaml")


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(b"a: 1")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real.yaml")
    assert read_bytes(tmp_path / "link.yaml") == b"a: 1"
