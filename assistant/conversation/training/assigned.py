"""A session that a teacher assigned by a file: so many cases, scored one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assistant.content.load import load_model
from assistant.content.problems import ContentError, Finding, ProblemCode
from assistant.errors import AssistantError
from assistant.scoring.training.content import AssignedSession
from assistant.scoring.training.library import UnknownCase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.conversation.training.practice import Practice
    from assistant.scoring.training.content import TrainingCase
    from assistant.scoring.training.library import Training


class NoSessionNamed(AssistantError):
    """Which session is meant was not said."""


class Assigned(NamedTuple):
    """How far a learner is: the next case, None when all are scored, and how many there are."""

    name: str
    case: TrainingCase | None
    scored: int
    cases: int


def assigned(practice: Practice, file: str) -> Assigned:
    """Where the learner stands in the session of this file. Raises ContentError with all its problems."""
    if not file:
        raise NoSessionNamed("name the file of the session: /train session FILE")
    session = read_session(Path(file).expanduser(), practice.training)
    done = {
        each.case for each in practice.store.listing().of(practice.learner) if each.session == session.name
    }
    left = [name for name in session.cases if practice.training.case(name).id not in done]
    first = practice.training.case(left[0]) if left else None
    return Assigned(session.name, first, len(session.cases) - len(left), len(session.cases))


def read_session(path: Path, training: Training) -> AssignedSession:
    """The session of a file. Raises ContentError."""

    def check(session: AssignedSession) -> Iterator[Finding]:
        for position, name in enumerate(session.cases):
            try:
                training.case(name)
            except UnknownCase as error:
                what, _, remedy = str(error).partition("; ")
                yield Finding(("cases", position), what, remedy, ProblemCode.UNKNOWN_NAME)

    loaded = load_model(path, AssignedSession, check)
    twice = len(set(loaded.value.cases)) < len(loaded.value.cases)
    if twice:
        found = Finding(("cases",), "a case stands there twice", "keep it once", ProblemCode.DUPLICATE_NAME)
        raise ContentError([loaded.problem(found)])
    return loaded.value
