"""Which elements and attributes of a portal's page are put into the page that is shown? Only what stands here."""

SHOWN = frozenset({
    "a", "abbr", "acronym", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption",
    "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "dir", "div", "dl", "dt", "em",
    "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i",
    "img", "ins", "kbd", "li", "main", "mark", "menu", "nav", "ol", "p", "pre", "q", "s", "samp", "section", "small",
    "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
    "tt", "u", "ul", "var", "wbr",
})  # fmt: skip
"""Elements that do nothing but say how text stands."""

INSTEAD = {
    "form": "div",
    "fieldset": "div",
    "legend": "div",
    "label": "span",
    "marquee": "div",
    "textarea": "div",
}
"""What stands for an element that does more; any other unknown one is a ``div``."""

DISABLED = frozenset({"button", "select", "option", "optgroup", "input"})
"""Fields: they are there to be seen, and can't be used."""

VOID = frozenset({"br", "hr", "img", "col", "wbr", "input"})

LEFT_OUT = frozenset({
    "script", "noscript", "template", "svg", "math", "style", "link", "meta", "base", "title", "head", "param",
    "source", "track", "area", "map", "noembed", "noframes", "datalist", "dialog", "portal", "fencedframe",
})  # fmt: skip
"""Elements that are left out with all that is in them."""

EMBEDS = {
    "iframe": "src",
    "frame": "src",
    "object": "data",
    "embed": "src",
    "applet": "code",
    "video": "src",
    "audio": "src",
    "canvas": "",
}
"""Elements that hold another document or a film: a line says that one stood here."""

ATTRIBUTES = frozenset({
    "align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "class", "color", "colspan", "dir", "face",
    "headers", "height", "hidden", "hspace", "id", "lang", "nowrap", "open", "rowspan", "scope", "size", "span",
    "start", "title", "valign", "value", "vspace", "width",
})  # fmt: skip

FIELD_TYPES = {
    "checkbox": "checkbox",
    "radio": "radio",
    "submit": "button",
    "button": "button",
    "reset": "button",
}
"""How a field is shown, by its type; any other one but those not shown is a field of text."""

HIDDEN_FIELDS = frozenset({"hidden", "image", "password", "file"})
