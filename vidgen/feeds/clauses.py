"""What one clause of a sentence says: a colour, a material, a measure, an offer, whom it is for.

Words are known by short lists. What is not known is no loss: it stays a selling point, word for
word.
"""

from __future__ import annotations

import re
from datetime import date

from vidgen.feeds.sums import CUT
from vidgen.model.product import Language

Told = tuple[str, str]
"""The name of an attribute and its value."""

LABELS: dict[Language, dict[str, str]] = {
    "zh": {"colour": "颜色", "material": "材质", "sizes": "尺码", "size": "规格", "count": "规格"},
    "en": {
        "colour": "Color",
        "material": "Material",
        "sizes": "Sizes",
        "size": "Size",
        "count": "Quantity",
    },
}
"""What attributes are called; all other words of a product are the sentence's own."""

_HAN = "[一-鿿]"
_SPLIT = re.compile(
    r"[，。；！？!?;|｜\n()（）【】\[\]]+|,(?!\d{3}(?!\d))|\.(?=\s|$)|[:：](?!\d|//)|[—–]+|\s-\s"
    rf"|(?<={_HAN})(?<![价款])\s(?=[{_HAN[1:-1]}\d])|(?:(?<=ml)|(?<=kg)|(?<=cm)|(?<=mm)|(?<=\d[gGlL])|(?<=%))\s(?={_HAN})"
)
_EDGES = " \t,，.。:：;；、!！?？-–—·'\"“”‘’《》"

_MARKED = re.compile(
    r"(?P<name>品牌|颜色|材质|面料|尺码|尺寸|规格|重量|净重|净含量|容量|产地|长度|口味|型号|功率|数量|保质期|"
    r"香型|适合人群|适用人群|适用|人群|brand|colou?r|material|fabric|sizes?|weight|capacity|origin|"
    r"flavou?r|scent|model|dimensions|length|audience)\s*[:：]\s*"
    r"(?P<value>[^，。；！？!?;|｜\n()（）:：]+?)(?=\s*(?:[，。；！？!?;|｜\n()（）]|,|\.\s|\.?$))",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby ((?:[A-Z][\w&'’.-]*)(?: (?:&|[A-Z][\w&'’-]*))*)")

_COLOURS_ZH = (
    r"(?:[深浅亮暗纯雾]?(?:米|奶|象牙|藏|天|宝|墨|军|草|酒|玫|藕|香槟|卡其|薄荷|牛油果|焦糖|奶油|珍珠|太空|"
    r"玫瑰|雾霾|克莱因|咖啡)?[白黑红蓝绿黄紫粉灰棕橙青金银咖米杏驼褐槟其]色|(?:藏青|香槟|卡其|焦糖|奶油|薄荷)色)"
)
_COLOURS_EN = (
    r"(?:(?:light|dark|pale|deep|bright|sage|navy|olive|forest|sky|royal|rose|dusty|matte|baby|off)"
    r"[ -])?(?:white|black|red|blue|green|yellow|purple|pink|gr[ea]y|brown|beige|navy|ivory|cream|"
    r"burgundy|charcoal|khaki|teal|turquoise|gold|silver|olive|tan|maroon|lavender)"
)
COLOUR: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(_COLOURS_ZH),
    "en": re.compile(rf"\b{_COLOURS_EN}\b", re.IGNORECASE),
}
_ALL_COLOUR: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(rf"{_COLOURS_ZH}(?:[、和与或/]{_COLOURS_ZH})*"),
    "en": re.compile(
        rf"(?:in )?(?P<v>{_COLOURS_EN}(?:(?: (?:and|or) |[/&]| / | & ){_COLOURS_EN})*)",
        re.IGNORECASE,
    ),
}

