"""Whether tags are plain hangs on them alone, not on what was told before."""

import random

import pytest

from parsers.html import regular_tags
from parsers.html.regular_tags import are_plain

PLAIN = (
    "",
    ' class="MsoNormal" align="center"',
    " style=\"mso-spacerun:'yes';width:94.5pt\"",
    ' style="font-family:&quot;宋体&quot;"><span style="color:red">',
    ' colspan="2" rowspan="3"',
    " width=100",
)
NOT_PLAIN = (
    ' style="display:none"',
    ' style="margin-left:-999px"',
    ' class="a',
    ' class=a"',
    " class='a'",
    ' class="a"b"',
    ' colspan=2',
    ' COLSPAN="2"',
    " hidden",
    ' title="&#34;"',
)  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_tags_are_told_alike_whatever_was_told_before(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(30):
        tags = rng.sample(PLAIN + NOT_PLAIN, rng.randint(1, 4))
        assert are_plain(tags, []) == all(tag in PLAIN for tag in tags), tags


def test_what_the_page_does_not_display_is_told_of_known_tags_too() -> None:
    for own, plain in (
        ([], True),
        ([".msonormal"], False),
        ([], True),
        (["p.print"], True),
        (["#MsoNormal"], False),
    ):
        assert are_plain(PLAIN, own) == plain


def test_few_tags_are_known() -> None:
    for number in range(5000):
        assert are_plain(
            [f' class="{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}{number // 676 * "x"}"'], []
        )
    assert len(regular_tags._plain) <= regular_tags._PLAIN_LIMIT
