import pytest

from parsers.signature import what_it_is


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "empty"),
        (b" \r\n\t\xef\xbb\xbf", "empty"),
        (b"\0" * 50, "empty"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"%PDF-1.7", "a PDF file"),
        (b"PK\x03\x04\x14\0", "a zip file (or a .docx, .xlsx, .ofd)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an Office file (.doc, .xls, .wps)"),
        (b"BM\0\0\0\0", "a BMP picture"),
        (b"BMW is a word", None),
        (b"MZ\x90\0", "a program"),
        (b"<html>", None),
        ("一、总体情况".encode("gb18030"), None),
    ],
)
def test_what_a_body_is(body: bytes, what: str | None) -> None:
    assert what_it_is(body) == what
