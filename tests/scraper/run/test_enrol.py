"""New portal files, one by one and from tables."""

import pytest

from gongkai.errors import UsageError
from scraper.run.enrol import import_portals, slug_of, write_portal
from scraper.run.registry import load_portals

HEAD = "code,name,url\n"
ROW = "430203,株洲市芦淞区,http://www.lusong.example/\n"


def table(folder, text, encoding="utf-8"):
    path = folder / "counties.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("http://www.lusong.gov.cn/", "lusong"),
        ("https://zfxxgk.lusong.gov.cn/a", "zfxxgk"),
        ("http://127.0.0.1:80/", "portal"),
        ("http://www.gov.cn/", "portal"),
    ],
)
def test_slugs(url, slug):
    assert slug_of(url) == slug


def test_a_portal_is_written_once(tmp_path):
    path = write_portal(tmp_path, "430203", '芦淞"区"', "www.lusong.gov.cn")
    assert path == tmp_path / "430203-lusong.toml"
    (portal,) = load_portals([tmp_path])
    assert (portal.name, portal.url) == ('芦淞"区"', "http://www.lusong.gov.cn")
    assert write_portal(tmp_path, "430203", '芦淞"区"', "www.lusong.gov.cn") is None
    with pytest.raises(UsageError, match="says otherwise"):
        write_portal(tmp_path, "430203", "另一区", "www.lusong.gov.cn")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HEAD + ROW + "\n", "utf-8"),
        (HEAD + ROW + ROW, "utf-8-sig"),
        (HEAD.replace(",", ";") + ROW.replace(",", ";"), "utf-8"),
        ("行政区划代码,名称,网址,备注\n" + ROW.strip() + ",x\n", "gb18030"),
        ("URL, Name , CODE\nhttp://www.lusong.example/, 株洲市芦淞区, 430203\r\n", "utf-8"),
    ],
)
def test_tables_of_many_kinds(tmp_path, text, encoding):
    written, _ = import_portals(table(tmp_path, text, encoding), tmp_path / "portals")
    assert [path.name for path in written] == ["430203-lusong.toml"]
    assert load_portals([tmp_path / "portals"])[0].name == "株洲市芦淞区"
    assert import_portals(table(tmp_path, text, encoding), tmp_path / "portals") == ([], written)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + ROW + "4302,b,http://b.example/\n", "line 3: code '4302' is not"),
        (HEAD + ROW + "430204,,http://b.example/\n", "line 3: the name is empty"),
        (HEAD + ROW + "430204,b,ftp://b.example/\n", "line 3: .*no http or https URL"),
        (
            HEAD + ROW + ROW.replace("芦淞", "石峰"),
            "line 3: 430203-lusong.toml would be written for line 2 too",
        ),
        ("code,name\n430203,a\n", "no column 'url'; the first line must name code, name, url"),
        (HEAD, "no portals in it"),
    ],
)
def test_a_wrong_table_is_told_by_line_and_nothing_is_written(tmp_path, text, message):
    with pytest.raises(UsageError, match=message):
        import_portals(table(tmp_path, text), tmp_path / "portals")
    assert not (tmp_path / "portals").exists()


def test_a_table_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        import_portals(tmp_path / "none.csv", tmp_path)
