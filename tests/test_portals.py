"""Every fixture portal, crawled by the real engine and compared with its truth, night after night."""

import asyncio
import dataclasses
import json
import re
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from fixtures.author import FOLDER, author
from fixtures.site import Page
from gongkai.archive import Archive
from gongkai.cli.embedded import Portals, serve
from gongkai.settings import Settings
from scraper import CrawlSummary, Options, Portal, crawl, load_portals
from scraper.run.options import Silence
from tests.faults import Fault, FaultyPortal, serve_faulty
from tests.scraper import paper
from tests.scraper.paper import links, titled
from tests.scraper.shapes import SECTION

NAMES = sorted(path.parent.name for path in FOLDER.glob("*/site.toml"))
FORBIDDEN = re.compile(r"login|search\.html|print|/admin|ysqgk")
QUICK = Settings(exchange_seconds=0.5, retry_seconds=0.0, page_bytes=2_000_000)
QUIET = Settings(recheck_days=0)


def run(portals: list[Portal], archives: Path, settings: Settings = QUICK, **options) -> CrawlSummary:
    return asyncio.run(crawl(portals, archives, settings, Options(**options)))


def kept(archives: Path, name: str) -> tuple[set[str], set[str]]:
    """URLs of the reports that the portal still has, and of those it had."""
    with Archive.open(archives / f"{name}.sqlite") as archive:
        pages = list(archive.pages())
    return ({page.url for page in pages if not page.removed}, {page.url for page in pages if page.removed})


def wanted(portals: Portals, name: str) -> set[str]:
    return {url for report in portals.truth(name) for url in report["urls"]}


def issues(summary: CrawlSummary) -> set[str]:
    return {issue.code for portal in summary.portals for _, issue in portal.issues}


@pytest.fixture(scope="module", params=NAMES)
def nights(request, tmp_path_factory):
    """One portal over four nights: what was asked, what is kept and what was wanted, and the summary."""
    archives = tmp_path_factory.mktemp("archives")
    found = []
    with serve(names=[request.param]) as portals:
        registry = load_portals([portals.folder])
        for night in (1, 1, 2, 3):
            portals.turn(night)
            portals.log.clear()
            summary = run(registry, archives, Settings(recheck_days=60, retry_seconds=0.0))
            found.append(
                (list(portals.log), kept(archives, request.param), wanted(portals, request.param), summary)
            )
    return found


def test_every_report_is_found_and_no_false_one(nights):
    _, (there, gone), truth, summary = nights[0]
    assert there == truth
    assert not gone
    assert summary.exit_code == 0


def test_nothing_forbidden_is_asked_and_nothing_twice(nights):
    for log, *_ in nights:
        asked = [one for one in log if one.method != "POST" or one.status == 405]
        assert [one.path for one in asked if FORBIDDEN.search(one.path) or one.method != "GET"] == []
        assert [path for path, count in Counter(asked.path for asked in log).items() if count > 1] == []


def test_an_idle_night_asks_conditionally_and_finds_the_same(nights):
    first, second = nights[0], nights[1]
    assert second[1] == first[1]
    assert len(second[0]) <= len(first[0])
    static = [asked for asked in second[0] if asked.status == 304]
    assert len(static) > sum(asked.method == "GET" for asked in second[0]) * 0.6
    assert second[3].total("new") == second[3].total("changed") == 0


def test_the_next_night_finds_what_is_new_and_what_was_corrected(nights):
    _, (there, gone), truth, summary = nights[2]
    assert there == truth
    assert not gone
    assert summary.total("new") > 0
    assert summary.total("changed") == 1


def test_a_removed_report_is_marked_and_kept(nights):
    _, (there, gone), truth, summary = nights[3]
    assert there == truth
    assert len(gone) == 1
    assert summary.total("removed") == 1
    (portal,) = summary.portals
    bad = sum(count for outcome, count in portal.outcomes.items() if outcome not in ("ok", "not_modified"))
    assert portal.failed == bad - 1  # what is gone has not failed
    assert "removed" in issues(summary)


