"""How a report sits in its article: once, twice with a hidden copy, in layout tables, in a notice."""

from collections.abc import Callable

from tests.render.portal import signed_off, title
from tests.render.truth import Identity

Wrap = Callable[[str, Identity], str]


def once(body: str, _identity: Identity) -> str:
    """As it is."""
    return body


def signed(body: str, identity: Identity) -> str:
    """With signature and date beneath."""
    return body + signed_off(identity)


def hidden_print_copy(body: str, _identity: Identity) -> str:
    """The whole text again for the printer, not displayed."""
    return f'{body}<div id="printArea" style="display:none">{body}</div>'


def hidden_copy_first(body: str, _identity: Identity) -> str:
    """The copy that is not displayed stands before the text."""
    return f'<div class="bak" style="DISPLAY: none;">{body}</div>{body}'


def hidden_alone(body: str, _identity: Identity) -> str:
    """The text is hidden until a script shows it."""
    return f'<div id="content" style="display: none">{body}</div>'


def layout_tables(body: str, _identity: Identity) -> str:
    """In three layers of page layout made of tables."""
    return (
        '<table width="100%"><tr><td width="10"></td><td><table><tr><td>'
        f'<table cellpadding="0"><tr><td class="bt_content">{body}</td></tr></table>'
        '</td></tr></table></td><td width="10">&nbsp;</td></tr></table>'
    )


def notice(body: str, identity: Identity) -> str:
    """Sent round under a covering notice."""
    name = title("plain", identity)
    return (
        f"<p>各股室、下属单位：</p><p>《{name}》已经审定，现予公布。</p>{signed_off(identity)}"
        f'<p>附件：{name}</p><p align="center">{name}</p>{body}'
    )


WRAPS: dict[str, Wrap] = {
    "once": once,
    "signed": signed,
    "hidden print copy": hidden_print_copy,
    "hidden copy first": hidden_copy_first,
    "hidden alone": hidden_alone,
    "layout tables": layout_tables,
    "notice": notice,
}