_STUFF_ZH = (
    "(?:(?:304|316)L?)?不锈钢|竹纤维|棉麻|纯棉|全棉|精梳棉|长绒棉|亚麻|苎麻|羊毛|羊绒|真丝|桑蚕丝|蚕丝|涤纶|"
    "腈纶|粘纤|氨纶|莫代尔|天丝|雪纺|牛仔布|灯芯绒|珊瑚绒|法兰绒|羽绒|鹅绒|鸭绒|真皮|头层牛皮|牛皮|羊皮|麂皮|"
    "帆布|尼龙|陶瓷|骨瓷|玻璃|水晶|实木|原木|橡木|胡桃木|榉木|松木|竹|硅胶|乳胶|珐琅|钛|铝合金|黄铜|纯银|塑料|"
    "棉|麻"
)
_STUFF_EN = (
    r"merino wool|muslin cotton|cotton|linen|wool|cashmere|mulberry silk|silk|polyester|"
    r"full[- ]grain leather|leather|suede|denim|stainless steel|cast iron|steel|titanium|ceramic|"
    r"porcelain|glass|bamboo|oak|walnut|beech|pine|silicone|latex|enamel|alumini?um|nylon|canvas|"
    r"fleece|velvet|satin|chiffon|jute|rattan|marble|brass|copper|sterling silver|wood|rubber|"
    r"plastic|acrylic|muslin|down|flannel|corduroy|lace|mesh"
)
STUFF: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(rf"(?<![仿假非无零])(?<!人造)(?:100%)?(?:{_STUFF_ZH})"),
    "en": re.compile(
        r"(?<!faux )(?<!vegan )(?<!imitation )(?<!synthetic )(?<!non )(?<!non-)"
        rf"(?:\b100% )?\b(?:{_STUFF_EN})\b(?!-)",
        re.IGNORECASE,
    ),
}
_SHARE = r"\d+(?:\.\d+)? ?%"
_ALL_STUFF: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        rf"(?!.*[不非假无有带能可])(?P<v>(?:{_HAN}{{0,4}}(?:{_STUFF_ZH})|{_SHARE}{_HAN}{{0,2}}(?:{_STUFF_ZH}))"
        rf"(?:[、/和+\s]*(?:{_SHARE}|(?:{_STUFF_ZH})))*)(?:面料|材质|材料|制作?|做的|的)?"
    ),
    "en": re.compile(
        r"(?:(?:made|crafted|knitted|woven) (?:of|from|in|with|out of) |in )?"
        rf"(?P<v>(?!.*\b(?:not?|without|free)\b)(?:{_SHARE} )?(?:[a-z-]+ ){{0,2}}(?:{_STUFF_EN})"
        rf"(?:(?:,? and |, ?|/| ?\+ ?| )(?:{_SHARE} )?(?:{_STUFF_EN}))*)(?: fabric| material)?",
        re.IGNORECASE,
    ),
}

