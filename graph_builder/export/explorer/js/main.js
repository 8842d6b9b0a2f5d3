// Events come in; the state changes, and every part of the page follows it.

function change(next, refit = true) {
  Object.assign(state, next);
  enterLevel(state.level);
  selectVisible();
  paintScene();
  updateAll();
  if (refit && state.view === "network") { fitScene(); state.camera = null; }
  rememberState();
}

function updateAll() {
  updateFacets();
  updateTimeline();
  updatePath();
  updatePanel();
  updateTable();
  updateFrame();
}

function choose(selection) {
  state.selected = selection;
  if (selection && state.path) state.path = null;
  light();
  labelsChanged();
  if (crowdOn()) CROWD.sigma.refresh();
  else drawOver();
  updatePanel();
  updatePath();
  updateTable();
  $("panel-body").scrollTop = 0;
  document.body.classList.toggle("panel-open", Boolean(selection));
  if (selection?.type === "node") {
    const node = byKey.get(selection.id);
    announce(t("selected", { name: labelOf(node), kind: nameOf("kinds", node.kind), facts: factCount(aboutOf(node).length) }));
  }
  rememberState();
}

// Select a node from anywhere: show it first if the view leaves it out.
function goTo(node) {
  if (onStates() && !places.states.has(node.id)) change({ level: "actors", focus: null });
  if (!visible.nodes.has(node.id)) {
    if (state.focus) state.focus = null;
    if (isLarge && level === "actors") expand(node, false);
    else change({ isolates: true });
  }
  choose({ type: "node", id: node.key });
  if (visible.nodes.has(node.id) && state.view === "network") bringIntoView(node.id);
}
function expand(node, refit = true) {
  const around = [...neighbourhood(node.id, 1, visible.passing)].sort((a, b) => a - b).slice(0, 60);
  const added = new Set(state.added);
  for (const index of new Set([node.id, ...around])) if (!visible.nodes.has(index)) added.add(nodes[index].key);
  change({ added });
  if (refit) fitScene(around);
}
function startPath(node) {
  pathPick.a = node; pathPick.b = null;
  $("path-a").value = labelOf(node); $("path-b").value = "";
  openFilters();
  $("path-b").focus();
}

function updateFrame() {
  const all = onStates() ? places.states.size : participants.length;
  const amounts = { nodes: number(visible.nodes.size), facts: number(state.view === "table" ? visible.facts.length : visible.drawn), all_nodes: number(all), all_facts: number(facts.length) };
  $("counts").textContent = (PART ? t(PART.found ? "part_found" : "part", { n: number(facts.length), all: number(PART.matches || PART.of), text: PART.found }) + " · " : "") + t(onStates() ? "counts_states" : "counts_of", amounts);
  $("empty").hidden = visible.facts.length > 0;
  $("scene").hidden = state.view !== "network";
  $("table").hidden = state.view !== "table";
  for (const name of LEVELS) $("level-" + name).setAttribute("aria-pressed", String(level === name));
  document.body.classList.toggle("table-view", state.view === "table");
  $("levels").hidden = !hasStates || state.view !== "network";
  for (const view of ["network", "table"]) $("view-" + view).setAttribute("aria-pressed", String(state.view === view));
  updateBanner();
}

function updateBanner() {
  const focus = state.focus && byKey.get(state.focus);
  $("banner").hidden = !focus && !visible.cut;
  if (focus) {
    $("banner-text").textContent = t("focus_on", { name: shorten(labelOf(focus), 40) });
    $("banner-button").textContent = t("focus_clear");
    $("banner-button").hidden = false;
  } else if (visible.cut) {
    $("banner-text").textContent = state.all ? t("too_many", { n: number(MOST) }) : t("subset", { n: number(OPENING) });
    $("banner-button").textContent = t("show_all");
    $("banner-button").hidden = state.all || (participants.length > MOST && !crowdReady());
  }
}

let announced = 0;
function announce(text) {
  clearTimeout(announced);
  announced = setTimeout(() => { $("live").textContent = text; }, 100);
}

