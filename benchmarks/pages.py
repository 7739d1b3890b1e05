"""Report pages to measure with: a county portal's furniture round a form pasted from Word, 60 to 150 KB.

No two are alike: figures, text, length of the furniture and the wordiness of the markup are drawn anew.
Row sums hold.
"""

import random
from collections.abc import Sequence
from functools import cache

from gongkai import codebook

WORDS = """
公开 信息 政务 平台 群众 工作 机制 完善 依法 申请 答复 办理 解读 政策 发布 规范 标准 监督 保障 培训
网站 栏目 更新 检查 考核 责任 审查 管理 服务 民生 财政 预算 决算 项目 乡镇 部门 街道 村务 基层 试点
""".split()
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华"
ORGANIZATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
STYLES = (
    "font-family:宋体;mso-ascii-font-family:Calibri;mso-hansi-font-family:Calibri;font-size:12.0pt;",
    "mso-bidi-font-family:宋体;color:#000000;letter-spacing:0.0000pt;font-weight:normal;text-transform:none;",
    "mso-font-kerning:0.0000pt;mso-spacerun:'yes';font-style:normal;background:#ffffff;mso-shading:#ffffff;",
)


class Writer:
    """Writes one page in one wordiness of Word markup."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.style = STYLES[rng.randrange(3)][: rng.randint(0, 40)]

    def cell(self, text: str, span: str = "") -> str:
        """One table cell as Word's "save as web page" leaves it."""
        return (
            f'<td {span} style="width:{self.rng.randint(30, 120)}.85pt;padding:0pt 5.4pt;border:.5pt solid">'
            f'<p class="MsoNormal" align="center"><span style="{self.style}">{text}</span></p></td>'
        )

    def row(self, *cells: str) -> str:
        """One table row."""
        return f'<tr style="height:{self.rng.randint(20, 40)}.1500pt;">{"".join(cells)}</tr>'

    def paragraph(self, text: str) -> str:
        """One paragraph of the report."""
        span = f'<span style="{self.style}">{text}</span>'
        return f'<p class="MsoNormal" style="text-indent:32.0000pt;line-height:28.0000pt;">{span}</p>\n'

    def sentence(self) -> str:
        """Words without meaning, as long as a sentence."""
        return "".join(self.rng.choices(WORDS, k=self.rng.randint(12, 40))) + "。"

    def number(self) -> int:
        """A count as reports have them: mostly small, often zero."""
        return self.rng.choice((0, 0, 0, 0, 1, 2, 3, 7, 12, 45, self.rng.randint(0, 3000)))


