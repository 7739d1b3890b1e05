"""As much as fits a screen of 24 lines and 80 columns: a summary that scrolls away is not read."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

ROWS = 23  # one is left for the prompt
COLUMNS = 80
INDENT = "  "


def fit(messages: Sequence[str], rows: int, more: str) -> list[str]:
    """`messages` as indented lines of at most 80 columns, at most `rows` of them.

    Each is shown in full where the ones behind it still have a line, else cut to one line. What has no place
    at all is counted in a last line that names the command `more`.
    """
    shown = list(messages) if len(messages) <= rows else list(messages[: max(0, rows - 1)])
    hidden = len(messages) - len(shown)
    spare = rows - len(shown) - (1 if hidden else 0)
    lines: list[str] = []
    for message in shown:
        line = " ".join(message.split())
        parts = _wrap(line)
        if len(parts) - 1 <= spare:
            spare -= len(parts) - 1
        else:
            parts = [_clip(line, COLUMNS - len(INDENT))]
        lines += [INDENT + part for part in parts]
    if hidden:
        lines.append(f"{INDENT}… and {hidden:,} more: {more}")
    return lines


def clip(line: str) -> str:
    """A line of at most 80 columns; wide characters take two."""
    return line if cell_len(line) <= COLUMNS else _clip(line, COLUMNS)


def _clip(line: str, columns: int) -> str:
    return set_cell_size(line, columns - 1).rstrip() + "…"


def _wrap(text: str) -> list[str]:
    """`text` broken at spaces, and within words that are longer than a line."""
    width = COLUMNS - len(INDENT)
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
            continue
        if cell_len(word) <= width:
            lines.append(word)
            continue
        rest = joined
        while cell_len(rest) > width:
            lines[-1] = set_cell_size(rest, width).rstrip()
            rest = rest[len(lines[-1]) :].lstrip()
            lines.append("")
        lines[-1] = rest
    return lines
