"""The official OpenAPI description of WhatsApp's Cloud API (facebook/openapi, v23.0), where it lies
beside the checkout. It is not ours to pass on, so the tests that need it are skipped without it.

Three things in it are not as it means them, and are set right here:

* parts of ``allOf`` forbid what the other parts require (``additionalProperties: false``), so that
  its own examples fail: the parts are put together first;
* what a citizen writes is described by the schemas of what a business sends (both are called
  ``TextMessage``), so messages of webhooks are held against its examples instead;
* ``biz_opaque_callback_data`` is told for calls only; that messages take it, and receipts give it
  back, is known from others' clients (npm whatsapp-api-js, PyPI pywa).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

PLACE = Path(__file__).resolve().parents[5] / "shared" / "specs" / "wa.yaml"
NAME = "urn:whatsapp"
KEY = {"biz_opaque_callback_data": {"type": "string", "maxLength": 512}}

#: Which schema a message that goes out has, by its type.
SENT = {
    "text": "TextMessage",
    "image": "ImageMessage",
    "video": "VideoMessage",
    "document": "DocumentMessage",
    "template": "TemplateMessage",
}
TEMPLATES = "/{Version}/{WABA-ID}/message_templates"
MEDIA = "/{Version}/{Phone-Number-ID}/media"


@cache
def described() -> dict[str, Any] | None:
    """Return the description, or nothing where it is not there."""
    if not PLACE.is_file():
        return None
    told: dict[str, Any] = yaml.load(PLACE.read_text(), Loader=yaml.CSafeLoader)
    schemas = told["components"]["schemas"]
    for name in SENT.values():
        schemas[name] = _together(schemas, schemas[name])
        schemas[name]["properties"] |= KEY
    return told


def _together(schemas: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Return one schema of the parts that must all hold."""
    whole: dict[str, Any] = {"type": "object", "properties": {}, "required": []}
    for part in schema["allOf"]:
        found = schemas[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
        whole["properties"] |= found.get("properties", {})
        whole["required"] += found.get("required", [])
    return whole | {"additionalProperties": False}


@cache
def _registry() -> Registry[Any]:
    resource = Resource.from_contents(described(), default_specification=DRAFT202012)
    whole: Registry[Any] = Registry().with_resource(NAME, resource)
    return whole


def check(schema: str, value: Any) -> None:
    """Fail when a value is not what a named schema says; say nothing without the description."""
    if described() is not None:
        _hold({"$ref": f"{NAME}#/components/schemas/{schema}"}, value)


def check_answer(path: str, method: str, value: Any) -> None:
    """Fail when an answer is not what a path's own schema says."""
    spelled = path.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
    place = f"/paths/{spelled}/{method}/responses/200/content/application~1json/schema"
    if described() is not None:
        _hold({"$ref": f"{NAME}#{place}"}, value)


def _hold(schema: dict[str, Any], value: Any) -> None:
    validator = Draft202012Validator(schema, registry=_registry())
    wrong = [f"{list(e.absolute_path)}: {e.message[:300]}" for e in validator.iter_errors(value)]
    assert not wrong, f"{value} is not as described: {wrong}"


def examples() -> dict[str, Any]:
    """Return the calls that the description shows, by their names."""
    told = described()
    if told is None:
        return {}
    shown = told["paths"]["/whatsapp/webhooks"]["post"]["requestBody"]
    found = shown["content"]["application/json"]["examples"]
    return {name: example["value"] for name, example in found.items()}
