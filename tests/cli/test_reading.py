"""What only the saved page knows of a report, and the parser does not."""

import pytest

from gongkai.cli.reading import PageReader
from gongkai.saved import SavedPage


@pytest.mark.parametrize("attachment", [False, True])
@pytest.mark.parametrize(
    ("divisions", "division"),
    [({}, "430203"), ({"430203-lusong": "430204"}, "430204")],
    ids=["id", "archive"],
)
def test_the_division_is_that_of_the_portal_whatever_file_holds_the_page(
    attachment: bool, divisions: dict[str, str], division: str
) -> None:
    """A WARC file tells the portal and no more; an archive what the portal file said."""
    saved = SavedPage(
        source="http://www.y.gov.cn/1", body=b"<p>text</p>", portal="430203-lusong", attachment=attachment
    )
    assert PageReader(divisions)(saved).division_code == division
