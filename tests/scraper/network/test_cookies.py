"""What a server hands out, and what is sent back."""

from scraper.network.cookies import offered, sent_back


def test_what_is_handed_out_is_sent_back_without_its_attributes():
    headers = [
        ("set-cookie", "ck=1; path=/; HttpOnly"),
        ("content-type", "text/html"),
        ("set-cookie", "site=a=b"),
        ("set-cookie", "old=x; Max-Age=0"),
        ("set-cookie", "nothing"),
    ]
    assert sent_back(offered(headers)) == {"Cookie": "ck=1; site=a=b"}


def test_no_cookie_is_no_header():
    assert sent_back(offered([("content-type", "text/html")])) == {}