// The frame's words; elements name their text in data-t, data-label, data-hint.
function writeWords() {
  language = state.lang;
  document.documentElement.lang = language;
  document.title = t("title");
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = t(element.dataset.hint);
  $("language").textContent = t("language");
  $("language").setAttribute("aria-label", t("language_name"));
  buildFacets();
  buildTimeline();
  buildTable();
}

const THEMES = { auto: ["theme_auto", "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12"], light: ["theme_light", "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.4 1.4M11.6 11.6 13 13M3 13l1.4-1.4M11.6 4.4 13 3"], dark: ["theme_dark", "M13.5 9.5A6 6 0 0 1 6.5 2.5 6 6 0 1 0 13.5 9.5z"] };
function writeTheme() {
  document.documentElement.dataset.theme = scheme();
  const [key, path] = THEMES[state.theme];
  const shape = draw("path", { d: path, fill: state.theme === "light" ? "none" : "currentColor", "fill-opacity": 0.85, stroke: "currentColor", "stroke-width": 1.4, "stroke-linecap": "round" });
  $("theme").replaceChildren(draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, shape));
  $("theme").setAttribute("aria-label", t(key));
  $("theme").title = t(key);
}
function applyTheme() {
  writeTheme();
  repaintColors();
  buildFacets();
  updateFacets();
  updatePanel();
}

const openFilters = () => { document.body.classList.add("filters-open"); $("open-filters").setAttribute("aria-expanded", "true"); };
const closeFilters = () => { document.body.classList.remove("filters-open"); $("open-filters").setAttribute("aria-expanded", "false"); };
function toggleMenu(open) {
  $("more-list").hidden = !open;
  $("more").setAttribute("aria-expanded", String(open));
}

function listen() {
  const onClick = (id, run) => $(id).addEventListener("click", run);
  onClick("view-network", showNetwork);
  onClick("view-table", () => change({ view: "table" }));
  onClick("language", () => { state.lang = VOCABULARY.languages[(VOCABULARY.languages.indexOf(state.lang) + 1) % VOCABULARY.languages.length]; writeWords(); writeTheme(); labelsChanged(); change({}); });
  onClick("theme", () => { const order = Object.keys(THEMES); state.theme = order[(order.indexOf(state.theme) + 1) % 3]; applyTheme(); rememberState(); });
  onClick("more", () => toggleMenu($("more-list").hidden));
  for (const [id, run] of [["download-png", savePng], ["download-svg", saveSvg], ["download-csv", saveCsv], ["download-json", saveJson], ["print", () => print()], ["share", share]]) onClick(id, () => { toggleMenu(false); run(); });
  onClick("zoom-in", () => zoomBy(1.35));
  onClick("zoom-out", () => zoomBy(1 / 1.35));
  onClick("fit", () => { fitScene(); rememberCamera(); });
  onClick("clear-filters", () => change({ ...Object.fromEntries(["off", "from", "to", "undated", "disputed", "offices", "isolates", "least", "sure", "reported", "split"].map((key) => [key, initial()[key]])) }));
  onClick("open-filters", () => (document.body.classList.contains("filters-open") ? closeFilters() : openFilters()));
  onClick("close-filters", () => { closeFilters(); $("open-filters").focus(); });
  onClick("close-panel", () => { choose(null); $("canvas").focus({ preventScroll: true }); });
  onClick("banner-button", () => (state.focus ? change({ focus: null }) : change({ all: true }, true)));
  onClick("skip", (event) => { event.preventDefault(); $("search").focus(); });
  $("disputed").addEventListener("change", () => change({ disputed: $("disputed").checked }));
  for (const key of ["offices", "isolates"]) $(key).addEventListener("change", () => change({ [key]: $(key).checked }));
  for (const name of LEVELS) onClick("level-" + name, () => change({ level: name, focus: null, selected: null, path: null }));
  $("least").max = String(Math.min(strongest, 12));
  for (const key of ["least", "sure"]) {
    $(key).addEventListener("input", () => change({ [key]: Number($(key).value) }, false));
    $(key).addEventListener("change", () => change({}));
  }
  $("bundle").addEventListener("change", () => change({ bundle: $("bundle").checked }));
  $("canvas").addEventListener("keydown", onCanvasKey);
  document.addEventListener("keydown", onPageKey);
  document.addEventListener("click", (event) => { if (!event.target.closest(".menu")) toggleMenu(false); });
  darkQuery.addEventListener("change", () => { if (state.theme === "auto") applyTheme(); });
  addEventListener("hashchange", () => { if (location.hash.slice(1) !== toHash()) { fromHash(location.hash); start(false); } });
  addEventListener("pagehide", writeHash);
}

