"""`gongkai nightly`: crawl, parse, gates and report under one lock, fit for cron and systemd."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gongkai.cli.options import DATA, Data, Json, Portals, portal_folders

if TYPE_CHECKING:
    from gongkai.cli.runs import RunRecord
    from gongkai.settings import Settings
    from scraper import CrawlSummary, Options, Portal

GRAVITY = (0, 4, 3, 2, 1, 130)
"""Exit codes from harmless to grave: a night has the gravest of its stages."""


def command(portals: Portals = None, data: Data = DATA, json: Json = False) -> int:
    """The whole night: crawl all portals, rebuild the dataset, check the gates, record what happened.

    \b
    Example:
      gongkai nightly
      gongkai nightly --data /var/lib/gongkai
    """
    from gongkai.archive import Lock
    from gongkai.cli.night_view import print_night
    from gongkai.cli.runs import new_record, write_record
    from gongkai.cli.screen import out, print_json
    from gongkai.errors import GongkaiError
    from gongkai.settings import load_settings
    from scraper import load_portals

    settings = load_settings(data)
    chosen = load_portals(portal_folders(portals, data))
    with Lock(data / "nightly.lock", "the nightly job"):
        record = new_record(portals or ())
        write_record(data, record)  # a night that is killed has left this
        codes = []
        crawl: CrawlSummary | None = None
        try:
            crawl = _crawl(chosen, settings, data)
            record.crawl = msgspec.to_builtins(crawl)
            codes.append(crawl.exit_code)
            codes.append(_build(record, data))
        except KeyboardInterrupt:
            record.problem = "interrupted; gongkai nightly goes on where it stopped"
            codes.append(130)
            raise
        except GongkaiError as error:
            record.problem = str(error)
            # Nothing to parse is no wrong usage where the crawl could not fetch anything.
            codes.append(1 if crawl and crawl.exit_code == 1 else error.exit_code)
        except BaseException as error:
            record.problem = f"{type(error).__name__}: {error}"
            codes.append(1)
            raise
        finally:
            record.exit_code = max(codes, key=GRAVITY.index)
            record.finished = datetime.now(UTC)
            write_record(data, record)
    _end(chosen, crawl, data)
    print_json(record) if json else print_night(out(), record, crawl, data)
    return record.exit_code


def _crawl(portals: "Sequence[Portal]", settings: "Settings", data: Path) -> "CrawlSummary":
    from gongkai.cli.crawling import run_crawl, watching

    with watching(len(portals)) as watch:
        return run_crawl(portals, data / "archive", settings, _whole(), watch)


def _end(portals: "Sequence[Portal]", crawl: "CrawlSummary | None", data: Path) -> None:
    """The next night asks for everything again; one that was killed while it parsed, for nothing."""
    from scraper import over

    if crawl is not None and not any(one.stopped for one in crawl.portals):
        over(data / "archive", (portal.id for portal in portals), _whole())


def _whole() -> "Options":
    from scraper import Options

    return Options(job="nightly")


def _build(record: "RunRecord", data: Path) -> int:
    from gongkai.cli.building import Order, build

    summary = build(Order(data=data, changed=True))
    record.build = summary.told()
    record.problem = summary.verdict
    return summary.exit_code or (4 if summary.without_reports else 0)
