"""Text to bytes as servers do it: labels that fit, labels that lie, tails cut off, bytes gone astray."""

import codecs
import re
from collections.abc import Callable

Coding = Callable[[str], bytes]

_HEAD = re.compile("<head>", re.IGNORECASE)


def _labelled(html: str, *labels: str) -> str:
    metas = "".join(
        f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' for label in labels
    )
    return _HEAD.sub(f"<head>{metas}", html, count=1)


def _rare(html: str) -> str:
    """A character in the page that GB2312 and GBK lack."""
    return html.replace("技术支持：", "技术支持：㙍𠀀")


def _stray(body: bytes, byte: bytes) -> bytes:
    """One byte that belongs to nothing, at the end of the page."""
    before, end, after = body.rpartition(b"</body>")
    return before + byte + end + after if end else body + byte


def _cut_tail(html: str, encoding: str) -> bytes:
    """The response ended inside the last character."""
    return (html + "\n<!-- 完").encode(encoding)[:-1]


CODINGS: dict[str, Coding] = {
    "utf-8": lambda html: _labelled(html, "utf-8").encode(),
    "utf-8 with BOM": lambda html: codecs.BOM_UTF8 + html.encode(),
    "utf-8 unlabelled": lambda html: html.encode(),
    "utf-8 labelled gb2312": lambda html: _labelled(html, "gb2312").encode(),
    "utf-8 cut": lambda html: _cut_tail(_labelled(html, "utf-8"), "utf-8"),
    "utf-8 stray byte": lambda html: _stray(_labelled(html, "utf-8").encode(), b"\xff"),
    "gb2312 with rare characters": lambda html: _labelled(_rare(html), "gb2312").encode("gb18030"),
    "gbk": lambda html: _labelled(html, "gbk").encode("gb18030"),
    "gbk labelled utf-8": lambda html: _labelled(html, "utf-8").encode("gb18030"),
    "gbk unlabelled": lambda html: html.encode("gb18030"),
    "gbk labelled twice": lambda html: _labelled(html, "utf-8", "gb2312").encode("gb18030"),
    "gbk cut": lambda html: _cut_tail(_labelled(html, "gbk"), "gb18030"),
    "gbk stray byte": lambda html: _stray(_labelled(html, "gb2312").encode("gb18030"), b"\xff"),
    "utf-16": lambda html: codecs.BOM_UTF16_LE + html.encode("utf-16-le"),
    "utf-16 unmarked": lambda html: html.encode("utf-16-le"),
    "utf-16 big": lambda html: codecs.BOM_UTF16_BE + html.encode("utf-16-be"),
}