@pytest.mark.parametrize("name", ["990102-shilan", "990112-songling"])
def test_a_service_that_takes_only_posts_is_told_so_once(tmp_path, name):
    """A GET that is refused for its method is posted; the archive remembers that for the nights to come."""
    with serve(names=[name]) as portals:
        site = portals.servers[name].site
        site.posts, site.answers = site.answers, {}
        registry = load_portals([portals.folder])
        summary = run(registry, tmp_path)
        assert summary.exit_code == 0
        assert kept(tmp_path, name)[0] == wanted(portals, name)
        assert {asked.method for asked in portals.log if asked.status == 405} == {"GET"}
        portals.log.clear()
        again = run(registry, tmp_path, QUIET)
        assert again.exit_code == 0
        assert again.portals[0].years == summary.portals[0].years
        assert {asked.method for asked in portals.log} == {"GET", "POST"}
        assert all(asked.status != 405 for asked in portals.log)


@pytest.mark.parametrize("name", ["990101-qingping", "990115-baiyangdu"])
def test_a_shell_in_place_of_listed_reports_removes_none(tmp_path, name):
    """It may be tonight's fault, the page's or the service's that used to fill it."""
    shell = b"<html><script>$.get('/api/list?id=1')</script><body><div id='app'></div></body></html>"
    with serve(names=[name]) as portals:
        registry = load_portals([portals.folder])
        run(registry, tmp_path)
        before = kept(tmp_path, name)[0]
        site = portals.servers[name].site
        pages = {path for report in site.truth if report["kind"] == "table" for path in report["paths"]}
        for path in pages:
            site.pages[path] = dataclasses.replace(site.pages[path], body=shell)
        # The service is there, and has none of them.
        site.posts = {path.replace("infoGuid=", "infoGuid=no"): page for path, page in site.posts.items()}
        summary = run(registry, tmp_path)
        assert kept(tmp_path, name) == (before, set())
        assert summary.exit_code == 4


def test_a_click_that_posts_to_a_known_service_is_a_link(tmp_path):
    """Tabs: what each asks for is read like any list, however the service is asked."""
    name = "990110-baitan"
    with serve(names=[name]) as portals:
        site = portals.servers[name].site
        for path, page in list(site.pages.items()):
            if b"search.jsp" in page.body:
                (kind,) = re.findall(rb"infotypeId=(\w+)", page.body)
                tabs = "".join(
                    f"<li onclick=\"show('{kind.decode()}','{number}')\">年报之{number}</li>"
                    for number in (1, 2, 3)
                )
                script = (
                    "<script>function show(k,n){$.post('/module/xxgk/search.jsp',{infotypeId:k,currpage:n})}"
                    "</script>"
                )
                body = re.sub(rb"<script>.*?</script>", f"<ul>{tabs}</ul>{script}".encode(), page.body)
                site.pages[path] = dataclasses.replace(page, body=body)
        run(load_portals([portals.folder]), tmp_path)
        assert kept(tmp_path, name)[0] == wanted(portals, name)


def test_a_column_whose_list_is_called_for_by_a_script_file_is_read(tmp_path):
    """Of whatever service: the file is asked for once, and again when the list comes back empty."""
    name = "990108-lvlan"
    with serve(names=[name]) as portals:
        site = portals.servers[name].site
        for path, page in list(site.pages.items()):
            channel = re.search(rb'<meta name="channelid" content="(\w+)">', page.body)
            if channel:
                script = (
                    f'$.get("/common/search/{channel[1].decode()}",{{page:1,_isJson:true}},show)'.encode()
                )
                body = page.body.replace(channel[0], b"")
                reference = b'<script src="/js/list-%s.js"></script></body>' % channel[1]
                site.pages[path] = dataclasses.replace(page, body=body.replace(b"</body>", reference))
                site.pages[f"/js/list-{channel[1].decode()}.js"] = dataclasses.replace(page, body=script)
        registry = load_portals([portals.folder])
        assert run(registry, tmp_path).exit_code == 0
        assert kept(tmp_path, name)[0] == wanted(portals, name)
        portals.log.clear()
        assert run(registry, tmp_path, QUIET).exit_code == 0
        assert not [asked for asked in portals.log if asked.path.endswith(".js")]


