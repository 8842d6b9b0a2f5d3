// One object holds all that a person chose; it and the address after # are two forms of the same thing.

const FACETS = ["kinds", "classes", "relations", "status", "sources"];
const initial = () => ({
  lang: VOCABULARY.languages[0], theme: "auto", view: "network", level: openingLevel(), offices: false, isolates: false, least: openingLeast, sure: 0, bundle: null,
  off: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
  from: null, to: null, undated: true, reported: true, split: null, disputed: false,
  focus: null, hops: 1, selected: null, path: null, added: new Set(), all: false, embed: false,
  filter: "", sort: "", hide: new Set(), camera: null,
});
const state = initial();

const pack = (text) => encodeURIComponent(text).replace(/[~']/g, (letter) => "%" + letter.charCodeAt(0).toString(16));
const packAll = (set) => [...set].sort().map(pack).join(",");
const unpackAll = (text) => new Set(text.split(",").filter(Boolean).map(decodeURIComponent));

function toHash() {
  const parts = [];
  const put = (key, value) => { if (value) parts.push(key + "=" + value); };
  put("lang", state.lang !== VOCABULARY.languages[0] && state.lang);
  put("theme", state.theme !== "auto" && state.theme);
  put("view", state.view !== "network" && state.view);
  put("level", state.level !== openingLevel() && state.level);
  put("offices", state.offices ? "1" : "");
  put("isolates", state.isolates ? "1" : "");
  put("least", state.least !== openingLeast && state.least);
  put("sure", state.sure);
  put("bundle", state.bundle === null ? "" : state.bundle ? "1" : "0");
  for (const facet of FACETS) put(facet, packAll(state.off[facet]));
  put("from", state.from);
  put("to", state.to);
  put("undated", state.undated ? "" : "0");
  put("reported", state.reported ? "" : "0");
  put("split", state.split);
  put("disputed", state.disputed ? "1" : "");
  put("focus", state.focus && pack(state.focus));
  put("hops", state.focus && state.hops > 1 ? state.hops : "");
  put("select", state.selected && state.selected.type + "." + state.selected.id.split("~").map(pack).join("~"));
  put("path", state.path && state.path.map(pack).join("~"));
  put("added", packAll(state.added));
  put("embed", state.embed ? "1" : "");
  put("all", state.all ? "1" : "");
  put("filter", pack(state.filter));
  put("sort", state.sort);
  put("hide", packAll(state.hide));
  put("camera", state.camera && state.camera.join(","));
  return parts.join("&");
}

function fromHash(hash) {
  const next = initial();
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    if (part === "embed") next.embed = true;
    if (cut < 0) continue;
    try { readPart(next, part.slice(0, cut), part.slice(cut + 1)); } catch { /* a damaged link loses that part only */ }
  }
  Object.assign(state, next);
}

function readPart(next, key, value) {
  const month = /^\d{4}-\d{2}$/.test(value) ? value : null;
  if (FACETS.includes(key)) next.off[key] = unpackAll(value);
  else if (key === "lang" && VOCABULARY.languages.includes(value)) next.lang = value;
  else if (key === "theme" && ["light", "dark"].includes(value)) next.theme = value;
  else if (key === "view" && value === "table") next.view = value;
  else if (key === "level" && (value === "actors" || (LEVELS.includes(value) && hasStates))) next.level = value;
  else if (key === "offices" || key === "isolates") next[key] = value === "1";
  else if (key === "least" || key === "sure") next[key] = Math.max(0, Math.min(key === "sure" ? 95 : strongest, Math.round(Number(value)) || 0));
  else if (key === "bundle") next.bundle = value === "1";
  else if (key === "from" || key === "to" || key === "split") next[key] = month;
  else if (key === "undated" || key === "reported") next[key] = value !== "0";
  else if (key === "disputed") next.disputed = value === "1";
  else if (key === "focus" && byKey.has(decodeURIComponent(value))) next.focus = decodeURIComponent(value);
  else if (key === "hops") next.hops = value === "2" ? 2 : 1;
  else if (key === "select") next.selected = readSelection(value);
  else if (key === "path") next.path = readPair(value);
  else if (key === "added") next.added = new Set([...unpackAll(value)].filter((id) => byKey.has(id)));
  else if (key === "embed") next.embed = value === "1";
  else if (key === "all") next.all = value === "1";
  else if (key === "filter") next.filter = decodeURIComponent(value).slice(0, 200);
  else if (key === "hide") next.hide = unpackAll(value);
  else if (key === "sort" && /^-?[a-z]+$/.test(value)) next.sort = value;
  else if (key === "camera") {
    const camera = value.split(",").map(Number);
    if (camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0) next.camera = camera;
  }
}

function readSelection(value) {
  const cut = value.indexOf(".");
  const type = value.slice(0, cut);
  const id = value.slice(cut + 1).split("~").map(decodeURIComponent).join("~");
  if (type === "node" && byKey.has(id)) return { type, id };
  if (type === "pair" && id.split("~").length === 2 && id.split("~").every((key) => byKey.has(key))) return { type, id };
  if (type === "edge" && findEdge(id)) return { type, id };
  if (type === "fact" && facts.some((fact) => fact.id === id)) return { type, id };
  return null;
}

function readPair(value) {
  const pair = value.split("~").map(decodeURIComponent);
  return pair.length === 2 && pair.every((id) => byKey.has(id)) ? pair : null;
}

const edgeById = {
  single: new Map(singleEdges.map((edge) => [edge.id, edge])),
  bundled: new Map(bundledEdges.map((edge) => [edge.id, edge])),
  states: new Map(stateEdges.map((edge) => [edge.id, edge])),
};
const findEdge = (id) => edgeById.single.get(id) || edgeById.bundled.get(id) || edgeById.states.get(id);

let hashTimer = 0;
function rememberState() {
  clearTimeout(hashTimer);
  hashTimer = setTimeout(writeHash, 150);
}
function writeHash() {
  clearTimeout(hashTimer);
  const hash = toHash();
  if ("#" + hash !== location.hash && (hash || location.hash)) history.replaceState(null, "", "#" + hash);
}
