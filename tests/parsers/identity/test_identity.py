# ruff: noqa: E501 - markup and sentences are quoted in one piece
"""Titles, agencies, years and dates as portals and offices print them."""

from datetime import datetime

import pytest

from gongkai.records import Link
from parsers.html.page import read_page
from parsers.identity.dates import CHINA
from parsers.identity.identity import Identity, read_identity
from parsers.outline.outline import read_outline
from parsers.text.plain import read_text
from tests.parsers.chrome import BODY, PORTALS, page

TITLE = "青溪县水利局2020年政府信息公开工作年度报告"
AGENCY = "青溪县水利局"
PLACELESS = "2020年政府信息公开工作年度报告"


def identify(html: str, link: Link | None = None) -> Identity:
    document = read_page(html)
    return read_identity(document, read_outline(document), link)


@pytest.mark.parametrize("portal", sorted(PORTALS))
def test_every_kind_of_portal(portal: str) -> None:
    found = identify(page(portal))
    assert found.title == TITLE
    assert (found.agency, found.agency_kind, found.report_year) == (AGENCY, "department", 2020)
    assert found.published_at == datetime(2021, 1, 28, 16, 5, tzinfo=CHINA)
    assert found.published_precision == "minute"
    assert found.issues == []


@pytest.mark.parametrize(
    ("title", "source", "printed", "agency", "kind"),
    [
        (f"{TITLE} {TITLE}", AGENCY, TITLE, AGENCY, "department"),
        (
            "青溪县水利局 2020年信息公开 年度报告",
            AGENCY,
            "青溪县水利局2020年信息公开年度报告",
            AGENCY,
            "department",
        ),
        ("【图文】" + TITLE + "（文字版）", AGENCY, "【图文】" + TITLE + "（文字版）", AGENCY, "department"),
        ("2020年政府信息公开工作年度报告", AGENCY, "2020年政府信息公开工作年度报告", AGENCY, "department"),
        ("县水利局2020年政府信息公开报告", AGENCY, "县水利局2020年政府信息公开报告", AGENCY, "department"),
        (
            "青溪县2020年政府信息公开工作年度报告",
            "县政府办",
            "青溪县2020年政府信息公开工作年度报告",
            "青溪县人民政府",
            "government",
        ),
        (
            "白石镇人民政府2020年政府信息公开年报",
            "白石镇",
            "白石镇人民政府2020年政府信息公开年报",
            "白石镇人民政府",
            "township",
        ),
        (TITLE, "青溪县人民政府办公室", TITLE, AGENCY, "department"),
        (
            "青溪縣水利局2020年政府信息公開工作年度報告",
            AGENCY,
            "青溪縣水利局2020年政府信息公開工作年度報告",
            "青溪縣水利局",
            "department",
        ),
    ],
)
@pytest.mark.parametrize("portal", ["trs", "empire"])
def test_titles(portal: str, title: str, source: str, printed: str, agency: str, kind: str) -> None:
    found = identify(page(portal, title=title, source=source))
    assert (found.title, found.agency, found.agency_kind) == (printed, agency, kind)
    assert found.report_year == 2020


NOTICE = (
    "<h1>关于印发《青溪县水利局2020年政府信息公开工作年度报告》的通知</h1><p>发布时间：2021-02-03</p><p>各股室：</p>"
    f"<p>现将年度报告印发给你们，请认真学习。</p><p>{AGENCY}</p><p>2021年1月5日</p><p>{TITLE}</p>"
)


