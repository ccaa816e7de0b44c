"""Sites on CodeIgniter or ThinkPHP: ``/index.php/open_goverment/lists/zcwj``, ``/index.php/cms/gongshigonggao/12323.html``."""

from spiders.families.by_address import family_by_address

FAMILY = family_by_address(
    "indexphp",
    column=r"/index\.php/\w+",
    article=r"/(?:index\.php/)?cms/[a-z]\w*/\d+\.html$|/index\.php/[\w/]+/(?:show|view|detail|content)/(?:id/)?\d+(?:\.html)?$",
    hints=("/index.php/",),
)
