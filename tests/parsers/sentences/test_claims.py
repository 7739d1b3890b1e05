"""Sentences of 2016 of a county's water bureau: what they state, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.sentences.claims import read_claims
from parsers.sentences.indicators import indicators
from parsers.sentences.phrases import Setting

STATISTICS = indicators(frozenset(("statistics",)))
NEWER = indicators(frozenset(("requests", "disputes", "disclosure")))


def told(sentence: str, heading: str = "政府信息公开和收费情况", newer: bool = False) -> dict[str, float]:
    """Item -> value of what a sentence states."""
    setting = Setting(heading, None, 2016, "石渡县水利局")
    claims = read_claims(sentence, NEWER if newer else STATISTICS, setting)
    assert len({claim.indicator.item for claim in claims}) == len(claims)
    return {claim.indicator.item: float(claim.value) for claim in claims}


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("2016年，县水利局共主动公开政府信息86条", {"disclosed_total": 86}),
        ("主动公开政府信息3类共103条，同比增长12%", {"disclosed_total": 103}),
        ("通过网站、公示栏等多种渠道主动公开信息，共计一百二十条", {"disclosed_total": 120}),
        ("主动公开政府信息86条，比2015年增加6条", {"disclosed_total": 86}),
        ("2015年主动公开政府信息70条，2016年主动公开政府信息86条", {"disclosed_total": 86}),
        ("历年累计公开信息5302条，其中本年度公开政府信息86条", {"disclosed_total": 86}),
        (
            "在局门户网站上主动公开政府信息135条，其中政府公报公开政府信息45条，政府网站公开政府信息50条",
            {"disclosed_total": 135, "disclosed_gazette": 45, "disclosed_website": 50},
        ),
        (
            "公开信息86条，其中网站52条，微博20条，微信14条",
            {
                "disclosed_total": 86,
                "disclosed_website": 52,
                "disclosed_weibo": 20,
                "disclosed_wechat": 14,
            },
        ),
        (
            "通过政府网站、政务微博、政务微信分别公开政府信息52条、20条和14条",
            {"disclosed_website": 52, "disclosed_weibo": 20, "disclosed_wechat": 14},
        ),
        ("当面申请、网络申请分别为2件和3件", {"received_in_person": 2, "received_online": 3}),
        ("当面、传真申请均为零", {"received_in_person": 0, "received_fax": 0}),
        ("收到3件政府信息公开申请，均已答复", {"requests_received": 3}),
        (
            "收到政府信息公开申请5件，办结5件（“同意公开”的3件，2件信息不存在）",
            {"requests_received": 5, "requests_closed": 5, "answered_granted": 3, "answered_not_exist": 2},
        ),
        ("没有收到公民、法人或者其他组织要求公开政府信息的申请", {"requests_received": 0}),
        ("未因政府信息公开被申请行政复议、提起行政诉讼", {"reviews": 0, "litigation": 0}),
        ("因政府信息公开引起的行政复议和行政诉讼没有发生", {"reviews": 0, "litigation": 0}),
        ("政府信息公开行政复议：无", {"reviews": 0}),
        (
            "政府信息公开行政复议3件，其中维持具体行政行为2件，被依法纠错1件",
            {"reviews": 3, "reviews_upheld": 2, "reviews_corrected": 1},
        ),
        ("全年未收取依申请公开信息的检索、复制费用", {"request_fees": 0}),
        ("依申请公开信息收取的费用0.04万元", {"request_fees": 400}),
        ("政府信息公开专项经费两万元", {"budget": 20_000}),
        ("专职、兼职人员各1人", {"staff_full_time": 1, "staff_part_time": 1}),
        ("没有专职人员，由2名兼职人员承担", {"staff_full_time": 0, "staff_part_time": 2}),
        ("举办政府信息公开培训2期、56人次", {"trainings": 2, "trained": 56}),
        ("全年召开3次政府信息公开工作会议", {"meetings": 3}),
        ("全年公开了86条政府信息", {"disclosed_total": 86}),
        ("通过公示栏、显示屏等公开政府信息86条", {"disclosed_total": 86}),
        (
            "信息公开工作配备人员3名，其中专职1名，兼职2名",
            {"staff": 3, "staff_full_time": 1, "staff_part_time": 2},
        ),
        ("行政复议、政府信息公开行政诉讼：0件", {"reviews": 0, "litigation": 0}),
        ("收到投诉案件326件，涉及政府信息公开的举报投诉0件", {"complaints": 0}),
        ("因林权纠纷引起的行政复议2件、行政诉讼1件；政府信息公开行政诉讼3件", {"litigation": 3}),
        ("举办新闻发布会3次，其中主要领导参加2次", {"press_conferences": 3, "press_conferences_chief": 2}),
        ("“石渡水利”微信公众号公开政府信息20条", {"disclosed_wechat": 20}),
        ("无收费", {"request_fees": 0}),
        ("举办防汛培训班2期、政府信息公开培训班1期，培训人员220人次", {"trainings": 1}),
        ("举办防汛培训班2期，培训90人次；举办信息公开培训班1期，培训30人次", {"trainings": 1, "trained": 30}),
        ("应主动公开政府信息90条，实际主动公开政府信息86条", {"disclosed_total": 86}),
        ("没有出现依申请公开政府信息的情况", {"requests_received": 0}),
        ("信息公开专项经费支出五千元", {"budget": 5000}),
        ("发布政策解读稿件1,234篇", {"policy_explanations": 1234}),
    ],
)
def test_figures_stated(sentence: str, figures: dict[str, float]) -> None:
    assert told(sentence) == figures


@pytest.mark.parametrize(
    "sentence",
    [
        "受理12315投诉举报47件，申诉办结率98%",
        "受理取水许可申请33件，办结33件，举报投诉12起",
        "办理12345热线转办件797件，按时办结80件",
        "办理人大代表建议14件、政协提案5件，答复19件",
        "办理行政许可申请844件，其中网上申请300件，办结276件",
        "自网站开通以来，累计公开信息7469条",
        "截至2016年底，累计主动公开政府信息7469条",
        "2015年主动公开政府信息70条",
        "主动公开政府信息比上年增加6条",
        "计划举办信息公开培训班2期，主动公开信息100条以上",
        "主动公开政府信息约100条",
        "上半年主动公开政府信息40条",
        "涉及水利工程的主动公开信息12条",
        "下属单位主动公开政府信息12条",
        "县教育局主动公开政府信息12条",
        "网站和微信公开信息86条",
        "通过政务微博、微信公开信息86条",
        "召开防汛工作会议12次，举办水利技术培训班6期，培训人员320人次",
        "参加上级组织的信息公开培训3次",
        "行政复议、行政诉讼3件",
        "县法制办受理行政复议案件54件",
        "没有超期未答复的申请",
        "报送政务信息120条",
        "专职水政执法人员12名",
        "征收水资源费230万元",
        "通过门户网站发布信息348条",
        "累计主动公开政府信息205条，其中2016年新增86条",
        "“十二五”期间，共主动公开政府信息560条",
        "2011年至2016年，共主动公开政府信息560条",
        "2016年1至6月主动公开政府信息40条",
        "审批主动公开信息90条，退回4条",
        "对应公开的86条信息全部公开",
        "发生行政诉讼1件，系工程合同纠纷",
        "召开信息公开工作推进会1次、调度会2次",
        "编制5人，实有4人，其中专职2人",
        "检索费1元/件，复印费0.5元/页",
        "依申请公开政府信息3条",
        "网上公开信息52条",
        "执法人员30名，其中专职10名，兼职20名",
    ],
)
def test_look_alikes(sentence: str) -> None:
    assert told(sentence, "政府信息公开、收费及行政复议情况") == {}


def test_a_name_is_short_for_the_body_that_reports() -> None:
    setting = Setting("", None, 2016, "石渡县卫生和计划生育委员会")
    sentence = "县卫计委主动公开政府信息12条"
    assert [claim.value for claim in read_claims(sentence, STATISTICS, setting)] == [12]
    assert read_claims(sentence.replace("卫计", "发改"), STATISTICS, setting) == []


def test_a_sentence_of_parts_is_of_the_year_of_its_whole() -> None:
    assert told("2015年主动公开政府信息70条。其中政务微博公开20条") == {}
    assert told("2016年主动公开政府信息70条。其中政务微博公开20条") == {"disclosed_weibo": 20}


def test_short_numbers_stand_under_their_heading() -> None:
    assert told("全年收到5件", "依申请公开情况") == {"requests_received": 5}
    assert told("全年收到5件", "概述") == {}


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("收到和处理政府信息公开申请3件，其中1件予以公开", {"received": 3, "granted": 1}),
        ("共收到政府信息公开申请3件（2015年为9件），比去年减少6件", {"received": 3}),
        ("收到政府信息公开申请3件，按期答复2件，延期答复1件", {"received": 3}),
        ("政府信息公开行政复议1件，行政诉讼0件", {"review": 1, "litigation": 0}),
        ("制发行政规范性文件2件，现行有效规范性文件15件", {"normative_documents": 15}),
        ("作出行政处罚决定21件", {"penalties": 21}),
        ("无上年结转政府信息公开申请", {"carried_in": 0}),
        ("近三年共收到政府信息公开申请35件", {}),
        ("上半年收到政府信息公开申请2件", {}),
        ("收到政府信息公开申请1件（网上）", {}),
        ("县教育局收到政府信息公开申请2件", {}),
        ("县本级收到政府信息公开申请15件", {}),
        ("办理行政处罚案件56件，办理行政复议案件3件", {}),
        ("受理市民热线1200件，办结1200件", {}),
        ("收到人大代表建议5件，全部答复", {}),
    ],
)
def test_what_newer_reports_state(sentence: str, figures: dict[str, float]) -> None:
    setting = Setting("", None, 2016, "石渡县水利局")
    claims = read_claims(sentence, NEWER, setting)
    assert {claim.indicator.item: float(claim.value) for claim in claims} == figures


def test_what_newer_tables_hold() -> None:
    sentence = "本年新收政府信息公开申请3件，上年结转1件，办结2件，结转下年度2件"
    expected = {"received": 3, "carried_in": 1, "processed_total": 2, "carried_out": 2}
    assert told(sentence, newer=True) == expected


def test_what_is_said_of_the_whole_county_is_marked() -> None:
    setting = Setting("", None, 2016, "石渡县人民政府")
    for place in ("全县", "我县", "本县"):
        claims = read_claims(f"{place}共收到政府信息公开申请120件", NEWER, setting)
        assert [(claim.value, claim.whole_place) for claim in claims] == [(120, True)]


@given(st.data())
def test_a_sign_is_in_whatever_is_a_name(data: st.DataObject) -> None:
    one = data.draw(st.sampled_from([one for one in (*STATISTICS, *NEWER) if one.sign]))
    assert one.sign in data.draw(st.from_regex(one.label.compiled()))
    assert one.sign in data.draw(st.from_regex(one.after.compiled()))


def test_names_in_a_list_that_share_an_end_have_their_signs() -> None:
    assert told("予以和部分公开申请分别为3件和2件", "收到和处理政府信息公开申请情况", newer=True) == {
        "granted": 3,
        "partly_granted": 2,
    }
