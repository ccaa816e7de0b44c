"""How a portal's pages are framed: head with meta tags, header, navigation, side menu, footer with friend links."""

from collections.abc import Callable, Sequence
from html import escape

from sample_province.content import Article, Column, ColumnState, LinkStyle, Site
from sample_province.names import column_slug

Address = Callable[[Column], str]

MINISTRIES = (
    "外交部", "国家发展和改革委员会", "教育部", "科学技术部", "工业和信息化部", "国家民族事务委员会",
    "公安部", "监察部", "民政部", "司法部", "财政部", "人力资源和社会保障部", "国土资源部",
    "环境保护部", "住房和城乡建设部", "交通运输部", "水利部", "农业部", "商务部", "文化部",
    "国家卫生和计划生育委员会", "中国人民银行", "审计署", "国务院国有资产监督管理委员会", "海关总署",
    "国家税务总局", "国家工商行政管理总局", "国家质量监督检验检疫总局", "国家食品药品监督管理总局",
    "国家安全生产监督管理总局", "国家统计局", "国家林业局", "国家知识产权局", "国家旅游局", "国家宗教事务局",
    "国家机关事务管理局",
)  # fmt: skip

STYLE = """<style type="text/css">
body,ul,li,p,h1,h2,h3,dl,dd,dt,table,td{margin:0;padding:0;font-family:"宋体",SimSun,Arial,sans-serif}
body{font-size:14px;line-height:1.8;color:#333;background:#f4f6f8}ul{list-style:none}img{border:0}
a{color:#333;text-decoration:none}a:hover{color:#c00;text-decoration:underline}
.w1000{width:1000px;margin:0 auto;overflow:hidden;background:#fff}.head{height:150px;background:#1b6bb5}
.nav{height:42px;background:#0d4f8f}.nav .w1000{background:none}
.nav li{float:left;position:relative;line-height:42px;padding:0 16px}
.nav li a{color:#fff}.nav dl{display:none;position:absolute;left:0;top:42px;background:#0d4f8f;z-index:9}
.nav li:hover dl{display:block}.side{float:left;width:220px;border:1px solid #d4e3f2}.main{float:right;width:760px}
.box{border:1px solid #d4e3f2;margin:8px 0;padding:10px}.box h2{font-size:15px;border-bottom:2px solid #1b6bb5}
.list li{height:30px;line-height:30px;border-bottom:1px dashed #ddd}
.list li span,.list li em{float:right;color:#999;font-style:normal}
.article h1{font-size:22px;text-align:center;line-height:40px}.article p{text-indent:2em;margin:10px 0;font-size:16px}
.foot{clear:both;padding:18px;text-align:center;background:#e8eef5;color:#555}
</style>"""


def link_text(column: Column, src: str = "/images/") -> str:
    """What stands between ``<a>`` and ``</a>`` of a link to the column."""
    if column.link is LinkStyle.IMAGE:
        return f'<img src="{src}{column.slug}.jpg" alt="" width="220" height="60" />'
    cut = column.link in {LinkStyle.CUT, LinkStyle.TITLE}
    return escape(column.name[:8] if cut else column.name)


def link_to(column: Column, address: Address) -> str:
    """A link to a column as the portal writes it."""
    title = f' title="{escape(column.name)}"' if column.link is LinkStyle.TITLE else ""
    return f'<a href="{escape(address(column))}"{title}>{link_text(column)}</a>'


def meta_tags(site: Site, column: Column | None, article: Article | None) -> str:
    """The meta tags that 国办发〔2017〕47号 asks for, where the portal has them."""
    if not site.norms:
        return ""
    tags = [("SiteName", site.title), ("SiteDomain", site.domain), ("SiteIDCode", site.id_code)]
    if column is not None:
        tags += [("ColumnName", column.name), ("ColumnDescription", f"{site.name}{column.name}"),
                 ("ColumnKeywords", column.name), ("ColumnType", column.name)]  # fmt: skip
    if article is not None and article.meta_on is not None:
        tags += [
            ("ArticleTitle", article.title),
            ("PubDate", f"{article.meta_on} 09:30"),
            ("ContentSource", article.source),
        ]
    return "\n".join(f'<meta name="{name}" content="{escape(value)}" />' for name, value in tags)


