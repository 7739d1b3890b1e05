"""A true record in, the bytes of a page out: chapters and tables, and the portal round all."""

import random

from tests.render.bend import BENDS
from tests.render.coding import CODINGS
from tests.render.flatten import Flat, flat
from tests.render.forms import CHAPTERS, Pen, Table, tables
from tests.render.hand import HANDS, plain
from tests.render.layout import Layout
from tests.render.markup import MARKUPS, Markup
from tests.render.portal import Sheet, publish, title
from tests.render.truth import FEE, Truth
from tests.render.words import WORDINGS
from tests.render.wrap import WRAPS

_DEEDS = (
    "把栏目核查列入每月例会，逐条登记、限期补正，群众来电反映的失效链接当日修复。",
    "围绕办事堵点编写问答，配图发布，并在服务窗口摆放纸质指引方便老年人取阅。",
    "对拟公开的文件先审密级再定方式，经办、复核、签发三个环节各留记录。",
    "邀请居民代表到现场观摩执法流程，会后把听到的意见整理成清单逐项回应。",
    "与档案馆、图书馆共建查阅点，工作日全天开放，配备专人协助检索。",
)
_FAULTS = (
    "一是个别栏目更新间隔偏长；二是解读多为文字，图示较少。下一步将明确更新责任人，增加图解和短片。",
    "部分股室对公开时限不够熟悉，答复文书格式不统一。下一步将印发范本并安排交叉检查。",
)
_COUNTS = (
    "全年通过门户网站发布信息{0}条，回应群众来信来电{1}件，办理人大代表建议和政协提案{1}件。",
    "全年受理12345热线转办件{0}件，按期办结率100%；组织业务培训{1}次，{0}人次参加。",
    "政务新媒体发布动态{0}条，政府公报登载文件{1}件，查阅点接待{0}人次。",
)
_FEES = {
    0: ("本年度未收取政府信息公开信息处理费。", "依申请公开信息处理费收取情况：{year}年没有收取信息处理费。"),
    1: (
        "{year}年，共收取政府信息公开信息处理费{fee}元。",
        "本年度发出收费通知2件，实际收取信息处理费{fee}元。",
    ),
}


def render(truth: Truth, layout: Layout, coding: str, rng: random.Random) -> bytes:
    """The page as a portal would serve it."""
    return CODINGS[coding](html(truth, layout, rng))


def html(truth: Truth, layout: Layout, rng: random.Random) -> str:
    """The page before encoding."""
    pen = Pen(truth, HANDS[layout.hand], WORDINGS[layout.wording], rng)
    found = tables(pen)
    for bend in layout.bends:
        found = BENDS[bend](found, rng)
    markup = flat(layout.way, layout.wears, layout.carrier) if layout.way else MARKUPS[layout.markup]
    body = WRAPS[layout.wrap](_body(truth, found, markup, rng), truth.identity)
    sheet = Sheet(title(layout.title, truth.identity), body, truth.identity, layout.date)
    return publish("text" if layout.is_text else layout.chrome, sheet, rng)


def _body(truth: Truth, found: list[Table], markup: Markup | Flat, rng: random.Random) -> str:
    agency, year = truth.identity.agency, truth.identity.year

    def say(text: str) -> str:
        return markup.paragraph.format(text=text)

    def head(text: str) -> str:
        return markup.heading.format(text=text)

    parts = [
        say(
            f"{agency}按照《中华人民共和国政府信息公开条例》要求编制本报告，数据统计期限为{year}年1月1日至12月31日。"
        )
    ]
    parts += [
        head("一、总体情况"),
        say(f"（一）主动公开。{rng.choice(_DEEDS)}"),
        say(f"（二）监督保障。{rng.choice(_DEEDS)}"),
        say(rng.choice(_COUNTS).format(rng.randint(20, 900), rng.randint(2, 19))),
    ]
    for table in found:
        if table.heading:
            parts.append(head(table.heading))
        elif len(table.forms) > 1:
            parts.append(head("二、有关数据情况"))
        if table.heading == CHAPTERS["statistics"]:
            parts.append(say(f"（{year}年度）　填报单位：{agency}"))
        parts.append(markup.print_table(table, rng))
    if "statistics" not in truth.editions:
        parts += [head("五、存在的主要问题及改进情况"), say(rng.choice(_FAULTS))]
        parts += [head("六、其他需要报告的事项"), say(_last_chapter(truth, rng))]
    return "".join(parts)


def _last_chapter(truth: Truth, rng: random.Random) -> str:
    fee = truth.figures.get(FEE)
    if fee is None or fee.value is None:
        return "无其他需要报告的事项。"
    return rng.choice(_FEES[min(int(fee.value), 1)]).format(year=truth.identity.year, fee=plain(fee.value))
