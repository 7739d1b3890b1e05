"""CMS families: small modules that read one kind of list page each, and how the right one is chosen."""

from functools import cache

from gongkai.errors import UsageError
from scraper.listing import Family, Response

PLAIN = ("plain", "generic")
"""The families that read any list: no marks of a CMS tell them."""


@cache
def families() -> tuple[Family, ...]:
    """All families, the more special first; the generic one, which reads anything, is the last."""
    from scraper.cms.data import Data
    from scraper.cms.empire import Empire
    from scraper.cms.epoint import Epoint
    from scraper.cms.feed import Feed
    from scraper.cms.generic import Generic
    from scraper.cms.gkmlpt import Gkmlpt
    from scraper.cms.hanweb import Hanweb
    from scraper.cms.hunan import Hunan
    from scraper.cms.jpaas import Jpaas
    from scraper.cms.lonsun import Lonsun
    from scraper.cms.plain import Plain
    from scraper.cms.trs import Trs
    from scraper.cms.ucap import Ucap
    from scraper.cms.vsb import Vsb

    special: tuple[Family, ...] = (
        Jpaas(),
        Gkmlpt(),
        Lonsun(),
        Ucap(),
        Data(),
        Feed(),
        Epoint(),
        Hanweb(),
        Empire(),
        Trs(),
        Hunan(),
        Vsb(),
    )
    return (*special, Plain(), Generic())


def family_names() -> tuple[str, ...]:
    """The names by which a portal file can name its family."""
    return tuple(family.name for family in families())


def choose(response: Response, override: str | None = None) -> Family:
    """The family that reads this response. Raises UsageError for an unknown `override`."""
    if override is None:
        return next(family for family in families() if family.matches(response))
    for family in families():
        if family.name == override:
            return family
    raise UsageError(f"family {override!r} is not known; known families: {', '.join(family_names())}")
