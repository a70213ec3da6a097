"""Whether training files are right: every name known, and every reference reproducing its score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.problems import Finding, Location, ProblemCode
from assistant.content.spelling import did_you_mean
from assistant.errors import listed, quoted
from assistant.scoring.errors import ScoringError
from assistant.scoring.totals import score
from assistant.scoring.training.key import named_items, reference_answers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from assistant.content.problems import Problem
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.library import Library
    from assistant.scoring.training.content import Grammar, RecallQuestion, TrainingCase, TrainingFile

MOST_SPELLED = 200


def check_files(files: Sequence[Path]) -> list[Problem]:
    """Every problem of these training files, seen together with those that are in use."""
    if not files:
        return []
    from assistant.scoring.library import load_library  # noqa: PLC0415 - only where there is a file to check
    from assistant.scoring.training.library import load_training  # noqa: PLC0415 - it needs this module

    wanted = {file.resolve() for file in files}
    training = load_training(load_library(), also=files)
    return [problem for problem in training.problems if problem.file.resolve() in wanted]


def file_findings(file: TrainingFile, library: Library, traps: Collection[str]) -> Iterator[Finding]:
    """What is wrong with one file, given the traps that there are anywhere."""
    for position, case in enumerate(file.cases):
        yield from _in_case(case, ("cases", position), library, traps)
    for position, grammar in enumerate(file.grammars):
        yield from _in_grammar(grammar, ("grammars", position), library)
    for position, question in enumerate(file.recall):
        yield from _in_question(question, ("recall", position), library)
    for position, figure in enumerate(file.published):
        place: Location = ("published", position)
        instrument = _known(figure.instrument, library)
        if instrument is None:
            yield _unknown((*place, "instrument"), "instrument", figure.instrument, library.ids)
            continue
        scores = [each.id for each in instrument.scores]
        if figure.score not in scores:
            yield _unknown((*place, "score"), "score", figure.score, scores)
        rules = [each.id for each in instrument.rules]
        if figure.rule not in rules:
            yield _unknown((*place, "rule"), "rule", figure.rule, rules)


def _in_case(
    case: TrainingCase, place: Location, library: Library, traps: Collection[str]
) -> Iterator[Finding]:
    for index, trap in enumerate(case.traps):
        if trap not in traps:
            yield _unknown((*place, "traps", index), "trap", trap, traps)
    instrument = _known(case.instrument, library)
    if instrument is None:
        yield _unknown((*place, "instrument"), "instrument", case.instrument, library.ids)
        return
    names = list(_names(case, place, instrument))
    yield from names
    if names:
        return
    unfit = list(_reference(case, place, instrument))
    yield from unfit
    if not unfit:
        yield from _explained(case, place, instrument)


def _names(case: TrainingCase, place: Location, instrument: Instrument) -> Iterator[Finding]:
    """Names in a case that the instrument does not have."""
    items = [item.id for item in instrument.items]
    groups = [group.id for group in instrument.groups]
    wider = {*items, *groups, *(item.base for item in instrument.items)}
    for name in case.answers:
        if name not in items:
            yield _unknown((*place, "answers", name), "item", name, items)
    for index, found in enumerate(case.vignette.findings):
        if found.at not in groups:
            yield _unknown((*place, "vignette", "findings", index, "at"), "place", found.at, groups)
    rules = [rule.id for rule in instrument.rules]
    for index, reason in enumerate(case.why):
        for inner, name in enumerate(reason.items):
            if name not in wider:
                yield _unknown((*place, "why", index, "items", inner), "item", name, sorted(wider))
        if reason.rule is not None and reason.rule not in rules:
            yield _unknown((*place, "why", index, "rule"), "rule", reason.rule, rules)
    scores = [each.id for each in instrument.scores]
    for name in case.score:
        if name not in scores:
            yield _unknown((*place, "score", name), "score", name, scores)
    for name in scores:
        if name not in case.score:
            what = f"the case {quoted(case.id)} gives no reference score {quoted(name)}"
            yield Finding((*place, "score"), what, "add it", ProblemCode.MISSING_KEY)


def _reference(case: TrainingCase, place: Location, instrument: Instrument) -> Iterator[Finding]:
    """The reference answers must be complete and give the reference score."""
    try:
        result = score(instrument, reference_answers(instrument, case), case.window)
    except ScoringError as error:
        what, _, remedy = str(error).partition("; ")
        yield Finding((*place, "answers"), f"in the case {quoted(case.id)} {what}", remedy or "correct it")
        return
    if result.missing:
        named = listed(map(quoted, result.missing[:4]), "and") + (" …" if len(result.missing) > 4 else "")
        what = f"the case {quoted(case.id)} gives no reference answer to {named}"
        remedy = "answer them, or attest the rest by 'rest: clear' (questions without a clear level stay)"
        yield Finding((*place, "answers"), what, remedy)
        return
    for name, expected in case.score.items():
        found = result.scores[name].value
        if found != expected:
            what = (
                f"the reference answers of the case {quoted(case.id)} give {name} {found}, "
                f"but its reference score says {expected}"
            )
            yield Finding((*place, "score", name), what, "correct one of them", ProblemCode.PROOF)


def _explained(case: TrainingCase, place: Location, instrument: Instrument) -> Iterator[Finding]:
    explained = {
        item.id for reason in case.why for name in reason.items for item in named_items(instrument, name)
    }
    for name, value in case.answers.items():
        if value != instrument.item(name).clear_value and name not in explained:
            what = f"the case {quoted(case.id)} does not say why {name} is {value}"
            yield Finding((*place, "answers", name), what, "add a reason under 'why' that names it")


def _in_grammar(grammar: Grammar, place: Location, library: Library) -> Iterator[Finding]:
    instrument = _known(grammar.instrument, library)
    if instrument is None:
        yield _unknown((*place, "instrument"), "instrument", grammar.instrument, library.ids)
        return
    bases = list(dict.fromkeys(item.base for item in instrument.items))
    for index, words in enumerate(grammar.items):
        here = (*place, "items", index)
        if words.item not in bases:
            yield _unknown((*here, "item"), "item", words.item, bases)
            continue
        item = next(each for each in instrument.items if each.base == words.item)
        for inner, phrase in enumerate(words.phrases):
            if phrase.value not in item.levels:
                what = f"{words.item} has no level {phrase.value}"
                yield Finding((*here, "phrases", inner, "value"), what, f"write {listed(item.levels)}")
    spoken = {words.item for words in grammar.items}
    for name in bases:
        item = next(each for each in instrument.items if each.base == name)
        if item.clear_value is None and name not in spoken:
            what = f"the grammar has no words for {quoted(name)}, which no attested rest can answer"
            yield Finding((*place, "items"), what, "add words for each of its levels")


def _in_question(question: RecallQuestion, place: Location, library: Library) -> Iterator[Finding]:
    if question.instrument is None:
        return
    instrument = _known(question.instrument, library)
    if instrument is None:
        yield _unknown((*place, "instrument"), "instrument", question.instrument, library.ids)
        return
    bases = list(dict.fromkeys(item.base for item in instrument.items))
    if question.item is not None and question.item not in bases:
        yield _unknown((*place, "item"), "item", question.item, bases)


def duplicates(
    names: Iterable[tuple[Location, str]], kind: str, first: Mapping[str, Path]
) -> Iterator[Finding]:
    """Names that another file, or the same one further up, has already."""
    seen: set[str] = set()
    for place, name in names:
        if name in first or name in seen:
            where = f"in {first[name]}" if name in first else "further up in this file"
            what = f"a {kind} named {quoted(name)} is already there {where}"
            yield Finding(place, what, "use another id here", ProblemCode.DUPLICATE_NAME)
        seen.add(name)


def _known(name: str, library: Library) -> Instrument | None:
    return next((each for each in library if each.id == name), None)


def _unknown(place: Location, kind: str, name: str, valid: Collection[str]) -> Finding:
    what = f"there is no {kind} {quoted(name)} here"
    return Finding(place, what, did_you_mean(name, list(valid)[:MOST_SPELLED]), ProblemCode.UNKNOWN_NAME)