def _disclosure(w: Writer) -> str:
    rows = []
    for heading, head, items in (
        ("（一）", ("本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "行政规范性文件")),
        ("（五）", ("本年处理决定数量",), ("行政许可",)),
        ("（六）", ("本年处理决定数量",), ("行政处罚", "行政强制")),
        ("（八）", ("本年收费金额（单位：万元）",), ("行政事业性收费",)),
    ):
        span = f'colspan="{3 // len(head)}"'
        rows.append(w.row(w.cell(f"第二十条第{heading}项", 'colspan="4"')))
        rows.append(w.row(w.cell("信息内容"), *(w.cell(label, span) for label in head)))
        rows += [w.row(w.cell(item), *(w.cell(str(w.number()), span) for _ in head)) for item in items]
    return "".join(rows)


@cache
def _request_items() -> tuple[tuple[str, ...], ...]:
    """Label path of every request row: parents that the form prints as cells of their own, then the label."""
    return tuple((*e.parent, e.labels["2021"]) for e in codebook.items("requests", "2021"))


def _spread(w: Writer, total: int) -> list[int]:
    parts = [0] * 6
    for _ in range(min(total, 4)):
        parts[w.rng.randrange(6)] += total // 4
    parts[0] += total - sum(parts)
    return [*parts, total]


def _requests(w: Writer) -> str:
    rows = [
        w.row(
            w.cell(
                "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
                'rowspan="3" colspan="3"',
            ),
            w.cell("申请人情况", 'colspan="7"'),
        ),
        w.row(
            w.cell("自然人", 'rowspan="2"'),
            w.cell("法人或其他组织", 'colspan="5"'),
            w.cell("总计", 'rowspan="2"'),
        ),
        w.row(*(w.cell(label) for label in ORGANIZATIONS)),
    ]
    paths = _request_items()
    for number, path in enumerate(paths):
        cells = []
        for depth, label in enumerate(path[:-1]):
            if number == 0 or paths[number - 1][: depth + 1] != path[: depth + 1]:
                height = sum(other[: depth + 1] == path[: depth + 1] for other in paths)
                cells.append(w.cell(label, f'rowspan="{height}"'))
        cells.append(w.cell(path[-1], f'colspan="{4 - len(path)}"'))
        figures = _spread(w, w.number() // 10 * 4)
        rows.append(w.row(*cells, *(w.cell(str(figure)) for figure in figures)))
    return "".join(rows)


def _disputes(w: Writer) -> str:
    outcomes = [e.labels["2021"] for e in codebook.measures("disputes", "2021")]
    return "".join(
        (
            w.row(w.cell("行政复议", 'colspan="5"'), w.cell("行政诉讼", 'colspan="10"')),
            w.row(
                *(w.cell(label, 'rowspan="2"') for label in outcomes),
                w.cell("未经复议直接起诉", 'colspan="5"'),
                w.cell("复议后起诉", 'colspan="5"'),
            ),
            w.row(*(w.cell(label) for label in outcomes * 2)),
            w.row(*(w.cell(str(figure)) for figure in (1, 0, 2, 0, 3, 0, 0, 0, 0, 0, 2, 1, 0, 0, 3))),
        )
    )


def report_page(rng: random.Random) -> tuple[str, str]:
    """One report page: its title and its HTML."""
    w = Writer(rng)
    county = f"{rng.choice(SURNAMES)}{rng.choice('州阳山江城安平')}县"
    agency = county + rng.choice(("水利局", "教育局", "统计局", "信访局"))
    title = f"{agency}{rng.randint(2021, 2025)}年政府信息公开工作年度报告"
    menu = "".join(
        f'<li class="nav-item n{n}"><a href="/c{rng.randint(1000, 99999)}/index.html" target="_blank" '
        f'title="{(name := "".join(rng.choices(WORDS, k=3)))}">{name}</a></li>\n'
        for n in range(rng.randint(30, 260))
    )
    script = "".join(f"var v{n}='{rng.getrandbits(64):x}';\n" for n in range(rng.randint(40, 400)))
    tables = [
        f'<table class="MsoTableGrid" border="1">{t}</table>'
        for t in (_disclosure(w), _requests(w), _disputes(w))
    ]
    chapters = (
        ("一、总体情况", "".join(w.paragraph(w.sentence() * 3) for _ in range(rng.randint(4, 12)))),
        ("二、主动公开政府信息情况", tables[0]),
        ("三、收到和处理政府信息公开申请情况", tables[1]),
        ("四、政府信息公开行政复议、行政诉讼情况", tables[2]),
        ("五、存在的主要问题及改进情况", "".join(w.paragraph(w.sentence() * 2) for _ in range(4))),
        ("六、其他需要报告的事项", w.paragraph("本年度未收取信息处理费。")),
    )
    body = "".join(w.paragraph(heading) + text for heading, text in chapters)
    html = (
        '<!DOCTYPE html><html><head><meta charset="{charset}">'
        f'<title>{title}</title><meta name="SiteName" content="{county}人民政府">'
        f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2025-01-20 10:30">'
        f"<script>{script}</script></head><body><div class='head'><ul>{menu}</ul></div>"
        f"<div class='article'><h1>{title}</h1><div class='info'>发布时间：2025-01-20 10:30 浏览次数：</div>"
        f"<div class='TRS_Editor'>{body}</div></div>"
        f"<div class='foot'><ul>{menu}</ul>主办：{county}人民政府</div>"
        "</body></html>"
    )
    return title, html


def _encoded(html: str, charset: str) -> bytes:
    codec = "gb18030" if charset == "gb2312" else charset
    return html.replace("{charset}", charset, 1).encode(codec)


def fresh_pages(count: int, seed: int) -> list[bytes]:
    """`count` pages that no other seed gives; one in four in GB18030 labelled gb2312, as on old portals."""
    rng = random.Random(seed)
    return [_encoded(report_page(rng)[1], "utf-8" if n % 4 else "gb2312") for n in range(count)]


def crawl_pages(count: int, seed: int) -> Sequence[tuple[str, bytes]]:
    """(title, page) for one host of the crawl benchmark."""
    rng = random.Random(f"host {seed}")
    pages = (report_page(rng) for _ in range(count))
    return [(title, _encoded(html, "utf-8")) for title, html in pages]
