"""Words that claim nothing, and those of a sentence that are neither such nor the shop's own.

A lexicon of what may be said without a fact. It is short on purpose: a word that describes a
product (warm, light, fast) is missing from it because saying that needs a fact.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vidgen.craft.script import is_han
from vidgen.craft.words import words
from vidgen.model.product import Language


def _list(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\S+", text))


_ENGLISH = _list("""
    a about after again ahead all along already also am an and another any anyone anything
    are around as ask at away back be because been before begin being below beside between
    bring but by call can check choice choose close come consider could day days decide did
    do does done down each either else even evening ever every everyone everything everyday
    find first follow for from get give go goes going gets got had has have having hear hello
    here hers hey hi his home how i idea if imagine in inside into is it its just keep know
    later leave let let's line list listen little look lot make many matter may maybe me mean
    meet might mind moment morning more much must my name near need next night now of off
    often oh ok okay on once one only open or other our out outside over own part pause
    people pick place plan please point put question ready remember right said same say see
    seen set shall she should show side since sit so some someone something soon start stay
    step still stop story such swipe take talk tap tell than thank that that's the their them
    then there there's these they thing things think this those though through time to today
    together told tomorrow tonight too toward try turn under until up upon us use very wait
    want was watch way we week weekend welcome well went were what what's when where whether
    which while who whose why will with within wonder word work world would year yes yet you
    your yours yourself you're you'll you've it's here's i'm we're meets comes says
""")
_CHINESE = _list("""
    的 了 着 过 吗 呢 吧 啊 呀 哦 嗯 嘛 啦 我 你 您 他 她 它 们 我们 你们 咱们 大家 自己 这
    那 哪 这个 那个 这款 这件 这样 那样 这里 那里 这边 哪里 什么 怎么 怎样 为什么 多少 几 谁
    是 有 在 就 也 都 还 还有 还是 又 再 才 先 后 和 与 跟 及 或 或者 而 而且 但 但是 可 可是
    所以 因为 如果 要是 那么 只要 一 一个 一下 一起 一眼 一看 一件 一款 一样 一点 上 下 里 外
    中 前 后面 前面 里面 上面 来 去 到 从 向 往 给 把 被 让 对 对于 关于 比如 看 看看 瞧 瞧瞧
    来看 看到 看见 听 说 说说 讲 问 想 想要 要 需要 会 能 可以 应该 得 做 用 买 挑 选 找 找到
    拿 带 穿 戴 放 打开 开始 试 试试 了解 认识 介绍 记住 留意 注意 知道 觉得 喜欢 今天 明天
    现在 早上 晚上 每天 平时 日常 时候 时间 一天 天 年 月 周末 家 家里 生活 出门 回家 上班
    下班 朋友 人 东西 事 地方 地 很 太 挺 最近 细节 重点 答案 问题 选择 理由 原因 首先 其次
    然后 接着 最后 其实 当然 或许 也许 点 点开 点击 下单 收藏 关注 评论 链接 详情 购物车
    左下角 下方 主页 喏 嘿 嗨 就是 正是 这就 不妨 件 款 个 只 条 双 支 本 台 张 套 种 次 眼
    位 与其 于是 以及 并 并且 同时 之 所 其 此 该 本款
""")
_NEGATIONS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:no|not|never|none|nor|neither|without|cannot|nothing|hardly|barely|free)\b"
        r"|n['’]t\b|less\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"[不没無无非别勿未莫免]"),
}
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDINGS = re.compile(r"(?:['’]s|s['’]|ing|ed|es|s|ly|e)$")


def strangers(text: str, known: str, language: Language) -> tuple[str, ...]:
    """Words of `text` that are neither everyday words nor words of `known`, in order, each once.

    English words are compared without their endings (mug, mugs); a Chinese word is known when it
    stands in `known` as it is.
    """
    lower = known.lower()
    if language == "en":
        stems = _stems(lower)
        new = (w for w in _LETTERS.findall(text.lower()) if w not in _ENGLISH)
        return tuple(dict.fromkeys(w for w in new if _stem(w) not in stems))
    pieces = (piece for piece in words(text.lower(), "zh") if any(map(str.isalpha, piece)))
    return tuple(dict.fromkeys(w for w in pieces if not _said(w, lower)))


def negations(text: str, language: Language) -> int:
    """How often a text says no: a sentence may not lose or gain one when it is said otherwise."""
    return len(_NEGATIONS[language].findall(text))


def _said(word: str, known: str) -> bool:
    if word in _CHINESE or word in known:
        return True
    return is_han(word[0]) and all(char in _CHINESE for char in word)


def _stem(word: str) -> str:
    shorter = _ENDINGS.sub("", word)
    return shorter if len(shorter) > 2 else word


@lru_cache(maxsize=64)
def _stems(text: str) -> frozenset[str]:
    return frozenset(map(_stem, _LETTERS.findall(text)))
