"""The one table of what each role may do, and the refusal of what it may not.

It imports nothing but the standard library: the conversation reads it before the first question is answered.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from assistant.errors import AssistantError, listed

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(Enum):
    """What someone is, in the clinic."""

    CLINICIAN = "clinician"
    RESIDENT = "resident"
    CURATOR = "curator"
    AUDITOR = "auditor"


class Act(Enum):
    """Something to be allowed or refused, as a refusal names it."""

    SEE = "seeing patients"
    RECORD = "recording patients and visits"
    SCORE = "scoring"
    SIGN = "signing an assessment"
    AMEND = "amending a signed assessment"
    IMPORT = "importing records"
    COHORT = "figures over all patients"
    EXPORT = "exporting without what identifies"
    IDENTIFY = "exporting with what identifies"
    TRAIN = "training"
    CURATE = "unanswered questions, calibrations and what is kept of learners"
    AUDIT = "the audit trail"
    ADMINISTER = "accounts, backups and encryption"


RIGHTS: Mapping[Role, frozenset[Act]] = {
    Role.CLINICIAN: frozenset(
        {
            Act.SEE,
            Act.RECORD,
            Act.SCORE,
            Act.SIGN,
            Act.AMEND,
            Act.IMPORT,
            Act.COHORT,
            Act.EXPORT,
            Act.IDENTIFY,
            Act.TRAIN,
        }
    ),
    Role.RESIDENT: frozenset({Act.SEE, Act.RECORD, Act.SCORE, Act.TRAIN}),
    Role.CURATOR: frozenset({Act.COHORT, Act.EXPORT, Act.TRAIN, Act.CURATE}),
    Role.AUDITOR: frozenset({Act.SEE, Act.COHORT, Act.AUDIT}),
}
"""What each role may do. `Act.ADMINISTER` is no role's: it is a right of an account beside its role."""


class NotAllowed(AssistantError):
    """What the role of the operator does not allow."""

    def __init__(self, signed: Signed, act: Act) -> None:
        roles = [role.value for role in Role if act in RIGHTS[role]]
        needed = f"the role {listed(roles)}" if roles else "an account that administers"
        super().__init__(f"{act.value} needs {needed}; {signed.name} is signed in as {signed.role.value}")


class Signed(NamedTuple):
    """Who is signed in: an account as it was when its PIN was checked."""

    name: str
    role: Role
    administers: bool = False

    def may(self, act: Act) -> bool:
        """Whether the role, or the right beside it, allows something."""
        return self.administers if act is Act.ADMINISTER else act in RIGHTS[self.role]

    def require(self, act: Act) -> None:
        """Raises NotAllowed."""
        if not self.may(act):
            raise NotAllowed(self, act)
