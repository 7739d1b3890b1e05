"""Reports that a portal cuts into pages: kept page by page, read as the one report that they are."""

import asyncio
import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace

from fixtures import figures, report_page
from fixtures.author import FOLDER, author
from fixtures.site import Page
from gongkai.archive import Archive, Ledger
from gongkai.archive.warc import export_warc
from gongkai.cli.reading import PageReader
from gongkai.lookup import find_page
from gongkai.records import Report
from gongkai.settings import Settings
from gongkai.sources import find_sources
from parsers import parse
from scraper import CrawlSummary, Options, crawl
from tests.faults import Fault, FaultyPortal, serve_faulty
from tests.scraper.paper import links, page
from tests.scraper.shapes import SECTION

QUICK = Settings(exchange_seconds=2.0, retry_seconds=0.0, attempts=1, recheck_days=0)
TITLE = "某县水利局2022年政府信息公开工作年度报告"
NAME = "/gk/nb/t20230120_12"


def written(seed: int = 7) -> list[str]:
    """The body of a report, cut before its third and fifth chapter."""
    rng = random.Random(seed)
    year = figures.history(rng, range(2021, 2023), 20)[2022]
    body = report_page.body(rng, "某县水利局", 2022, year, str)
    third, fifth = body.index("三、收到"), body.index("五、存在")
    cuts = [0, body.rindex("<", 0, third), body.rindex("<", 0, fifth), len(body)]
    return [body[begin:end] for begin, end in itertools.pairwise(cuts)]


def in_a_division(content: str, pager: str, number: int) -> str:
    return page(
        f"<div><a href='/'>首页</a></div><h1>{TITLE}</h1><p>发布时间：2023-01-20 浏览次数：{number}7</p>"
        f"<div id='zoom'>{content}</div><div class='p'>{pager}</div><div>责任编辑：某某</div>"
        f"<ul><li><a href='/x{number}.html'>要闻{number}</a></li></ul><p>主办：某县人民政府</p>",
        TITLE,
    )


def in_a_table(content: str, pager: str, number: int) -> str:
    counter = f"<tr><td>发布时间：2023-01-20 点击：{number}</td></tr>"
    return page(
        "<table><tr><td><a href='/'>首页</a></td></tr></table>"
        "<table><tr><td width=200><a href='/gk/'>栏目</a></td>"
        f"<td><table><tr><td>{TITLE}</td></tr>{counter}<tr><td>{content}<p>{pager}</p></td></tr></table></td></tr>"
        "</table>",
        f"{TITLE}（{number}）" if number > 1 else TITLE,
    )


def counted_from_nought(number: int) -> str:
    return f"{NAME}_{number - 1}.html" if number > 1 else f"{NAME}.html"


def counted_from_one(number: int) -> str:
    return f"{NAME}_{number}.html" if number > 1 else f"{NAME}.html"


def with_every_number(number: int) -> str:
    return f"{NAME}-{number}.html"


def by_script(name: Callable[[int], str], number: int, of: int) -> str:
    return f'<script>createPageHTML({of}, {number - 1}, "{name(1)[7:-5]}", "html");</script>'


def by_numbers(name: Callable[[int], str], number: int, of: int) -> str:
    others = (f"<a href='{name(one)}'>{one}</a>" for one in range(1, of + 1) if one != number)
    return f"共{of}页 {' '.join(others)} <b>{number}</b>"


def step_by_step(name: Callable[[int], str], number: int, of: int) -> str:
    onward = f"<a href='{name(number + 1)}'>下一页</a>" if number < of else "下一页"
    return f"<a href='{name(max(1, number - 1))}'>上一页</a> {onward}"


def by_choice(name: Callable[[int], str], number: int, of: int) -> str:
    options = "".join(f"<option value='{name(one)}'>第{one}页</option>" for one in range(1, of + 1))
    return f"{number}/{of} <select onchange='location.href=this.value'>{options}</select>"


