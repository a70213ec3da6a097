"""Keep every assessment in progress on disk, one a file, and every finished one beside them."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.records.durable import private_folder, remove_durably, write_durably
from assistant.records.locks import HeldElsewhereError, Hold, holder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

FORMAT = "malar assessment"
FORMAT_VERSION = 1
LARGEST_DRAFT_BYTES = 4 * 1024 * 1024


class DraftNotSavedError(AssistantError):
    """An assessment could not be written: a full disk, a read-only folder."""


class DraftOpenElsewhereError(AssistantError):
    """Another running copy of the program holds this assessment."""


class DraftUnreadableError(AssistantError):
    """A draft file is damaged, is not ours, or comes from a newer program."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An assessment as it is kept: the walk and its session are whole values of their own makers."""

    id: str
    instrument: str
    title: str
    patient: str
    answered: int
    total: int
    saved: str
    state: Mapping[str, Any]


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
        document = {"format": FORMAT, "format_version": FORMAT_VERSION, **_as_document(draft)}
        try:
            if draft.id not in self._holds:
                self._holds[draft.id] = Hold(self._lock(draft.id))
            private_folder(self._folder)
            write_durably(self._file(draft.id), json.dumps(document, ensure_ascii=False))
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
        document = {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "finished": True,
            **_as_document(draft),
        }
        text_file = self._finished / f"{draft.id}.txt"
        try:
            private_folder(self._finished)
            write_durably(text_file, summary)
            write_durably(self._finished_file(draft.id), json.dumps(document, ensure_ascii=False))
        except OSError as error:
            raise DraftNotSavedError(_not_saved(error, self._finished)) from error
        self._remove(draft.id)
        return text_file

    def put_aside(self, draft_id: str, reason: str) -> str:
        """Move a draft whose content is of no use to `drafts/aside`; returns what to tell the user."""
        told = self._set_aside(self._file(draft_id), ValueError(reason))
        self.release(draft_id)
        return told

    def delete(self, draft_id: str) -> None:
        """Remove a draft for good. Raises DraftNotSavedError when the folder does not let it go."""
        try:
            remove_durably(self._file(draft_id))
        except OSError as error:
            raise DraftNotSavedError(_not_saved(error, self._folder)) from error
        self._remove(draft_id)

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
            document = _our_document(file)
        except (OSError, ValueError, RecursionError) as error:
            raise DraftUnreadableError(self._set_aside(file, error)) from error
        if document.get("format_version") != FORMAT_VERSION:
            raise DraftUnreadableError(
                f"The unfinished assessment {file.name} was written by another version of malar and is left "
                f"untouched in {file.parent}. Open it with that version."
            )
        try:
            return _from_document(document, file.stem)
        except ValueError as error:
            raise DraftUnreadableError(self._set_aside(file, error)) from error

    def _set_aside(self, file: Path, cause: Exception) -> str:
        reason = _plain_cause(cause)
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


def _our_document(file: Path) -> dict[str, Any]:
    """The file's content. Raises OSError, or ValueError when it is not an assessment of any version."""
    if file.stat().st_size > LARGEST_DRAFT_BYTES:
        raise ValueError("it is far larger than an assessment can be")
    document = json.loads(file.read_bytes().decode("utf-8"))
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ValueError("it was not written by malar")
    return document


def _as_document(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "instrument": draft.instrument,
        "title": draft.title,
        "patient": draft.patient,
        "answered": draft.answered,
        "total": draft.total,
        "saved": draft.saved,
        "state": dict(draft.state),
    }


def _from_document(document: Mapping[str, Any], draft_id: str) -> Draft:
    """Build a draft from its file.

    Raises ValueError naming the field that is missing or of the wrong kind.
    """
    for name, kind in (
        ("instrument", str),
        ("title", str),
        ("patient", str),
        ("saved", str),
        ("state", dict),
    ):
        if not isinstance(document.get(name), kind):
            # One kind of error for whatever is wrong with a file, so that it is put aside.
            raise ValueError(f"its field '{name}' is missing or not what it should be")  # noqa: TRY004
    for name in ("answered", "total"):
        if type(document.get(name)) is not int:
            raise ValueError(f"its field '{name}' is missing or not a whole number")
    return Draft(
        id=draft_id,
        instrument=document["instrument"],
        title=document["title"],
        patient=document["patient"],
        answered=document["answered"],
        total=document["total"],
        saved=document["saved"],
        state=document["state"],
    )


def _plain_cause(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    if isinstance(error, json.JSONDecodeError):
        return f"it is damaged or cut short at line {error.lineno}, column {error.colno}"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, OSError):
        return error.strerror or "the system refuses it"
    return str(error)


def _not_saved(error: OSError, folder: Path) -> str:
    return f"{error.strerror or 'The system refused to write'} ({folder})"


def _open_elsewhere(process: int) -> str:
    which = f"process {process}" if process else "another process"
    return f"This assessment is open in another malar ({which}). Finish or close it there, then /resume here."
