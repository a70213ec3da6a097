"""Refusals by name of what is missing, with the nearest thing that is covered offered and not given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.reference.cards import CellCard, ColumnCard, RowCard, Statement
from assistant.reference.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reference.format.language import PhrasingFile
    from assistant.reference.matching.matching import Match
    from assistant.reference.question.lexicon import Lexicon
    from assistant.reference.question.question import Question, Term

_NEAR_ENOUGH = 0.45
_OFFERED = 3
_NAMED = 3


def refuse(question: Question, matches: Sequence[Match], lexicon: Lexicon, phrasing: PhrasingFile) -> Reply:
    """The refusal of a question that nothing covers, saying which kind of refusal it is."""
    offered = offers(matches)
    outside = [term for term in question.terms if "outside" in term.kinds]
    if outside:
        reasons = list(dict.fromkeys(_outside(term, lexicon) for term in outside))
        sentence = phrasing.refusals["outside"].format(missing=" and ".join(reasons[:3]))
        points = tuple(dict.fromkeys(_label(term, lexicon) for term in outside))
        return Reply("not_covered", (sentence,), suggestions=offered, refusal="outside", missing=points)
    unknown = [term for term in question.terms if not term.known]
    if unknown and len(unknown) == len(question.terms):
        return plain_refusal("unrelated", phrasing)
    if unknown:
        sentence = phrasing.refusals["silent"].format(missing=_quoted(unknown))
        points = tuple(term.text for term in unknown)
        return Reply("not_covered", (sentence,), suggestions=offered, refusal="silent", missing=points)
    if matches and matches[0].unexplained:
        sentence = phrasing.refusals["together"].format(missing=_quoted(matches[0].unexplained))
        points = tuple(term.text for term in matches[0].unexplained)
        return Reply("not_covered", (sentence,), suggestions=offered, refusal="near", missing=points)
    if not matches:
        return plain_refusal("unrelated", phrasing)
    return Reply("not_covered", (phrasing.refusals["near"],), suggestions=offered, refusal="near")


def plain_refusal(kind: str, phrasing: PhrasingFile) -> Reply:
    """A refusal that needs no more than its sentence."""
    return Reply("not_covered", (phrasing.refusals[kind],), refusal=kind)


def offers(matches: Sequence[Match]) -> tuple[str, ...]:
    """What is covered nearby, as questions that can be asked."""
    near = [match for match in matches if match.named and match.coverage >= _NEAR_ENOUGH]
    return tuple(dict.fromkeys(_offer(match) for match in near[: 2 * _OFFERED]))[:_OFFERED]


def _offer(match: Match) -> str:
    match match.card.payload:
        case Statement() as statement:
            return statement.asks[0]
        case RowCard() as whole:
            return f"{whole.row.name}, all that is printed"
        case CellCard(column=column) as cell:
            return f"{cell.row.name}: {column.label}"
        case ColumnCard() as column_card:
            return f"{column_card.column.label} of every {column_card.table.row_word}"


def _label(term: Term, lexicon: Lexicon) -> str:
    """What is outside, as the content calls it; a thing that does not exist as the question does."""
    return lexicon.label(term.keys[0]) if term.keys[0] in lexicon.concepts else term.text


def _outside(term: Term, lexicon: Lexicon) -> str:
    for key in term.keys:
        concept = lexicon.concepts.get(key)
        if concept is not None and concept.refusal:
            told = term.text.lower() in concept.refusal.lower()
            return concept.refusal if told else f"{concept.refusal} ('{term.text}')"
    return f"says nothing on {term.text}"


def _quoted(terms: Sequence[Term]) -> str:
    return ", ".join(f"'{term.text}'" for term in terms[:_NAMED])
