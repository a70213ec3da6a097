"""Finished assessments that wait to be signed: kept in the data folder while the database is away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records.durable import private_folder, remove_durably, write_durably
from assistant.records.under_way.draft_files import draft_text, our_document, plain_cause, read_draft
from assistant.records.under_way.drafts import DraftNotSavedError

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.records.under_way.draft_files import Draft


class Unsigned:
    """The folder `unsigned` below the data folder: one file an assessment, as it was when it was finished.

    A file leaves only after its assessment was signed, so that a program killed in between signs it again;
    signing what is signed already changes nothing.
    """

    def __init__(self, data_folder: Path) -> None:
        self._folder = data_folder / "unsigned"

    def add(self, draft: Draft) -> None:
        """Keep one to be signed; it is on disk when this returns. Raises DraftNotSavedError."""
        try:
            private_folder(self._folder)
            write_durably(self._file(draft.id), draft_text(draft, finished=True))
        except OSError as error:
            raise DraftNotSavedError(f"{error.strerror} ({self._folder})") from error

    def remove(self, draft_id: str) -> None:
        """Take one away that was signed. Raises DraftNotSavedError."""
        try:
            remove_durably(self._file(draft_id))
        except OSError as error:
            raise DraftNotSavedError(f"{error.strerror} ({self._folder})") from error

    def read(self) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
        """Those that wait, the first begun first, and a line for each file that cannot be read and stays."""
        drafts: list[Draft] = []
        problems: list[str] = []
        for file in sorted(self._folder.glob("*.json")):
            try:
                drafts.append(read_draft(our_document(file), file.stem))
            except (OSError, ValueError, RecursionError) as error:
                why = plain_cause(error)
                problems.append(
                    f"The finished assessment {file} waits to be signed, and cannot be read: {why}."
                )
        return tuple(drafts), tuple(problems)

    def _file(self, draft_id: str) -> Path:
        return self._folder / f"{draft_id}.json"
