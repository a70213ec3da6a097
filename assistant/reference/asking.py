"""One question to one outcome: the cards that cover it whole, alone or together, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reference.cards import CellCard, ColumnCard, Statement
from assistant.reference.question.question import SAYING_LITTLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reference.matching.matching import CardIndex, Match
    from assistant.reference.question.question import Question, Term

_LISTED = ("case", "study", "row_patient", "reference")
"""Kinds of concept that are rows of a table or a list: several of them are answered one by one."""

_ROWS = frozenset({*_LISTED, "trial"})
_SUBJECT_KINDS = _ROWS | {
    "group",
    "drug",
    "drug_class",
    "instrument",
    "instrument_item",
    "score",
    "reference",
    "person",
}
_COLUMN_KINDS = frozenset({"aspect", "score", "laboratory"})

_NOT_SPLIT = SAYING_LITTLE | {"group", "plain", *_LISTED}
"""Kinds of concept that no question is cut at."""

_TIED = 0.012
"""Scores nearer than this are equal: only the wording of a cell or column sets them apart."""

_ITEM_TIED = 0.05
"""The same for two answers on one item of an instrument, which belong together more closely."""

_BEHIND = 0.15
"""How far a reading completed from before may lag behind the bare one if it explains everything."""

_MOST_POINTS = 5
_MOST_TOGETHER = 8
"""Points and answers of one reply at the most, so that it stays short."""


@dataclass(frozen=True, slots=True)
class Found:
    """The matches that together answer, each with its part of the question; or the near ones."""

    answers: tuple[tuple[Match, Question], ...]
    near: tuple[Match, ...]

    @property
    def score(self) -> float:
        """How sure the whole is: its weakest part."""
        return min((match.score for match, _ in self.answers), default=0.0)

    def surer_than(self, other: Found) -> bool:
        """Whether this explains everything and is not clearly behind, or is ahead."""
        left = [term for match, _ in self.answers for term in match.unexplained]
        whole = all(term.known and term.kinds <= SAYING_LITTLE for term in left)
        return self.score > other.score - (_BEHIND if whole else 0.0)


def find(question: Question, index: CardIndex) -> Found:
    """The cards that answer the question: one, several that tie, or one for each part of it."""
    matches = index.matches(question)
    together = _tied(matches, question)
    if _answers_whole(together) and len(question.of_kind(*_LISTED)) <= 1:
        return Found(together, tuple(matches))
    answers = _one_by_one(_parts(question), index)
    if not answers:
        answers = together
    elif _answers_whole(together) and not all(_read_off(match) for match, _ in answers):
        # Rows are set side by side where each is read off a table; else what is written of them comes first.
        answers = together
    return Found(answers, tuple(matches))


def _one_by_one(parts: Sequence[Question], index: CardIndex) -> tuple[tuple[Match, Question], ...]:
    """The answers to all the parts, or none where one of them has none."""
    answers: list[tuple[Match, Question]] = []
    for part in parts:
        found = find(part, index)
        if not found.answers:
            return ()
        answers.extend(found.answers)
    return tuple(_distinct(answers))[:_MOST_TOGETHER]


def _answers_whole(together: Sequence[tuple[Match, Question]]) -> bool:
    return bool(together) and not _leaves_points(together[0][0])


def _read_off(match: Match) -> bool:
    return not isinstance(match.card.payload, Statement)


def _leaves_points(match: Match) -> bool:
    """Whether something that was named is left unanswered."""
    return any(term.kinds - _NOT_SPLIT for term in match.unexplained)


def _tied(matches: Sequence[Match], question: Question) -> tuple[tuple[Match, Question], ...]:
    """The best match that answers, with the cells or columns beside it that answer as well."""
    answering = [match for match in matches if match.answers]
    if not answering:
        return ()
    best = answering[0]
    if isinstance(best.card.payload, CellCard):
        tied = [match for match in answering if isinstance(match.card.payload, CellCard)]
    elif isinstance(best.card.payload, ColumnCard):
        tied = _one_of_each_group(answering)
    else:
        tied = [best, *(match for match in answering[1:] if _same_item(best, match))]
        return tuple((match, question) for match in tied[:2] if match.score >= best.score - _ITEM_TIED)
    return tuple((match, question) for match in tied[:3] if match.score >= best.score - _TIED)


def _same_item(best: Match, other: Match) -> bool:
    """Whether two answers are about one item of an instrument, such as its points and what counts as it."""
    one, two = best.card.payload, other.card.payload
    if not (isinstance(one, Statement) and isinstance(two, Statement)):
        return False
    return one.of_instrument and len(one.topics) > 1 and one.topics == two.topics


def _one_of_each_group(answering: Sequence[Match]) -> list[Match]:
    """The best column of each group of rows: of the cases, and of the reports."""
    by_group: dict[str, Match] = {}
    for match in answering:
        if isinstance(match.card.payload, ColumnCard):
            by_group.setdefault(match.card.payload.table.group, match)
    return list(by_group.values())


def _distinct(answers: Sequence[tuple[Match, Question]]) -> list[tuple[Match, Question]]:
    by_card: dict[str, tuple[Match, Question]] = {}
    for match, question in answers:
        by_card.setdefault(match.card.id, (match, question))
    return list(by_card.values())


def _parts(question: Question) -> list[Question]:
    """The question cut where it names several things side by side: rows, or points of one kind."""
    subjects = question.of_kind(*_LISTED)
    if len(subjects) > 1:
        return [_with_one(question, subjects, subject) for subject in subjects]
    points = _points(question) if subjects else _side_by_side(question)
    if not _separable(points, of_row=bool(subjects), joined=question.joins):
        return []
    return [_with_one(question, points, point) for point in points]


def _separable(points: Sequence[Term], *, of_row: bool, joined: bool) -> bool:
    """Whether points can be asked one by one: joined by a word or sign, or each a column of the row named.

    A strict point, such as a dose, is asked of the thing beside it, and never without it.
    """
    columns = all(term.kinds & _COLUMN_KINDS for term in points)
    return (of_row and columns) or (joined and not any(term.strict for term in points))


def _with_one(question: Question, among: Sequence[Term], kept: Term) -> Question:
    return question.without([other for other in among if other is not kept])


def _points(question: Question) -> Sequence[Term]:
    """Everything that is asked of the one row that is named."""
    points = [term for term in question.terms if term.kinds and not term.kinds & _NOT_SPLIT]
    return points if 1 < len(points) <= _MOST_POINTS else ()


def _side_by_side(question: Question) -> Sequence[Term]:
    """The largest group of terms of one kind, such as two scores or three laboratory values."""
    groups: dict[str, list[Term]] = {}
    for term in question.terms:
        for kind in sorted(term.kinds - _NOT_SPLIT):
            groups.setdefault(kind, []).append(term)
    largest = max(groups.values(), key=len, default=[])
    return largest if 1 < len(largest) <= _MOST_POINTS else ()


def carried(previous: Sequence[Term], question: Question) -> list[Question]:
    """The question completed from the one before it, fullest meaning first."""
    if not previous:
        return []
    # Where a row was spoken of, only another row changes the subject: a drug or a score is asked of it.
    rows = any(term.kinds & _ROWS for term in previous)
    kinds = _ROWS if rows else _SUBJECT_KINDS
    subjects = [term for term in previous if term.kinds & kinds]
    points = [term for term in previous if not term.kinds & kinds and "time" not in term.kinds]
    has_subject = any(term.kinds & kinds for term in question.terms)
    has_point = any(not term.kinds & kinds and "time" not in term.kinds for term in question.terms)
    if has_subject and has_point:
        return []
    if has_subject:
        fuller = [question.joined(points)]
    elif has_point:
        fuller = [question.joined(subjects), question.joined(previous)]
    else:
        fuller = [question.joined([*subjects, *points])]
    return [each for each in fuller if len(each.terms) > len(question.terms)]
