"""Bytes -> text: what a page's bytes say, whatever label they carry.

Portals mislabel: gb2312 over characters that only GB18030 has, utf-8 over GBK and the reverse. So the label
decides nothing: strict decoding does, and where nothing is strict, the reading with more of the form's words.
Big5 is what makes words of a body that has none otherwise.
"""

import codecs
import re
from typing import NamedTuple


class Decoded(NamedTuple):
    """Text of a body. `encoding` is what decoded it, `declared` what header or meta claimed (lower case),
    `replacements` how many U+FFFD the text holds."""

    text: str
    encoding: str
    declared: str | None
    replacements: int


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_HEAD_BYTES = 8192
_CHARSET = re.compile(rb"""(?:charset\s*=\s*["']?\s*)+([\w.:-]+)""", re.IGNORECASE)
# Lenient on purpose: `httpequiv="ContentType"` and unclosed tags are met.
_META = re.compile(rb"""<meta[^>]*?(?:charset\s*=\s*["']?\s*)+([\w.:-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)

_CHINESE = re.compile("[\u4e00-\u9fff]")
_WORDS = (
    "政府信息公开",
    "年度报告",
    "主动公开",
    "依申请公开",
    "行政",
    "申请",
    "总计",
    "情况",
    "数量",
    "公开",
)
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过公开信息政府申请行政数量"
    "情况报告本其他总计及与等进强管理服务办法第二三四五六七八九十项条件"
)

_BIG5_WORDS = ("政府", "公開", "報告", "年度", "情況", "申請", "數量", "總計", "主動", "行政")
_FEWEST_WORDS = 3

_COMMON_PAIRS = frozenset(character.encode("gb18030") for character in _COMMON | set("，。、：；（）《》“”"))
_BROKEN = -5
_FOUR_BYTES = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
# Bytes that are part of no longer character of GB18030: they end a run.
_NEVER_WITHIN = frozenset((*range(0x30), *range(0x3A, 0x40)))
_RUN_LENGTH = 4000
"""Characters before, bytes behind a broken place that are read anew."""
_RESYNCHRONISATIONS = 200
"""Broken places in one body that are mended one by one; a body with more of them is no GB18030."""


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a body. `content_type` is the HTTP header, if there was one. Never raises: what cannot be read
    becomes U+FFFD and is counted."""
    declared = declared_encoding(body, content_type)
    text, encoding = _decode(body)
    # To count what is not there costs ten times as much as to see that it is not.
    return Decoded(text, encoding, declared, text.count("\ufffd") if "\ufffd" in text else 0)


def text_of(body: bytes) -> str:
    """The text of a body, for those who ask nothing else: the label says nothing of it."""
    return _decode(body)[0]


def declared_encoding(body: bytes, content_type: str | None) -> str | None:
    """The label: of the header, else of a meta or XML declaration in the first 8 KB; None without any."""
    if content_type and (found := _CHARSET.search(content_type.encode("latin-1", "replace"))):
        return found[1].decode("ascii", "replace").lower()
    head = body[:_HEAD_BYTES]
    if b"\0" in head:
        head = head.replace(b"\0", b"")
    found = _META.search(head) or _XML.search(head)
    return found[1].decode("ascii", "replace").lower() if found else None


def _decode(body: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            marked = body[len(bom) :]
            strict = _strict(marked, encoding)
            return marked.decode(encoding, "replace") if strict is None else strict, encoding
    if b"\0" in body and (wide := _utf16(body)) is not None:
        return wide
    try:
        text = body.decode("utf-8")
        if text.isascii() or _CHINESE.search(text):
            return text, "utf-8"
        utf8_runs_to = len(body)  # a short GBK text can be valid UTF-8 for letters of other scripts
    except UnicodeDecodeError as error:
        if _is_cut(error, body):
            return body[: error.start].decode("utf-8"), "utf-8"
        utf8_runs_to = error.start
    chinese = _strict(body, "gb18030")
    if (chinese is None or not any(word in chinese for word in _WORDS)) and (big5 := _big5(body)) is not None:
        return big5, "big5"
    # A GBK body fails UTF-8 at its first Chinese character. Where Chinese was read before the failure, the
    # page may be UTF-8 with a stray byte, which GB18030 can accept by chance: then both are weighed.
    if chinese is not None and not _CHINESE.search(body[:utf8_runs_to].decode("utf-8")):
        return chinese, "gb18030"
    candidates = (
        (body.decode("utf-8", "replace"), "utf-8"),
        (chinese if chinese is not None else _resynchronised(body), "gb18030"),
    )
    return max(candidates, key=lambda candidate: _fitness(candidate[0]))


def _big5(body: bytes) -> str | None:
    """The body as Big5, where that makes words of the form of it; mostly of a report that was converted."""
    text = body.decode("big5hkscs", "replace")
    found = sum(word in text for word in _BIG5_WORDS)
    return text if found >= _FEWEST_WORDS and text.count("\ufffd") * 100 <= len(text) else None


def _is_cut(error: UnicodeDecodeError, body: bytes) -> bool:
    """Whether only the last character is incomplete: a download or a file that was cut short."""
    return error.end >= len(body) and len(body) - error.start <= 3


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        return body[: error.start].decode(encoding) if _is_cut(error, body) else None


def _resynchronised(body: bytes) -> str:
    """GB18030 with stray, lost or broken bytes.

    One byte too many or too few shifts every pair after it up to the next ASCII character, so the run that
    ends in an error is read in the way that makes its characters the most usual.
    """
    pieces: list[str] = []
    start = 0
    for _ in range(_RESYNCHRONISATIONS):
        try:
            pieces.append(body[start:].decode("gb18030"))
            return "".join(pieces)
        except UnicodeDecodeError as error:
            bad = start + error.start
        read = body[start:bad].decode("gb18030")
        earliest = bad - len(read[-_RUN_LENGTH:].encode("gb18030"))
        first = last = bad
        while first > earliest and body[first - 1] not in _NEVER_WITHIN:
            first -= 1
        while last < min(len(body), bad + _RUN_LENGTH) and body[last] not in _NEVER_WITHIN:
            last += 1
        codes = _codes(body[first:last])
        # Where a run is read in part, its last character may be cut.
        if last == bad + _RUN_LENGTH and len(codes) > 1:
            last -= len(codes.pop())
        pieces += (body[start:first].decode("gb18030", "replace"), *map(_character, codes))
        start = last
    pieces.append(body[start:].decode("gb18030", "replace"))
    return "".join(pieces)


def _codes(run: bytes) -> list[bytes]:
    """A run of bytes cut into characters so that they are the most usual; bytes of none stand alone."""
    size = len(run)
    worth = [0] * (size + 1)  # of the best cut up to each place, and the length of its last character
    length = [0] * (size + 1)
    for end in range(1, size + 1):
        worth[end], length[end] = max(
            (worth[end - count] + _usual(run[end - count : end]), count)
            for count in (1, 2, 4)
            if count <= end
        )
    codes: list[bytes] = []
    end = size
    while end:
        codes.append(run[end - length[end] : end])
        end -= length[end]
    return codes[::-1]


def _character(code: bytes) -> str:
    text = code.decode("gb18030", "replace")
    return text if len(text) == 1 else "\ufffd"


def _usual(code: bytes) -> int:
    """How usual the bytes of one character are: most for the commonest characters, then those of GB2312's
    first level, ASCII, others; least for what is no character."""
    if code in _COMMON_PAIRS:
        return 3
    if len(code) == 2 and code[1] >= 0xA1 and 0xB0 <= code[0] <= 0xD7:
        return 1
    if len(code) == 1:
        return 0 if code[0] < 0x80 else _BROKEN
    if len(code) == 2:
        if code[0] < 0x80 or code[1] < 0x40:
            return _BROKEN * 2
        return -1 if _character(code) != "\ufffd" else _BROKEN
    # Four bytes: two that begin a character, each with a digit.
    return -2 if _FOUR_BYTES.fullmatch(code) else _BROKEN * 4


def _utf16(body: bytes) -> tuple[str, str] | None:
    """UTF-16 without a byte order mark: its ASCII characters have every second byte NUL."""
    sample = body[:_HEAD_BYTES]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 40 or min(even, odd) * 4 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = body[: len(body) // 2 * 2].decode(encoding, "replace")
    return (text, encoding) if "\0" not in text else None


def _fitness(text: str) -> tuple[int, int]:
    """More words of the form and common characters first, then fewer replacements."""
    words = sum(text.count(word) for word in _WORDS)
    common = sum(map(_COMMON.__contains__, text))
    return words * 20 + common, -text.count("\ufffd")
