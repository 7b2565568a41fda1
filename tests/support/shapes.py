"""The shapes of jsonb answers, as docs/schemas promises them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.support.cluster import ROOT

SCHEMAS = ROOT / "docs" / "schemas"


def _read(name: str) -> Resource[Any]:
    schema = json.loads((SCHEMAS / name).read_text())
    Draft202012Validator.check_schema(schema)
    return Resource.from_contents(schema)


@cache
def _validator(name: str) -> Draft202012Validator:
    all_of_them = ((path.name, _read(path.name)) for path in SCHEMAS.glob("*.json"))
    registry: Registry[Any] = Registry().with_resources(all_of_them)
    return Draft202012Validator(registry.contents(f"{name}.json"), registry=registry)


def check_shape(name: str, answer: Any) -> None:
    """Hold an answer against docs/schemas/NAME.json."""
    faults = [
        f"{name}{fault.json_path[1:]}: {fault.message}"
        for fault in _validator(name).iter_errors(answer)
    ]
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)
