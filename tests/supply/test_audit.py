"""The audit: advisories in a folder, held against the versions that are locked."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from packaging.version import Version

from tools.supply.advisories import NoAdvisoriesError
from tools.supply.affected import Verdict, verdict
from tools.supply.audit import audit
from tools.supply.locks import lock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TODAY = datetime(2026, 11, 23, tzinfo=UTC)
[PIN] = (pin for pin in lock("run") if pin.name == "pyyaml")
OPEN = {"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}


def advisory(name: str = "PyYAML", modified: str = "2026-11-20T10:00:00Z", **said: Any) -> dict[str, Any]:  # noqa: ANN401
    """An advisory that is about every version of a package, unless more is said."""
    package = {"ecosystem": said.pop("ecosystem", "PyPI"), "name": name}
    about = {"package": package, "ranges": [said.pop("range", OPEN)], "versions": said.pop("versions", [])}
    return {"id": "MADE-1", "modified": modified, "summary": "Made up.", "affected": [about], **said}


def told(folder: Path, *records: Mapping[str, Any]) -> tuple[bool, str]:
    """What the audit says of advisories, of which each second is in JSON."""
    for number, record in enumerate(records):
        text = json.dumps(record) if number % 2 else yaml.safe_dump(record)
        (folder / f"{number}.{'json' if number % 2 else 'yaml'}").write_text(text, encoding="utf-8")
    passed, lines = audit(folder, TODAY)
    return passed, "\n".join(lines)


def test_a_locked_version_that_is_affected_is_found(tmp_path: Path) -> None:
    mended = {"type": "ECOSYSTEM", "events": [{"introduced": "1"}, {"fixed": "99"}]}
    passed, lines = told(tmp_path, advisory("other"), advisory(range=mended, aliases=["CVE-1"]))
    assert not passed
    assert f"FOUND pyyaml {PIN.version} (for malar): affected, MADE-1, CVE-1: Made up.; mended in 99" in lines


def test_what_does_not_concern_a_locked_version_is_not_found(tmp_path: Path) -> None:
    before = {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": PIN.version}]}
    passed, lines = told(
        tmp_path,
        advisory(range=before),
        advisory(ecosystem="npm"),
        advisory(withdrawn="2026-11-21T00:00:00Z"),
        advisory("pyyaml-include-it"),
    )
    assert passed
    assert "held against 4 advisories; the newest of them was changed on 2026-11-20" in lines
    assert "no locked version is affected" in lines


def test_advisories_that_are_old_do_not_pass(tmp_path: Path) -> None:
    passed, lines = told(tmp_path, advisory("other", modified="2026-10-01T00:00:00Z"))
    assert not passed
    assert "TOO OLD: the advisories end 53 days ago" in lines


def test_what_cannot_be_told_or_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "torn.json").write_text(json.dumps(advisory())[:-2], encoding="utf-8")
    passed, lines = told(tmp_path, advisory(range={"type": "GIT", "events": [{"introduced": "abc"}]}))
    assert not passed
    assert f"FOUND pyyaml {PIN.version} (for malar): cannot be told, MADE-1" in lines
    assert "UNREAD torn.json" in lines


@pytest.mark.parametrize("named", [True, False])
def test_a_folder_without_advisories_is_refused(tmp_path: Path, named: bool) -> None:
    (tmp_path / "readme.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NoAdvisoriesError, match="OSV format"):
        audit(tmp_path if named else tmp_path / "none", TODAY)


@pytest.mark.parametrize(
    ("events", "inside", "outside"),
    [
        ([{"introduced": "0"}, {"fixed": "2.0"}], ("0.1", "1.9.post1", "2.0rc1"), ("2.0", "2.0.1")),
        ([{"fixed": "2.0"}, {"introduced": "1.5"}], ("1.5", "1.10"), ("1.4", "2.0")),
        ([{"introduced": "1"}, {"last_affected": "1.3"}], ("1", "1.3"), ("0.9", "1.3.1")),
        (
            [{"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "2"}, {"fixed": "2.1"}],
            ("1.1", "2.0.5"),
            ("1.2", "1.9", "2.1"),
        ),
    ],
)
def test_a_range_holds_what_lies_between_its_ends(
    events: list[dict[str, str]], inside: tuple[str, ...], outside: tuple[str, ...]
) -> None:
    affected = {"ranges": [{"type": "ECOSYSTEM", "events": events}]}
    assert {verdict(affected, Version(each)) for each in inside} == {Verdict.AFFECTED}
    assert {verdict(affected, Version(each)) for each in outside} == {Verdict.SPARED}


def test_a_listed_version_is_affected_however_it_is_written() -> None:
    affected = {"versions": ["1.0", "not a version", "2.0"]}
    assert verdict(affected, Version("1.0.0")) is Verdict.AFFECTED
    assert verdict(affected, Version("3")) is Verdict.SPARED
    assert (
        verdict({"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "x"}]}]}, Version("3"))
        is Verdict.UNCLEAR
    )
