"""Completion: what bash offers after the script that malar prints, and that nothing is started for it."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar

OFFER = """
source ./malar.bash
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_malar
printf '%s\\n' "${COMPREPLY[@]}"
"""

TYPED = {
    ("malar", "unan"): {"unanswered"},
    ("malar", "--pl"): {"--plain"},
    ("malar", "score", "cl"): {"clasi", "cla-iga"},
    ("malar", "score", "clasi", ""): set(),
    ("malar", "score", "--window", "30", "sled"): {"sledai-2k"},
    ("malar", "score", "--answers", "my"): {"my answers.yaml"},
    ("malar", "score", "--ans"): {"--answers"},
    ("malar", "train", "--instrument", ""): {"clasi", "cla-iga", "sledai-2k"},
    ("malar", "train", "--instrument", "clasi", "s"): {"show"},
    ("malar", "export", "--format", ""): {"json", "csv"},
    ("malar", "check", "one", "my"): {"my answers.yaml"},
    # A code is patient data, and a file of that name is none.
    ("malar", "patient", ""): set(),
    ("malar", "visits", "--since", ""): set(),
    ("malar", "audit", "--patient", ""): set(),
}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_printed(malar: Malar, shell: str) -> None:
    run = malar("completion", shell)
    assert (run.code, run.err) == (0, "")
    assert f"malar completion {shell}" in run.out
    if found := shutil.which(shell):
        subprocess.run([found, "-n", "/dev/stdin"], input=run.out, text=True, check=True)


def test_bash_offers_what_fits_and_starts_nothing(malar: Malar, tmp_path: Path) -> None:
    (tmp_path / "malar.bash").write_text(malar("completion", "bash").out, encoding="utf-8")
    (tmp_path / "my answers.yaml").touch()
    for words, offered in TYPED.items():
        # With no PATH no program can be started.
        done = subprocess.run(
            [shutil.which("bash") or "bash", "--norc", "-c", OFFER, "bash", *words],
            cwd=tmp_path, env={"PATH": ""}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert (set(done.stdout.splitlines()) - {""}, done.stderr) == (offered, ""), words
