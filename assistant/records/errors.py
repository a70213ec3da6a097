"""What can be wrong with the records and their store."""

from __future__ import annotations

from assistant.errors import AssistantError, one_line, quoted


class RecordError(AssistantError):
    """A request on the records that cannot be carried out."""


class UnknownPatient(RecordError):
    """No patient has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"there is no patient {quoted(code)}; malar patients lists who is on record")


class PatientExists(RecordError):
    """The code is taken."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the patient {quoted(code)} is on record already; change it, or use another code")


class VisitExists(RecordError):
    """There is a visit on that day already."""

    def __init__(self, code: str, day: str, number: int) -> None:
        super().__init__(
            f"{quoted(code)} has visit {number} on {day} already; open that one, "
            f"or ask for a further visit on the day (number_on_day: {number + 1})"
        )


class UnknownVisit(RecordError):
    """The patient has no such visit."""

    def __init__(self, code: str, day: str, number: int) -> None:
        super().__init__(f"{quoted(code)} has no visit {number} on {day}; see malar visits")


class ChangedMeanwhile(RecordError):
    """Another has changed it since it was read: nothing was written."""

    def __init__(self, what: str, read: int, stored: int) -> None:
        super().__init__(
            f"{what} was changed by another since you read it (version {read}, now {stored}), and nothing "
            "was written; read it anew, and make your change again"
        )
        self.read, self.stored = read, stored


class NotSigned(RecordError):
    """An assessment that does not follow on what is stored."""


class RefusedRecords(RecordError):
    """Records that were not taken over; nothing was written. Holds one line for each thing that is wrong."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    @property
    def lines(self) -> tuple[str, ...]:
        """One line for each problem."""
        return tuple(one_line(problem) for problem in self.problems)


class StoreError(RecordError):
    """The database cannot be used."""


class StoreBusy(StoreError):
    """Another keeps the database for too long."""


class StoreAway(StoreError):
    """The server of the database cannot be reached, or left in the middle: it may return."""


class StoreDamaged(StoreError):
    """The file is no database of ours, or is damaged."""


class StoreNewer(StoreError):
    """The database was written by a newer version of the program."""


class PassphraseMissing(StoreError):
    """The file is encrypted, and there is nobody to ask for its passphrase."""

    def __init__(self, file: str, why: str = "there is no terminal to ask at") -> None:
        super().__init__(
            f"{quoted(file)} is encrypted (or no database), and {why}; "
            "give the passphrase by --key-fd 3 (MALAR_KEY_FD=3) or --keyring (MALAR_KEY_KEYRING=1)"
        )


class WrongPassphrase(StoreError):
    """The passphrase is not that of the file."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"the passphrase does not open {quoted(file)}, or the file is damaged; "
            "it was left as it is, try again"
        )


class BackupError(RecordError):
    """A backup that cannot be written, read or trusted."""
