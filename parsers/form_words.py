"""Words of the form's rows and columns, as they stand where a table lost its tags."""

from functools import cache

from gongkai import codebook
from parsers.labels import key

_HEADS = frozenset({"信息内容", "申请人情况", "统计指标", "指标名称", "单位", "统计数", "备注", "序号"})


@cache
def row_words() -> frozenset[str]:
    """Words of rows of the requests form, which are numbered like headings."""
    return _words("requests")


@cache
def form_words() -> frozenset[str]:
    """Words of the rows and columns of any form."""
    return _HEADS | _words(None)


def _words(form: str | None) -> frozenset[str]:
    return frozenset(
        word
        for entry in codebook.entries()
        if form in (None, entry.form)
        for word in (*map(key, entry.labels.values()), *map(key, entry.parent))
        if word
    )
