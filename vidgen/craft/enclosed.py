"""What every question to a language model needs: data that stays data, an answer that is JSON."""

from __future__ import annotations

import json
from typing import Any


def sealed(data: dict[str, Any]) -> str:
    """JSON in which no text can end the block it stands in, nor spell a model's control token.

    Those are made of angle or square brackets and bars; the data is to have no lists, so that
    square brackets stand in texts alone.
    """
    text = json.dumps(data, ensure_ascii=False, indent=1)
    for sign in "<>[]|":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def an_object(properties: dict[str, Any]) -> dict[str, Any]:
    """The JSON schema of an object with these properties, all of them and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def read(reply: str) -> tuple[dict[str, Any], str]:
    """The JSON object in a reply, perhaps with markdown or words around it; else {} and why."""
    start, end = reply.find("{"), reply.rfind("}")
    if not reply.strip():
        return {}, "the reply was empty"
    try:
        found = json.loads(reply[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        found = None
    return (found, "") if isinstance(found, dict) else ({}, "the reply was no JSON object")
