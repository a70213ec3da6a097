"""A kept session: read back whole, or refused with one clear message."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.scoring.assessment.session import AssessmentSession
from assistant.scoring.errors import DraftError, DraftMismatch
from tests.scoring.forms import instrument

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def kept() -> dict[str, Any]:
    """A session with answers, a skipped item and history, as it is kept."""
    session = AssessmentSession(instrument("sledai-2k"), NOON, 10)
    session.answer(1, NOON)
    session.not_assessed(NOON, "asleep")
    session.forward()
    session.attest_group(NOON)
    read: dict[str, Any] = json.loads(json.dumps(session.to_json()))
    return read


def test_a_session_is_read_back_whole() -> None:
    session = AssessmentSession.from_json(instrument("sledai-2k"), kept())
    assert session.to_json() == kept()
    assert session.started == NOON
    assert session.window == 10
    assert session.answers["psychosis"].reason == "asleep"
    assert session.current is not None
    assert session.current.id == "vasculitis"
    assert len(session.history) == 3


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("format",), 2),
        (("answers",), []),
        (("answers", "seizure", "value"), "1"),
        (("answers", "seizure", "value"), 7),
        (("answers", "seizure", "value"), None),
        (("answers", "seizure", "kind"), "guessed"),
        (("answers", "seizure", "how"), "dreamt"),
        (("answers", "seizure", "at"), "noon"),
        (("answers", "seizure", "at"), 12),
        (("answers", "psychosis", "value"), 1),
        (("answers", "erythema"), {"kind": "value", "value": 1, "how": "entered", "at": "2026-03-01T12:00"}),
        (("started",), "yesterday"),
        (("window",), 28),
        (("window",), None),
        (("current",), "erythema"),
        (("skipped",), ["erythema"]),
        (("history", 0, "current"), "erythema"),
        (("history", 0, "window"), 28),
        (("history", 0, "answers"), {"erythema": None}),
        (("history",), {}),
        (("more",), 1),
    ],
)
def test_a_damaged_one_is_refused(place: tuple[str | int, ...], value: object) -> None:
    draft = copy.deepcopy(kept())
    part: Any = draft
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    with pytest.raises(DraftError, match=r"saved assessment .*; start a new one"):
        AssessmentSession.from_json(instrument("sledai-2k"), draft)


@pytest.mark.parametrize("draft", [None, [], "{}", 3, {}, {"format": 1}])
def test_what_is_no_draft_is_refused(draft: object) -> None:
    with pytest.raises(DraftError, match="damaged"):
        AssessmentSession.from_json(instrument("sledai-2k"), draft)


def test_a_draft_of_another_instrument_is_refused() -> None:
    with pytest.raises(DraftError, match="is of 'sledai-2k', not of 'clasi'"):
        AssessmentSession.from_json(instrument("clasi"), kept())


def test_another_version_of_the_file_is_told_and_read_only_when_accepted() -> None:
    other = replace(instrument("sledai-2k"), digest="other")
    with pytest.raises(DraftMismatch, match="another version of the SLEDAI-2K file"):
        AssessmentSession.from_json(other, kept())
    session = AssessmentSession.from_json(other, kept(), accept_other_version=True)
    assert session.to_json() == kept() | {"digest": "other"}
