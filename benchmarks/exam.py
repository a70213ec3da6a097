"""How many questions are answered right: malar beside two plain searches, on each set of questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.conversation.asking.asker import open_asker
from assistant.conversation.asking.instrument_knowledge import instrument_knowledge
from assistant.scoring.library import load_library
from benchmarks.baselines import NearestPhrasing, PassageSearch, everything_sayable, examined
from benchmarks.exam_sets import Answer, grouped, question_sets
from benchmarks.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.conversation.asking.asker import Asker
    from benchmarks.baselines import Search
    from benchmarks.exam_sets import Question, QuestionSet

MALAR = "malar"


@dataclass(frozen=True, slots=True)
class Counted:
    """What one program made of one set of questions."""

    questions: QuestionSet
    who: str
    right: int
    wrong: int
    refused: int
    inside: int
    outside_right: int
    outside: int
    groups_same: int
    groups: int
    threshold: float | None = None

    @property
    def told(self) -> str:
        """The counts in one line."""
        covered = f"{self.right}/{self.inside} right, {self.wrong} wrong; " if self.inside else ""
        outside = f"outside {self.outside_right}/{self.outside} refused or corrected"
        wordings = f"; {self.groups_same}/{self.groups} groups of wordings alike" if self.groups else ""
        return covered + outside + wordings


def measure() -> list[Figure]:
    """The counts of malar and of the two searches on every set."""
    return figures(count_all())


def figures(counted: Sequence[Counted]) -> list[Figure]:
    """One line for each set and program."""
    return [Figure(f"questions, {each.questions.name}: {each.who}", each.told) for each in counted]


def count_all() -> list[Counted]:
    """The counts of every program on every set, malar first."""
    asker = open_asker()
    knowledge = asker.desk.knowledge
    concepts = {concept.id: concept for concept in knowledge.concepts}
    instruments = instrument_knowledge(load_library(), knowledge.instrument_answers.templates, concepts)
    sayable = everything_sayable(knowledge, instruments.statements)
    searches: list[Search] = [PassageSearch(sayable), NearestPhrasing(sayable)]
    counted = []
    for questions in question_sets():
        given = [_asked(asker, question) for question in questions.questions]
        counted.append(_count(questions, MALAR, given))
        for search in searches:
            best = examined(search, questions.questions)
            counted.append(_count(questions, search.name, best.answers, best.threshold))
    return counted


def _asked(asker: Asker, question: Question) -> Answer:
    reply = asker.ask_last(question.turns)
    return Answer(reply.status, reply.text)


def _count(
    questions: QuestionSet, who: str, given: Sequence[Answer], threshold: float | None = None
) -> Counted:
    asked = questions.questions
    right = [question.is_right(answer) for question, answer in zip(asked, given, strict=True)]
    inside = [number for number, question in enumerate(asked) if question.inside]
    outside = [number for number, question in enumerate(asked) if not question.inside]
    failed = [number for number in inside if not right[number]]
    wrong = sum(given[number].status == "answered" for number in failed)
    groups = grouped(asked)
    same = [len({(given[number].status, right[number]) for number in group}) == 1 for group in groups]
    return Counted(
        questions,
        who,
        right=len(inside) - len(failed),
        wrong=wrong,
        refused=len(failed) - wrong,
        inside=len(inside),
        outside_right=sum(right[number] for number in outside),
        outside=len(outside),
        groups_same=sum(same),
        groups=len(groups),
        threshold=threshold,
    )