_UNITS_ZH = "ml|l|g|kg|mg|cm|mm|m|oz|毫升|升|克|千克|公斤|斤|厘米|毫米|米|英?寸"
_CASES = "瓶盒袋包罐箱桶"
_PIECES = "片条支包盒瓶袋只双件个枚粒颗抽卷张块罐套"
_COUNT_ZH = r"(?:\d+|[一二两三四五六七八九十]+)"
_MEASURE_ZH = (
    rf"(?:\d+(?:\.\d+)?(?:\s?[*×xX]\s?\d+(?:\.\d+)?){{1,2}}\s?(?:{_UNITS_ZH})"
    rf"|\d+(?:\.\d+)?\s?(?:{_UNITS_ZH})(?![a-zA-Z])"
    rf"(?:\s?[*×xX]\s?\d+[{_PIECES}])?(?:[一1/每]?[{_CASES}]?装|[一1/每][{_CASES}])?"
    rf"|{_COUNT_ZH}[{_PIECES}]装|[一1每][{_CASES}]\d+[{_PIECES}]|\d+[{_PIECES}](?:入|/[{_CASES}]))"
)
_UNITS_EN = r"fl\.? ?oz|oz|ounces?|ml|l|liters?|litres?|g|grams?|kg|lbs?|cm|mm|m|inch(?:es)?|in|ft"
_NUMBERS = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_MEASURE_EN = (
    rf"(?:\d+(?:\.\d+)?(?: ?[x×] ?\d+(?:\.\d+)?){{1,2}} ?(?:{_UNITS_EN})\b"
    rf"|\d+(?:\.\d+)?[ -]?(?:{_UNITS_EN})\b(?: (?:bag|bottle|jar|pack|box|can|tin|pouch|tube)s?)?)"
)
_COUNT_EN = (
    rf"(?:(?:set|pack|box|bundle|case|bag) of {_NUMBERS}\b|{_NUMBERS}[- ](?:pack|pieces?|pcs|"
    r"count|ct|pairs?|bags|capsules|tablets|sachets|sheets|pods|rolls|bars)\b)"
)
MEASURE: dict[Language, dict[str, re.Pattern[str]]] = {
    "zh": {"size": re.compile(_MEASURE_ZH, re.IGNORECASE)},
    "en": {
        "size": re.compile(_MEASURE_EN, re.IGNORECASE),
        "count": re.compile(_COUNT_EN, re.IGNORECASE),
    },
}
_LETTER_SIZE = r"(?:\d?X{1,4}[SL]|[2-6]XL|XS|S|M|L)"
_SIZES = re.compile(
    r"(?:尺码|码数|码|\bsizes?)?[\s:：]*(?P<v>"
    rf"(?<![A-Za-z0-9'’]){_LETTER_SIZE}(?:\s?(?:[、,，/~～–-]|到|至|\bto\b|\band\b)\s?{_LETTER_SIZE})+"
    r"(?![A-Za-z0-9])"
    r"|(?:(?<=尺码)|(?<=尺码[:： ])|(?<=sizes )|(?<=size ))\d{2}(?:\s?(?:[-~～–]|到|至|to)\s?\d{2})"
    r"|\d{2}\s?[-~～–到至]\s?\d{2}(?=码))码?",
)

