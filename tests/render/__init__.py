"""Pages with a known truth: draw a true record, choose a layout, render the bytes a portal would serve.

Nothing in here knows the parsers: what a page says is decided before it is written, so a page read back
differently is the reader's mistake.
"""

from tests.render.layout import (
    FLAT_LAYOUTS,
    LAYOUTS,
    Layout,
    random_coding,
    random_flat_layout,
    random_layout,
)
from tests.render.page import render
from tests.render.truth import Truth, draw, whole

__all__ = [
    "FLAT_LAYOUTS",
    "LAYOUTS",
    "Layout",
    "Truth",
    "draw",
    "random_coding",
    "random_flat_layout",
    "random_layout",
    "render",
    "whole",
]
