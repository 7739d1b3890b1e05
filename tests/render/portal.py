"""What stands round a report: title, publisher and date as six kinds of portal software print them."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tests.render.truth import Identity


@dataclass(frozen=True)
class Sheet:
    """A report ready for its portal."""

    title: str
    body: str
    identity: Identity

    @property
    def published(self) -> str:
        """Publication time as printed: to the minute where it is known."""
        form = "%Y-%m-%d %H:%M" if self.identity.precision == "minute" else "%Y-%m-%d"
        return self.identity.published.strftime(form)


Chrome = Callable[[Sheet, random.Random], str]

_NAV = "首页 政务公开 办事服务 互动交流 走进{place}".split()
_SIDE = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")


def _links(place: str, mark: str = "li") -> str:
    return "".join(
        f'<{mark}><a href="/{n}/">{text.format(place=place)}</a></{mark}>' for n, text in enumerate(_NAV)
    )


def _side(year: int) -> str:
    older = "".join(
        f'<li><a href="/nb/{y}.html">{y}年政府信息公开工作年度报告</a></li>' for y in range(year - 3, year)
    )
    return "<ul>" + "".join(f'<li><a href="#">{text}</a></li>' for text in _SIDE) + f"</ul><ul>{older}</ul>"


def _footer(sheet: Sheet) -> str:
    place, code = sheet.identity.place, sheet.identity.code
    return (
        f'<div class="footer"><p>主办：{place}人民政府办公室　承办：{place}融媒体中心</p>'
        f'<p>网站标识码：{code}0001　ICP备{code}号-1　技术支持：数据科</p><p>您是第<span id="hits">{code}</span>位访客</p></div>'
    )


def bare(sheet: Sheet, _rng: random.Random) -> str:
    """A page that is little more than the report."""
    return (
        f"<html><head><title>{sheet.title}</title></head><body><h1>{sheet.title}</h1>"
        f"<p>发布时间：{sheet.published}</p>{sheet.body}</body></html>"
    )


def trs(sheet: Sheet, rng: random.Random) -> str:
    """TRS WCM: article meta, breadcrumbs, title in its own div, script for the font size."""
    i = sheet.identity
    return f"""<!DOCTYPE html>
<html><head><title>{sheet.title}_{i.place}人民政府</title>
<meta name="SiteName" content="{i.place}人民政府"/><meta name="SiteIDCode" content="{i.code}0001"/>
<meta name="ColumnName" content="政府信息公开年报"/><meta name="ArticleTitle" content="{sheet.title}"/>
<meta name="PubDate" content="{sheet.published}"/><meta name="ContentSource" content="{i.agency}"/>
<script>var tid = "{rng.randint(1000, 9999)}"; function fontZoom(n) {{ document.getElementById('Zoom').style.fontSize = n + 'px'; }}</script>
</head><body><div class="top"><ul>{_links(i.place)}</ul></div>
<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政府信息公开</a> &gt; <a href="/zwgk/nb/">政府信息公开年报</a></div>
<div class="title"><!-- title -->{sheet.title}</div>
<div class="info"><span>发布时间：{sheet.published}</span> <span>来源：{i.agency}</span> 字体：【<a href="javascript:fontZoom(16)">大</a> <a>中</a> <a>小</a>】</div>
<div class="TRS_Editor" id="Zoom">{sheet.body}</div><div class="share">分享到：<a>微信</a></div>{_footer(sheet)}</body></html>"""


def hanweb(sheet: Sheet, _rng: random.Random) -> str:
    """Hanweb JCMS: the metadata table before the report, title in a table cell."""
    i = sheet.identity
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head><title>{i.place}人民政府 政府信息公开年报 {sheet.title}</title>
<meta name="SiteIDCode" content="{i.code}0001"><meta name="ArticleTitle" content="{sheet.title}">
<meta name="PubDate" content="{sheet.published}"><meta name="Maketime" content="{sheet.published}"></head><body>
<table width="1000" border="0" align="center"><tr><td><div class="nav">{_links(i.place, "span")}</div></td></tr></table>
<table width="900" border="1" class="xxgk"><tr><td>索 引 号</td><td>{i.code}0{i.year}/2021-00012</td><td>分　　类</td><td>政府信息公开年报</td></tr>
<tr><td>发布机构</td><td>{i.agency}</td><td>发布日期</td><td>{sheet.published[:10]}</td></tr>
<tr><td>标　　题</td><td colspan="3">{sheet.title}</td></tr></table>
<table width="900" border="0" id="article"><tr><td class="title" align="center">{sheet.title}</td></tr>
<tr><td align="center">发布时间：{sheet.published}　浏览次数：<script>document.write(88)</script></td></tr>
<tr><td><div id="zoom"><!--ZJEG_RSS.content.begin-->{sheet.body}<!--ZJEG_RSS.content.end--></div></td></tr></table>
{_footer(sheet)}</body></html>"""


