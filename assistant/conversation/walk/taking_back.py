"""A walk as it stood before a run of keys that turned out to be the beginning of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.conversation.walk.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Sequence


class Before(NamedTuple):
    """A walk as it stood, history and page included, to be put back exactly."""

    draft_id: str
    history: tuple[str, ...]
    kept: dict[str, Any]
    levels: bool

    @classmethod
    def of(cls, walk: Walk) -> Before:
        """The walk as it stands."""
        return cls(walk.draft_id, walk.session.history, walk.to_json(), walk.levels)

    def put_back(self, gone: Walk) -> Walk:
        """The walk as it stood; its card says what of `gone` is no longer recorded.

        Where the keys changed nothing it stays the same walk, as what is proposed for it stays.
        """
        if gone.to_json() == self.kept:
            gone.levels = self.levels
            gone.recorded = gone.refused = ""
            return gone
        walk = Walk.from_json(gone.session.instrument, self.kept, self.draft_id, gone.patient)
        walk.levels = self.levels
        if gone.session.history != self.history:
            walk.refused = _not_recorded(gone.session.history[len(self.history) :])
        return walk


def _not_recorded(steps: Sequence[str]) -> str:
    undone = f" Not recorded: {'; '.join(steps)}." if steps else ""
    return f"Taken as the beginning of a line, not as keys: every answer is as it was.{undone}"
