"""Words that claim something of a product, in Chinese and English, by what they claim.

`CONCEPTS` may be said in either language and any of their forms: 防水 and waterproof are one claim.
`LITERALS` must stand in the facts as they are said: a superlative has no other form. All patterns
are for text in lower case and half width whose numbers are in digits.
"""

from __future__ import annotations

CONCEPTS: dict[str, str] = {
    # materials
    "pure cotton": r"[纯全]棉|100% ?(?:纯?棉|cotton)|棉 ?100%|\b(?:pure|all)[ -]cotton",
    "cotton": r"棉(?!花糖|签|球)|\bcottons?\b",
    "linen": r"亚麻|苎麻|\blinen\b|\bflax\b",
    "cashmere": r"羊绒|山羊绒|\bcashmere\b",
    "wool": r"羊毛|\bwoo(?:l|len|lly)\b|\bmerino\b",
    "silk": r"真丝|桑蚕丝|蚕丝|丝绸|\bsilk\b",
    "polyester": r"涤纶|聚酯|\bpolyester\b",
    "acrylic": r"腈纶|亚克力|\bacrylic\b",
    "viscose": r"粘纤|粘胶|\bviscose\b|\brayon\b",
    "elastane": r"氨纶|\b(?:elastane|spandex)\b",
    "modal": r"莫代尔|\bmodal\b",
    "lyocell": r"天丝|莱赛尔|\b(?:lyocell|tencel)\b",
    "down": r"羽绒|鹅绒|鸭绒|\b(?:goose|duck) down\b",
    "real leather": r"真皮|头层|\b(?:real|genuine|full[ -]grain|top[ -]grain) leather\b",
    "cowhide": r"牛皮(?!纸)|\bcowhide\b",
    "sheepskin": r"羊皮|\bsheepskin\b",
    "leather": r"皮革|皮质|皮面|\bleather\b",
    "suede": r"麂皮|绒面革|\bsuede\b",
    "denim": r"牛仔布|丹宁|\bdenim\b",
    "stainless steel": r"不锈钢|\bstainless\b",
    "titanium": r"钛|\btitanium\b",
    "aluminium": r"铝|\balumini?um\b",
    "copper": r"紫铜|黄铜|纯铜|\b(?:copper|brass)\b",
    "ceramic": r"陶瓷|骨瓷|\bceramics?\b|\bporcelain\b|\bbone china\b",
    "glass": r"玻璃|\bglass\b",
    "crystal": r"水晶|\bcrystal\b",
    "solid wood": r"实木|原木|\bsolid wood\b",
    "oak": r"橡木|\boak\b",
    "walnut wood": r"胡桃木|\bwalnut wood\b",
    "bamboo": r"竹|\bbamboo\b",
    "silicone": r"硅胶|\bsilicone\b",
    "latex": r"乳胶|\blatex\b",
    "enamel": r"珐琅|搪瓷|\benamel(?:led)?\b",
    "nylon": r"尼龙|锦纶|\bnylon\b",
    "canvas": r"帆布|\bcanvas\b",
    "plastic": r"塑料|\bplastic\b",
    "carbon fibre": r"碳纤维|\bcarbon fib(?:er|re)\b",
    "gold": r"纯金|镀金|\b(?:solid|rose|\d+k) gold\b|\bgold[ -]plated\b",
    "sterling silver": r"纯银|925银|\bsterling\b",
    # what it withstands or does
    "waterproof": r"防水|\bwater[ -]?proof\b",
    "water resistant": r"防泼水|泼水|\bwater[ -](?:resistant|repellent)\b",
    "fireproof": r"防火|阻燃|\b(?:fire|flame)[ -]?(?:proof|resistant|retardant)\b",
    "uv protection": r"防晒|防紫外线|\buv[ -]protect\w*|\bsun[ -]?protect\w*|\bspf\b|\bupf\b",
    "antibacterial": r"抗菌|抑菌|杀菌|除菌|\banti-?(?:bacterial|microbial)\b|\bkills? germs\b",
    "anti-mite": r"[防除]螨|\bmite[ -]proof\b",
    "non-slip": r"防滑|\b(?:non|anti)-?slip\b|\bslip[ -]resistant\b",
    "windproof": r"防风|\bwind[ -]?proof\b",
    "insulated": r"保温|\binsulated\b|\bthermal\b",
    "warm": r"保暖|\bkeeps? (?:you )?warm\b",
    "breathable": r"透气|\bbreathable\b",
    "quick drying": r"速干|快干|\bquick[ -]?dry(?:ing)?\b",
    "wrinkle free": r"抗皱(?!纹)|免烫|\bwrinkle[ -](?:free|resistant)\b",
    "unbreakable": r"防摔|耐摔|摔不[坏破碎]|\b(?:shatter|drop)[ -]?proof\b|\bunbreakable\b",
    "scratchproof": r"防刮|耐刮|\bscratch[ -]?(?:proof|resistant)\b",
    "rust proof": r"防锈|不生锈|\brust[ -]?proof\b",
    "heat resistant": r"耐高温|耐热|\bheat[ -](?:proof|resistant)\b",
    "leakproof": r"防漏|不漏水|\b(?:leak|spill)[ -]?proof\b",
    "noise cancelling": r"降噪|\bnoise[ -]cancell?ing\b",
    "wireless": r"无线|蓝牙|\bwireless\b|\bbluetooth\b",
    "dishwasher safe": r"洗碗机|\bdishwasher\b",
    "microwave safe": r"微波炉?|\bmicrowave\b",
    "machine washable": r"机洗|\bmachine[ -]wash(?:able)?\b",
    "hypoallergenic": r"低敏|防过敏|\bhypoallergenic\b",
    "food grade": r"食品级|\bfood[ -]grade\b",
    "eco friendly": r"环保|可降解|\beco[ -]?friendly\b|\bbio-?degradable\b|\bsustainable\b|"
    r"\brecyclable\b",
    "non-toxic": r"无毒|\bnon-?toxic\b",
    "vegan": r"纯素|素食|\bvegan\b",
    "sugar": r"糖(?!果)|\bsugar\b",
    "alcohol": r"酒精|\balcohol\b",
    "fragrance": r"香精|香料|\b(?:un)?(?:fragrance|scented|perfumed)\b",
    "additive": r"添加剂|防腐剂|\badditives?\b|\bpreservatives?\b|\bparabens?\b",
    "formaldehyde": r"甲醛|\bformaldehyde\b",
    "fluorescent agent": r"荧光剂|荧光增白",
    "handmade": r"手工|手作|\bhand[ -]?(?:made|crafted|stitched|sewn|painted|blown)\b",
    # colours
    "red": r"红色|\bred\b",
    "black": r"黑色|\bblack\b",
    "white": r"白色|(?<![一-龥])白(?![一-龥])|(?<!off-)(?<!natural )\bwhite\b",
    "blue": r"蓝色|\bblue\b",
    "green": r"绿色(?!环保|食品)|\bgreen\b",
    "yellow": r"黄色|\byellow\b",
    "pink": r"粉色|粉红|\bpink\b",
    "purple": r"紫色|\bpurple\b",
    "grey": r"灰色|\bgr[ae]y\b",
    "brown": r"棕色|咖色|\bbrown\b",
    # health and beauty
    "whitening": r"美白|提亮|\bwhitening\b|\bbrightening\b",
    "spots": r"[祛淡]斑|\bdark spots?\b",
    "acne": r"[祛去战]痘|\bacne\b",
    "anti-ageing": r"抗衰|抗皱纹|淡纹|\banti-?age?ing\b",
    "slimming": r"减肥|瘦身|燃脂|\bslimming\b|\bweight loss\b|\bfat burning\b",
    "pain": r"止痛|缓解[^，。]{0,4}痛|\bpain relief\b|\brelieves? pain\b",
    "sleep": r"助眠|\bsleep aid\b",
    "cure": r"治疗|治愈|根治|疗效|\b(?:cures?|heals?|treats)\b",
    "immunity": r"免疫力|\bimmun(?:e|ity)\b",
    # papers
    "organic": r"有机|\borganic\b",
    "certified": r"认证|检测报告|质检|\bcertifi(?:ed|cates?)\b|\blab[ -]tested\b|"
    r"\bdermatologist[ -]tested\b",
    "patented": r"专利|\bpatent(?:ed)?\b",
    "fda": r"\bfda\b",
    "oeko-tex": r"\boeko(?:-tex)?\b",
    "award": r"获奖|大奖|\baward[ -]?winning\b|\bawards?\b",
    # places
    "imported": r"进口|\bimported\b",
    "from china": r"国产|中国制造|中国产|\bmade in china\b",
    "japan": r"日本|日产|\bjapan(?:ese)?\b",
    "italy": r"意大利|\bital(?:y|ian)\b",
    "france": r"法国|\bfrance\b",
    "germany": r"德国|\bgerman(?:y)?\b",
    "usa": r"美国|\bmade in (?:the )?usa?\b|\bamerican[ -]made\b",
    "korea": r"韩国|\bkorean?\b",
    "portugal": r"葡萄牙|\bportug(?:al|uese)\b",
    "australia": r"澳洲|澳大利亚|\baustralian?\b",
    "new zealand": r"新西兰|\bnew zealand\b",
    "switzerland": r"瑞士|\bswi(?:tzerland|ss)\b",
    "britain": r"英国|\bbritish\b|\bmade in (?:england|the uk|britain)\b",
    "spain": r"西班牙|\bspa(?:in|nish)\b",
    "thailand": r"泰国|\bthai(?:land)?\b",
    "turkey": r"土耳其|\bturkish\b",
    "origin": r"产自|原产|产地|\bmade in\b|\bmanufactured in\b|\bcountry of origin\b|\borigin\b",
    # the deal
    "free shipping": r"包邮|免邮|免运费|免费配送|\bfree (?:shipping|delivery|postage)\b|"
    r"\bships free\b",
    "returns": r"无理由|包退|退换|退货|免费退|\breturns?\b|\bmoney[ -]back\b|\brefunds?\b",
    "warranty": r"质保|保修|包换|联保|\bwarrant(?:y|ies)\b",
    "trial": r"试用|试穿|\bfree trial\b|\btry it free\b",
    "installation": r"免费安装|上门安装|\bfree installation\b",
    "fast dispatch": r"当[天日]发|次日达|小时发货|现货|\b(?:same|next)[ -]day\b|\bin stock\b",
    "coupon": r"优惠券|领券|红包|返现|\bcoupons?\b|\bpromo code\b|\bcash ?back\b|\bvouchers?\b",
    "interest free": r"免息|分期|\binterest[ -]free\b|\binstal?ments?\b",
}
"""A claim → every form of it."""

