"""One contestant of the parsing benchmark: `python -m benchmarks.contestant NAME PAGES`.

Reads the pages of a round (a pickle of a list of bytes), parses them all, prints pages and seconds. Loading
and a first page for warming up are not counted. Peers import only here, in their own environment.
"""

import io
import json
import pickle
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Parse = Callable[[bytes], Any]


def _selectolax() -> Parse:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser


def _gongkai() -> Parse:
    from parsers import parse

    return parse


def _pandas() -> Parse:
    import pandas

    return lambda body: pandas.read_html(
        io.StringIO(body.decode("gb18030" if b"gb2312" in body[:2000] else "utf-8"))
    )


def _beautifulsoup() -> Parse:
    from bs4 import BeautifulSoup

    return lambda body: BeautifulSoup(body, "lxml")


def _trafilatura() -> Parse:
    import trafilatura

    return lambda body: trafilatura.extract(body, include_tables=True)


CONTESTANTS: dict[str, Callable[[], Parse]] = {
    "selectolax": _selectolax,
    "gongkai": _gongkai,
    "pandas": _pandas,
    "beautifulsoup": _beautifulsoup,
    "trafilatura": _trafilatura,
}
PEERS = ("pandas", "beautifulsoup", "trafilatura")


def main(name: str, pages_file: str) -> None:
    """Parse every page once and print the result as JSON."""
    pages: list[bytes] = pickle.loads(Path(pages_file).read_bytes())
    parse = CONTESTANTS[name]()
    parse(pages[0])
    start = time.perf_counter()
    for page in pages:
        parse(page)
    print(json.dumps({"pages": len(pages), "seconds": time.perf_counter() - start}))


if __name__ == "__main__":
    main(*sys.argv[1:])
