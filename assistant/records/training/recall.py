"""What each learner knows of the short questions: one small file a learner, beside the attempts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assistant.errors import quoted
from assistant.records.durable import private_folder, write_durably
from assistant.records.training.attempts import FOLDER, AttemptNotKeptError
from assistant.scoring.training.scheduling import check

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = "malar recall"
FORMAT_VERSION = 1


class RecallStore:
    """The memories of the cards, by learner."""

    def __init__(self, data_folder: Path) -> None:
        self.folder = data_folder / FOLDER / "recall"

    def memories(self, learner: str) -> dict[str, dict[str, Any]]:
        """What is kept of each card. Raises AttemptNotKeptError for a file that cannot be read."""
        file = self._file(learner)
        try:
            document: Any = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            raise self._unreadable(file, str(error)) from error
        kept = document.get("cards") if isinstance(document, dict) else None
        if not isinstance(kept, dict) or document.get("format_version") != FORMAT_VERSION:
            raise self._unreadable(file, "it was not written by this malar")
        for name, memory in kept.items():
            try:
                check(memory)
            except (ValueError, AttributeError) as error:
                raise self._unreadable(file, f"of {quoted(name)}: {error}") from error
        return kept

    def keep(self, learner: str, memories: Mapping[str, Mapping[str, object]]) -> None:
        """Put them on disk before this returns. Raises AttemptNotKeptError."""
        document = {"format": FORMAT, "format_version": FORMAT_VERSION, "cards": dict(memories)}
        try:
            private_folder(self.folder)
            write_durably(self._file(learner), json.dumps(document, ensure_ascii=False))
        except OSError as error:
            reason = error.strerror or "the system refuses it"
            raise AttemptNotKeptError(f"the answer is not kept ({reason}, {self.folder}); free it") from error

    def _file(self, learner: str) -> Path:
        return self.folder / f"{learner}.json"

    @staticmethod
    def _unreadable(file: Path, why: str) -> AttemptNotKeptError:
        return AttemptNotKeptError(
            f"what was recalled cannot be read ({why}); move {file} away to begin anew"
        )
