"""All that is written, read once: the words it knows, what each phrasing says, and which words lie outside.

Reading fifteen thousand phrasings takes two seconds, so what came of it is kept as JSON for the next opening,
under a digest of everything it was made from: the texts, the concepts, the language and the code that reads.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.content.cache import cached_tree, keep_tree
from assistant.reference.lexicon import Lexicon
from assistant.reference.numbers import Rows
from assistant.reference.question import Question, Term, TimeAsked, parse_question
from assistant.reference.scope import Odds, Scope, learnt_odds
from assistant.reference.words import spellings_of

if TYPE_CHECKING:
    from assistant.reference.cards import Statement
    from assistant.reference.content import Concept, LanguageFile, ScopeFile

_READ_BY = ("lexicon.py", "numbers.py", "question.py", "reading.py", "scope.py", "spelling.py", "words.py")
"""The modules that decide what comes of reading; what they made is of no use once they have changed."""


class Reading(NamedTuple):
    """What came of reading: the lexicon, the scope, and every written text by its words as a question."""

    lexicon: Lexicon
    scope: Scope
    questions: Mapping[str, Question]


def read_all(
    written: Sequence[Statement], concepts: Sequence[Concept], language: LanguageFile, scope: ScopeFile
) -> Reading:
    """Read every phrasing and every answer; from what an earlier opening kept, where that still fits."""
    asks = [ask for each in written for ask in (*each.asks, *each.further)]
    texts = tuple(dict.fromkeys((*asks, *(each.says for each in written))))
    key = _key(asks, texts, concepts, language, scope)
    kept = cached_tree(key)
    if kept is None:
        words = spellings_of(asks)
        odds = learnt_odds((*asks, *scope.inside), scope.outside)
        lexicon = Lexicon(concepts, language, words)
        packed = _packed(parse_question(text, lexicon, widened=False) for text in texts)
        kept = json.dumps({"words": words, "odds": odds.packed(), **packed}, separators=(",", ":"))
        keep_tree(key, kept)
    found = json.loads(kept)
    lexicon = Lexicon(concepts, language, found["words"])
    return Reading(lexicon, Scope(Odds.unpacked(*found["odds"])), _Unpacked(texts, found))


def _key(
    asks: Sequence[str],
    texts: Sequence[str],
    concepts: Sequence[Concept],
    language: LanguageFile,
    scope: ScopeFile,
) -> bytes:
    """Everything that the reading depends on, as one digest."""
    digest = hashlib.sha256(_code() + sys.byteorder.encode("ascii"))
    for part in (asks, texts, scope.inside, scope.outside):
        digest.update(b"%d" % len(part))
        for text in part:
            digest.update(json.dumps(text).encode("ascii"))
    for model in (language, *concepts):
        digest.update(model.model_dump_json().encode("utf-8"))
    return b"reading " + digest.digest()


@cache
def _code() -> bytes:
    """A digest of the modules that read."""
    here = Path(__file__).parent
    return hashlib.sha256(b"".join((here / name).read_bytes() for name in _READ_BY)).digest()


def _packed(questions: Iterable[Question]) -> dict[str, Any]:
    """The questions as plain values; terms and stems, most of which come often, are written once.

    A question is then a few numbers, which stand in a row with those of all others.
    """
    terms: dict[Term, int] = {}
    stems: dict[str, int] = {}
    said, heard = Rows(), Rows()
    numbers: dict[int, Sequence[float]] = {}
    times: dict[int, Sequence[tuple[str, float]]] = {}
    for place, question in enumerate(questions):
        said.add(terms.setdefault(replace(term, text=""), len(terms)) for term in question.terms)
        heard.add(stems.setdefault(stem, len(stems)) for stem in question.stems)
        if question.numbers:
            numbers[place] = question.numbers
        if question.times:
            times[place] = [(each.unit, each.value) for each in question.times]
    listed = [
        [term.keys, sorted(term.kinds), term.weight, term.strict, term.concepts, term.stems] for term in terms
    ]
    return {
        "terms": listed,
        "stems": list(stems),
        "said": said.packed(),
        "heard": heard.packed(),
        "numbers": numbers,
        "times": times,
    }


class _Unpacked(Mapping[str, Question]):
    """The questions again by their texts, each made when it is looked at.

    They hold what their cards need: not the texts, nor what steers an answer.
    """

    def __init__(self, texts: Sequence[str], kept: Mapping[str, Any]) -> None:
        self._places = {text: place for place, text in enumerate(texts)}
        self._stems = [sys.intern(stem) for stem in kept["stems"]]
        self._terms = [_term(listed) for listed in kept["terms"]]
        self._said, self._heard = Rows(*kept["said"]), Rows(*kept["heard"])
        self._numbers, self._times = kept["numbers"], kept["times"]

    def __getitem__(self, text: str) -> Question:
        place = self._places[text]
        return Question(
            tuple([self._terms[each] for each in self._said.row(place)]),
            tuple([TimeAsked(unit, value) for unit, value in self._times.get(str(place), ())]),
            tuple(self._numbers.get(str(place), ())),
            tuple([self._stems[each] for each in self._heard.row(place)]),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _term(listed: Sequence[Any]) -> Term:
    keys, kinds, weight, strict, concepts, stems = listed
    own, named = tuple(map(sys.intern, keys)), tuple(map(sys.intern, concepts))
    return Term("", own, frozenset(kinds), weight, strict, named, tuple(stems))
