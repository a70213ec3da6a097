"""`malar train`: cases to practise on, for scripts and for who prefers a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from assistant.scoring.library import Library
    from assistant.scoring.training.content import TrainingCase
    from assistant.scoring.training.library import Training

SUMMARY = "practise scoring on cases that have a reference"

EXPLANATION = """\
`list` names the cases, `show CASE` prints what a rater reads, `answer CASE --answers FILE` compares a YAML
or JSON mapping of answers with the reference, item by item. A made-up case is named made-INSTRUMENT-
DIFFICULTY-NUMBER, such as made-clasi-advanced-7: any number makes one. Nothing is kept of an answer
without --keep; what is kept stays apart from patients (malar training)."""

EXAMPLES = (
    "malar train",
    "malar train show made-clasi-advanced-7",
    "malar train answer made-clasi-advanced-7 --answers mine.yaml",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "show", "answer"),
        default="list",
        help="list (default), show or answer",
    )
    parser.add_argument("case", nargs="?", metavar="CASE", help="the name of a case")
    parser.add_argument("--instrument", metavar="ID", help="list only cases of this instrument")
    parser.add_argument("--reference", action="store_true", help="show the reference with its reasons, too")
    parser.add_argument("--answers", metavar="FILE", help="the answers; - for standard input")
    parser.add_argument("--keep", metavar="LEARNER", help="keep the attempt under this code")
    parser.add_argument("--json", action="store_true", help="print JSON, one line a result")
    parser.set_defaults(usage_error=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """List, show or compare, and return the exit code."""
    from assistant.content.problems import ContentError
    from assistant.scoring.library import load_whole_library
    from assistant.scoring.training.library import load_training

    library = load_whole_library()
    training = load_training(library)
    if training.problems:
        raise ContentError(training.problems)
    if arguments.action == "list":
        _list(arguments, library, training)
        return 0
    if arguments.case is None:
        arguments.usage_error(f"{arguments.action} needs the name of a case; malar train list names them")
    case = training.case(arguments.case)
    if arguments.action == "show":
        _show(arguments, library, case)
    elif arguments.answers is None:
        arguments.usage_error("answer needs --answers FILE")
    else:
        _answer(arguments, library, training, case)
    return 0


def _list(arguments: argparse.Namespace, library: Library, training: Training) -> None:
    wanted = library.instrument(arguments.instrument).id if arguments.instrument else None
    for case in training.cases.values():
        if wanted not in {None, case.instrument}:
            continue
        if arguments.json:
            about = case.model_dump(mode="json", include={"id", "title", "instrument", "difficulty", "traps"})
            print(json.dumps(about, ensure_ascii=False))
        else:
            print(f"{case.id:<30} {case.instrument:<10} {case.difficulty:<13} {case.title}")


def _show(arguments: argparse.Namespace, library: Library, case: TrainingCase) -> None:
    from assistant.conversation.training.vignette import vignette_text
    from assistant.scoring.training.key import reference_answers

    instrument = library.instrument(case.instrument)
    if arguments.json:
        hidden = set() if arguments.reference else {"answers", "score", "why", "traps", "rest"}
        print(json.dumps(case.model_dump(mode="json", exclude=hidden), ensure_ascii=False))
        return
    print(vignette_text(instrument, case))
    if arguments.reference:
        print()
        for item, value in reference_answers(instrument, case).items():
            if value != instrument.item(item).clear_value:
                print(f"{item}: {value} ({instrument.item(item).option(value).label})")
        for name, value in case.score.items():
            print(f"{name}: {value}")
        for reason in case.why:
            print(f"{', '.join(reason.items)}: {reason.because}")


def _answer(arguments: argparse.Namespace, library: Library, training: Training, case: TrainingCase) -> None:
    from datetime import UTC, datetime

    from assistant.cli.inputs import read_mapping
    from assistant.conversation.training.attempting import answered, attempt_of, comparison_json
    from assistant.conversation.training.feedback import feedback
    from assistant.paths import data_folder
    from assistant.records.training.attempts import LearnerStore, learner_code

    instrument = library.instrument(case.instrument)
    answers = read_mapping(arguments.answers)
    found = answered(instrument, case, answers)
    if arguments.keep is not None:
        learner = learner_code(arguments.keep)
        now = datetime.now(UTC).astimezone()
        LearnerStore(data_folder()).add(attempt_of(instrument, case, answers, learner, now))
    if arguments.json:
        print(json.dumps(comparison_json(case, found), ensure_ascii=False))
    else:
        print(feedback(instrument, case, found, training))
