// The visible facts as a table that sorts and filters: the same content as the network, for everyone.

const ROWS = 100;
let tablePage = 0;
let tableParts = null;
const endName = (fact, end) => (fact[end] !== undefined && fact[end] >= 0 ? labelOf(nodes[fact[end]]) : clean(fact[end + "w"]));
const COLUMNS = [
  ["subject", "col_subject", (fact) => endName(fact, "s")],
  ["relation", "col_relation", (fact) => nameOf("relations", fact.r)],
  ["object", "col_object", (fact) => endName(fact, "o")],
  ["status", "col_status", (fact) => nameOf("statuses", fact.st) + (fact.neg ? ", " + t("denied") : "") + (fact.dis ? ", " + t("disputed") : "") + (fact.imp ? ", " + t("deduced_" + fact.imp) : "")],
  ["date", "col_date", (fact) => fact.date || (fact.reported ? `(${TABLE.articles[fact.a].published})` : "")], // in brackets: reported then
  ["by", "col_by", (fact) => clean(fact.by) || (fact.byNode !== undefined ? labelOf(nodes[fact.byNode]) : "")],
  ["quote", "col_quote", (fact) => clean(TABLE.sentences[fact.q[0]])],
  ["source", "col_source", (fact) => clean(fact.source)],
];

function buildTable() {
  const filter = make("input", { type: "search", id: "table-filter", "aria-label": t("table_filter"), placeholder: t("table_filter"), on: { input: () => { state.filter = filter.value; tablePage = 0; updateTable(); rememberState(); } } });
  const choice = make("details", { class: "menu columns-menu" }, make("summary", {}, t("columns")), make("div", { class: "menu-list" }, ...COLUMNS.map(([key, title]) => {
    const box = make("input", { type: "checkbox", checked: !state.hide.has(key), on: { change: () => { box.checked ? state.hide.delete(key) : state.hide.add(key); updateTable(); rememberState(); } } });
    return make("label", { class: "check" }, box, t(title));
  })));
  const save = make("button", { type: "button", id: "table-csv", on: { click: saveTable } }, t("save_table"));
  const heads = COLUMNS.map(([key, title]) => {
    const button = make("button", { type: "button", title: t("sort_by", { name: t(title) }), on: { click: () => { state.sort = state.sort === key ? "-" + key : key; tablePage = 0; updateTable(); rememberState(); } } }, t(title));
    return make("th", { scope: "col", "data-key": key }, button);
  });
  const body = make("tbody");
  const [previous, next, range] = [make("button", { type: "button", on: { click: () => turn(-1) } }, t("previous")), make("button", { type: "button", on: { click: () => turn(1) } }, t("next")), make("span", { role: "status" })];
  const table = make("table", {}, make("caption", { class: "away" }, t("table_caption")), make("thead", {}, make("tr", {}, ...heads)), body);
  $("table").replaceChildren(make("div", { class: "table-head" }, filter, choice, save, range, make("span", { class: "pager" }, previous, next)), make("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": t("table_caption") }, table));
  tableParts = { filter, heads, body, previous, next, range };
}
function turn(step) {
  tablePage += step;
  updateTable();
  $("table").querySelector(".table-scroll").scrollTop = 0;
}

function tableRows() {
  const wanted = fold(state.filter);
  const rows = wanted ? visible.facts.filter((fact) => fold(COLUMNS.map(([, , valueOf]) => valueOf(fact)).join(" ")).includes(wanted)) : [...visible.facts];
  const column = COLUMNS.find(([key]) => key === state.sort.replace("-", ""));
  if (!column) return rows;
  const order = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const sign = state.sort.startsWith("-") ? -1 : 1;
  const keys = new Map(rows.map((fact) => [fact, column[2](fact)]));
  // empty cells stay at the end in both directions
  return rows.sort((a, b) => !keys.get(a) - !keys.get(b) || sign * order.compare(keys.get(a), keys.get(b)) || a.i - b.i);
}

function updateTable() {
  if (state.view !== "table" || !tableParts) return;
  const rows = tableRows();
  tablePage = Math.max(0, Math.min(tablePage, Math.ceil(rows.length / ROWS) - 1));
  const part = rows.slice(tablePage * ROWS, (tablePage + 1) * ROWS);
  if (tableParts.filter.value !== state.filter) tableParts.filter.value = state.filter;
  tableParts.heads.forEach((head) => {
    const key = head.dataset.key;
    head.setAttribute("aria-sort", state.sort === key ? "ascending" : state.sort === "-" + key ? "descending" : "none");
  });
  const columns = shownColumns(rows);
  tableParts.heads.forEach((head) => { head.hidden = !columns.some(([key]) => key === head.dataset.key); });
  tableParts.body.replaceChildren(...part.map((fact) => tableRow(fact, columns)));
  tableParts.range.textContent = rows.length ? t("rows", { from: number(tablePage * ROWS + 1), to: number(tablePage * ROWS + part.length), n: number(rows.length) }) : t("empty");
  tableParts.previous.disabled = tablePage === 0;
  tableParts.next.disabled = (tablePage + 1) * ROWS >= rows.length;
}

// A column that is empty in every row is left out, like those that somebody put away.
const shownColumns = (rows) => COLUMNS.filter(([key, , valueOf]) => !state.hide.has(key) && rows.some((fact) => valueOf(fact)));
function saveTable() {
  const rows = tableRows();
  const columns = shownColumns(rows);
  const lines = [columns.map(([, title]) => csvCell(t(title))), ...rows.map((fact) => columns.map(([, , valueOf]) => csvCell(valueOf(fact))))];
  save(new Blob([lines.map((cells) => cells.join(",")).join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" }), "table.csv");
}

function tableRow(fact, columns) {
  const [sentence, start, end] = fact.q;
  const text = TABLE.sentences[sentence];
  const cells = columns.map(([key, , valueOf]) => {
    if (key === "relation") return make("td", {}, make("button", { type: "button", class: "link", on: { click: () => choose({ type: "fact", id: fact.id }) } }, valueOf(fact)));
    if (key === "quote") return make("td", { class: "quote", lang: "es", dir: "auto" }, text.slice(0, start), make("mark", {}, text.slice(start, end)), text.slice(end));
    return make("td", { class: key }, make("bdi", {}, shorten(valueOf(fact), 90)));
  });
  return make("tr", { class: state.selected?.type === "fact" && state.selected.id === fact.id ? "on" : null }, ...cells);
}
