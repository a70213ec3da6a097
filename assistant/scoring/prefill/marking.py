"""The known phrases of a line, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.scoring.prefill.meanings import Meaning, Word
from assistant.scoring.prefill.tokens import HYPHEN, Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.scoring.prefill.lexicon import Lexicon, Pieces

_SHORTEST_MENDED = 5
_LONG = 8
_NOTHING = Meaning()


@dataclass(slots=True, eq=False)
class Mark:
    """A phrase of the line with its meaning; `read` once it has led to something."""

    meaning: Meaning
    start: int
    end: int
    pieces: Pieces
    value: float | None = None
    read: bool = False

    def does(self, *words: Word) -> bool:
        """Whether it does one of these."""
        return any(word in self.meaning.words for word in words)

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of it."""
        meaning = self.meaning
        return self.value is None and (meaning is _NOTHING or not self._means_anything)

    @property
    def filler(self) -> bool:
        """Whether it only fills."""
        return bool(self.meaning.weak) and self.value is None and not self._means_more

    @property
    def _means_anything(self) -> bool:
        return bool(self.meaning.weak) or self._means_more

    @property
    def _means_more(self) -> bool:
        m = self.meaning
        means = (m.senses, m.places, m.covers, m.measures, m.units, m.counted, m.counts, m.beside, m.words)
        return any(means) or m.number is not None


def marks_of(line: str, lexicon: Lexicon) -> Iterator[Mark]:
    """Every known phrase of the line, and every word that is not known, in order."""
    tokens = [_mended(token, lexicon) for token in tokens_of(line)]
    position = 0
    while position < len(tokens):
        token = tokens[position]
        special = _special(line, tokens, position)
        if special is not None:
            yield Mark(Meaning(words={special}), token.start, token.end, (token.text,))
            position += 1
            continue
        pieces, after = _longest(tokens, position, lexicon)
        end = tokens[after - 1].end
        if pieces:
            meaning = lexicon.meaning(pieces)
            if not _only_before_number(pieces, meaning, tokens, after):
                value = token.value if after == position + 1 else None
                if value is None and meaning.number is not None:
                    value = float(meaning.number)
                yield Mark(meaning, token.start, end, pieces, value)
                position = after
                continue
        if token.text not in lexicon.articles and token.text != HYPHEN:
            yield Mark(_NOTHING, token.start, token.end, (token.text,), token.value)
        position += 1


def _special(line: str, tokens: list[Token], position: int) -> Word | None:
    """Signs that no phrase can hold: a comma, the end of a line, a dash that parts or denies."""
    token = tokens[position]
    if token.text == ",":
        return Word.COMMA
    if token.text == "\n":
        return Word.STOP
    if token.text != HYPHEN:
        return None
    before = token.start > 0 and line[token.start - 1].isspace()
    last = position + 1 == len(tokens) or tokens[position + 1].text in {",", ";", ".", "\n", ")"}
    if last:
        return Word.ABSENT
    numbers = position > 0 and tokens[position - 1].value is not None
    numbers = numbers and tokens[position + 1].value is not None
    if numbers:
        return Word.MINUS
    return Word.STOP if before and line[token.end : token.end + 1].isspace() else None


def _only_before_number(pieces: Pieces, meaning: Meaning, tokens: list[Token], after: int) -> bool:
    """One letter is a name only before a number: `E2`, `T 38.5`."""
    if len(pieces) > 1 or len(pieces[0]) > 1 or not pieces[0].isalpha():
        return False
    if meaning.words or meaning.weak or meaning.units or meaning.counted:
        return not (meaning.words or meaning.weak) and not _after_number(tokens, after)
    following = [token for token in tokens[after : after + 2] if token.text not in {":", "="}]
    return not following or following[0].value is None


def _after_number(tokens: list[Token], after: int) -> bool:
    return after >= 2 and (tokens[after - 2].value is not None or tokens[after - 2].text in {"°", "in", "/"})


def _longest(tokens: list[Token], position: int, lexicon: Lexicon) -> tuple[Pieces, int]:
    for pieces in lexicon.starting(tokens[position].text):
        after = _fits(tokens, position, pieces, lexicon.articles)
        if after:
            return pieces, after
    return (), position + 1


def _fits(tokens: list[Token], position: int, pieces: Pieces, articles: frozenset[str]) -> int:
    """The position after the phrase, where it stands here; articles and hyphens may stand in it."""
    at = position
    for index, piece in enumerate(pieces):
        while at < len(tokens) and tokens[at].text != piece:
            skipped = tokens[at].text == HYPHEN or tokens[at].text in articles
            if not index or not skipped:
                return 0
            at += 1
        if at == len(tokens):
            return 0
        at += 1
    return at


def _mended(token: Token, lexicon: Lexicon) -> Token:
    """A misspelt word as the known word that it must be, or as it stands."""
    text = token.text
    if len(text) < _SHORTEST_MENDED or not text.isalpha() or text in lexicon.known:
        return token
    if text in lexicon.never_mended:
        return token
    for other in (text[:-1] if text.endswith("s") else text + "s", text + "e"):
        if other in lexicon.known:
            return token._replace(text=other)
    most = 2 if len(text) >= _LONG else 1
    same = [word for word in lexicon.mendable if word[0] == text[0] and abs(len(word) - len(text)) <= most]
    near = process.extract(text, same, scorer=OSA.distance, score_cutoff=most, limit=3)
    best = [str(word) for word, distance, _ in near if distance == near[0][1]]
    if not best or any(not lexicon.alike(best[0], other) for other in best[1:]):
        return token
    return token._replace(text=best[0])
