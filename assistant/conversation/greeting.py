"""What is said when the program opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.commands.helping import WHAT_THIS_IS
from assistant.conversation.replies import problem, told
from assistant.conversation.walk.resume import elsewhere_in_words, in_words, open_ones
from assistant.errors import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.conversation.turn import Reply
    from assistant.records.under_way.drafts import Listing
    from assistant.scoring.library import Library

NO_NAMES = "Patients are known by a study code only: /patient CODE."

OFFERED = "New here? /tour shows a score, a question, a course in five minutes."


def greeting(
    library: Library, listing: Listing, shared: Iterable[str] = (), *, new: bool = False
) -> Iterator[Reply]:
    """What this is and how to begin; then what could not be read; last, what is unfinished.

    `shared` are lines of what is open at other terminals. Whoever is `new` is offered the tour.
    """
    names = listed((instrument.abbreviation for instrument in library), "or")
    yield told(
        f"{WHAT_THIS_IS}\n\nAsk as you would say it, or type /score for {names}. "
        f"{NO_NAMES} /help shows commands and keys."
    )
    if new:
        yield told(OFFERED)
    yield from map(problem, (*library.problems, *listing.problems))
    for line in (*elsewhere_in_words(listing), *shared):
        yield told(line)
    waiting = open_ones(listing)
    if waiting:
        more = f" ({len(waiting)} are unfinished; /resume lists them.)" if len(waiting) > 1 else ""
        yield told(
            f"An unfinished assessment is here: {in_words(waiting[0])}. Enter goes on exactly where it "
            f"stood; anything else leaves it kept.{more}"
        )


def greeting_without_patients(library: Library) -> Iterator[Reply]:
    """The same for someone whose role has nothing to do with what is unfinished."""
    yield told(f"{WHAT_THIS_IS}\n\nAsk as you would say it. /help shows commands and keys.")
    yield from map(problem, library.problems)
