"""What a start must know: whether there are accounts, who is offered as operator, and when to lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.access.access import Access
from assistant.conversation.access.at_start import operator_named
from assistant.conversation.access.idle import Idle, minutes_set
from assistant.records.errors import StoreError
from assistant.records.operators import presence
from assistant.records.operators.desk import SignInDesk

if TYPE_CHECKING:
    from assistant.conversation.access.access import Desk


def open_access() -> Access:
    """The access to the configured records. Raises WrongLockTime, or DataFolderError.

    To be called before anything else opens the records in this process.
    """
    desk = SignInDesk()
    return Access(desk, accounts=_accounts(desk), operator=operator_named(), idle=Idle(minutes_set()))


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
