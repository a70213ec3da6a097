"""`malar ask`: what a script may rely on, from one question and from a batch of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar

DOSE = "What is the dose of anifrolumab?"
ELSEWHERE = "What is the capital of France?"
MAXIMUM = "maximum CLASI-A"

KEYS = ["status", "text", "entries", "citations", "suggestions"]


def assert_result(result: dict[str, Any]) -> None:
    """A result has exactly the agreed fields, each of its type."""
    assert list(result) == KEYS
    assert result["status"] in {"answered", "clarify", "not_covered"}
    assert isinstance(result["text"], str)
    assert 0 < len(result["text"]) < 1200
    assert "\n" not in result["text"]
    for name in ("entries", "suggestions"):
        assert all(isinstance(each, str) and each for each in result[name])
    for citation in result["citations"]:
        assert list(citation) == ["source", "section", "refs"]
        assert isinstance(citation["source"], str)
        assert isinstance(citation["section"], str)
        assert all(type(number) is int for number in citation["refs"])


def test_an_answer_has_the_agreed_fields(malar: Malar) -> None:
    run = malar("ask", DOSE, "--json")
    assert (run.code, run.err) == (0, "")
    assert_result(run.json)
    assert run.json["status"] == "answered"
    assert "300 mg" in run.json["text"]
    assert run.json["entries"]
    assert run.json["citations"]


def test_a_refusal_has_them_too_and_is_no_error(malar: Malar) -> None:
    run = malar("ask", ELSEWHERE, "--json")
    assert (run.code, run.err) == (0, "")
    assert_result(run.json)
    assert run.json["status"] == "not_covered"
    assert run.json["entries"] == []
    assert run.json["citations"] == []


def test_the_text_for_reading_is_that_of_the_json_with_its_places(malar: Malar) -> None:
    found = malar("ask", DOSE, "--json").json
    read = malar("ask", DOSE)
    assert (read.code, read.err) == (0, "")
    first, *places = read.out.splitlines()
    assert first == found["text"]
    assert len(places) == len(found["citations"])
    assert all(place.startswith("  [") and place.endswith("]") for place in places)


def test_a_batch_gives_one_line_for_each_question_in_order(malar: Malar) -> None:
    questions = [DOSE, ELSEWHERE, MAXIMUM, DOSE]
    run = malar("ask", "--batch", "-", "--json", typed="\n".join(questions))
    assert (run.code, run.err) == (0, "")
    assert run.lines == [malar("ask", question, "--json").json for question in questions]
    for result in run.lines:
        assert_result(result)


def test_a_batch_comes_from_a_file(malar: Malar, tmp_path: Path) -> None:
    file = tmp_path / "questions.txt"
    file.write_text(f"\ufeff{DOSE}\r\n{MAXIMUM}\r\n", encoding="utf-8")
    run = malar("ask", "--batch", str(file), "--json")
    assert run.code == 0
    assert [line["text"] for line in run.lines] == [
        malar("ask", question, "--json").json["text"] for question in (DOSE, MAXIMUM)
    ]


def test_a_list_of_turns_is_answered_at_its_last_turn(malar: Malar) -> None:
    follow_up = "and its side effects?"
    whole = malar("ask", "What are the side effects of anifrolumab?", "--json").json
    lines = [json.dumps([DOSE, follow_up]), json.dumps([DOSE]), json.dumps([MAXIMUM, DOSE])]
    run = malar("ask", "--batch", "-", "--json", typed="\n".join(lines))
    assert run.code == 0
    assert [line["text"] for line in run.lines] == [
        whole["text"],
        malar("ask", DOSE, "--json").json["text"],
        malar("ask", DOSE, "--json").json["text"],
    ]


def test_the_lines_of_a_batch_know_nothing_of_each_other(malar: Malar) -> None:
    alone = malar("ask", "and its side effects?", "--json").json
    run = malar("ask", "--batch", "-", "--json", typed=f"{DOSE}\nand its side effects?")
    assert run.lines[1] == alone


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"[]", "1 to 50 questions"),
        (b'["a", 3]', "1 to 50 questions"),
        (json.dumps(["a"] * 51).encode(), "1 to 50 questions"),
        (b"x" * 1_100_000, "too long"),
    ],
    ids=["not UTF-8", "no turn", "a turn that is no text", "too many turns", "too long"],
)
def test_a_broken_line_is_told_in_its_place_and_the_others_are_answered(
    malar: Malar, line: bytes, words: str
) -> None:
    run = malar("ask", "--batch", "-", "--json", typed=b"\n".join([DOSE.encode(), line, DOSE.encode()]))
    assert run.code == 1
    first, broken, last = run.lines
    assert_result(first)
    assert first == last
    assert list(broken) == ["error"]
    assert broken["error"].startswith("line 2: ")
    assert words in broken["error"]


def test_a_question_in_brackets_is_a_question(malar: Malar) -> None:
    run = malar("ask", "--batch", "-", "--json", typed=f"[sic] {DOSE}")
    assert run.code == 0
    assert_result(run.json)


@pytest.mark.parametrize(
    "arguments", [("ask",), ("ask", "a", "b"), ("ask", "a", "--batch", "-"), ("ask", "a", "--jsno")]
)
def test_a_command_that_is_not_understood_is_usage(malar: Malar, arguments: tuple[str, ...]) -> None:
    run = malar(*arguments)
    assert (run.code, run.out) == (2, "")
    assert "; see malar" in run.err


@pytest.mark.parametrize("question", ["", "  ", "\n"])
def test_an_empty_question_is_refused(malar: Malar, question: str) -> None:
    assert "the question is empty" in malar("ask", question, "--json").message
