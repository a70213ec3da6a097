"""Where an answer stands, in lines for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.conversation.turn import Cited


def cited_lines(cited: Sequence[Cited]) -> list[str]:
    """Where an answer stands, one line a source: its sections, each with its references."""
    sections: dict[str, list[str]] = {}
    for each in cited:
        refs = f"[{', '.join(str(ref) for ref in each.refs)}]" if each.refs else ""
        sections.setdefault(each.source, []).append(f"{each.section} {refs}".strip())
    return [f"{source}, {'; '.join(filter(None, places))}" for source, places in sections.items()]