PERSON = (
    "女友|男友|女朋友|男朋友|老婆|老公|爸|妈|父|母|长辈|老人|孩子|宝宝|闺蜜|朋友|同事|老师|领导|客户|自己|奶奶|"
    "爷爷|她|他|女生|男生|学生|同学|姐妹|兄弟|女儿|儿子|人$"
)
_PROMOTION = re.compile(
    r"买.{1,4}[送赠]|满\s?\d+|第[二三23]件|\d(?:\.\d)?折|[一二三四五六七八九]折|半价|包邮|免邮|优惠|立减|直降|"
    rf"限时|赠|^送(?!.{{0,4}}(?:{PERSON}))|券|红包|秒杀|特惠|清仓|拼团|预售|折扣|促销|大促|下单.{0,3}送|"
    r"\bfree (?:shipping|delivery|gift|returns)|\bbuy (?:one|two|three|\d).{0,12}\b(?:get|save)\b|"
    r"\bbogo\b|%\s?off\b|\boff\b.*\bcode\b|[$€£]\d+ off\b|\bhalf[- ]price\b|\bsaves? |\bdiscount|"
    r"\bcoupon|\bpromo\b|\bcode\b|\bon sale\b|\bflash sale\b|\bclearance\b|"
    r"\b(?:\d|two|three) for [$€£]|\blimited time\b|\bfree with\b",
    re.IGNORECASE,
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY_EN = re.compile(
    r"(?:(?:valid |only )?(?:until|till|through|thru)|ends?(?: on)?|ending(?: on)?)\s+"
    rf"(?:{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? "
    rf"{_MONTH.replace('month', 'month2')})(?:,? (?P<year>20\d\d))?",
    re.IGNORECASE,
)
_DAY_ZH = re.compile(
    r"(?P<lead>(?:活动)?(?:有效期|截止|截至|持续|到期)?(?:日期)?[:：]?(?:到|至)?)"
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"
    r"(?P<tail>(?:之?前|止|截止|结束|为止|到期)?(?:有效|下单|购买)?)"
)

_FOR: dict[Language, tuple[re.Pattern[str], ...]] = {
    "zh": (
        re.compile(r"(?:特别|非常|很|最)?(?:适合|适用于|适用|专为|面向)(?P<v>(?:[^的]|的(?=.?$)){2,}?)(?:设计|使用|的人)?"),
        re.compile(rf"(?:送给?|给)(?P<v>.{{0,4}}(?:{PERSON}).{{0,3}}?)(?:的?礼物|用|的)?"),
        re.compile(r"(?P<v>.{2,8})专用"),
    ),
    "en": (
        re.compile(
            r"(?:perfect|ideal|great|good|made|designed|suitable|best|a (?:perfect |great )?gift|gift|"
            r"just|right)? ?\bfor (?P<v>(?!\d+ (?:hours?|days?|years?|minutes?)|the |only )\S.*)",
            re.IGNORECASE,
        ),
    ),
}


def parted(text: str) -> list[str]:
    """The clauses of a text, without the marks and spaces around them."""
    clauses = (part.strip(_EDGES) for part in _SPLIT.split(text))
    return [clause.removeprefix("的") for clause in clauses if clause]


def marked(text: str) -> tuple[list[Told], str]:
    """Everything that is called by its name (颜色：白, brand: Acme), and the text without it."""
    found = [(match["name"], match["value"].strip(_EDGES)) for match in _MARKED.finditer(text)]
    return [told for told in found if told[1]], _MARKED.sub(CUT, text)


def maker(text: str) -> tuple[str, str]:
    """The brand behind "by", if it is written like a name, and the text without it."""
    found = _BY.search(text)
    if found is None:
        return "", text
    return found[1].rstrip("."), text[: found.start()] + CUT + text[found.end() :]


def sizes(text: str) -> tuple[str, str]:
    """A list or range of sizes to wear (S、M、L, 36-44码, sizes S to XL), and the text without."""
    found = _SIZES.search(text)
    if found is None:
        return "", text
    return found["v"], text[: found.start()] + CUT + text[found.end() :]


def day(text: str, today: date) -> tuple[date | None, str]:
    """The last day that a text tells, and the text without it.

    A day without a year is this year's, or next year's where this year's is half a year past.
    """
    found = _DAY_ZH.search(text)
    if found is not None and (found["lead"] or found["tail"]):
        month, number = int(found["month"]), int(found["day"])
    else:
        found = _DAY_EN.search(text)
        if found is None:
            return None, text
        name = (found["month"] or found["month2"])[:3].lower()
        month, number = _MONTHS.index(name) + 1, int(found["day"] or found["day2"])
    when = _dated(int(found["year"] or 0), month, number, today)
    return (None, text) if when is None else (when, text[: found.start()] + text[found.end() :])


def _dated(year: int, month: int, number: int, today: date) -> date | None:
    try:
        when = date(year or today.year, month, number)
        past = not year and (today - when).days > 183
        return when.replace(year=when.year + 1) if past else when
    except ValueError:
        return None


def is_promotion(clause: str) -> bool:
    """Whether a clause offers something: 买一送一, 包邮, 20% off."""
    return _PROMOTION.search(clause) is not None


def audience(clause: str, language: Language) -> str:
    """Whom or what a clause says the thing is for; "" when it does not."""
    found = (pattern.fullmatch(clause) for pattern in _FOR[language])
    return next((match["v"].strip(_EDGES) for match in found if match), "")


def attribute(clause: str, language: Language) -> Told | None:
    """The attribute that the whole clause is: a colour, a material, a measure, a count."""
    labels = LABELS[language]
    colour = _ALL_COLOUR[language].fullmatch(clause)
    if colour is not None:
        return labels["colour"], colour["v"] if language == "en" else clause
    stuff = _ALL_STUFF[language].fullmatch(clause) if len(clause) <= 40 else None
    if stuff is not None:
        return labels["material"], stuff["v"].strip()
    for kind, pattern in MEASURE[language].items():
        if pattern.fullmatch(clause):
            return labels[kind], clause
    return None