def ucap(sheet: Sheet, _rng: random.Random) -> str:
    """UCAP: meta tags in capitals, hidden fields, the text in UCAPCONTENT, links of earlier years beside it."""
    i = sheet.identity
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta http-equiv="X-UA-Compatible" content="IE=edge"/>
<title>{sheet.title} | {i.place}人民政府</title><meta name="ArticleTitle" content="{sheet.title}"/>
<meta name="PubDate" content="{sheet.published}"/><meta name="SiteName" content="{i.place}政府网"/>
<meta name="SiteIDCode" content="{i.code}0005"/><style>.p {{ margin: 0; }}</style></head><body>
<div class="header"><input type="hidden" name="searchWord" value=""/><ul class="menu">{_links(i.place)}</ul></div>
<div class="left">{_side(i.year)}</div><div class="article"><h1 class="title">{sheet.title}</h1>
<p class="sub">访问量：<i id="pv"></i>　信息来源：{i.agency}　发布时间：{sheet.published}</p>
<UCAPCONTENT>{sheet.body}</UCAPCONTENT></div><div class="related"><h4>相关信息</h4>{_side(i.year)}</div>{_footer(sheet)}</body></html>"""


def hunan(sheet: Sheet, _rng: random.Random) -> str:
    """The Hunan family: c-numbered columns, 信息来源 line, print button."""
    i = sheet.identity
    return f"""<!DOCTYPE html><html><head><title>{sheet.title}-{i.place}人民政府门户网站</title>
<meta name="SiteIDCode" content="{i.code}0012"><meta name="keywords" content="年报"></head><body>
<div class="top"><a href="/c1001/">首页</a>| <a href="http://www.example.cn/">省政府网</a>| <a href="#">电子地图</a></div>
<div class="xl-container"><div class="tyxl-title"><h2>{sheet.title}</h2></div>
<div class="xl-msg"><span>发布时间：{sheet.published}</span><span>信息来源：{i.agency}</span><span>浏览次数：<b>0</b></span><span>字体：[ 大 中 小 ]</span></div>
<div class="tyxl-content" id="j-show-body">{sheet.body}</div><div class="xl-print"><a href="javascript:window.print()">打印本页</a></div></div>
<div class="xg">相关信息<ul><li><a href="/c1002/content_1.html">{i.place}统计公报</a></li></ul></div>{_footer(sheet)}</body></html>"""


def empire(sheet: Sheet, _rng: random.Random) -> str:
    """EmpireCMS: layout by tables, lower-case attributes without quotes, date beside 来源."""
    i = sheet.identity
    return f"""<html><head><title>{sheet.title} - 政府信息公开年报 - {i.place}人民政府</title>
<meta name="description" content="{sheet.title}"></head><body topmargin=0>
<table width=1002 border=0 cellpadding=0 align=center><tr><td class=nav>{_links(i.place, "b")}</td></tr></table>
<table width=1002 border=0 align=center><tr><td width=220 valign=top>{_side(i.year)}</td><td valign=top>
<table width=100% border=0><tr><td align=center><h3>{sheet.title}</h3></td></tr>
<tr><td align=center>发布时间：{sheet.published}&nbsp;&nbsp;来源：{i.agency}&nbsp;&nbsp;点击：<script src=/e/public/ViewClick/></script>次</td></tr>
<tr><td id=text>{sheet.body}</td></tr></table></td></tr></table>{_footer(sheet)}</body></html>"""


def vsb(sheet: Sheet, rng: random.Random) -> str:
    """VSB: form elements round the article, generated ids, time in its own span."""
    i = sheet.identity
    number = rng.randint(100, 999)
    return f"""<!DOCTYPE HTML><HTML><HEAD><TITLE>{sheet.title}-{i.place}人民政府</TITLE><META Name="SiteName" Content="{i.place}人民政府" />
<META Name="PageTitle" Content="{sheet.title}" /><META Name="pubdate" Content="{sheet.published}" /></HEAD><BODY>
<div class="menu">{_links(i.place, "em")}</div><form name="_newscontent_fromname"><div class="c-title">{sheet.title}</div>
<div class="c-info">作者：{i.agency}　时间：{sheet.published}　点击数：<span id="dynclicks_wbnews_{number}"></span></div>
<div id="vsb_content"><div class="v_news_content">{sheet.body}</div></div></form>
<p>上一条：<a href="1.htm">{i.year - 1}年政府信息公开工作年度报告</a></p>{_footer(sheet)}</BODY></HTML>"""


CHROMES: dict[str, Chrome] = {
    chrome.__name__: chrome for chrome in (bare, trs, hanweb, ucap, hunan, empire, vsb)
}

_HAN = str.maketrans("0123456789", "〇一二三四五六七八九")
TITLES: dict[str, str] = {
    "plain": "{agency}{year}年政府信息公开工作年度报告",
    "year first": "{year}年{agency}政府信息公开工作年度报告",
    "year late": "{agency}政府信息公开工作{year}年度报告",
    "short": "{agency}{year}年政府信息公开年报",
    "no yearly": "{agency}{year}年政府信息公开工作报告",
    "about": "{agency}关于{year}年度政府信息公开工作年度报告",
    "han year": "{agency}{han}年政府信息公开工作年度报告",
    "open affairs": "{agency}{year}年度政府信息公开年度报告",
}


def title(style: str, identity: Identity) -> str:
    """A report's title in one of the ways of TITLES."""
    year = str(identity.year)
    return TITLES[style].format(agency=identity.agency, year=year, han=year.translate(_HAN))


def signed_off(identity: Identity) -> str:
    """The signature beneath a report: body and date in Chinese style."""
    day: datetime = identity.published
    return f'<p style="text-align:right">{identity.agency}</p><p style="text-align:right">{day.year}年{day.month}月{day.day}日</p>'
