"""A question without anything that may point to a person, fit to be kept for whoever curates the content.

Nothing is searched for that looks like a name: a word is kept only where the program knows it, or where it
ends like a substance or a term of medicine, and a figure only where it can be a dose, a week or a score. All
else is left out, so that what nobody thought of is left out too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.reference.question.cues import holds, phrases
from assistant.reference.question.words import Word, plain_text, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.reference.format.language import PrivacyFile
    from assistant.reference.question.lexicon import Lexicon

LEFT_OUT = "[...]"
"""Stands for one or more words that were not kept."""

LONGEST = 300
"""Characters of a question that are kept at the most."""

_COMMAND = re.compile(r"/\s*(?:patient|pt)\b.*", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"@|://|^www\.|\.(?:com|org|net|edu|gov|it|eu)\b", re.IGNORECASE)
_HOST = re.compile(r"\w\.[a-z]{2,}\b", re.IGNORECASE)
_FIGURE = re.compile(r"[(<>~=]*(?!0\d)\d{1,3}(?:[.,]\d{1,2})?(?:%|[a-z]{1,6})?[).,;:?!]*", re.IGNORECASE)
_SENTENCE_ENDS = (".", "?", "!", ";", ":")
_SHORTEST_TERM = 7
_PEOPLE = frozenset({"person", "reference", "study"})
_NAMING_NOTHING = frozenset({"modifier", "time", "person"})
"""Kinds of concept of which a question that is worth keeping names one more."""


@dataclass(slots=True)
class _Piece:
    """A word of a question and what is known of it; `kept` is how it is kept, empty where it is left out."""

    word: Word
    chunk: int
    kept: str = ""
    kinds: frozenset[str] = frozenset()
    figure: bool = False

    @property
    def capital(self) -> bool:
        """Whether it is written as names are: one capital, then small letters."""
        return self.word.typed[0].isupper() and not self.word.typed.isupper()

    @property
    def doubtful(self) -> bool:
        """Whether it may belong to a name or a code that stands beside it."""
        return self.capital or self.figure or len(self.word.plain) == 1


class Impersonal:
    """Takes everything out of a question that may point to a person."""

    def __init__(self, lexicon: Lexicon, privacy: PrivacyFile) -> None:
        self._lexicon = lexicon
        self._named = phrases(privacy.named)
        self._before_code = _plain(privacy.before_code)
        self._months = _plain(privacy.months)
        self._names = _plain(privacy.names)
        self._endings = tuple(privacy.endings)
        self._labels = frozenset(concept.label for concept in lexicon.concepts.values())

    def question(self, text: str) -> str | None:
        """What may be kept of a question, in lower case, or None where nothing of it may or is worth it."""
        asked = _COMMAND.sub("", plain_text(text))
        if holds(words_of(asked), self._named):
            return None
        pieces = self._pieces(asked)
        telling = any(piece.kept and piece.kinds - _NAMING_NOTHING for piece in pieces)
        return _joined(pieces) if telling else None

    def words(self, text: str) -> str:
        """What may be kept of a few words of a question; the name of a concept is kept as it stands."""
        return text if text in self._labels else _joined(self._pieces(plain_text(text)))

    def _pieces(self, text: str) -> list[_Piece]:
        chunks = text.split()
        pieces = [_Piece(word, number) for number, chunk in enumerate(chunks) for word in words_of(chunk)]
        self._know(pieces)
        self._leave_out_codes(pieces, chunks)
        self._leave_out_names(pieces, chunks)
        return pieces

    def _know(self, pieces: Sequence[_Piece]) -> None:
        """Keep what names a concept, words that change nothing, and what ends like a term."""
        corrected = self._lexicon.corrected([piece.word for piece in pieces])
        mentions, _ = self._lexicon.mentions(corrected)
        for mention in mentions:
            kinds = frozenset(self._lexicon.concepts[name].kind for name in mention.concepts)
            for place in range(mention.start, mention.end):
                pieces[place].kinds = kinds
                pieces[place].kept = corrected[place].plain
        for piece in pieces:
            plain = piece.word.plain
            if piece.kinds:
                continue
            piece.figure = plain[0].isdecimal()
            if piece.figure or self._lexicon.is_neutral(piece.word):
                piece.kept = plain
            elif len(plain) >= _SHORTEST_TERM and plain.endswith(self._endings):
                piece.kept, piece.kinds = plain, frozenset({"term"})

    def _leave_out_codes(self, pieces: Sequence[_Piece], chunks: Sequence[str]) -> None:
        """Addresses, and every chunk with a digit that is neither a known name nor a plain figure."""
        for number, inside in _by_chunk(pieces):
            chunk = chunks[number]
            digits = [piece for piece in inside if any(map(str.isdecimal, piece.word.plain))]
            known = all(piece.kinds for piece in digits)
            plain = _FIGURE.fullmatch(chunk) is not None and all(piece.kept for piece in inside)
            if _is_address(chunk) or not (known or plain):
                for piece in inside:
                    piece.kept = ""
        for before, piece in pairwise(pieces):
            if before.word.plain in self._before_code and not piece.kinds - _PEOPLE and _may_be_code(piece):
                piece.kept = ""
            if piece.figure and before.figure and piece.chunk != before.chunk:
                piece.kept = before.kept = ""

    def _leave_out_names(self, pieces: Sequence[_Piece], chunks: Sequence[str]) -> None:
        """Words that are names as well, and what stands beside a word that was left out as a name would."""
        for place, piece in enumerate(pieces):
            begins = place == 0 or chunks[pieces[place - 1].chunk].endswith(_SENTENCE_ENDS)
            understood = bool(piece.kinds) and piece.kept == piece.word.plain
            meant = understood or piece.word.typed.isupper()
            a_name = piece.word.plain in self._names or piece.kept in self._names
            if a_name or (piece.capital and not meant and not begins):
                piece.kept = ""
        gone = [not piece.kept for piece in pieces]
        dates = [piece.word.plain in self._months for piece in pieces]
        for place, piece in enumerate(pieces):
            beside = [near for near in (place - 1, place + 1) if 0 <= near < len(pieces)]
            named = piece.doubtful and any(gone[near] for near in beside)
            dated = any(
                (piece.figure and dates[near]) or (dates[place] and pieces[near].figure) for near in beside
            )
            if named or dated:
                piece.kept = ""


def _may_be_code(piece: _Piece) -> bool:
    return piece.figure or bool(piece.kinds & _PEOPLE)


def _plain(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word.plain for text in texts for word in words_of(text))


def _is_address(chunk: str) -> bool:
    """Whether a chunk is an address of mail or of a page: `ward.example/x`."""
    return _ADDRESS.search(chunk) is not None or _HOST.search(chunk, 0, max(chunk.rfind("/"), 0)) is not None


def _by_chunk(pieces: Sequence[_Piece]) -> Iterator[tuple[int, list[_Piece]]]:
    by_chunk: dict[int, list[_Piece]] = {}
    for piece in pieces:
        by_chunk.setdefault(piece.chunk, []).append(piece)
    yield from by_chunk.items()


def _joined(pieces: Sequence[_Piece]) -> str:
    said: list[str] = []
    for piece in pieces:
        word = piece.kept or LEFT_OUT
        if word != LEFT_OUT or said[-1:] != [LEFT_OUT]:
            said.append(word)
    whole = " ".join(said)
    return whole if len(whole) <= LONGEST else whole[:LONGEST].rsplit(" ", 1)[0]
