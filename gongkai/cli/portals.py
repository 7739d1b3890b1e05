"""`gongkai portals`: the registry of portals."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from gongkai.cli.next_step import option
from gongkai.cli.options import DATA, Data, Json, Portals, portal_folders
from gongkai.cli.wording import counted

if TYPE_CHECKING:
    from scraper.run.check import Look

MOST_HOSTS = 5  # that are not in the portal file, named after a look
ANSWERED = frozenset({"ok", "not_modified"})
REMEDIES = {
    "robots": "check the host name in the portal file and the network of this machine; "
    "if a browser opens the portal, its robots.txt fails or forbids these pages",
    "blocked_challenge": "wait some hours: the portal wants a browser now",
    "blocked_waf": "wait some hours and raise `delay` of the portal file: its firewall refuses requests",
    "maintenance": "try again later: the portal says that it is under maintenance",
    "server_error": "try again later: the portal itself fails",
    "timeout": "try again later, and see whether a browser on this machine opens the page",
    "network_error": "check the host name in the portal file and the network of this machine",
    "refused_address": "set allow_private_addresses in the portal file if it is one of your own network",
}
"""Outcomes of a page whose host gave nothing at all, and what to do where no other came."""

app = typer.Typer(
    help="The registry: which portals there are, whether one works, new ones.", no_args_is_help=True
)

Into = Annotated[
    Path | None,
    typer.Option("--portals", metavar="DIR", help="Folder to write to instead of DATA/portals."),
]


@app.command("list")
def list_portals(portals: Portals = None, data: Data = DATA, json: Json = False) -> int:
    """The portals and when they were last crawled.

    \b
    Example:
      gongkai portals list
      gongkai portals list --portals my-portals
    """
    from rich.table import Table

    from gongkai.archive import Archive
    from gongkai.cli.screen import out, print_json
    from gongkai.errors import ArchiveError
    from scraper import load_portals

    known = load_portals(portal_folders(portals, data))
    last: dict[str, str] = {}
    for portal in known:
        path = data / "archive" / f"{portal.id}.sqlite"
        if path.is_file():
            try:
                with Archive.open(path) as archive:
                    stats = archive.stats()
                last[portal.id] = (
                    f"{stats.reports:,} reports, {stats.last_run:%Y-%m-%d}" if stats.last_run else ""
                )
            except ArchiveError:
                last[portal.id] = "damaged: gongkai archive verify"
    if json:
        print_json({"portals": [{"id": p.id, "name": p.name, "code": p.code, "url": p.url} for p in known]})
        return 0
    table = Table(box=None, pad_edge=False)
    for name in ("id", "name", "url", "archive"):
        table.add_column(name, overflow="fold")
    for portal in known:
        table.add_row(portal.id, portal.name, portal.url, last.get(portal.id, "not crawled yet"))
    console = out()
    console.print(table)
    console.print(
        f"\n{counted(len(known), 'portal')}. "
        f"Next: gongkai portals check {known[0].slug}{option(data, portals or ())}",
        soft_wrap=True,
        markup=False,
    )
    return 0


@app.command()
def check(
    portal: Annotated[str, typer.Argument(metavar="PORTAL", help="Id, slug or code.")],
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Ask hosts too that posed a challenge and are left alone now.")
    ] = False,
    portals: Portals = None,
    data: Data = DATA,
    json: Json = False,
) -> int:
    """Look at a portal, keep nothing, and say whether its reports are found.

    \b
    Example:
      gongkai portals check lusong
    """
    import asyncio

    from gongkai.cli.screen import out, print_json
    from gongkai.settings import load_settings
    from scraper import choose_portals, load_portals
    from scraper.run.check import check as look_at
    from scraper.run.check import resting

    (chosen,) = choose_portals(load_portals(portal_folders(portals, data)), [portal])
    settings = load_settings(data)
    alone = {} if anyway else resting(data / "archive" / f"{chosen.id}.sqlite", settings)
    looks = asyncio.run(look_at(chosen, settings, alone))
    found = any(look.found for look in looks)
    if json:
        print_json({"portals": [{"id": chosen.id, "found": found, "looks": looks}]})
        return 0 if found else 1
    console = out()
    for look in looks:
        console.print(f"{look.url}", soft_wrap=True, markup=False)
        if look.note:
            console.print(f"  {look.outcome}: {look.note}", soft_wrap=True, markup=False)
        if look.outcome not in ANSWERED:
            continue
        kind = "annual-report list" if look.annual else look.kind
        links = ((look.reports, "report"), (look.units, "unit"), (look.lists, "list"))
        shows = ", ".join(counted(count, what) for count, what in links)
        read = f", read as {look.family}: links to {shows}" if look.kind == "list" else ""
        console.print(f"  {kind}{read}")
        for name in look.names:
            console.print(f"    {name}", soft_wrap=True, markup=False)
        if look.reports:
            console.print(f"  next page: {look.next_page or 'none'}", soft_wrap=True, markup=False)
    hosts = "、".join(looks[-1].elsewhere[:MOST_HOSTS]) if looks else ""
    if found:
        ending = f"Reports are found. Next: gongkai crawl {chosen.slug}{option(data, portals or ())}"
        if hosts:
            ending = f"Not asked, since they are not in `hosts` of the portal file: {hosts}.\n{ending}"
    elif hosts:
        ending = (
            f"No reports found in {counted(len(looks), 'page')}, but links to other hosts: {hosts}. Add what "
            f"belongs to it to `hosts` of the portal file ({chosen.id}.toml), or name the list in `start`."
        )
    elif not looks or any(look.outcome not in REMEDIES for look in looks):
        ending = (
            f"No reports found in {counted(len(looks), 'page')}. Name the list page in `start` of the portal "
            f"file ({chosen.id}.toml), or the hosts of departments in `hosts`."
        )
    else:
        ending = _not_reached(looks)
    console.print(f"\n{ending}", soft_wrap=True, markup=False)
    return 0 if found else 1


def _not_reached(looks: "Sequence[Look]") -> str:
    """No page came: the reason of the first, and what can be done about it."""
    hosts = ", ".join(dict.fromkeys(urlsplit(look.url).netloc for look in looks))
    first = looks[0]
    reason = f"{first.outcome}: {first.note}" if first.note else str(first.outcome)
    return f"Nothing could be fetched from {hosts} ({reason}). Remedy: {REMEDIES[first.outcome]}."


@app.command()
def add(
    code: Annotated[str, typer.Argument(metavar="CODE", help="GB/T 2260 code, six digits.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the county.")],
    url: Annotated[str, typer.Argument(metavar="URL", help="Its home page.")],
    slug: Annotated[
        str, typer.Option("--slug", help="File name after the code; from the URL by default.")
    ] = "",
    portals: Into = None,
    data: Data = DATA,
    json: Json = False,
) -> int:
    """Write the file of a new portal.

    \b
    Example:
      gongkai portals add 430203 株洲市芦淞区 http://www.lusong.gov.cn/ --portals my-portals
    """
    from gongkai.cli.screen import out, print_json
    from scraper.run.enrol import write_portal

    path = write_portal(portals or data / "portals", code, name, url, slug)
    if json:
        print_json({"written": [str(path)] if path else []})
    else:
        told = f"{path} written" if path else "nothing written: the same file is there already"
        folders = [portals] if portals else []
        out().print(
            f"{told}. Next: gongkai portals check {slug or code}{option(data, folders)}",
            soft_wrap=True,
            markup=False,
        )
    return 0


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with the columns code, name, url.")],
    portals: Into = None,
    data: Data = DATA,
    json: Json = False,
) -> int:
    """Write a portal file for each row of a CSV.

    \b
    Example:
      gongkai portals import counties.csv --portals my-portals
    """
    from gongkai.cli.screen import out, print_json
    from scraper.run.enrol import import_portals

    folder = portals or data / "portals"
    written, unchanged = import_portals(file, folder)
    if json:
        print_json({"written": list(map(str, written)), "unchanged": list(map(str, unchanged))})
        return 0
    there = f", {len(unchanged):,} there already, unchanged" if unchanged else ""
    folders = [portals] if portals else []
    out().print(
        f"{counted(len(written), 'portal file')} written to {folder}{there}", soft_wrap=True, markup=False
    )
    out().print(f"Next: gongkai portals list{option(data, folders)}", soft_wrap=True, markup=False)
    return 0
