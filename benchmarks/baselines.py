"""Two plain searches over everything that malar could say, to be held beside it.

Each gives the text that is nearest to the question, or refuses below a threshold. The threshold is the one
that serves it best on the very set it is examined with: more than it could know of unseen questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from rapidfuzz import fuzz, process, utils

from assistant.reference.cards import cell_text
from assistant.reference.question.words import words_of
from benchmarks.bm25 import Bm25
from benchmarks.exam_sets import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.reference.cards import Statement
    from assistant.reference.format.tables import Row, Table
    from assistant.reference.library import Knowledge
    from benchmarks.exam_sets import Question


class Sayable(NamedTuple):
    """A text that can be given as an answer, with the phrasings that ask for it."""

    asks: tuple[str, ...]
    says: str


class Scored(NamedTuple):
    """The best answer of a search, and how near it is."""

    says: str
    score: float


class Search(Protocol):
    """A plain search."""

    name: str

    def nearest(self, asked: str) -> Scored:
        """The text that is nearest to a question."""


class NearestPhrasing:
    """The text whose phrasing is nearest letter by letter, its words sorted: rapidfuzz at its best."""

    name = "nearest phrasing (rapidfuzz)"

    def __init__(self, sayable: Sequence[Sayable]) -> None:
        self._says = {utils.default_process(ask): each.says for each in sayable for ask in each.asks}
        self._asks = list(self._says)

    def nearest(self, asked: str) -> Scored:
        """The text, with the likeness of its phrasing from 0 to 100."""
        phrasing, score, _ = process.extractOne(
            asked, self._asks, scorer=fuzz.token_sort_ratio, processor=utils.default_process
        )
        return Scored(self._says[phrasing], score)


class PassageSearch:
    """The text that shares the telling words (BM25 over phrasings and texts, words by their stem)."""

    name = "passage search (BM25)"

    def __init__(self, sayable: Sequence[Sayable]) -> None:
        self._says = [each.says for each in sayable]
        self._index = Bm25([_stems(" ".join((*each.asks, each.says))) for each in sayable])

    def nearest(self, asked: str) -> Scored:
        """The text, with its score."""
        found = self._index.best(_stems(asked))
        return Scored(self._says[found[0]], found[1]) if found else Scored("", 0.0)


@dataclass(frozen=True, slots=True)
class Examined:
    """The answers of a search to a set, with the threshold that served it best."""

    answers: list[Answer]
    threshold: float


def everything_sayable(knowledge: Knowledge, statements: Sequence[Statement]) -> list[Sayable]:
    """Entries, caveats, statements on the instruments, and every row, column and cell of the tables."""
    sayable = [Sayable((*each.asks, *each.premises), each.says) for each in knowledge.entries]
    sayable += [Sayable(each.asks, f"{each.printed} {each.found}") for each in knowledge.caveats if each.asks]
    sayable += [Sayable(each.asks, each.says) for each in statements]
    for table in knowledge.tables:
        sayable += _of_table(table)
    return sayable


def examined(search: Search, questions: Sequence[Question]) -> Examined:
    """The answers to a set, refused below the threshold with which most of them are right."""
    near = [search.nearest(" ".join(question.turns)) for question in questions]
    pairs = list(zip(questions, near, strict=True))
    if_given = [question.is_right(Answer("answered", each.says)) for question, each in pairs]
    if_refused = [question.is_right(Answer("not_covered", "")) for question in questions]
    order = sorted(range(len(near)), key=lambda number: near[number].score)
    # From giving every answer upwards, refusing one more of the least sure each time.
    right = sum(if_given)
    best, refused, threshold = right, 0, 0.0
    for place, number in enumerate(order, 1):
        right += if_refused[number] - if_given[number]
        ends = place == len(order) or near[order[place]].score > near[number].score
        if ends and right > best:
            best, refused = right, place
            threshold = near[order[place]].score if place < len(order) else near[number].score + 1
    dropped = set(order[:refused])
    answers = [
        Answer("not_covered", "") if number in dropped else Answer("answered", each.says)
        for number, each in enumerate(near)
    ]
    return Examined(answers, threshold)


def _of_table(table: Table) -> Iterator[Sayable]:
    for row in table.rows:
        said = {column.id: cell_text(row, row.cell(column.id)) for column in table.columns}
        whole = "; ".join(f"{column.label} {said[column.id]}" for column in table.columns)
        yield Sayable((f"{row.name}, all that is printed",), row.summary or f"{row.name}: {whole}.")
        for column in table.columns:
            says = column.says.format(name=row.name, size=_size(row), text=said[column.id])
            yield Sayable((f"{row.name}: {column.label}",), says)
    for column in table.columns:
        cells = "; ".join(f"{row.name}, {cell_text(row, row.cell(column.id))}" for row in table.rows)
        yield Sayable((f"{column.label} of every {table.row_word}",), f"{column.label}: {cells}.")


def _size(row: Row) -> str:
    return "1 patient" if row.size == 1 else f"{row.size} patients"


def _stems(text: str) -> list[str]:
    return [word.stem for word in words_of(text)]
