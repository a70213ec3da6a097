"""`malar score --batch FILE --json`: one line in, one line out, whatever the line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.scoring.forms import clear, highest

if TYPE_CHECKING:
    from tests.cli.running import Malar

ROOT = Path(__file__).resolve().parents[2]
GOOD = json.dumps({"instrument": "cla-iga", "answers": {"level": 3}}).encode()


def test_forms_of_several_instruments_are_scored_in_order(malar: Malar) -> None:
    forms: list[dict[str, object]] = [
        {"instrument": "clasi", "answers": highest("clasi")},
        {"instrument": "SLEDAI-2K", "answers": clear("sledai-2k", {"fever": 1}), "window": 10},
        {"instrument": "cla-iga", "answers": {}},
    ]
    run = malar("score", "--batch", "-", "--json", typed="\n".join(map(json.dumps, forms)))
    assert (run.code, run.err) == (0, "")
    assert [line["instrument"] for line in run.lines] == ["clasi", "sledai-2k", "cla-iga"]
    assert run.lines[0]["scores"]["activity"]["value"] == 70
    assert run.lines[1]["window"] == 10
    assert run.lines[2]["complete"] is False


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"not json", "not JSON"),
        (b"", "empty"),
        (b"   ", "empty"),
        (b"[]", "no form"),
        (b"3", "no form"),
        (b"{}", '"instrument"'),
        (b'{"instrument": "clasi"}', '"answers"'),
        (b'{"instrument": 3, "answers": {}}', '"instrument"'),
        (b'{"instrument": "clasii", "answers": {}}', "did you mean 'CLASI'?"),
        (b'{"instrument": "clasi", "answers": []}', '"answers"'),
        (b'{"instrument": "clasi", "answer": {}}', "did you mean 'answers'?"),
        (b'{"instrument": "clasi", "answers": {"scalp.scale": 3}}', "scalp.scale cannot be 3"),
        (b'{"instrument": "clasi", "answers": {"scalp.scale": "2"}}', "the text '2'"),
        (b'{"instrument": "clasi", "answers": {"scalp.scale": true}}', "true"),
        (b'{"instrument": "clasi", "answers": {"scalp.scale": 2.0}}', "decimal number 2.0"),
        (b'{"instrument": "clasi", "answers": {"scalp.scale": NaN}}', "NaN"),
        (b'{"instrument": "clasi", "answers": {"scalp.scale": -Infinity}}', "-Infinity"),
        (b'{"instrument": "clasi", "answers": {"scalp.scale": 1' + b"0" * 5000 + b"}}", "too long"),
        (b'{"instrument": "clasi", "answers": {"scalp.scale": 1, "scalp.scale": 1}}', "twice"),
        (b'{"instrument": "clasi", "answers": {"scalp.scael": 1}}', "did you mean 'scalp.scale'?"),
        (b'{"instrument": "clasi", "answers": {}, "window": 30}', "window"),
        (b'{"instrument": "sledai-2k", "answers": {}, "window": "10"}', "window"),
        (b"[" * 200_000, "nested"),
        (b'{"a":' * 100_000, "nested"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"instrument": "\xff", "answers": {}}', "UTF-8"),
        (b'{"instrument": "\\ud800", "answers": {}}', "no instrument"),
        (b'"' + b"x" * 1_100_000 + b'"', "too long"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_broken_line_is_told_on_its_line_and_the_others_are_scored(
    malar: Malar, line: bytes, words: str
) -> None:
    run = malar("score", "--batch", "-", "--json", typed=b"\n".join([GOOD, line, GOOD, b""]))
    assert run.code == 1
    assert [set(each) for each in run.lines].count({"error"}) == 1
    assert len(run.lines) == 3
    assert run.lines[1]["error"].startswith("line 2: ")
    assert words in run.lines[1]["error"]
    assert run.lines[0] == run.lines[2]
    assert run.err == "malar: 1 of 3 lines could not be scored\n"


def test_a_batch_comes_from_a_file(malar: Malar, tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD + b"\r\n" + GOOD)
    run = malar("score", "--batch", str(file), "--json")
    assert [line["scores"]["global"]["value"] for line in run.lines] == [3, 3]


def test_an_empty_batch_gives_nothing(malar: Malar) -> None:
    run = malar("score", "--batch", "-", "--json", typed="")
    assert (run.code, run.out, run.err) == (0, "", "")


@pytest.mark.parametrize("name", [".", "gone.jsonl"])
def test_a_batch_that_cannot_be_read_is_named(malar: Malar, tmp_path: Path, name: str) -> None:
    assert "cannot be read" in malar("score", "--batch", str(tmp_path / name), "--json").message


def test_a_reader_that_leaves_ends_it_quietly(tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_bytes((GOOD + b"\n") * 20_000)
    command = [sys.executable, "-m", "assistant", "score", "--batch", str(file), "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_bytes(GOOD)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "score", "--batch", str(file), "--json"],
            cwd=ROOT,
            env={**os.environ},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
