"""Replies: what the desk answered, and what the program itself has to say, as messages of the transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.turn import Cited, Reply, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.records.drawn_course import Course
    from assistant.reference.cards import Citation
    from assistant.reference.ladder.standing import Standing
    from assistant.reference.reply import Reply as Answered


def answer(answered: Answered) -> Reply:
    """What the desk said, as a message: an answer, a refusal or a question back."""
    return Reply(
        Voice.ANSWER,
        " ".join(answered.sentences),
        caveats=answered.caveats,
        cited=_cited(answered.citations),
        suggestions=answered.suggestions,
        evidence=answered.evidence,
    )


def ladder(standing: Standing) -> Reply:
    """Where a patient stands on the treatment ladder, with the ladder to be drawn."""
    cited = _cited(standing.citations)
    return Reply(Voice.ANSWER, standing.text, cited=cited, evidence=standing.evidence, ladder=standing)


def drawn_course(course: Course) -> Reply:
    """The course of a patient, to be drawn."""
    return Reply(Voice.ANSWER, f"The course of {course.code}.", course=course)


def told(text: str, *, tabled: bool = False) -> Reply:
    """The program tells something; `tabled`: in lines of two columns, as the help."""
    return Reply(Voice.TOLD, text, tabled=tabled)


def problem(text: object) -> Reply:
    """Something could not be done; the message says what, and what to do."""
    return Reply(Voice.PROBLEM, str(text))


def suggested(line: str) -> Reply:
    """A line that may have been meant, to be taken by its number."""
    return Reply(Voice.TOLD, f"Did you mean {line}? Type 1 or click it.", suggestions=(line,))


def _cited(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    return tuple(Cited(each.source, each.section, tuple(each.refs)) for each in citations)
