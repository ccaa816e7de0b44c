"""Are columns found that stand in scripts only: trees, arrays, written links; and is nothing else taken for a menu?"""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageReading
from domain.subjects import Grade
from spiders.markup.script_menus import MOST_ENTRIES, menus_of
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
HOST = "http://www.example.gov.cn"
ROWS = "".join(
    f'<li><a href="/zwgk/tz/{number}.html">关于做好第{number}批农村危房改造工作的通知</a><span>2015-06-{number:02}</span></li>'
    for number in range(10, 22)
)
DTREE = """
<script type="text/javascript"><!--
d = new dTree('d');
d.add(0,-1,'某县政府信息公开目录');
d.add(1,0,'主动公开内容','','');
d.add(105,1,'财政预决算','/xxgk/czyjs.jhtml','','main');
d.add("106", "1", "行政事业性收费", "list.jsp?id=106&amp;t=1");
//d.add(107,1,'重大建设项目','/xxgk/zdxm.jhtml');
/* d.add(108,1,'环境保护','/xxgk/hjbh.jhtml'); */
d.add(109,1,'<font color=red>统计信息</font>','/xxgk/tj.jhtml');
d.add(110,1,'政府信息公开年报','');
d.add(111,1,'审计公开', ctx + '/xxgk/sj.jhtml');
document.write(d);
//--></script>
"""
ZTREE = """
<script>var setting = {data: {simpleData: {enable: true}}};
var zNodes = [
  { id:1, pId:0, name:"财政\\u9884决算", url:"\\/xxgk\\/yjs\\/", open:true},
  { id:2, pId:0, name:'行政事业性收费', url:'http://www.example.gov.cn/xxgk/sf/', target:"_self"},
  { id:3, pId:0, name:"统计信息", url:"", children: [{ id:4, name:"重大建设项目", url:"/xxgk/zdxm/" }]}
];
$.fn.zTree.init($("#tree"), setting, zNodes);</script>
"""
EASYUI = """
<script>$('#t').tree({data: [{"text":"财政预决算","attributes":{"url":"/xxgk/yjs/"}},
{"text":"统计信息","attributes":{"url":"/xxgk/tj/"}},
{"text":"行政事业性收费","attributes":{"url":"/xxgk/sf/"},"children":[{"text":"审计公开","href":"/xxgk/sj/"}]}]});</script>
"""
MZTREE = """
<script>var tree = new MzTreeView("tree");
tree.nodes["0_1"] = "text:政府信息公开目录";
tree.nodes["1_2"] = "text:财政预决算;url:/xxgk/yjs/;target:main";
tree.nodes['1_3'] = 'hint:统计;text:统计信息; url:/xxgk/tj/';
document.write(tree.toString());</script>
"""
WRITTEN = """
<script>document.writeln("<ul class=\\"m\\"><li><a href='/xxgk/yjs/' target='_blank'>财政预决算</a></li>");
document.writeln("<li><a href=\\"/xxgk/tj/\\">" + "统计信息<\\/a></li>");
document.writeln('<li><a href="'+path+'/sj/">审计公开</a></li>');
document.write("<li><a href=/xxgk/sf/>行政事业性收费</a></li></ul>");</script>
"""


def read(script: str, content: str = f"<ul>{ROWS}</ul>", body: str = "<body>") -> PageReading:
    html = f"<html><head><title>政府信息公开-某县人民政府</title></head>{body}<h2>最新公开</h2>{content}{script}</body></html>"
    return read_page(HOST + "/xxgk/", html.encode(), vocabulary=VOCABULARY, captured_on=date(2017, 12, 31))


def named(reading: PageReading) -> dict[str, str]:
    """Path of the link by subject, of the sure ones."""
    return {
        match.subject: link.url.removeprefix(HOST)
        for link in reading.links
        for match in link.matches
        if match.grade > Grade.WEAK
    }


