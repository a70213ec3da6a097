"""`malar training`: what learners did, their agreement, a group's report, and erasing it all."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from assistant.cli.sign_in import add_sign_in, admit
from assistant.errors import AssistantError, one_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from assistant.records.training.attempts import Attempt, LearnerStore
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.library import Library
    from assistant.scoring.training.library import Training

SUMMARY = "compare learners, report on a group, erase what is kept of them"

EXPLANATION = """\
`agreement` compares the first passes of a learner with the references and with their second passes, and
several learners with each other (it needs the statistics extra); `report` tells how often each case and item
was missed by a group, without learners; `list` names every attempt; `erase` removes those of one learner,
or with --everybody all that is kept."""

EXAMPLES = (
    "malar training agreement --learner R-07",
    "malar training report --session monday",
    "malar training erase --learner R-07",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "action", choices=("agreement", "report", "list", "erase"), help="what to do; see below"
    )
    parser.add_argument(
        "--learner", action="append", default=[], metavar="CODE", help="this learner; may be repeated"
    )
    parser.add_argument("--everybody", action="store_true", help="erase all that is kept of all learners")
    parser.add_argument("--instrument", metavar="ID", help="only this instrument")
    parser.add_argument("--session", metavar="NAME", help="only attempts of this assigned session")
    parser.add_argument("--json", action="store_true", help="print JSON, one line a result")
    add_sign_in(parser)
    parser.set_defaults(usage_error=parser.error, demo=False)


def run(arguments: argparse.Namespace) -> int:
    """Do it, and return the exit code."""
    from assistant.paths import data_folder
    from assistant.records.training.attempts import LearnerStore

    admit(arguments)
    store = LearnerStore(data_folder())
    if arguments.action == "erase":
        return _erase(arguments, store)
    kept = store.listing()
    for problem in kept.problems:
        print(f"malar: {one_line(problem)}", file=sys.stderr)
    attempts = [
        each
        for each in kept.kept
        if (not arguments.learner or each.learner in arguments.learner)
        and arguments.session in {None, each.session}
    ]
    if not attempts:
        raise AssistantError(
            "no training attempt is kept of these learners; /train or malar train answer --keep"
        )
    if arguments.action == "list":
        _list(attempts, as_json=arguments.json)
        return 0
    return _told(arguments, attempts)


def _erase(arguments: argparse.Namespace, store: LearnerStore) -> int:
    if not arguments.learner and not arguments.everybody:
        arguments.usage_error("erase needs --learner CODE, or --everybody for all that is kept")
    learners: Sequence[str | None] = [None] if arguments.everybody else arguments.learner
    removed = sum(store.erase(learner) for learner in learners)
    print(f"{removed} {'attempt' if removed == 1 else 'attempts'} erased")
    return 0


def _list(attempts: Sequence[Attempt], *, as_json: bool) -> None:
    from dataclasses import asdict

    for each in attempts:
        if as_json:
            print(json.dumps(asdict(each), ensure_ascii=False))
        else:
            print(f"{each.finished}  {each.learner:<12} {each.case}")


def _told(arguments: argparse.Namespace, attempts: Sequence[Attempt]) -> int:
    from assistant.scoring.library import load_whole_library
    from assistant.scoring.training.library import load_training

    library = load_whole_library()
    training = load_training(library)
    wanted = library.instrument(arguments.instrument).id if arguments.instrument else None
    for instrument in library:
        mine = [each for each in attempts if each.instrument == instrument.id]
        if mine and wanted in {None, instrument.id}:
            if arguments.action == "report":
                _report(arguments, library, training, instrument, mine)
            else:
                _agreement(arguments, training, instrument, mine)
    return 0


def _agreement(
    arguments: argparse.Namespace, training: Training, instrument: Instrument, attempts: Sequence[Attempt]
) -> None:
    from assistant.conversation.training.agreement import (
        against_oneself,
        against_reference,
        agreement_json,
        agreement_text,
        between_raters,
        correlation_json,
        correlation_text,
    )
    from assistant.scoring.training.agreement import TooFewCases

    learners = list(dict.fromkeys(each.learner for each in attempts))
    for learner in learners:
        mine = [each for each in attempts if each.learner == learner]
        for other, compute in (("the references", against_reference), ("oneself", against_oneself)):
            try:
                found = compute(instrument, training, mine)
            except TooFewCases as error:
                print(f"malar: {learner}, {instrument.abbreviation}, {other}: {error}", file=sys.stderr)
                continue
            if arguments.json:
                print(json.dumps({"learner": learner, "with": other, **agreement_json(found)}))
            else:
                print(f"{learner}: {agreement_text(instrument, found, training, other)}\n")
    if len(learners) > 1:
        try:
            among = between_raters(instrument, training, attempts, learners)
        except TooFewCases as error:
            print(f"malar: {instrument.abbreviation}, between raters: {error}", file=sys.stderr)
            return
        if arguments.json:
            scores = {name: correlation_json(each) for name, each in among.items()}
            print(json.dumps({"raters": learners, "instrument": instrument.id, "scores": scores}))
        else:
            for score in instrument.scores:
                found_here = among[score.id]
                print(
                    f"{score.title} between {found_here.raters} raters over {found_here.cases} cases: "
                    f"ICC(2,1) {correlation_text(found_here)}"
                )


def _report(
    arguments: argparse.Namespace,
    library: Library,
    training: Training,
    instrument: Instrument,
    attempts: Sequence[Attempt],
) -> None:
    from assistant.conversation.training.report import group_report, report_text

    found = group_report(instrument, training, attempts)
    print(json.dumps(found.as_json()) if arguments.json else report_text(instrument, found))
