"""The field lists and JSON Schemas of the content formats, made from their models.

A field is described where it is declared: by `Field(description=...)`, or by the text under it.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from typing import TYPE_CHECKING, Any

from tools.docs.regions import table

if TYPE_CHECKING:
    from pydantic import BaseModel

Schema = dict[str, Any]

PLAIN_TYPES = {"string": "text", "boolean": "`true` or `false`", "null": "nothing", "number": "number"}


class UndescribedFieldError(Exception):
    """A field of a format says nothing about itself."""


def described_schema(model: type[BaseModel]) -> Schema:
    """The JSON Schema of a file, with every key described.

    Raises UndescribedFieldError for a key that nothing describes.
    """
    schema = model.model_json_schema(by_alias=True)
    described = _texts_under_fields(model)
    for name, part in {model.__name__: schema, **schema.get("$defs", {})}.items():
        for key, field in part.get("properties", {}).items():
            field.setdefault("description", described.get((name, key), ""))
            if not field["description"]:
                raise UndescribedFieldError(f"{name}.{key} has no description; write it under the field")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text(model: type[BaseModel]) -> str:
    """The text of a schema file, by which an editor completes and checks."""
    return json.dumps(described_schema(model), indent=2, ensure_ascii=False) + "\n"


def field_lists(model: type[BaseModel]) -> str:
    """A table of keys for the file itself and for each part of it, in the order in which they are met."""
    schema = described_schema(model)
    parts: Schema = schema.pop("$defs", {})
    sections = [_section(model.__name__, schema)]
    sections += [_section(name, parts[name]) for name in _order(schema, parts) if "properties" in parts[name]]
    return "\n\n".join(sections)


def _texts_under_fields(model: type[BaseModel]) -> dict[tuple[str, str], str]:
    """The text under each field, by class and key, of every class in the package of a model."""
    package = model.__module__.rpartition(".")[0]
    modules = [module for name, module in sys.modules.items() if name.startswith(f"{package}.")]
    return {
        (class_.name, _key(field)): inspect.cleandoc(text.value.value)
        for module in modules
        for class_ in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(class_, ast.ClassDef)
        for field, text in zip(class_.body, class_.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


def _key(field: ast.AnnAssign) -> str:
    """The key of a field in a file: its alias where it has one."""
    keywords = field.value.keywords if isinstance(field.value, ast.Call) else []
    aliases = [
        word.value.value for word in keywords if word.arg == "alias" and isinstance(word.value, ast.Constant)
    ]
    return str(aliases[0]) if aliases else ast.unparse(field.target)


def _section(name: str, schema: Schema) -> str:
    required = set(schema.get("required", ()))
    rows = [
        (f"`{key}`", _type(field), _presence(key in required, field), field.get("description", ""))
        for key, field in schema["properties"].items()
    ]
    described = " ".join(schema.get("description", "").split())
    return f"### {name}\n\n{described}\n\n" + table(("key", "holds", "needed", "what it says"), rows)


def _presence(required: bool, field: Schema) -> str:
    if required:
        return "yes"
    default = field.get("default")
    return "no" if default in (None, [], {}) else f"no: `{json.dumps(default)}`"


def _order(schema: Schema, parts: Schema) -> list[str]:
    """The names of the parts, each after the one that first holds it."""
    met: list[str] = []
    waiting = _referred(schema)
    while waiting:
        name = waiting.pop(0)
        if name not in met:
            met.append(name)
            waiting += _referred(parts[name])
    return met


def _referred(schema: object) -> list[str]:
    if isinstance(schema, list):
        return [name for part in schema for name in _referred(part)]
    if not isinstance(schema, dict):
        return []
    here = [schema["$ref"].rpartition("/")[2]] if isinstance(schema.get("$ref"), str) else []
    return here + [name for part in schema.values() for name in _referred(part)]


def _type(field: Schema) -> str:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in field or "enum" in field:
        return ", ".join(f"`{value}`" for value in field.get("enum", [field.get("const")]))
    choices = field.get("anyOf") or field.get("oneOf") or field.get("allOf")
    if choices:
        return " or ".join(_type(each) for each in choices if each.get("type") != "null")
    return _plain_type(field)


def _plain_type(field: Schema) -> str:
    match field.get("type"):
        case "array":
            members = field.get("prefixItems") or [field.get("items", {})]
            return "list of " + ", ".join(_type(each) for each in members)
        case "object":
            inner = [*field.get("patternProperties", {}).values(), field.get("additionalProperties")]
            return f"{_type(next(filter(None, inner), {}))}, each under its name"
        case "integer":
            return _whole_number(field)
        case str(kind):
            return PLAIN_TYPES[kind]
        case _:
            return "anything"


def _whole_number(field: Schema) -> str:
    lowest, highest = field.get("minimum"), field.get("maximum")
    if lowest is not None and highest is not None:
        return f"whole number, {lowest} to {highest}"
    return f"whole number, {lowest} or more" if lowest is not None else "whole number"
