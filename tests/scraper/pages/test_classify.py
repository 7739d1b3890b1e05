"""What stands in the place of a page, and which of it closes the whole authority."""

import pytest

from scraper.pages.classify import classify

FILLER = "<p>我县召开全县工作会议，部署下一阶段工作，要求各部门抓好落实。</p>" * 20


@pytest.mark.parametrize(
    ("status", "text", "outcome", "stops"),
    [
        (412, "<script>$_ts=window['$_ts'];</script>", "blocked_challenge", True),
        (521, "<script>document.cookie='__jsl_clearance=1'</script>", "blocked_challenge", True),
        (200, "<script>var arg1='A1';setCookie('acw_sc__v2',arg1)</script>", "blocked_challenge", True),
        (200, "<title>提示</title>您的请求疑似攻击行为，已被WEB 应用防火墙拦截。", "blocked_waf", True),
        (405, "<p>您的访问被阻断</p><p>errors.aliyun.com</p>", "blocked_waf", True),
        (403, "<h1>403 Forbidden</h1>", "blocked_waf", False),
        (403, "Access Denied", "blocked_waf", False),
        (200, f"<p>这批食品存在安全风险。</p>{FILLER}", "ok", False),
        (429, "请求过于频繁，请稍后再试", "server_error", False),
        (429, "<script>$_ts=window['$_ts'];</script>", "blocked_challenge", True),
        (503, "系统维护中", "maintenance", False),
        (200, "<form><input type='password'></form>", "login", False),
        (200, "<div id='app'></div><script src='/app.js'></script>", "shell", False),
        (404, "", "gone", False),
        (404, "<h1>404 Not Found</h1>", "gone", False),
        (404, "<a href='/login'>用户登录</a>您访问的页面不存在", "gone", False),
        (200, "您访问的页面不存在", "soft_404", False),
        (500, "<h1>页面出错</h1>", "server_error", False),
        (503, "<p>您访问的页面暂时出错了</p>", "server_error", False),
        (200, f"<a href='/a.html'>一</a>{FILLER}", "ok", False),
    ],
)
def test_outcomes(status, text, outcome, stops):
    verdict = classify(status, (), "http://portal.test/a.html", text, len(text.encode()))
    assert (verdict.outcome, verdict.stops) == (outcome, stops)
