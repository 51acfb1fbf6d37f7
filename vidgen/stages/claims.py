"""claims: a second look at a sentence, by what it claims rather than by its words.

Rules of words cannot see a paraphrase ("nobody comes close" ranks first without the word). Here a
sentence is suspected when it holds both sides of a claim: who is compared and who wins; an ailment
and its end. That is a hint for people, never a refusal. A language model, when there is one, is
asked the same five questions instead, and its yes counts more than a cue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from vidgen.craft.disguise import undisguised
from vidgen.model.review import Finding, Severity, Text

Ask = Callable[[str, str], bool]
"""Answers a question about a sentence with yes or no."""


@dataclass(frozen=True)
class Claim:
    """A type of claim: the question that tells it, and its cues, all of which must be there.

    `cues` are alternatives: one tuple suffices, and of it every pattern must be found.
    """

    id: str
    question: str
    cues: tuple[tuple[str, ...], ...]
    why: str
    suggestion: str


_OTHERS_ZH = r"没有?(?:谁|人|哪家|一家|第二)|无人|别家|别人家|同行|其[他它](?:牌子|品牌|家)|市面上|整个行业|业内|对手|竞品|所有(?:品牌|同类)"
_WIN_ZH = r"比得上|比得过|追不上|赶不上|超越|超过|更(?:好|强|便宜|低|优|快)|能敌|再也找不到|找不出|做得到|做不到|做不出|媲美|都强|出其右|甩在|望尘"
_OTHERS_EN = r"\b(?:no ?(?:body|one)|no other|none of|any(?:one| ?where| other)|every (?:other|rival|competitor)|competit(?:ors?|ion)|rivals?|others?)\b"
_WIN_EN = r"\b(?:better|close|match|beat|compare|lower|cheaper|rival|in the dust|behind|keep up|compete|does it|can do)\b"
_ILL_ZH = r"病|疼|痛|失眠|寒腿|拐杖|药|医院|斑|皱纹|痘|血管|血压|血糖|颈椎|腰|记性|记忆|感冒|白发|脱发|近视|眼镜|鼻子|关节|毛病|健康|咳"
_END_ZH = r"再也(?:没|不)|不见了|都?没了|全没|告别|扔掉|停了|可以停|恢复|从此|无缘|排出|好了|消失|不用(?:进|去|吃|戴)|都不用|变黑|长出|准没错|没犯|甩掉|不翼而飞"
_ILL_EN = r"\b(?:pains?|pills?|prescriptions?|doctors?|medicines?|medications?|blood (?:sugar|pressure)|colds?|wrinkles?|years younger|pounds|fat|walk again|sick|illness|joints?|back ?ache|sleepless|cane|crutch(?:es)?|hair|scars?)\b"
_END_EN = r"\b(?:never|throw|toss|say goodbye|no longer|(?:fall|falls|fell|melt|melts) (?:off|away)|gone|again|by (?:mon|tues|wednes|thurs|fri|satur|sun)day|shocked|vanish(?:es|ed)?|disappears?|look|while you sleep|for good)\b"
_SURE_ZH = r"一定能|必定|肯定能|准能|准没错|一分(?:钱)?都不会少|怎么算都不亏|不会亏|躺着|都有效|人人都|每(?:一)?[位个](?:用户|人|客户)|只要[^,。]{1,8}就|稳稳|包你|都恢复|不灵"
_SURE_EN = r"\b(?:always works?|every single (?:person|time)|never (?:fails?|lose)|no way to (?:lose|fail)|cannot (?:go down|fail|lose)|can.t (?:go wrong|lose|fail)|only up|will (?:definitely|surely|certainly)|for sure|works for all|you will never|saves the (?:planet|world|earth))\b"
_WHO_ZH = r"大夫|医生|专家|教授|院士|航天|院所|权威|机构|命题|老师|名人|明星|央视|政府|部队|科学家|明星|护士|协会|药师"
_BACK_ZH = r"备着|自己(?:家|也)|指定|一致|认定|亲自|都(?:在)?用|都说|首肯|点头|首选|信赖|背书|力挺|推崇|强烈|同款|联手"
_WHO_EN = r"\b(?:doctors?|dermatologists?|dentists?|scientists?|experts?|nurses?|hospitals?|nasa|celebrit(?:y|ies)|professors?|trainers?|vets?|surgeons?)\b"
_BACK_EN = r"\b(?:swear by|swears by|use it (?:them)?sel(?:f|ves)|trust|love|choose|prescribe|their own|agree|insist|everywhere|rely on|recommend)\b"
_HURRY_ZH = r"见底|再也没有|永远买不到|手慢|抢光|售罄|过了(?:今晚|今天|这)|最后机会|仅剩|所剩无几|大甩卖|着火|再等一年|马上(?:没|就没)|错过(?:就|便)"
_HURRY_EN = r"\b(?:gone forever|never (?:come|be) back|be left out|left out|everyone is buying|about to sell out|almost none|before (?:they|it).{0,6} gone|last ones?|won.t last|disappear(?:ing)? (?:tonight|today)|miss out)\b"

CLAIMS: tuple[Claim, ...] = (
    Claim(
        "CLAIM-COMPARISON-1",
        "Does the sentence claim that the product or shop is better or cheaper than all others?",
        ((_OTHERS_ZH, _WIN_ZH), (_OTHERS_EN, _WIN_EN)),
        "it seems to rank the product before all others",
        "say what was measured, of this product only",
    ),
    Claim(
        "CLAIM-CURE-1",
        "Does the sentence claim or hint that the product heals, prevents or ends an ailment or a "
        "flaw of the body?",
        ((_ILL_ZH, _END_ZH), (_ILL_EN, _END_EN)),
        "it seems to promise that an ailment ends",
        "describe the feeling of use, without before and after",
    ),
    Claim(
        "CLAIM-GUARANTEE-1",
        "Does the sentence promise a certain result, gain or safety for everybody?",
        ((_SURE_ZH,), (_SURE_EN,)),
        "it seems to promise a result as certain",
        "say what the product does, and on what it depends",
    ),
    Claim(
        "CLAIM-AUTHORITY-1",
        "Does the sentence lean on experts, doctors, institutions or famous people without naming "
        "a source?",
        ((_WHO_ZH, _BACK_ZH), (_WHO_EN, _BACK_EN)),
        "it seems to lean on an authority without a source",
        "name the report, its number and date",
    ),
    Claim(
        "CLAIM-SCARCITY-1",
        "Does the sentence press the reader with a shortage or a deadline that has no date or "
        "number?",
        ((_HURRY_ZH,), (_HURRY_EN,)),
        "it seems to press with a shortage that is not shown",
        "give the real stock or the day it ends",
    ),
)
"""The types of claim that paraphrases hide."""

_COMPILED = {
    claim.id: tuple(tuple(re.compile(cue) for cue in cues) for cues in claim.cues)
    for claim in CLAIMS
}
_SENTENCE = re.compile(r"[^。!?！？\n]+")


def second_look(texts: Iterable[Text], ask: Ask | None = None) -> tuple[Finding, ...]:
    """Sentences that seem to make a claim of CLAIMS, by cues (severity review).

    With `ask`, every sentence is put to it with every question, and a yes is a finding of
    severity warn; cues are not looked at then. What `ask` raises passes through.
    """
    findings: list[Finding] = []
    for text in texts:
        for found in _SENTENCE.finditer(text.text):
            sentence = found[0].strip()
            if sentence:
                start = found.start() + found[0].index(sentence)
                findings += _look(text.where, start, sentence, ask)
    return tuple(findings)


def _look(where: str, start: int, sentence: str, ask: Ask | None) -> list[Finding]:
    severity: Severity = "warn" if ask else "review"
    plain = undisguised(sentence).text
    return [
        Finding(
            where=where,
            start=start,
            end=start + len(sentence),
            text=sentence,
            rule=claim.id,
            severity=severity,
            why=claim.why,
            suggestion=claim.suggestion,
        )
        for claim in CLAIMS
        if (ask(claim.question, sentence) if ask else _hints(claim, plain))
    ]


def _hints(claim: Claim, plain: str) -> bool:
    return any(all(cue.search(plain) for cue in cues) for cues in _COMPILED[claim.id])
