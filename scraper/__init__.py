"""Network in, saved pages out: crawls portals into their archives.

`await crawl(portals, archive_dir, settings)` is the whole of it; portals come from `load_portals`.
"""

from scraper.run.crawl import crawl
from scraper.run.options import Options, Watch
from scraper.run.registry import Portal, choose_portals, load_portals
from scraper.run.summary import CrawlSummary, PortalSummary
from scraper.run.sweep import over

__all__ = [
    "CrawlSummary",
    "Options",
    "Portal",
    "PortalSummary",
    "Watch",
    "choose_portals",
    "crawl",
    "load_portals",
    "over",
]
