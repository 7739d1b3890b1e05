"""A layout is one choice on each axis: the named ones are measured, random ones drawn from the axes."""

import random
from dataclasses import dataclass

from tests.render.bend import BENDS
from tests.render.coding import CODINGS
from tests.render.flatten import CARRIERS, WAYS, WEARS
from tests.render.hand import HANDS
from tests.render.markup import MARKUPS
from tests.render.portal import CHROMES, DATES, TITLES
from tests.render.words import WORDINGS
from tests.render.wrap import WRAPS


@dataclass(frozen=True)
class Layout:
    """How a report is put on a page: a name out of each table of ways. `bends` are applied in their order.
    With a `way`, its tables lose their tags: `wears` and `carrier` say how, and `markup` says nothing."""

    markup: str = "styled"
    bends: tuple[str, ...] = ()
    wrap: str = "once"
    hand: str = "plain"
    wording: str = "official"
    chrome: str = "trs"
    title: str = "plain"
    date: str = "dashes"
    way: str = ""
    wears: tuple[str, ...] = ()
    carrier: str = "text"

    @property
    def is_text(self) -> bool:
        """Whether there is no markup at all."""
        return bool(self.way) and CARRIERS[self.carrier].is_text


LAYOUTS: dict[str, Layout] = {
    "clean": Layout("clean", chrome="bare"),
    "styled": Layout(),
    "word": Layout("word", hand="space"),
    "wps": Layout("wps", hand="space", chrome="hunan"),
    "cut over spans": Layout("cut over spans", chrome="ucap"),
    "cut over lines": Layout("cut over lines", chrome="vsb"),
    "clutter": Layout("clutter", hand="space", chrome="empire"),
    "loose source": Layout("loose source", wording="half_width"),
    "head cells": Layout("head cells", chrome="ucap"),
    "head cells for figures": Layout("head cells for figures"),
    "table sections": Layout("table sections", chrome="vsb"),
    "unclosed tags": Layout("unclosed tags", chrome="empire"),
    "tables in tables": Layout("tables in tables", chrome="empire"),
    "metadata table first": Layout(chrome="hanweb"),
    "joined": Layout(bends=("joined",)),
    "joined in Word": Layout("word", ("joined",), hand="space", chrome="hanweb"),
    "headings in rows": Layout(bends=("headed",)),
    "a table for each article": Layout("wps", ("by article",)),
    "empty cells for rowspans": Layout(bends=("padded down",)),
    "empty cells for colspans": Layout(bends=("padded across",)),
    "no spans": Layout("word", ("no spans",)),
    "rowspans lost": Layout(bends=("rowspans lost",)),
    "rowspan too long": Layout(bends=("rowspan too long",)),
    "rowspan far too long": Layout(bends=("rowspan far too long",), hand="space"),
    "rowspan too short": Layout("word", ("rowspan too short",)),
    "head one column left": Layout(bends=("head one column left",)),
    "head one column right": Layout(bends=("head one column right",)),
    "subtotal column": Layout(bends=("subtotal column",)),
    "remarks column": Layout(bends=("remarks column",)),
    "serial column": Layout(bends=("serial column",)),
    "rows of no code": Layout(bends=("more rows",)),
    "split": Layout("word", ("split",)),
    "split, head repeated": Layout(bends=("split, head repeated",)),
    "disputes upright": Layout(bends=("disputes upright",)),
    "disputes in three rows": Layout(bends=("disputes in three rows",)),
    "disputes apart": Layout("wps", ("disputes apart",)),
    "requests flipped": Layout(bends=("requests flipped",)),
    "sum renamed": Layout(bends=("sum renamed",)),
    "heads halved": Layout(bends=("heads halved",)),
    "head nameless": Layout(bends=("head nameless",)),
    "head in one row": Layout(bends=("head in one row",)),
    "ragged ruler": Layout("word", ("ragged",), hand="space"),
    "pasted from a worksheet": Layout(bends=("gapped",)),
    "articles at the left": Layout(bends=("articles at the left",)),
    "heads once": Layout(bends=("heads once",)),
    "head rowspans lost": Layout(bends=("head rowspans lost",)),
    "disputes head rowspans lost": Layout(bends=("disputes head rowspans lost",)),
    "disputes row named": Layout(bends=("disputes row named",)),
    "groups in rows": Layout(bends=("groups in rows",)),
    "side by side": Layout(bends=("side by side",)),
    "labels upright": Layout("labels upright"),
    "reworded": Layout(wording="reworded"),
    "backwards": Layout(bends=("backwards",), chrome="ucap"),
    "several counts": Layout(bends=("several counts",)),
    "counts last": Layout("wps", ("counts last",)),
    "group sums": Layout(bends=("group sums",)),
    "head cell gone": Layout("word", ("head cell gone",)),
    "head garbled": Layout(bends=("head garbled",)),
    "total first": Layout(bends=("total first",)),
    "blanks merged": Layout(bends=("blanks merged",), hand="space"),
    "spans elsewhere": Layout("wps", ("spans elsewhere",)),
    "heads padded": Layout(bends=("heads padded",)),
    "articles untitled": Layout(bends=("articles untitled",)),
    "lawsuits summed": Layout(bends=("lawsuits summed",)),
    "disputes crossed": Layout("word", ("disputes crossed",)),
    "disputes span wrong": Layout(bends=("disputes span wrong",)),
    "template first": Layout(bends=("template first",)),
    "figures in tables of their own": Layout("figures in tables"),
    "remarks among extra rows": Layout("word", ("more rows", "remarks column"), hand="remarks"),
    "joined, serial numbers": Layout(bends=("serial column", "joined")),
    "split, spans lost": Layout(bends=("rowspans lost", "split")),
    "unitless": Layout(bends=("unitless",)),
    "printed twice": Layout(wrap="hidden print copy"),
    "hidden alone": Layout(wrap="hidden alone"),
    "nested page": Layout("word", wrap="layout tables", chrome="empire"),
    "in a notice": Layout(wrap="notice"),
    "full width": Layout(hand="wide"),
    "thousands": Layout(hand="thousands", wording="half_width"),
    "wide thousands": Layout(hand="wide thousands", wording="full_stop"),
    "units in cells": Layout(hand="counted"),
    "remarks in cells": Layout(hand="remarks"),
    "units against the head": Layout(hand="contrary"),
    "numbers apart": Layout(wording="spaced_number"),
    "letter-spaced": Layout("word", wording="spaced"),
    "unnumbered": Layout(wording="unnumbered"),
    "traditional": Layout("wps", wording="traditional", hand="space"),
    "characters missing": Layout(wording="chopped"),
    "explained": Layout(wording="explained"),
}
"""The layouts that are measured by name."""

