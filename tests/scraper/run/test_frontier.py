"""Lists first, what is new next, what is known last, and nobody waits for who rests."""

from scraper.listing import Request
from scraper.run.frontier import Frontier
from scraper.search.discover import Target


def target(url, role="report"):
    return Target(request=Request(url=url), role=role)


def drained(frontier):
    found = []
    while (one := frontier.next()) is not None:
        found.append(one.request.url)
    return found


def test_lists_then_new_pages_then_known_ones():
    frontier = Frontier(lambda _: 0.0, lambda one: "known" in one.request.url)
    urls = ["http://a.test/known", "http://a.test/new", "http://a.test/list", "http://a.test/known2"]
    frontier.add(target(url, "list" if "list" in url else "report") for url in urls)
    assert len(frontier) == frontier.found == 4
    assert drained(frontier) == [urls[2], urls[1], urls[0], urls[3]]
    assert len(frontier) == 0


def test_the_authority_that_is_free_soonest_comes_first():
    free = {"a.test": 9.0, "b.test": 1.0}
    frontier = Frontier(free.__getitem__, lambda _: False)
    frontier.add([target("http://a.test/1"), target("http://b.test/1"), target("http://b.test/2")])
    assert drained(frontier) == ["http://b.test/1", "http://b.test/2", "http://a.test/1"]
