"""The words by which a sentence's colours, materials, measures and people are known.

Short lists, on purpose: what is not known is no loss, it stays a selling point, word for word.
"""

from __future__ import annotations

import re

from vidgen.model.product import Language

HAN = "[一-鿿]"
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
ALL_COLOUR: dict[Language, re.Pattern[str]] = {
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
ALL_STUFF: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        rf"(?!.*[不非假无有带能可])(?P<v>(?:{HAN}{{0,4}}(?:{_STUFF_ZH})|{_SHARE}{HAN}{{0,2}}(?:{_STUFF_ZH}))"
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
PERSON = (
    "女友|男友|女朋友|男朋友|老婆|老公|爸|妈|父|母|长辈|老人|孩子|宝宝|闺蜜|朋友|同事|老师|领导|客户|自己|奶奶|"
    "爷爷|她|他|女生|男生|学生|同学|姐妹|兄弟|女儿|儿子|人$"
)
"""A pattern of people that something may be for."""
