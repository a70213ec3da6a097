"""What learners did: every finished attempt in a file of its own, apart from patients' records.

The folder `training` below the data folder holds it all: `attempts` the finished ones, `drafts` those half
done. It is its owner's alone, and `erase` removes it for good.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError, quoted
from assistant.records.durable import private_folder, remove_durably, write_durably

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FORMAT = "malar training attempt"
FORMAT_VERSION = 1
LEARNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
LARGEST_BYTES = 1_000_000
FOLDER = "training"


class LearnerCodeError(AssistantError):
    """A learner is known by a code, and this is none."""


class AttemptNotKeptError(AssistantError):
    """An attempt could not be written or removed."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One case, scored once by one learner."""

    id: str
    learner: str
    case: str
    case_digest: str
    """Changes with anything that the case says; an attempt at another state of it is not compared."""
    instrument: str
    content_version: str
    """The version of the instrument's file."""
    blind: bool
    """No running score was shown."""
    begun: str
    finished: str
    window: int | None
    answers: Mapping[str, int | str]
    session: str = ""
    """The assigned session that it belongs to, if any."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """Every attempt, the oldest first, and one line for each file that is not to be read."""

    kept: tuple[Attempt, ...]
    problems: tuple[str, ...] = ()

    def of(self, learner: str, case: str | None = None) -> tuple[Attempt, ...]:
        """Those of a learner, of one case where it is named."""
        return tuple(each for each in self.kept if each.learner == learner and case in {None, each.case})


def learner_code(text: str) -> str:
    """A code for a learner. Raises LearnerCodeError."""
    code = text.strip()
    if LEARNER.fullmatch(code) is None:
        raise LearnerCodeError(
            f"{quoted(text)} cannot be a learner's code; write letters and digits, as in R-07"
        )
    return code


class LearnerStore:
    """The finished attempts on disk; nothing is made before the first."""

    def __init__(self, data_folder: Path) -> None:
        self.folder = data_folder / FOLDER
        self._attempts = self.folder / "attempts"

    def add(self, attempt: Attempt) -> None:
        """Keep an attempt; it is on disk when this returns. Raises AttemptNotKeptError."""
        document = {"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(attempt)}
        with_file = self._attempts / f"{attempt.id}.json"

        def write() -> None:
            private_folder(self._attempts)
            write_durably(with_file, json.dumps(document, ensure_ascii=False))

        self._told(write, "the attempt is not kept")

    def has(self, attempt_id: str) -> bool:
        """Whether this attempt was kept already."""
        return (self._attempts / f"{attempt_id}.json").exists()

    def listing(self) -> Attempts:
        """Every attempt that can be read; a damaged file is named and left where it is."""
        kept: list[Attempt] = []
        problems: list[str] = []
        for file in sorted(self._attempts.glob("*.json")):
            try:
                kept.append(_read(file))
            except (OSError, ValueError, RecursionError) as error:
                problems.append(
                    f"The training attempt {file} cannot be read ({error}); it stays where it is."
                )
        return Attempts(tuple(sorted(kept, key=lambda each: (each.finished, each.id))), tuple(problems))

    def erase(self, learner: str | None = None) -> int:
        """Remove the attempts and the recall of a learner, or of all, with everything half done.

        Returns how many attempts there were. Raises AttemptNotKeptError.
        """
        attempts = [each for each in self.listing().kept if learner in {None, each.learner}]

        def remove() -> None:
            for each in attempts:
                remove_durably(self._attempts / f"{each.id}.json")
            if learner is not None and (self.folder / "recall").exists():
                remove_durably(self.folder / "recall" / f"{learner}.json")
            if learner is None and self.folder.exists():
                for left in sorted(self.folder.rglob("*"), reverse=True):
                    if left.is_dir() and not left.is_symlink():
                        left.rmdir()
                    else:
                        left.unlink(missing_ok=True)

        self._told(remove, "not everything could be erased")
        return len(attempts)

    def _told(self, act: Callable[[], None], what: str) -> None:
        try:
            act()
        except OSError as error:
            reason = error.strerror or "the system refuses it"
            raise AttemptNotKeptError(f"{what} ({reason}, {self.folder}); free it and try again") from error


def _read(file: Path) -> Attempt:
    """Raises OSError, or ValueError for what is no attempt."""
    if file.stat().st_size > LARGEST_BYTES:
        raise ValueError("it is far larger than an attempt can be")
    document: Any = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(document, dict) or document.pop("format", None) != FORMAT:
        raise ValueError("it was not written by malar")
    if document.pop("format_version", None) != FORMAT_VERSION:
        raise ValueError("it was written by another version of malar")
    texts = ("id", "learner", "case", "case_digest", "instrument", "content_version", "begun", "finished")
    sound = (
        all(isinstance(document.get(name), str) for name in texts)
        and isinstance(document.get("session", ""), str)
        and isinstance(document.get("blind"), bool)
        and isinstance(document.get("window"), int | None)
        and isinstance(document.get("answers"), dict)
        and all(type(value) in {int, str} for value in document["answers"].values())
    )
    if not sound:
        raise ValueError("a field of it is missing or not what it should be")
    if document["id"] != file.stem:
        # By its id a file is removed again, which must not lead to another one.
        raise ValueError("it is not the attempt that its name says")
    known = Attempt.__dataclass_fields__
    return Attempt(**{name: value for name, value in document.items() if name in known})
