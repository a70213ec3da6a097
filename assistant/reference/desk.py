"""The desk: a question goes in, with what was said before; a reply comes out. Same input, same reply."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.reference.answer.composing import Composed, compose
from assistant.reference.answer.refusing import offers, plain_refusal, refuse
from assistant.reference.asking import Found, carried, find
from assistant.reference.cards import (
    Statement,
    caveat_statement,
    entry_statement,
    statement_card,
)
from assistant.reference.likeness.look_up import LookUp
from assistant.reference.matching.matching import CardIndex, Match
from assistant.reference.question.cues import Cues
from assistant.reference.question.question import Question, parse_question
from assistant.reference.question.reading import read_all
from assistant.reference.question.words import MAX_QUESTION_CHARACTERS, forget_words, words_of
from assistant.reference.reply import Context, Reply
from assistant.reference.table_cards import table_cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.reference.format.concepts import Concept
    from assistant.reference.library import Knowledge
    from assistant.reference.question.words import Word

_SEVERAL = re.compile(r"(?<=\?)\s+(?:;\s*)?|(?<!\s)\s*;\s*|\n+")
_JOINED = re.compile(r",|\+|&|\band\b|\bor\b|\s/\s|[\w-]{3}/[\w-]{3}", re.IGNORECASE)
"""Signs that things are named side by side; a slash inside a unit is none."""

_MOST_QUESTIONS = 4
_SHORT_FOLLOW_UP = 2
"""Points of a question so short that it may lean on the one before."""

_STRAY = ("unrelated", "instruction", "judgement")
"""Refusals of a part that make the whole no question to answer."""

_ITEM_KINDS = (
    "drug",
    "drug_class",
    "subtype",
    "manifestation",
    "infection",
    "body_area",
    "antibody",
    "organ",
)
"""Kinds of single things; a caveat on another thing of the same cell does not touch them."""

_MOST_FACTS = 2
"""Facts that are told beside a decision that is handed back."""

_BEARING = 0.4
"""Share of the question that a fact must explain to bear on it."""

_WHOLE = 0.9
"""How sure an answer is that needs nothing from the question before."""


class ReferenceDesk:
    """Answers questions from the knowledge and from the statements it is given beside it.

    `index` finds the cards, `phrasings` are all ways in which anything written is asked for.
    """

    def __init__(
        self, knowledge: Knowledge, concepts: Iterable[Concept] = (), statements: Sequence[Statement] = ()
    ) -> None:
        self.knowledge = knowledge
        phrasing = knowledge.phrasing
        steering = (*phrasing.negation, *phrasing.most, *phrasing.least, *phrasing.compare, *phrasing.total)
        language = knowledge.language.model_copy(update={"neutral": (*knowledge.language.neutral, *steering)})
        source = knowledge.sources.paper.short
        written = [
            *(entry_statement(entry, source) for entry in knowledge.entries),
            *(
                caveat_statement(caveat, phrasing.verdicts[caveat.verdict], source)
                for caveat in knowledge.caveats
                if caveat.asks
            ),
            *statements,
        ]
        further = knowledge.phrasings
        written = [replace(each, further=further.get(each.id, ())) for each in written]
        self.phrasings = tuple(ask for each in written for ask in (*each.asks, *each.further))
        read = read_all(written, (*knowledge.concepts, *concepts), language, knowledge.scope)
        self.lexicon, self._scope = read.lexicon, read.scope
        self._cues = Cues(knowledge.language, phrasing)
        self._look_up = LookUp(knowledge, self.lexicon)
        cards = [card for table in knowledge.tables for card in table_cards(table, self.lexicon)]
        cards.extend(statement_card(each, read.questions, self.lexicon) for each in written)
        self.index = CardIndex(cards)
        self._caveats = {caveat.id: caveat for caveat in knowledge.caveats}
        self._notes = {name: note.note for note in knowledge.overtaken for name in note.touches}
        forget_words()

    def ask(self, text: str, context: Context | None = None) -> Reply:
        """Answer `text`, which may be a follow-up to what `context` holds, or may hold several questions."""
        phrasing = self.knowledge.phrasing
        if len(text) > MAX_QUESTION_CHARACTERS:
            return plain_refusal("too_long", phrasing)
        words = words_of(text)
        if not words:
            return plain_refusal("empty" if not text.strip() else "unrelated", phrasing)
        if self._cues.instructs(words):
            return plain_refusal("instruction", phrasing)
        parts = self._look_up.gathered([part for part in _SEVERAL.split(text) if words_of(part)])
        if 1 < len(parts) <= _MOST_QUESTIONS:
            return self._several(parts, context)
        return self._one(text, context)

    def read(self, text: str, words: Sequence[Word]) -> Question:
        """`text` parsed, with the signs in its words that change how it is answered."""
        question = parse_question(text, self.lexicon)
        return replace(
            question,
            negated=self._cues.negates(question.loose),
            extreme=self._cues.extreme(question.loose),
            treating=self._cues.treats(words),
            bound=self._cues.bound(words),
            inside=self._scope.inside(text),
            joins=self._cues.compares(words) or _JOINED.search(text) is not None,
        )

    def _several(self, parts: Sequence[str], context: Context | None) -> Reply:
        replies = []
        now = context
        for part in parts:
            reply = self._one(part, now)
            now = reply.context if reply.status == "answered" else now
            replies.append(reply)
        answered = [reply for reply in replies if reply.status == "answered"]
        if len(answered) < len(replies):
            whole = self._one(" ".join(parts), context)
            stray = [reply for reply in replies if reply.refusal in _STRAY]
            if whole.status == "answered" or stray or not answered:
                return whole if whole.status == "answered" else (*stray, *replies)[0]
        return _merged(replies, now or Context())

    def _one(self, text: str, context: Context | None) -> Reply:
        words = words_of(text)
        question = self.read(text, words)
        alike = self._look_up.answer(text)
        if alike is not None:
            return self._hand_back(question) if self._look_up.asks_decision(text) else alike
        if self._cues.asks_decision(words) and not self._is_scoring(question, words):
            return self._hand_back(question)
        if not question.terms and self._cues.greets(words):
            return plain_refusal("greeting", self.knowledge.phrasing)
        meant, found = self._meant(question, context, self._cues.follows_up(words))
        if not found.answers:
            refused = refuse(question, found.near, self.lexicon, self.knowledge.phrasing)
            named = tuple(term for term in question.terms if term.known)
            return (
                replace(refused, context=Context(named, refused=True, inside=question.inside))
                if named
                else refused
            )
        return self._reply(meant, found)

    def _is_scoring(self, question: Question, words: Sequence[Word]) -> bool:
        """Whether what 'I' do is to score: a form is named, and no drug and no treating."""
        if not _names_score(question):
            return False
        return self._cues.scores(words) or bool(question.of_kind("instrument_item"))

    def _meant(self, question: Question, context: Context | None, follows: bool) -> tuple[Question, Found]:
        alone = find(question, self.index)
        if context is None or not _says_something(question, follows=follows):
            return question, alone
        inside = (question.inside + context.inside) / 2
        for fuller in (replace(each, inside=inside) for each in carried(context.terms, question)):
            found = find(fuller, self.index)
            if found.answers and (_leans(question, alone, follows) or found.surer_than(alone)):
                return fuller, found
            if context.refused and follows:
                return fuller, Found((), found.near)
        return question, alone

    def _reply(self, question: Question, found: Found) -> Reply:
        source = self.knowledge.sources.paper.short
        parts = [compose(match.card, part, self.lexicon, source) for match, part in found.answers]
        context = Context(question.terms, inside=question.inside)
        unprinted = [part for part in parts if not part.printed]
        if unprinted and len(unprinted) == len(parts):
            said = tuple(sentence for part in unprinted for sentence in part.sentences)
            return Reply(
                "not_covered", said, citations=unprinted[0].citations, refusal="unprinted", context=context
            )
        entries = tuple(match.card.id for match, _ in found.answers)
        return Reply(
            "answered",
            tuple(dict.fromkeys(sentence for part in parts for sentence in part.sentences)),
            self._told(parts, entries, question),
            entries,
            tuple(dict.fromkeys(citation for part in parts for citation in part.citations)),
            evidence=self._evidence(parts),
            context=context,
        )

    def _told(self, parts: Sequence[Composed], entries: Sequence[str], question: Question) -> tuple[str, ...]:
        """The caveats on what was said, but none on other things of the same cell, and the dated notes."""
        items = {key for term in question.of_kind(*_ITEM_KINDS) for key in term.keys}
        told = [
            caveat.short
            for part in parts
            for caveat in map(self._caveats.__getitem__, part.caveats)
            if part.written or not items or items.intersection(caveat.about)
        ]
        notes = [self._notes[name] for name in entries if name in self._notes]
        return tuple(dict.fromkeys(text.rstrip(".") for text in (*told, *notes)))

    def _evidence(self, parts: Sequence[Composed]) -> str:
        names = dict.fromkeys(part.evidence for part in parts)
        return "; ".join(self.knowledge.phrasing.evidence.get(name, name) for name in names)  # type: ignore[call-overload]

    def _hand_back(self, question: Question) -> Reply:
        """A decision, back to whom it belongs to, with what the paper holds and does not hold on it."""
        phrasing = self.knowledge.phrasing
        near = self.index.matches(question)
        bears = [match.card.payload for match in near if _bears(match)]
        facts = [statement.says for statement in bears if isinstance(statement, Statement)][:_MOST_FACTS]
        said = [phrasing.refusals["judgement"]]
        if question.of_kind("outside"):
            said.extend(refuse(question, (), self.lexicon, phrasing).sentences)
        if facts:
            said.extend([phrasing.refusals["bears"], *facts])
        return Reply("not_covered", tuple(said), suggestions=offers(near), refusal="judgement")


def _says_something(question: Question, *, follows: bool) -> bool:
    """Whether a line can lean on the one before: it names something, or says that it goes on."""
    known = any(term.known for term in question.terms)
    if known or question.times:
        return True
    asks = question.text.rstrip().endswith("?") or "=" in question.text
    return not question.terms and asks and (follows or bool(question.numbers))


def _names_score(question: Question) -> bool:
    """Whether an instrument is spoken of, and no drug: then what 'I' do may be to score."""
    scored = question.of_kind("instrument", "instrument_item", "score")
    return bool(scored) and not question.treating and not question.of_kind("drug", "drug_class")


def _leans(question: Question, alone: Found, follows: bool) -> bool:
    """Whether a question leans on the one before: it says so, is very short, or means nothing by itself."""
    if not alone.answers or len(question.terms) < _SHORT_FOLLOW_UP:
        return True
    whole = alone.score >= _WHOLE and any(term.hard for term in question.terms)
    return (follows or len(question.terms) == _SHORT_FOLLOW_UP) and not whole


def _bears(match: Match) -> bool:
    return match.coverage >= _BEARING and not any("outside" in term.kinds for term in match.unexplained)


def _merged(replies: Sequence[Reply], context: Context) -> Reply:
    return Reply(
        "answered",
        tuple(sentence for reply in replies for sentence in reply.sentences),
        tuple(dict.fromkeys(caveat for reply in replies for caveat in reply.caveats)),
        tuple(dict.fromkeys(entry for reply in replies for entry in reply.entries)),
        tuple(dict.fromkeys(citation for reply in replies for citation in reply.citations)),
        evidence="; ".join(dict.fromkeys(reply.evidence for reply in replies if reply.evidence)),
        context=context,
    )
