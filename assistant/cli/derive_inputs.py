"""What `malar derive` reads: laboratory values as text or as a list, and the day of the assessment."""

from __future__ import annotations

from datetime import date, datetime

from assistant.cli.inputs import InputError, read_text
from assistant.cli.strict_json import StrictJsonError, read_json
from assistant.content.problems import ContentError
from assistant.content.source import parse
from assistant.errors import quoted

LABS_KEY = "labs"


def read_labs(name: str) -> str | list[object]:
    """Pasted text, or the list of a YAML or JSON file. Raises InputError."""
    text, path = read_text(name)
    start = text.lstrip()[:1]
    if start in {"[", "{"}:
        try:
            return labs_in(read_json(text), str(path))
        except StrictJsonError as error:
            if start == "{" or text.lstrip()[:2] not in {"[{", "[]"}:
                return _yaml_list(text) or text
            raise InputError(f"{path}: {error}") from error
    return _yaml_list(text) or text


def labs_in(read: object, place: str) -> str | list[object]:
    """The laboratory values in what was read: the list itself, text, or either below the key `labs`."""
    inner = read.get(LABS_KEY) if isinstance(read, dict) and LABS_KEY in read else read
    if isinstance(inner, dict):
        return [inner]
    if isinstance(inner, list | str):
        return inner
    raise InputError(
        f"{place}: these are no laboratory values; write a list of {{test, value, unit}}, or text"
    )


def assessment_day(written: str | None) -> date:
    """The day of the assessment; today where none is given. Raises InputError."""
    from assistant.records.fields import read_day

    if written is None:
        return datetime.now().astimezone().date()
    try:
        return read_day(written)
    except ValueError as error:
        raise InputError(f"{quoted(written)}: {error}") from error


def _yaml_list(text: str) -> list[object] | None:
    """The list in a YAML text; None where the text is no YAML list, as pasted text is not."""
    from pathlib import Path

    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines or not lines[0].startswith(("- ", "labs:", "-\n", "[", "{", "---")):
        return None
    try:
        # The reader of content takes mappings: a list is read as the value of a key.
        indented = text if lines[0].startswith(("labs:", "{")) else _below_key(text)
        tree = parse(indented.encode("utf-8"), Path("labs")).tree
    except ContentError:
        return None
    inner = tree.get(LABS_KEY) if isinstance(tree, dict) else None
    if isinstance(inner, dict):
        return [inner]
    return list(inner) if isinstance(inner, list) and any(isinstance(each, dict) for each in inner) else None


def _below_key(text: str) -> str:
    body = text.strip().removeprefix("---")
    return f"{LABS_KEY}:\n" + "\n".join(f"  {line}" for line in body.splitlines())
