"""Where on a page does an element stand? The script that is run in the page, which changes nothing of it.

The page's own scripts do not run; this one only measures. What it returns is the page's, and hostile: numbers are bounded
by who reads them.
"""

PLACES_SCRIPT = r"""
(wanted) => {
  const SESSION = /([;?&])(?:jsessionid|phpsessid|sessionid|session_id|sid|_t|timestamp|rnd|random)=[^&#;?]*/gi;
  const decoded = (text) => { try { return decodeURI(text); } catch { return text; } };
  const key = (address) => {
    let [rest, fragment = ""] = String(address).split("#");
    rest = decoded(rest).replace(/^https?:\/\//i, "").replace(SESSION, "$1").replace(/[?&]+$/, "").replace(/\/$/, "");
    return rest.toLowerCase() + (/^[/!]./.test(fragment) || /^\d+$/.test(fragment) ? "#" + fragment : "");
  };
  const plain = (text) => String(text || "").normalize("NFKC").replace(/[\s\u200b-\u200f\ufeff]+/g, "");
  const uncut = (text) => text.replace(/(?:…|\.{2,})$/, "");
  const alike = (shown, title) => {
    if (!shown || !title) return 0;
    if (shown === title) return 2;
    const cut = uncut(shown);
    if (cut.length >= 6 && title.startsWith(cut)) return 1;
    return title.length >= 4 && shown.includes(title) && shown.length < 3 * title.length + 20 ? 1 : 0;
  };
  const union = (rects) => {
    const shown = rects.filter((r) => r.width > 0 && r.height > 0);
    if (!shown.length) return null;
    const x = Math.min(...shown.map((r) => r.left)), y = Math.min(...shown.map((r) => r.top));
    return { x, y, right: Math.max(...shown.map((r) => r.right)), bottom: Math.max(...shown.map((r) => r.bottom)) };
  };
  // The rectangles of the words and pictures in a node: those of its boxes may reach over the whole page.
  const contents = (node) => {
    const rects = [], walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let each = walker.nextNode(), seen = 0; each && seen < 400; each = walker.nextNode(), seen++) {
      if (each.nodeType === Node.TEXT_NODE) {
        if (!each.data.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(each);
        rects.push(...range.getClientRects());
      } else if (each.tagName === "IMG" || each.tagName === "INPUT") rects.push(each.getBoundingClientRect());
    }
    return union(rects) || union([...node.getClientRects()]);
  };
  const clipped = (node, box) => {
    // What lies outside a box that cuts or scrolls its contents is not on the picture.
    for (let outer = node.parentElement; outer && box; outer = outer.parentElement) {
      const style = getComputedStyle(outer);
      if (outer === document.body || outer === document.documentElement) continue;
      if (/hidden|clip|auto|scroll/.test(style.overflowX + style.overflowY)) {
        const r = outer.getBoundingClientRect();
        box = { x: Math.max(box.x, r.left), y: Math.max(box.y, r.top),
                right: Math.min(box.right, r.right), bottom: Math.min(box.bottom, r.bottom) };
        if (box.right - box.x < 2 || box.bottom - box.y < 2) return null;
      }
    }
    return box;
  };
  const drawn = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const visible = (node) => {
    if (!drawn(node)) return null;
    const box = clipped(node, contents(node));
    return box && box.right + scrollX > 0 && box.bottom + scrollY > 0 ? box : null;
  };
  const links = [...document.querySelectorAll("a[href], area[href]")].slice(0, 20000);
  const keyOf = new Map(links.map((link) => [link, key(link.href)]));
  const names = (link) => [link.textContent, link.title, ...[...link.querySelectorAll("img[alt]")].map((i) => i.alt)].map(plain);

  // The item of a list that a link stands in, up to where the next link to another address begins.
  const row = (link) => {
    let best = link;
    for (let outer = link.parentElement; outer && outer !== document.body; outer = outer.parentElement) {
      const others = [...outer.querySelectorAll("a[href]")].some((a) => keyOf.get(a) !== keyOf.get(link));
      if (others || outer.textContent.length > 600) break;
      best = outer;
    }
    return best;
  };
  const hasDay = (text, day) => {
    if (!day) return false;
    const [, m, d] = day.split("-").map(Number);
    const bare = day.replaceAll("-", "");
    return new RegExp(`(?:^|\\D)0?${m}\\D{1,3}0?${d}(?!\\d)|${bare}`).test(text);
  };
  const linkFor = (want) => {
    const address = want.address && key(want.address), title = plain(want.text);
    let best = null;
    for (const link of links) {
      const same = address && keyOf.get(link) === address;
      const like = Math.max(...names(link).map((name) => alike(name, title)));
      if (!same && (like < 2 || address && title.length < 4)) continue;
      const item = want.day ? row(link) : link;
      const box = visible(link);
      const score = (same ? 8 : 0) + 2 * like + (box ? 3 : 0) + (want.day && hasDay(item.textContent, want.day) ? 1 : 0);
      if (!best || score > best.score) best = { score, link, item, box };
    }
    return best && { node: best.item, box: best.box && (visible(best.item) || best.box), hidden: !best.box };
  };
  const textFor = (want) => {
    const title = plain(want.text);
    if (title.length < 2) return null;
    let best = null;
    const walker = document.createTreeWalker(document.body || document.documentElement, NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(), seen = 0; node && seen < 40000; node = walker.nextNode(), seen++) {
      if (/^(?:SCRIPT|STYLE|NOSCRIPT|TITLE|HEAD|OPTION|TEMPLATE)$/.test(node.tagName)) continue;
      if (node.textContent.length > 3 * title.length + 200) continue;
      const text = plain(node.textContent);
      const like = alike(text, title);
      if (!like) continue;
      const box = visible(node);
      const size = box ? Math.min(box.bottom - box.y, 40) : 0;
      const score = like * 100 + (box ? 300 : 0) + (/^H[1-4]$/.test(node.tagName) ? 50 : 0) + size - text.length / 1000;
      if (!best || score >= best.score) best = { score, node, box, hidden: !box };
    }
    return best;
  };
  const navigations = () => {
    const NAMED = /(?:^|[^a-z])(?:nav|menu|daohang)|(?:nav|menu|daohang)(?:[^a-z]|$)|nav(?:bar|list|box|wrap|igation)/i;
    const named = [...document.querySelectorAll("nav, [role=navigation], [id], [class]")].filter((node) =>
      node.matches("nav, [role=navigation]") || NAMED.test(node.id + " " + (node.getAttribute("class") || "")));
    const boxes = [];
    for (const node of named.slice(0, 400)) {
      if (boxes.some((each) => each.node.contains(node))) continue;
      const inside = links.filter((link) => node.contains(link) && visible(link));
      const box = visible(node);
      if (inside.length < 4 || !box || box.bottom - box.y > 900) continue;
      if (inside.some((link) => plain(link.textContent).length > 24)) continue;
      boxes.push({ node, box, count: inside.length });
    }
    const top = boxes.filter((each) => each.box.y + scrollY < 1200);
    return (top.length ? top : boxes).slice(0, 2);
  };
  const footers = () => {
    let best = null;
    for (const node of document.querySelectorAll("footer, div, table, section, td")) {
      const text = node.textContent;
      if (text.length > 1500 || !/ICP备|公网安备|网站标识码|主办单位|主办[:：]/i.test(text)) continue;
      const box = visible(node);
      if (!box || box.bottom - box.y > 700) continue;
      const lower = best && !best.node.contains(node) && box.y > best.box.y;
      if (!best || lower || node.contains(best.node)) best = { node, box };
    }
    return best ? [best] : [];
  };
  const placed = (found) => {
    const box = found && found.box;
    return box && [box.x + scrollX, box.y + scrollY, box.right - box.x, box.bottom - box.y];
  };
  const shown = (found) => {
    if (!found || found.box || !drawn(found.node)) return found;
    found.node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    scrollTo({ left: 0, top: 0, behavior: "instant" });
    const box = visible(found.node);
    return { ...found, box, hidden: !box };
  };
  const elements = wanted.map((want) => {
    if (want.region) {
      const found = want.region === "navigation" ? navigations() : footers();
      return { found: found.length > 0, hidden: false, boxes: found.map(placed) };
    }
    const found = shown((want.address && linkFor(want)) || textFor(want));
    const box = placed(found);
    return { found: !!found, hidden: !!found && !box, boxes: box ? [box] : [] };
  });
  const root = document.scrollingElement || document.documentElement;
  const body = document.body;
  return {
    width: Math.max(root.scrollWidth, body ? body.scrollWidth : 0),
    height: Math.max(root.scrollHeight, body && body.tagName === "BODY" ? body.scrollHeight : 0),
    elements,
    blank: !body || !body.innerText.trim(),
  };
}
"""
