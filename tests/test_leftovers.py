"""What a night leaves undone is told, and done by the next one or by `--failed`; nothing else is."""

import pytest

from gongkai.archive import Archive
from gongkai.cli.crawl_view import sums
from scraper import CrawlSummary
from scraper.run.fetch import utc_now
from tests.county import CHALLENGE, Answer, kept, night, serve_county
from tests.scraper.paper import FORM, links, page, report

YEARS = range(2016, 2023)
BUSY = Answer(b"busy", 503)
PDF = Answer(b"%PDF-1.4 x", headers={"Content-Type": "application/pdf"})


def path(year: int) -> str:
    return f"/gk/nb/{year}.html"


def title(year: int) -> str:
    return f"某县{year}年政府信息公开工作年度报告"


@pytest.fixture
def county():
    """Seven reports in one list, the last of them with a file."""
    pages = {
        "/": page(links(("/gk/", "政府信息公开"))),
        "/gk/": page(links(("/gk/nb/", "政府信息公开年报"))),
        "/gk/nb/": page(links(*((path(year), title(year)) for year in YEARS))),
    }
    pages |= {path(year): report(title(year)) for year in YEARS}
    pages[path(2022)] = report(title(2022), FORM + "<p><a href='f.pdf'>附件：年报.pdf</a></p>")
    with serve_county(pages) as running:
        running.pages["/gk/nb/f.pdf"] = PDF
        yield running


@pytest.mark.parametrize(
    "where", ["/", "/gk/", "/gk/nb/", path(2016), path(2019), path(2022), "/gk/nb/f.pdf"]
)
def test_after_a_challenge_all_that_was_not_asked_for_is_told_and_then_had_by_failed(county, tmp_path, where):
    whole = county.pages[where]
    county.pages[where] = CHALLENGE
    first = night(county, tmp_path)
    had = set(county.asked)
    assert first.exit_code in (1, 4)
    assert first.total("failed") == 1
    again = night(county, tmp_path, failed=True)
    assert again.exit_code == 4
    assert county.asked == [where]
    county.pages[where] = whole
    last = night(county, tmp_path, failed=True)
    assert last.exit_code == 0
    assert kept(tmp_path) == set(map(path, YEARS))
    assert set(county.asked) == set(county.pages) - (had - {where})
    assert (last.total("pending"), last.total("failed")) == (0, 0)


def test_what_is_pending_is_what_would_have_been_asked_for(county, tmp_path):
    """A page limit leaves what is not saved; what is saved already, and not due, is not to go."""
    first = night(county, tmp_path, limit=5)
    assert (first.total("pending"), first.exit_code) == (5, 4)  # of seven reports; the file is not known yet
    second = night(county, tmp_path)
    assert (second.total("new"), second.total("pending"), second.exit_code) == (5, 0, 0)
    third = night(county, tmp_path, limit=2)
    assert (third.total("pending"), third.exit_code) == (1, 4)


def test_years_left_out_are_not_called_known_and_not_failed(county, tmp_path):
    first = night(county, tmp_path, since=2020)
    (portal,) = first.portals
    assert (portal.new, portal.known, portal.left_out, first.exit_code) == (3, 0, 4, 0)
    county.pages[path(2020)] = BUSY
    assert night(county, tmp_path, since=2020, recheck=True).exit_code == 4
    county.pages[path(2020)] = report(title(2020))
    assert night(county, tmp_path, failed=True).exit_code == 0
    assert county.asked == [path(2020)]
    assert night(county, tmp_path).total("new") == 4


def test_a_crawl_within_limits_leaves_the_rest_to_the_next_plain_one(county, tmp_path):
    """What is done by a run that was to ask for less, or for something else, is not done by a whole one."""
    assert night(county, tmp_path, limit=5).exit_code == 4
    assert night(county, tmp_path, since=2021).exit_code == 0
    left = len(YEARS) - len(kept(tmp_path))
    assert left
    (third,) = night(county, tmp_path).portals
    assert (third.new, third.known, third.left_out) == (left, len(YEARS) - left, 0)
    assert kept(tmp_path) == set(map(path, YEARS))
    (nothing,) = night(county, tmp_path, failed=True).portals
    assert (nothing.requests, nothing.known, nothing.unchanged) == (0, 0, 0)


