"""An assessment in progress as plain JSON values, and back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from assistant.errors import quoted
from assistant.scoring.answers import Answer
from assistant.scoring.assessment.ledger import Ledger
from assistant.scoring.assessment.steps import Standing, Step
from assistant.scoring.errors import DraftError, DraftMismatch

if TYPE_CHECKING:
    from assistant.scoring.instrument import Instrument

DRAFT_FORMAT = 1


def _moment(written: object) -> datetime:
    if isinstance(written, str):
        return datetime.fromisoformat(written)
    raise ValueError("is not a time")


Moment = Annotated[datetime, BeforeValidator(_moment)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class _Answer(_Part):
    kind: Literal["value", "not_assessed", "pending"]
    value: int | None = None
    how: Literal["entered", "attested", "marked", "derived", "prefilled"]
    at: Moment
    reason: str | None = None


class _Step(_Part):
    what: str
    answers: dict[str, _Answer | None]
    current: str | None
    window: int | None
    skipped: list[str]


class _Draft(_Part):
    format: Literal[1]
    instrument: str
    version: str
    content_version: str
    digest: str
    started: Moment
    window: int | None
    current: str | None
    skipped: list[str]
    answers: dict[str, _Answer]
    history: list[_Step]


def to_json(started: datetime, ledger: Ledger) -> dict[str, object]:
    """All that must be kept of a session."""
    instrument, standing = ledger.instrument, ledger.standing
    return {
        "format": DRAFT_FORMAT,
        "instrument": instrument.id,
        "version": instrument.version,
        "content_version": instrument.content_version,
        "digest": instrument.digest,
        "started": started.isoformat(),
        "window": standing.window,
        "current": standing.current,
        "skipped": sorted(standing.skipped),
        "answers": {item: _written(answer) for item, answer in standing.answers.items()},
        "history": [
            {
                "what": step.what,
                "answers": {item: _written(answer) for item, answer in step.answers.items()},
                "current": step.current,
                "window": step.window,
                "skipped": sorted(step.skipped),
            }
            for step in ledger.steps
        ],
    }


def check_shape(draft: object) -> None:
    """Refuse what no instrument could have written. Raises DraftError."""
    _validated(draft)


def from_json(
    instrument: Instrument, draft: object, *, accept_other_version: bool
) -> tuple[datetime, Ledger]:
    """When the session was started, and its ledger. Raises DraftError or DraftMismatch."""
    read = _validated(draft)
    if read.instrument != instrument.id:
        raise DraftError(
            f"the saved assessment is of {quoted(read.instrument)}, not of {quoted(instrument.id)}; "
            "open it with that instrument"
        )
    if read.digest != instrument.digest and not accept_other_version:
        raise DraftMismatch(
            f"the saved assessment was made with another version of the {instrument.abbreviation} file "
            f"({read.content_version}; now {instrument.content_version}), so its scores may differ; "
            "go on only if you accept that, or start a new one"
        )
    _refuse_foreign(instrument, read)
    standing = Standing(
        current=read.current,
        window=read.window,
        answers={item: _read(answer) for item, answer in read.answers.items()},
        skipped=frozenset(read.skipped),
    )
    steps = [
        Step(
            step.what,
            {item: None if answer is None else _read(answer) for item, answer in step.answers.items()},
            step.current,
            step.window,
            frozenset(step.skipped),
        )
        for step in read.history
    ]
    return read.started, Ledger(instrument, standing, steps)


def _validated(draft: object) -> _Draft:
    try:
        return _Draft.model_validate(draft)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise DraftError(f"the saved assessment is damaged at {quoted(place)}; start a new one") from error


def _refuse_foreign(instrument: Instrument, draft: _Draft) -> None:
    """Every item, level and window must exist, in the history too, to which undo leads."""
    standings: list[_Draft | _Step] = [draft, *draft.history]
    windows = instrument.window.options if instrument.window is not None else (None,)
    for standing in standings:
        if standing.window not in windows:
            raise _foreign(instrument, f"the window {standing.window}")
        for item in (standing.current, *standing.skipped):
            if item is not None and item not in instrument.plan.levels:
                raise _foreign(instrument, f"the item {quoted(item)}")
        for item, answer in standing.answers.items():
            legal = instrument.plan.levels.get(item, frozenset())
            known = item in instrument.plan.levels
            if not known or (answer is not None and not _legal(answer, legal)):
                raise _foreign(instrument, f"an answer to {quoted(item)}")


def _legal(answer: _Answer, levels: frozenset[int]) -> bool:
    return answer.value in levels if answer.kind == "value" else answer.value is None


def _foreign(instrument: Instrument, what: str) -> DraftError:
    return DraftError(
        f"the saved assessment holds {what} that {instrument.abbreviation} does not have; start a new one"
    )


def _written(answer: Answer | None) -> dict[str, object] | None:
    if answer is None:
        return None
    written: dict[str, object] = {
        "kind": answer.kind,
        "value": answer.value,
        "how": answer.how,
        "at": answer.at.isoformat(),
    }
    return written if answer.reason is None else {**written, "reason": answer.reason}


def _read(answer: _Answer) -> Answer:
    return Answer(answer.kind, answer.value, answer.how, answer.at, answer.reason)
