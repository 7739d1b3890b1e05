"""Pages that are nothing but a jump, and pages that are more."""

import pytest

from scraper.pages.jumps import jump

URL = "http://x.gov.cn/nb/202401/t1.html"
GOAL = "http://x.gov.cn/gk/2024/1.html"


def script(code: str) -> str:
    return f"<html><head><title>年度报告</title></head><body><script>{code}</script></body></html>"


@pytest.mark.parametrize(
    "text",
    [
        '<html><head><meta http-equiv="refresh" content="0;url=/gk/2024/1.html"></head><body></body></html>',
        "<meta content='3; URL=\"../../gk/2024/1.html\"' http-equiv=Refresh><p>页面跳转中，请稍候</p>",
        '<base href="/gk/"><meta http-equiv="refresh" content="0; url=2024/1.html">',
        '<meta http-equiv="refresh" content="1;url=/gk/2024/1.html"><a href="/gk/2024/1.html">点击这里</a>',
        script('window.location.href="/gk/2024/1.html";'),
        script("top.location = '/gk/2024/1.html'"),
        script("location.replace('http://x.gov.cn/gk/2024/1.html')"),
        script('self.location.assign("/gk/2024/1.html")'),
        script('var id = 1; var url = "/gk/2024/" + id + ".html"; document.location = url;'),
        script("setTimeout(\"location.href='/gk/2024/1.html'\", 500)"),
        script("setTimeout(function () { location.href = '/gk/2024/1.html' }, 0)"),
        script("window.open('/gk/2024/1.html', '_self')"),
        script("// location.href='/old.html'\nlocation.href='/gk/2024/1.html'"),
        "<body onload=\"location.href='/gk/2024/1.html'\"></body>",
    ],
)
def test_a_page_that_only_sends_on_is_a_jump(text):
    assert jump(text, URL) == GOAL


@pytest.mark.parametrize(
    "text",
    [
        '<meta http-equiv="refresh" content="300"><p>年报</p>',
        '<meta http-equiv="refresh" content="60;url=/gk/2024/1.html">',
        '<noscript><meta http-equiv="refresh" content="0;url=/gk/2024/1.html"></noscript>',
        '<meta http-equiv="refresh" content="0;url=/gk/2024/1.html"><table><tr><td>1</td></tr></table>',
        '<meta http-equiv="refresh" content="0;url=/gk/2024/1.html"><a href="/gk/2.html">下一篇</a>',
        '<meta http-equiv="refresh" content="0;url=/gk/2024/1.html">' + "<p>收到申请三件，办结三件。</p>" * 9,
        '<meta http-equiv="refresh" content="3;url=/"><p>页面不存在</p>',
        '<meta http-equiv="refresh" content="3;url=http://www.y.gov.cn/index.html">',
        f'<meta http-equiv="refresh" content="0;url={URL}">',
        script("location.href = somewhere + '/1.html'"),
        script("if (phone) location.href='/m/1.html'; else location.href='/gk/2024/1.html'"),
        script("if (/iPhone/i.test(navigator.userAgent)) location.href='/m/1.html'"),
        script("if (screen.width < 640) location.href='/m/1.html'"),
        script("document.cookie = 'a=b'; location.href='/gk/2024/1.html'"),
        script("window.open('/gk/2024/1.html')"),
        script("if (location.href == '/gk/2024/1.html') report()"),
        script("location.reload()"),
        "<!-- <script>location.href='/gk/2024/1.html'</script> -->",
        '<input type="button" value="返回"><script>function f() { location.href="/gk/1.html" }</script>',
    ],
)
def test_a_page_with_anything_else_to_it_is_none(text):
    assert jump(text, URL) is None
