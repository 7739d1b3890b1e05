"""The libraries whose tables ask a service for their rows by themselves, and how each of them asks.

A page only names the service; which names a request has for the page and its size, what it sends beside them
and by which method, is the library's own convention. It stands here as data: a further library needs no more.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Library(NamedTuple):
    """One library. Options are what a page gives it, in a call or in attributes; a dot leads into an object.

    `signs`: texts that a page which uses it has, all of one group; `call`: what stands before its options in
    a script; `css`: the elements that are such tables without a call, or name its options; `held`: the
    attributes that hold options as a script writes them, each other one being an option by itself.
    `addresses`, `methods`, `sizes`: the options that tell the service, its method and how many rows a page
    has, which are `rows` by default. `paged`: options of which one must be on (or, called `name=value`, be
    that) so that it asks page by page; none where it always does. `asks`: what it then sends, the first whose
    option is on (or that has none), where `{number}` is the page from 1, `{start}` the first row from 0,
    `{size}` rows a page. `renamed`: options that give one of these another name. `sent`: options with what is
    sent beside that; `by_itself`: those that may be a function which is given that, and asks by itself.
    `columns`: options with the columns; `field`, `links`, `label`: what a column calls the name of its value,
    the function or template that shows it, and its heading; `shown`: which parameter of that function is the
    value. `defaults`: what stands before options of all tables in a script. `needed`: an option without which
    a call is something else's.
    """

    signs: tuple[tuple[str, ...], ...]
    call: str
    css: str
    addresses: tuple[str, ...]
    sizes: tuple[str, ...]
    paged: tuple[str, ...]
    asks: tuple[tuple[str, Mapping[str, str]], ...]
    sent: tuple[str, ...]
    columns: tuple[str, ...]
    field: tuple[str, ...]
    links: tuple[str, ...]
    label: tuple[str, ...]
    methods: tuple[str, ...] = ("method",)
    method: str = "get"
    defaults: str | None = None
    held: tuple[str, ...] = ()
    by_itself: tuple[str, ...] = ()
    renamed: Mapping[str, str] = {}
    rows: int = 10
    shown: int | None = 0
    needed: str | None = None


LIBRARIES: dict[str, Library] = {
    "layui": Library(
        signs=((".render(", "cols"), ("lay-data",), ("lay-options",)),
        call=r"\.\s*render\s*\(",
        defaults=r"\btable\s*\.\s*set\s*\(",
        needed="cols",
        css="table[lay-data], table[lay-options]",
        held=("lay-data", "lay-options"),
        addresses=("url",),
        sizes=("limit", "page.limit"),
        paged=("page",),
        asks=(("", {"page": "{number}", "limit": "{size}"}),),
        renamed={"page": "request.pageName", "limit": "request.limitName"},
        sent=("where",),
        columns=("cols",),
        field=("field",),
        links=("templet", "toolbar"),
        label=("title",),
        shown=None,
    ),
    "bootstrap-table": Library(
        signs=(("bootstrapTable",), ("data-toggle", "data-url")),
        call=r"\.\s*bootstrapTable\s*\(",
        defaults=r"\bfn\s*\.\s*bootstrapTable\s*\.\s*defaults\s*,",
        css="table[data-toggle=table], table[data-url]",
        addresses=("url",),
        sizes=("pageSize",),
        paged=("sidePagination=server",),
        asks=(
            ("queryParamsType=", {"sortOrder": "asc", "pageSize": "{size}", "pageNumber": "{number}"}),
            ("", {"order": "asc", "limit": "{size}", "offset": "{start}"}),
        ),
        sent=("queryParams",),
        by_itself=("ajax",),
        columns=("columns",),
        field=("field",),
        links=("formatter",),
        label=("title",),
    ),
    "DataTables": Library(
        signs=(("DataTable",), ("dataTable",), ("data-ajax",)),
        call=r"\.\s*[dD]ataTable\s*\(|\bnew\s+DataTable\s*\([^,(){}]{1,80},",
        defaults=r"\b(?:fn\s*\.\s*dataTable|DataTable)\s*\.\s*defaults\s*,",
        css="table[data-ajax]",
        addresses=("ajax", "ajax.url", "sAjaxSource"),
        methods=("ajax.type", "ajax.method", "sServerMethod"),
        sizes=("pageLength", "iDisplayLength"),
        paged=("serverSide", "bServerSide"),
        asks=(
            ("sAjaxSource", {"sEcho": "{number}", "iDisplayStart": "{start}", "iDisplayLength": "{size}"}),
            (
                "",
                {
                    "draw": "{number}",
                    "start": "{start}",
                    "length": "{size}",
                    "search[value]": "",
                    "search[regex]": "false",
                },
            ),
        ),
        sent=("ajax.data", "fnServerParams"),
        by_itself=("ajax",),
        columns=("columns", "aoColumns", "columnDefs", "aoColumnDefs"),
        field=("data", "mData"),
        links=("render", "mRender"),
        label=("title", "sTitle"),
    ),
    "EasyUI": Library(
        signs=(("datagrid",), ("easyui-datalist",)),
        call=r"\.\s*(?:datagrid|datalist)\s*\(",
        defaults=r"\bfn\s*\.\s*datagrid\s*\.\s*defaults\s*,",
        css=".easyui-datagrid, .easyui-datalist",
        held=("data-options",),
        addresses=("url",),
        method="post",
        sizes=("pageSize",),
        paged=("pagination",),
        asks=(("", {"page": "{number}", "rows": "{size}"}),),
        sent=("queryParams", "onBeforeLoad"),
        by_itself=("loader",),
        columns=("columns", "frozenColumns"),
        field=("field", "textField"),
        links=("formatter", "textFormatter"),
        label=("title",),
    ),
    "jqGrid": Library(
        signs=(("jqGrid",),),
        call=r"\.\s*jqGrid\s*\(",
        needed="colModel",
        css="",
        addresses=("url",),
        methods=("mtype",),
        sizes=("rowNum",),
        paged=(),
        asks=(("", {"_search": "false", "rows": "{size}", "page": "{number}", "sidx": "", "sord": "asc"}),),
        renamed={"page": "prmNames.page", "rows": "prmNames.rows"},
        rows=20,
        sent=("postData",),
        columns=("colModel",),
        field=("name",),
        links=("formatter",),
        label=("label",),
    ),
    "pagination.js": Library(
        signs=((".pagination(", "dataSource"),),
        call=r"\.\s*pagination\s*\(",
        needed="dataSource",
        css="",
        addresses=("dataSource",),
        methods=("ajax.type", "ajax.method"),
        sizes=("pageSize",),
        paged=(),
        asks=(("", {"pageSize": "{size}", "pageNumber": "{number}"}),),
        renamed={"pageNumber": "alias.pageNumber", "pageSize": "alias.pageSize"},
        sent=("ajax.data",),
        columns=(),
        field=(),
        links=(),
        label=(),
    ),
}
