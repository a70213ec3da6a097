"""The change of one patient: the record, the definitions, and what the paper showed beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.content.problems import ContentError
from assistant.errors import AssistantError, listed, quoted
from assistant.records.course import course_of
from assistant.records.fields import read_day
from assistant.scoring.change.baseline import Choice
from assistant.scoring.change.report import ChangeReport, judge
from assistant.scoring.change.target_library import load_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assistant.records.vocabulary import Vocabulary
    from assistant.records.whole import WholePatient
    from assistant.reference.beside import BesideChanges, Shown
    from assistant.scoring.change.comparisons import ScoreChange
    from assistant.scoring.change.series import Series
    from assistant.scoring.library import Library

KEYWORDS = {"since": "since", "from": "baseline", "baseline": "baseline", "full": "full"}
YES_NO = {"yes": True, "y": True, "no": False, "n": False}


class ChangeNotReadError(AssistantError):
    """What was asked of the change cannot be understood."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Against which visit to judge, and what the clinician states."""

    since: str | None = None
    """A treatment in the words of the user."""
    baseline: str | None = None
    """A day as it was written."""
    stated: Mapping[str, bool] = field(default_factory=dict)
    full: bool = False
    """With every definition, its source and its caveats."""

    @classmethod
    def of(cls, since: str | None, baseline: str | None, stated: Iterable[str]) -> Wanted:
        """From the command line. Raises ChangeNotReadError."""
        return cls(since, baseline, dict(map(_fact, stated)))

    @classmethod
    def read(cls, line: str) -> Wanted:
        """From a line such as `since DRUG`, `from DATE`, `FACT=yes` and `full`. Raises ChangeNotReadError."""
        said: dict[str, list[str]] = {}
        facts: list[str] = []
        key = ""
        for word in line.split():
            if "=" in word:
                facts.append(word)
            elif word.lower() in KEYWORDS:
                key = KEYWORDS[word.lower()]
                said.setdefault(key, [])
            elif key in {"since", "baseline"}:
                said[key].append(word)
            else:
                raise ChangeNotReadError(
                    f"{quoted(word)} is not understood here; write since DRUG, from DATE, FACT=yes, or full"
                )
        since, baseline = (" ".join(said[key]) if key in said else None for key in ("since", "baseline"))
        if since is not None and baseline is not None:
            raise ChangeNotReadError("there is one baseline; write since DRUG or from DATE, not both")
        if "" in {since, baseline}:
            raise ChangeNotReadError("the baseline is missing; write since DRUG, or from DATE")
        return replace(cls.of(since, baseline, facts), full="full" in said)

    def choice(self, vocabulary: Vocabulary) -> Choice:
        """The baseline that is meant. Raises ChangeNotReadError."""
        if self.baseline is not None:
            try:
                return Choice(day=read_day(self.baseline))
            except ValueError as error:
                raise ChangeNotReadError(str(error)) from None
        if self.since is None:
            return Choice()
        named = vocabulary.named(self.since, "agent")
        return Choice(agent=named or self.since)


@dataclass(frozen=True, slots=True)
class Change:
    """A judged course, and beside each score what the paper showed of patients on the same treatment."""

    report: ChangeReport
    agents: Mapping[str, str]
    """The treatments that patient and paper share, with their names."""
    beside: Mapping[tuple[str, str], tuple[Shown, ...]]
    """By instrument and score."""
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on."""
        told = self.report.as_json()
        told["beside"] = [
            {"instrument": instrument, "score": score, "shown": [each.as_json() for each in shown]}
            for (instrument, score), shown in self.beside.items()
        ]
        return told


class Changes:
    """Judges patients by the instruments, the targets and the names that are given, or by what is shipped."""

    def __init__(self, library: Library, vocabulary: Vocabulary, beside: Callable[[], BesideChanges]) -> None:
        """Raises ContentError where the targets cannot be used."""
        self._library = library
        self._vocabulary = vocabulary
        self._beside = beside
        self._targets = load_targets(library)

    def judge(self, whole: WholePatient, wanted: Wanted) -> Change:
        """Judge a patient. Raises an AssistantError that says what is wrong with what was asked."""
        series = course_of(whole, self._vocabulary)
        report = judge(series, self._library, self._targets, wanted.choice(self._vocabulary), wanted.stated)
        try:
            known = self._beside()
        except ContentError:
            note = "What the paper showed is not told: the knowledge cannot be read (malar check)."
            return Change(report, {}, {}, (note,))
        agents = {agent: known.label(agent) for agent in known.agents(_had(series))}
        shown = {(each.instrument.id, each.score): _shown(known, each, agents) for each in report.changes}
        return Change(report, agents, {name: told for name, told in shown.items() if told})


def _had(series: Series) -> frozenset[str]:
    return frozenset(each.agent for each in series.courses)


def _shown(known: BesideChanges, change: ScoreChange, agents: Iterable[str]) -> tuple[Shown, ...]:
    return tuple(
        shown for agent in agents for shown in known.shown(change.instrument.id, change.score, agent)
    )


def _fact(written: str) -> tuple[str, bool]:
    name, _, answer = written.partition("=")
    if answer.strip().lower() not in YES_NO:
        raise ChangeNotReadError(
            f"{quoted(written)} states nothing; write FACT={listed(('yes', 'no'))}, such as FACT=no"
        )
    return name.strip().replace("-", "_"), YES_NO[answer.strip().lower()]
