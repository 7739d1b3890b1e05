"""What a list itself puts in the way: pages that only a form leads to. None is submitted; it is told."""

import re

from gongkai.records import Issue

_NEXT = r"(?:下一页|下页|后一页|下一頁|Next)"
_NEXT_WORD = re.compile(_NEXT)
_SUBMIT = r"(?:__doPostBack\s*\(|\.submit\s*\(\s*\))"
_PAGED = re.compile(
    rf"{_SUBMIT}[^<>]{{0,300}}>\s*(?:<[^<>]{{0,200}}>\s*){{0,3}}{_NEXT}"
    rf"|value\s*=\s*[\"']{_NEXT}[\"'][^<>]{{0,300}}{_SUBMIT}"
)
_FUNCTION = re.compile(rf"function\s+(\w+)\s*\([^()]{{0,100}}\)\s*\{{[^}}]{{0,400}}{_SUBMIT}")


def paged_by_form(text: str, url: str) -> Issue | None:
    """The issue of a list whose next page can only be had by submitting a form; None for any other."""
    if _NEXT_WORD.search(text) is None or ("submit" not in text and "__doPostBack" not in text):
        return None
    calls = "|".join(re.escape(name) for name in _FUNCTION.findall(text)[:20])
    by_function = calls and re.search(rf"\b(?:{calls})\s*\([^<>]{{0,200}}>\s*{_NEXT}", text)
    if not by_function and not _PAGED.search(text):
        return None
    return Issue(
        stage="fetch",
        code="pages_by_form",
        severity="error",
        message=f"{url}: the list goes on only by a form; forms are not submitted, later pages not read",
        location=url,
    )