def test_a_portal_whose_robots_fail_is_left_alone_for_the_night(county, tmp_path):
    """An error of the server says to stay away, in whichever run; no answer at all may be our own network."""
    county.pages["/robots.txt"] = Answer(b"busy", 503)
    (first,) = night(county, tmp_path).portals
    assert "not asked before" in str(first.error)
    again = night(county, tmp_path, days=0.4)
    assert (county.log, again.exit_code) == ([], 1)
    assert "robots.txt could not be read and is not asked before" in str(again.portals[0].error)
    assert night(county, tmp_path, days=0.4, failed=True).exit_code
    assert [one for one, _ in county.log] == ["/robots.txt"]
    del county.pages["/robots.txt"]
    assert night(county, tmp_path, days=1).total("new") == len(YEARS)
    assert night(county, tmp_path, days=1).exit_code == 0


def test_a_challenge_is_not_asked_for_again_the_same_night(county, tmp_path):
    """Not even its robots.txt; the night after, one request shows what has become of it."""
    county.pages["/"] = CHALLENGE
    (first,) = night(county, tmp_path).portals
    assert "not asked before" in str(first.error)
    again = night(county, tmp_path)
    assert (county.log, again.exit_code) == ([], 1)
    assert "not asked before" in str(again.portals[0].error)
    assert night(county, tmp_path, days=0.4).exit_code == 1
    assert county.log == []
    night(county, tmp_path, days=1)
    assert county.asked == ["/"]
    night(county, tmp_path, days=1.1, recheck=True)
    assert county.asked == ["/"]
    night(county, tmp_path, days=1.2)
    assert county.log == []


def test_the_first_page_comes_a_crawl_delay_after_the_rules_that_ask_for_it(county, tmp_path):
    county.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 0.3\n"
    (portal,) = night(county, tmp_path, limit=1).portals
    assert portal.requests == 2
    assert portal.seconds >= 0.3


def test_a_file_of_an_old_report_is_asked_for_until_it_comes(county, tmp_path):
    """Its report is not asked for any more."""
    county.pages["/gk/nb/f.pdf"] = BUSY
    assert night(county, tmp_path).exit_code == 4
    assert night(county, tmp_path).exit_code == 4
    assert county.asked == ["/", "/gk/", "/gk/nb/", "/gk/nb/f.pdf"]
    county.pages["/gk/nb/f.pdf"] = PDF
    assert night(county, tmp_path).exit_code == 0
    assert night(county, tmp_path).exit_code == 0
    assert county.asked == ["/", "/gk/", "/gk/nb/"]


def test_an_emptied_list_stays_an_error_until_it_is_mended(county, tmp_path):
    night(county, tmp_path)
    whole = county.pages["/gk/nb/"]
    county.pages["/gk/nb/"] = page("<p>改版中</p>")
    assert night(county, tmp_path).exit_code == 4
    for _ in range(2):
        again = night(county, tmp_path, failed=True)
        assert again.exit_code == 4
        assert "list_empty" in {issue.code for _, issue in again.portals[0].issues}
        assert county.asked == ["/gk/nb/"]
    county.pages["/gk/nb/"] = whole
    assert night(county, tmp_path, failed=True).exit_code == 0


def test_reports_are_counted_as_reports_and_their_files_as_files(county, tmp_path):
    """A file that a list shows is a report; a file of a report page is none."""
    county.pages["/gk/nb/"] = page(
        links(*((path(year), title(year)) for year in YEARS), ("2015.pdf", title(2015)))
    )
    county.pages["/gk/nb/2015.pdf"] = PDF
    (first,) = night(county, tmp_path).portals
    assert (first.new, first.reports, len(kept(tmp_path))) == (8, 8, 8)
    assert (first.attachments.new, first.attachments.saved) == (1, 1)
    (second,) = night(county, tmp_path).portals
    assert (second.new, second.known, second.reports, second.attachments.new) == (0, 8, 8, 0)
    with Archive.open(tmp_path / "990199-county.sqlite") as archive:
        stats = archive.stats()
    assert (stats.reports, stats.attachments) == (8, 1)
    county.pages["/gk/nb/f.pdf"] = Answer(b"%PDF-1.4 y", headers=PDF.headers)
    (third,) = night(county, tmp_path, recheck=True).portals
    assert (third.changed, third.unchanged, third.attachments.changed) == (0, 8, 1)
    del county.pages["/gk/nb/f.pdf"]
    (fourth,) = night(county, tmp_path, recheck=True).portals
    assert (fourth.removed, fourth.attachments.removed, fourth.attachments.saved) == (0, 1, 1)
    sums_of_it = sums(CrawlSummary(started=utc_now(), seconds=1, portals=[third]))
    assert sums_of_it[-1] == "attachments of reports: 0 new, 1 changed, 1 in all"


