"""A damaged archive: noticed, told with a remedy, and mended with all that can still be read."""

import shutil

import pytest

from gongkai.archive import Archive, Ledger
from gongkai.archive.repair import repair
from gongkai.archive.salvage import PAGE
from gongkai.archive.verify import verify
from gongkai.errors import ArchiveError
from tests.gongkai.archive.made import BEGAN, body, make, of_the_first_layout, url

REPORTS = 40
NOISE = bytes(range(1, 256)) * 17


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return make(tmp_path_factory.mktemp("sound"), REPORTS)


@pytest.fixture
def damaged(sound, tmp_path):
    return shutil.copy(sound, tmp_path / sound.name)


def overwrite(path, start, length):
    with path.open("r+b") as file:
        file.seek(start)
        file.write((NOISE * (length // len(NOISE) + 1))[:length])


def is_whole(path):
    try:
        return not verify(path).problems
    except ArchiveError:
        return False


def pages(path):
    with Archive.open(path) as archive:
        return {page.url: page.body for page in archive.pages()}


@pytest.mark.parametrize(("start", "length"), [(0, 16), (0, 100), (0, PAGE)], ids=["magic", "header", "page"])
def test_a_lost_start_costs_nothing(damaged, start, length):
    overwrite(damaged, start, length)
    with pytest.raises(ArchiveError, match=f"gongkai archive repair {damaged}"):
        Archive.open(damaged)
    mended = repair(damaged)
    assert mended.bodies_lost == mended.pages_lost == 0
    assert not verify(damaged).problems
    assert pages(damaged) == {url(number): body(number) for number in range(REPORTS)}


def test_any_lost_page_costs_what_stood_on_it_and_no_more(sound, tmp_path):
    """Every page of the file in turn: roots and inner pages of trees, leaves, pages of one long row."""
    for number in range(1, sound.stat().st_size // PAGE, 3):
        path = shutil.copy(sound, tmp_path / f"{number}-{sound.name}")
        overwrite(path, number * PAGE, PAGE)
        if is_whole(path):
            continue
        repair(path)
        assert is_whole(path)
        whole = pages(path)
        assert {found: whole[found] for found in whole} == {
            found: body(int(found.split("/t")[1].removesuffix(".html"))) for found in whole
        }
        # A leaf of the table of captures takes the rows on it along, for the next crawl to ask for.
        assert len(whole) >= REPORTS * 2 // 5, f"page {number}"


def test_a_file_cut_in_half_names_what_to_ask_for_again(damaged):
    with damaged.open("r+b") as file:
        file.truncate(damaged.stat().st_size // 2)
    mended = repair(damaged)
    whole = pages(damaged)
    assert len(whole) < REPORTS
    assert mended.pages_lost >= REPORTS - len(whole)
    assert mended.rows["addresses"] > REPORTS // 2
    assert is_whole(damaged)


def test_a_lost_number_of_a_run_is_not_taken_for_the_next_one(damaged):
    """The run after a repair must not think that it has had every page already."""
    import sqlite3

    connection = sqlite3.connect(damaged)
    connection.execute("DELETE FROM runs")
    connection.commit()
    connection.close()
    repair(damaged)
    with Ledger.open(damaged, "990199-made") as ledger:
        ledger.begin(BEGAN, BEGAN)
        address = ledger.address(url(1))
        assert address is not None
        assert not ledger.done(address)


def test_what_is_no_archive_is_set_aside(damaged):
    damaged.write_bytes(b"this is no archive " * 1_000)
    with pytest.raises(ArchiveError, match="nothing in it can be read"):
        repair(damaged)
    assert [path.name for path in damaged.parent.iterdir() if "damaged" in path.name]
    assert not damaged.exists()


def test_an_archive_of_the_first_layout_is_repaired_too(tmp_path):
    path = make(tmp_path, 5)
    of_the_first_layout(path)
    content = bytearray(path.read_bytes())
    content[100:400] = bytes(300)
    path.write_bytes(content)
    assert repair(path).rows["addresses"] == 6
    assert verify(path).problems == ()
