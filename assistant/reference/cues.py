"""Small signs in a question that change how it is answered: a decision asked, a greeting, a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reference.words import Word, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.reference.content import LanguageFile, PhrasingFile


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases as words, with the length of the longest, so that no more than that is looked up."""

    all: frozenset[tuple[str, ...]]
    longest: int


class Cues:
    """Recognises the signs listed in the language and phrasing files."""

    def __init__(self, language: LanguageFile, phrasing: PhrasingFile) -> None:
        self._greetings = _phrases(language.greetings)
        self._decision = _phrases(language.decision)
        self._patient = _phrases(language.decision_patient)
        self._act = _phrases(language.decision_act)
        self._instructions = _phrases(language.instructions)
        self._follow_up = _phrases(language.follow_up)
        self._negation = _phrases(phrasing.negation)
        self._most = _phrases(phrasing.most)
        self._least = _phrases(phrasing.least)
        self._refers = _phrases(phrasing.refers)
        self._scoring = _phrases(phrasing.scoring)
        self._above = _phrases(phrasing.above)
        self._below = _phrases(phrasing.below)
        self._treating = _phrases(phrasing.treating)
        self._compare = _phrases(phrasing.compare)

    def greets(self, words: Sequence[Word]) -> bool:
        """Whether the words hold a greeting or thanks."""
        return _holds(words, self._greetings)

    def asks_decision(self, words: Sequence[Word]) -> bool:
        """Whether a decision about a patient is asked for."""
        if _holds(words, self._decision):
            return True
        return _holds(words, self._patient) and _holds(words, self._act)

    def instructs(self, words: Sequence[Word]) -> bool:
        """Whether the text tries to instruct the program."""
        return _holds(words, self._instructions)

    def follows_up(self, words: Sequence[Word]) -> bool:
        """Whether the text begins as a continuation of what was said before, or refers to it."""
        plain = tuple(word.plain for word in words)
        return any(plain[: len(phrase)] == phrase for phrase in self._follow_up.all) or _holds(
            words, self._refers
        )

    def negates(self, words: Sequence[Word]) -> bool:
        """Whether the question asks for what is absent."""
        return _holds(words, self._negation)

    def scores(self, words: Sequence[Word]) -> bool:
        """Whether what one does is to score."""
        return _holds(words, self._scoring)

    def bound(self, words: Sequence[Word]) -> str:
        """`above` or `below` a figure, or nothing."""
        if _holds(words, self._above):
            return "above"
        return "below" if _holds(words, self._below) else ""

    def treats(self, words: Sequence[Word]) -> bool:
        """Whether treatment is asked about, and not scoring."""
        return _holds(words, self._treating)

    def compares(self, words: Sequence[Word]) -> bool:
        """Whether things are to be set side by side."""
        return _holds(words, self._compare)

    def extreme(self, words: Sequence[Word]) -> str:
        """`most`, `least` or nothing."""
        if _holds(words, self._most):
            return "most"
        return "least" if _holds(words, self._least) else ""


def _phrases(texts: Iterable[str]) -> Phrases:
    found = frozenset(tuple(word.plain for word in words_of(text)) for text in texts)
    return Phrases(found, max(map(len, found), default=0))


def _holds(words: Sequence[Word], phrases: Phrases) -> bool:
    plain = [word.plain for word in words]
    return any(
        tuple(plain[start : start + length]) in phrases.all
        for start in range(len(plain))
        for length in range(1, phrases.longest + 1)
    )
