"""What is sent to an endpoint, and what is sent when it does not take all of that.

Endpoints differ in what they accept. Each parameter that one complains of is left out, and the
answer's form is asked for less strictly: by schema, as some JSON object, in words alone.
"""

from __future__ import annotations

from typing import Any

from vidgen.model.writing import Asked

_LOOSE = ("max_tokens", "seed", "temperature")
"""What an endpoint may do without, in the order in which it is given up."""

_UNSTRICT = frozenset({"minLength", "maxLength", "maxItems"})
"""Keywords that strict schemas of some endpoints do not know; the words of the prompt say them."""


def first(asked: Asked, model: str) -> dict[str, Any]:
    """The whole question: a fixed seed and chance, a bounded reply, its form by JSON schema."""
    return {
        "model": model,
        "messages": [message.model_dump() for message in asked.messages],
        "temperature": asked.chance,
        "seed": asked.seed,
        "max_tokens": asked.tokens,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "lines", "strict": True, "schema": _strict(asked.answer)},
        },
    }


def lessened(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The body without what an endpoint complained of in `said`; None when nothing is left out.

    Complaints that name nothing are taken to mean the answer's form, then the other parameters.
    """
    named = next((key for key in _LOOSE if key in body and key in said), None)
    if named is not None:
        return _without(body, named)
    form = body.get("response_format", {}).get("type")
    if form == "json_schema":
        return {**body, "response_format": {"type": "json_object"}}
    if form is not None:
        return _without(body, "response_format")
    left = next((key for key in _LOOSE if key in body), None)
    return _without(body, left) if left is not None else None


def _without(body: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != key}


def _strict(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {
            # A line's id may be any word: keywords are only those beside a "type".
            key: _strict(value)
            for key, value in schema.items()
            if not (key in _UNSTRICT and "type" in schema)
        }
    return [_strict(item) for item in schema] if isinstance(schema, list) else schema
