"""The passphrase of encrypted records: asked for, or read from a descriptor or from the system's keyring.

It is never taken from an argument or from the environment, where others on the machine could read it, and
never told. Within a process it is asked for once.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.errors import quoted
from assistant.records.errors import PassphraseMissing, StoreError, WrongPassphrase
from assistant.records.store import encryption
from assistant.records.store.places import SECONDS_WAITED, configured_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from keyring.backend import KeyringBackend

    from assistant.records.store.encryption import Key

DESCRIPTOR_VARIABLE = "MALAR_KEY_FD"
MOST_DIGITS = 9
"""Of a descriptor; more is none, and thousands are more than Python reads."""
KEYRING_VARIABLE = "MALAR_KEY_KEYRING"
SERVICE = "malar"
"""Under which name the keyring holds the passphrases; the user name is the path of the file."""

LONGEST = 1024
TRIES = 3
MOST_DIGITS = 9
_YES = frozenset({"1", "true", "yes"})


class Passphrases:
    """What one process knows of passphrases, and where it may ask."""

    def __init__(
        self,
        descriptor: int | None = None,
        *,
        keyring: bool = False,
        ask: Callable[[str], str] | None = None,
    ) -> None:
        """`ask` shows a prompt at the terminal and gives what was typed; None where nobody can be asked."""
        self._descriptor = descriptor
        self._keyring = keyring
        self._ask = ask
        self._known: list[str] = []
        self._keys: dict[bytes, Key] = {}

    def key_of(self, file: Path, salt: bytes) -> Key:
        """The key of an encrypted file, which was seen to open it.

        Raises PassphraseMissing, WrongPassphrase, another StoreError, or the driver's errors.
        """
        if salt in self._keys:
            return self._keys[salt]
        for passphrase in self._known:
            if key := self._tried(file, passphrase, salt):
                return key
        if self._descriptor is not None or self._keyring:
            given = self._given(file)
            if given is not None:
                if key := self._tried(file, given, salt):
                    return key
                raise WrongPassphrase(str(file))
        if self._ask is None:
            raise PassphraseMissing(str(file))
        for number in range(TRIES):
            typed = self._ask(f"{'That was not it. ' if number else ''}Passphrase of {quoted(file)}: ")
            if typed and (key := self._tried(file, typed, salt)):
                return key
        raise WrongPassphrase(str(file))

    def learn(self, passphrase: str) -> None:
        """Try this one, too, before asking."""
        self._known.append(passphrase)

    def remember(self, key: Key) -> None:
        """Take a key for a file that has just been made."""
        self._keys[key.salt] = key

    def no_more_asking(self) -> None:
        """From now on the terminal belongs to another."""
        self._ask = None

    def _given(self, file: Path) -> str | None:
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            return read_descriptor(descriptor)
        # A backup is opened by what opens the records.
        own = configured_file()
        found = in_keyring(file) or (None if own is None else in_keyring(own))
        if found is None and self._ask is None:
            raise PassphraseMissing(str(file), "the keyring has none for it")
        return found

    def _tried(self, file: Path, passphrase: str, salt: bytes) -> Key | None:
        key = encryption.derived(passphrase, salt)
        if not encryption.opens(file, key, SECONDS_WAITED):
            return None
        if passphrase not in self._known:
            self._known.append(passphrase)
        self._keys[salt] = key
        return key


def from_settings(ask: Callable[[str], str] | None = None) -> Passphrases:
    """As the environment says: MALAR_KEY_FD, MALAR_KEY_KEYRING, or by asking. Raises StoreError."""
    keyring = os.environ.get(KEYRING_VARIABLE, "").casefold() in _YES
    return Passphrases(descriptor_named(DESCRIPTOR_VARIABLE), keyring=keyring, ask=ask)


def descriptor_named(variable: str) -> int | None:
    """The descriptor that a variable of the environment names, if it says one. Raises StoreError."""
    written = os.environ.get(variable)
    if written and not (written.isdecimal() and len(written) <= MOST_DIGITS):
        raise StoreError(f"{variable} is the number of an open descriptor, such as 3; correct it")
    return int(written) if written else None


def read_descriptor(descriptor: int, what: str = "passphrase") -> str:
    """The passphrase in the first line of an open descriptor, which is closed. Raises StoreError.

    `what` names it in a message.
    """
    raw = b""
    try:
        while b"\n" not in raw and len(raw) <= LONGEST and (more := os.read(descriptor, LONGEST)):
            raw += more
        os.close(descriptor)
    except OSError as error:
        raise StoreError(
            f"the descriptor {descriptor} cannot be read ({error.strerror}); open it: malar ... 3<file"
        ) from error
    try:
        passphrase = raw.split(b"\n")[0].removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        # What was read is not shown, not even in a chain of errors.
        raise StoreError(f"the descriptor {descriptor} gives no UTF-8 text; write the {what}") from None
    if not passphrase or len(raw) > LONGEST:
        raise StoreError(f"the descriptor {descriptor} gives no {what} in its first line; write one")
    return passphrase


def in_keyring(file: Path) -> str | None:
    """The passphrase that the system's keyring holds for a file. Raises StoreError."""
    with _keyring() as keyring:
        return keyring.get_password(SERVICE, str(file.resolve()))


def keep_in_keyring(file: Path, passphrase: str | None) -> None:
    """Have the system's keyring hold the passphrase of a file, or with None no more. Raises StoreError."""
    with _keyring() as keyring:
        if passphrase is not None:
            keyring.set_password(SERVICE, str(file.resolve()), passphrase)
        elif keyring.get_password(SERVICE, str(file.resolve())) is not None:
            keyring.delete_password(SERVICE, str(file.resolve()))


@contextmanager
def _keyring() -> Iterator[KeyringBackend]:
    try:
        import keyring  # noqa: PLC0415  # an extra, and slow to load
        from keyring.errors import KeyringError  # noqa: PLC0415  # as above
    except ImportError:
        raise StoreError(
            "the keyring of this system needs the package keyring; install malar[encryption]"
        ) from None
    try:
        yield keyring.get_keyring()
    except (KeyringError, RuntimeError) as error:
        raise StoreError(
            f"the keyring of this system cannot be used ({type(error).__name__}); "
            "give the passphrase otherwise"
        ) from error


class _Current:
    """The one that this process uses."""

    passphrases: Passphrases | None = None


def use(passphrases: Passphrases) -> None:
    """Have this process take passphrases from here."""
    _Current.passphrases = passphrases


def current() -> Passphrases:
    """Where this process takes passphrases from: what it was told, or else the environment."""
    if _Current.passphrases is None:
        _Current.passphrases = from_settings()
    return _Current.passphrases