@pytest.mark.parametrize(
    "head",
    [
        f"<p>{AGENCY}</p><p>2020年政府信息公开工作年度报告</p><p>2021-01-05</p>",
        "<h1>青溪县水利局2020年政府信息<br>公开工作年度报告</h1><p>（2021年1月5日）</p>",
        "<p>青溪县水利局2020年政府信息</p><p>公开工作年度报告</p><p>2021-01-05</p>",
        NOTICE,
        f"<h1>青溪县人民政府</h1><h2>政府信息公开年报</h2><div>{TITLE}</div><div>[2021-01-28 10:11] 来源：本站</div>",
        f"<div style='display: none'><h1>{TITLE}</h1></div>",
    ],
)
def test_titles_that_are_cut_wrapped_or_hidden(head: str) -> None:
    found = identify(f"<html><title>青溪县人民政府</title><body><div>首页</div>{head}{BODY}</body></html>")
    assert (found.title, found.agency, found.report_year) == (TITLE, AGENCY, 2020)


def test_title_from_the_title_tag_without_its_site() -> None:
    html = (
        f"<html><head><title>{TITLE}-政府信息公开年报-青溪县人民政府</title></head><body>{BODY}</body></html>"
    )
    assert identify(html).title == TITLE


def test_site_and_column_before_the_title_in_the_title_tag() -> None:
    head = "<title>青溪县人民政府 政府信息公开年报 2020年政府信息公开工作年度报告</title>"
    found = identify(f"<html><head>{head}</head><body><p>发布机构：{AGENCY}</p>{BODY}</body></html>")
    assert (found.title, found.agency) == ("2020年政府信息公开工作年度报告", AGENCY)
    spaced = "<title>青溪县水利局 2020年政府信息公开工作年度报告</title>"
    assert identify(f"<html><head>{spaced}</head><body>{BODY}</body></html>").title == TITLE


def test_title_from_the_list_where_the_page_has_none() -> None:
    found = identify(f"<html><body>{BODY}</body></html>", Link(text="x", title=TITLE))
    assert (found.title, found.agency) == (TITLE, AGENCY)


def test_a_list_grouped_by_body_and_year_names_what_the_page_does_not() -> None:
    silent = "<h1>政府信息公开年报</h1>" + BODY.replace("2020", "本")
    found = identify(silent, Link(text=AGENCY, title="2020年"))
    assert (found.agency, found.report_year, found.issues) == (AGENCY, 2020, [])
    office = f"<h1>{PLACELESS}</h1><p>来源：青溪县人民政府办公室</p>{BODY}"
    assert identify(office, Link(text="城东街道办事处")).agency == "城东街道办事处"
    assert identify(office, Link(text="点击查看")).agency == "青溪县人民政府办公室"


def test_a_clause_that_ends_like_a_name_is_none() -> None:
    for words in (
        "坚持以人民为中心，做好公开。",
        "在县人民政府办公室，大家齐心。",
        "深入贯彻县委办公室，按要求公开。",
    ):
        assert identify(f"<h1>{PLACELESS}</h1><p>{words}</p>{BODY}").agency is None


def test_the_page_wins_over_the_list() -> None:
    found = identify(page("trs"), Link(text="青溪县财政局2019年政府信息公开工作年度报告"))
    assert (found.title, found.report_year) == (TITLE, 2020)


def test_signature_names_the_agency_before_the_publishing_office() -> None:
    body = BODY + f"<p>{AGENCY}</p><p>2021年1月20日</p>"
    html = page("trs", title="2020年政府信息公开工作年度报告", source="青溪县人民政府办公室", body=body)
    assert identify(html).agency == AGENCY


def test_opening_sentence_names_the_agency() -> None:
    html = page("hunan", title="2020年政府信息公开年报", body=f"<p>本报告由{AGENCY}编制。</p>" + BODY)
    assert identify(html).agency == AGENCY


