"""The records as the conversation has them: opened at the first need, and the patient and visit at hand."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Protocol

from assistant.conversation.chart.errors import NoPatientAtHand, Refused

if TYPE_CHECKING:
    from datetime import date

    from assistant.records.operators.roles import Signed
    from assistant.records.records import Records
    from assistant.records.store.rows import PatientRow, VisitRow
    from assistant.records.vocabulary import Vocabulary
    from assistant.records.whole import WholePatient


NO_PATIENT = (
    "No patient is open. /patient CODE opens or records one, /patients lists them, /demo has some to see."
)


class Step(Enum):
    """What is asked at a visit, one after the other; each may be passed over."""

    PGA = "global assessment"
    STEROID = "steroid"
    LABORATORY = "laboratory"
    EVENTS = "adverse events"


class OpensRecords(Protocol):
    """Opens the records that are configured, or those of the demonstration."""

    def __call__(self, *, demo: bool, by: Signed | None) -> Records:
        """Open them for who is signed in. Raises StoreError or RecordError."""
        ...


def open_configured(*, demo: bool, by: Signed | None) -> Records:
    """The configured records, or those of the demonstration, which are made where they are not there.

    `by` is who is signed in; the demonstration has no accounts.

    Raises StoreError or RecordError.
    """
    # The database library costs what a conversation without records need not pay.
    from assistant.records.opening import SECONDS_BESIDE_THE_PROMPT, open_records  # noqa: PLC0415

    signs_in = None if by is None else lambda _: by
    records = open_records(demo=demo, seconds_waited=SECONDS_BESIDE_THE_PROMPT, signs_in=signs_in)
    if demo:
        from assistant.records.demonstration import make_demonstration  # noqa: PLC0415 - only for this
        from assistant.scoring.library import load_library  # noqa: PLC0415 - as above

        make_demonstration(records, load_library())
    return records


class Chart:
    """The records once something of them is needed, whether they are the demonstration, and what is open.

    The patient and the visit are as they were last read: a change names the version that was shown.
    """

    def __init__(
        self,
        opens: OpensRecords = open_configured,
        *,
        demo: bool = False,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self._opens = opens
        self._by: Signed | None = None
        self._records: Records | None = None
        self._vocabulary = vocabulary
        self.demo = demo
        self.row: PatientRow | None = None
        self.whole: WholePatient | None = None
        self.visit: VisitRow | None = None
        self.passed_over: frozenset[str] = frozenset()
        """What was asked of the visit and not assessed."""
        self.without_phototype: frozenset[str] = frozenset()
        """Patients of whom the phototype was asked and not given."""
        self.step: Step | None = None
        """Which of the questions of a visit is asked; None while they are not."""

    @property
    def records(self) -> Records:
        """The records, opened at the first need. Raises StoreError or RecordError."""
        if self._records is None:
            self._records = self._opens(demo=self.demo, by=self._by)
        return self._records

    @property
    def vocabulary(self) -> Vocabulary:
        """What drugs, findings and results are called. Raises ContentError."""
        if self._vocabulary is None:
            from assistant.records.vocabulary import load_vocabulary  # noqa: PLC0415 - as above

            self._vocabulary = load_vocabulary()
        return self._vocabulary

    def is_of(self, code: str) -> bool:
        """Whether the patient who is open has this code."""
        return self.row is not None and bool(code) and self.row.patient.code == code

    def patient_of(self, code: str) -> PatientRow:
        """The patient of the study code at hand. Raises NoPatientAtHand, StoreError."""
        if not code:
            raise NoPatientAtHand(NO_PATIENT)
        if self.row is None or self.row.patient.code != code:
            return self.open_patient(code)
        return self.row

    def open_patient(self, code: str) -> PatientRow:
        """Read a patient, with no visit open. Raises NoPatientAtHand where none has this code; StoreError."""
        from assistant.records.errors import UnknownPatient  # noqa: PLC0415 - as above

        try:
            self.row = self.records.patient(code)
            self.whole = self.records.whole(code)
        except UnknownPatient:
            self.leave_patient()
            raise NoPatientAtHand(f"{code} is not on record; /patient {code} offers to record it") from None
        self.visit = self.step = None
        self.passed_over = frozenset()
        return self.row

    def look_up(self, code: str) -> PatientRow:
        """Read a patient anew; a visit that is open stays so. Raises as `open_patient` does."""
        if not self.is_of(code):
            return self.open_patient(code)
        self.read_again()
        return self.patient_of(code)

    def leave_patient(self) -> None:
        """Have no patient open."""
        self.row = self.whole = self.visit = self.step = None
        self.passed_over = frozenset()

    def read_again(self) -> None:
        """Read the patient, and the visit that is open, as they stand now. Raises StoreError."""
        if self.row is None:
            return
        visit, passed_over, step = self.visit, self.passed_over, self.step
        self.open_patient(self.row.patient.code)
        if visit is not None:
            self.open_visit(visit.visit.date, visit.visit.number_on_day)
            self.passed_over, self.step = passed_over, step

    def open_visit(self, day: date, number: int = 1) -> VisitRow:
        """Read a visit of the patient and have it open. Raises Refused where there is none; StoreError."""
        for each in self.visits_on(day):
            if each.visit.number_on_day == number:
                if self.visit is None or self.visit.id != each.id:
                    self.passed_over = frozenset()
                self.visit = each
                return each
        raise Refused(f"there is no visit on {day}; /visit {day} begins one")

    def visits_on(self, day: date) -> list[VisitRow]:
        """The visits of the patient on a day."""
        if self.row is None:
            return []
        return [each for each in self.records.visits(self.row.patient.code) if each.visit.date == day]

    def switch(self, *, demo: bool) -> None:
        """Go over to the demonstration, or back to the records of the clinic."""
        self.close()
        self.leave_patient()
        self.demo = demo

    def enter(self, by: Signed | None) -> None:
        """Use the records from now on as who has signed in."""
        self.close()
        self._by = by

    def anew(self) -> Chart:
        """The same records with nothing open, for someone else."""
        return Chart(self._opens, demo=self.demo, vocabulary=self._vocabulary)

    def close(self) -> None:
        """Let go of the database; the next need opens it again."""
        if self._records is not None:
            self._records.close()
            self._records = None
