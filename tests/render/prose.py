"""Reports whose figures stand in sentences alone, with sentences between that only look like figures."""

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tests.render.coding import CODINGS
from tests.render.hand import plain, thousands, wide
from tests.render.layout import Layout
from tests.render.markup import MARKUPS
from tests.render.portal import Sheet, publish, title
from tests.render.truth import Figure, Identity, Truth

_STATED = re.compile(r"\{([a-z_]+)\}")
_HAN = "零一二三四五六七八九"
_MONEY = ("budget", "request_fees")
_IDLE_CHANCE = 0.5


@cache
def _sentences() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))


def han(number: int) -> str:
    """A number below ten thousand in Chinese numerals, 二 before a unit as 两."""
    if number == 2:
        return "两"
    text = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("" if (digit, place, text) == (1, 10, "") else _HAN[digit]) + name
        elif text and number % place and not text.endswith("零"):
            text += "零"
    return text or "零"


def _in_words(number: Decimal) -> str:
    return han(int(number)) if number < 10_000 else plain(number)


def _spaced(number: Decimal) -> str:
    return f" {plain(number)} "


_HANDS: tuple[Callable[[Decimal], str], ...] = (plain, plain, plain, wide, thousands, _in_words, _spaced)


def _money(yuan: Decimal, rng: random.Random) -> str:
    return rng.choice((f"{plain(yuan)}元", f"{plain(yuan / 10_000)}万元"))


def render_prose(truth: Truth, layout: Layout, coding: str, rng: random.Random) -> tuple[bytes, Truth]:
    """The page of a report without a table, and what of its truth it states."""
    markup = MARKUPS[layout.markup]
    who = truth.identity
    body = [markup.paragraph.format(text=f"现将{who.agency}{who.year}年政府信息公开工作情况报告如下。")]
    stated: set[str] = set()
    for number, (heading, text, figures) in enumerate(_chapters(truth, rng)):
        head = f"{'一二三四五六七八九'[number]}、{heading}"
        body += [markup.heading.format(text=head), markup.paragraph.format(text=text)]
        stated |= figures
    faults = "公开的深度还不够。下一步计划举办培训班2期，主动公开政府信息100条以上。"
    body += [markup.heading.format(text="九、存在的主要问题和改进措施"), markup.paragraph.format(text=faults)]
    sheet = Sheet(title(layout.title, who), "".join(body), who, layout.date)
    page = CODINGS[coding](publish(layout.chrome, sheet, rng))
    figures_told = {
        path: Figure(figure.value, "prose") for path, figure in truth.figures.items() if path[1] in stated
    }
    return page, replace(truth, editions={}, figures=figures_told)


def _chapters(truth: Truth, rng: random.Random) -> list[tuple[str, str, set[str]]]:
    """Heading, text and figures stated of each chapter."""
    found = []
    for chapter in _sentences()["chapter"]:
        parts: list[str] = []
        stated: set[str] = set()
        for sentence in chapter["sentence"]:
            words = _words(sentence, truth, rng)
            stated |= (
                {*_STATED.findall(words), *sentence.get("says", ())}
                if words in sentence.get("none", ())
                else set(_STATED.findall(words))
            )
            parts.append(words)
        if rng.random() < _IDLE_CHANCE:
            parts.append(rng.choice(_sentences()["idle"]))
        text = "".join(_printed(part, truth, rng) for part in parts)
        found.append((rng.choice(chapter["heading"]), text, stated - {"year", "who", "share"}))
    return found


def _words(sentence: dict[str, Any], truth: Truth, rng: random.Random) -> str:
    values = [truth.figures["statistics", item, "reported"].value for item in sentence.get("says", ())]
    none = values and not any(values)
    chosen: str = rng.choice(sentence["none"] if none and rng.random() < 0.8 else sentence["words"])
    return chosen


def _printed(words: str, truth: Truth, rng: random.Random) -> str:
    return _STATED.sub(lambda found: _value(found[1], truth, rng), words)


def _value(name: str, truth: Truth, rng: random.Random) -> str:
    who: Identity = truth.identity
    idle = {
        "year": str(who.year),
        "last": str(who.year - 1),
        "next": str(who.year + 1),
        "who": rng.choice((who.agency, "我单位", "本机关")),
        "share": f"{rng.randint(1, 99)}%",
        "few": str(rng.randint(1, 40)),
        "many": str(rng.randint(20, 900)),
        "lots": str(rng.randint(1000, 90_000)),
        "phone": f"0{rng.randint(300, 999)}-{rng.randint(2_000_000, 8_999_999)}",
    }
    if name in idle:
        return idle[name]
    value = truth.figures["statistics", name, "reported"].value or Decimal(0)
    return _money(value, rng) if name in _MONEY else rng.choice(_HANDS)(value)
