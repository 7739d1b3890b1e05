"""Lists in XML."""

import time

import pytest
from msgspec.structs import replace

from scraper.cms.feed import Feed
from scraper.scripts.templates import templates
from tests.scraper.families import read
from tests.scraper.paper import HOST, response

HEAD = "<?xml version='1.0' encoding='utf-8'?>"


@pytest.mark.parametrize(
    "item",
    [
        "<item><title><![CDATA[甲]]></title><url>/a.html</url><date>2022-01-20</date></item>",
        "<entry><title>甲</title><link href='/a.html'/><updated>2022-01-20T09:00:00Z</updated></entry>",
        "<Table diffgr='1'><Title>甲</Title><Url>/a.html</Url><D>2022-01-20</D></Table>",
        "<node title='甲' url='/a.html' date='2022-01-20'/>",
        "<条目><标题>甲</标题><链接>/a.html</链接><日期>2022-01-20</日期></条目>",
        "<entry><author><name>丙</name></author><title>甲</title><link>/a.html</link><d>2022-01-20</d></entry>",
        "<news id='1'><newstitle>甲</newstitle><newsurl>/a.html</newsurl><time>2022-01-20</time></news>",
        "<row><infotitle>甲</infotitle><linkurl>/a.html</linkurl><d>2022-01-20</d></row>",
    ],
)
def test_items_are_links_whatever_their_elements_are_called(item):
    found = read(
        "/data/nb.xml",
        f"{HEAD}<root>{item}{item.replace('甲', '乙').replace('/a.html', '')}</root>",
        None,
        "text/xml",
    )
    assert (found.family, found.texts) == ("feed", ["甲"])
    (link,) = found.page.links
    assert (link.url.rpartition("/")[2], link.date, link.place) == ("a.html", "2022-01-20", "list")


def test_other_xml_is_another_familys():
    for text in (f"{HEAD}<html><body><p>x</p></body></html>", f"{HEAD}<root><item>x</item></root>"):
        assert read("/x", text).family == "generic"
    store = f"{HEAD}<datastore><record><title>x</title></record></datastore>"
    assert read("/x", store).family == "hanweb"


def test_items_that_do_not_end_take_no_time():
    """A pattern that looked for each one's end would look through the rest of the page each time."""
    began = time.process_time()
    read("/data/nb.xml", f"{HEAD}<root>{'<item><title>x</title></item x>' * 40_000}")
    assert time.process_time() - began < 5


def test_an_item_without_an_address_has_what_the_page_makes_of_it():
    asking = templates("h+='<a href=\"/gk/nb/'+one.id+'.html\">'", f"http://{HOST}/gk/nb/")
    text = (
        f"{HEAD}<list><item><title>甲</title><id>7</id></item><item><title>乙</title><id>8</id></item></list>"
    )
    page = Feed().read(replace(response(f"http://{HOST}/x/nb.xml", text), made=asking))
    assert [link.url.removeprefix(f"http://{HOST}") for link in page.links] == [
        "/gk/nb/7.html",
        "/gk/nb/8.html",
    ]
