"""New portal files: from a code, a name and a home page, or from a table of them."""

import csv
import io
import json
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from gongkai.errors import UsageError
from scraper.run.registry import REQUIRED, Portal, check_portal

COLUMNS = {
    "code": ("code", "代码", "行政区划代码", "区划代码"),
    "name": ("name", "名称", "县区", "区县", "单位"),
    "url": ("url", "网址", "网站", "链接", "首页"),
}
"""The columns of a table of portals, and the names they go by."""


class _Entry(NamedTuple):
    """One portal to write: its file and what the file says."""

    path: Path
    text: str

    def is_there(self) -> bool:
        """Whether the file is there and says the same. Raises UsageError when it says otherwise."""
        if not self.path.exists():
            return False
        try:
            known = msgspec.toml.decode(self.path.read_bytes())
        except msgspec.DecodeError:
            known = {}
        if all(known.get(key) == value for key, value in msgspec.toml.decode(self.text).items()):
            return True
        raise UsageError(f"{self.path} is there already and says otherwise; edit it, or give another slug")

    def write(self) -> Path:
        """Write the file."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.text, encoding="utf-8")
        return self.path


def slug_of(url: str) -> str:
    """A slug from a home page: the first telling label of its host, `lusong` of http://www.lusong.gov.cn/."""
    host = (urlsplit(url).hostname or "").lower()
    labels = [label for label in host.split(".") if label not in ("www", "gov", "cn", "com", "org")]
    if not labels or re.fullmatch(r"[\d.]+|[0-9a-f:]+", host):
        return "portal"
    return re.sub(r"[^a-z0-9-]+", "-", labels[0]).strip("-") or "portal"


def write_portal(folder: Path, code: str, name: str, url: str, slug: str = "") -> Path | None:
    """Write one portal file and return its path; None when the same file is there already.

    Raises UsageError when a value is wrong or another portal has that file name.
    """
    entry = _entry(folder, code, name, url, slug)
    return None if entry.is_there() else entry.write()


def import_portals(table: Path, folder: Path) -> tuple[list[Path], list[Path]]:
    """Write a portal file for each row of a CSV with the columns code, name, url; return the new ones, and
    those that were there already and say the same.

    Checks every row before the first file is written. Raises UsageError naming the line that is wrong.
    """
    entries: dict[Path, tuple[int, _Entry]] = {}
    for line, code, name, url in _rows(table):
        try:
            entry = _entry(folder, code, name, url, "")
            before = entries.get(entry.path)
            if before is not None and before[1] != entry:
                raise UsageError(
                    f"{entry.path.name} would be written for line {before[0]} too; give one of them by hand"
                )
            entry.is_there()
        except UsageError as error:
            raise UsageError(f"{table}, line {line}: {error}") from error
        entries[entry.path] = line, entry
    there = [entry.path for _, entry in entries.values() if entry.is_there()]
    new = [entry for _, entry in entries.values() if entry.path not in there]
    return [entry.write() for entry in new], there


def _entry(folder: Path, code: str, name: str, url: str, slug: str) -> _Entry:
    code, name, url = code.strip(), name.strip(), url.strip()
    if "://" not in url:
        url = f"http://{url}"
    portal = Portal(id=f"{code}-{slug or slug_of(url)}", name=name, code=code, url=url)
    problem = check_portal(portal)
    if problem:
        raise UsageError(problem)
    # A JSON string is a TOML string.
    values = zip(REQUIRED, (name, code, url), strict=True)
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values]
    return _Entry(folder / f"{portal.id}.toml", "\n".join([*lines, ""]))


def _rows(table: Path) -> list[tuple[int, str, str, str]]:
    """Line, code, name and url of each row. Raises UsageError for a table without any."""
    try:
        body = table.read_bytes()
    except OSError as error:
        raise UsageError(f"{table}: cannot be read ({error.strerror})") from error
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("gb18030", "replace")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    heads = {(one or "").strip().lower(): one for one in reader.fieldnames or ()}
    names = {column: [heads[name] for name in known if name in heads] for column, known in COLUMNS.items()}
    missing = [column for column, found in names.items() if not found]
    if missing:
        raise UsageError(f"{table}: no column {missing[0]!r}; the first line must name {', '.join(COLUMNS)}")
    rows = []
    for row in reader:
        code, name, url = ((row[names[column][0]] or "").strip() for column in COLUMNS)
        if code or name or url:
            rows.append((reader.line_num, code, name, url))
    if not rows:
        raise UsageError(f"{table}: no portals in it")
    return rows
