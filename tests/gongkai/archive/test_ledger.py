"""What a crawl keeps: whole or not at all, once, and under a lock."""

import os
import resource
import signal
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gongkai.archive import Archive, Asking, Ledger, Listing
from gongkai.archive.addresses import ADDRESS, read_address
from gongkai.archive.schema import connect
from gongkai.archive.state import from_ms
from gongkai.archive.verify import verify
from gongkai.errors import ArchiveError
from tests.gongkai.archive.made import BEGAN, LIST, body, exchange, make, of_the_first_layout, url


def test_a_second_writer_is_refused_and_told_who_holds_it(tmp_path):
    path = make(tmp_path, 1)
    with Ledger.open(path, "990199-made"), pytest.raises(ArchiveError, match=r"in use by process \d+"):
        Ledger.open(path, "990199-made")
    Ledger.open(path, "990199-made").__exit__(None, None, None)


def test_an_empty_file_is_a_loss_to_tell_and_no_new_portal(tmp_path):
    path = make(tmp_path, 1)
    path.write_bytes(b"")
    for opened in (lambda: Ledger.open(path, "990199-made"), lambda: verify(path)):
        with pytest.raises(ArchiveError, match="an empty file; what was in it is lost"):
            opened()
    assert path.stat().st_size == 0
    path.unlink()
    Ledger.open(path, "990199-made").close()


def test_a_kill_while_the_file_is_made_leaves_none_that_is_no_archive(tmp_path, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    path = tmp_path / "990199-made.sqlite"
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", killed)
        with pytest.raises(KeyboardInterrupt):
            Ledger.open(path, "990199-made")
    assert not path.exists()
    with Ledger.open(path, "990199-made") as ledger:
        assert not ledger.begin(BEGAN, BEGAN).resumed


def test_each_archive_that_is_made_names_its_own_portal(tmp_path):
    for name in ("990101-first", "990102-second"):
        Ledger.open(tmp_path / f"{name}.sqlite", name).close()
    for path in tmp_path.glob("*.sqlite"):
        with Archive.open(path) as archive:
            assert archive.portal == path.stem


def test_what_an_address_proves_to_be_is_its_role_and_a_failure_proves_nothing(tmp_path):
    with Ledger.open(tmp_path / "990199-made.sqlite", "990199-made") as ledger:
        ledger.begin(BEGAN, BEGAN)
        ledger.keep_list(LIST, exchange(LIST, b"<li>"), [Listing(url=url(1))], [url(2)], 1)
        assert [ledger.address(url(number)).role for number in (1, 2)] == ["report", "list"]
        ledger.keep(url(2), "report", exchange(url(2), body(2)))
        failed = replace(exchange(url(1), b""), outcome="server_error", status=500)
        ledger.keep(url(1), "other", failed)
        assert [ledger.address(url(number)).role for number in (1, 2)] == ["report", "report"]


def beside(path):
    """What lies in the folder of an archive besides it and its lock."""
    return sorted(one.name for one in path.parent.iterdir() if one.suffix not in (".lock", ".sqlite"))


def left_by_a_kill(path):
    """Have another process write to an archive, and die without another word."""
    child = os.fork()
    if child == 0:
        ledger = Ledger.open(path, "990199-made")
        ledger.begin(BEGAN, BEGAN)
        ledger.keep(url(9), "report", exchange(url(9), body(9)))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert beside(path) == [f"{path.name}-shm", f"{path.name}-wal"]


@pytest.mark.parametrize("killed", [False, True])
def test_whoever_closes_an_archive_last_leaves_nothing_beside_it(tmp_path, killed):
    """Readers too, and after a kill, of which nothing that was committed is lost."""
    path = make(tmp_path, 2)
    if killed:
        left_by_a_kill(path)
    with Archive.open(path) as first:
        with Archive.open(path) as second, Ledger.open(path, "990199-made"):
            assert second.stats().reports == 2 + killed
        assert first.stats().reports == 2 + killed
    assert beside(path) == []
    if killed:
        left_by_a_kill(path)
    assert not verify(path).problems
    assert beside(path) == []
    with Ledger.open(path, "990199-made") as ledger:
        assert ledger.saved_pages()[0] == 2 + killed
    assert beside(path) == []


def test_an_archive_that_may_not_be_written_is_read_as_it_lies_there(tmp_path, monkeypatch):
    path = make(tmp_path, 2)
    monkeypatch.setattr("os.access", lambda *_: False)
    with Archive.open(path) as archive:
        assert archive.stats().reports == 2
        assert beside(path) == []
    with Ledger.open(path, "990199-made") as ledger, Archive.open(path) as archive:
        ledger.begin(BEGAN, BEGAN)
        ledger.keep(url(9), "report", exchange(url(9), body(9)))
        assert archive.stats().reports == 3


def test_a_reader_cannot_write(tmp_path):
    connection = connect(make(tmp_path, 1), readonly=True)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM facts")
    connection.close()


def test_what_is_told_of_an_address_is_its_state_after_every_change(tmp_path):
    path = make(tmp_path, 1)
    with Ledger.open(path, "990199-made") as ledger:
        ledger.begin(BEGAN, BEGAN)
        assert ledger.address(url(70)) is None
        ledger.keep(url(70), "report", exchange(url(70), body(70)))
        first = ledger.address(url(70))
        ledger.ask_again(url(70))
        second = ledger.address(url(70))
        ledger.keep(url(70), "report", exchange(url(70), body(71), minutes=1))
        third = ledger.address(url(70))
        ledger.mark_removed(url(70), BEGAN)
        last = ledger.address(url(70))
    assert first is not None
    assert second is not None
    assert third is not None
    assert last is not None
    assert len({first.id, second.id, third.id, last.id}) == 1
    assert [one.entry_changed for one in (first, second, third)] == [False, True, False]
    assert first.capture != third.capture
    assert (third.removed_at, last.removed_at) == (None, BEGAN)


def test_a_new_archive_is_whole_and_writes_ahead(tmp_path):
    path = tmp_path / "990199-made.sqlite"
    Ledger.open(path, "990199-made").close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT value FROM facts").fetchall() == [("990199-made",)]


def test_a_foreign_lock_is_not_waited_for_long(tmp_path):
    path = make(tmp_path, 1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    start = time.monotonic()
    with (
        pytest.raises(ArchiveError, match="another process is writing"),
        Ledger.open(path, "990199-made") as ledger,
    ):
        ledger.begin(BEGAN, BEGAN)
    assert time.monotonic() - start < 8
    other.close()


def keep_until_it_fails(ledger, kept):
    for number in range(100, 200):
        ledger.keep(url(number), "report", exchange(url(number), body(number)))
        kept.append(number)


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path):
    """The file size limit stands for the disk: a clear message, a whole archive, and room lets it go on."""
    path = make(tmp_path, 5)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept = []
    with Ledger.open(path, "990199-made") as ledger:
        ledger.begin(BEGAN, BEGAN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100_000, before[1]))
        try:
            with pytest.raises(ArchiveError, match=r"cannot be written.*free some space"):
                keep_until_it_fails(ledger, kept)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert 0 < len(kept) < 100
        ledger.keep(url(199), "report", exchange(url(199), body(199)))
    assert not verify(path).problems
    with Archive.open(path) as archive:
        found = {page.url for page in archive.pages()}
    assert found == {url(number) for number in (*range(5), *kept, 199)}


