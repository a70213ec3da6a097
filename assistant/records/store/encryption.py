"""The SQLite file encrypted at rest by SQLCipher: how a file is recognised, and opened with its key.

The key is what SQLCipher itself derives from a passphrase (PBKDF2, HMAC-SHA512, 256,000 rounds, with the
first 16 bytes of the file as salt), so that its own tools open the file with the passphrase, too. It is
derived here, once, because SQLCipher would do it again for every connection.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.records.errors import StoreError
from assistant.records.store.places import SALT_BYTES

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

KEY_BYTES = 32
ROUNDS = 256_000


@dataclass(frozen=True, slots=True)
class Key:
    """What opens one file. It is shown nowhere."""

    raw: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @property
    def literal(self) -> str:
        """The key as SQLCipher takes it."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"


def derived(passphrase: str, salt: bytes) -> Key:
    """The key that a passphrase gives for a file; takes about a fifth of a second, as it must."""
    # The same letters can be typed in two ways.
    written = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Key(hashlib.pbkdf2_hmac("sha512", written, salt, ROUNDS, KEY_BYTES), salt)


def new_key(passphrase: str) -> Key:
    """A key for a file that is still to be made."""
    return derived(passphrase, os.urandom(SALT_BYTES))


def driver() -> ModuleType:
    """SQLCipher as a driver of SQLite. Raises StoreError where it is not installed."""
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415  # an extra, and only where a file is encrypted
    except ImportError:
        raise StoreError(
            "the records are encrypted, which needs the package sqlcipher3; install malar[encryption]"
        ) from None
    module: ModuleType = dbapi2
    return module


def connect(file: Path | str, key: Key | None, **settings: Any) -> Any:  # noqa: ANN401  # a driver without types
    """A connection to a file, encrypted or with None plain. Raises the driver's errors, and StoreError."""
    connection = driver().connect(os.fspath(file), **settings)
    # It would write on the terminal what it cannot read.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(f'PRAGMA key = "{key.literal}"')
    return connection


def opens(file: Path, key: Key, seconds: float) -> bool:
    """Whether a key is that of the file. Raises the driver's errors where it cannot be read."""
    with closing(connect(file, key, timeout=seconds)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except driver().DatabaseError as error:
            if "not a database" in str(error):
                return False
            raise
    return True