def test_failed_walks_through_lists_of_units_as_they_are_known(county, tmp_path):
    """So that what it says of the years is what the last whole night said."""
    county.pages["/gk/nb/"] = page(links(("/d1/", "水利局"), ("/d2/", "教育局")))
    for number, years in enumerate((YEARS[:4], YEARS[4:]), 1):
        county.pages[f"/d{number}/"] = page(links(*((path(year), title(year)) for year in years)))
    whole = night(county, tmp_path).portals[0]
    county.pages[path(2022)] = BUSY
    assert night(county, tmp_path, recheck=True).exit_code == 4
    county.pages[path(2022)] = report(title(2022))
    again = night(county, tmp_path, failed=True)
    assert county.asked == [path(2022)]
    assert (again.exit_code, again.portals[0].years, again.portals[0].entries) == (
        0,
        whole.years,
        whole.entries,
    )


def test_a_list_that_is_gone_for_good_does_not_hide_what_goes_after_it(county, tmp_path):
    """The list moved; some nights later a report that the old one showed too is taken down."""
    night(county, tmp_path)
    county.pages["/gk/"] = page(links(("/neu/nb/", "政府信息公开年报")))
    county.pages["/neu/nb/"] = county.pages.pop("/gk/nb/")
    for _ in range(5):
        assert night(county, tmp_path).total("removed") == 0
    assert "/gk/nb/" not in county.asked
    county.pages["/neu/nb/"] = page(links(*((path(year), title(year)) for year in YEARS[1:])))
    del county.pages[path(2016)]
    assert night(county, tmp_path).total("removed") == 1


def test_a_report_that_was_removed_goes_with_its_files_and_has_not_failed(county, tmp_path):
    night(county, tmp_path)
    county.pages["/gk/nb/"] = page(links(*((path(year), title(year)) for year in YEARS[:-1])))
    del county.pages[path(2022)], county.pages["/gk/nb/f.pdf"]
    (portal,) = night(county, tmp_path).portals
    assert (portal.removed, portal.attachments.removed, portal.failed) == (1, 1, 0)
    assert night(county, tmp_path, failed=True).exit_code == 0
    assert county.asked == []
    night(county, tmp_path)
    assert county.asked == ["/", "/gk/", "/gk/nb/"]


@pytest.mark.parametrize("how", ["had by --failed", "rechecked while the list was down"])
def test_reports_that_move_are_missed_at_their_old_addresses(county, tmp_path, how):
    """However the last request for them came about: the list of that night was not read."""
    if how == "had by --failed":
        whole = county.pages[path(2016)]
        county.pages[path(2016)] = CHALLENGE
        night(county, tmp_path)
        county.pages[path(2016)] = whole
        assert night(county, tmp_path, failed=True).exit_code == 0
    else:
        night(county, tmp_path)
        whole = county.pages["/gk/nb/"]
        county.pages["/gk/nb/"] = BUSY
        night(county, tmp_path, recheck=True)
    moved = {path(year).replace("nb", "neu"): county.pages.pop(path(year)) for year in YEARS}
    county.pages["/gk/nb/"] = page(links(*((to, title(year)) for to, year in zip(moved, YEARS, strict=True))))
    county.pages |= moved
    county.pages["/gk/neu/f.pdf"] = county.pages.pop("/gk/nb/f.pdf")
    summary = night(county, tmp_path)
    assert (summary.total("new"), summary.total("removed"), summary.exit_code) == (7, 7, 0)
    assert kept(tmp_path) == set(moved)


def test_what_was_not_asked_for_is_told_in_the_sums(county, tmp_path):
    county.pages[path(2016)] = CHALLENGE
    first = night(county, tmp_path)
    assert sums(first)[1] == "0 new, 0 changed, 0 removed, 1 failed, 6 not asked for"


def test_recheck_asks_for_every_known_report_listed_or_not(county, tmp_path):
    """One that no list shows any more has changed, one that was gone is back."""
    night(county, tmp_path)
    county.pages["/gk/nb/"] = page(links(*((path(year), title(year)) for year in YEARS[2:])))
    gone = county.pages.pop(path(2016))
    assert night(county, tmp_path).total("removed") == 1
    county.pages[path(2016)] = gone
    county.pages[path(2017)] = report(title(2017), FORM + "<p>本年度未收取费用。</p>")
    (portal,) = night(county, tmp_path, recheck=True).portals
    assert set(map(path, YEARS)) <= set(county.asked)
    assert (portal.changed, portal.unchanged, portal.new, portal.removed) == (1, 6, 0, 0)
    assert kept(tmp_path) == set(map(path, YEARS))
    for _ in range(2):
        night(county, tmp_path)
    assert county.asked == ["/", "/gk/", "/gk/nb/"]