STYLES = [
    (counted_from_nought, by_script, in_a_division),
    (counted_from_one, step_by_step, in_a_division),
    (with_every_number, by_numbers, in_a_table),
    (counted_from_one, by_choice, in_a_table),
]


@dataclass
class Article:
    """A portal with one report in pages, crawled into an archive of its own."""

    portal: FaultyPortal
    archives: Path
    name: Callable[[int], str] = counted_from_nought
    paths: list[str] = field(default_factory=list)

    def publish(self, parts: list[str], style: tuple = STYLES[0]) -> None:
        self.name, pager, frame = style
        self.paths = [self.name(number) for number in range(1, len(parts) + 1)]
        shown = {
            path: frame(part, pager(self.name, number, len(parts)), number)
            for number, (path, part) in enumerate(zip(self.paths, parts, strict=True), 1)
        }
        pages = SECTION | {"/gk/nb/": page(links((self.paths[0], TITLE), dates=True))} | shown
        self.portal.site.pages = {path: Page(text.encode()) for path, text in pages.items()}

    def crawl(self, **options: bool) -> CrawlSummary:
        self.portal.log.clear()
        return asyncio.run(crawl([self.portal.portal], self.archives, QUICK, Options(**options)))

    @property
    def archive(self) -> Path:
        return self.archives / f"{self.portal.portal.id}.sqlite"

    def report(self, capture: str = "") -> Report:
        """The one report that the archive has."""
        with Archive.open(self.archive) as archive:
            (saved,) = list(archive.pages())
            chosen = archive.read_earlier(saved.source, capture) if capture else saved
            return PageReader({})(chosen)


@pytest.fixture
def article(tmp_path: Path):
    with serve_faulty(author(FOLDER / "990101-qingping")) as portal:
        yield Article(portal, tmp_path)


def figures_of(report: Report) -> dict[tuple[str, str, str], tuple[str, float | None, str | None]]:
    return {(one.form, one.item, one.measure): (one.state, one.value, one.raw) for one in report.cells}


def texts(report: Report) -> list[tuple[str | None, str | None, str]]:
    return [(one.number, one.heading, one.text) for one in report.sections]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{style[1].__name__}-{style[2].__name__}")
def test_an_article_in_pages_is_one_report_as_if_it_were_one_page(article, style):
    parts = written()
    article.publish(parts, style)
    summary = article.crawl()
    assert (summary.exit_code, summary.total("new"), summary.total("reports")) == (0, 1, 1)
    whole = parse(style[2]("".join(parts), "", 1).encode(), url=article.portal.url + "whole.html")
    report = article.report()
    assert figures_of(report) == figures_of(whole)
    assert texts(report) == texts(whole)
    assert (report.status, report.title, report.agency) == ("complete", TITLE, "某县水利局")
    assert [path for path in article.portal.log if NAME in path] == article.paths


def test_a_figure_says_on_which_page_it_stands(article):
    article.publish(written())
    article.crawl()
    pages = {"disclosure": None, "requests": "page 2", "disputes": "page 2"}
    told = {(cell.form, cell.note) for cell in article.report().cells if cell.state == "number"}
    assert {one for one in told if one[0] in pages} >= set(pages.items())
    assert ("requests", None) not in told


def test_every_page_is_asked_for_once_and_with_its_report(article):
    article.publish(written(), STYLES[1])
    article.crawl()
    article.crawl()
    assert not [path for path in article.portal.log if NAME in path]
    summary = article.crawl(recheck=True)
    assert [path for path in article.portal.log if NAME in path] == article.paths
    assert (summary.total("changed"), summary.total("unchanged")) == (0, 1)


