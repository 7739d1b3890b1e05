"""Buttons of lists that have no address: page numbers, whose handlers or data name the page, and 加载更多."""

import html
import re
from collections.abc import Iterator, Sequence

from scraper.markup.any_case import any_case

LEADS = re.compile(r"(?i)\bhref\s*=\s*[\"']?\s*(?!javascript|#|[\"'\s])\S")
"""In the attributes of an element: it is a link that leads somewhere."""

DISABLED = re.compile(r"(?i)display\s*:\s*none|\bhidden\b|\bdisabled\b")
"""In the attributes of an element: it cannot be clicked on."""

_MORE = r"(?:点击|下拉|上拉)?(?:加载|查看|显示|浏览|展开)更多|更多加载|点击加载|load\s*more"
_BUTTON = re.compile(
    rf"<(?:a|button|div|span|p|li|input)\b([^<>]{{0,500}})>\s*(?:<[^<>]{{0,200}}>\s*){{0,3}}(?:{_MORE})|<input\b([^<>]{{0,300}}(?:{_MORE})[^<>]{{0,300}})>",
    re.IGNORECASE,
)
_LOAD = any_case("load")
_TURNS = re.compile(
    r"<(?:a|button|li|span)\b([^<>]{0,500}>\s*(?:<[^<>]{0,300}>\s*){0,2})(下一?页|后一页|[尾末]页|最后一?页|首页|第一页|\d{1,3})\s*<",
    re.IGNORECASE,
)
_FIRST = ("首页", "第一页")
_HANDLER = re.compile(
    r"(?i)(?:javascript:|onclick\s*=\s*[\"']?)[^\"'<>]*?(?<!void)\b(?!void\b)(\w+\s*\(([^()]{1,200})\))"
)
_NUMBER = re.compile(r"(?<![a-zA-Z\d])\d{1,4}(?!\d)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_PAGER = re.compile(
    r"(?i)[上下前后]一?页|[尾末]页|共\s*\d+\s*页|第\s*\d+\s*页|&raquo;|[»›]|data-page|pagination|\bpager?\b"
)
_NEAR = 400  # characters around a number in which its pager shows
_ONWARD = re.compile(
    r"<(?:a|button|li|span)\b([^<>]{0,500})>\s*(?:<(?:span|i|em|b|font)\b[^<>]{0,100}>\s*){0,2}(?:下一?页|后一页)\s*<",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"(?i)(?:javascript:|onclick\s*=\s*[\"']?)\s*(?:return\s+)?(?!void\b)[A-Za-z_]\w*\s*\([^()]{0,200}\)"
)
_CALL = re.compile(r"(?i)(?:javascript:|onclick\s*=\s*[\"']?)\s*(?:return\s+)?(?!void\b)([A-Za-z_]\w*)\s*\(")
_PLACE = re.compile(
    r"(?i)<(?:div|ul|p|span|nav)\b[^<>]{0,200}\b(?:id|class)\s*=\s*[\"']?[^\"'<>]{0,60}?(?<![a-z])"
    r"(?:(?:turn|list|show|my|jq|the)?page(?:r|s|d|bar|box|nav|nation|num)?|pagination|laypage|fenye|paging)"
    r"(?![a-z])[^<>]{0,100}>\s*</"
)
_DATA = re.compile(r"(?i)\bdata-(?:page|p|num|index|ci-pagination-page|pageno|to|id)\s*=\s*[\"']?(\d{1,4})\b")


def has_button(text: str) -> bool:
    """Whether a button for more entries stands on the page that is no link."""
    if "更多" not in text and "点击加载" not in text and not _LOAD.search(text):
        return False  # as on most pages, and that is seen at once
    return any(
        not LEADS.search(match[1] or "") and not DISABLED.search(match[1] or match[2] or "")
        for match in _BUTTON.finditer(text)
    )