def test_an_idle_night_later_asks_for_lists_only(tmp_path):
    """With no rechecks due the lists are all that is asked for."""
    name = NAMES[0]
    with serve(names=[name]) as portals:
        registry = load_portals([portals.folder])
        first = run(registry, tmp_path, QUIET)
        portals.log.clear()
        second = run(registry, tmp_path, QUIET)
        assert second.portals[0].requests <= first.portals[0].lists + 3
        assert second.portals[0].known >= len(wanted(portals, name)) - 1
        assert kept(tmp_path, name)[0] == wanted(portals, name)


def test_a_report_that_is_gone_is_missed_however_old_it_is(faulty, tmp_path):
    """No recheck is due, but no list shows it any more: it is asked for once."""
    lost = one_report(faulty)
    run([faulty.portal], tmp_path, QUIET)
    del faulty.site.pages[lost]
    for path, page in faulty.site.pages.items():
        faulty.site.pages[path] = replace_body(page, lost)
    faulty.log.clear()
    summary = run([faulty.portal], tmp_path, QUIET)
    assert summary.total("removed") == 1
    assert kept(tmp_path, faulty.portal.id)[1] == {faulty.url.rstrip("/") + lost}
    faulty.log.clear()
    run([faulty.portal], tmp_path, QUIET)
    assert lost not in faulty.log


def test_a_report_whose_link_sounds_like_a_column_is_missed_too(faulty, tmp_path):
    """A folder with the single link 年度报告: what proved to be a report is an entry of the page that led to
    it, is asked for when that page leads there no more, and the page is told to be empty."""
    reports = {f"/gk/nb/{year}/1.html": f"某县{year}年政府信息公开工作年度报告" for year in (2020, 2021)}
    column = links(*((f"/gk/nb/{year}/", f"{year}年") for year in (2020, 2021)))
    bodies = SECTION | titled(*reports.items()) | {"/gk/nb/": paper.page(column)}
    bodies |= {path.replace("1.html", ""): paper.page(links((path, "年度报告"))) for path in reports}
    faulty.site.pages = {path: Page(body.encode()) for path, body in bodies.items()}
    for _ in range(2):
        assert run([faulty.portal], tmp_path, QUIET).exit_code == 0
    assert len(kept(tmp_path, faulty.portal.id)[0]) == 2
    for path in reports:
        faulty.site.pages[path.replace("1.html", "")] = Page(paper.page("<ul></ul>").encode())
    del faulty.site.pages["/gk/nb/2020/1.html"]
    faulty.log.clear()
    summary = run([faulty.portal], tmp_path, QUIET)
    assert set(reports) <= set(faulty.log)
    assert summary.total("removed") == 1
    assert ("list_empty" in issues(summary), summary.exit_code) == (True, 4)


