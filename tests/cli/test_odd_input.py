"""Input that is no file, never ends, has no name, or is wrong in a hundred thousand places."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.content.folders import shipped_folder
from tests.scoring.forms import NAMES

if TYPE_CHECKING:
    from tests.cli.running import Malar

ROOT = Path(__file__).resolve().parents[2]
FORM = json.dumps({"instrument": "cla-iga", "answers": {"level": 3}})

READERS = [
    ("score", "cla-iga", "--answers"),
    ("score", "--json", "--batch"),
    ("ask", "--json", "--batch"),
    ("check",),
]


@pytest.mark.parametrize("command", READERS)
def test_a_pipe_that_nobody_writes_to_is_refused(
    malar: Malar, tmp_path: Path, command: tuple[str, ...]
) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert "no regular file" in malar(*command, str(pipe)).message


@pytest.mark.parametrize("command", READERS)
def test_a_device_is_refused(malar: Malar, command: tuple[str, ...]) -> None:
    assert "no regular file" in malar(*command, "/dev/zero").message


@pytest.mark.parametrize("command", READERS[:3])
def test_a_folder_is_refused(malar: Malar, tmp_path: Path, command: tuple[str, ...]) -> None:
    assert str(tmp_path) in malar(*command, str(tmp_path)).message


@pytest.mark.parametrize("command", READERS)
def test_an_empty_name_is_told(malar: Malar, command: tuple[str, ...]) -> None:
    assert "is empty" in malar(*command, "").message


@pytest.mark.parametrize("command", READERS)
def test_a_name_of_thousands_of_characters_is_told_in_a_short_message(
    malar: Malar, command: tuple[str, ...]
) -> None:
    assert len(malar(*command, "x" * 50_000).message) < 700


@pytest.mark.parametrize("value", ["x" * 50_000, "/x" * 30_000])
def test_a_long_setting_is_told_in_a_short_message(
    malar: Malar, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("MALAR_CONTENT", value)
    message = malar("instruments").message
    assert "MALAR_CONTENT" in message
    assert len(message) < 700


def test_a_setting_that_names_a_pipe_is_told(
    malar: Malar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    monkeypatch.setenv("MALAR_CONTENT", str(pipe))
    assert "not a folder" in malar("instruments").message


def test_a_pipe_among_the_content_is_told(
    malar: Malar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "instruments").mkdir()
    os.mkfifo(tmp_path / "instruments" / "pipe.yaml")
    monkeypatch.setenv("MALAR_CONTENT", str(tmp_path))
    assert "pipe.yaml: is no regular file" in malar("instruments").message


def test_a_line_break_in_the_name_of_a_file_makes_no_second_line(
    malar: Malar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "a\nb\x1b.yaml").write_text("", encoding="utf-8")
    monkeypatch.setenv("MALAR_CONTENT", str(tmp_path))
    assert "a\\u000ab\\u001b.yaml" in malar("instruments").message


@pytest.mark.parametrize("shell_words", ["--answers /dev/stdin", "--answers -", "--answers <(cat)"])
def test_what_the_caller_has_opened_is_read(shell_words: str) -> None:
    command = f'echo "level: 3" | "$0" -m assistant score cla-iga --json {shell_words}'
    done = subprocess.run(
        ["bash", "-c", command, sys.executable], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["scores"]["global"]["value"] == 3


@pytest.mark.parametrize("shell_words", ["/dev/stdin", "-", "<(cat)"])
def test_a_batch_that_the_caller_has_opened_is_read(shell_words: str) -> None:
    command = f'(sleep 0.1; printf "%s" "$1") | "$0" -m assistant score --json --batch {shell_words}'
    done = subprocess.run(
        ["bash", "-c", command, sys.executable, FORM], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["scores"]["global"]["value"] == 3


@pytest.mark.usefixtures("opened_before")
@pytest.mark.parametrize("arguments", [("score", "--json", "--batch"), ("ask", "--json", "--batch")])
@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_a_line_without_end_is_given_up(arguments: tuple[str, ...], name: str) -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", *arguments, name],
            cwd=ROOT,
            stdin=endless,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stdout) == (1, "")
    [message] = done.stderr.splitlines()
    assert "line 1 does not end within 64 MB" in message


def test_answers_without_end_are_given_up() -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "score", "cla-iga", "--answers", "/dev/stdin"],
            cwd=ROOT,
            stdin=endless,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert "larger than 2 MB" in done.stderr


def test_a_key_that_stands_twice_is_found_among_very_many(malar: Malar) -> None:
    keys = ", ".join(f'"k{number}": 0' for number in range(60_000))
    run = malar("score", "clasi", "--answers", "-", typed=f'{{{keys}, "k59999": 1}}')
    assert "'k59999' stands there twice" in run.message


def test_very_many_wrong_answers_are_named_in_part_and_counted(malar: Malar) -> None:
    answers = {f"scalp.{number}": 1 for number in range(40_000)}
    line = json.dumps({"instrument": "clasi", "answers": answers})
    run = malar("score", "--batch", "-", "--json", typed=line)
    error = run.json["error"]
    assert "has no item 'scalp.0'" in error
    assert error.endswith("and 39,992 more wrong answers")
    assert len(error) < 1500


def test_very_many_wrong_lines_of_answers_are_told_in_part(malar: Malar) -> None:
    message = malar("score", "clasi", "--answers", "-", typed="a: 1\n" * 5_000).message
    assert message.count(" | ") == 5
    assert len(message) < 1500


MANY = {
    "unknown keys": "\n".join(f"key_{number}: 1" for number in range(20_000)),
    "keys that stand twice": "id: clasi\n" * 20_000,
}


@pytest.mark.parametrize("text", MANY.values(), ids=MANY)
def test_of_very_many_problems_the_first_are_listed(malar: Malar, tmp_path: Path, text: str) -> None:
    file = tmp_path / "many.yaml"
    file.write_text(text, encoding="utf-8")
    run = malar("check", str(file))
    assert (run.code, run.out) == (1, "")
    lines = run.err.splitlines()
    assert len(lines) == 51
    assert lines[49].startswith(f"{file}:")
    assert lines[50].startswith(f"{file}: ... and ")
    assert "more problems" in lines[50]


def test_of_very_many_wrong_names_the_first_are_listed(malar: Malar, tmp_path: Path) -> None:
    text = (shipped_folder("instruments") / "clasi.yaml").read_text(encoding="utf-8")
    file = tmp_path / "clasi.yaml"
    places = ", ".join(["nowhere"] * 20_000)
    file.write_text(text.replace("not_at: [scalp]", f"not_at: [{places}]", 1), encoding="utf-8")
    lines = malar("check", str(file)).err.splitlines()
    assert len(lines) == 51
    assert "there is no place 'nowhere'" in lines[0]
    assert "... and more problems" in lines[50]


@pytest.mark.parametrize("window", ["1_0", "１０", " 10", "10.0", "+10", ""])
def test_a_window_that_is_written_oddly_is_refused(malar: Malar, window: str) -> None:
    run = malar("score", "sledai-2k", "--answers", "-", "--window", window, typed="{}")
    assert (run.code, run.out) == (2, "")
    assert "no number of days" in run.err


@pytest.mark.parametrize(
    ("window", "said"), [("true", "true"), ('"10"', "the text '10'"), ("[10]", "a list")]
)
def test_a_window_of_the_wrong_kind_is_told_as_json_writes_it(malar: Malar, window: str, said: str) -> None:
    line = f'{{"instrument": "sledai-2k", "answers": {{}}, "window": {window}}}'
    error = malar("score", "--batch", "-", "--json", typed=line).json["error"]
    assert f"recall window {said}; choose 10 or 30 days" in error


@pytest.mark.parametrize("name", ["../clasi", "clasi/", "clasi.yaml", "clasi;", "clasi\x00"])
def test_a_name_with_more_in_it_is_no_name(malar: Malar, name: str) -> None:
    assert "there is no instrument" in malar("instruments", name).message


OTHERS = ["RCLASI", "r-clasi", "rclassi", "SELENA-SLEDAI", "selena sledai", "SDAI", "CLA-IGA-R", "cla iga r"]


@pytest.mark.parametrize("name", OTHERS)
def test_another_instrument_is_told_from_the_one_it_resembles(malar: Malar, name: str) -> None:
    message = malar("score", name, "--answers", "-", typed="{}").message
    assert "is not scored here" in message
    assert "did you mean" not in message


@pytest.mark.parametrize("name", NAMES)
def test_what_an_instrument_is_not_is_shown_with_it(malar: Malar, name: str) -> None:
    assert "Other instruments" in malar("instruments", name).out


def test_an_instrument_cannot_be_another_by_its_own_name(malar: Malar, tmp_path: Path) -> None:
    text = (shipped_folder("instruments") / "clasi.yaml").read_text(encoding="utf-8")
    file = tmp_path / "clasi.yaml"
    file.write_text(text.replace("names: [RCLASI,", "names: [Clasy,", 1), encoding="utf-8")
    assert "'Clasy' is a name of this instrument, and of another one" in malar("check", str(file)).message