// A page that opened on the table measures its canvas only now.
function showNetwork() {
  const unseen = !$("canvas").querySelector("canvas").width;
  change({ view: "network" });
  network.setSize("100%", "100%");
  if (unseen) restoreCamera();
  network.redraw();
}

async function copy(text) {
  try { await navigator.clipboard.writeText(text); } catch { prompt(t("copy"), text); }
  announce(t("copied"));
}

async function share() {
  writeHash();
  await copy(location.href);
}

function onPageKey(event) {
  const typing = event.target.matches("input, textarea, select");
  if (event.key === "/" && !typing) { event.preventDefault(); $("search").focus(); }
  else if (event.key === "Escape") {
    if (!$("more-list").hidden) { toggleMenu(false); $("more").focus(); }
    else if (document.body.classList.contains("filters-open")) { closeFilters(); $("open-filters").focus(); }
    else if (state.selected || state.path) { state.path = null; choose(null); }
    else if (state.focus) change({ focus: null });
  }
}

// Arrows go to the nearest node in that direction, neighbours of the selection first.
function onCanvasKey(event) {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (way) { event.preventDefault(); stepTo(way); }
  else if (event.key === "+" || event.key === "=") zoomBy(1.35);
  else if (event.key === "-") zoomBy(1 / 1.35);
  else if (event.key === "0") fitScene();
  else if (event.key === "Enter" && state.selected) { event.preventDefault(); $("panel-body").focus(); }
}
function stepTo([dx, dy]) {
  const here = state.selected?.type === "node" ? byKey.get(state.selected.id).id : null;
  if (here === null || !visible.nodes.has(here)) {
    const first = Math.min(...visible.nodes);
    if (Number.isFinite(first)) { choose({ type: "node", id: nodes[first].key }); bringIntoView(first); }
    return;
  }
  const from = placeOf(here);
  let best = [Infinity, null];
  for (const index of visible.nodes) {
    if (index === here) continue;
    const [x, y] = [placeOf(index).x - from.x, placeOf(index).y - from.y];
    const along = x * dx + y * dy;
    const across = Math.abs(x * dy) + Math.abs(y * dx);
    if (along <= 0 || across > 2.2 * along) continue;
    const cost = (along + 1.6 * across) * (drawn.lit?.nodes.has(index) ? 0.5 : 1);
    if (cost < best[0]) best = [cost, index];
  }
  if (best[1] !== null) { choose({ type: "node", id: nodes[best[1]].key }); bringIntoView(best[1]); }
}

function start(first = true) {
  $("app").hidden = false;
  document.body.classList.toggle("embed", state.embed);
  writeWords();
  writeTheme();
  if (first) { startScene(); startSearch(); listen(); } else { palette = INK[scheme()]; repaintColors(); }
  enterLevel(state.level);
  selectVisible();
  paintScene();
  updateAll();
  document.body.classList.toggle("panel-open", Boolean(state.selected));
  restoreCamera();
}

fromHash(location.hash);
start();
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("explorer-drawn")));

// For tests and the console: what is visible now, never needed by the page itself.
globalThis.explorer = Object.freeze({
  visible: () => ({ nodes: [...visible.nodes].map((index) => nodes[index].key).sort(), edges: visible.edges.map((edge) => edge.id).sort(), facts: visible.facts.length, bundled: visible.bundled }),
  labels: () => labelState.boxes.map(({ x, y, w, h, text }) => ({ x, y, w, h, text })),
  place: (key) => onScreen(placeOf(byKey.get(key).id)),
  crowd: () => crowdOn(),
  edgePlace: (id) => onScreen(middleOf(findEdge(id))),
  hash: () => { writeHash(); return location.hash; },
  redraw: () => network.redraw(),
  view: () => ({ ...network.getViewPosition(), scale: network.getScale() }),
  pan: (x, y) => network.moveTo({ position: { x, y } }),
  network,
});
