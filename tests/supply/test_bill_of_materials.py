"""The bill of materials: that it follows its schema, and leaves nothing out of the run lock."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from tools.supply.bill_of_materials import bill_of_materials
from tools.supply.locks import lock


@pytest.fixture(scope="module")
def bill() -> Any:  # noqa: ANN401  # a test looks at what it expects
    """The bill as it is made now."""
    return json.loads(bill_of_materials())


def test_it_follows_the_schema_of_its_format(bill: Any) -> None:  # noqa: ANN401
    shipped = files("cyclonedx.schema._res")
    schemas = {
        name: json.loads((shipped / f"{name}.SNAPSHOT.schema.json").read_text(encoding="utf-8"))
        for name in ("bom-1.6", "spdx", "jsf-0.82", "cryptography-defs")
    }
    resources = [(schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()]
    registry: Registry[Any] = Registry().with_resources(resources)
    assert [
        error.message for error in Draft7Validator(schemas["bom-1.6"], registry=registry).iter_errors(bill)
    ] == []


def test_every_package_of_the_run_lock_stands_in_it_with_licence_and_hashes(bill: Any) -> None:  # noqa: ANN401
    listed = {each["bom-ref"]: each for each in bill["components"]}
    assert listed.keys() == {pin.key for pin in lock("run")}
    for pin in lock("run"):
        [distributed] = listed[pin.key]["externalReferences"]
        assert {each["content"] for each in distributed["hashes"]} == set(pin.hashes)
        [licence] = listed[pin.key]["licenses"]
        assert licence["expression"] not in {"", "NOASSERTION"}


def test_it_says_what_is_needed_for_what(bill: Any) -> None:  # noqa: ANN401
    scopes = {each["name"]: each["scope"] for each in bill["components"]}
    assert (scopes["textual"], scopes["rich"], scopes["linkify-it-py"]) == ("required",) * 3
    assert (scopes["scipy"], scopes["psycopg-binary"], scopes["numpy"]) == ("optional",) * 3
    assert scopes["hatchling"] == "excluded"
    needs = {each["ref"].partition("==")[0]: each.get("dependsOn", []) for each in bill["dependencies"]}
    assert {"textual", "psycopg"} <= {each.partition("==")[0] for each in needs["malar"]}
    assert "psycopg-binary" in {each.partition("==")[0] for each in needs["psycopg"]}


def test_it_is_the_same_each_time_it_is_made(bill: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert json.loads(bill_of_materials()) == bill
