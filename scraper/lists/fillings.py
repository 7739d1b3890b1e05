"""The services that fill a column which shows nothing by itself: its first page, and how pages are counted.

Most scripts ask for it as soon as the page is opened. Some hand the function that does so to a pager of a
library, which calls it with the number of the first page.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace

from scraper.listing import Request, Response
from scraper.lists.page_calls import first_pages, names_place
from scraper.lists.table_requests import beside, table_requests
from scraper.scripts.calls import calls
from scraper.scripts.counts import counted, from_first, lacks_number
from scraper.scripts.data_files import data_files

_BEGUN = re.compile(
    r"((?<![\w$.])(?i:(?:cur(?:rent|r)?)?_?page(?:_?(?:no|num|number|index))?|curr?)\s{0,9}[:=]\s{0,9}[\"']?)"
    r"([01])(?![\w.])"
)
"""Where a script says at which page it begins."""


def fillings(response: Response) -> Iterator[Request]:
    """What the tables of the page ask for, what its script does, and its data files."""
    html, url = response.text, response.url
    tables = table_requests(html, url)
    yield from tables
    asked = beside(tables, calls(html, url))
    whole = [one for one in asked if not lacks_number(one.url)]
    clicked = beside(tables, first_pages(html, url))
    first = beside(whole, clicked)
    yield from first
    services = {urlsplit(one.url).path for one in first}
    without = {"".join(one.count.pieces) for one in first if one.count is not None}
    for call in asked:
        # Without the number of a page it is what would be asked for where nobody gives one.
        if call.url not in without and (call in whole or urlsplit(call.url).path not in services):
            yield _counting(call, clicked, html, url)
    yield from beside(tables, data_files(html, url))


def _counting(call: Request, clicked: Sequence[Request], html: str, url: str) -> Request:
    """The call for the first page of a list with how its pages are counted, where its URL names none: as a
    click would have it, or by what is asked for once the script counts from one more."""
    if names_place(call):
        return call
    count = from_first(call.url) or next((one.count for one in clicked if one.name == call.name), None)
    if count is None and _BEGUN.search(html):
        next_page = _BEGUN.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", html)
        others = (counted(call.url, one.url, 0, 1) for one in calls(next_page, url))
        count = next(filter(None, others), None)
    return call if count is None else replace(call, count=count)
