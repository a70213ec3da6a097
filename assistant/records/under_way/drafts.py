"""Keep every assessment in progress on disk, one a file, and every finished one beside them."""

from __future__ import annotations

import errno
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.content.cache import drop_trees
from assistant.errors import AssistantError
from assistant.records.durable import private_folder, remove_durably, write_durably
from assistant.records.locks import HeldElsewhereError, Hold, holder
from assistant.records.under_way.draft_files import (
    FORMAT_VERSION,
    draft_text,
    our_document,
    plain_cause,
    read_draft,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from assistant.records.under_way.draft_files import Draft

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})


class DraftNotSavedError(AssistantError):
    """An assessment could not be written: a full disk, a read-only folder."""


class DraftOpenElsewhereError(AssistantError):
    """Another running copy of the program holds this assessment."""


class DraftUnreadableError(AssistantError):
    """A draft file is damaged, is not ours, or comes from a newer program."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The unfinished assessments, newest first, and one plain line for each file that is not to be read.

    `open_elsewhere` gives the process that holds a draft, by the draft's id.
    """

    drafts: tuple[Draft, ...]
    open_elsewhere: Mapping[str, int]
    problems: tuple[str, ...]


class Drafts:
    """The folders `drafts` and `finished` below the data folder; nothing is made before the first answer."""

    def __init__(self, data_folder: Path) -> None:
        self._data_folder = data_folder
        self._folder = data_folder / "drafts"
        self._finished = data_folder / "finished"
        self._holds: dict[str, Hold] = {}

    @staticmethod
    def new_id(now: datetime) -> str:
        """An id that no other copy of the program gives: the time it was begun, and chance."""
        return f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"

    def save(self, draft: Draft) -> None:
        """Put `draft` on disk, whole, before this returns.

        Raises DraftNotSavedError and keeps the old file.
        """

        def write() -> None:
            if draft.id not in self._holds:
                self._holds[draft.id] = Hold(self._lock(draft.id))
            private_folder(self._folder)
            write_durably(self._file(draft.id), draft_text(draft))

        try:
            self._making_room(write)
        except HeldElsewhereError as held:
            raise DraftOpenElsewhereError(_open_elsewhere(held.process)) from None
        except OSError as error:
            raise DraftNotSavedError(_not_saved(error, self._folder)) from error

    def open(self, draft_id: str) -> Draft:
        """Read a draft and hold it for this process.

        Raises DraftOpenElsewhereError when another copy holds it, DraftUnreadableError when it is of no use.
        """
        if draft_id not in self._holds:
            try:
                self._holds[draft_id] = Hold(self._lock(draft_id))
            except HeldElsewhereError as held:
                raise DraftOpenElsewhereError(_open_elsewhere(held.process)) from None
            except OSError:
                # A folder that cannot be written cannot be held either: reading goes on, and saving will
                # say so.
                pass
        try:
            return self._read(self._file(draft_id))
        except DraftUnreadableError:
            self.release(draft_id)
            raise

    def release(self, draft_id: str) -> None:
        """Let another copy of the program open this draft."""
        hold = self._holds.pop(draft_id, None)
        if hold is not None:
            hold.release()

    def close(self) -> None:
        """Release everything this process holds."""
        for draft_id in tuple(self._holds):
            self.release(draft_id)

    def listing(self) -> Listing:
        """Look through the folder.

        A damaged or foreign file is moved to `drafts/aside` and told, never removed.
        """
        drafts: list[Draft] = []
        elsewhere: dict[str, int] = {}
        problems: list[str] = []
        try:
            files = sorted(self._folder.glob("*.json"), reverse=True)
        except OSError as error:
            return Listing((), {}, (f"The folder {self._folder} cannot be read ({error.strerror}).",))
        for file in files:
            if self._finished_file(file.stem).exists():
                # The program ended between keeping the finished assessment and removing its draft.
                self._remove(file.stem)
                continue
            try:
                draft = self._read(file)
            except DraftUnreadableError as error:
                problems.append(str(error))
                continue
            process = None if draft.id in self._holds else holder(self._lock(draft.id))
            if process is not None:
                elsewhere[draft.id] = process
            drafts.append(draft)
        return Listing(
            tuple(sorted(drafts, key=lambda each: each.saved, reverse=True)), elsewhere, tuple(problems)
        )

    def finish(self, draft: Draft, summary: str) -> Path:
        """Keep `draft` as finished, with its summary as text beside it, and return the text's path.

        Raises DraftNotSavedError; the draft stays what it was.
        """
        text_file = self._finished / f"{draft.id}.txt"

        def write() -> None:
            private_folder(self._finished)
            write_durably(text_file, summary)
            write_durably(self._finished_file(draft.id), draft_text(draft, finished=True))

        try:
            self._making_room(write)
        except OSError as error:
            raise DraftNotSavedError(_not_saved(error, self._finished)) from error
        self._remove(draft.id)
        return text_file

    def put_aside(self, draft_id: str, reason: str) -> str:
        """Move a draft whose content is of no use to `drafts/aside`; returns what to tell the user."""
        told = self._set_aside(self._file(draft_id), ValueError(reason))
        self.release(draft_id)
        return told

    def retire(self, draft_id: str) -> Path:
        """Move a draft that goes on elsewhere to `drafts/aside`, and return where it lies now.

        Raises DraftNotSavedError when the folder does not let it go.
        """
        kept = self._folder / "aside" / f"{draft_id}.json.{secrets.token_hex(3)}"
        try:
            private_folder(kept.parent)
            self._file(draft_id).rename(kept)
        except OSError as error:
            raise DraftNotSavedError(_not_saved(error, self._folder)) from error
        self._remove(draft_id)
        return kept

    def finished_copy(self, draft_id: str) -> str | None:
        """How the copy of an assessment is called that was finished here; None where none was."""
        try:
            copy = read_draft(our_document(self._finished_file(draft_id)), draft_id).copy
        except (OSError, ValueError):
            # What is not there, or not to be read, tells nothing of what stands in a database.
            return None
        return None if copy is None else copy.name

    def delete(self, draft_id: str) -> None:
        """Remove a draft for good. Raises DraftNotSavedError when the folder does not let it go."""
        try:
            remove_durably(self._file(draft_id))
        except OSError as error:
            raise DraftNotSavedError(_not_saved(error, self._folder)) from error
        self._remove(draft_id)

    def _making_room(self, write: Callable[[], None]) -> None:
        """Write; on a full disk drop what can be made again, and write once more. Raises OSError."""
        try:
            write()
        except OSError as error:
            if error.errno not in NO_SPACE:
                raise
            drop_trees(self._data_folder)
            write()

    def _remove(self, draft_id: str) -> None:
        try:
            if self._file(draft_id).exists():
                remove_durably(self._file(draft_id))
            self._lock(draft_id).unlink(missing_ok=True)
        except OSError:
            # The finished copy is kept and recognised by its id, so a draft left behind is never offered
            # again.
            pass
        self.release(draft_id)

    def _read(self, file: Path) -> Draft:
        try:
            document = our_document(file)
        except (OSError, ValueError, RecursionError) as error:
            raise DraftUnreadableError(self._set_aside(file, error)) from error
        if document.get("format_version") != FORMAT_VERSION:
            raise DraftUnreadableError(
                f"The unfinished assessment {file.name} was written by another version of malar and is left "
                f"untouched in {file.parent}. Open it with that version."
            )
        try:
            return read_draft(document, file.stem)
        except ValueError as error:
            raise DraftUnreadableError(self._set_aside(file, error)) from error

    def _set_aside(self, file: Path, cause: Exception) -> str:
        reason = plain_cause(cause)
        if isinstance(cause, OSError):
            return (
                f"The unfinished assessment {file.name} cannot be read: {reason}. It stays in {file.parent}."
            )
        aside = self._folder / "aside"
        kept = aside / f"{file.name}.{secrets.token_hex(3)}"
        try:
            aside.mkdir(mode=0o700, exist_ok=True)
            file.rename(kept)
        except OSError:
            kept = file
        return f"The unfinished assessment {file.name} cannot be read: {reason}. The file is kept as {kept}."

    def _file(self, draft_id: str) -> Path:
        return self._folder / f"{draft_id}.json"

    def _lock(self, draft_id: str) -> Path:
        return self._folder / f"{draft_id}.lock"

    def _finished_file(self, draft_id: str) -> Path:
        return self._finished / f"{draft_id}.json"


def _not_saved(error: OSError, folder: Path) -> str:
    return f"{error.strerror or 'The system refused to write'} ({folder})"


def _open_elsewhere(process: int) -> str:
    which = f"process {process}" if process else "another process"
    return f"This assessment is open in another malar ({which}). Finish or close it there, then /resume here."
