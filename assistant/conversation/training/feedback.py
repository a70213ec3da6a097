"""What a learner is told after a case: the scores, item by item what differed, what that did, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.wording import counted
from assistant.errors import capital, listed
from assistant.scoring.training.key import reasons_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.scoring.format.evidence import Evidence
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.training.comparing import Comparison, Difference, Given, Move
    from assistant.scoring.training.content import Reason, TrainingCase
    from assistant.scoring.training.library import Training

MINUS = "−"


def feedback(instrument: Instrument, case: TrainingCase, found: Comparison, training: Training) -> str:
    """The whole feedback as lines."""
    return "\n".join(_lines(instrument, case, found, training))


def _lines(
    instrument: Instrument, case: TrainingCase, found: Comparison, training: Training
) -> Iterator[str]:
    yield f"{case.title} ({case.id}) · {instrument.abbreviation}"
    for each in instrument.scores:
        low, high = found.given[each.id]
        yield (
            f"{each.title}: yours {_span(low, high)}, reference {found.reference[each.id]}"
            f" ({_moved(found.move(each.id))})"
        )
    yield f"{found.right} of {counted(found.asked, 'item')} as in the reference."
    for difference in found.differences:
        yield ""
        yield from _difference(instrument, case, difference)
    yield from _entwined(instrument, found)
    if not found.differences:
        yield ""
        yield "Why the reference is so:"
        for reason in case.why:
            yield f"  {_named(instrument, reason)}: {reason.because}"
            yield from _rule(instrument, reason, None)
    yield ""
    for name in case.traps:
        trap = training.traps[name]
        yield f"The trap here, {trap.title}: {trap.lesson}"
    if case.reconstructed:
        yield f"Reconstructed: {case.reconstructed}"


def _difference(instrument: Instrument, case: TrainingCase, found: Difference) -> Iterator[str]:
    item = instrument.item(found.item)
    wanted = f"{found.reference} {item.option(found.reference).label}"
    moves = [
        f"{each.id.replace('_', ' ')} {_moved(found.moves[each.id])}"
        for each in instrument.scores
        if found.moves[each.id] != (0, 0)
    ]
    yield f"{capital(item.full_title)}: you {_given(instrument, found)}, reference {wanted}"
    yield f"  Moved by it: {listed(moves, 'and') or 'no score'}."
    reasons = reasons_for(instrument, case, found.item)[:1]
    if not reasons:
        yield "  Why: nothing of the kind stands in the vignette, and the rest is attested clear."
        yield from (f"  Does not count: {each}." for each in item.excludes[:2])
    for reason in reasons:
        yield f"  Why: {reason.because}"
        yield from _rule(instrument, reason, found.item)


def _given(instrument: Instrument, found: Difference) -> str:
    answer: Given | None = found.given
    if answer is None:
        return "gave no answer"
    if isinstance(answer, str):
        return answer.replace("_", " ")
    return f"{answer} {instrument.item(found.item).option(answer).label}"


def _rule(instrument: Instrument, reason: Reason, item_id: str | None) -> Iterator[str]:
    """The rule that a reason teaches, or the item itself, with how sure it is."""
    rule = next((each for each in instrument.rules if each.id == reason.rule), None)
    if rule is not None:
        yield f"  Rule ({_certainty(instrument, rule.evidence)}): {rule.text}"
    elif item_id is not None:
        item = instrument.item(item_id)
        yield f"  Item of {instrument.abbreviation} ({_certainty(instrument, item.evidence)})."


def _certainty(instrument: Instrument, evidence: tuple[Evidence, ...]) -> str:
    """`two sources: Klein 2011; part to confirm`."""
    kinds = list(dict.fromkeys(each.certainty for each in evidence))
    sources = list(dict.fromkeys(key for each in evidence for key in each.sources))
    named = ", ".join(instrument.sources[key].short for key in sources)
    return f"{'; '.join(kinds)}{f'; {named}' if named else ''}"


def _entwined(instrument: Instrument, found: Comparison) -> Iterator[str]:
    """Where the differences act on each other, what they did together."""
    for each in instrument.scores:
        if found.entwined_by(each.id) != (0, 0):
            names = [instrument.item(one.item).full_title for one in found.differences if one.entwined]
            yield ""
            yield (
                f"Together the differences moved {each.id.replace('_', ' ')} by "
                f"{_moved(found.move(each.id))}, which is not the sum of each alone: they act on each other "
                f"({listed(names, 'and')})."
            )


def _named(instrument: Instrument, reason: Reason) -> str:
    """What a reason is about, in words."""
    words: list[str] = []
    for name in reason.items:
        item = next((each for each in instrument.items if each.id == name), None)
        if item is not None:
            words.append(capital(item.full_title))
        else:
            base = next((each for each in instrument.items if each.base == name), None)
            words.append(capital(base.title) if base is not None else instrument.group(name).title)
    return ", ".join(words)


def _moved(move: Move) -> str:
    low, high = move
    if low == high:
        return "the same" if low == 0 else _signed(low)
    return f"between {_signed(low)} and {_signed(high)}"


def _signed(number: int) -> str:
    return f"{MINUS}{-number}" if number < 0 else f"+{number}" if number else "0"


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"