FLAT_LAYOUTS: dict[str, Layout] = {
    "a cell a line": Layout(way="a_cell_a_line"),
    "a cell a line, pages": Layout(way="a_cell_a_line", wears=("page_numbers", "running_heads")),
    "a cell a line, wrapped": Layout(way="a_cell_a_line", wears=("wrapped", "radicals")),
    "a cell a paragraph": Layout(way="a_cell_a_line", carrier="paragraphs"),
    "a cell a break": Layout(way="a_cell_a_line", carrier="breaks", chrome="vsb"),
    "a cell a span": Layout(way="a_cell_a_line", carrier="spans", chrome="hunan"),
    "a row a line": Layout(way="a_row_a_line"),
    "a row a line, pages": Layout(way="a_row_a_line", wears=("page_numbers", "running_heads")),
    "a row a line, wrapped": Layout(way="a_row_a_line", wears=("wrapped", "page_numbers")),
    "a row a line, wrapped round": Layout(way="a_row_a_line", wears=("wrapped_round", "radicals")),
    "a row a paragraph": Layout(way="a_row_a_line", carrier="paragraphs", chrome="ucap"),
    "a row a break, wrapped round": Layout(way="a_row_a_line", wears=("wrapped_round",), carrier="breaks"),
    "set in columns": Layout(way="in_columns", hand="thousands"),
    "set in columns, wrapped": Layout(way="in_columns", wears=("wrapped", "loose")),
    "preformatted": Layout(way="in_columns", carrier="preformatted"),
    "tabs": Layout(way="with_tabs"),
    "tabs in paragraphs": Layout(way="with_tabs", carrier="paragraphs"),
    "label, then figures": Layout(way="label_then_figures", wears=("page_numbers",)),
    "label, then figures, by OCR": Layout(way="label_then_figures", wears=("wrapped", "loose", "radicals")),
    "figures, then label": Layout(way="figures_then_label"),
    "glued": Layout(way="glued", hand="counted"),
    "glued in paragraphs": Layout(way="glued", carrier="paragraphs"),
    "in one line": Layout(way="in_one_line", hand="wide"),
    "in one paragraph": Layout(way="in_one_line", carrier="paragraphs", chrome="empire"),
    "pipes": Layout(way="pipes", carrier="markdown"),
    "pipes in paragraphs": Layout(way="pipes", carrier="paragraphs"),
    "pipes under an invented head": Layout(way="pipes_under_invented_head", carrier="markdown"),
    "pipes of a joined table": Layout(bends=("joined",), way="pipes", carrier="markdown"),
    "from a worksheet": Layout(way="from_a_worksheet", hand="wide thousands"),
    "text of no spans": Layout(bends=("no spans",), way="a_row_a_line"),
    "text with heads repeated": Layout(bends=("split, head repeated",), way="a_row_a_line"),
    "text of disputes upright": Layout(bends=("disputes upright",), way="a_row_a_line"),
    "text of disputes in three rows": Layout(bends=("disputes in three rows",), way="a_cell_a_line"),
    "text of disputes apart": Layout(bends=("disputes apart",), way="a_cell_a_line"),
    "text with rows of no code": Layout(bends=("more rows",), way="a_row_a_line"),
    "text reworded": Layout(wording="reworded", way="a_cell_a_line"),
    "text in half width": Layout(wording="half_width", way="a_row_a_line", hand="contrary"),
    "text unnumbered": Layout(wording="unnumbered", way="a_cell_a_line"),
    "text in traditional characters": Layout(wording="traditional", way="a_row_a_line"),
    "text with characters missing": Layout(wording="chopped", way="a_cell_a_line"),
    "text with explanations": Layout(wording="explained", way="a_row_a_line", hand="remarks"),
    "text numbered apart": Layout(wording="spaced_number", way="a_row_a_line"),
}
"""The layouts whose tables lost their tags."""

