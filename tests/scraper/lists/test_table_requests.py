"""What the tables of a page ask for, and how they count on."""

import pytest

from scraper.lists.table_requests import has_unknown_table, table_requests
from tests.scraper.paper import HOST, page

URL = f"http://{HOST}/gk/nb/"
TABLE = "<table id='t'></table><script>{}</script>"


def pages(code: str, body: str = TABLE) -> list[str]:
    """The first three pages that a table asks for, the first alone where it asks but once."""
    (request,) = table_requests(page(body.format(code)), URL)
    found = [request.url]
    count = request.count
    for _ in range(2 if count else 0):
        count = count.after()
        found.append(count.url)
    return [one.removeprefix(f"http://{HOST}") for one in found]


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        (
            "layui.table.render({elem:'#t',url:'/s?c=7',page:true,cols:[[{field:'a'}]]})",
            ["/s?c=7&page=1&limit=10", "/s?c=7&page=2&limit=10", "/s?c=7&page=3&limit=10"],
        ),
        ("table.render({elem:'#t',url:'/s',where:{c:7,k:word},cols:[[{field:'a'}]]})", ["/s?c=7&k="]),
        (
            "var n=5;table.render({elem:'#t',url:'/s',page:{limit:n},request:{pageName:'x',limitName:'y'},"
            "cols:[[{}]]})",
            ["/s?x=1&y=5", "/s?x=2&y=5", "/s?x=3&y=5"],
        ),
        (
            "$('#t').bootstrapTable({url:'s.do',sidePagination:'server',pageSize:20})",
            [f"/gk/nb/s.do?order=asc&limit=20&offset={one}" for one in (0, 20, 40)],
        ),
        (
            "$('#t').bootstrapTable({url:'/s',sidePagination:'server',queryParamsType:''})",
            [f"/s?sortOrder=asc&pageSize=10&pageNumber={one}" for one in (1, 2, 3)],
        ),
        (
            "$('#t').bootstrapTable({url:'/s',sidePagination:'server',queryParams:function(p){"
            "return {n:parseInt(p.offset/p.limit,10)+1,s:p.limit,k:$.trim($('#k').val()),'token':token()}}})",
            [f"/s?n={one}&s=10&k=" for one in (1, 2, 3)],
        ),
        (
            "$('#t').bootstrapTable({url:'/s',sidePagination:'server',queryParams:p=>({n:this.pageNumber,"
            "s:p.limit})})",
            [f"/s?n={one}&s=10" for one in (1, 2, 3)],
        ),
        (
            "$('#t').bootstrapTable({url:'/s',sidePagination:'server',method:'post',queryParams:function(p){"
            "return JSON.stringify({n:p.offset/p.limit+1})}})",
            [f"/s?n={one}" for one in (1, 2, 3)],
        ),
        (
            "table.render({elem:'#t',url:'/s',where:chosen(),cols:[[{}]]});function chosen(){return {c:7}}",
            ["/s?c=7"],
        ),
        ("$('#t').bootstrapTable({url:'/s',pagination:true})", ["/s"]),
        (
            "$('#t').bootstrapTable({ajax:function(q){$.get('/s',{first:q.data.offset,c:7},q.success)},"
            "sidePagination:'server'})",
            [f"/s?first={one}&c=7" for one in (0, 10, 20)],
        ),
        ("$('#t').DataTable({ajax:'/s'})", ["/s"]),
        ("new DataTable('#t', {ajax:{url:'/s',data:{c:7}}})", ["/s?c=7"]),
        (
            "$('#t').dataTable({sAjaxSource:'/s',bServerSide:true})",
            [f"/s?sEcho={n}&iDisplayStart={10 * n - 10}&iDisplayLength=10" for n in (1, 2, 3)],
        ),
        (
            "$('#t').DataTable({ajax:{url:'/s',data:function(d){d['c']=7;delete d.columns}},serverSide:true,"
            "pageLength:5})",
            [
                f"/s?draw={n}&start={5 * n - 5}&length=5&search%5Bvalue%5D=&search%5Bregex%5D=false&c=7"
                for n in (1, 2, 3)
            ],
        ),
        ("$('#t').datagrid({url:'/s',pagination:true})", [f"/s?page={n}&rows=10" for n in (1, 2, 3)]),
        ("$('#t').datagrid({url:'/s',queryParams:{c:7}})", ["/s?c=7"]),
        (
            "$('#t').jqGrid({url:'/s',colModel:[{name:'a'}],rowNum:15,prmNames:{page:'p1'}})",
            [f"/s?_search=false&rows=15&p1={n}&sidx=&sord=asc" for n in (1, 2, 3)],
        ),
        (
            "$('#t').pagination({dataSource:'/s',alias:{pageNumber:'p1'}})",
            [f"/s?pageSize=10&p1={n}" for n in (1, 2, 3)],
        ),
    ],
)
def test_a_table_asks_as_its_library_does(code, asked):
    assert pages(code) == asked


def test_what_would_be_posted_is_a_guess():
    for code, guess in (
        ("$('#t').datagrid({url:'/s'})", True),
        ("$('#t').datagrid({url:'/s',method:'get'})", False),
    ):
        (request,) = table_requests(page(TABLE.format(code)), URL)
        assert (request.guess, request.table, request.body) == (guess, True, None)


def test_a_hidden_field_is_part_of_what_is_asked():
    code = "$('#t').datagrid({url:'/s',queryParams:{c:$('#c').val(),k:$('#k').val()}})"
    assert pages(code, TABLE + "<input type='hidden' id='c' value='9'><input id='k' value='x'>") == [
        "/s?c=9&k="
    ]


@pytest.mark.parametrize("address", ["address()", "top + '/s'", "'/visit/count'"])
def test_an_address_may_not_be_known_or_not_be_asked(address):
    html = page(TABLE.format(f"$('#t').datagrid({{url:{address}}})"))
    assert table_requests(html, URL) == ()
    assert has_unknown_table(html, URL)
    assert not has_unknown_table(page("<p></p>"), URL)