def test_an_answer_that_confirms_moves_last_seen_and_adds_nothing(tmp_path):
    path = make(tmp_path, 1)
    with Ledger.open(path, "990199-made") as ledger:
        ledger.begin(BEGAN, BEGAN)
        again = exchange(url(0), body(0) + b"<!-- another token -->", minutes=600)
        assert not ledger.keep(url(0), "report", replace(again, confirms=True))
        assert ledger.keep(url(0), "report", exchange(url(0), body(77), minutes=700))
    with Archive.open(path) as archive:
        rows = [row for row in archive.captures() if row.url == url(0)]
    since = [from_ms(row.last_seen) - BEGAN for row in rows]
    assert since == [timedelta(minutes=600), timedelta(minutes=700)]


def test_what_a_run_has_settled_is_not_asked_for_again_by_it(tmp_path):
    """A run that was cut off goes on: pages, dead links, refusals stand; passing faults are tried again."""
    path = make(tmp_path, 1)
    outcomes = {"gone": True, "too_large": True, "blocked_waf": True, "timeout": False, "server_error": False}
    with Ledger.open(path, "990199-made") as ledger:
        ledger.begin(BEGAN, BEGAN)
        for outcome in outcomes:
            failed = replace(exchange(url(0), b""), outcome=outcome, body=None)
            ledger.keep(f"http://portal.test/{outcome}", "report", failed)
    with Ledger.open(path, "990199-made") as ledger:
        assert ledger.begin(BEGAN + timedelta(hours=1), BEGAN).resumed
        found = {outcome: ledger.address(f"http://portal.test/{outcome}") for outcome in outcomes}
        assert {outcome: ledger.done(address) for outcome, address in found.items()} == outcomes