def test_the_site_is_the_last_to_name_the_agency_and_that_is_an_issue() -> None:
    def read(site: str, body: str = BODY) -> Identity:
        head = f"<title>{PLACELESS}-{site}</title>"
        return identify(f"<html><head>{head}</head><body><h1>{PLACELESS}</h1>{body}</body></html>")

    county = read("青溪县人民政府门户网站")
    assert (county.agency, county.agency_kind) == ("青溪县人民政府", "government")
    assert [issue.code for issue in county.issues] == ["agency_of_site"]
    assert read("青溪县水利局网站").agency == AGENCY
    ours = BODY + "<p>我局将加强培训。</p>"
    assert read("青溪县人民政府", ours).agency is None
    assert read("青溪县水利局", ours).agency == AGENCY


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("", "<p>青溪县水利局</p>"),
        ("<p>青溪县水利局</p>", ""),
        ("<meta name=ContentSource content=青溪县水利局><p>来源：本站</p>", ""),
        ("<p>来源：青溪县融媒体中心</p><p>作者：青溪县水利局</p>", ""),
        ("<p>发布机构：办公室</p><p>供稿：青溪县水利局</p>", ""),
    ],
)
def test_names_beside_a_title_without_one(head: str, tail: str) -> None:
    found = identify(f"<html><body>{head}<h1>{PLACELESS}</h1>{BODY}{tail}</body></html>")
    assert (found.title, found.agency) == (PLACELESS, AGENCY)


def test_the_name_in_full_is_found_in_the_text() -> None:
    body = BODY.replace("全年", "全年，青溪县水利局") + "<p>在临江市水利局指导下，青溪县水利局完成任务。</p>"
    assert identify(f"<h1>水利局{PLACELESS}</h1>{body}").agency == AGENCY


def test_a_notice_names_the_agency_that_the_title_in_it_does_not() -> None:
    head = "<h1>青溪县水利局关于印发《2020年政府信息公开工作年度报告》的通知</h1><p>来源：青溪县教育局</p>"
    found = identify(head + BODY)
    assert (found.title, found.agency) == (PLACELESS, AGENCY)


def test_odd_titles_still_name_agency_and_year() -> None:
    found = identify(f"<h1>青溪县水利局2019年年报</h1>{BODY.replace('2020', '2019')}")
    assert (found.title, found.agency, found.report_year) == ("青溪县水利局2019年年报", AGENCY, 2019)


def test_the_signature_dates_a_report_that_nothing_else_dates() -> None:
    signed = f"<h1>{TITLE}</h1>{BODY}<p>{AGENCY}</p><p>二〇二一年一月二十日</p>"
    assert identify(signed).published_at == datetime(2021, 1, 20, tzinfo=CHINA)
    tagged = f"<html><head><meta name=PubDate content=2021-01-28></head><body>{signed}</body></html>"
    assert identify(tagged).published_at == datetime(2021, 1, 28, tzinfo=CHINA)


@pytest.mark.parametrize("printed", ["二〇二〇", "二○二○", "二O二O", "二零二零", "２０２０", "2 0 2 0"])
def test_years_in_any_digits(printed: str) -> None:
    found = identify(page("trs", title=f"青溪县水利局{printed}年政府信息公开工作年度报告"))
    assert (found.agency, found.report_year) == (AGENCY, 2020)
    assert found.issues == []


def test_year_from_the_text_where_the_title_has_none() -> None:
    assert identify(page("hunan", title="青溪县水利局政府信息公开工作年度报告")).report_year == 2020


def test_contradicting_years_are_an_issue_and_the_title_is_kept() -> None:
    found = identify(page("trs", title="青溪县水利局2019年政府信息公开工作年度报告"))
    assert found.report_year == 2019
    assert [issue.code for issue in found.issues] == ["year_conflict"]


def test_publication_before_the_year_ends_is_an_issue() -> None:
    found = identify(page("trs", date="2019-06-01"))
    assert [issue.code for issue in found.issues] == ["year_conflict"]


def test_no_year_anywhere_is_null_and_an_issue() -> None:
    html = "<h1>青溪县水利局政府信息公开工作年度报告</h1><p>一、总体情况</p><p>全年公开信息。</p>"
    found = identify(html)
    assert found.report_year is None
    assert [issue.code for issue in found.issues] == ["year_missing"]


