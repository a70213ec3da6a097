"""What `/train` does: choose a case, go on with one, read it again, and see how one does over all."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.offers import Offer
from assistant.conversation.replies import problem, told
from assistant.conversation.training.agreement import (
    against_oneself,
    against_reference,
    agreement_text,
)
from assistant.conversation.training.assigned import assigned
from assistant.conversation.training.practice import Practice
from assistant.conversation.training.recall import recall
from assistant.conversation.training.vignette import vignette_text
from assistant.conversation.turn import Card, CardKind, Choice, KeyHint, Reply, Voice
from assistant.conversation.wording import counted
from assistant.errors import AssistantError
from assistant.records.training.attempts import FOLDER, LearnerStore, learner_code
from assistant.records.under_way.drafts import Drafts
from assistant.scoring.errors import UnknownInstrument
from assistant.scoring.training.agreement import TooFewCases
from assistant.scoring.training.content import DIFFICULTIES, Difficulty
from assistant.scoring.training.generating import Specification
from assistant.scoring.training.library import load_training

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.records.training.attempts import Attempt
    from assistant.records.under_way.draft_files import Draft
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.training.content import TrainingCase

LEARNER_VARIABLE = "MALAR_LEARNER"
NOBODY = "learner"
MOST_SEEDS = 1_000_000
MOST_OFFERED = 9


def train(stage: Stage, wanted: str) -> Turn:
    """Do what the words after `/train` ask for. Raises AssistantError, told by the caller."""
    practice = _practice(stage)
    first, _, rest = wanted.strip().partition(" ")
    subject = rest.strip()
    words: dict[str, Callable[[], Turn]] = {
        "case": lambda: _again(stage, practice),
        "list": lambda: _list(stage, practice, subject),
        "agreement": lambda: _agreement(stage, practice),
        "session": lambda: _session(stage, practice, subject),
        "recall": lambda: recall(stage, practice),
        "made": lambda: _made(stage, practice, subject),
        "as": lambda: _learner(stage, practice, subject),
        "open": lambda: _begin(stage, practice, _case(stage, practice, subject), blind=False),
    }
    if not wanted.strip():
        return _choose(stage, practice)
    if first.lower() in words:
        return words[first.lower()]()
    return _begin(stage, practice, _case(stage, practice, wanted))


def _practice(stage: Stage) -> Practice:
    if stage.practice is None:
        training = load_training(stage.library)
        drafts = Drafts(stage.data_folder / FOLDER)
        learner = learner_code(os.environ.get(LEARNER_VARIABLE) or NOBODY)
        store = LearnerStore(stage.data_folder)
        stage.practice = Practice(stage.library, training, drafts, store, clock=stage.clock, learner=learner)
    return stage.practice


def _begin(
    stage: Stage, practice: Practice, case: TrainingCase, *, blind: bool = True, session: str = ""
) -> Turn:
    stage.way.active = False
    return stage.turn(practice.begin(case, blind=blind, session=session), to_card=True)


def _session(stage: Stage, practice: Practice, file: str) -> Turn:
    """The next case of a session that was assigned by a file."""
    where = assigned(practice, file)
    if where.case is None:
        return stage.turn(told(f"The session {where.name} is done: {where.cases} of {where.cases} scored."))
    turn = _begin(stage, practice, where.case, session=where.name)
    said = told(f"Session {where.name}: {where.scored} of {where.cases} scored; the same line goes on.")
    return turn._replace(replies=(said, *turn.replies))


def _case(stage: Stage, practice: Practice, wanted: str) -> TrainingCase:
    """The case of this name, or the next one of an instrument, a trap or a difficulty. Raises UnknownCase."""
    training = practice.training
    try:
        instrument = stage.library.instrument(wanted)
    except UnknownInstrument:
        name = wanted.strip().lower().replace(" ", "_").replace("-", "_")
        among = [case for case in training.cases.values() if name in {*case.traps, case.difficulty}]
        return _next(practice, among) if among else training.case(wanted)
    cases = training.of_instrument(instrument.id)
    if not cases:
        raise UnknownInstrument(wanted, [each.instrument for each in training.cases.values()], {})
    return _next(practice, list(cases))


def _next(practice: Practice, among: list[TrainingCase]) -> TrainingCase:
    """The one that was scored least often, the easiest of them first."""
    done = [each.case for each in practice.store.listing().of(practice.learner)]
    return min(among, key=lambda case: (done.count(case.id), DIFFICULTIES.index(case.difficulty)))


def _choose(stage: Stage, practice: Practice) -> Turn:
    """Go on with the case under way, or offer what there is."""
    if practice.walk is not None:
        practice.go_on()
        return stage.turn(to_card=True)
    notes = [*map(problem, practice.training.problems)]
    listing = practice.drafts.listing()
    notes += map(problem, listing.problems)
    open_ones = [each for each in listing.drafts if each.id not in listing.open_elsewhere]
    options = [*_half_done(stage, practice, open_ones), *_ways(stage, practice)][:MOST_OFFERED]
    card = Card(
        CardKind.OFFER,
        f"Training of {practice.learner}",
        question="Which case?",
        choices=tuple(Choice(str(key), label, note) for key, (label, note, _) in enumerate(options, 1)),
        hints=(KeyHint("Esc", "none"),),
    )
    leads = {str(key): lead for key, (_, _, lead) in enumerate(options, 1)}
    return stage.ask_with(Offer(card, leads), *notes)


def _half_done(
    stage: Stage, practice: Practice, drafts: list[Draft]
) -> Iterator[tuple[str, str, Callable[[], Turn]]]:
    for draft in drafts[:2]:
        far = f"half done, {draft.answered} of {draft.total} answered"
        yield draft.title, far, partial(_take_up, stage, practice, draft.id)


def _take_up(stage: Stage, practice: Practice, draft_id: str) -> Turn:
    stage.way.active = False
    return stage.turn(practice.take_up(draft_id), to_card=True)


def _ways(stage: Stage, practice: Practice) -> Iterator[tuple[str, str, Callable[[], Turn]]]:
    done = {each.case for each in practice.store.listing().of(practice.learner)}
    for instrument in stage.library:
        cases = practice.training.of_instrument(instrument.id)
        if cases:
            scored = sum(case.id in done for case in cases)
            note = f"the next of {counted(len(cases), 'case')}, {scored} scored"
            yield instrument.abbreviation, note, partial(train, stage, instrument.id)
    for name in practice.training.grammars:
        title = stage.library.instrument(name).abbreviation
        yield f"{title}, made up", "a new one by chance", partial(train, stage, f"made {name}")
    yield (
        "Recall",
        "short questions, one key each; what you missed comes again",
        partial(train, stage, "recall"),
    )
    yield "How I do", "agreement with the references and with yourself", partial(train, stage, "agreement")


def _made(stage: Stage, practice: Practice, subject: str) -> Turn:
    """A made-up case: an instrument, and where wanted a difficulty and a number."""
    words = subject.split()
    difficulty: Difficulty = next((each for each in DIFFICULTIES if each in words), "intermediate")
    number = next((int(word) for word in words if word.isdecimal() and len(word) <= 9), None)
    named = " ".join(word for word in words if word != difficulty and not word.isdecimal())
    names = tuple(practice.training.grammars)
    wanted = stage.library.instrument(named or names[0]).id
    seed = int(stage.clock().timestamp() * 1000) % MOST_SEEDS if number is None else number
    return _begin(stage, practice, practice.training.case(Specification(wanted, difficulty, seed).name))


def _again(stage: Stage, practice: Practice) -> Turn:
    if practice.case is None:
        return stage.turn(told("No case is under way; /train begins one."))
    instrument = stage.library.instrument(practice.case.instrument)
    return stage.turn(told(vignette_text(instrument, practice.case)), to_card=practice.active)


def _learner(stage: Stage, practice: Practice, code: str) -> Turn:
    learner = learner_code(code)
    practice.leave()
    practice.learner = learner
    return stage.turn(told(f"Training of {practice.learner} from now on."))


def _list(stage: Stage, practice: Practice, subject: str) -> Turn:
    wanted = stage.library.instrument(subject).id if subject else None
    done = [each.case for each in practice.store.listing().of(practice.learner)]
    lines = [
        f"{case.id} · {case.difficulty} · {case.title}"
        + (f" · scored {done.count(case.id)}×" if case.id in done else "")
        for case in practice.training.cases.values()
        if wanted in {None, case.instrument}
    ]
    return stage.turn(told("\n".join([*lines, "/train CASE begins one."])))


def _agreement(stage: Stage, practice: Practice) -> Turn:
    """What the learner's attempts say, an instrument at a time; what cannot be said is told why."""
    listing = practice.store.listing()
    attempts = listing.of(practice.learner)
    replies: list[Reply] = [*map(problem, listing.problems)]
    for instrument in stage.library:
        if any(each.instrument == instrument.id for each in attempts):
            replies += _agreement_of(instrument, practice, attempts)
    if not replies:
        replies.append(told(f"{practice.learner} has scored no case yet; /train begins one."))
    return stage.turn(*replies)


def _agreement_of(
    instrument: Instrument, practice: Practice, attempts: tuple[Attempt, ...]
) -> Iterator[Reply]:
    ways = (("the references", against_reference), ("yourself, second pass less first", against_oneself))
    for other, compute in ways:
        try:
            found = compute(instrument, practice.training, attempts)
        except TooFewCases as error:
            yield told(f"{instrument.abbreviation}, agreement with {other}: {error}.")
        except AssistantError as error:
            yield problem(error)
        else:
            yield Reply(Voice.SUMMARY, agreement_text(instrument, found, practice.training, other))
