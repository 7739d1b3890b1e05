"""How a figure is printed: digits, marks, units, signs, blanks and dashes."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tests.render.truth import Figure, Path

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def plain(number: Decimal) -> str:
    """Digits alone, without exponent or idle zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def wide(number: Decimal) -> str:
    """Full-width digits."""
    return plain(number).translate(_WIDE)


def thousands(number: Decimal) -> str:
    """Digits in groups of three."""
    whole, point, rest = plain(number).partition(".")
    return f"{int(whole):,}{point}{rest}"


def wide_thousands(number: Decimal) -> str:
    """Digits in groups of three, parted by the Chinese comma."""
    return thousands(number).replace(",", "，")


def counted(number: Decimal) -> str:
    """Digits with their unit."""
    return f"{plain(number)}件"


def signed(number: Decimal) -> str:
    """A change with its sign: +3, -5, 0."""
    return f"+{plain(number)}" if number > 0 else plain(number)


def wide_signed(number: Decimal) -> str:
    """A change with full-width signs."""
    return signed(number).replace("+", "＋").replace("-", "－")


def in_words(number: Decimal) -> str:
    """A change as words say it: 增3, 减5, 持平."""
    if not number:
        return "持平"
    return f"增{plain(number)}" if number > 0 else f"减{plain(-number)}"


def in_full_words(number: Decimal) -> str:
    """A change in more words: 增加3, 减少5, 未增未减."""
    return in_words(number).replace("增", "增加").replace("减", "减少") if number else "未增未减"


@dataclass(frozen=True)
class Money:
    """How an amount is printed, in units of `scale` yuan: `head` follows the label, `cell` the number."""

    scale: int
    head: str = ""
    cell: str = ""


YUAN = Money(1)
MONEY: dict[str, dict[str, Money]] = {
    "bare": {"2019": YUAN, "2021": Money(10_000)},
    "official head": {"2019": YUAN, "2021": Money(10_000, head="（单位：万元）")},
    "yuan in head": {"2019": Money(1, head="（元）"), "2021": Money(1, head="（单位：元）")},
    "ten thousand in head": {"2019": Money(10_000, head="（万元）"), "2021": Money(10_000, head="（万元）")},
    "yuan in cell": {"2019": Money(1, cell="元"), "2021": Money(1, cell="元")},
    "ten thousand in cell": {"2019": Money(10_000, cell="万元"), "2021": Money(10_000, cell="万元")},
    "cell against head": {
        "2019": Money(1, head="（万元）", cell="元"),
        "2021": Money(1, head="（单位：万元）", cell="元"),
    },
}
"""Ways to print money by edition; the cell's own unit counts before the head's."""


@dataclass(frozen=True)
class Hand:
    """One office's way to print. `remark` follows some counts of the disclosure table."""

    number: Callable[[Decimal], str] = plain
    change: Callable[[Decimal], str] = signed
    money: str = "official head"
    blanks: tuple[str, ...] = ("",)
    dashes: tuple[str, ...] = ("/", "-", "—", "－", "无", "\\")
    remark: str = ""

    def print(self, path: Path, figure: Figure, edition: str, rng: random.Random) -> str:
        """The text of a cell."""
        if figure.state == "dash":
            return rng.choice(self.dashes)
        if figure.value is None:
            return rng.choice(self.blanks)
        if path[2] == "change":
            return self.change(figure.value)
        if path[2] == "amount":
            return self._amount(figure.value, MONEY[self.money][edition])
        text = self.number(figure.value)
        if self.remark and path[0] == "disclosure" and figure.value > 1 and rng.random() < 0.5:
            text += self.remark.format(rng.randint(1, int(figure.value)))
        return text

    def _amount(self, yuan: Decimal, money: Money) -> str:
        digits = plain if self.number is counted else self.number
        return digits(yuan / money.scale) + money.cell


HANDS: dict[str, Hand] = {
    "plain": Hand(),
    "space": Hand(blanks=("&nbsp;", " ", "　", "&#160;&#160;", "&ensp;")),
    "wide": Hand(number=wide, change=wide_signed, money="bare"),
    "thousands": Hand(number=thousands, money="yuan in head", blanks=("&nbsp;",)),
    "wide thousands": Hand(number=wide_thousands, change=in_words, money="ten thousand in head"),
    "counted": Hand(number=counted, change=in_full_words, money="yuan in cell"),
    "remarks": Hand(money="ten thousand in cell", remark="（其中修订{}件）", blanks=("&nbsp;", "")),
    "contrary": Hand(money="cell against head", change=in_words),
}
