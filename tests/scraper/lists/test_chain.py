"""Lists being paged: in which order, and when they end."""

from scraper.listing import ListPage, Request
from scraper.lists.chain import BARREN_PAGES, Chain
from scraper.lists.pager import MOST_PAGES

BASE = "http://a.example"


def pages(*numbers: int, spare: tuple[int, ...] = (), overlaps: bool = False) -> ListPage:
    def requests(paths):
        return tuple(Request(url=f"{BASE}/nb/{number}.html") for number in paths)

    return ListPage(links=(), following=requests(numbers), spare=requests(spare), overlaps=overlaps)


def number(request: Request | None) -> int | None:
    return int(request.url.rsplit("/", 1)[1].removesuffix(".html")) if request else None


def test_a_chain_takes_pages_in_their_order_and_each_once():
    chain = Chain(patient=True)
    order = [number(chain.read(f"{BASE}/nb/", ["a"], pages(2, 3, 4)))]
    for page in (2, 3, 4):
        order.append(number(chain.read(f"{BASE}/nb/{page}.html", [f"a{page}"], pages(2, 3, 4))))
    assert order == [2, 3, 4, None]


def test_a_page_that_shows_nothing_new_is_the_end():
    chain = Chain(patient=True)
    chain.read(f"{BASE}/nb/", ["a", "b"], pages(2, 3, 4))
    assert chain.read(f"{BASE}/nb/2.html", ["a", "b"], pages(3, 4)) is None


def test_a_proxy_may_repeat_the_first_page_once():
    chain = Chain(patient=True)
    chain.read(f"{BASE}/nb/", ["a"], pages(2))
    assert number(chain.read(f"{BASE}/nb/2.html", ["a"], pages(3, overlaps=True))) == 3
    assert chain.read(f"{BASE}/nb/3.html", ["a"], pages(4, overlaps=True)) is None


def test_a_service_may_repeat_a_first_page_that_showed_several_of_its_pages():
    chain = Chain(patient=True)
    chain.read(f"{BASE}/nb/", ["a", "b", "c"], pages(2))
    shown = [["a"], ["b"], ["c"], ["d"], ["d"]]
    asked = [
        number(chain.read(f"{BASE}/nb/{page}.html", wanted, pages(page + 1, overlaps=True)))
        for page, wanted in enumerate(shown, 2)
    ]
    assert asked == [3, 4, 5, 6, None]


def test_where_a_page_was_repeated_the_spare_one_is_asked_for():
    for repeats, last in ((True, 5), (False, None)):
        chain = Chain(patient=True)
        chain.read(f"{BASE}/nb/", ["a"], pages(2))
        chain.read(f"{BASE}/nb/2.html", ["a" if repeats else "b"], pages(3, overlaps=True))
        assert number(chain.read(f"{BASE}/nb/3.html", ["c"], pages(spare=(5,), overlaps=True))) == last


def test_pages_without_anything_wanted_end_a_list_soon():
    chain = Chain(patient=False)
    asked = [chain.read(f"{BASE}/nb/{page}.html", [], pages(page + 1)) for page in range(1, 9)]
    assert sum(one is not None for one in asked) == BARREN_PAGES - 1


def test_no_list_is_longer_than_the_budget():
    chain = Chain(patient=True)
    page = 1
    while chain.read(f"{BASE}/nb/{page}.html", [f"new {page}"], pages(page + 1)) is not None:
        page += 1
    assert page == MOST_PAGES


def test_a_failed_page_is_stepped_over_twice_at_most():
    chain = Chain(patient=True)
    chain.read(f"{BASE}/nb/", ["a"], pages(2, 3, 4, 5))
    assert [number(chain.skip()) for _ in range(3)] == [3, 4, None]


def test_after_an_error_the_next_page_is_guessed_once():
    chain = Chain(patient=True)
    chain.read(f"{BASE}/nb/1.html", ["a"], pages(2))
    guess = chain.skip(erred=True)
    assert guess is not None
    assert (number(guess), guess.guess) == (3, True)
    assert chain.skip(erred=True) is None
    assert number(chain.read(f"{BASE}/nb/3.html", ["c"], pages(4))) == 4


def test_after_an_answer_nothing_is_guessed():
    chain = Chain(patient=True)
    chain.read(f"{BASE}/nb/1.html", ["a"], pages(2))
    assert chain.skip() is None


def test_spare_pages_are_asked_only_where_the_last_one_is_missing():
    chain = Chain(patient=True)
    assert number(chain.read(f"{BASE}/nb/", ["a"], pages(2, spare=(1,)))) == 2
    assert number(chain.skip()) == 1
    other = Chain(patient=True)
    other.read(f"{BASE}/nb/", ["a"], pages(2, spare=(1,)))
    assert other.read(f"{BASE}/nb/2.html", ["b"], pages()) is None


def test_a_spare_page_that_was_asked_for_already_is_not_asked_for_again():
    chain = Chain(patient=True)
    chain.read(f"{BASE}/nb/", ["a"], pages(2, spare=(2, 3)))
    assert number(chain.skip()) == 3
