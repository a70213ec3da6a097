"""What a draft file holds: an assessment as text, and read back with nothing taken on trust."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.scoring.assessment.drafts import check_shape
from assistant.scoring.errors import DraftError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = "malar assessment"
FORMAT_VERSION = 1
LARGEST_DRAFT_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class LocalCopy:
    """What one machine's copy of an assessment must know that is in a shared database, too.

    `name` tells the copy from those of other terminals; `version` counts what was kept here. `base` holds the
    answers (kind and level by item) and `window` the window as the database is known to have had them: what
    differs from it was changed here.
    """

    name: str
    version: int = 0
    base: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)
    window: int | None = None


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
    copy: LocalCopy | None = None


def draft_text(draft: Draft, *, finished: bool = False) -> str:
    """The content of the file of a draft, or of a finished assessment."""
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        **({"finished": True} if finished else {}),
        "id": draft.id,
        "instrument": draft.instrument,
        "title": draft.title,
        "patient": draft.patient,
        "answered": draft.answered,
        "total": draft.total,
        "saved": draft.saved,
        "state": dict(draft.state),
        **({} if draft.copy is None else {"copy": _copy_document(draft.copy)}),
    }
    return json.dumps(document, ensure_ascii=False)


def said(draft: Draft) -> tuple[dict[str, tuple[str, int | None]], int | None]:
    """What a draft says: kind and level by item, and the window."""
    session = draft.state["session"]
    answers = {item: (each["kind"], each.get("value")) for item, each in session["answers"].items()}
    return answers, session["window"]


def our_document(file: Path) -> dict[str, Any]:
    """The file's content. Raises OSError, or ValueError when it is not an assessment of any version."""
    return document_in(_bytes_of(file).decode("utf-8"))


def document_in(text: str) -> dict[str, Any]:
    """What a text holds. Raises ValueError when it is not an assessment of any version."""
    document = json.loads(text)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ValueError("it was not written by malar")
    return document


def read_draft(document: Mapping[str, Any], draft_id: str) -> Draft:
    """Build a draft from its file.

    Raises ValueError naming what is missing or of the wrong kind.
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
    answered, total = document.get("answered"), document.get("total")
    for name, number in (("answered", answered), ("total", total)):
        if type(number) is not int:
            raise ValueError(f"its field '{name}' is missing or not a whole number")
    if not 0 <= document["answered"] <= document["total"]:
        raise ValueError("its fields 'answered' and 'total' do not fit each other")
    _check_state(document["state"])
    # Half a surrogate pair can stand in JSON, but could never be written or shown again.
    json.dumps(document, ensure_ascii=False).encode("utf-8")
    return Draft(
        id=draft_id,
        instrument=document["instrument"],
        title=document["title"],
        patient=document["patient"],
        answered=document["answered"],
        total=document["total"],
        saved=document["saved"],
        state=document["state"],
        copy=_copy(document.get("copy")),
    )


def plain_cause(error: Exception) -> str:
    """Why a file cannot be read, in plain words."""
    if isinstance(error, UnicodeError):
        return "it is not UTF-8 text"
    if isinstance(error, json.JSONDecodeError):
        return f"it is damaged or cut short at line {error.lineno}, column {error.colno}"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, OSError):
        return error.strerror or "the system refuses it"
    return str(error)


def _copy_document(copy: LocalCopy) -> dict[str, Any]:
    return {
        "name": copy.name,
        "version": copy.version,
        "base": {item: list(given) for item, given in copy.base.items()},
        "window": copy.window,
    }


def _copy(read: object) -> LocalCopy | None:
    """What was noted of the database; None where nothing was, or where it makes no sense.

    Without it the answers themselves are whole: more of them would be asked about in a merge.
    """
    if not isinstance(read, dict) or not isinstance(read.get("base"), dict):
        return None
    name, version, window = read.get("name"), read.get("version"), read.get("window")
    if not isinstance(name, str) or type(version) is not int or not isinstance(window, int | None):
        return None
    pairs = [(item, given) for item, given in read["base"].items() if isinstance(given, list)]
    base = {item: (str(given[0]), given[1]) for item, given in pairs if len(given) == len(("kind", "level"))}
    return LocalCopy(name, version, base, window)


def _check_state(state: Mapping[str, Any]) -> None:
    marks = state.get("marked")
    if not isinstance(state.get("page"), str):
        raise ValueError("its field 'page' is missing or not what it should be")  # noqa: TRY004
    if not isinstance(marks, list) or not all(isinstance(mark, str) for mark in marks):
        raise ValueError("its field 'marked' is missing or not what it should be")
    try:
        check_shape(state.get("session"))
    except DraftError as error:
        raise ValueError(str(error)) from error


def _bytes_of(file: Path) -> bytes:
    """Raises OSError, or ValueError for what is no file of ours."""
    if not stat.S_ISREG(file.lstat().st_mode):
        raise ValueError("it is no regular file but a link, a pipe, a device or a folder")
    # What takes the file's place in between is not followed or waited for either.
    with open(file, "rb", opener=_plainly) as opened:
        raw = opened.read(LARGEST_DRAFT_BYTES + 1)
    if len(raw) > LARGEST_DRAFT_BYTES:
        raise ValueError("it is far larger than an assessment can be")
    return raw


def _plainly(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NOFOLLOW | os.O_NONBLOCK)
