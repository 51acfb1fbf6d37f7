"""The commented product file that `vidgen new` writes."""

from __future__ import annotations

from vidgen.model.product import Language

_ZH = """\
# 商品资料。除 name 外都可以不写；写了的才会在视频里说，没写的一个字也不会编。
# 所有内容都按文字读取：货号 0123 不会变成 123。带冒号的文字请用引号括起来。

id: ""                # 货号；不写就用文件名
name:                 # 商品名称（必填），例如：法式一字肩白色连衣裙
brand: ""             # 品牌
category: ""          # 类目，例如：女装/连衣裙

price: ""             # 现价，只写数字，例如 199.00
list_price: ""        # 划线价：必须是真实卖过的价格，不低于现价
currency: CNY         # 货币代码

points: []            # 卖点，最重要的放最前，一行一个：
#  - 腰线收得高，显腿长
#  - 双层裙摆不透

attributes: {}        # 规格参数，带上单位：
#  面料: 55%亚麻 45%棉
#  裙长: 86cm

promotion: ""         # 促销，例如 满299减40；有起止日期时这样写：
#promotion:
#  text: 满299减40
#  starts: 2026-06-01
#  ends: 2026-06-18

gifts: []             # 赠品
audience: ""          # 卖给谁，例如：通勤女生
description: ""       # 详细描述，不超过 5000 字
link: ""              # 商品链接，以 https:// 开头
language: zh          # 视频语言：zh 或 en

media: []             # 照片和视频片段，路径相对于本文件：
#  - photos/front.jpg
#  - path: photos/detail.jpg
#    note: 领口细节
reviews: []           # 买家原话，一字不改（40 字以内的会被引用）：
#  - {text: 穿着很轻, by: 山城阿杰, note: 已跑312公里}
versus: ""            # 与另一类或自家旧款的比较，左边是本品：
#versus:
#  than: 普通款
#  rows: {单只重量: [218g, 305g]}
"""

_EN = """\
# A product. Only name is needed; what you write here may be said in the film, nothing else will be.
# Everything is read as text: an SKU 0123 stays 0123. Put a text that holds a colon in quotes.

id: ""                # your SKU; the file's name if left empty
name:                 # needed, for example: Enamel Camp Mug
brand: ""
category: ""          # for example: Drinkware

price: ""             # only the number, for example 18.00
list_price: ""        # a former price at which it was really sold; not below price
currency: USD         # ISO code

points: []            # selling points, the most important first, one a line:
#  - Steel core with two coats of enamel
#  - Works over an open flame

attributes: {}        # facts with their units:
#  Volume: 12 oz
#  Weight: 150 g

promotion: ""         # for example: Buy two, save 10%; with days on which it is true:
#promotion:
#  text: Buy two, save 10%
#  starts: 2026-06-01
#  ends: 2026-06-18

gifts: []             # what comes with it
audience: ""          # who it is for, for example: campers
description: ""       # at most 5,000 characters
link: ""              # begins with https://
language: en          # of the film: zh or en

media: []             # photos and clips, relative to this file:
#  - photos/front.jpg
#  - path: photos/detail.jpg
#    note: the handle
reviews: []           # what buyers wrote, word for word (up to 22 words are quoted):
#  - {text: Still my favourite mug., by: Maya R., note: verified buyer}
versus: ""            # a comparison with a kind of product or your own older one, yours first:
#versus:
#  than: a ceramic mug
#  rows: {Weight: [210 g, 340 g]}
"""

_TEXTS: dict[Language, str] = {"zh": _ZH, "en": _EN}


def template(language: Language) -> str:
    """A product file with every field, empty, and a comment on each in that language."""
    return _TEXTS[language]
