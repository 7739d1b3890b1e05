"""Find code that is written twice: `python -m tests.duplicates` lists the places; 1 when there are any.

Code is compared by its tokens, so layout and comments do not hide a copy; names count, string and number
literals do not. Imports, docstrings and tables of data are no copies.
"""

import ast
import io
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

WINDOW = 50
"""Tokens that two places must share: about six full lines."""

NAMES = 8
"""Different names that a shared run must hold: with fewer it is a table of data, not code."""

FOLDERS = ("gongkai", "scraper", "parsers", "output", "fixtures", "tests", "benchmarks")
_IDLE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
    tokenize.ENCODING,
}


class Token(NamedTuple):
    """One token as it is compared, and its line."""

    text: str
    line: int


class Copy(NamedTuple):
    """Two places that say the same: file, first and last line of each."""

    one: tuple[str, int, int]
    other: tuple[str, int, int]

    def __str__(self) -> str:
        return " ~ ".join(f"{path}:{first}-{last}" for path, first, last in self)


def tokens(source: str) -> list[Token]:
    """What a module says, without layout, comments, docstrings and imports."""
    skipped = _skipped_lines(ast.parse(source))
    found = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in _IDLE or token.start[0] in skipped or token.string in ",":
            continue
        text = {tokenize.STRING: "''", tokenize.NUMBER: "0"}.get(token.type, token.string)
        found.append(Token(text, token.start[0]))
    return found


def _skipped_lines(tree: ast.Module) -> set[int]:
    lines: set[int] = set()
    for node in ast.walk(tree):
        documentation = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if documentation or isinstance(node, ast.Import | ast.ImportFrom):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def copies(sources: Iterable[tuple[str, str]]) -> Iterator[Copy]:
    """The copies among modules given as (path, source), each run as long as it goes, in order."""
    modules = {path: tokens(source) for path, source in sources}
    places: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for path, found in modules.items():
        texts = [token.text for token in found]
        for start in range(len(texts) - WINDOW + 1):
            window = tuple(texts[start : start + WINDOW])
            if len({text for text in window if text.isidentifier()}) >= NAMES:
                places[window].append((path, start))
    told: set[tuple[str, int, str, int]] = set()
    for same in places.values():
        path, start = same[0]
        for other, second in same[1:]:
            # A run that goes on from the window before it has been told already.
            continued = (path, start - 1, other, second - 1) in told
            told.add((path, start, other, second))
            if continued or (path == other and second - start < WINDOW):
                continue
            length = _shared(modules[path][start:], modules[other][second:])
            yield Copy(
                (path, modules[path][start].line, modules[path][start + length - 1].line),
                (other, modules[other][second].line, modules[other][second + length - 1].line),
            )


def _shared(one: list[Token], other: list[Token]) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a.text != b.text:
            break
        length += 1
    return length


def main() -> int:
    """Print the copies in the repo's packages; 1 when there are any."""
    root = Path(__file__).parent.parent
    files = sorted(path for folder in FOLDERS for path in (root / folder).rglob("*.py"))
    found = list(copies((str(path.relative_to(root)), path.read_text(encoding="utf-8")) for path in files))
    for copy in found:
        print(copy)
    print(f"{len(found)} copies in {len(files)} modules", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