def test_a_change_on_a_later_page_is_a_correction_of_the_report(article):
    article.publish(written())
    article.crawl()
    before = article.report()
    corrected = written()
    corrected[1] = written(seed=8)[1]
    article.publish(corrected)
    summary = article.crawl(recheck=True)
    assert (summary.total("changed"), summary.total("unchanged"), summary.total("new")) == (1, 0, 0)
    after = article.report()
    assert figures_of(after) != figures_of(before)
    assert after.report_id == before.report_id
    assert after.sha256 != before.sha256
    with Ledger.open(article.archive, article.archive.stem) as ledger:
        later = {address.url for address in ledger.addresses("continuation")}
    with Archive.open(article.archive) as archive:
        kept = [capture.url for capture in archive.captures() if capture.url in later]
    assert [url.rsplit("/", 1)[1] for url in kept] == ["t20230120_12_1.html"] * 2 + ["t20230120_12_2.html"]


def test_an_article_that_became_shorter_has_no_page_of_its_past(article):
    parts = written()
    article.publish(parts, STYLES[1])
    article.crawl()
    article.publish(["".join(parts[:2]), parts[2]], STYLES[1])
    article.crawl(recheck=True)
    report = article.report()
    assert report.status == "complete"
    assert len([one for one in report.sections if one.chapter == 5 and one.level == 1]) == 1


def test_a_later_page_that_does_not_come_is_asked_for_the_next_night(article):
    """Tonight's report is what there is of it; the pages behind the one that failed are found with it."""
    article.publish(written(), STYLES[1])
    article.portal.faults = {article.paths[1]: Fault("500", 1)}
    assert article.crawl().exit_code == 4
    assert article.report().status == "partial"
    assert article.crawl().exit_code == 0
    assert article.report().status == "complete"
    article.portal.faults = {article.paths[1]: Fault("500", 1)}
    assert article.crawl(recheck=True).exit_code == 4
    assert article.report().status == "complete"
    assert article.crawl(failed=True).exit_code == 0
    assert article.paths[1] in article.portal.log


def test_a_page_that_is_titled_like_another_report_is_that_report(article):
    """下一页 may lead to the next article of a list."""
    article.publish(written(), STYLES[2])
    other = page(f"<h1>{TITLE.replace('2022', '2021')}</h1><div id='zoom'>{''.join(written(9))}</div>")
    article.portal.site.pages[article.paths[1]] = Page(other.encode())
    article.crawl()
    with Archive.open(article.archive) as archive:
        assert {one.url.rsplit("/", 1)[1] for one in archive.pages()} == {
            "t20230120_12-1.html",
            "t20230120_12-2.html",
        }


def test_a_pager_that_shows_the_first_page_again_makes_no_report(article):
    """A server that does not know the page number answers with the article's beginning."""
    parts = written()
    article.publish(["".join(parts), ""], STYLES[2])
    article.portal.site.pages[article.paths[1]] = article.portal.site.pages[article.paths[0]]
    article.crawl()
    assert article.report().status == "complete"
    assert article.paths[1] in article.portal.log


def test_a_later_page_is_looked_up_as_its_report(article, tmp_path):
    article.publish(written())
    article.crawl()
    base = article.portal.url.rstrip("/")
    (tmp_path / "archive").symlink_to(article.archives)
    found = find_page(base + article.paths[2], tmp_path)
    assert (found.source, len(found.later)) == (base + article.paths[0], 2)


def test_an_exported_article_is_the_same_report(article, tmp_path):
    article.publish(written(), STYLES[3])
    article.crawl()
    target = tmp_path / "out.warc.gz"
    export_warc([article.archive], target)
    (batch,) = find_sources([str(target)], tmp_path).batches
    (saved,) = batch.pages()
    exported = PageReader({})(saved)
    report = article.report()
    assert exported.cells == report.cells
    assert exported.sha256 == report.sha256


def test_a_first_page_alone_is_read_as_before():
    """Without its later pages a page is parsed as it stands."""
    text = in_a_division(written()[0], "", 1).encode()
    assert parse(text) == replace(parse(text, later=()))
