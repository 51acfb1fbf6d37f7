"""account: for every line, the facts it rests on, who wrote it, what was refused before it."""

from __future__ import annotations

from vidgen.model.account import Row
from vidgen.model.post import Post
from vidgen.model.product import Language, Product
from vidgen.model.script import Script
from vidgen.stages.ground import unsupported


def account(product: Product, script: Script, posts: tuple[Post, ...] = ()) -> tuple[Row, ...]:
    """A row for every line and screen text of a script and every sentence of its posts, in order.

    Each is read again (`ground`): what its facts do not support stands in the row.
    """
    refused = script.written.refused if script.written else ()
    language = script.language
    rows: list[Row] = []
    for scene in script.scenes:
        for line in scene.lines:
            before = tuple(
                f"“{each.text}”: {'; '.join(each.why)}" for each in refused if each.line == line.id
            )
            row = _row(
                product, script.language, f"line {line.id}", (line.text, line.say), line.facts
            )
            rows.append(row.model_copy(update={"by": line.by, "refused": before}))
        for shown in scene.screen:
            where = f"scene {scene.id}, {shown.role}"
            rows.append(_row(product, language, where, (shown.label, shown.text), shown.facts))
    for post in posts:
        where = f"post {post.platform}"
        rows += [_row(product, post.language, where, (s.text,), s.facts) for s in post.said]
    return tuple(rows)


def told(row: Row) -> str:
    """A row as lines for people."""
    lines = [f"{row.where}: {row.text}"]
    lines += [f"    {fact} = {text}" for fact, text in row.facts]
    again = f", refused {len(row.refused)} times before" if row.refused else ""
    lines.append(f"    by {row.by}{again}")
    lines += [f"    refused {each}" for each in row.refused]
    lines += [f"    NOT SUPPORTED: {claim}" for claim in row.unsupported]
    return "\n".join(lines)


def _row(
    product: Product,
    language: Language,
    where: str,
    texts: tuple[str, ...],
    cited: tuple[str, ...],
) -> Row:
    facts = tuple((f.id, f"{f.label}: {f.text}" if f.label else f.text) for f in product.facts)
    untrue = unsupported(product, language, where, texts, cited)
    return Row(
        where=where,
        text=" ".join(" ".join(filter(None, texts)).split()),
        facts=tuple(fact for fact in facts if fact[0] in cited),
        unsupported=tuple(f"“{each.claim}” {each.why}" for each in untrue),
    )
