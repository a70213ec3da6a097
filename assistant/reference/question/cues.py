"""Small signs in a question that change how it is answered: a decision asked, a greeting, a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reference.question.words import Word, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.reference.format.language import LanguageFile, PhrasingFile


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases as words, with the length of the longest, so that no more than that is looked up."""

    all: frozenset[tuple[str, ...]]
    longest: int
    first: frozenset[str]
    """The words with which a phrase begins."""


class Cues:
    """Recognises the signs listed in the language and phrasing files."""

    def __init__(self, language: LanguageFile, phrasing: PhrasingFile) -> None:
        self._greetings = phrases(language.greetings)
        self._decision = phrases(language.decision)
        self._patient = phrases(language.decision_patient)
        self._act = phrases(language.decision_act)
        self._instructions = phrases(language.instructions)
        self._follow_up = phrases(language.follow_up)
        self._negation = phrases(phrasing.negation)
        self._most = phrases(phrasing.most)
        self._least = phrases(phrasing.least)
        self._refers = phrases(phrasing.refers)
        self._scoring = phrases(phrasing.scoring)
        self._above = phrases(phrasing.above)
        self._below = phrases(phrasing.below)
        self._treating = phrases(phrasing.treating)
        self._compare = phrases(phrasing.compare)

    def greets(self, words: Sequence[Word]) -> bool:
        """Whether the words hold a greeting or thanks."""
        return holds(words, self._greetings)

    def asks_decision(self, words: Sequence[Word]) -> bool:
        """Whether a decision about a patient is asked for."""
        if holds(words, self._decision):
            return True
        return holds(words, self._patient) and holds(words, self._act)

    def instructs(self, words: Sequence[Word]) -> bool:
        """Whether the text tries to instruct the program."""
        return holds(words, self._instructions)

    def follows_up(self, words: Sequence[Word]) -> bool:
        """Whether the text begins as a continuation of what was said before, or refers to it."""
        plain = tuple(word.plain for word in words)
        return any(plain[: len(phrase)] == phrase for phrase in self._follow_up.all) or holds(
            words, self._refers
        )

    def negates(self, words: Sequence[Word]) -> bool:
        """Whether the question asks for what is absent."""
        return holds(words, self._negation)

    def scores(self, words: Sequence[Word]) -> bool:
        """Whether what one does is to score."""
        return holds(words, self._scoring)

    def bound(self, words: Sequence[Word]) -> str:
        """`above` or `below` a figure, or nothing."""
        if holds(words, self._above):
            return "above"
        return "below" if holds(words, self._below) else ""

    def treats(self, words: Sequence[Word]) -> bool:
        """Whether treatment is asked about, and not scoring."""
        return holds(words, self._treating)

    def compares(self, words: Sequence[Word]) -> bool:
        """Whether things are to be set side by side."""
        return holds(words, self._compare)

    def extreme(self, words: Sequence[Word]) -> str:
        """`most`, `least` or nothing."""
        if holds(words, self._most):
            return "most"
        return "least" if holds(words, self._least) else ""


def phrases(texts: Iterable[str]) -> Phrases:
    """The texts as words, ready to be looked for."""
    found = frozenset(tuple(word.plain for word in words_of(text)) for text in texts)
    first = frozenset(phrase[0] for phrase in found if phrase)
    return Phrases(found, max(map(len, found), default=0), first)


def holds(words: Sequence[Word], wanted: Phrases) -> bool:
    """Whether one of the phrases stands among the words."""
    plain = [word.plain for word in words]
    return any(
        tuple(plain[start : start + length]) in wanted.all
        for start in range(len(plain))
        for length in range(1, wanted.longest + 1)
    )
