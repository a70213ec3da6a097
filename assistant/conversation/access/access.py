"""Who is signed in at this terminal, and whether the screen is hidden: the one place that lets in.

Without accounts nobody is asked, everything is allowed, and hiding the screen keeps out a glance, no more.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Protocol

from assistant.conversation.access.at_start import WHO_IS_THERE
from assistant.conversation.access.idle import Idle, since_start
from assistant.conversation.turn import Lock
from assistant.errors import AssistantError, capital
from assistant.records.operators.admission import SignInRefused
from assistant.records.operators.again import Again

if TYPE_CHECKING:
    from assistant.records.operators.admission import Admitted
    from assistant.records.operators.roles import Act, Signed

LOCKED = "Locked. What was answered is kept, and waits as it was."
HIDDEN = (
    "Hidden. No PIN is set: Enter shows everything again, whoever presses it. To set one: "
    "malar operator add NAME."
)


class Desk(Protocol):
    """Who looks at names and PINs."""

    def needed(self) -> bool:
        """Whether there are accounts. Raises StoreError."""

    def sign_in(self, name: str, secret: str) -> Admitted:
        """Who this is. Raises SignInRefused or StoreError."""


class Came(Enum):
    """Who came in, seen from what stands behind the lock."""

    FIRST = "nobody was here before"
    SAME = "who was here before"
    ANOTHER = "someone else, or with another role"


class Access:
    """Who is here, what they may do, and the lock."""

    def __init__(
        self,
        desk: Desk | None = None,
        *,
        accounts: bool = False,
        operator: str = "",
        idle: Idle | None = None,
    ) -> None:
        """`accounts` tells whether there are any; `operator` is offered as the name at the first sign-in."""
        self._desk = desk
        self._accounts = accounts
        self._idle = idle or Idle()
        self._admitted: Admitted | None = None
        self._again: Again | None = None
        self._opened = not accounts
        self.lock: Lock | None = Lock(operator, asks_pin=True, told=WHO_IS_THERE) if accounts else None

    @property
    def signed(self) -> Signed | None:
        """Who is signed in; None without accounts, and before the first sign-in."""
        return self._admitted.signed if self._admitted is not None else None

    @property
    def operator(self) -> str:
        """The name of who is signed in; empty for nobody."""
        return self.signed.name if self.signed is not None else ""

    def may(self, act: Act) -> bool:
        """Whether who is here may do something."""
        return self.signed is None or self.signed.may(act)

    def require(self, act: Act) -> None:
        """Raises NotAllowed where the role does not allow it."""
        if self.signed is not None:
            self.signed.require(act)

    @property
    def seconds_idle(self) -> float | None:
        """After how many seconds without a touch the screen is hidden; None for never."""
        return self._idle.seconds(accounts=self._accounts)

    def hide(self, told: str = "") -> None:
        """Lock, or hide where there are no accounts, and say so or why."""
        if self.lock is None:
            usual = LOCKED if self._accounts else HIDDEN
            self.lock = Lock(self.operator, asks_pin=self._accounts, told=told or usual)

    def hide_if_idle(self, *, touched: bool) -> bool:
        """Hide where nobody was there for too long, and say so; else note that somebody `touched` a key."""
        if self.lock is None and self._idle.is_over(accounts=self._accounts):
            self.hide()
            return True
        if touched:
            self._idle.touch()
        return False

    def tell(self, told: str, name: str = "") -> None:
        """Say something on the lock."""
        if self.lock is not None:
            self.lock = self.lock._replace(told=told, operator=name or self.lock.operator)

    def open(self, name: str, secret: str) -> Came | None:
        """Show everything to who has the PIN; None, with the reason on the lock, where it stays shut."""
        if self.lock is None:
            return None
        if not self._needed():
            self._accounts, self._admitted = False, None
            return self._shown(None)
        if not self._accounts:
            # Accounts were made since this began: who had hidden the screen signs in like everyone.
            self._accounts = True
            self.lock = Lock(asks_pin=True, told=WHO_IS_THERE)
            return None
        try:
            return self._shown(self._ask(name.strip(), secret))
        except AssistantError as error:
            self.tell(f"{capital(str(error))}.", name.strip())
            return None

    def _needed(self) -> bool:
        """Whether there are accounts; where the records cannot be asked, what was known of them."""
        try:
            return self._desk is not None and self._desk.needed()
        except AssistantError:
            return self._accounts

    def _ask(self, name: str, secret: str) -> Admitted:
        """Raises SignInRefused, or StoreError."""
        if self._desk is None:
            raise SignInRefused("nobody can be asked for")
        try:
            admitted = self._desk.sign_in(name, secret)
        except SignInRefused:
            raise
        except AssistantError:
            if self._again is None or name.casefold() != self.operator.casefold():
                raise
            return self._again.check(secret)
        self._again = Again(admitted, since_start)
        return admitted

    def _shown(self, admitted: Admitted | None) -> Came:
        before, self._admitted, self.lock = self.signed, admitted or self._admitted, None
        self._idle.touch()
        first, self._opened = not self._opened, True
        if first:
            return Came.FIRST
        return Came.SAME if before in {None, self.signed} else Came.ANOTHER
