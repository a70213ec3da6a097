"""The wheel works in a clean environment, outside the checkout, with the content that it carries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from assistant import __version__
from tools.supply.release import build, unpacked

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path, folder: Path, extra: dict[str, str] | None = None) -> str:
    """What a command prints; the test fails with its stderr when it does not succeed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        # Where the developer's own Python looks for packages is nothing to the wheel.
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | (extra or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout without the network; the source archive lies beside it."""
    _, built = build(ROOT, tmp_path_factory.mktemp("wheel"))
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `malar` of a clean environment that holds the wheel.

    Its dependencies are those of the running environment, reached through a path file, so that no network is
    needed; the wheel itself comes first on the path.
    """
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder, folder=folder)
    python = folder / "bin" / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        wheel,
        folder=folder,
    )
    [packages] = folder.glob("lib/python*/site-packages")
    dependencies = sysconfig.get_paths()["purelib"]
    (packages / "dependencies.pth").write_text(f"{dependencies}\n", encoding="utf-8")
    return folder / "bin" / "malar"


def test_the_wheel_carries_all_content_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("instruments", "knowledge"):
        content = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.yaml")}
        assert content
        assert {f"assistant/_content/{path}" for path in content} <= names
    assert "assistant/py.typed" in names
    assert any(name.endswith(".tcss") for name in names)
    assert not [name for name in names if not name.startswith(("assistant/", "malar-"))]


def test_it_comes_out_the_same_from_the_source_archive_in_another_place(wheel: Path, tmp_path: Path) -> None:
    [source] = wheel.parent.glob("*.tar.gz")
    [elsewhere] = unpacked(source, tmp_path / "elsewhere").iterdir()
    for path in elsewhere.rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o700 if path.is_dir() else 0o600)
    former = os.umask(0o077)
    try:
        again = build(elsewhere, tmp_path / "again")
    finally:
        os.umask(former)
    assert [
        file.read_bytes() == one.read_bytes() for file, one in zip(again, (source, wheel), strict=True)
    ] == [True] * 2


def test_the_bill_of_materials_lies_where_tools_look_for_it(wheel: Path) -> None:
    carried = zipfile.ZipFile(wheel).read(f"malar-{__version__}.dist-info/sboms/malar.cdx.json")
    assert carried == (ROOT / "requirements" / "malar.cdx.json").read_bytes()


def test_the_manual_and_the_completions_are_installed_where_they_are_looked_for(installed: Path) -> None:
    share = installed.parents[1] / "share"
    assert (share / "man" / "man1" / "malar.1").read_text(encoding="utf-8").startswith(".TH MALAR 1 ")
    for place in ("bash-completion/completions/malar", "fish/vendor_completions.d/malar.fish"):
        assert "complete" in (share / place).read_text(encoding="utf-8")
    assert (
        (share / "zsh" / "site-functions" / "_malar").read_text(encoding="utf-8").startswith("#compdef malar")
    )


def test_the_installed_program_comes_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    program = "import assistant; print(assistant.__file__)"
    used = run(installed.parent / "python", "-c", program, folder=tmp_path)
    assert Path(used.strip()).is_relative_to(installed.parents[1])


def test_the_instruments_are_there_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    listed = run(installed, "instruments", folder=tmp_path)
    for name in ("clasi", "cla-iga", "sledai-2k"):
        assert name in listed


def test_a_question_is_answered_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    printed = run(installed, "ask", "what next when hcq + mmf fail", "--json", folder=tmp_path)
    [line] = printed.splitlines()
    answer = json.loads(line)
    assert answer["status"] == "answered"
    assert answer["citations"]


def test_a_score_is_computed_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("level: 3\n", encoding="utf-8")
    printed = run(installed, "score", "cla-iga", "--answers", answers, "--json", folder=tmp_path)
    assert json.loads(printed)["scores"]["global"]["value"] == 3


def test_the_shipped_content_proves_itself(installed: Path, tmp_path: Path) -> None:
    run(installed, "check", folder=tmp_path)
