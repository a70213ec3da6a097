"""JSON without its traps: no duplicate keys, no NaN, no numbers too large to be meant."""

from __future__ import annotations

import json

from assistant.errors import AssistantError, quoted


class StrictJsonError(AssistantError):
    """JSON that is not accepted."""


class NotJsonError(StrictJsonError):
    """Text that is not JSON at all."""


def read_json(text: str | bytes) -> object:
    """The value of a JSON text. Raises StrictJsonError."""
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise NotJsonError(
            f"this is not JSON ({error.msg}, character {error.pos + 1}); check commas, quotes and brackets"
        ) from error
    except UnicodeDecodeError as error:
        raise StrictJsonError("this is not UTF-8 text; save it as UTF-8") from error
    except RecursionError as error:
        raise StrictJsonError("the values are nested too deeply; check the brackets") from error
    except ValueError as error:
        raise StrictJsonError("a number is too long to be meant; check it") from error


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read: dict[str, object] = {}
    for key, value in pairs:
        if key in read:
            raise StrictJsonError(f"the key {quoted(key)} stands there twice; keep one of them")
        read[key] = value
    return read


def _constant(name: str) -> object:
    raise StrictJsonError(f"{name} is not a number that can be scored; write a level")