def leads(reading: PageReading) -> list[tuple[str, str, str]]:
    """(text, path, region) of what leads on beside the rows of the list."""
    found = [(link.text, link.url.removeprefix(HOST), link.region) for link in reading.links]
    return [link for link in found if not link[1].startswith("/zwgk/tz/")]


def test_dtree_names_columns_with_their_addresses() -> None:
    reading = read(DTREE)
    assert leads(reading) == [
        ("财政预决算", "/xxgk/czyjs.jhtml", "nav"),
        ("行政事业性收费", "/xxgk/list.jsp?id=106&t=1", "nav"),
        ("统计信息", "/xxgk/tj.jhtml", "nav"),
    ]
    assert named(reading) == {
        "budget": "/xxgk/czyjs.jhtml",
        "fee-list": "/xxgk/list.jsp?id=106&t=1",
        "statistics": "/xxgk/tj.jhtml",
    }


def test_names_without_a_known_address_keep_absence_from_being_proved() -> None:
    reading = read(DTREE)
    scripted = {match.subject for match in reading.scripted}
    assert {"annual-report", "audit-result"} <= scripted
    assert not scripted & {"major-projects", "environment"}  # commented out


def test_ztree_array_and_its_children() -> None:
    reading = read(ZTREE)
    assert leads(reading) == [
        ("财政预决算", "/xxgk/yjs/", "nav"),
        ("行政事业性收费", "/xxgk/sf/", "nav"),
        ("重大建设项目", "/xxgk/zdxm/", "nav"),
    ]
    assert "statistics" in {match.subject for match in reading.scripted}


def test_addresses_one_level_below_their_names() -> None:
    assert [link[:2] for link in leads(read(EASYUI))] == [
        ("财政预决算", "/xxgk/yjs/"),
        ("统计信息", "/xxgk/tj/"),
        ("行政事业性收费", "/xxgk/sf/"),
        ("审计公开", "/xxgk/sj/"),
    ]


def test_nodes_of_mz_tree_view() -> None:
    assert leads(read(MZTREE)) == [("财政预决算", "/xxgk/yjs/", "nav"), ("统计信息", "/xxgk/tj/", "nav")]


def test_links_that_a_script_writes_out_whole() -> None:
    reading = read(WRITTEN)
    assert [link[:2] for link in leads(reading)] == [
        ("财政预决算", "/xxgk/yjs/"),
        ("统计信息", "/xxgk/tj/"),
        ("行政事业性收费", "/xxgk/sf/"),
    ]


@pytest.mark.parametrize("menu", [DTREE, ZTREE, EASYUI, MZTREE, WRITTEN])
def test_the_list_and_the_text_stay_what_they_are_without_the_menu(menu: str) -> None:
    plain, with_menu = read(""), read(menu)
    assert len(with_menu.postings) == 12
    assert with_menu.postings == plain.postings
    assert (with_menu.kind, with_menu.title, with_menu.text) == (plain.kind, plain.title, plain.text)


def test_a_long_menu_changes_no_posting_and_no_foot() -> None:
    foot = '<div class="footer"><a href="/gk/czyjs/">财政预决算</a><p>版权所有：某县人民政府 滇ICP备05000001号</p></div>'
    lines = "".join(f"d.add({n},0,'第{n}类安全生产、食品药品监督检查','/xxgk/{n}/');" for n in range(1, 700))
    tree = "<script>" + lines.replace("'第", "'类") + "</script>"
    plain, with_menu = read("", f"<ul>{ROWS}</ul>{foot}"), read(tree, f"<ul>{ROWS}</ul>{foot}")
    assert with_menu.postings == plain.postings
    assert "budget" not in named(plain)
    assert "budget" not in named(with_menu)
    assert sum(link.region == "nav" for link in with_menu.links) == MOST_ENTRIES


FIRST = '{"name":"财政预决算","url":"/a/1/"}'
TWO_MORE = '{"title":"统计信息","url":"/a/2/"},{"text":"审计公开","url":"/a/3/"}'
WRITTEN_ROW = "<li><a href='/a/1/'>统计信息</a></li>"


