"""What a start must know: whether there are accounts, who is offered as operator, and when to lock."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from assistant.conversation.access.access import Access
from assistant.conversation.access.idle import Idle, minutes_set
from assistant.records.errors import StoreError
from assistant.records.operators import presence
from assistant.records.operators.desk import SignInDesk

if TYPE_CHECKING:
    from assistant.conversation.access.access import Desk

OPERATOR_VARIABLE = "MALAR_OPERATOR"


def open_access() -> Access:
    """The access to the configured records. Raises WrongLockTime, or DataFolderError.

    To be called before anything else opens the records in this process.
    """
    desk = SignInDesk()
    operator = os.environ.get(OPERATOR_VARIABLE, "")
    return Access(desk, accounts=_accounts(desk), operator=operator, idle=Idle(minutes_set()))


def _accounts(desk: Desk) -> bool:
    there = presence.in_file()
    if there is not None:
        presence.note(there=there)
        return there
    try:
        return desk.needed()
    except StoreError:
        # What is not there cannot be asked: whoever had to sign in before, has to now.
        return presence.noted()
