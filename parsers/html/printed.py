"""Serialised text -> text as printed: escapes undone, white space collapsed, marks taken out."""

import re

# Marks inside collected text: where links begin and end, where files and pictures stand. Unicode gives these
# code points to programs for their own use; no page prints them.
LINK, LINK_END, FILE, PICTURE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
SIGNS = frozenset(("\n", LINK, LINK_END, FILE, PICTURE))
"""Pieces of collected text that are no words."""


class FileSign(str):
    """The mark of one file among pieces of text; it carries the file (link text, target) wherever it goes."""

    file: tuple[str, str]

    @classmethod
    def of(cls, file: tuple[str, str]) -> "FileSign":
        """The mark of this file."""
        sign = cls(FILE)
        sign.file = file
        return sign


_MARKS = re.compile("[\ufdd0-\ufdd3]")


def cell_text(text: str) -> str:
    """A cell's text: white space collapsed, breaks between its paragraphs kept, no empty line."""
    text = unescaped(text).strip()
    if len(text) <= 2 or (text.isascii() and text.isdigit()):
        return text
    if "\n" in text:
        text = "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
    else:
        text = " ".join(text.split())
    return _MARKS.sub("", text).strip()


def is_plain(text: str) -> bool:
    """Whether text is printed as it is written: without white space, escapes and marks."""
    return not text or (text.split() == [text] and "&" not in text and _MARKS.search(text) is None)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(digits: str) -> str:
    """Digits as they are printed above the line."""
    return digits.translate(_RAISED)


def unescaped(text: str) -> str:
    """Undo the escapes of serialised text; some pages print an escaped &nbsp; by mistake: a space."""
    if "&" not in text:
        return text
    text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text.replace("&nbsp;", " ")
