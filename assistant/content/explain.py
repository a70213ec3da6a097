"""What a model refuses, said so that the writer of the file understands it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.content.problems import Finding, Location, ProblemCode
from assistant.content.spelling import did_you_mean, nearest
from assistant.errors import described, listed, quoted

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

Schema = Mapping[str, Any]

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list ('- ' lines)",
    "list_type": "a list ('- ' lines)",
    "dict_type": "a mapping ('key: value' lines)",
    "model_type": "a mapping ('key: value' lines)",
    "model_attributes_type": "a mapping ('key: value' lines)",
}
_LIMITS = {
    "greater_than": ("gt", "above"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "below"),
    "less_than_equal": ("le", "at most"),
}


def findings(details: Iterable[ErrorDetails], model: type[BaseModel]) -> Iterator[Finding]:
    """One finding for each thing the model refused."""
    schema = _schema(model)
    for detail in details:
        yield _finding(detail, schema)


@cache
def _schema(model: type[BaseModel]) -> Schema:
    return model.model_json_schema()


def _finding(detail: ErrorDetails, schema: Schema) -> Finding:
    location: Location = tuple(detail["loc"])
    name = _name(location)
    if detail["type"] == "extra_forbidden":
        return _unknown_key(location, schema)
    if detail["type"] == "missing":
        return Finding(location, f"the key {name} is missing", "add it", ProblemCode.MISSING_KEY)
    if detail["type"] == "literal_error":
        return _wrong_choice(location, name, detail.get("input"), _choices(schema, location))
    what, remedy = _wrong_value(detail)
    return Finding(location, f"{name} {what}", remedy, ProblemCode.WRONG_VALUE)


def _name(location: Location) -> str:
    if not location:
        return "the file"
    last = location[-1]
    if isinstance(last, int) and len(location) > 1:
        return f"entry {last + 1} of {quoted(location[-2])}"
    return quoted(last)


def _wrong_value(detail: ErrorDetails) -> tuple[str, str]:
    kind, value, context = detail["type"], detail.get("input"), detail.get("ctx", {})
    if kind in _WANTED:
        return f"must be {_WANTED[kind]}, but is {described(value)}", _type_remedy(kind, value)
    if kind in _LIMITS:
        key, words = _LIMITS[kind]
        return f"is {described(value)}, but must be {words} {context.get(key)}", "correct it"
    if kind == "string_pattern_mismatch":
        return f"cannot be {described(value)}", f"it must match {context.get('pattern')}"
    if kind in {"string_too_short", "too_short"}:
        return "is empty", "fill it in, or remove the key"
    if kind == "value_error":
        what, _, remedy = str(context.get("error", detail["msg"])).partition("; ")
        return what, remedy or "correct it"
    return f"is not valid: {detail['msg']}", "correct it"


def _unknown_key(location: Location, schema: Schema) -> Finding:
    key = str(location[-1])
    allowed = tuple(_node(schema, location[:-1]).get("properties", {}))
    remedy = did_you_mean(key, allowed)
    if nearest(key, allowed) is None:
        remedy = f"the keys here are {listed(allowed, 'and')}" if allowed else "remove it"
    return Finding(location, f"the key {quoted(key)} is not known here", remedy, ProblemCode.UNKNOWN_KEY)


def _wrong_choice(location: Location, name: str, value: object, choices: tuple[str, ...]) -> Finding:
    remedy = f"write {listed(choices)}"
    near = nearest(value, choices) if isinstance(value, str) else None
    if near is not None:
        remedy = f"did you mean {quoted(near)}?"
    return Finding(location, f"{name} cannot be {described(value)}", remedy, ProblemCode.WRONG_VALUE)


def _type_remedy(kind: str, value: object) -> str:
    if kind in {"int_type", "float_type"} and isinstance(value, str) and value.lstrip("+-").isdigit():
        return "write the number without quotes"
    if kind == "string_type" and isinstance(value, (int, float)):
        return "put it in quotes"
    return "correct it"


def _choices(schema: Schema, location: Location) -> tuple[str, ...]:
    node = _node(schema, location)
    values = node.get("enum", [node["const"]] if "const" in node else [])
    return tuple(str(value) for value in values)


def _node(schema: Schema, location: Location) -> Schema:
    """The part of a JSON Schema that describes a location; empty where the schema says nothing."""
    node = _resolved(schema, schema)
    for step in location:
        if isinstance(step, int):
            node = node.get("items", {})
        elif step in node.get("properties", {}):
            node = node["properties"][step]
        elif isinstance(node.get("additionalProperties"), dict):
            node = node["additionalProperties"]
        elif "patternProperties" in node:
            node = next(iter(node["patternProperties"].values()))
        else:
            return {}
        node = _resolved(node, schema)
    return node


def _resolved(node: Schema, schema: Schema) -> Schema:
    for choice in node.get("anyOf", ()):
        if choice.get("type") != "null":
            return _resolved(choice, schema)
    if "$ref" in node:
        name = str(node["$ref"]).rsplit("/", 1)[-1]
        return _resolved(schema["$defs"][name], schema)
    return node