def test_a_report_in_a_frame_or_from_a_service_is_listed_counted_and_missed(faulty, tmp_path):
    """No link leads to it: the page that shows it announces it by its own name."""
    titles = {year: f"某县{year}年政府信息公开工作年度报告" for year in (2020, 2021, 2022)}
    frame = paper.page("<iframe src='/show/2020.html'></iframe>", titles[2020])
    call = paper.page("<div id=c></div><script>$.get('/api/doc?id=2021', show)</script>", titles[2021])
    data = {"data": {"title": titles[2021], "content": paper.FORM + "<p>政府信息公开</p>"}}
    column = links(
        ("/gk/nb/a/", "年度报告"), ("/gk/nb/b/", "信息公开年报"), ("/gk/nb/2022.html", titles[2022])
    )
    bodies = SECTION | titled(("/show/2020.html", titles[2020]), ("/gk/nb/2022.html", titles[2022]))
    bodies |= {"/gk/nb/": paper.page(column), "/gk/nb/a/": frame, "/gk/nb/b/": call}
    faulty.site.pages = {path: Page(body.encode()) for path, body in bodies.items()}
    service = Page(json.dumps(data, ensure_ascii=False).encode(), "application/json")
    faulty.site.answers = {"/api/doc?id=2021": service}
    for _ in range(2):
        summary = run([faulty.portal], tmp_path, QUIET)
        assert summary.exit_code == 0
        assert summary.portals[0].years == {"2020": 1, "2021": 1, "2022": 1}
    with Archive.open(tmp_path / f"{faulty.portal.id}.sqlite") as archive:
        listed = {page.link.text: page.link.list_url for page in archive.pages() if page.link}
    base = faulty.url.rstrip("/")
    assert listed == {
        titles[2020]: f"{base}/gk/nb/a/",
        titles[2021]: f"{base}/gk/nb/b/",
        titles[2022]: f"{base}/gk/nb/",
    }
    faulty.site.pages["/gk/nb/a/"] = Page(paper.page("<p>栏目调整</p>").encode())
    del faulty.site.pages["/show/2020.html"]
    gone = run([faulty.portal], tmp_path, QUIET)
    assert gone.total("removed") == 1
    assert {"list_empty", "removed"} <= issues(gone)
    assert gone.portals[0].years == {"2021": 1, "2022": 1}


def test_a_column_that_is_its_newest_report_is_asked_every_night(faulty, tmp_path):
    """The next year's report takes its place; those beside it, to which it alone leads, are kept."""

    def publish(newest: int) -> None:
        entries = [(f"/gk/nb/{year}.html", f"{year}年") for year in range(2019, newest)]
        bodies = SECTION | titled(*((path, f"某县{text}政府信息公开年度报告") for path, text in entries))
        title = f"某县{newest}年政府信息公开年度报告"
        bodies["/gk/nb/"] = paper.report(title, after=f"<div>{links(*entries)}</div>")
        faulty.site.pages = {path: Page(body.encode()) for path, body in bodies.items()}

    publish(2021)
    run([faulty.portal], tmp_path, QUIET)
    faulty.log.clear()
    quiet = run([faulty.portal], tmp_path, QUIET)
    assert (quiet.exit_code, quiet.total("new"), quiet.total("changed"), quiet.total("removed")) == (
        0,
        0,
        0,
        0,
    )
    assert faulty.log == ["/robots.txt", "/", "/gk/", "/gk/nb/"]
    publish(2022)
    summary = run([faulty.portal], tmp_path, QUIET)
    assert (summary.total("new"), summary.total("changed"), summary.total("removed")) == (1, 1, 0)
    base = faulty.url.rstrip("/")
    found = {f"{base}/gk/nb/{name}" for name in ("", "2019.html", "2020.html", "2021.html")}
    assert kept(tmp_path, faulty.portal.id) == (found, set())


def replace_body(page, lost: str):
    """The page as it is when nothing links to a report any more."""
    name = lost.rsplit("/", 1)[1].encode()
    return dataclasses.replace(page, body=page.body.replace(name, b"../../zwdt/index.html"))


def test_a_redesigned_portal_is_an_error_and_not_silence(tmp_path):
    with serve(names=["990104-wuquan"]) as portals:
        registry = load_portals([portals.folder])
        run(registry, tmp_path)
        before = kept(tmp_path, "990104-wuquan")[0]
        portals.turn(4)
        summary = run(registry, tmp_path)
        assert "list_empty" in issues(summary)
        assert summary.exit_code == 4
        assert before - kept(tmp_path, "990104-wuquan")[0] <= kept(tmp_path, "990104-wuquan")[1]


def test_a_portal_that_is_down_keeps_everything(tmp_path):
    with serve(names=["990105-dukouwan"]) as portals:
        registry = load_portals([portals.folder])
        run(registry, tmp_path)
        before = kept(tmp_path, "990105-dukouwan")
        portals.turn(5)
        summary = run(registry, tmp_path)
        assert summary.exit_code != 0
        assert kept(tmp_path, "990105-dukouwan") == before


