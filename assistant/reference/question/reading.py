"""All that is written, read once: the words it knows, what each phrasing says, and which words lie outside.

Reading fifteen thousand phrasings takes two seconds, so what came of it is kept as JSON for the next opening,
under a digest of everything it was made from: the texts, the concepts, the language and the code that reads.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assistant.content.cache import cached_tree, keep_tree
from assistant.reference.question.kept import KeptQuestions, lines_of
from assistant.reference.question.lexicon import Lexicon
from assistant.reference.question.question import Question, parse_question
from assistant.reference.question.scope import Odds, Scope, learnt_odds
from assistant.reference.question.words import spellings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.reference.cards import Statement
    from assistant.reference.format.concepts import Concept
    from assistant.reference.format.language import LanguageFile, ScopeFile

_READ_BY = (
    "kept.py",
    "lexicon.py",
    "packing.py",
    "question.py",
    "reading.py",
    "scope.py",
    "spelling.py",
    "words.py",
)
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
        kept = "\n".join(_read(asks, texts, concepts, language, scope))
        keep_tree(key, kept)
    # Line by line: as one tree it would leave holes of 10 MB behind.
    lines = (json.loads(line) for line in kept.splitlines())
    lexicon = Lexicon(concepts, language, next(lines))
    return Reading(lexicon, Scope(Odds.unpacked(*next(lines))), KeptQuestions(texts, lines))


def _read(
    asks: Sequence[str],
    texts: Sequence[str],
    concepts: Sequence[Concept],
    language: LanguageFile,
    scope: ScopeFile,
) -> Iterator[str]:
    """What is kept, as lines of JSON: spellings, the odds of words, and the questions."""
    words = spellings_of(asks)
    yield json.dumps(words)
    yield json.dumps(learnt_odds((*asks, *scope.inside), scope.outside).packed())
    lexicon = Lexicon(concepts, language, words)
    questions = (parse_question(text, lexicon, widened=False) for text in texts)
    yield from map(json.dumps, lines_of(questions))


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
