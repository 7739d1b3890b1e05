import re

from gongkai import __version__
from parsers.version import parser_version


def test_version_names_the_package_and_the_source() -> None:
    version = parser_version()
    assert re.fullmatch(re.escape(__version__) + r"\+[0-9a-f]{8}", version)
    assert parser_version() is version