IMPLIED: dict[str, tuple[str, ...]] = {
    "pure cotton": ("cotton",),
    "real leather": ("leather",),
    "cowhide": ("leather",),
    "sheepskin": ("leather",),
    "waterproof": ("water resistant",),
    "imported": ("origin",),
    "from china": ("origin",),
}
"""Who says the first has said the others too."""

_RANKS = (
    r"最[好佳优强美爱热轻薄便先新快耐贵全牛火潮酷值]|最[高低大小多少长短](?![可达为是]{0,2}\d)|"
    r"(?<![a-z])第[一1](?![次步眼时天个件张条排页位种幕章集季口印])|top ?1\b|no\.? ?1\b|#1|"
    r"唯一|顶级|顶尖|极品|"
    r"极致|国家级|世界级|全网|独家|首选|首创|王牌|冠军|巅峰|之王|天花板|空前|绝版|"
    r"\b(?!(?:rest|test|west|vest|chest|guest|nest|interest|forest|honest|request|modest|"
    r"invest|digest|"
    r"suggest|harvest|contest|protest|quest|breast|crest|zest|pest|latest|wrest|jest|fest|lest|"
    r"manifest|earnest|arrest|conquest|priest|tempest|attest|congest|detest|northwest|southwest|"
    r"midwest|budapest|everest)\b)[a-z]{2,}est\b|\bbest\b(?! of all)|\bmost (?!of\b|"
    r"people\b)[a-z]+\b|"
    r"\bnumber (?:one|1)\b|\bworld'?s\b|\bultimate\b|\bunbeatable\b|\bunrivall?ed\b|\bunmatched\b|"
    r"\bunparalleled\b|\bonly one\b|\bone and only\b|\bexclusive(?:ly)?\b|\bpremium\b|"
    r"\bperfect\b|\bflawless\b"
)
_PROMISES = (
    r"永久|永远|永不|终身|终生|一辈子|绝对|百分百|保证|包治|无效退|零风险|万能|一定[能会]|必定|"
    r"保你|稳赚|"
    r"彻底|完全[无不]|从不|\bguarante(?:ed?|es)\b|\bforever\b|\blifetime\b|\brisk[- ]free\b|"
    r"\bmiracles?\b|\bnever\b|\balways\b|\bpermanent(?:ly)?\b|\bfor life\b|\bcompletely\b|"
    r"\binstant(?:ly)?\b|"
    r"\b100% (?:safe|effective|natural|satisfaction|pure)\b|\bclinically\b|\bproven\b|"
    r"\bindestructible\b"
)
_HASTE = (
    r"限量|限时|仅限|仅剩|只剩|最后\d+|最后[一几]|秒杀|售完|售罄|抢光|抢购|手慢|即将涨价|"
    r"先到先得|库存|"
    r"\blimited\b|\blast chance\b|\bonly \d+ (?:left|remaining)\b|\bflash sale\b|"
    r"\bwhile (?:stocks?|supplies) last\b|"
    r"\bselling (?:out|fast)\b|\bsold out\b|\bhurry\b|\btoday only\b|\bends (?:soon|today|"
    r"tonight)\b|"
    r"\b(?:almost|nearly) gone\b"
)
_CROWDS = (
    r"好评|热销|热卖|爆款|畅销|销量|回购|网红|明星|爆卖|万人|口碑|专家推荐|医生推荐|五星|"
    r"\bbest-?sell(?:er|ers|ing)\b|\btop[- ]rated\b|\b5[- ]star\b|\bviral\b|\btrending\b|"
    r"\bloved by\b|"
    r"\b(?:dozens|hundreds|thousands|millions) of\b|\bcustomers love\b|\brecommended by\b|"
    r"\bcelebrit\w+\b|"
    r"\bdoctors?\b|\bexperts?\b"
)
_AGAINST = (
    r"(?<![性对相无])比(?!如|例|一比|较|完|赛|基|起来|划线价|原价|价)[^，。,.!?；;]{1,12}?"
    r"(?:更|还要?|强|好|轻|多|少|快|大|小|高|低|凉|暖|薄|厚|省|耐|便宜|划算|贵|软|硬|牢)|"
    r"媲美|碾压|吊打|胜过|远超|完胜|不输|甩开|同价位|"
    r"更(?=[轻薄快强耐省硬牢])|"
    r"\b(?!(?:rather|other|never|later|earlier|sooner)\b)(?:\w+er|more|less|"
    r"worse) than(?! (?:a |the )?list)(?: [a-z'-]+){1,2}|"
    r"\boutperforms?\b|\bbeats (?:the|any|all|every)\b|\bunlike (?:any|other)\b"
)
_OFFERS = (
    r"买[一二两三1-9]送[一二两三1-9]|买\d?赠|加量不加价|赠品|清仓|甩卖|特价|促销|大促|双1[12]|"
    r"(?<![\d.])618(?![\d.])|"
    r"折上折|"
    r"\bbuy (?:one|1|2|two)\b|\bbogo\b|\bclearance\b|\bon sale\b|\bblack friday\b|\bhalf price\b"
)
LITERALS = "|".join((_RANKS, _PROMISES, _HASTE, _CROWDS, _AGAINST, _OFFERS))
"""Superlatives, promises, haste, crowds, comparisons, offers: said only as the facts say them."""

GIFTS = (
    r"赠送?|(?:还|另|再|加|额外|另外|下单就?|白)送(?=[\d\u4e00-\u9fff])|\bfree(?! of| from|"
    r"ly|dom|-standing)\b|\bbonus\b|\bgifts?\b(?= included)"
)
"""Giving something away: needs a gift or a promotion among the facts."""

COUNTED_WORDS = (
    r"\d+(?:个(?:词|字|理由|细节|问题|角度|重点|要点)|句话|件事|步|秒钟?看)|"
    r"\b\d+ (?:things|words|reasons|points|details|facts|questions|steps|sides|ways|seconds? to)\b"
)
"""Counts of what is being said, which are no claims about the product: three things."""
