"""paste: a post as text for people, who paste its parts where the platform asks for them."""

from __future__ import annotations

from vidgen.craft.posted import clean
from vidgen.model.post import Post
from vidgen.model.product import Language

_HEADS: dict[Language, tuple[str, str, str, str, str]] = {
    "zh": ("标题", "正文", "话题", "置顶评论", "没有写进去的"),
    "en": ("Title", "Description", "Hashtags", "Pinned comment", "Left out"),
}


def paste(post: Post) -> str:
    """The parts of a post under headings in its language, and what was left out and why."""
    title, description, tags, comment, left_out = _HEADS[post.language]
    omitted = "\n".join(f"{each.text} — {clean(each.why)}" for each in post.left_out)
    parts = (
        (title, post.title.text if post.title else ""),
        (description, post.caption),
        (tags, "" if post.hashtags_inside else post.tags),
        (comment, post.comment.text if post.comment else ""),
        (left_out, omitted),
    )
    return "\n\n".join(f"[{head}]\n{text}" for head, text in parts if text) + "\n"
