"""What a question says: its concepts, unknown words, times and numbers, each weighed by how much it asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.reference.question.words import Word, number_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.reference.question.lexicon import Lexicon, Mention

_WEIGHTS = {
    "aspect": 1.2,
    "plain": 0.8,
    "time": 0.3,
    "modifier": 0.15,
    "group": 0.6,
    "mechanism": 1.0,
    "bibliographic": 1.0,
}
_HARD_WEIGHT = 2.0
_UNKNOWN_WEIGHT = 0.6
_SHORT_UNKNOWN_WEIGHT = 0.5
_NUMBER_WEIGHT = 0.4

SOFT_KINDS = frozenset(
    {"aspect", "modifier", "plain", "time", "group", "mechanism", "bibliographic", "organ", "place"}
)
"""Kinds of concept that an answer may leave unexplained without being about something else."""

SUBJECTS = frozenset({"case", "study", "row_patient", "trial", "reference"})
"""Kinds of concept that a question is about, and never in passing."""

SAYING_LITTLE = frozenset({"modifier", "time"})
"""Kinds of concept that are said in passing and do not tell what is asked."""

_NOT_WIDENED = frozenset({"group", "study", "modifier", "aspect"})
"""Kinds whose members are not meant when the whole is named."""

_NUMBERED = frozenset(
    {"score", "case", "trial", "reference", "instrument", "laboratory", "row_patient", "study", "group"}
)
"""Kinds whose names may hold a number that is no figure, such as SLEDAI-2K, case 3 or all four."""

_UNITS = {"week": "week", "weeks": "week", "wk": "week", "wks": "week", "w": "week", "month": "month",
          "months": "month", "mo": "month", "mos": "month", "mth": "month", "mths": "month"}  # fmt: skip
_ORDINALS = {"first": 1.0, "second": 2.0, "third": 3.0, "fourth": 4.0}


@dataclass(frozen=True, slots=True)
class Term:
    """One point of a question. `keys` are the concepts or the word by which a card can explain it."""

    text: str
    keys: tuple[str, ...]
    kinds: frozenset[str]
    weight: float
    strict: bool = False
    concepts: tuple[str, ...] = ()
    """What was named, without the members of a class."""
    stems: tuple[str, ...] = ()
    """The stems of its words."""

    @property
    def hard(self) -> bool:
        """Whether an answer that does not explain this term is an answer to another question."""
        return self.strict or (bool(self.kinds) and not (self.kinds & SOFT_KINDS))

    @property
    def known(self) -> bool:
        """Whether the program knows the word at all."""
        return bool(self.kinds)


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """A time on treatment that a question names: `unit` is week or month."""

    unit: str
    value: float


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed question."""

    terms: tuple[Term, ...]
    times: tuple[TimeAsked, ...] = ()
    numbers: tuple[float, ...] = ()
    stems: tuple[str, ...] = ()
    text: str = ""
    negated: bool = False
    extreme: str = ""
    joins: bool = False
    bound: str = ""
    treating: bool = False
    loose: tuple[Word, ...] = ()
    """The words outside names of several words: only they steer, as `without` does."""
    inside: float = 0.0
    """How much the words speak for a question that is covered, above 0, or not, below it."""

    def without(self, dropped: Sequence[Term]) -> Question:
        """The question as if these terms had not been said."""
        unsaid = {stem for term in dropped for stem in term.stems}
        return replace(
            self,
            terms=tuple(term for term in self.terms if term not in dropped),
            stems=tuple(stem for stem in self.stems if stem not in unsaid),
        )

    def joined(self, more: Sequence[Term]) -> Question:
        """The question with further terms, such as those carried over from the one before.

        It is then worded by its terms alone: `and its` says nothing any more.
        """
        have = keys_of(self.terms)
        terms = (*self.terms, *(term for term in more if not have.intersection(term.keys)))
        return replace(self, terms=terms, stems=tuple(stem for term in terms for stem in term.stems))

    def of_kind(self, *kinds: str) -> tuple[Term, ...]:
        """The terms that may be of one of the kinds."""
        return tuple(term for term in self.terms if term.kinds.intersection(kinds))


def keys_of(terms: Iterable[Term]) -> frozenset[str]:
    """Every key of the terms."""
    return frozenset(key for term in terms for key in term.keys)


