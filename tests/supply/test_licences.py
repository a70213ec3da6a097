"""Licences: what the words of the metadata are read as, and what the policy refuses."""

from __future__ import annotations

import pytest

from tools.supply import licences, recorded
from tools.supply.licences import Policy

POLICY = Policy.of({
    "permitted": {"permissive": ["MIT", "BSD-3-Clause"], "weak_copyleft": ["MPL-2.0"]},
    "read": {"MIT License": "MIT"},
    "vague": {"words": ["BSD License"]},
    "reviewed": {"read-by-hand": {"says": "BSD License", "licence": "BSD-3-Clause", "because": "its text"}},
})  # fmt: skip


def test_every_locked_package_is_recorded_as_it_is_and_permitted() -> None:
    assert [*recorded.problems(), *licences.problems()] == []


@pytest.mark.parametrize(
    ("name", "says", "licence"),
    [
        ("any", "MIT", "MIT"),
        ("any", "mit or mpl-2.0", "MIT OR MPL-2.0"),
        ("any", "MIT; MIT License", "MIT"),
        ("any", "BSD-3-Clause; BSD License", "BSD-3-Clause"),
        ("read-by-hand", "BSD License", "BSD-3-Clause"),
    ],
)
def test_a_licence_is_read_and_permitted(name: str, says: str, licence: str) -> None:
    assert POLICY.licence(name, says) == licence
    assert POLICY.refusal(name, says) is None


@pytest.mark.parametrize(
    ("name", "says", "told"),
    [
        ("any", "", "not known"),
        ("any", "BSD License", "not known"),
        ("any", "MIT; BSD-3-Clause", "not known"),
        ("any", "MIT, BSD; MIT License", "not known"),
        ("any", "Ask the author", "not known"),
        # A review holds for the words that were there when the text was read.
        ("read-by-hand", "Proprietary; BSD License", "not known"),
        ("read-by-hand", "", "not known"),
        ("any", "GPL-3.0-only", "not permitted: GPL-3.0-only"),
        ("any", "MIT AND (MPL-2.0 OR AGPL-3.0-only)", "not permitted: AGPL-3.0-only"),
    ],
)
def test_what_is_not_known_or_not_permitted_is_refused(name: str, says: str, told: str) -> None:
    assert told in (POLICY.refusal(name, says) or "")
