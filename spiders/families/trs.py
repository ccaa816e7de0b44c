"""TRS WCM (拓尔思): directories, ``createPageHTML`` pagers, ``./201704/t20170421_144306.html`` articles.

Bodies written in its editor are copied into other systems with their class names, so these marks count only on a page
whose own address TRS could have made.
"""

import re

from spiders.families.protocol import Family, RawPage

_ARTICLE = re.compile(r"/t(?:20\d{6}|\d{5,})_?\d*\.s?html?$", re.IGNORECASE)
_ARTICLE_LINK = re.compile(r"/20\d{4}/t20\d{6}_\d+\.s?html?$", re.IGNORECASE)
_CALL = re.compile(r"createPageHTML\s*\(\s*\d+\s*,\s*\d+\s*,")
_BOXES = (
    "TRS_Editor",
    "TRS_EDITOR",
    "TRS_UEDITOR",
    "trs_editor",
    "trs_paper",
    "TRS_AUTOADD",
    "TRS_PreAppend",
)
_SCRIPTS = ("WCM置标", "TRSCrsEditor")
_UPLOAD = re.compile(r"/[PWpw]02\d{17,}[._]")
_UPLOAD_HINTS = ("/P02", "/W02", "/p02", "/w02")
# The addresses that TRS makes: a folder, the index of one, an article. Its editor's marks on any other are copies.
_OWN = re.compile(
    r"(?:^|/)(?:(?!m?post|content|art|info|detail|show|view)[a-z]+(?:_?\d{1,3})?\.s?html?)?$|/t\d{5,}_?\d*\.s?html?$",
    re.IGNORECASE,
)


def _fits(page: RawPage) -> bool:
    if _ARTICLE_LINK.search(page.path):
        return True
    # The call with a container's id is other makers' too.
    if "createPageHTML" in page.script and _CALL.search(page.script):
        return True
    if "/t20" in page.addresses and page.leads(_ARTICLE_LINK, at_least=3):
        return True
    if not _OWN.search(page.path):
        return False
    return (
        any(mark in page.labels for mark in _BOXES)
        or any(mark in page.script for mark in _SCRIPTS)
        or (any(hint in page.addresses for hint in _UPLOAD_HINTS) and bool(_UPLOAD.search(page.addresses)))
    )


FAMILY = Family(name="trs", fits=_fits, article=lambda path: bool(_ARTICLE.search(path)))
