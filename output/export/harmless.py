"""Text that a spreadsheet would take for a formula, made harmless."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# What spreadsheets take for the start of a formula, full-width forms included, whatever invisible stands
# before it (some of it is dropped on the way into a file); and tab, CR and LF, which can move a text into
# another cell.
FORMULA = r"[\s\x00-\x20\x7f\u00a0\u200b-\u200f\u3000\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]"


def harmless(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Put an apostrophe before texts that begin like a formula; numbers and times stay as they are."""
    import pandas as pd

    changed = {}
    for name, kind in frame.dtypes.items():
        if isinstance(kind, pd.StringDtype):
            texts = frame[name]
            risky = texts.str.match(FORMULA).fillna(False).astype(bool)
            if risky.any():
                changed[name] = texts.mask(risky, "'" + texts)
    return frame.assign(**changed)
