"""Content decoding gives the same whichever library does it, however the content arrives."""

import gzip
import random
import sys
import zlib

import pytest

from scraper.network import inflate
from scraper.network.inflate import BrokenContentError, TooLargeError, sink

PAGE = "政府信息公开工作年度报告".encode() * 3_000
GZIP = gzip.compress(PAGE)
CUT = GZIP[:-20]
SPOILT = bytearray(GZIP)
SPOILT[len(GZIP) // 2] ^= 0xFF


@pytest.fixture(params=["standard", "fast"], autouse=True)
def library(request, monkeypatch):
    if request.param == "fast":
        monkeypatch.setattr(inflate, "_ZLIB", pytest.importorskip("zlib_ng.zlib_ng"))
    else:
        monkeypatch.setattr(inflate, "_ZLIB", zlib)
    monkeypatch.setattr(inflate, "_BROKEN", inflate._ZLIB.error)


def inflated(content: bytes, limit: int = 1_000_000, seed: int = 0) -> bytes:
    """What comes out when the content arrives in pieces of any size."""
    pieces = random.Random(seed)
    taker = sink("gzip", limit)
    at = 0
    while at < len(content):
        size = pieces.randint(1, 60)
        taker.feed(content[at : at + size])
        at += size
    return taker.finish()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "content",
    [GZIP, GZIP + bytes(100), zlib.compress(PAGE), zlib.compress(PAGE, wbits=-15), PAGE[:0]],
    ids=["gzip", "padded", "zlib", "bare deflate", "nothing"],
)
def test_content_comes_out_whole(content, seed):
    assert inflated(content, seed=seed) == (PAGE if content else b"")


def test_members_in_a_row_are_one_content():
    assert inflated(GZIP + GZIP) == PAGE + PAGE


@pytest.mark.parametrize("content", [CUT, bytes(SPOILT), GZIP + CUT], ids=["cut", "spoilt", "second one cut"])
def test_broken_content_is_told(content):
    with pytest.raises(BrokenContentError):
        inflated(content)


def test_a_bomb_is_stopped_at_the_limit():
    taker = sink("gzip", 1_000_000)
    with pytest.raises(TooLargeError):
        taker.feed(gzip.compress(bytes(50_000_000)))


def test_the_standard_library_does_where_there_is_no_faster_one(monkeypatch):
    monkeypatch.setitem(sys.modules, "zlib_ng", None)
    assert inflate._fastest() is zlib
