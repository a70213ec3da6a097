"""Agreement in words: with the reference, with oneself and between raters, published figures beside."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.conversation.training.attempting import comparable
from assistant.conversation.training.bland_altman import bland_altman
from assistant.conversation.wording import counted
from assistant.errors import capital
from assistant.scoring.training.agreeing import Agreement, Pair, agree, agree_all, how_much
from assistant.scoring.training.agreement import Bias, Correlation, TooFewCases
from assistant.scoring.training.key import reference_answers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.records.training.attempts import Attempt
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.training.library import Training

MOST_TOLD = 5
WORTH_TELLING = 0.1
"""Levels of mean difference below which a bias is not named."""


def against_reference(instrument: Instrument, training: Training, attempts: Iterable[Attempt]) -> Agreement:
    """First passes of one learner against the references. Raises TooFewCases."""
    first = {each.case: each for each in reversed(_of(instrument, training, attempts))}
    return agree(instrument, [_pair(training, instrument, each) for each in reversed(first.values())])


def against_oneself(instrument: Instrument, training: Training, attempts: Iterable[Attempt]) -> Agreement:
    """Second blinded passes of one learner against the first ones. Raises TooFewCases."""
    passes: dict[str, list[Attempt]] = {}
    for each in _of(instrument, training, attempts):
        if each.blind:
            passes.setdefault(each.case, []).append(each)
    pairs = [
        Pair(case, training.case(case).phototype, each[1].answers, each[0].answers)
        for case, each in passes.items()
        if len(each) > 1
    ]
    if not pairs:
        raise TooFewCases("no case was scored twice blind; score some again")
    return agree(instrument, pairs)


def between_raters(
    instrument: Instrument, training: Training, attempts: Iterable[Attempt], learners: Sequence[str]
) -> dict[str, Correlation]:
    """First passes of all these learners over the cases they have in common. Raises TooFewCases."""
    ratings: dict[str, dict[str, dict[str, int | str]]] = {learner: {} for learner in learners}
    for each in _of(instrument, training, attempts):
        if each.learner in ratings:
            ratings[each.learner].setdefault(each.case, dict(each.answers))
    return agree_all(instrument, list(ratings.values()))


def agreement_text(
    instrument: Instrument, found: Agreement, training: Training, other: str, *, picture: bool = True
) -> str:
    """An agreement as lines, with the picture of each score that varies."""
    return "\n".join(_lines(instrument, found, training, other, picture=picture))


def correlation_text(found: Correlation) -> str:
    """`0.29 (95 % interval 0.02 to 0.76)`, or why there is none."""
    if found.value is None:
        return "not defined: all cases have the same score"
    if found.low is None or found.high is None:
        return f"{found.value:.2f} (no interval can be given)"
    return f"{found.value:.2f} (95 % interval {found.low:.2f} to {found.high:.2f})"


def correlation_json(found: Correlation) -> dict[str, object]:
    """A correlation as plain values."""
    return {
        "icc": found.value,
        "low": found.low,
        "high": found.high,
        "cases": found.cases,
        "raters": found.raters,
    }


def agreement_json(found: Agreement) -> dict[str, object]:
    """An agreement as plain values, for scripts."""
    return {
        "instrument": found.instrument,
        "cases": found.cases,
        "left_out": list(found.left_out),
        "allows": how_much(found.cases),
        "scores": {
            each.score: {**correlation_json(each.correlation), "limits": asdict(each.limits)}
            for each in found.scores
        },
        "kappa": {base: asdict(kappa) for base, kappa in found.kappas},
        "by_item": [asdict(each) for each in found.by_item],
        "by_place": [asdict(each) for each in found.by_place],
        "by_skin": [asdict(each) for each in found.by_skin],
    }


def published_text(instrument: Instrument, training: Training) -> Iterator[str]:
    """The published figures of an instrument, with their source."""
    for figure in training.published:
        if figure.instrument == instrument.id:
            rule = next(each for each in instrument.rules if each.id == figure.rule)
            sources = [instrument.sources[key].short for each in rule.evidence for key in each.sources]
            certainty = ", ".join(dict.fromkeys(each.certainty for each in rule.evidence))
            yield (
                f"For orientation, published between raters: ICC {figure.icc:.2f} for {figure.score} "
                f"({', '.join(sources)}; {certainty})."
            )


def _lines(
    instrument: Instrument, found: Agreement, training: Training, other: str, *, picture: bool
) -> Iterator[str]:
    yield f"{instrument.abbreviation}, agreement with {other}. {how_much(found.cases)}"
    if found.left_out:
        yield f"Left out, as not complete: {', '.join(found.left_out)}."
    for each in found.scores:
        yield f"{each.title}: ICC(2,1) {correlation_text(each.correlation)}."
        limits = each.limits
        yield (
            f"  On average {limits.mean:+.1f} points; 95 % of differences between {limits.low:+.1f} and "
            f"{limits.high:+.1f}."
        )
        if picture and each.correlation.value is not None:
            yield bland_altman(each.points, limits)
    yield from published_text(instrument, training)
    titles = {item.base: capital(item.title) for item in instrument.items}
    yield "Weighted kappa (quadratic) by question:"
    for base, kappa in found.kappas:
        value = "not defined, nothing varies" if kappa.value is None else f"{kappa.value:.2f}"
        yield f"  {titles[base]}: {value} ({kappa.same} of {kappa.cases} the same)"
    yield from _biases("By question", found.by_item, titles)
    yield from _biases("By place", found.by_place, {group.id: group.title for group in instrument.groups})
    skins = {
        each.name: f"{titles[each.name.partition('@')[0]]} in {each.name.partition('@')[2]} skin"
        for each in found.by_skin
    }
    yield from _biases("By skin", found.by_skin, skins)


def _biases(title: str, found: Sequence[Bias], names: dict[str, str]) -> Iterator[str]:
    """Those worth telling: how far off on average, among answers in which either found something."""
    told = [each for each in found if abs(each.mean) >= WORTH_TELLING][:MOST_TOLD]
    if told:
        yield f"{title}, where you differ:"
    for each in told:
        way = "too low" if each.mean < 0 else "too high"
        yield (
            f"  {names[each.name]}: {each.mean:+.1f} levels ({way}) over {counted(each.telling, 'answer')}, "
            f"{each.under} below and {each.over} above"
        )


def _pair(training: Training, instrument: Instrument, attempt: Attempt) -> Pair:
    case = training.case(attempt.case)
    return Pair(case.id, case.phototype, attempt.answers, reference_answers(instrument, case))


def _of(instrument: Instrument, training: Training, attempts: Iterable[Attempt]) -> list[Attempt]:
    """Attempts with this instrument at cases that are still as they were; others cannot be compared."""
    return [each for each in comparable(training, attempts)[0] if each.instrument == instrument.id]
