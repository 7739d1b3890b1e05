"""The members of objects and arrays in a script as they are written, functions among them.

What a library is given holds functions and calls beside data, so that it is no literal as a whole; but each
member may be read by itself.
"""

import re
from collections.abc import Iterator

LONGEST = 30_000
"""Characters of an object that is taken apart."""

_TOKEN = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|//[^\n]*|/\*.*?\*/"
    r"|(?<=[(,=:])\s*/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/|[{}()\[\],:]",
    re.DOTALL,
)
_NAMED = re.compile(r"\s*(?:([\w$]+)|\"([^\"\n]{1,100})\"|'([^'\n]{1,100})')\s*$")
_METHOD = re.compile(r"\s*(?:async\s+)?([\w$]+)\s*(\([^()]{0,200}\)\s*\{.*)", re.DOTALL)
_COMMENT = re.compile(r"\s*(?://[^\n]*(?:\n|$)|/\*.*?\*/)", re.DOTALL)
_OPENING, _CLOSING = frozenset("{[("), frozenset("}])")


def members(code: str, at: int = 0) -> dict[str, str]:
    """What stands behind each name of the object that begins at `at`, as written; a method as a function.
    Nothing where no object begins there, or none that ends."""
    found: dict[str, str] = {}
    for piece in _pieces(code, at, "{"):
        colon = next((token for token in _TOKEN.finditer(piece) if token[0] in ":([{"), None)
        named = _NAMED.fullmatch(piece, 0, colon.start()) if colon is not None and colon[0] == ":" else None
        method = _METHOD.fullmatch(piece) if named is None else None
        if named is not None and colon is not None:
            found[next(filter(None, named.groups()))] = piece[colon.end() :].strip()
        elif method is not None:
            found[method[1]] = f"function{method[2].rstrip()}"
        elif (bare := _NAMED.fullmatch(piece)) is not None and bare[1]:
            found[bare[1]] = bare[1]  # {id} is {id: id}
    return found


def items(code: str, at: int = 0) -> list[str]:
    """The items of the array that begins at `at`, as written."""
    return [piece.strip() for piece in _pieces(code, at, "[") if piece.strip()]


def given(code: str, at: int = 0) -> list[str]:
    """The arguments in the brackets that open at `at`, as written."""
    return [piece.strip() for piece in _pieces(code, at, "(") if piece.strip()]


def end(code: str, at: int) -> int:
    """Where the object, array or bracket that opens at `at` is closed again; `at` where it is not."""
    depth = 0
    for token in _TOKEN.finditer(code, at, at + LONGEST):
        depth += (token[0] in _OPENING) - (token[0] in _CLOSING)
        if depth <= 0:
            return token.end()
    return at


def _pieces(code: str, at: int, opening: str) -> Iterator[str]:
    """What stands between the commas of the object or array that begins at `at`, comments before it apart."""
    start = len(code) - len(code[at:].lstrip())
    close = end(code, start) if code.startswith(opening, start) else start
    if close == start:
        return
    begin, depth = start + 1, 0
    for token in _TOKEN.finditer(code, start, close):
        depth += token[0] in _OPENING
        if (depth == 1 and token[0] == ",") or token.end() == close:
            yield _bare(code[begin : token.start()])
            begin = token.end()
        depth -= token[0] in _CLOSING


def _bare(piece: str) -> str:
    while (comment := _COMMENT.match(piece)) is not None:
        piece = piece[comment.end() :]
    return piece
