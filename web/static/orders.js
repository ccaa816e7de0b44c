// How far are the orders of this page? Asks every two seconds while one is open; the page does all it does without this.
const table = document.querySelector("table[data-orders]");
const EVERY = 2000;

function renew(row, order) {
  row.querySelector("[data-state]").textContent = order.state;
  row.querySelector("[data-told]").textContent = order.told;
  const bar = row.querySelector("[data-bar]");
  bar.hidden = order.percent === null;
  if (order.percent !== null) bar.value = order.percent;
}

async function look() {
  if (!table.querySelector("tr[data-order]:not([data-over])")) return;
  if (!document.hidden) {
    try {
      const answer = await fetch(table.dataset.orders, { headers: { accept: "application/json" } });
      if (answer.ok) {
        for (const order of await answer.json()) {
          const row = table.querySelector(`tr[data-order="${order.id}"]`);
          if (!row) continue;
          renew(row, order);
          // Its files and buttons are the server's to show.
          if (order.is_over && !row.hasAttribute("data-over")) { location.reload(); return; }
        }
      } else if (answer.status < 500) return;
    } catch { /* the console is away for a while: ask again */ }
  }
  setTimeout(look, EVERY);
}

if (table) setTimeout(look, EVERY);
