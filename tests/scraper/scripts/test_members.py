"""What programs call their own."""

import time

import pytest

from scraper.scripts.literals import OBJECT
from scraper.scripts.members import members


@pytest.mark.parametrize(
    ("script", "name", "value"),
    [
        ("data:{q:{page:1}},f(){g(this.q)}", "this.q.page", "1"),
        ('this.q={cat:"7"};g(this.q.cat)', "this.q.cat", "7"),
        ("data(){return{id:'a5'}},f(){let self=this;g(self.id)}", "self.id", "a5"),
        ("data:{size:15},f(){g(this.size)}", "this.size", "15"),
        ("data:{size:n()},f(){g(this.size)}", "this.size", None),
        ("data:{q:{page:1}}", "this.q.page", None),
        ("data:{list:'a'},f(){this.list()}", "this.list", None),
        ("if(this.a==1){b}", "this.a", None),
    ],
)
def test_a_member_is_what_its_data_say_first(script, name, value):
    assert members(script, {}).get(name) == value


def test_objects_are_kept_whole_as_json():
    found = members('data:{q:{page:1,year:"",ids:[1,2]}},f(){g(_this.q)}', {})
    assert found[OBJECT + "_this.q"] == '{"page":1,"year":"","ids":[1,2]}'


def test_a_script_that_never_closes_what_it_opens_costs_little():
    start = time.process_time()
    assert members("this.a;" + "a:{b:1," * 20_000, {}) == {}
    assert time.process_time() - start < 5