ODD_CHANCE = 0.35
"""How often an axis of a random layout leaves the ordinary."""


def random_layout(rng: random.Random) -> Layout:
    """One choice on each axis, with up to two bends."""
    bends = tuple(rng.sample(sorted(BENDS), rng.choice((0, 1, 1))))
    return Layout(
        markup=rng.choice(sorted(MARKUPS)),
        bends=bends,
        wrap=rng.choice(sorted(WRAPS)) if rng.random() < ODD_CHANCE else "once",
        hand=rng.choice(sorted(HANDS)),
        wording=rng.choice(sorted(WORDINGS)) if rng.random() < ODD_CHANCE else "official",
        chrome=rng.choice(CHROMES),
        title=rng.choice(sorted(TITLES)),
        date=rng.choice(sorted(DATES)),
    )


def random_flat_layout(rng: random.Random) -> Layout:
    """The same for tables that lost their tags. Lines of drawn tables and of whole tables are not worn, and
    labels glued to a figure not wrapped round the others."""
    way = rng.choice(sorted(WAYS))
    count = 0 if way.startswith("pipes") or way in ("in_one_line", "from_a_worksheet", "with_tabs") else 2
    wears = sorted(WEARS.keys() - {"wrapped_round"} if way == "glued" else WEARS)
    return Layout(
        hand=rng.choice(sorted(HANDS)),
        wording=rng.choice(sorted(WORDINGS)) if rng.random() < ODD_CHANCE else "official",
        chrome=rng.choice(CHROMES),
        way=way,
        wears=tuple(sorted(rng.sample(wears, rng.randint(0, count)), reverse=True)),
        carrier=rng.choice(sorted(CARRIERS)),
    )


def random_coding(rng: random.Random) -> str:
    """The name of an encoding."""
    return rng.choice(sorted(CODINGS))
