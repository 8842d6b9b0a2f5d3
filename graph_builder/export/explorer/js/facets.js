// The legend that filters: one row per kind, class, relation, status and source, with its count.

const STATUS_ORDER = ["fact", "hedged", "planned", "hypothetical", "denied"];
const facetRows = new Map(); // "facet value" -> { row, box, count }
const openGroups = new Set(["kinds", "relations", "status"]);

function facetValues(facet) {
  const values = new Map();
  const add = (value) => values.set(value, (values.get(value) || 0) + 1);
  for (const fact of facts) {
    if (facet === "kinds") kindsOf(fact).forEach(add);
    else if (facet === "status") add(statusOf(fact));
    else if (facet === "sources") add(fact.source);
    else add(facet === "classes" ? fact.class : fact.r);
  }
  const known = { kinds: Object.keys(VOCABULARY.style.kinds), status: STATUS_ORDER, classes: Object.keys(VOCABULARY.style.classes) }[facet];
  const rank = (value) => { const at = known ? known.indexOf(value) : -1; return at < 0 ? 99 : at; };
  return [...values].sort((a, b) => rank(a[0]) - rank(b[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
}

function buildFacets() {
  facetRows.clear();
  const sections = [
    facetSection("kinds", t("kinds"), facetValues("kinds").map((value) => facetRow("kinds", value))),
    facetSection("relations", t("relations"), relationRows()),
    facetSection("status", t("status"), facetValues("status").map((value) => facetRow("status", value))),
    facetSection("sources", t("sources"), facetValues("sources").map((value) => facetRow("sources", value))),
  ];
  $("facets").replaceChildren(...sections);
}

// Relations stand under their class; the class's box switches all of them.
function relationRows() {
  const relationsHere = facetValues("relations");
  return facetValues("classes").flatMap((name) => [
    facetRow("classes", name),
    ...relationsHere.filter((relation) => classOf(relation) === name).map((relation) => facetRow("relations", relation)),
  ]);
}

function facetSection(id, title, rows) {
  const details = make("details", { class: "facet", open: openGroups.has(id) },
    make("summary", {}, make("h3", {}, title)), make("ul", {}, ...rows));
  details.addEventListener("toggle", () => (details.open ? openGroups.add(id) : openGroups.delete(id)));
  return details;
}

const facetName = (facet, value) => {
  if (facet === "kinds") return nameOf("kinds", value);
  if (facet === "classes") return nameOf("classes", value);
  if (facet === "relations") return nameOf("relations", value);
  if (facet === "status") return value === "denied" ? t("denied") : nameOf("statuses", value);
  return clean(value) || t("unknown_source");
};

function facetRow(facet, value) {
  const title = facetName(facet, value);
  const box = make("input", { type: "checkbox", on: { change: () => toggle(facet, value, box.checked) } });
  const count = make("span", { class: "count" });
  const label = make("label", { class: "check", title: title.length > 30 ? title : null }, box, swatch(facet, value), make("bdi", { class: "what" }, title), count);
  const only = make("button", { type: "button", class: "only", "aria-label": t("only_of", { name: title }), on: { click: () => isolate(facet, value) } }, t("only"));
  const row = make("li", { class: "row " + facet }, label, only);
  facetRows.set(facet + " " + value, { row, box, count, facet, value });
  return row;
}

function toggle(facet, value, on) {
  const off = { ...state.off, [facet]: new Set(state.off[facet]) };
  on ? off[facet].delete(value) : off[facet].add(value);
  change({ off });
}
function isolate(facet, value) {
  const off = { ...state.off };
  const others = new Set(facetValues(facet).filter((other) => other !== value));
  const already = !state.off[facet].has(value) && [...others].every((other) => state.off[facet].has(other));
  off[facet] = already ? new Set() : others;
  if (facet === "relations") off.classes = new Set();
  change({ off });
}

function updateFacets() {
  for (const { row, box, count, facet, value } of facetRows.values()) {
    const amount = visible.counts[facet].get(value) || 0;
    box.checked = !state.off[facet].has(value);
    count.textContent = number(amount);
    row.classList.toggle("none", amount === 0);
    row.classList.toggle("under-off", facet === "relations" && state.off.classes.has(classOf(value)));
  }
  $("disputed").checked = state.disputed;
  $("disputed-count").textContent = number(visible.counts.disputed);
  for (const key of ["offices", "isolates"]) $(key).checked = state[key];
  $("offices-count").textContent = number(visible.counts.offices);
  $("isolates-count").textContent = number(visible.isolated);
  $("least").value = String(state.least);
  $("least-value").textContent = state.least === 1 ? t("evidence_1") : t("evidence_n", { n: number(state.least) });
  $("least-row").hidden = !onStates() || strongest < 2;
  $("sure").value = String(state.sure);
  $("sure-value").textContent = `${number(state.sure)} %`;
  const expected = expectedPrecision();
  $("expected").textContent = expected === null ? "" : t("expected", { p: number(Math.round(100 * expected)) });
  $("bundle").checked = visible.bundled;
  $("bundle-row").hidden = onStates();
  $("clear-filters").hidden = !isFiltered();
}
// How many of the facts shown are right, as their probabilities say: the mean; null where there is none.
function expectedPrecision() {
  const judged = visible.facts.filter((fact) => fact.conf !== undefined);
  return judged.length ? judged.reduce((sum, fact) => sum + fact.conf, 0) / judged.length : null;
}
const isFiltered = () => state.disputed || state.offices || state.isolates || state.sure || state.least !== openingLeast || state.from || state.to || !state.undated || !state.reported || state.split || FACETS.some((facet) => state.off[facet].size);

// Small drawings in the legend.
function swatch(facet, value) {
  const svg = draw("svg", { viewBox: "0 0 26 16", class: "swatch", "aria-hidden": "true" });
  if (facet === "kinds") svg.append(shapeOf(kindStyle(value).shape, 13, 8, 6.2, { fill: kindColor(value) }));
  else if (facet === "classes") svg.append(draw("rect", { x: 2, y: 5.5, width: 22, height: 5, rx: 2.5, fill: classColor(value) }));
  else if (facet === "status") svg.append(...lineSample(value === "denied" ? "fact" : value, value === "denied"));
  else return "";
  return svg;
}
function lineSample(status, crossed) {
  const pattern = dashesOf(status).map((length) => length * 0.7).join(" ");
  const parts = [draw("line", { x1: 1, y1: 8, x2: 25, y2: 8, class: "sample", ...(pattern ? { "stroke-dasharray": pattern } : {}) })];
  if (crossed) parts.push(draw("path", { d: "M9.5 4.5 16.5 11.5M9.5 11.5 16.5 4.5", class: "cross" }));
  return parts;
}

// A node's shape as SVG; the same outlines as vis-network's.
function shapeOf(shape, x, y, r, attributes = {}) {
  if (shape === "dot") return draw("circle", { cx: x, cy: y, r, ...attributes });
  if (shape === "square") return draw("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, ...attributes });
  const points = { diamond: polygon(4, 0, 1), hexagon: polygon(6, 30, 1), triangle: polygon(3, 0, 1.15, 0.29), star: star() }[shape] || polygon(5, 0, 1);
  return draw("polygon", { points: points.map(([dx, dy]) => `${round(x + dx * r)},${round(y + dy * r)}`).join(" "), ...attributes });
}
const round = (value) => Math.round(value * 100) / 100;
function polygon(corners, turn, size, drop = 0) {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (turn + (360 / corners) * i) * (Math.PI / 180);
    return [Math.sin(angle) * size, -Math.cos(angle) * size + drop];
  });
}
const star = () => Array.from({ length: 10 }, (_, i) => {
  const reach = i % 2 ? 0.5 : 1.15;
  return [Math.sin((i * Math.PI) / 5) * reach, -Math.cos((i * Math.PI) / 5) * reach + 0.1];
});
