"""A portal on paper: pages by path, walked by `Discovery` without a network."""

from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from gongkai.records import Issue
from scraper.listing import Response
from scraper.search.discover import Discovery

HOST = "www.county.example"


class Walked:
    """What a walk found and asked, as paths (other hosts as full URLs)."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.reports: set[str] = set()
        self.lists: set[str] = set()
        self.others: set[str] = set()
        self.missing: set[str] = set()
        self.years: dict[str, int | None] = {}
        self.issues: list[Issue] = []
        self.at_a_glance = 0


def response(url: str, text: str, content_type: str = "text/html; charset=utf-8") -> Response:
    """A good response."""
    return Response(
        asked=url,
        url=url,
        status=200,
        headers={"Content-Type": content_type},
        body=text.encode(),
        text=text,
        fetched_at=datetime(2026, 2, 1, tzinfo=UTC),
        outcome="ok",
    )


def walk(
    pages: Mapping[str, str],
    *,
    home: str = "/",
    start: tuple[str, ...] = (),
    hosts: tuple[str, ...] = (HOST,),
    most: int = 2000,
) -> Walked:
    """Walk from `home` (or `start`) to the end, at most `most` requests."""
    base = f"http://{HOST}"
    discovery = Discovery(
        url=base + home,
        start=tuple(base + path for path in start),
        allowed=lambda url: urlsplit(url).netloc in hosts,
    )
    frontier = deque(discovery.seeds())
    walked = Walked()
    while frontier and len(walked.asked) < most:
        target = frontier.popleft()
        path = target.request.url.removeprefix(base)
        walked.asked.append(path)
        text = pages.get(path)
        if text is None:
            step = discovery.failed(target)
            walked.missing.add(path)
        else:
            shown = response(target.request.url, text)
            told = discovery.at_a_glance(target, shown)
            step = discovery.read(target, shown)
            assert told in (None, step)
            walked.at_a_glance += told is not None
            kinds = {"report": walked.reports, "attachment": walked.reports, "list": walked.lists}
            kinds.get(step.kind, walked.others).add(path)
            if target.framed and step.kind == "continuation":
                walked.reports.add((target.article or "").removeprefix(base))
            if step.kind in ("report", "attachment"):
                walked.years[path] = target.year
        frontier.extend(step.lists)
        frontier.extend(step.reports)
        walked.issues.extend(step.issues)
    walked.issues.extend(discovery.shortfalls())
    return walked


FORM = (
    "<table><tr><td>本年新收政府信息公开申请数量</td><td>3</td></tr><tr><td>上年结转政府信息公开申请数量</td><td>0</td></tr>"
    "<tr><td>三、本年度办理结果</td><td>（一）予以公开</td><td>3</td></tr><tr><td>四、结转下年度继续办理</td><td>0</td></tr></table>"
)


def page(body: str, title: str = "某县人民政府", head: str = "") -> str:
    """A whole page."""
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def report(title: str, body: str = FORM, after: str = "") -> str:
    """A report page."""
    head = f"<h1>{title}</h1><div class='info'>发布时间：2022-01-20 来源：办公室</div>"
    return page(f"{head}<div id='zoom'>{body}</div>{after}", title)


def links(*pairs: tuple[str, str], dates: bool = False) -> str:
    """A list of links."""
    date = "<span>2022-01-20</span>" if dates else ""
    return "<ul>" + "".join(f'<li><a href="{url}">{text}</a>{date}</li>' for url, text in pairs) + "</ul>"


def titled(*pairs: tuple[str, str]) -> dict[str, str]:
    """Report pages by (path, title)."""
    return {path: report(title) for path, title in pairs}
