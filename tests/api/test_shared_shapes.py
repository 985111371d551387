"""What many endpoints answer is one class, described once."""

from __future__ import annotations

from typing import Any

from ninja.openapi.schema import OpenAPISchema

from sinergi.web.api.root import api
from sinergi.web.api.sharing import Description


def test_every_refusal_is_the_same_class() -> None:
    refusals = {
        id(shape) for answers in _answers() for status, shape in answers.items() if status >= 400
    }
    assert len(refusals) == 1


def test_classes_are_as_many_as_there_are_different_answers() -> None:
    shapes = {id(shape): shape for answers in _answers() for shape in answers.values()}
    said = [
        shape.model_fields["response"].annotation
        for shape in shapes.values()
        if isinstance(shape, type)  # the endpoint that is nowhere says nothing
    ]
    assert said
    assert len(said) == len(set(said))


def test_what_is_described_once_is_described_as_ninja_does() -> None:
    assert Description(api, "/api/v1/") == OpenAPISchema(api, "/api/v1/")


def _answers() -> list[dict[Any, Any]]:
    views = [view for _, router in api._routers for view in router.path_operations.values()]
    return [operation.response_models for view in views for operation in view.operations]