def test_truth_on_disk_is_what_is_authored():
    for name in NAMES:
        written = json.loads((FOLDER / name / "truth.json").read_text())
        assert written == author(FOLDER / name).truth


@pytest.fixture
def faulty():
    """A portal of five families' simplest kind, whose paths can be told to misbehave."""
    with serve_faulty(author(FOLDER / "990101-qingping")) as portal:
        yield portal


def one_report(portal: FaultyPortal) -> str:
    """The path of a report that stands in one list only."""
    return next(report["paths"][0] for report in portal.site.truth if report["kind"] == "table")


@pytest.mark.parametrize("kind", ["429", "503", "reset", "wrong length"])
def test_a_passing_fault_costs_a_second_try_and_no_report(faulty, tmp_path, kind):
    path = one_report(faulty)
    faulty.faults = {path: Fault(kind, 1), "/zfxxgk/zfxxgknb/bm/index_1.html": Fault(kind, 1)}
    summary = run([faulty.portal], tmp_path)
    assert kept(tmp_path, faulty.portal.id)[0] == faulty.wanted()
    assert faulty.log.count(path) == 2
    assert summary.exit_code == 0


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("drip header", "timeout"),
        ("drip body", "timeout"),
        ("bomb", "too_large"),
        ("loop", "network_error"),
        ("off host", "off_host"),
        ("500", "server_error"),
        ("not found", "gone"),
        ("gone", "gone"),
        ("login", "login"),
        ("to login", "login"),
        ("maintenance", "maintenance"),
        ("shell", "shell"),
    ],
)
def test_a_lasting_fault_is_named_and_takes_nothing_else_along(faulty, tmp_path, kind, outcome):
    path = one_report(faulty)
    faulty.faults = {path: Fault(kind)}
    run([faulty.portal], tmp_path, replace(QUICK, attempts=2))
    lost = faulty.url.rstrip("/") + path
    assert kept(tmp_path, faulty.portal.id)[0] == faulty.wanted() - {lost}
    assert outcomes(tmp_path, faulty.portal.id, lost) == {outcome}
    assert not any("login" in asked for asked in faulty.log)


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("412", "blocked_challenge"),
        ("521", "blocked_challenge"),
        ("acw", "blocked_challenge"),
        ("waf", "blocked_waf"),
    ],
)
def test_a_challenge_is_told_kept_as_evidence_and_never_stored_as_a_report(faulty, tmp_path, kind, outcome):
    path = one_report(faulty)
    faulty.faults = {path: Fault(kind)}
    summary = run([faulty.portal], tmp_path)
    blocked = faulty.url.rstrip("/") + path
    assert blocked not in kept(tmp_path, faulty.portal.id)[0]
    assert outcomes(tmp_path, faulty.portal.id, blocked) == {outcome}
    assert outcome in issues(summary)
    assert summary.exit_code == 4


def test_a_challenge_closes_the_authority_for_every_portal_on_it(faulty, tmp_path):
    """The portal after the one that met it is not begun, nor are both by runs soon after; a person who asks
    for what failed asks again, and so does every run where that is wanted."""
    patient = replace(QUICK, challenge_hours=36)
    faulty.faults = {"/": Fault("waf", 1)}
    second = replace(faulty.portal, id="990199-second", start=(faulty.url + "zfxxgk/",))
    summary = run([faulty.portal, second], tmp_path, replace(QUICK, portals_at_once=1))
    assert faulty.log == ["/robots.txt", "/"]
    assert summary.exit_code == 1
    assert "challenged" in issues(summary)
    faulty.log.clear()
    again = run([faulty.portal], tmp_path, patient)
    assert faulty.log == []
    assert again.exit_code == 1
    assert "is not asked before" in str(again.portals[0].error)
    assert run([faulty.portal], tmp_path, patient, failed=True).exit_code == 0
    assert run([faulty.portal], tmp_path, patient).exit_code == 0  # it answers again: forgotten
    assert run([second], tmp_path, patient).exit_code == 1
    assert run([second], tmp_path, replace(QUICK, challenge_hours=0)).exit_code == 0