def parse_question(text: str, lexicon: Lexicon, *, widened: bool = True) -> Question:
    """Parse `text` against the lexicon. Never fails: what is not known stands as an unknown word.

    A class that is named in a question stands for its members as well (`widened`); in an answer it does not.
    """
    words = lexicon.corrected(words_of(text))
    words, times = _times(words, lexicon)
    mentions, others = lexicon.mentions(words)
    kinds = {lexicon.concepts[name].kind for mention in mentions for name in mention.concepts}
    if "study" not in kinds and lexicon.numbers_things(words):
        # The patients of a report have numbers of their own, which are not those of the cases.
        words = lexicon.enumerated(words)
        mentions, others = lexicon.mentions(words)
    terms = [_named(mention, lexicon, widened=widened) for mention in mentions]
    numbers: list[float] = []
    terms.extend(_not_there(words, mentions, lexicon))
    for word in others:
        number = number_of(word)
        if number is not None:
            numbers.append(number)
        elif not lexicon.is_neutral(word):
            terms.append(_unknown(word))
    for mention in mentions:
        if not {lexicon.concepts[name].kind for name in mention.concepts} & _NUMBERED:
            inside = words[mention.start : mention.end]
            numbers.extend(number for word in inside if (number := number_of(word)) is not None)
    named = {place for each in mentions if len(each.stems) > 1 for place in range(each.start, each.end)}
    return Question(
        _distinct(terms),
        tuple(times),
        tuple(numbers),
        tuple(word.stem for word in words),
        text,
        loose=tuple(word for place, word in enumerate(words) if place not in named),
    )


def _not_there(words: Sequence[Word], mentions: Sequence[Mention], lexicon: Lexicon) -> list[Term]:
    """`case 9`, `ref 99`: numbered things that are asked for and do not exist."""
    named = {place for mention in mentions for place in range(mention.start, mention.end)}
    found = []
    for place, (word, following) in enumerate(pairwise(words)):
        if place + 1 in named or not lexicon.is_numbered(word) or not following.plain.isdecimal():
            continue
        text = f"{word.plain} {following.plain}"
        found.append(Term(text, (f"absent:{text}",), frozenset({"outside"}), _HARD_WEIGHT))
    return found


def _named(mention: Mention, lexicon: Lexicon, *, widened: bool) -> Term:
    kinds = frozenset(lexicon.concepts[name].kind for name in mention.concepts)
    weight = min(_WEIGHTS.get(kind, _HARD_WEIGHT) for kind in kinds)
    keys = list(mention.concepts)
    for name in mention.concepts:
        if widened and lexicon.concepts[name].kind not in _NOT_WIDENED:
            keys.extend(sorted(lexicon.closure(name)))
        elif widened and lexicon.concepts[name].kind == "group":
            # What is said of the whole series is said of its cases too.
            keys.extend(lexicon.concepts[name].broader)
    strict = all(lexicon.concepts[name].strict for name in mention.concepts)
    return Term(
        mention.text, tuple(dict.fromkeys(keys)), kinds, weight, strict, mention.concepts, mention.stems
    )


def _unknown(word: Word) -> Term:
    weight = _SHORT_UNKNOWN_WEIGHT if len(word.plain) <= 2 else _UNKNOWN_WEIGHT
    keys = (f"word:{word.stem}",)
    return Term(word.typed, keys, frozenset(), weight, concepts=keys, stems=(word.stem,))


def _distinct(terms: Sequence[Term]) -> tuple[Term, ...]:
    by_keys: dict[tuple[str, ...], Term] = {}
    for term in terms:
        by_keys.setdefault(term.keys, term)
    return tuple(by_keys.values())


def _times(words: Sequence[Word], lexicon: Lexicon) -> tuple[list[Word], list[TimeAsked]]:
    """Take `week 16`, `16 weeks`, `wk16`, `first month` out of the words; `fig 2 week` names a figure."""
    kept: list[Word] = []
    times: list[TimeAsked] = []
    index = 0
    while index < len(words):
        unit, value, used = _time_at(words, index)
        numbers_before = (
            index and number_of(words[index]) is not None and lexicon.is_numbered(words[index - 1])
        )
        if unit is not None and not numbers_before:
            times.append(TimeAsked(unit, value))
            index += used
        else:
            kept.append(words[index])
            index += 1
    return kept, times


def _time_at(words: Sequence[Word], index: int) -> tuple[str | None, float, int]:
    word = words[index]
    letters = word.plain.rstrip("0123456789")
    if letters in _UNITS and letters != word.plain:
        return _UNITS[letters], float(word.plain[len(letters) :]), 1
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None:
        return None, 0.0, 1
    if word.plain in _UNITS and (value := number_of(following)) is not None:
        return _UNITS[word.plain], value, 2
    value = number_of(word) if number_of(word) is not None else _ORDINALS.get(word.plain)
    after = words[index + 2] if index + 2 < len(words) else None
    belongs_after = after is not None and number_of(after) is not None
    if value is not None and following.plain in _UNITS and not belongs_after:
        return _UNITS[following.plain], value, 2
    return None, 0.0, 1
