"""Portal files: what is read, and the one line for what is wrong."""

import pytest

from gongkai.errors import UsageError
from scraper.run.registry import BUILT_IN, FIELDS, choose_portals, load_portals, read_portal

GOOD = 'name = "芦淞区"\ncode = "430203"\nurl = "http://www.lusong.example/"\n'


def write(folder, text, stem="430203-lusong"):
    path = folder / f"{stem}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_are_filled_in(tmp_path):
    portal = read_portal(write(tmp_path, GOOD))
    assert (portal.id, portal.slug, portal.delay, portal.tls) == ("430203-lusong", "lusong", 1.0, "modern")
    assert portal.allowed.allows("https://www.lusong.example/x")
    assert not portal.allowed.allows("http://lusong.example/")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + "dely = 2\n", f"unknown key 'dely'; known keys: {', '.join(FIELDS)}"),
        (
            GOOD + "[expect]\nreports = 3\n",
            r"unknown key 'reports' in \[expect\]; known keys: reports_per_year",
        ),
        ('name = "a"\ncode = "430203"\n', "no key 'url'; required: name, code, url"),
        (GOOD + 'delay = "2"\n', "delay: expected float, got str"),
        (GOOD + "delay = -1\n", "delay must be 0 or more seconds"),
        (GOOD + "delay = inf\n", "delay must be 0 or more seconds"),
        (GOOD + 'tls = "none"\n', "tls: invalid enum value 'none'"),
        (GOOD + 'family = "drupal"\n', "family 'drupal' is not known; known families: .*trs"),
        (GOOD + 'hosts = ["other.example"]\n', "is not in hosts; add 'www.lusong.example' to hosts"),
        (GOOD + 'start = ["/nb/"]\n', "'/nb/' is no http or https URL"),
        (GOOD.replace("430203", "43020"), "not a GB/T 2260 code of six digits"),
        (GOOD.replace("430203", "430204"), "must be named <code>-<slug>.toml"),
        (GOOD.replace("http:", "ftp:"), "no http or https URL"),
        (GOOD.replace("芦淞区", " "), "the name is empty"),
        ("name = ", "not a readable TOML file"),
    ],
)
def test_what_is_wrong_is_one_line_naming_the_file(tmp_path, text, message):
    with pytest.raises(UsageError, match=message) as caught:
        read_portal(write(tmp_path, text))
    assert "430203-lusong.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_portals_are_found_by_id_slug_and_code(tmp_path):
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("430203", "430204"), "430204-shifeng")
    portals = load_portals([tmp_path])
    for name in ("430203-lusong", "lusong", "430203"):
        assert [one.id for one in choose_portals(portals, [name])] == ["430203-lusong"]
    with pytest.raises(UsageError, match="no single portal 'nowhere'"):
        choose_portals(portals, ["nowhere"])


def test_folders_without_portals_and_portals_in_two_folders_are_refused(tmp_path):
    with pytest.raises(UsageError, match="no portal files"):
        load_portals([tmp_path])
    with pytest.raises(UsageError, match="no such folder"):
        load_portals([tmp_path / "nowhere"])
    write(tmp_path, GOOD)
    with pytest.raises(UsageError, match="already there in another folder"):
        load_portals([tmp_path, tmp_path])


def test_the_built_in_portals_are_good():
    assert load_portals([BUILT_IN])