@pytest.mark.parametrize(
    "script",
    [
        # the data of lists: dated records, dated addresses, headlines
        f'var list=[{{"title":"财政预决算","url":"/a/1/","pubDate":"2017-05-02"}},{TWO_MORE}];',
        f'var list=[{{"title":"财政预决算","url":"/a/1/","addtime":1493686800}},{TWO_MORE}];',
        f'var list=[{{"name":"财政预决算","url":"/a/1/","t":"2017年5月2日"}},{TWO_MORE}];',
        f"var list=[{FIRST},{TWO_MORE}];".replace("/a/", "/art/2017/5/2/art_1_"),
        f"var list=[{FIRST},{TWO_MORE}];".replace(
            "财政预决算", "关于印发某县2017年财政预决算公开工作要点的通知"
        ),
        # two buttons, interfaces, computed addresses
        f'var buttons=[{FIRST},{{"name":"统计信息","url":""}}];',
        f"var api=[{FIRST},{TWO_MORE}];".replace("财政预决算", "list")
        .replace("统计信息", "a")
        .replace("审计公开", "b"),
        f"var list=[{FIRST},{TWO_MORE}];".replace('"url":', '"url":ctx+'),
        # pagers, counters, lists that a script writes, trees commented out, other things that are added
        "document.write(\"<a href='index.html'>上一页</a><a href='index_3.html'>下一页</a><a href='index_9.html'>尾页</a>\");",
        f'document.write("{WRITTEN_ROW}");',
        f'document.write("{WRITTEN_ROW * 3}<li>2017-05-02</li>");',
        "// d.add(1,0,'统计信息','/tj/');",
        "el.classList.add('统计信息'); moment.add(1, 'day', '统计信息' + x);",
    ],
)
def test_what_is_no_menu_brings_no_link(script: str) -> None:
    assert menus_of([("", script)]) == ""
    reading = read(f"<script>{script}</script>")
    assert leads(reading) == []
    assert len(reading.postings) == 12


def test_what_leads_to_no_page_is_no_link() -> None:
    script = "".join(
        f"d.add({number},0,'统计信息{number}','{address}');"
        for number, address in enumerate(
            ["#", "javascript:void(0)", "${ctx}/tj/", "/img/tj.png", "tel:12345", "a b/c", "统计"]
        )
    )
    assert leads(read(f"<script>{script}</script>")) == []


def test_a_click_that_opens_a_page_leads_there() -> None:
    script = "<script>d.add(1,0,'统计信息','javascript:openUrl(\"/xxgk/tj/\")');</script>"
    assert leads(read(script)) == [("统计信息", "/xxgk/tj/", "nav")]


def test_a_tree_in_a_comment_of_the_page_is_none() -> None:
    assert leads(read(f"<!-- {DTREE.replace('<!--', '').replace('//-->', '')} -->")) == []


def test_a_body_with_signs_in_its_attributes_keeps_them() -> None:
    reading = read(DTREE, body="<body onload=\"if(a>b){go('x')}\">")
    assert len(leads(reading)) == 3
    assert "nav" not in reading.text


@pytest.mark.parametrize(
    "script",
    [
        "d.add(1,0,'\\ud800统计信息','/tj/');",
        "[{" * 50_000 + "name:url",
        'var name="url";[{' + '\\"' * 100_000,
        "/* " * 60_000 + ".add(",
        "document.write('<a '" * 10_000,
        ".add(1,1,'" * 20_000,
        "tree.nodes['" + "\\'" * 100_000,
        '[{"name":"统计","url":"/x"}}}}]]]]',
    ],
)
def test_hostile_scripts_give_no_menu_at_little_cost(script: str) -> None:
    assert menus_of([("", script)]).count("<a ") <= 1


def test_a_script_that_is_too_large_is_not_searched() -> None:
    assert menus_of([("", "d.add(1,0,'统计信息','/tj/');" + " " * 400_000)]) == ""
