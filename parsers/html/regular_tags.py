"""What regular tags look like, and whether their attributes are plain, told off the text without a tree."""

from collections.abc import Iterable, Sequence

from parsers.html.hidden import is_named, may_hide

INLINE = "span|font|b|strong|i|u|em"
"""Names of elements that only say how a text looks, as an expression."""
WHITE_SPACE = " \t\n\r\f"
"""What HTML takes for white space; a space that is not broken is text."""
SPACE = rf"[{WHITE_SPACE}]"
REST_OF_TAG = "[^>]{0,2000}+"
"""To the first > there is: that none stands in quotes is seen to by are_plain. Longer ones are left to the
tree builder, so that tags without an end cost no time that grows with their square."""
ATTRIBUTES = rf"(?![^ \t\n\r\f>]){REST_OF_TAG}"
"""All from behind the name of a tag. A group that may be left out would take twice as long."""

_plain: set[bytes] = set()
_PLAIN_LIMIT = 2000
"""Tags that are known to be plain at a time."""
_DIGITS_ALIKE = bytes.maketrans(b"12345678", b"11111111")


def are_plain(tags: Iterable[str], own: Sequence[str]) -> bool:
    """Whether the attributes of these tags, or of several at once with each > between them, are what they
    seem and hide nothing, in a page whose style sheets do not display what the selectors in `own` name.

    Tags that differ in digits alone, as widths do, are told once; 0 and 9 are kept, which nought and places
    far off the page begin with. What was told is known, as far as it was plain: editors write the same.
    """
    # None of what is looked for is written in letters beyond ASCII.
    kinds = {*">".join(tags).encode("ascii", "ignore").translate(_DIGITS_ALIKE).split(b">")}
    if fresh := kinds - _plain:
        if not _is_plain(b">".join(fresh).decode("ascii")):
            return False
        if len(_plain) + len(fresh) > _PLAIN_LIMIT:
            _plain.clear()
        _plain.update(fresh)
    return not own or not is_named(b">".join(kinds).decode("ascii").lower(), own)


def _is_plain(told: str) -> bool:
    """Whether attributes of tags, with a > between them, have no quote or escape that is not what it seems,
    tell spans as they mostly are told, and hide nothing."""
    parts = told.split('"')
    names, values = '"'.join(parts[::2]), parts[1::2]
    if len(parts) % 2 == 0 or ">" in "".join(values) or told.count("&") != told.count("&quot;"):
        return False
    # Each value stands right behind its equals sign: else a quote was never closed, or begins no value.
    # Single quotes within values, as Word and WPS write them, are no quotes.
    if names.count('="') != len(values) or "'" in names:
        return False
    small = told.lower()
    spans_told = small.count("span") - small.count("<span")
    return spans_told == told.count('span="') and "hidden" not in small and not may_hide(small)
