import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.text.years import YEAR, as_year


@pytest.mark.parametrize(
    "printed",
    ["2019", "２０１９", "二〇一九", "二○一九", "二O一九", "二零一九", "二0一九", "2 0 1 9", "2O19"],
)
def test_years(printed: str) -> None:
    found = re.search(YEAR, f"于{printed}年")
    assert found is not None
    assert as_year(found[0]) == 2019


@given(
    st.integers(2000, 2099), st.sampled_from(["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九"])
)
def test_every_year_of_the_century(year: int, digits: str) -> None:
    printed = "".join(digits[int(d)] for d in str(year))
    found = re.search(YEAR, printed + "年")
    assert found is not None
    assert as_year(found[0]) == year


@pytest.mark.parametrize("printed", ["12020", "20201", "1949年", "82015"])
def test_other_numbers(printed: str) -> None:
    assert re.search(YEAR, printed) is None
