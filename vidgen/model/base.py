"""What every noun is: frozen, strict, hashable by content, readable as JSON."""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from vidgen.errors import InputError


class Noun(BaseModel):
    """A frozen value. Unknown keys are refused; lists are tuples; equality is by content."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    def canonical(self) -> str:
        """The one JSON text of this value: sorted keys, no spaces, UTF-8 kept.

        A `path` beside a `sha256` is left out: where a file lies is not what it is.
        """
        return json.dumps(
            _without_paths(self.model_dump(mode="json")),
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
        )

    def digest(self) -> str:
        """SHA-256 (hex) of `canonical()`: equal digests mean equal values."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


class Document(Noun):
    """A noun saved as a file of its own; its JSON opens with `"kind": "<name>.<version>"`."""

    KIND: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _strip_kind(cls, data: Any) -> Any:
        if isinstance(data, dict) and "kind" in data and "kind" not in cls.model_fields:
            kind = data["kind"]
            if kind != cls.KIND:
                raise ValueError(f"this is a {kind!r}, not a {cls.KIND!r}")
            return {key: value for key, value in data.items() if key != "kind"}
        return data

    def to_json(self) -> str:
        """Readable JSON, `kind` first, ready to be saved, edited and read back."""
        rest = self.model_dump_json(indent=1)
        return f'{{\n "kind": "{self.KIND}"' + (f",{rest[1:]}\n" if rest != "{}" else "\n}\n")

    @classmethod
    def from_json(cls, text: str, where: str) -> Self:
        """Read what `to_json` wrote, perhaps edited by hand; `where` is named in errors.

        Raises InputError naming the first wrong field.
        """
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise InputError(where, *explain(error)) from error


def _without_paths(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _without_paths(item)
            for key, item in value.items()
            if not (key == "path" and "sha256" in value)
        }
    if isinstance(value, list):
        return [_without_paths(item) for item in value]
    return value


def explain(error: ValidationError) -> tuple[str, str]:
    """The first complaint of pydantic as (what, hint), in words a merchant can act on."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"]) or "the file"
    more = error.error_count() - 1
    return f"{field}: {first['msg']}", f"and {more} more" if more else ""