def test_a_page_that_is_no_report_has_no_agency_from_its_title_and_no_year() -> None:
    found = identify("<h1>青溪县2020年国民经济和社会发展统计公报</h1><p>2020年，全县生产总值增长。</p>")
    assert found.title == "青溪县2020年国民经济和社会发展统计公报"
    assert found.report_year is None


@pytest.mark.parametrize(
    ("head", "published", "precision"),
    [
        ("<p>发布时间：2021-01-28 16:05:33 来源：x</p>", datetime(2021, 1, 28, 16, 5, 33, tzinfo=CHINA), "minute"),
        ("<p>发布日期：2021年1月8日 点击数：</p>", datetime(2021, 1, 8, tzinfo=CHINA), "day"),
        ("<p>发布日期：</p><p>2021/01/08</p>", datetime(2021, 1, 8, tzinfo=CHINA), "day"),
        ("<p>时 间：2021.01.08 00:00:00</p>", datetime(2021, 1, 8, tzinfo=CHINA), "day"),
        ("<p>成文日期：2021-01-05</p><p>发布时间：2021-01-28</p>", datetime(2021, 1, 28, tzinfo=CHINA), "day"),
        ("<p>成文日期：2021-01-05</p>", datetime(2021, 1, 5, tzinfo=CHINA), "day"),
        ("<p>（2021年1月5日）</p>", datetime(2021, 1, 5, tzinfo=CHINA), "day"),
        ("<p>更新时间：2022-03-04</p>", None, None),
        ("<p>发布时间：2021-13-45</p>", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_dates(head: str, published: datetime | None, precision: str | None) -> None:
    found = identify(f"<html><body><h1>{TITLE}</h1>{head}{BODY}</body></html>")
    assert (found.published_at, found.published_precision) == (published, precision)


def test_the_date_at_the_title_before_the_tag_before_the_day_of_writing() -> None:
    tag = '<meta name="PubDate" content="2021-02-02 08:00">'
    written = "<p>发文日期：2021-01-05</p>"
    assert str(identify(f"{tag}<h1>{TITLE}</h1>{written}{BODY}").published_at)[:10] == "2021-02-02"
    printed = f"{tag}<h1>{TITLE}</h1><p>发布时间：2021-01-28</p>{BODY}"
    assert str(identify(printed).published_at)[:10] == "2021-01-28"


def test_division_code_from_the_tag_or_the_footer() -> None:
    assert identify(page("trs")).division_code == "430299"
    assert identify(page("empire")).division_code == "430299"
    assert identify(page("hunan")).division_code is None
    assert identify('<meta name="SiteIDCode" content="bm12000001">' + page("hunan")).division_code is None


def test_identity_of_saved_text() -> None:
    document = read_text(
        f"首页| 电子地图\n\n{TITLE}\n发布时间:2021-01-31 17:17浏览次数:字体:[ ]\n\n一、总体情况\n  2020年,我局\n"
    )
    found = read_identity(document, read_outline(document))
    assert (found.title, found.agency) == (TITLE, AGENCY)
    assert found.published_at == datetime(2021, 1, 31, 17, 17, tzinfo=CHINA)


def test_title_and_byline_in_one_line() -> None:
    html = f"<div>{TITLE} 【发布时间：2021-01-28】</div>{BODY}"
    found = identify(html)
    assert (found.title, found.agency, str(found.published_at)[:10]) == (TITLE, AGENCY, "2021-01-28")


def test_title_in_the_block_of_metadata() -> None:
    block = f"<table><tr><td>索引号</td><td>K1</td></tr><tr><td>名 称</td><td>{TITLE}</td></tr></table>"
    assert identify(f"<html><title>青溪县人民政府</title><body>{block}{BODY}</body></html>").title == TITLE


def test_title_after_something_like_a_chapter_in_the_navigation() -> None:
    found = identify(
        f"<div>1、网上申请</div><div>2、下载</div><h1>{TITLE}</h1><p>发布时间：2021-01-28</p>{BODY}"
    )
    assert (found.title, str(found.published_at)[:10]) == (TITLE, "2021-01-28")
