"""Links that only say 更多, by a word or an icon: what box they belong to, and whether it is one of reports.

The words above such a link in the page's order may be those of the box before, for many pages put 更多 before
the heading that it stands beside. So the nearest part around it that says anything has the word.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from selectolax.lexbor import LexborNode

from scraper.pages import beside
from scraper.vocabulary import grade, squeeze, year

MORE = frozenset("更多 more >> > + 进入 详细".split())
_BUILT = re.compile(
    r"[+>»·.…\[【(\s]*(?:查看|点击|浏览|加载|阅读)?(?:更多|more|全部)(?:内容|信息|公开|年报|报告|列表)?[+>»·.…\]】)\s]*"
)
_ICON = re.compile(r"(?i)(?:^|[\s_/-])(?:more\d?|gengduo|gd|icon-?(?:more|plus|add|right))(?=[\s_.-]|\d|$)")
_COUNT = re.compile(r"[共第]\s*\d+|\d+\s*[条篇页]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_NEAREST = 4  # elements around a link in which its box may be
_LONGEST = 24  # characters of what a box is called
_WIDEST = 60  # links of an element that is still a box
FEWEST = 2
"""Reports which a box must show to be known by them alone."""


@lru_cache(maxsize=4096)
def is_more(text: str) -> bool:
    """Whether a text says only that there is more."""
    if len(text) > _LONGEST:
        return False
    plain = squeeze(text)
    return plain in MORE or _BUILT.fullmatch(plain) is not None


def is_icon(node: LexborNode) -> bool:
    """Whether an element without words is the icon or the picture for 更多."""
    inner = node.css_first("img, i, span, em, b")
    marks = [node.attributes.get("class"), node.attributes.get("id")]
    if inner is not None:
        marks += [inner.attributes.get("class"), inner.attributes.get("src")]
    return any(_ICON.search(mark) for mark in marks if mark)


def box(node: LexborNode, line: Sequence[LexborNode], shares: Mapping[int, int]) -> str | None:
    """What the box is called that a link belongs to: by a text beside it, or a heading in the nearest part.

    `shares` says how many links stand in each element of `line`, the elements around the link.
    """
    own = node
    for ancestor in line[:_NEAREST]:
        if shares[ancestor.mem_id] > _WIDEST:
            return None
        tab = _tab(own) if own.mem_id != node.mem_id else None
        if tab is not None:
            return tab
        for words in (beside.clean(beside.around(own, beyond=True)), *_headings(ancestor)):
            if len(words) <= _LONGEST and _CHINESE.search(words) and not _COUNT.search(words):
                return words
        own = ancestor
    return None


def _tab(pane: LexborNode) -> str | None:
    """What the head says of a pane of tabs: the text of as many items before all panes, in the same place."""
    panes = _elements(pane.parent)
    head = pane.parent.prev if pane.parent is not None else None
    while head is not None and not head.is_element_node:
        head = head.prev
    if head is None or len(panes) < FEWEST:
        return None
    items = head.css("li") or _elements(head)
    if len(items) != len(panes):
        return None
    place = [one.mem_id for one in panes].index(pane.mem_id)
    words = beside.clean(items[place].text())
    return words if len(words) <= _LONGEST and _CHINESE.search(words) and not is_more(words) else None


def _elements(parent: LexborNode | None) -> list[LexborNode]:
    return list(parent.iter()) if parent is not None else []


def _headings(element: LexborNode) -> Iterator[str]:
    for node in element.css("h1, h2, h3, h4, h5, h6, dt, caption, legend, th, [class]"):
        words = beside.heading(node)
        if words and not is_more(words):
            yield words


def is_of_reports(index: int, lines: Sequence[Sequence[LexborNode]], labels: Sequence[str]) -> bool:
    """Whether all other links of the nearest box around the link at `index` are titles of reports.

    `lines` are the elements around each link of the page, `labels` what each says; both in page order.
    """
    for ancestor in lines[index][:_NEAREST]:
        around = [
            labels[one]
            for step in (-1, 1)
            for one in _run(index, step, ancestor.mem_id, lines)
            if not is_more(labels[one])
        ]
        if around:
            return len(around) >= FEWEST and all(
                grade(words) == "report" and year(words) is not None for words in around
            )
    return False


def _run(index: int, step: int, number: int, lines: Sequence[Sequence[LexborNode]]) -> Iterator[int]:
    """The links before or after one, as long as they stand in the same element."""
    one = index + step
    while 0 <= one < len(lines) and any(element.mem_id == number for element in lines[one]):
        yield one
        one += step
        if abs(one - index) > _WIDEST:
            return
