"""What is asked of the table of reports, from a clinician's words; what cannot be filtered is told whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import AssistantError, listed, quoted
from assistant.reference.evidence.table import FILTERED, NAME, Filter, Query
from assistant.reference.question.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reference.evidence.table import EvidenceTable
    from assistant.reference.format.tables import Column
    from assistant.reference.question.lexicon import Mention
    from assistant.reference.question.words import Word

NEGATION = "negation"
SORT = frozenset({"sort", "sorted", "order", "ordered"})
BY = frozenset({"by", "on"})
NAME_WORDS = frozenset({"name", "study", "report", "author"})
UPWARD = frozenset(
    {"ascending", "asc", "up", "increasing", "smallest", "lowest", "fewest", "youngest", "shortest"}
)
DOWNWARD = frozenset(
    {"descending", "desc", "down", "decreasing", "largest", "highest", "most", "oldest", "longest"}
)
ANYTHING = frozenset({"any", "yes"})
LONGEST_COLUMN = 4
"""Words of the longest name of a column."""


class EvidenceError(AssistantError):
    """The table cannot be filtered or sorted so; the message says by what it can."""


def read_query(line: str, evidence: EvidenceTable) -> Query:
    """`subtype DLE mucosal sort size` as a query. Raises EvidenceError for a word that says nothing here."""
    words = words_of(line)
    sort, ascending, rest = _sorting(words, evidence)
    return Query(tuple(dict.fromkeys(_Reading(evidence).filters(rest))), sort, ascending)


def read_value(column: str, text: str, evidence: EvidenceTable) -> Filter:
    """One value of one column, such as `V` of the phototype. Raises EvidenceError naming what it can be."""
    words = words_of(text)
    reading = _Reading(evidence)
    for tried in (words, [*words_of(evidence.column(column).heading), *words]):
        found = reading.of_column(column, tried)
        if found is not None:
            return found
    shown = evidence.column(column)
    raise EvidenceError(f"{evidence.name} lists no {shown.label} {quoted(text)}; {_values(shown, evidence)}")


def read_sort(text: str, evidence: EvidenceTable) -> str:
    """A column to sort by, or `name`. Raises EvidenceError naming the columns that can be sorted by."""
    words = words_of(text)
    found, used = _sort_column(words, evidence)
    if found and used == len(words):
        return found
    raise EvidenceError(f"{evidence.name} cannot be sorted by {quoted(text)}; {_sorts(evidence)}")


class _Reading:
    """Reads filters from words."""

    def __init__(self, evidence: EvidenceTable) -> None:
        self._evidence = evidence
        self._lexicon = evidence.lexicon

    def filters(self, words: Sequence[Word]) -> list[Filter]:
        """The filters that a line of words names, each in the place of its words."""
        mentions, others = self._lexicon.mentions(self._lexicon.corrected(words))
        unknown = [word.typed for word in others if not self._lexicon.is_neutral(word)]
        if unknown:
            raise self._nothing(unknown[0])
        found: list[Filter] = []
        negated, waiting = "", ""
        for mention in mentions:
            if NEGATION in mention.concepts:
                negated = mention.text
                continue
            named = self._column_named(mention)
            value = self._value(mention, named or waiting)
            if value is None and not named:
                raise self._nothing(mention.text)
            if waiting and (value is None or value.column != waiting):
                found.append(self._presence(waiting, negated=False))
            waiting = "" if value else named
            if value is not None:
                found.append(self._turned(value, negated=bool(negated)))
                negated = ""
        if waiting:
            return [*found, self._presence(waiting, negated=bool(negated))]
        return self._turned_last(found, negated) if negated else found

    def _turned_last(self, found: list[Filter], negation: str) -> list[Filter]:
        """`mucosal none`: what stands last turns round what it follows."""
        if not found or found[-1].concept is not None or found[-1].negated:
            raise self._nothing(negation)
        return [*found[:-1], self._presence(found[-1].column, negated=True)]

    def of_column(self, column: str, words: Sequence[Word]) -> Filter | None:
        """The value of one column that the words name, all of them together."""
        mentions, others = self._lexicon.mentions(self._lexicon.corrected(words))
        negated = any(NEGATION in mention.concepts for mention in mentions)
        if any(not self._lexicon.is_neutral(word) and word.plain not in ANYTHING for word in others):
            return None
        values = []
        for mention in mentions:
            value = self._value(mention, column)
            if value is not None and value.column == column:
                values.append(value)
            elif NEGATION not in mention.concepts and self._column_named(mention) != column:
                return None
        if len(values) == 1:
            return self._turned(values[0], negated=negated)
        anything = not values and (negated or any(word.plain in ANYTHING for word in words))
        return self._presence(column, negated=negated) if anything else None

    def _column_named(self, mention: Mention) -> str:
        for name in FILTERED:
            column = self._evidence.column(name)
            if set(mention.concepts) & set(column.aspects):
                return name
        return ""

    def _value(self, mention: Mention, first: str) -> Filter | None:
        """The filter that a mention names; of several columns, that one `first` where it fits."""
        for name in (first, *FILTERED) if first else FILTERED:
            column = self._evidence.column(name)
            if set(mention.concepts) & set(column.items):
                return Filter(name)
            held = self._evidence.values(name)
            for concept in mention.concepts:
                if concept in held or (self._lexicon.kind(concept) in column.kinds):
                    return Filter(name, concept)
        return None

    def _turned(self, value: Filter, *, negated: bool) -> Filter:
        if not negated:
            return value
        return self._presence(value.column, negated=True) if value.concept is None else _not(value)

    def _presence(self, column: str, *, negated: bool) -> Filter:
        """Anything at all, or nothing, which some columns name."""
        nothing = self._evidence.column(column).none
        return Filter(column, nothing) if negated and nothing else Filter(column, None, negated)

    def _nothing(self, typed: str) -> EvidenceError:
        columns = [self._evidence.column(name) for name in FILTERED]
        examples = (self._evidence.values(column.id)[0] for column in columns if column.kinds)
        return EvidenceError(
            f"{self._evidence.name} cannot be filtered by {quoted(typed)}; filter by "
            f"{listed(column.label for column in columns)}, for example "
            f"{listed(map(self._lexicon.label, examples))}; {_sorts(self._evidence)}"
        )


def _not(value: Filter) -> Filter:
    return Filter(value.column, value.concept, negated=True)


def _sorting(words: Sequence[Word], evidence: EvidenceTable) -> tuple[str, bool, list[Word]]:
    """The column and way of sorting, and the words that are left."""
    start = next((number for number, word in enumerate(words) if word.plain in SORT), None)
    if start is None:
        return "", False, list(words)
    after = [word for number, word in enumerate(words[start + 1 :]) if number or word.plain not in BY]
    column, used = _sort_column(after, evidence)
    if not column:
        typed = " ".join(word.typed for word in after[:1])
        raise EvidenceError(f"{evidence.name} cannot be sorted by {quoted(typed)}; {_sorts(evidence)}")
    rest = after[used:]
    ascending = column == NAME
    if rest and rest[0].plain in UPWARD | DOWNWARD:
        ascending = rest[0].plain in UPWARD
        rest = rest[1:]
    return column, ascending, [*words[:start], *rest]


def _sort_column(words: Sequence[Word], evidence: EvidenceTable) -> tuple[str, int]:
    """The column that the words begin with, by its heading, label or aspect, and how many words name it."""
    names = {
        _plain(text): each.id for each in _sortable(evidence) for text in (each.heading, each.label, each.id)
    }
    for length in range(min(len(words), LONGEST_COLUMN), 0, -1):
        taken = evidence.lexicon.corrected(words[:length])
        typed = tuple(word.plain for word in taken)
        if typed in names:
            return names[typed], length
        if length == 1 and typed[0] in NAME_WORDS:
            return NAME, 1
        mentions, others = evidence.lexicon.mentions(taken)
        if len(mentions) == 1 and not others:
            for column in _sortable(evidence):
                if set(mentions[0].concepts) & set(column.aspects):
                    return column.id, length
    return "", 0


def _sortable(evidence: EvidenceTable) -> list[Column]:
    return [column for column in evidence.columns if column.unit]


def _plain(text: str) -> tuple[str, ...]:
    return tuple(word.plain for word in words_of(text))


def _sorts(evidence: EvidenceTable) -> str:
    return f"sort by {listed([*(column.label for column in _sortable(evidence)), NAME])}"


def _values(column: Column, evidence: EvidenceTable) -> str:
    """What a column can be filtered by, for a message."""
    values = evidence.values(column.id) if column.kinds else ()
    return f"filter by {listed([*map(evidence.lexicon.label, values), 'any', 'none'])}"
