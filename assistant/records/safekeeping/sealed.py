"""One file of bytes, encrypted with the key of a database: so is a backup of what is encrypted.

The bytes stand in pieces in a table of an SQLCipher file, which has the salt, and so the passphrase, of the
database that they come from.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from assistant.records.store import encryption

if TYPE_CHECKING:
    from pathlib import Path

    from typing_extensions import Buffer

    from assistant.records.store.encryption import Key

PIECE = 256 * 1024


class SealedWriter(io.RawIOBase):
    """Takes bytes into a new, empty file. Raises the driver's errors."""

    def __init__(self, file: Path, key: Key) -> None:
        self._connection: Any = encryption.connect(file, key, isolation_level=None)
        self._waiting = bytearray()
        # The file has another name until it is whole: there is nothing to go back to.
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("CREATE TABLE pieces (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
        self._connection.execute("BEGIN")

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, given: Buffer) -> int:
        """Take some more."""
        taken = memoryview(given).tobytes()
        self._waiting += taken
        while len(self._waiting) >= PIECE:
            self._keep(PIECE)
        return len(taken)

    def close(self) -> None:
        """Write what is still waiting, and close the file."""
        if self.closed:
            return
        try:
            self._keep(PIECE)
            self._connection.execute("COMMIT")
        finally:
            self._connection.close()
            super().close()

    def _keep(self, length: int) -> None:
        if self._waiting:
            piece = bytes(self._waiting[:length])
            self._connection.execute("INSERT INTO pieces (bytes) VALUES (?)", (piece,))
            del self._waiting[:length]


class SealedReader(io.RawIOBase):
    """Gives back the bytes of a file in order. Raises the driver's errors."""

    def __init__(self, file: Path, key: Key) -> None:
        self._connection: Any = encryption.connect(file, key)
        self._pieces = self._connection.execute("SELECT bytes FROM pieces ORDER BY number")
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, target: Buffer) -> int:
        """Fill a buffer; 0 at the end."""
        if not self._rest:
            row = self._pieces.fetchone()
            self._rest = b"" if row is None else row[0]
        view = memoryview(target)
        length = min(len(view), len(self._rest))
        view[:length] = self._rest[:length]
        self._rest = self._rest[length:]
        return length

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        super().close()