def navigation(site: Site, address: Address, home: str) -> str:
    """The navigation bar with its drop-down menus."""
    cells = [f'<li><a href="{home}">首页</a></li>']
    for column in site.columns:
        if "nav" not in column.places or column.parent is not None:
            continue
        below = "".join(
            f"<dd>{link_to(child, address)}</dd>" for child in column.children if "nav" in child.places
        )
        cells.append(f"<li>{link_to(column, address)}{f'<dl>{below}</dl>' if below else ''}</li>")
    return f'<div class="nav"><ul class="w1000" id="nav">{"".join(cells)}</ul></div>'


def friends(site: Site) -> str:
    """The friend links: ministries in drop-down lists, neighbours as plain links."""
    options = "".join(
        f'<option value="http://www.{i:02d}.example.invalid/">{name}</option>'
        for i, name in enumerate(MINISTRIES)
    )
    links = " | ".join(f'<a href="{url}" target="_blank">{escape(name)}</a>' for name, url in site.neighbours)
    return (
        '<div class="w1000 friend" id="yqlj"><h3>友情链接</h3>'
        f'<select onchange="window.open(this.value)"><option value="">国务院部门网站</option>{options}</select>'
        f'<p class="friendlink">{links}</p></div>'
    )


def footer(site: Site, map_path: str | None, address: Address) -> str:
    """The footer; with all seven marks of the guideline, or the bare one of an old site."""
    about = next((column for column in site.columns if column.slug == column_slug("leaders")), None)
    sitemap = f'<a href="{map_path}">网站地图</a> | ' if map_path else ""
    contact = f'<a href="{address(about)}">联系我们</a>' if about is not None else "联系我们"
    if not site.norms:
        return (
            f'<div class="foot"><p>{sitemap}版权所有 {escape(site.name)}</p><p>技术支持：信息中心</p></div>'
        )
    return (
        f'<div class="foot"><p>{sitemap}{contact} | '
        '<a href="http://pucha.example.invalid/exposure/jiucuo.html">'
        '<img src="/images/jiucuo.png" alt="我为政府网站找错" />我为政府网站找错</a></p>'
        f"<p>主办单位：{escape(site.name)}　联系电话：0871-{site.id_code[-4:]}1234</p>"
        f"<p>网站标识码：{site.id_code}　滇ICP备{site.id_code[-6:]}{site.id_code[-2:]}号-1　"
        f'滇公网安备 {site.id_code}0001号</p><p><a href="http://bszs.conac.cn/sitename?method=show&id={site.id_code}">'
        '<img src="http://dcs.conac.cn/image/red.png" alt="党政机关" /></a></p></div>'
    )


def crumb(home: str, path: Sequence[tuple[str, str]]) -> str:
    """The breadcrumb (当前位置)."""
    steps = "".join(f' &gt; <a href="{escape(url)}">{escape(name)}</a>' for name, url in path)
    return f'<div class="crumb" id="dqwz">当前位置：<a href="{home}">首页</a>{steps}</div>'


def empty_note(column: Column) -> str:
    """What an empty column says."""
    if column.state is ColumnState.CONSTRUCTION:
        return '<div class="tips"><p>栏目建设中，敬请期待！</p></div>'
    return ""


def letter_table(column: Column, path: Callable[[Column, Article], str]) -> str:
    """Letters of the public as a table with a head: number, title, when sent, what became of it, when answered."""
    rows = "".join(
        f'<tr><td>{article.id}</td><td><a href="{escape(path(column, article))}">{escape(article.title)}</a></td>'
        f"<td>{article.on.isoformat()}</td><td>{article.letter.state if article.letter else ''}</td>"
        f"<td>{article.letter.answered or '' if article.letter else ''}</td></tr>"
        for article in column.listed()
    )
    head = "".join(f"<th>{name}</th>" for name in ("编号", "标题", "来信时间", "办理状态", "回复时间"))
    return f'<table class="xjlb" width="100%"><tr>{head}</tr>{rows}</table>'
