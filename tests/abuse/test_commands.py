"""Commands that are wrong, empty, or talk to nobody end in one line and the right exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.abuse.running import ROOT, assert_one_line_said, malar

if TYPE_CHECKING:
    from pathlib import Path


def test_the_module_runs_as_the_command_does() -> None:
    run = malar("--help")
    assert run.code == 0
    assert run.output.startswith("usage: malar")


@pytest.mark.parametrize(
    "arguments", [("scoer",), ("ask",), ("score",), ("score", "clasi"), ("ask", "x", "--jsno")]
)
def test_a_command_that_is_not_understood_is_usage(arguments: tuple[str, ...]) -> None:
    run = malar(*arguments)
    assert run.code == 2
    assert run.output == ""
    assert "; see malar" in run.message
    assert "Traceback" not in run.message


@pytest.mark.usefixtures("opened_before")
@pytest.mark.parametrize("question", ["", "   ", "\n"])
def test_an_empty_question_is_wrong_input(question: str) -> None:
    assert_one_line_said(malar("ask", question), 1)


@pytest.mark.usefixtures("opened_before")
@pytest.mark.parametrize(
    "question",
    [
        "\x1b[2J\x1b]0;owned\x07 anifrolumab",
        "[/x] [on] anifrolumab",
        "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
    ],
)
def test_a_question_full_of_control_sequences_prints_none(question: str) -> None:
    run = malar("ask", question)
    assert run.code == 0
    assert "\x1b" not in run.output
    assert "\x07" not in run.output


@pytest.mark.usefixtures("opened_before")
def test_a_question_of_a_megabyte_is_answered_or_refused_in_time(tmp_path: Path) -> None:
    batch = tmp_path / "questions.txt"
    batch.write_text("anifrolumab " * 90_000 + "\n", encoding="utf-8")
    run = malar("ask", "--batch", str(batch), "--json", seconds=20)
    assert "Traceback" not in run.message
    [line] = run.output.splitlines()
    assert {"status", "error"} & json.loads(line).keys()


@pytest.mark.usefixtures("opened_before")
@pytest.mark.parametrize("command", [("ask",), ("score",)])
def test_a_batch_file_that_is_missing_is_named(command: tuple[str, ...], tmp_path: Path) -> None:
    missing = tmp_path / "missing.jsonl"
    assert_one_line_said(malar(*command, "--batch", str(missing), "--json"), 1, "missing.jsonl")


@pytest.mark.usefixtures("opened_before")
@pytest.mark.parametrize("command", [("ask",), ("score",)])
def test_a_batch_file_that_is_a_folder_is_named(command: tuple[str, ...], tmp_path: Path) -> None:
    assert_one_line_said(malar(*command, "--batch", str(tmp_path), "--json"), 1, tmp_path.name)


@pytest.mark.usefixtures("opened_before")
@pytest.mark.parametrize("command", [("ask",), ("score",)])
def test_a_binary_batch_file_gives_no_traceback(command: tuple[str, ...], tmp_path: Path) -> None:
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(bytes(range(256)) * 4)
    run = malar(*command, "--batch", str(binary), "--json")
    assert run.code == 1
    assert "Traceback" not in run.message
    for line in run.output.splitlines():
        assert {"status", "error"} & json.loads(line).keys()


@pytest.mark.usefixtures("opened_before")
def test_an_empty_batch_file_is_done_at_once(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_bytes(b"")
    for command in ("ask", "score"):
        run = malar(command, "--batch", str(empty), "--json")
        assert (run.code, run.output) == (0, "")


def test_answers_from_nowhere_are_told(tmp_path: Path) -> None:
    run = malar("score", "cla-iga", "--answers", str(tmp_path / "missing.yaml"), "--json")
    assert_one_line_said(run, 1, "missing.yaml")
    assert run.output == ""


@pytest.mark.parametrize(
    "typed",
    ["", "- a\n- b\n", "level: [1, 2]\n", "level: 'three'\n", "level:\t1\n", b"\xff\xfe\x00", "&a [*a]\n"],
)
def test_answers_that_are_no_form_are_wrong_input(typed: str | bytes) -> None:
    run = malar("score", "cla-iga", "--answers", "-", "--json", typed=typed)
    if typed == "":
        assert run.code == 0, "an untouched form is incomplete, not wrong"
        assert json.loads(run.output)["scores"]["global"]["value"] is None
    else:
        assert_one_line_said(run, 1)


@pytest.mark.usefixtures("opened_before")
@pytest.mark.parametrize(
    "arguments", [("instruments", "clasi", "--json"), ("ask", "anifrolumab dose", "--json")]
)
def test_a_reader_who_left_is_no_error(arguments: tuple[str, ...]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            cwd=ROOT,
            stdout=write_end,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(write_end)
    assert done.stderr == ""


def test_the_conversation_without_a_terminal_says_so() -> None:
    assert_one_line_said(malar(), 1, "terminal")
