"""All that is written, read once: the words it knows, what each phrasing says, and which words lie outside.

Reading fifteen thousand phrasings takes two seconds, so what came of it is kept as JSON for the next opening,
under a digest of everything it was made from: the texts, the concepts, the language and the code that reads.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.content.cache import cached_tree, keep_tree
from assistant.reference.question.lexicon import Lexicon
from assistant.reference.question.question import Question, Term, TimeAsked, parse_question
from assistant.reference.question.scope import Scope, learnt_odds
from assistant.reference.question.words import spellings_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.reference.cards import Statement
    from assistant.reference.format.concepts import Concept
    from assistant.reference.format.language import LanguageFile, ScopeFile

_READ_BY = ("lexicon.py", "question.py", "reading.py", "scope.py", "spelling.py", "words.py")
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
    if kept is not None:
        found = json.loads(kept)
        lexicon = Lexicon(concepts, language, found["words"])
        return Reading(lexicon, Scope(found["odds"]), dict(zip(texts, _unpacked(found), strict=True)))
    words = spellings_of(asks)
    odds = learnt_odds((*asks, *scope.inside), scope.outside)
    lexicon = Lexicon(concepts, language, words)
    questions = [parse_question(text, lexicon, widened=False) for text in texts]
    keep_tree(key, json.dumps({"words": words, "odds": odds, **_packed(questions)}, separators=(",", ":")))
    return Reading(lexicon, Scope(odds), dict(zip(texts, questions, strict=True)))


def _key(
    asks: Sequence[str],
    texts: Sequence[str],
    concepts: Sequence[Concept],
    language: LanguageFile,
    scope: ScopeFile,
) -> bytes:
    """Everything that the reading depends on, as one digest."""
    digest = hashlib.sha256(_code())
    for part in (asks, texts, scope.inside, scope.outside):
        digest.update(json.dumps(part).encode("ascii"))
    for model in (language, *concepts):
        digest.update(model.model_dump_json().encode("utf-8"))
    return b"reading " + digest.digest()


@cache
def _code() -> bytes:
    """A digest of the modules that read."""
    here = Path(__file__).parent
    return hashlib.sha256(b"".join((here / name).read_bytes() for name in _READ_BY)).digest()


def _packed(questions: Sequence[Question]) -> dict[str, Any]:
    """The questions as plain values; terms and stems, most of which come often, are written once."""
    terms: dict[Term, int] = {}
    stems: dict[str, int] = {}
    packed = [
        [
            [terms.setdefault(term, len(terms)) for term in question.terms],
            [stems.setdefault(stem, len(stems)) for stem in question.stems],
            [[each.unit, each.value] for each in question.times],
            question.numbers,
        ]
        for question in questions
    ]
    listed = [
        [term.text, term.keys, sorted(term.kinds), term.weight, term.strict, term.concepts, term.stems]
        for term in terms
    ]
    return {"terms": listed, "stems": list(stems), "questions": packed}


def _unpacked(kept: Mapping[str, Any]) -> list[Question]:
    """The questions again, with what their cards need: not the text, nor what steers an answer."""
    stems = kept["stems"]
    terms = [
        Term(text, tuple(keys), frozenset(kinds), weight, strict, tuple(concepts), tuple(own))
        for text, keys, kinds, weight, strict, concepts, own in kept["terms"]
    ]
    return [
        Question(
            tuple([terms[place] for place in said]),
            tuple([TimeAsked(unit, value) for unit, value in times]),
            tuple(numbers),
            tuple([stems[place] for place in heard]),
        )
        for said, heard, times, numbers in kept["questions"]
    ]
