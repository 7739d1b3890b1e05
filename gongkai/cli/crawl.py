"""`gongkai crawl`: portals into their archives."""

from typing import Annotated

import typer

from gongkai.cli.options import DATA, Data, Json, Portals, portal_folders


def command(
    portal: Annotated[
        list[str] | None, typer.Argument(metavar="PORTAL", help="Ids, slugs or codes; none means all.")
    ] = None,
    portals: Portals = None,
    limit: Annotated[
        int,
        typer.Option("--limit", metavar="PAGES", min=0, help="Ask for at most so many pages (0: no limit)."),
    ] = 0,
    since: Annotated[
        int | None, typer.Option("--since", metavar="YEAR", help="Leave out reports on earlier years.")
    ] = None,
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Ask again for every known report, conditionally.")
    ] = False,
    failed: Annotated[bool, typer.Option("--failed", help="Ask only for what failed last time.")] = False,
    data: Data = DATA,
    json: Json = False,
) -> int:
    """Crawl county portals. A second run asks only for what can have changed; one that was cut off goes on.

    \b
    Example:
      gongkai crawl
      gongkai crawl lusong --since 2021
      gongkai crawl --portals my-portals --limit 200
    """
    from gongkai.cli.crawl_view import print_crawl
    from gongkai.cli.crawling import run_crawl, watching
    from gongkai.cli.screen import out, print_json
    from gongkai.errors import UsageError
    from gongkai.settings import load_settings
    from scraper import Options, choose_portals, load_portals

    if recheck and failed:
        raise UsageError("--recheck asks for everything, --failed for little: give one of them")
    settings = load_settings(data)
    chosen = choose_portals(load_portals(portal_folders(portals, data)), portal or ())
    options = Options(recheck=recheck, failed=failed, since=since, limit=limit)
    with watching(len(chosen)) as watch:
        summary = run_crawl(chosen, data / "archive", settings, options, watch)
    print_json(summary) if json else print_crawl(out(), summary, data, portals or ())
    return summary.exit_code
