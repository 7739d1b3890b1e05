"""What a printed text of a table may name, in any of the forms; and which forms a row speaks of."""

from functools import lru_cache
from typing import NamedTuple

from gongkai import codebook
from gongkai.records import Form
from parsers.editions import FORM_EDITIONS
from parsers.labels import key
from parsers.tables.layout import Row
from parsers.tables.match import INNER_NUMBER, NONE, Match, matcher

LONGEST = 160
"""Characters of a text beyond which it is a paragraph and names nothing."""

CONTENT = "信息内容"
LITIGATION = "行政诉讼"
ALL_APPLICANTS = "申请人情况"
APPLICANT_GROUPS = frozenset((ALL_APPLICANTS, "法人或其他组织", "法人或者其他组织", "法人和其他组织"))
_SHARED = frozenset(("other_organization", "total", "other_remaining", "processed_total"))
"""Codes whose labels (其他, 总计) are rows and columns of several forms: they tell none from another."""


class Marks(NamedTuple):
    """Matches of one text in each vocabulary."""

    request: Match = NONE
    applicant: Match = NONE
    act: Match = NONE
    measure: Match = NONE
    dispute: Match = NONE
    outcome: Match = NONE
    statistic: Match = NONE
    votes: tuple[int, int, int, int] = (0, 0, 0, 0)  # of each of FORMS: 2 by exact words, 1 by near ones


FORMS: tuple[Form, ...] = ("disclosure", "requests", "disputes", "statistics")
_BLANK = Marks()

_request = matcher("requests", "item").match
_applicant = matcher("requests", "measure").match
_act = matcher("disclosure", "item").match
_measure = matcher("disclosure", "measure").match
_dispute = matcher("disputes", "item").match
_outcome = matcher("disputes", "measure").match
_statistic = matcher("statistics", "item").match


@lru_cache(maxsize=8192)
def marks(text: str) -> Marks:
    """What a text may name; nothing where its lines are labels of several rows or columns."""
    if len(text) > LONGEST or names_several(text):
        return _BLANK
    found = Marks(
        _request(text),
        _applicant(text),
        _act(text),
        _measure(text),
        _dispute(text),
        _outcome(text),
        _statistic(text),
    )
    words = key(text)
    votes = (
        max(_vote(found.act), _vote(found.measure), 2 * (words == CONTENT)),
        max(_vote(found.request), _vote(found.applicant), 2 * (words in APPLICANT_GROUPS)),
        max(_vote(found.dispute), _vote(found.outcome), 2 * (words == LITIGATION)),
        _vote(found.statistic),
    )
    return found._replace(votes=votes)


@lru_cache(maxsize=8192)
def names_several(text: str) -> bool:
    """Whether one cell holds the labels, in the form's own words, of more than one row or column: on lines of
    their own, or each behind its number. A heading before its row is none of them."""
    parts = [part for line in text.split("\n") for part in INNER_NUMBER.split(line)]
    if len(parts) < 2:
        return False
    *before, last = [word for part in parts if (word := key(part))] or [""]
    words = [*(word for word in before if word not in headings()), last]
    if len(words) < 2:
        return False
    for match in (_request, _applicant, _act, _measure, _outcome, _statistic):
        found = {named.codes for word in words if (named := match(word)).exact}
        if len(found) > 1:
            return True
    return False


def _vote(match: Match) -> int:
    return 0 if set(match.codes) <= _SHARED else 1 + match.exact


def votes(row: Row) -> tuple[int, int, int, int]:
    """How much the cells of a row speak for each form."""
    a = b = c = d = 0
    for slot in row:
        if not slot.is_figure:
            w, x, y, z = marks(slot.text).votes
            a, b, c, d = a + w, b + x, c + y, d + z
    return a, b, c, d


@lru_cache(maxsize=1)
def headings() -> frozenset[str]:
    """Words of headings over rows and columns that are no row or column themselves."""
    found = set(APPLICANT_GROUPS) | {LITIGATION, CONTENT}
    for form, editions in FORM_EDITIONS.items():
        for edition in editions:
            for entry in (*codebook.items(form, edition), *codebook.measures(form, edition)):
                found.update(map(key, entry.parent))
    return frozenset(found)
