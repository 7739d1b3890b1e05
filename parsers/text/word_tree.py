"""One pattern for many words, grouped by how they begin: at most places of a text none does, which the first
character tells."""

import re
from collections.abc import Iterable

_Tree = dict[str, "_Tree"]
_END = ""
"""Where a word ends, among the characters that it may go on with."""


def any_of(words: Iterable[str], gap: str = "") -> str:
    """Pattern of the longest of some words that stands at a place; `gap` is a pattern of what may stand
    between its characters. The pattern is to stand in a group."""
    tree: _Tree = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[_END] = {}
    return _pattern(tree, gap)


def _pattern(tree: _Tree, gap: str) -> str:
    return "|".join(re.escape(first) + _rest(branch, gap) for first, branch in tree.items() if first)


def _rest(branch: _Tree, gap: str) -> str:
    """What follows the character that leads to a branch."""
    inner = _pattern(branch, gap)
    if not inner:
        return ""
    if _END in branch:
        return f"(?:{gap}(?:{inner}))?"
    return f"{gap}(?:{inner})" if len(branch) > 1 else gap + inner
