"""An account without a home folder, as in many a container: what needs no data works, the rest is told."""

from __future__ import annotations

import posixpath

import pytest

from assistant import log
from tests.cli.running import Malar


@pytest.fixture
def malar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Malar:
    """The command line of an account that is in no list of accounts, with no setting."""
    for name in ("MALAR_HOME", "HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(posixpath, "expanduser", lambda path: path)
    return Malar(monkeypatch, capsys)


def test_scoring_works_and_records_say_what_to_set(malar: Malar) -> None:
    run = malar("score", "cla-iga", "--answers", "-", "--json", typed="level: 3\n")
    assert (run.code, run.err, run.json["scores"]["global"]["value"]) == (0, "", 3)
    for command in (("patients",), ("--plain",), ("unanswered",)):
        assert "has no home folder; name the folder for the data in MALAR_HOME" in malar(*command).message
    log.note("open")
    assert log.kept_in() == "it could not be noted: there is no data folder"
