"""New portal files: from a code, a name and a home page, or from a table of them."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from gongkai.errors import UsageError
from scraper.registry import Portal, check_portal

KEYS = ("name", "code", "url")
COLUMNS = ("code", "name", "url")


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
    code, name, url = code.strip(), name.strip(), url.strip()
    if "://" not in url:
        url = f"http://{url}"
    portal = Portal(id=f"{code}-{slug or slug_of(url)}", name=name, code=code, url=url)
    problem = check_portal(portal) or ("the name is empty" if not name else None)
    if problem:
        raise UsageError(problem)
    path = folder / f"{portal.id}.toml"
    # A JSON string is a TOML string.
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}"
        for key, value in zip(KEYS, (name, code, url), strict=True)
    ]
    if path.exists():
        try:
            known = msgspec.toml.decode(path.read_bytes())
        except msgspec.DecodeError:
            known = {}
        if known.get("url") == url and known.get("name") == name:
            return None
        raise UsageError(f"{path} is there already and says otherwise; edit it, or give another slug")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def import_portals(table: Path, folder: Path) -> list[Path]:
    """Write a portal file for each row of a CSV with the columns code, name, url; return the new ones.

    Checks every row before the first file is written. Raises UsageError naming the line that is wrong.
    """
    try:
        text = table.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        text = table.read_bytes().decode("gb18030", "replace")
    except OSError as error:
        raise UsageError(f"{table}: cannot be read ({error.strerror})") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    heads = {(head or "").strip().lower(): head for head in reader.fieldnames or ()}
    missing = [name for name in COLUMNS if name not in heads]
    if missing:
        raise UsageError(f"{table}: no column {missing[0]!r}; the first line must name {', '.join(COLUMNS)}")
    rows: list[tuple[int, str, str, str]] = []
    for row in reader:
        code, name, url = ((row[heads[column]] or "").strip() for column in COLUMNS)
        if not (code or name or url):
            continue
        trial = Portal(id=f"{code}-x", name=name, code=code, url=url if "://" in url else f"http://{url}")
        problem = check_portal(trial) or ("the name is empty" if not name else None)
        if problem:
            raise UsageError(f"{table}, line {reader.line_num}: {problem}")
        rows.append((reader.line_num, code, name, url))
    if not rows:
        raise UsageError(f"{table}: no portals in it")
    written = []
    for line, code, name, url in rows:
        try:
            path = write_portal(folder, code, name, url)
        except UsageError as error:
            raise UsageError(f"{table}, line {line}: {error}") from error
        if path is not None:
            written.append(path)
    return written
