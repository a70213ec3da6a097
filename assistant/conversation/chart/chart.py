"""The records as the conversation has them: opened at the first need, and the patient and visit at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assistant.records.records import Records
    from assistant.records.vocabulary import Vocabulary


class OpensRecords(Protocol):
    """Opens the records that are configured, or those of the demonstration."""

    def __call__(self, *, demo: bool) -> Records:
        """Open them. Raises StoreError or RecordError."""
        ...


def open_configured(*, demo: bool) -> Records:
    """The configured records, or those of the demonstration. Raises StoreError or RecordError."""
    # The database library costs what a conversation without records need not pay.
    from assistant.records.opening import open_records  # noqa: PLC0415

    return open_records(demo=demo)


class Chart:
    """The records, once something of them is needed, and whether they are the demonstration."""

    def __init__(self, opens: OpensRecords = open_configured, *, demo: bool = False) -> None:
        self._opens = opens
        self._records: Records | None = None
        self._vocabulary: Vocabulary | None = None
        self.demo = demo

    @property
    def records(self) -> Records:
        """The records, opened at the first need. Raises StoreError or RecordError."""
        if self._records is None:
            self._records = self._opens(demo=self.demo)
        return self._records

    @property
    def vocabulary(self) -> Vocabulary:
        """What drugs, findings and results are called. Raises ContentError."""
        if self._vocabulary is None:
            from assistant.records.vocabulary import load_vocabulary  # noqa: PLC0415 - as above

            self._vocabulary = load_vocabulary()
        return self._vocabulary

    def close(self) -> None:
        """Let go of the database; the next need opens it again."""
        if self._records is not None:
            self._records.close()
            self._records = None
