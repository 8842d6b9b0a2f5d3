// The page's three JSON blocks come in; nodes, facts and names leave.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const NETWORK = read("network-data");
const TABLE = await unpack(read("facts-data"));
const VOCABULARY = read("vocabulary");

// A long block travels as deflated base64.
async function unpack(block) {
  if (!block.packed) return block;
  const bytes = Uint8Array.from(atob(block.packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

const nodes = NETWORK.nodes; // position in the list is the node's id
const facts = TABLE.facts;
const PART = TABLE.part; // of a graph too large for one page: how many facts it has, and whether a server gives others
const byKey = new Map(nodes.map((node) => [node.key, node]));
const clean = (text) => String(text ?? "").replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ").replace(/\s+/g, " ").trim();
const shorten = (text, limit) => {
  const letters = Array.from(text.slice(0, 4 * limit + 8));
  return letters.length > limit ? letters.slice(0, limit - 1).join("").trimEnd() + "…" : text;
};
const bare = (text) => fold(text).replaceAll(".", "").replace(/\b(\p{L}) (?=\p{L}\b)/gu, "$1"); // "EE. UU." as "eeuu"
const fold = (text) => clean(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const node of nodes) {
  node.facts = node.facts || 0;
  node.importance = node.importance || 0;
  node.kind = node.group;
  node.about = []; // facts in which it takes part
  node.says = []; // facts attributed to it
  node.labels = { es: clean(node.label) || node.key, en: clean(node.en || node.label) || node.key };
  node.short = { es: shorten(node.labels.es, 26), en: shorten(node.labels.en, 26) };
  node.search = [node.label, node.en, ...(node.aliases || []), ...(node.names || []), node.key].map((text) => bare(text).slice(0, 200)).filter(Boolean);
}
const relations = VOCABULARY.names[VOCABULARY.languages[0]].relations;
const classOf = (relation) => relations[relation]?.class || "standing";
const isSymmetric = (relation) => Boolean(relations[relation]?.symmetric);

facts.forEach((fact, position) => {
  const article = TABLE.articles[fact.a];
  fact.i = position;
  fact.source = article.publisher || article.title || article.id;
  fact.class = classOf(fact.r);
  fact.months = fact.date ? monthsOf(fact.date) : null;
  fact.reported = !fact.months && article.published ? monthsOf(article.published) : null; // never mixed into the date
  fact.when = fact.months || fact.reported;
  if (fact.s >= 0) nodes[fact.s].about.push(fact);
  if (fact.o !== undefined && fact.o !== fact.s) nodes[fact.o].about.push(fact);
  if (fact.byNode !== undefined) nodes[fact.byNode].says.push(fact);
});

// A date with the precision of a year covers twelve months; months are counted from year 0.
function monthsOf(date) {
  const match = /^(\d{4})(?:-(\d{2}))?/.exec(date);
  if (!match) return null;
  const year = Number(match[1]) * 12;
  return match[2] ? [year + Number(match[2]) - 1, year + Number(match[2]) - 1] : [year, year + 11];
}

// Edges: one per relation and direction (expanded), or one per pair of actors (bundled).
const singleEdges = NETWORK.edges.map((edge) => ({
  id: `${nodes[edge.from].key}~${nodes[edge.to].key}~${edge.relation}`,
  from: edge.from, to: edge.to, relation: edge.relation, facts: edge.facts.map((i) => facts[i]),
}));
const bundledEdges = bundle(singleEdges);
spread(singleEdges);

function bundle(edges) {
  const pairs = new Map();
  for (const edge of edges) {
    const [a, b] = edge.from < edge.to ? [edge.from, edge.to] : [edge.to, edge.from];
    const id = `${nodes[a].key}~${nodes[b].key}`;
    if (!pairs.has(id)) pairs.set(id, { id, from: a, to: b, relation: null, facts: [], bend: 0 });
    pairs.get(id).facts.push(...edge.facts);
  }
  return [...pairs.values()];
}

// Parallel edges fan out: bends 0, +1, -1, +2 ... as seen from the lower node.
function spread(edges) {
  const pairs = new Map();
  for (const edge of edges) {
    const key = Math.min(edge.from, edge.to) + " " + Math.max(edge.from, edge.to);
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(edge);
  }
  for (const group of pairs.values()) {
    const offset = (group.length - 1) / 2;
    group.forEach((edge, rank) => { edge.bend = (rank - offset) * (edge.from < edge.to ? 1 : -1); });
  }
}

// Words. `t` for buttons and headings; `name` for relations, classes, statuses, kinds.
let language = VOCABULARY.languages[0];
const t = (key, values = {}) => (VOCABULARY.texts[language][key] ?? key).replace(/\{(\w+)\}/g, (_, slot) => values[slot] ?? "");
const nameOf = (table, key) => {
  const row = VOCABULARY.names[language][table]?.[key];
  return (typeof row === "object" ? row.label : row) || key;
};
const labelOf = (node) => node.labels[language];
const number = (value) => value.toLocaleString(language);
const factCount = (count) => (count === 1 ? t("facts_1") : t("facts_n", { n: number(count) }));
const evidenceName = (list) => { const count = evidenceOf(list); return count === 1 ? t("evidence_1") : t("evidence_n", { n: number(count) }); };
const eventName = (type) => TABLE.eventTypes[language]?.[type] || TABLE.eventTypes[VOCABULARY.languages[0]]?.[type] || type.replaceAll("-", " ");

function dateName(date) {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!match) return date;
  const [, year, month, day] = match;
  if (!month) return year;
  const options = { year: "numeric", month: "long", timeZone: "UTC", ...(day ? { day: "numeric" } : {}) };
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day || 1));
  return Number.isNaN(time) ? date : new Intl.DateTimeFormat(language, options).format(time);
}

// Elements are made with text and attributes only, never from markup.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    if (key === "on") for (const [event, action] of Object.entries(value)) element.addEventListener(event, action);
    else if (key in element && key !== "list" && typeof value !== "string") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}
function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
const $ = (id) => document.getElementById(id);
const safeLink = (url) => (/^https?:\/\/[^\s"'<>\\]+$/i.test(url || "") ? url : "");