def turns_on(text: str) -> bool:
    """Whether a pager's 下一页 calls a function that does not say which page it turns to, a step for one. On
    the last page the same call is often behind the other words of the pager too."""
    return any(
        (call := _CALLS.search(match[1])) is not None
        and not LEADS.search(match[1])
        and not DISABLED.search(match[1])
        and text.count(call[0]) == 1
        and all(int(number) < 2 for number in _NUMBER.findall(call[0]))
        for match in _ONWARD.finditer(text)
    )


def unaddressed(text: str) -> list[int]:
    """The pages that elements of a pager turn to by a script, as far as they can be clicked on."""
    turns = [*_turns(text)]
    shift = _from_nought(turns)
    return [number + shift for word, number in turns if word not in _FIRST]


def counts_from_nought(text: str) -> bool:
    """Whether the buttons of a pager call its first page number nought."""
    return _from_nought([*_turns(text)])


def _turns(text: str) -> Iterator[tuple[str, int]]:
    """What the buttons of a pager say, and the page that their scripts name."""
    for word, number, _ in _buttons(text):
        yield word, number


def calls_for(text: str, number: int, name: str) -> Iterator[str]:
    """The calls by which buttons of a pager turn to the page that their scripts give this number, with a name
    in the number's place: `find('&page=2')` as `find('&page='+name+'')`."""
    for _, named, attributes in _buttons(text):
        handler = _HANDLER.search(html.unescape(attributes)) if named == number else None
        call = handler[1] if handler is not None else ""
        places = [place for place in _NUMBER.finditer(call) if int(place[0]) == number]
        if places:
            before = call[: places[-1].start()]
            quote = next((sign for sign in _QUOTED.sub("", before) if sign in "\"'"), "")
            put = f"{quote}+{name}+{quote}" if quote else name
            yield before + put + call[places[-1].end() :]


def _buttons(text: str) -> Iterator[tuple[str, int, str]]:
    """What the buttons of a pager say, the page that their scripts name, and their attributes, with those of
    what stands in them."""
    for match in _TURNS.finditer(text):
        attributes = match[1]
        if LEADS.search(attributes) or DISABLED.search(attributes):
            continue
        number = _number(attributes, match[2])
        if number is not None and not (match[2].isdecimal() and not _among_pages(text, match)):
            yield match[2], number, attributes


def _from_nought(turns: Sequence[tuple[str, int]]) -> bool:
    """Whether the first page has number 0, or the next one number 1 though it is not the last."""
    named = {word: number for word, number in turns if not word.isdecimal()}
    firsts = [named[word] for word in _FIRST if word in named]
    ahead = [named[word] for word in named if word not in _FIRST]
    return 0 in firsts or (1 in ahead and max(ahead) > 1)


def _number(attributes: str, word: str) -> int | None:
    """The page that a button says in its handler or data: the one it shows, or the last number there."""
    handler, data = _HANDLER.search(attributes), _DATA.search(attributes)
    given = handler[2] if handler else data[1] if data else ""
    numbers = [int(number) for number in _NUMBER.findall(given)]
    if word.isdecimal():
        return int(word) if int(word) in numbers else None
    return numbers[-1] if numbers else None


def _among_pages(text: str, match: "re.Match[str]") -> bool:
    """Whether a number stands in a pager, and not in a calendar or under a slide show."""
    return _PAGER.search(text, max(0, match.start() - _NEAR), match.end() + _NEAR) is not None


def has_place(text: str) -> bool:
    """Whether there is an empty place on the page for a pager."""
    return _PLACE.search(text) is not None


def goes_on_elsewhere(text: str) -> bool:
    """Whether a list may be turned by a script that is not on its page: the place of its pager is empty,
    there is a button for more, or its handlers call a function that the page does not have."""
    if "<script" not in text:
        return False
    if has_place(text) or has_button(text):
        return True
    names = {match[1] for one in _TURNS.finditer(text) if (match := _CALL.search(one[1]))}
    return any(re.search(rf"\b(?:function\s+{name}\b|{name}\s*[=:])", text) is None for name in names)
