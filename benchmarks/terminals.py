"""Many terminals that write into one database at once: nothing lost, nothing doubled, no nameless error."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.records.assessment import Assessment
from assistant.records.errors import ChangedMeanwhile, PatientExists, VisitExists
from assistant.records.opening import open_assessments, open_records
from assistant.records.patient import Patient
from assistant.records.under_way.draft_files import our_document, read_draft, said
from assistant.records.visit import Visit
from benchmarks.conversing import Scorer, library, now
from benchmarks.figures import Figure, milliseconds
from benchmarks.servers import new_databases

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from assistant.records.records import Records

SECONDS = 60.0
TERMINALS = {"postgresql": 20, "sqlite": 8}
PATIENTS = tuple(f"P-{number:03}" for number in range(12))
FIRST_DAY = date(2020, 1, 1)
DAYS = 700
NAMED = (ChangedMeanwhile, PatientExists, VisitExists)
"""The conflicts of the records that have a name; those of an assessment stand on a card."""
SILENT = "the terminal ended without a word"


@dataclass
class Report:
    """What one terminal did, as it was told."""

    added: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    changed: Counter[str] = field(default_factory=Counter)
    conflicts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def measure(seconds: float = SECONDS) -> list[Figure]:
    """Each store for so many seconds."""
    library()
    return [figure for store in TERMINALS for figure in _measure(store, seconds)]


def _measure(store: str, seconds: float) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, new_databases(store, Path(folder)) as urls:
        home, url = Path(folder), next(urls)
        _apart(_prepare, home / "none", url)
        reports = _at_once(TERMINALS[store], home, url, seconds)
        problems = [error for each in reports for error in each.errors]
        problems += _apart(_compare, home, url, reports)
    writes = sum(len(each.added) + len(each.signed) + each.changed.total() for each in reports)
    answers = [second for each in reports for second in each.seconds]
    conflicts = sum((each.conflicts for each in reports), Counter())
    middle, slowest = milliseconds(answers)
    told = ", ".join(f"{count} {name}" for name, count in sorted(conflicts.items())) or "no conflict"
    return [
        Figure(
            f"{len(reports)} terminals for {seconds:.0f} s into one {store}: {writes} records written, "
            f"{len(answers)} answers; {told}",
            f"{len(problems)} lost, doubled or nameless" + (f"; first: {problems[0]}" if problems else ""),
            "none",
            not problems,
        ),
        Figure(f"an answer among them, {store}, median / p99", f"{middle:.1f} / {slowest:.1f} ms"),
    ]


def _at_once(terminals: int, home: Path, url: str, seconds: float) -> list[Report]:
    context = multiprocessing.get_context("fork")
    ends = [context.Pipe(duplex=False) for _ in range(terminals)]
    processes = [
        context.Process(target=_work, args=(home / f"t{number}", url, number, seconds, theirs))
        for number, (_, theirs) in enumerate(ends)
    ]
    for process in processes:
        process.start()
    for _, theirs in ends:
        theirs.close()
    reports = [_received(mine) for mine, _ in ends]
    for process in processes:
        process.join()
    return reports


def _received(mine: Connection) -> Report:
    try:
        report: Report = mine.recv()
    except EOFError:
        return Report(errors=[SILENT])
    return report


def _apart(work: Callable[..., list[str]], home: Path, url: str, *more: object) -> list[str]:
    """Do something in a process of its own, so that none of its threads is forked later."""
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe(duplex=False)

    def run() -> None:
        os.environ["MALAR_DATABASE_URL"], os.environ["MALAR_OPERATOR"] = url, "looks on"
        theirs.send(work(home, *more))

    process = context.Process(target=run)
    process.start()
    theirs.close()
    try:
        return list(mine.recv())
    except EOFError:
        return [SILENT]
    finally:
        process.join()


def _prepare(_home: Path) -> list[str]:
    records = open_records()
    for code in PATIENTS:
        records.add_patient(Patient(code=code))
    records.close()
    return []


def _work(home: Path, url: str, number: int, seconds: float, pipe: Connection) -> None:
    """One terminal: answers, and every now and then a visit, a signature, a change, or what another began."""
    chance, report = random.Random(number), Report()  # noqa: S311  # the same every time
    scorer = Scorer(home, url, f"t{number}")
    records = open_records()
    end = time.monotonic() + seconds
    steps = (_add_visit, _change_patient)
    while time.monotonic() < end:
        _answer(scorer, chance, report)
        if chance.random() < 0.3:
            try:
                chance.choice(steps)(records, chance, report)
            except NAMED as error:
                report.conflicts[type(error).__name__] += 1
            except AssistantError as error:
                report.errors.append(f"t{number}: {type(error).__name__}: {error}")
    scorer.say("/quit")
    records.close()
    pipe.send(report)


def _answer(scorer: Scorer, chance: random.Random, report: Report) -> None:
    """One key: an answer, or what leads to one."""
    card = scorer.card
    if card is not None and "taken over elsewhere" in card.title:
        report.conflicts["taken over elsewhere"] += 1
        scorer.press(chance.choice("112"))
    elif card is not None and "merge" in card.title:
        scorer.press(chance.choice("12"))
    elif levels := scorer.levels():
        begun = time.perf_counter()
        scorer.press(chance.choice(levels))
        report.seconds.append(time.perf_counter() - begun)
    elif card is not None and card.kind.value in {"review", "window"}:
        scorer.press("enter")
    elif chance.random() < 0.5:
        scorer.say("/resume")
        scorer.press(chance.choice("123"))
        scorer.press("y")
    else:
        scorer.say("/score clasi full")
    if scorer.turn.notice:
        report.errors.append(f"noticed: {scorer.turn.notice}")


def _add_visit(records: Records, chance: random.Random, report: Report) -> None:
    """A visit, with a signature in it."""
    code, day = chance.choice(PATIENTS), FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    records.add_visit(code, Visit(date=day))
    report.added.append(f"{code} {day}")
    scores = {"global": {"value": 1, "low": 1, "high": 1}}
    written = {"instrument": "cla-iga", "basis": "printed", "signed_at": now().isoformat(), "scores": scores}
    signed = Assessment.model_validate(written)
    records.sign(code, day, signed)
    report.signed.append(signed.id)


def _change_patient(records: Records, chance: random.Random, report: Report) -> None:
    read = records.patient(chance.choice(PATIENTS))
    changed = read.patient.model_copy(update={"notes": f"changed {chance.randrange(10**9)}"})
    records.change_patient(changed, read.version)
    report.changed[read.patient.code] += 1


def _compare(home: Path, reports: list[Report]) -> list[str]:
    """What was told to be written against what is there."""
    records = open_records()
    whole = list(records.everything())
    added = Counter(f"{each.code} {visit.date}" for each in whole for visit in each.visits)
    signed = Counter(own.id for each in whole for visit in each.visits for own in visit.assessments)
    problems = [
        f"visit {each}" for each in _apart_from(added, [own for each in reports for own in each.added])
    ]
    problems += [
        f"signature {each}" for each in _apart_from(signed, [own for each in reports for own in each.signed])
    ]
    changed = sum((each.changed for each in reports), Counter())
    for code in PATIENTS:
        if records.patient(code).version != changed[code] + 1:
            problems.append(f"changes of {code}")
    problems += records.verify().problems
    records.close()
    return problems + _open_ones(home)


def _apart_from(there: Counter[str], told: list[str]) -> list[str]:
    """What is there more or less often than was told."""
    said_so = Counter(told)
    return [each for each in there | said_so if there[each] != said_so[each]]


def _open_ones(home: Path) -> list[str]:
    """Whether each open assessment in the database says what its holder has on disk."""
    store = open_assessments()
    problems = []
    for row in store.listing():
        files = home.glob(f"*/drafts/{row.id}.json")
        drafts = [read_draft(our_document(file), row.id) for file in files]
        mine = [each for each in drafts if each.copy is not None and each.copy.name == row.holder]
        there = store.find(row.id)
        if len(mine) != 1 or there is None:
            problems.append(f"open assessment {row.id} has {len(mine)} holders")
        elif said(mine[0]) != said(read_draft(json.loads(there.document), row.id)):
            problems.append(f"open assessment {row.id} differs from its holder's file")
    store.close_connections()
    return problems
