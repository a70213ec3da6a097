"""Commands that take one thing from their arguments, or a batch of them from the lines of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def add_batch(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of a batch."""
    parser.add_argument("--batch", metavar="FILE", help="a batch, with --json; - for standard input")
    parser.add_argument("--json", action="store_true", help="print JSON, one line a result")
    parser.set_defaults(usage_error=parser.error)


def is_batch(
    arguments: argparse.Namespace, needed: Sequence[str], further: Sequence[str], *, written: str
) -> bool:
    """Whether a batch is asked for; mixing it with one, or lacking what one needs, ends with how it is used.

    `needed` and `further` name the arguments of one, `written` says how the needed ones are given.
    """
    if arguments.batch is not None:
        if any(getattr(arguments, name) is not None for name in (*needed, *further)):
            arguments.usage_error("--batch takes everything else from its lines; leave it out here")
        if not arguments.json:
            arguments.usage_error("--batch prints JSON; add --json")
        return True
    if any(getattr(arguments, name) is None for name in needed):
        arguments.usage_error(f"give {written}, or --batch FILE --json")
    return False
