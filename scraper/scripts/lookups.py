"""What a page's scripts read off the page itself: `$("#cat").val()`, `el.getAttribute("data-id")`.

What each such expression comes to is put in its place, as a string, so that calls can be read. Only what the
page gives to its scripts is looked up: attributes, texts and hidden fields. A field that a person may fill in
is a form's, and so is what proves a visitor's session; both stay unknown.
"""

import re
from collections.abc import Iterator

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

_QUOTED = r"\"[^\"\\\n]{1,100}\"|'[^'\\\n]{1,100}'"
_FIND = (
    rf"(?:(?:\$|jQuery)\s*\(\s*(?P<css>{_QUOTED})\s*\)(?:\s*\.\s*(?:first|eq)\s*\(\s*0?\s*\)|\s*\[\s*0\s*\])?"
    rf"|document\s*\.\s*(?P<by>getElementById|getElementsByName|getElementsByClassName|querySelector(?:All)?)"
    rf"\s*\(\s*(?P<named>{_QUOTED})\s*\)(?:\s*\[\s*0\s*\])?)"
)
_TAKE = (
    r"\s*\.\s*(?:(?P<whole>val|text|html)\s*\(\s*\)"
    r"|(?:attr|prop|getAttribute)\s*\(\s*[\"'](?P<attribute>[\w-]+)[\"']\s*\)"
    r"|(?:data\s*\(\s*[\"'](?P<data>[\w-]+)[\"']\s*\)|dataset\s*(?:\.\s*(?P<dotted>\w+)|\[\s*[\"'](?P<keyed>\w+)[\"']\s*\]))"
    r"|(?P<property>value|innerText|innerHTML|textContent|content)\b(?!\s*=(?!=)))"
)
_LOOKUP = re.compile(_FIND + _TAKE)
_HELD = re.compile(rf"(?:^|[;{{}}(,\s])([A-Za-z_$][\w$]*)\s*=\s*(?={_FIND}\s*(?:[;,)\n]|$))", re.MULTILINE)
_FOUND = re.compile(_FIND)
_MARK = re.compile(r"(?:\$|jQuery)\s*\(\s*[\"']|document\s*\.\s*(?:getElement|querySelector)")
_SECRET = re.compile(r"(?i)token|csrf|viewstate|eventvalidation|captcha|session|passw|verif|auth|sign|user")
# Pages come from strangers, and jQuery knows selectors that CSS does not: only plain ones are looked for.
_PLAIN = re.compile(
    r"""(?:[\w-]*(?:[#.][\w-]+|\[[\w-]+(?:=["']?[\w.:-]+["']?)?\]){0,4}(?:\s*>\s*|\s+|$)){1,4}"""
)
_CAPITAL = re.compile(r"[A-Z]")
_SELECTORS = {"getElementById": '[id="{}"]', "getElementsByName": '[name="{}"]'}
_MOST_HELD = 40
_LONGEST = 200  # characters of what is looked up; a longer text is no parameter


def looked_up(script: str, html: str) -> str:
    """The script of a page with what it looks up on the page as strings; as it is where that is nothing."""
    if not _MARK.search(script):
        return script
    code = _unheld(script)
    if not _LOOKUP.search(code):
        return script
    tree = LexborHTMLParser(html)

    def put(match: re.Match[str]) -> str:
        found = _value(tree, match)
        return match[0] if found is None else msgspec.json.encode(found).decode()

    return _LOOKUP.sub(put, code)


def _unheld(script: str) -> str:
    """The script with `list.attr("id")` as `$("#list").attr("id")`, where it said so before."""
    held = {}
    for match in list(_HELD.finditer(script))[:_MOST_HELD]:
        found = _FOUND.match(script, match.end())
        if found is not None:
            held[match[1]] = found[0]
    for name, expression in held.items():
        before_what_it_takes = re.compile(rf"(?<![\w$.]){re.escape(name)}(?={_unnamed(_TAKE)})")
        script = before_what_it_takes.sub(expression.replace("\\", r"\\"), script)
    return script


def _unnamed(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


def _value(tree: LexborHTMLParser, match: re.Match[str]) -> str | None:
    """What one expression comes to; None for what is not there, or is not to be read."""
    named = match["css"] or match["named"]
    selector = named[1:-1]
    if match["by"] == "getElementsByClassName":
        selector = "." + selector
    selector = _SELECTORS.get(match["by"] or "", "{}").format(selector)
    node = tree.css_first(selector) if _PLAIN.fullmatch(selector) else None
    if node is None:
        return None
    attribute, data = match["attribute"], match["data"] or match["dotted"] or match["keyed"]
    taken = match["whole"] or match["property"]
    if taken in ("val", "value") or attribute == "value":
        return _field(node)
    if taken == "content":
        attribute = "content"
    if taken is None or taken == "content":
        names = [attribute] if attribute else list(_spelled(data or ""))
        return next((one for name in names if (one := node.attributes.get(name)) is not None), None)
    text = (node.text(deep=True) or "").strip()
    return text if 0 < len(text) <= _LONGEST and "<" not in text else None


def _field(node: LexborNode) -> str | None:
    """The value of a hidden field, or of an element that is no field at all."""
    attributes = node.attributes
    if node.tag in ("select", "textarea", "button", "option"):
        return None
    hidden = (attributes.get("type") or "").lower() == "hidden" or "none" in (attributes.get("style") or "")
    if node.tag == "input" and not hidden:
        return None
    name = f"{attributes.get('name') or ''} {attributes.get('id') or ''}"
    value = attributes.get("value")
    return value if value is not None and len(value) <= _LONGEST and not _SECRET.search(name) else None


def _spelled(name: str) -> Iterator[str]:
    """The attributes that a script may mean by data("channelId")."""
    yield "data-" + _CAPITAL.sub(lambda letter: "-" + letter[0].lower(), name)
    yield "data-" + name.lower()
