"""Serial numbers of rows in a text: figures that count the rows and say nothing of them."""

from collections.abc import Sequence
from dataclasses import replace

from parsers.flat.flat_text import Piece
from parsers.form_words import form_words
from parsers.labels import fold, key

_HEADS = frozenset("序号 行次 编号 项次 行号 序".split())
_FEWEST = 3
"""Numbers that count up from one, each at the beginning of its line with words behind it."""
_FEWEST_OF_CELLS = 8
"""The same where each cell has a line of its own, so that a figure may stand right before the next label."""
_APART = 24
"""Pieces between two rows' numbers; more is no row of a table."""


def without_serials(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the numbers that count up by row."""
    if not any(piece.text in ("1", "１") for piece in pieces):
        return pieces
    dropped = _serials(pieces, in_lines=True) or _serials(pieces, in_lines=False)
    found = list(pieces)
    for place in dropped:
        if not _begins_label(pieces[place + 1]):
            found[place + 1] = replace(pieces[place + 1], is_after_dashed=True)  # it may be the figure before
    return [piece for place, piece in enumerate(found) if place not in dropped]


def _serials(pieces: Sequence[Piece], *, in_lines: bool) -> set[int]:
    """Places of the serial numbers: of rows in lines, or of cells in lines."""
    found: set[int] = set()
    chain: list[int] = []
    has_head = False
    for place, piece in enumerate(pieces):
        if not piece.is_figure:
            has_head |= key(piece.text) in _HEADS
            continue
        number = _number(piece)
        if number is None or not _leads(pieces, place, in_lines=in_lines):
            continue
        if chain and number == len(chain) + 1 and place - chain[-1] <= _APART:
            chain.append(place)
        elif number == 1:
            found |= _kept(chain, has_head=has_head, in_lines=in_lines)
            chain = [place]
    return found | _kept(chain, has_head=has_head, in_lines=in_lines)


def _kept(chain: list[int], *, has_head: bool, in_lines: bool) -> set[int]:
    fewest = _FEWEST if in_lines or has_head else _FEWEST_OF_CELLS
    return set(chain) if len(chain) >= fewest else set()


def _number(piece: Piece) -> int | None:
    text = fold(piece.text)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else None


def _leads(pieces: Sequence[Piece], place: int, *, in_lines: bool) -> bool:
    """Whether words follow a number: in its line, which it begins, or in the next."""
    if place + 1 >= len(pieces) or pieces[place + 1].is_figure:
        return False
    begins = place == 0 or pieces[place - 1].line != pieces[place].line
    return begins and (pieces[place + 1].line == pieces[place].line) == in_lines


def _begins_label(piece: Piece) -> bool:
    words = key(piece.text)
    return bool(words) and any(label.startswith(words) or words.startswith(label) for label in form_words())
