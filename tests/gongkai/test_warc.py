"""WARC files as crawlers write them: coded, chunked, compressed in two ways, cut off, damaged."""

import gzip
import zlib
from pathlib import Path

import pytest

from gongkai.errors import SourceError
from gongkai.saved import SavedPage
from gongkai.warc import LIMIT, find_captures, read_captures

PAGE = "<h1>桐溪县水利局2021年政府信息公开工作年度报告</h1><p>一、总体情况</p>".encode() * 40


def record(name: str, body: bytes, *http: str, kind: str = "response", status: int = 200) -> bytes:
    """One record of http://a.gov.cn/NAME; `http` are header lines of the answer beside its type."""
    media = "text/html"
    if kind == "response":
        lines = (f"HTTP/1.1 {status} ", "Content-Type: text/html", *http, "", "")
        body, media = "\r\n".join(lines).encode() + body, "application/http; msgtype=response"
    head = (
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: http://a.gov.cn/{name}",
        "WARC-Date: 2022-01-20T08:00:00Z",
        f"Content-Type: {media}",
        f"Content-Length: {len(body)}",
        "",
        "",
    )
    return "\r\n".join(head).encode() + body + b"\r\n\r\n"


def chunked(body: bytes) -> bytes:
    parts = [body[at : at + 500] for at in range(0, len(body), 500)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def read(path: Path) -> dict[str, bytes | str]:
    """Body of each page by name, or why it cannot be read."""
    captures, _ = find_captures(path)
    found: dict[str, bytes | str] = {}
    for page in read_captures(path, [(capture.source, capture.key) for capture in captures]):
        source, told = (page.source, page.body) if isinstance(page, SavedPage) else (page[0], str(page[1]))
        found[source.removeprefix("http://a.gov.cn/")] = told
    return found


RECORDS = {
    "plain": record("plain", PAGE),
    "gzip": record("gzip", gzip.compress(PAGE), "Content-Encoding: gzip"),
    "deflate": record("deflate", zlib.compress(PAGE), "content-encoding: deflate"),
    "bare": record("bare", zlib.compress(PAGE, wbits=-15), "Content-Encoding: deflate"),
    "chunks": record("chunks", chunked(PAGE), "Transfer-Encoding: chunked"),
    "both": record(
        "both", chunked(gzip.compress(PAGE)), "Transfer-Encoding: chunked", "Content-Encoding: gzip"
    ),
    "undone": record("undone", PAGE, "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
    "resource": record("resource", PAGE, kind="resource"),
}
OTHERS = record("gone", PAGE, status=404) + record("metadata", b"a: b", kind="metadata")


@pytest.mark.parametrize("way", ["plain", "by record", "as a whole"])
def test_pages_are_read_however_they_were_sent_and_stored(tmp_path: Path, way: str) -> None:
    path = tmp_path / ("a.warc" if way == "plain" else "a.warc.gz")
    parts = [*RECORDS.values(), OTHERS]
    if way == "by record":
        parts = [gzip.compress(part) for part in parts]
    whole = b"".join(parts)
    path.write_bytes(gzip.compress(whole) if way == "as a whole" else whole)
    assert find_captures(path)[1] is None
    assert read(path) == dict.fromkeys(RECORDS, PAGE)


def test_the_last_good_capture_of_a_page_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record("x", b"old") + record("x", b"new") + record("x", b"gone", status=404))
    assert read(path) == {"x": b"new"}


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("left", [30, 0.5])
def test_a_file_that_is_cut_off_says_so_and_gives_its_whole_records(
    tmp_path: Path, name: str, left: float
) -> None:
    path = tmp_path / name
    parts = [record("x", PAGE), record("y", PAGE)]
    if name.endswith("gz"):
        parts = [gzip.compress(part) for part in parts]
    path.write_bytes(parts[0] + parts[1][: int(left * len(parts[1]) if left < 1 else left)])
    captures, damage = find_captures(path)
    assert [capture.source for capture in captures] == ["http://a.gov.cn/x"]
    assert str(path) in str(damage)
    assert read(path) == {"x": PAGE}


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_what_follows_damage_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    parts = [record(letter, PAGE) for letter in "xyz"]
    if name.endswith("gz"):
        parts = [gzip.compress(part) for part in parts]
    parts[1] = bytes(len(parts[1]))
    path.write_bytes(b"".join(parts))
    assert find_captures(path)[1] is not None
    assert read(path) == {"x": PAGE, "z": PAGE}


def test_a_file_of_nothing_readable_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"\x93\x11" * 500)
    with pytest.raises(SourceError, match=r"a\.warc: damaged or no WARC file"):
        find_captures(path)


def test_an_answer_that_was_cut_or_grows_without_end_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    bomb = gzip.compress(bytes(LIMIT + 1))
    short = gzip.compress(PAGE)[:-20]
    coded = "Content-Encoding: gzip"
    path.write_bytes(record("bomb", bomb, coded) + record("short", short, coded) + record("x", PAGE))
    told = read(path)
    assert "grows beyond" in str(told["bomb"])
    assert "cut off" in str(told["short"])
    assert told["x"] == PAGE


def test_a_file_that_changed_in_between_gives_no_other_page(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record("x", PAGE))
    (capture,), _ = find_captures(path)
    path.write_bytes(record("y", PAGE))
    ((url, error),) = read_captures(path, [(capture.source, capture.key)])
    assert (url, "no longer in" in str(error)) == ("http://a.gov.cn/x", True)


def test_robots_rules_are_no_page_and_posts_have_names_of_their_own(tmp_path: Path) -> None:
    """As other crawlers write them: the request beside the answer, whichever comes first."""
    ids = [f"WARC-Record-ID: <urn:uuid:{number}>" for number in range(4)]
    to = [f"WARC-Concurrent-To: <urn:uuid:{number}>" for number in range(4)]

    def part(name: str, kind: str, block: bytes, *fields: str) -> bytes:
        head = (
            "WARC/1.1",
            f"WARC-Type: {kind}",
            f"WARC-Target-URI: http://a.gov.cn/{name}",
            "WARC-Date: 2022-01-20T08:00:00Z",
            *fields,
            f"Content-Type: application/http; msgtype={kind}",
            f"Content-Length: {len(block)}",
        )
        return "\r\n".join((*head, "", "")).encode() + block + b"\r\n\r\n"

    answer = b"HTTP/1.1 200 \r\nContent-Type: text/html\r\n\r\n"
    posts = [b"POST /list HTTP/1.1\r\nHost: a.gov.cn\r\n\r\npage=%d" % page for page in (1, 2)]
    path = tmp_path / "a.warc"
    path.write_bytes(
        part("robots.txt", "response", answer + b"User-agent: *")
        + part("list", "response", answer + b"one", ids[0])
        + part("list", "request", posts[0], ids[1], to[0])
        + part("list", "request", posts[1], ids[2])
        + part("list", "response", answer + b"two", ids[3], to[2])
        + part("list", "request", b"GET /list HTTP/1.1\r\n\r\n")
    )
    name = "list?__wb_method=POST&page="
    assert read(path) == {f"{name}1": b"one", f"{name}2": b"two"}
