"""Who looks at names and PINs for a conversation: the configured records, open no longer than it takes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.records.operators import presence
from assistant.records.store.places import configured_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.records.operators.admission import Admitted
    from assistant.records.operators.sign_in import SignIn


class SignInDesk:
    """The desk of the configured records."""

    def needed(self) -> bool:
        """Whether there are accounts; noted for the next start. Raises StoreError."""
        file = configured_file()
        there = False
        if file is None or file.exists():
            with _opened() as way:
                there = way.needed()
        presence.note(there=there)
        return there

    def sign_in(self, name: str, secret: str) -> Admitted:
        """Who this is. Raises SignInRefused or StoreError."""
        with _opened() as way:
            return way.sign_in(name, secret)


@contextmanager
def _opened() -> Iterator[SignIn]:
    # The database library costs what a conversation without accounts need not pay.
    from assistant.records.opening import open_sign_in  # noqa: PLC0415

    with open_sign_in() as way:
        yield way
