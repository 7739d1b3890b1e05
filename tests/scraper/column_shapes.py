"""Portals on paper whose columns open with a report, or with what a choice loads."""

from tests.scraper.paper import FORM, links, page, report, titled
from tests.scraper.shapes import Shape, county, name, paths, shape, yearly

UNITS = ("水利局", "教育局", "大坪镇")
OTHERS = "<div><h3>相关信息</h3><ul><li><a href='/x/1.html'>2021年政府工作报告</a></li></ul></div>"


@shape
def a_column_that_is_its_newest_report() -> Shape:
    """The years stand beside it, on every report alike."""
    entries = [(f"/gk/nb/{year}.html", f"{year}年") for year in (2019, 2020, 2021)]
    beside = f"<div class='years'>{links(*entries)}</div>{OTHERS}"
    found = county("", [])
    found.pages |= {path: report(name("某县", int(text[:4])), after=beside) for path, text in entries}
    found.pages["/gk/nb/"] = report(name("某县", 2022), after=beside)
    found.wanted = ["/gk/nb/", *paths(entries)]
    return found


@shape
def a_column_with_its_newest_report_and_titles() -> Shape:
    """The titles of the others stand before it."""
    entries = yearly()
    found = county("", entries)
    shown = (
        f"<div class='list'>{links(*entries)}</div><h1>{name('某县', 2022)}</h1><div id='zoom'>{FORM}</div>"
    )
    found.pages["/gk/nb/"] = page(shown, name("某县", 2022))
    found.wanted = ["/gk/nb/", *paths(entries)]
    return found


@shape
def units_that_lead_to_their_newest_report() -> Shape:
    """The others of the unit are 2020年度报告 beside it."""
    found = county(links(*((f"/b/{number}/", unit) for number, unit in enumerate(UNITS))), [])
    for number, unit in enumerate(UNITS):
        entries = [(f"/b/{number}/{year}.html", f"{year}年度报告") for year in (2020, 2021)]
        found.pages |= {path: report(name(unit, int(text[:4]))) for path, text in entries}
        found.pages[f"/b/{number}/"] = report(name(unit, 2022), after=f"<div>{links(*entries)}</div>")
        found.wanted += [f"/b/{number}/", *paths(entries)]
    return found


@shape
def years_of_a_choice() -> Shape:
    """A choice of years loads a piece of the page for each; a choice of fonts loads nothing."""
    options = "".join(f"<option value='{year}'>{year}年</option>" for year in (2020, 2021, 2022))
    script = "$('#y').change(function(){ var y=$(this).val(); $('#l').load('/gk/nb/list_'+y+'.html'); });"
    fonts = "<select id='f'><option value='big'>大</option></select>"
    found = county(
        f"<select id='y'><option value=''>年份</option>{options}</select>{fonts}<script>{script}</script>", []
    )
    for year in (2020, 2021, 2022):
        entries = [(f"/r/{year}{number}.html", unit) for number, unit in enumerate(UNITS)]
        found.pages[f"/gk/nb/list_{year}.html"] = links(*entries)
        found.pages |= titled(*((path, name(unit, year)) for path, unit in entries))
        found.wanted += paths(entries)
    found.pages["/gk/nb/list_big.html"] = ""
    return found
