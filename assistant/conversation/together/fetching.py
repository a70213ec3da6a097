"""Fetch an assessment from the shared database, so that it is held at this terminal from then on."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.conversation.walk.walk import Walk
from assistant.errors import AssistantError
from assistant.records.under_way.draft_files import LocalCopy, document_in, read_draft, said
from assistant.records.under_way.elsewhere import TakenOver

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.records.under_way.draft_files import Draft
    from assistant.records.under_way.drafts import Drafts
    from assistant.records.under_way.elsewhere import Shared
    from assistant.records.under_way.sharing import Sharing
    from assistant.scoring.library import Library

TRIES = 3


class NotTakenOver(AssistantError):
    """An assessment of another terminal that cannot be taken over."""


def fetch(
    draft_id: str, drafts: Drafts, sharing: Sharing, library: Library, now: datetime
) -> tuple[Walk, Draft]:
    """Hold an assessment of another terminal here, on this disk and in the database.

    Raises NotTakenOver, DatabaseAway, DraftNotSavedError, UnknownInstrument or DraftMismatch; then nothing
    has changed.
    """
    for _ in range(TRIES):
        there = sharing.find(draft_id)
        if there is None or there.closed:
            raise NotTakenOver(
                "This assessment was finished or removed at another terminal meanwhile; /resume lists what "
                "is open."
            )
        walk, draft = _read(there, library)
        drafts.save(draft)
        try:
            sharing.take(draft, there, now)
        except TakenOver:
            # Its holder has given an answer in between: that one, too, is to be taken over.
            drafts.delete(draft_id)
        except AssistantError:
            drafts.delete(draft_id)
            raise
        else:
            return walk, draft
    raise NotTakenOver("This assessment is being answered at another terminal right now; try again.")


def _read(there: Shared, library: Library) -> tuple[Walk, Draft]:
    try:
        read = read_draft(document_in(there.document), there.id)
        walk = Walk.from_json(library.instrument(read.instrument), read.state, there.id, read.patient)
    except (ValueError, RecursionError) as error:
        raise NotTakenOver(
            f"The {there.title} of {there.whose} cannot be read from the database: {error}; go on with it "
            "where it was begun"
        ) from error
    base, window = said(read)
    return walk, replace(read, copy=LocalCopy(secrets.token_hex(8), there.version + 1, base, window))
