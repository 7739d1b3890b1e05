# ruff: noqa: E501 - markup and sentences are quoted in one piece
"""The page furniture of six kinds of portal, as small templates round a title, a byline and a body."""

from string import Template

_NAV = "".join(
    f'<li><a href="/c{n}/">{name}</a></li>'
    for n, name in enumerate(("首页", "政务公开", "政府信息公开年报", "办事服务", "互动交流", "走进青溪"))
)

TRS = Template(
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}_青溪县人民政府</title>'
    '<meta name="SiteName" content="青溪县人民政府"><meta name="SiteIDCode" content="4302990001">'
    '<meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${date}">'
    '<meta name="ContentSource" content="${source}"></head><body>'
    f'<div class="nav"><ul>{_NAV}</ul></div><div class="crumb">当前位置：<a href="/">首页</a> &gt; '
    '<a href="/zfxxgk/">政府信息公开年报</a></div><div class="article"><h1>${title}</h1>'
    '<div class="info"><span>发布时间：${date}</span><span>来源：${source}</span><span>浏览次数：'
    '<script>document.write("12")</script></span>【字体：<a>大</a> <a>中</a> <a>小</a>】</div>'
    '<div class="TRS_Editor">${body}</div></div><div class="share">分享到：<a href="#">微信</a></div>'
    '<div class="foot">主办单位：青溪县人民政府办公室 网站标识码：4302990001</div></body></html>'
)

HANWEB = Template(
    '<html><head><title>青溪县人民政府 政府信息公开年报 ${title}</title><meta name="pubdate" content="${date}">'
    '<meta name="author" content=""></head><body>'
    f'<table width="1000"><tr><td>{_NAV}</td></tr></table><table class="xxgk"><tr><td>索 引 号</td><td>K1/2021-3</td>'
    "<td>发布机构</td><td>${source}</td></tr><tr><td>发布日期</td><td>${date}</td><td>有 效 性</td><td>有效</td></tr></table>"
    '<table id="article"><tr><td class="title">${title}</td></tr><tr><td>日期：${date} 访问次数：35 字号：[ 大 中 小 ]</td></tr>'
    '<tr><td><div id="zoom">${body}</div></td></tr></table>'
    "<table><tr><td>打印本页</td><td>关闭窗口</td></tr></table><div>版权所有：青溪县人民政府 湘ICP备05000001号</div></body></html>"
)

UCAP = Template(
    '<!DOCTYPE html><html><head><meta charset="UTF-8"><meta name="SiteName" content="青溪县人民政府">'
    '<meta name="SiteIDCode" content="4302990001"><meta name="ArticleTitle" content="${title}">'
    '<meta name="PubDate" content="${date}"><title>${title} | 青溪县人民政府</title></head><body>'
    f'<h1 class="logo"><a href="/">青溪县人民政府</a></h1><h2><a href="/x/">${{source}}</a></h2><ul>{_NAV}</ul>'
    "<ul class='head'><li><b>索 引 号：</b><span>01474/2021-1</span></li><li><b>责任部门：</b><span>${source}</span></li></ul>"
    '<h1 class="tit">${title}</h1><p class="sub">发布时间：${date} 访问量：<span id="views"></span></p>'
    '<div class="con">${body}</div><h3>关联稿件：</h3><p><a href="/z/1.shtml">青溪县2019年政府信息公开工作年度报告</a></p>'
    '<h3>相关信息</h3><p><a href="/z/2.shtml">青溪县2018年政府信息公开工作年度报告</a></p></body></html>'
)

HUNAN = Template(
    "<html><head><title>${title}</title></head><body><div>中国政府网| 湖南省政府网| 电子地图</div>"
    '<div class="con"><h2>${title}</h2><div>发布时间:${date}浏览次数:<span id="hits"></span>字体:[ ]</div>'
    '<div class="txt">${body}</div></div><div>相关信息</div><ul><li><a href="/1">青溪县统计局2018年政府信息公开工作年度报告</a></li></ul>'
    "</body></html>"
)

EMPIRE = Template(
    '<!doctype html><html><head><meta charset="utf-8"><title>${title}</title><meta name="description" content="${title}"></head>'
    '<body class="body_bg"><div class="curmb"> 当前位置：<a href="/">首页</a>&nbsp;>&nbsp;<a href="/nb/">信息公开年报</a></div>'
    '<div class="content"><h1 class="content_title">${title}</h1><h2></h2><div class="content_attr">'
    '<span class="time">发布日期：<b>${date}</b></span> <span class="ly">来源：<b> ${source}</b></span> <span>作者：<b>办公室</b></span>'
    '</div><div class="content_article" id="zoomcon">${body}</div><div id="share" style="display:none;">分享到微信</div></div>'
    '<div class="footer">主办单位：青溪县人民政府办公室 网站标识码：4302990001 网站备案：湘ICP备1号</div></body></html>'
)

VSB = Template(
    '<html><head><title>${title}-青溪县人民政府门户网站</title></head><body><form name="_newscontent_fromname">'
    '<table class="winstyle1"><tr><td class="titlestyle1" align="center">${title}</td></tr>'
    '<tr><td align="center"><span>${date}</span>&nbsp;&nbsp;来源：${source}&nbsp;&nbsp;（点击量：<span>7</span>）</td></tr>'
    '<tr><td><div class="v_news_content">${body}</div></td></tr>'
    "<tr><td>上一条：<a href='1.htm'>青溪县2019年报</a></td></tr><tr><td>【<a href='#'>关闭</a>】</td></tr></table></form></body></html>"
)

PORTALS = {"trs": TRS, "hanweb": HANWEB, "ucap": UCAP, "hunan": HUNAN, "empire": EMPIRE, "vsb": VSB}

BODY = (
    "<p>根据《中华人民共和国政府信息公开条例》和上级有关要求，现公布2020年政府信息公开工作年度报告，统计期限自2020年1月1日起至12月31日止。</p>"
    "<p>一、总体情况</p><p>（一）主动公开情况。全年通过门户网站公开政府信息37条，回应群众关切的事项都在规定时间内办结并公开。</p>"
    "<p>（二）依申请公开情况。全年收到申请2件，都已按期答复。</p><p>二、主动公开政府信息情况</p>"
    "<p>三、收到和处理政府信息公开申请情况</p><p>四、政府信息公开行政复议、行政诉讼情况</p>"
    "<p>五、存在的主要问题及改进情况</p><p>公开的时效还要提高。下一步加强培训。</p><p>六、其他需要报告的事项</p><p>无。</p>"
)


def page(
    portal: str,
    title: str = "青溪县水利局2020年政府信息公开工作年度报告",
    date: str = "2021-01-28 16:05",
    source: str = "青溪县水利局",
    body: str = BODY,
) -> str:
    """A whole page of one kind of portal."""
    return PORTALS[portal].substitute(title=title, date=date, source=source, body=body)
