"""A crawl over portals, one of which breaks off."""

import pytest

from gongkai.archive import Ledger
from gongkai.errors import ArchiveError
from tests.county import night, serve_county
from tests.scraper.paper import links
from tests.scraper.shapes import county, yearly


@pytest.mark.parametrize("error", [ArchiveError("the disk is full"), RuntimeError("a fault of ours")])
def test_a_portal_that_breaks_off_says_what_was_done_until_then(tmp_path, monkeypatch, error):
    kept = Ledger.keep

    def keep(self: Ledger, url: str, role: str, exchange: object) -> bool:
        if url.endswith("2020.html"):
            raise error
        return kept(self, url, role, exchange)

    monkeypatch.setattr(Ledger, "keep", keep)
    with serve_county(county(links(*yearly()), yearly()).pages) as running:
        (portal,) = night(running, tmp_path).portals
        assert str(error) in (portal.error or "")
        assert (portal.requests, portal.new, portal.lists) == (len(running.log), 2, 3)
        monkeypatch.undo()
        (portal,) = night(running, tmp_path).portals
        assert (portal.error, portal.reports) == (None, 4)