def test_an_archive_of_the_first_layout_is_read_as_it_is_and_written_on(tmp_path):
    path = make(tmp_path, 3)
    of_the_first_layout(path)
    with Archive.open(path) as archive:
        pages = list(archive.pages())
        assert [page.link.text for page in pages] == [f"报告{number}" for number in range(3)]
    with Ledger.open(path, "990199-made") as ledger:
        ledger.begin(BEGAN, BEGAN - timedelta(hours=1))
        asking = Asking(url=url(0), headers={"Referer": url(1)}, body="a=1")
        ledger.keep(url(0), "report", replace(exchange(url(0), body(7), 9), asking=asking))
        assert ledger.address(url(0)).asking == asking
        assert ledger.address(url(1)).asking is None
        ledger.keep(url(0), "report", exchange(url(0), body(8), 10))
        assert ledger.address(url(0)).asking is None
    assert verify(path).problems == ()


def test_a_heading_is_kept_and_its_coming_is_no_change(tmp_path):
    path = make(tmp_path, 1)
    with Ledger.open(path, "990199-made") as ledger:
        ledger.begin(BEGAN, BEGAN - timedelta(hours=1))
        listed = [Listing(url=url(0), text="报告0", heading="2021年")]
        ledger.keep_list(LIST, exchange(LIST, body(10_000)), listed, (), 1)
        assert not ledger.address(url(0)).entry_changed
    with Archive.open(path) as archive:
        assert next(archive.pages()).link.heading == "2021年"


DEEDS = {
    "list": lambda ledger, one, other: ledger.keep_list(
        one, exchange(one, other.encode()), [Listing(url=other, text=other)], [f"{other}?list"], 1
    ),
    "announce": lambda ledger, one, other: ledger.announce(
        one, [Listing(url=other, text=one)], BEGAN, entries=len(one) % 2
    ),
    "keep": lambda ledger, one, other: ledger.keep(one, "report", exchange(one, other.encode())),
    "fail": lambda ledger, one, _: ledger.keep(
        one, "report", replace(exchange(one, b""), outcome="gone", status=404, body=None)
    ),
    "frame": lambda ledger, one, other: ledger.keep_framed(
        one, "continuation", exchange(one, b"in a frame"), other, Listing(url=one, role="continuation")
    ),
    "jump": lambda ledger, one, other: ledger.keep_jump(one, other, exchange(one, b"")),
    "count": lambda ledger, one, other: ledger.count_entries(one, len(other)),
    "set aside": lambda ledger, one, _: ledger.set_aside(f"{one}?list"),
    "ask again": lambda ledger, one, _: ledger.ask_again(one),
    "remove": lambda ledger, one, _: ledger.mark_removed(one, BEGAN),
}
"""Everything that a crawl does to addresses, for two of them."""

PAIRS = st.sampled_from([url(1), url(2), url(3), url(10)])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), PAIRS, PAIRS), min_size=1, max_size=8))
def test_what_is_known_of_an_address_is_what_the_file_says(deeds):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "990199-made.sqlite"
        with Ledger.open(path, "990199-made") as ledger, closing(connect(path, readonly=True)) as beside:
            ledger.begin(BEGAN, BEGAN)
            for deed, one, other in deeds:
                DEEDS[deed](ledger, one, other)
                for row in beside.execute(ADDRESS).fetchall():
                    saved = read_address(row)
                    assert ledger.address(saved.url) == saved
                    assert ledger.has(saved.url) == (saved.capture is not None)


def test_an_address_that_was_not_kept_after_all_is_not_known(tmp_path):
    with Ledger.open(tmp_path / "990199-made.sqlite", "990199-made") as ledger:
        ledger.begin(BEGAN, BEGAN)
        refused = [
            Listing(url=url(1)),
            Listing(url=url(2), text=None),
        ]  # the file takes no entry without text
        with pytest.raises(ArchiveError):
            ledger.keep_list(LIST, exchange(LIST, b"<li>"), refused, [url(3)], 2)
        assert [ledger.address(one) for one in (LIST, url(1), url(2), url(3))] == [None] * 4