def test_no_host_but_loopback_is_asked_without_a_contact(faulty, tmp_path):
    """Not even one on the allow-list to which a page redirects."""
    path = one_report(faulty)
    faulty.faults = {path: Fault("off host")}
    far = replace(faulty.portal, hosts=(*faulty.portal.allowed.entries, "*.example.invalid"))
    run([far], tmp_path)
    with Archive.open(tmp_path / f"{far.id}.sqlite") as archive:
        ((url, _, outcome, note),) = archive.announced_in_vain()
    assert (url, outcome) == (faulty.url.rstrip("/") + path, "off_host")
    assert "contact" in (note or "")


@pytest.mark.parametrize("kind", ["catch-all", "to home"])
def test_pages_that_are_not_there_are_seen_through(faulty, tmp_path, kind):
    """Whatever is missing is answered with status 200."""
    path = one_report(faulty)
    del faulty.site.pages[path]
    faulty.catch_all = kind
    run([faulty.portal], tmp_path)
    assert kept(tmp_path, faulty.portal.id)[0] == faulty.wanted() - {faulty.url.rstrip("/") + path}


NIGHT = """
import asyncio, sys
from pathlib import Path
from gongkai.settings import Settings
from scraper import crawl, load_portals
asyncio.run(crawl(load_portals([Path(sys.argv[1])]), Path(sys.argv[2]), Settings()))
"""


def committed(archives: Path, portals: Portals) -> set[tuple[str, str]]:
    """(portal, path) of every address whose answer is in an archive, robots.txt included."""
    found = set()
    for name, server in portals.servers.items():
        path = archives / f"{name}.sqlite"
        if path.is_file():
            with Archive.open(path) as archive:
                found |= {(name, "/" + row.url.removeprefix(server.url)) for row in archive.captures()}
    return found


def test_kills_lose_nothing_and_nothing_committed_is_asked_for_again(tmp_path):
    """Three portals in one process, killed four times and started again: the server's log is the proof."""
    with serve(names=NAMES[:3]) as portals:
        for answers in (2, 17, 31, 9, None):
            before = committed(tmp_path, portals)
            start = len(portals.log)
            process = subprocess.Popen([sys.executable, "-c", NIGHT, str(portals.folder), str(tmp_path)])
            while answers is not None and process.poll() is None and len(portals.log) - start < answers:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.002)
            if answers is not None:
                process.send_signal(signal.SIGKILL)
            process.wait()
            again = {(asked.portal, asked.path) for asked in portals.log[start:]} & before
            assert again == set()
        for name in NAMES[:3]:
            assert kept(tmp_path, name)[0] == wanted(portals, name)


class Interrupted(Silence):
    """Ctrl-C as soon as the first portal is done."""

    def end(self, summary):  # noqa: ARG002
        self.task.cancel()


def test_a_portal_that_was_done_is_not_begun_again_when_the_crawl_goes_on(tmp_path):
    watch = Interrupted()

    async def night(portals):
        watch.task = asyncio.current_task()
        await crawl(portals, tmp_path, Settings(), watch=watch)

    with serve(names=NAMES[:3]) as portals:
        registry = load_portals([portals.folder])
        with pytest.raises(asyncio.CancelledError):
            asyncio.run(night(registry))
        before = committed(tmp_path, portals)
        start = len(portals.log)
        summary = run(registry, tmp_path)
        assert {(asked.portal, asked.path) for asked in portals.log[start:]} & before == set()
        assert [portal.reports for portal in summary.portals] == [
            len(wanted(portals, name)) for name in NAMES[:3]
        ]
        # What came to its end is over: the next crawl is another night, and asks.
        start = len(portals.log)
        run(registry, tmp_path)
        assert {asked.portal for asked in portals.log[start:]} == set(NAMES[:3])


def outcomes(archives: Path, name: str, url: str) -> set[str]:
    with Archive.open(archives / f"{name}.sqlite") as archive:
        return {row.outcome for row in archive.captures() if row.url == url}
