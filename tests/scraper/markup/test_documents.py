"""Files told from pages by what comes, whatever it is called."""

import pytest
from msgspec.structs import replace

from scraper.markup.documents import is_document
from tests.scraper.paper import response

URL = "http://www.county.example/gk/nb"


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("application/octet-stream", b"<!DOCTYPE html><title>x</title>", False),
        ("application/octet-stream", b"\xef\xbb\xbf\r\n<!-- made by x -->\n<HTML lang=zh>", False),
        ("application/octet-stream", b"\x00\x01<html>", True),
        ("application/octet-stream", b"%PDF-1.4", True),
        ("application/msword", b"<html xmlns:o='urn:schemas-microsoft-com:office:office'>", True),
        ("text/html", b"PK\x03\x04", True),
        ("text/html", b"<p>", False),
    ],
)
def test_a_page_called_a_stream_of_octets_is_a_page(kind, body, told):
    assert is_document(replace(response(URL, "", kind), body=body)) is told
