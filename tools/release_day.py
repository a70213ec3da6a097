"""The day of the release that is being worked on, which dates everything that is made for it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from assistant import __version__
from tools.docs.regions import ROOT


class NoReleaseError(Exception):
    """The list of changes does not name the version."""


def release_day() -> datetime:
    """Midnight of the day that the list of changes gives for the version, in UTC. Raises NoReleaseError."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## \[{re.escape(__version__)}\] - (\S+)$", changes, re.MULTILINE)
    if found is None:
        raise NoReleaseError(f"CHANGELOG.md has no day for version {__version__}; add its heading")
    return datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
