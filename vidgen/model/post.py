"""What is written beside a film where it is posted."""

from __future__ import annotations

from typing import ClassVar

from vidgen.model.base import Document, Noun
from vidgen.model.product import Language


class Said(Noun):
    """A sentence of a post and the ids of the facts it rests on."""

    text: str
    facts: tuple[str, ...] = ()


class Omitted(Noun):
    """A sentence that was not posted, and why."""

    text: str
    why: str


class Post(Document):
    """The copy for one platform, within its limits; every claim cites facts of the product.

    `title` is None where the platform has none. `description` and `comment` (to be pinned) are in
    order, a paragraph each; `hashtags` are without their sign and rest on name, brand and category.
    `link` is "" where the platform lets none be written. `left_out` tells what may not be said.
    """

    KIND: ClassVar[str] = "post.1"

    product_id: str
    platform: str
    language: Language
    title: Said | None = None
    description: tuple[Said, ...] = ()
    hashtags: tuple[str, ...] = ()
    hashtags_inside: bool = True
    comment: Said | None = None
    link: str = ""
    left_out: tuple[Omitted, ...] = ()

    @property
    def said(self) -> tuple[Said, ...]:
        """Every sentence: title, description, comment."""
        told = (self.title, *self.description, self.comment)
        return tuple(each for each in told if each is not None)

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of every fact that the post cites, each once."""
        return tuple(dict.fromkeys(fact for each in self.said for fact in each.facts))

    @property
    def tags(self) -> str:
        """The hashtags as they are pasted: #a #b."""
        return " ".join(f"#{tag}" for tag in self.hashtags)

    @property
    def caption(self) -> str:
        """The whole description as it is pasted, with what stands inside it."""
        lines = [each.text for each in self.description]
        lines += [self.link] if self.link else []
        lines += [self.tags] if self.hashtags_inside and self.hashtags else []
        return "\n".join(lines)
