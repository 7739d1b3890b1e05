"""The peer of the crawl benchmark: Scrapy with robots.txt and a pipeline that stores bodies in SQLite.

`python -m benchmarks.scrapy_spider HOSTS PORT DATABASE`, in the peers' environment.
"""

import re
import sqlite3
import sys
from collections.abc import Iterator
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess


class Store:
    """One row a page, committed page by page as Gongkai's archive does."""

    def open_spider(self) -> None:
        self.database = sqlite3.connect(sys.argv[3])
        self.database.execute("pragma journal_mode=wal")
        self.database.execute("pragma synchronous=normal")
        self.database.execute("create table pages (url text primary key, body blob)")

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        with self.database:
            self.database.execute("insert into pages values (?, ?)", (item["url"], item["body"]))
        return item

    def close_spider(self) -> None:
        self.database.close()


class Reports(scrapy.Spider):
    """Home page -> column -> list pages -> reports, as the portals of the benchmark lay them out."""

    name = "reports"

    async def start(self) -> Any:
        for host in range(1, int(sys.argv[1]) + 1):
            yield scrapy.Request(f"http://127.0.1.{host}:{sys.argv[2]}/", callback=self.parse)

    def parse(self, response: Any) -> Iterator[Any]:
        yield {"url": response.url, "body": response.body}
        for href in response.css("a::attr(href)").re(r".*zfxxgknb/index\.html"):
            yield response.follow(href, callback=self.parse_list)

    def parse_list(self, response: Any) -> Iterator[Any]:
        yield {"url": response.url, "body": response.body}
        for href in response.css("li a::attr(href)").getall():
            yield response.follow(href, callback=self.parse_report)
        pager = re.search(r"createPageHTML\((\d+), 0,", response.text)
        for page in range(1, int(pager[1]) if pager else 0):
            yield response.follow(f"index_{page}.html", callback=self.parse_list)

    def parse_report(self, response: Any) -> Iterator[Any]:
        yield {"url": response.url, "body": response.body}


def main() -> None:
    """Crawl everything."""
    process = CrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True,
            "CONCURRENT_REQUESTS": 64,
            "DOWNLOAD_DELAY": 0,
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "ITEM_PIPELINES": {Store: 1},
        }
    )
    process.crawl(Reports)
    process.start()


if __name__ == "__main__":
    main()
