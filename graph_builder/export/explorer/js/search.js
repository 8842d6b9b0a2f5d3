// A few letters, accents and full stops or not, find actors by any of their names, the best evidenced first; then facts by
// their quotation or theme.

function findFacts(text, limit = 4) {
  const wanted = fold(text);
  if (wanted.length < 4) return [];
  const found = [];
  for (const fact of facts) {
    if (found.length >= limit) break;
    if (fold(`${fact.theme || ""} ${TABLE.sentences[fact.q[0]]}`).includes(wanted)) found.push(fact);
  }
  return found;
}

// A page that holds a part of a served graph asks for what is said elsewhere of these words.
const findElsewhere = (text) => (PART?.served && text.trim().length > 2 ? [{ elsewhere: text.trim() }] : []);

function findActors(text, limit = 8) {
  const wanted = bare(text);
  if (!wanted) return [];
  const hits = [];
  for (const node of nodes) {
    let best = 9;
    for (const name of node.search) {
      const at = name.indexOf(wanted);
      if (at < 0) continue;
      best = Math.min(best, name === wanted ? 0 : at === 0 ? 1 : name[at - 1] === " " || name[at - 1] === "-" ? 2 : 3);
    }
    if (best < 9) hits.push([best, node]);
  }
  return hits.sort((a, b) => a[0] - b[0] || b[1].importance - a[1].importance || a[1].id - b[1].id).slice(0, limit).map(([, node]) => node);
}

// The combobox pattern of the ARIA Authoring Practices, list with manual selection.
function combobox(input, list, pick, more = () => []) {
  let options = [];
  let active = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); active = -1; };
  const take = (node) => { close(); pick(node); };
  const mark = (next) => {
    active = (next + options.length) % options.length;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    options = [...findActors(input.value), ...more(input.value)];
    if (!input.value.trim()) return close();
    active = -1;
    list.replaceChildren(...(options.length ? options.map((node, i) => optionItem(list.id, node, i, take)) : [make("li", { class: "none", role: "option", "aria-disabled": "true" }, t("no_match"))]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  };
  input.addEventListener("input", open);
  input.addEventListener("focus", () => { if (input.value.trim()) open(); });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      if (options.length) mark(active < 0 ? (event.key === "ArrowDown" ? 0 : -1) : active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !list.hidden && options.length) {
      event.preventDefault();
      take(options[Math.max(0, active)]);
    } else if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); }
  });
  return close;
}

function optionItem(prefix, found, position, take) {
  if (found.elsewhere) return option(prefix, found, position, take, make("span", { class: "what" }, t("part_find", { text: shorten(found.elsewhere, 40), all: number(PART.of) })));
  return found.q ? factOption(prefix, found, position, take) : actorOption(prefix, found, position, take);
}
const option = (prefix, found, position, take, ...parts) => make("li", { id: `${prefix}-${position}`, role: "option", "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); take(found); } } }, ...parts);
const factOption = (prefix, fact, position, take) => option(prefix, fact, position, take,
  make("span", { class: "what quoted" }, make("bdi", {}, `«${shorten(clean(TABLE.sentences[fact.q[0]]), 70)}»`)), make("span", { class: "count" }, nameOf("relations", fact.r)));

function actorOption(prefix, node, position, take) {
  const svg = draw("svg", { viewBox: "0 0 16 16", class: "swatch", "aria-hidden": "true" });
  svg.append(shapeOf(kindStyle(node.kind).shape, 8, 8, 6, { fill: kindColor(node.kind) }));
  return option(prefix, node, position, take,
    svg, make("bdi", { class: "what" }, shorten(labelOf(node), 60)), make("span", { class: "count" }, factCount(node.about.length)));
}

const pathPick = { a: null, b: null };
function startSearch() {
  combobox($("search"), $("search-list"), (node) => {
    $("search").value = "";
    if (node.elsewhere) return location.assign("?find=" + encodeURIComponent(node.elsewhere) + "#" + toHash());
    if (node.q) choose({ type: "fact", id: node.id });
    else goTo(node);
    $("panel-body").focus({ preventScroll: true });
  }, (text) => [...findFacts(text), ...findElsewhere(text)]);
  for (const end of ["a", "b"]) {
    const input = $("path-" + end);
    combobox(input, $(`path-${end}-list`), (node) => { pathPick[end] = node; input.value = labelOf(node); if (end === "a") $("path-b").focus(); else findPath(); });
    input.addEventListener("input", () => { pathPick[end] = null; });
  }
  $("path-find").addEventListener("click", () => (state.path ? clearPath() : findPath()));
}

function findPath() {
  for (const end of ["a", "b"]) pathPick[end] ||= findActors($("path-" + end).value, 1)[0] || null;
  if (!pathPick.a || !pathPick.b || pathPick.a === pathPick.b) { $("path-" + (pathPick.a ? "b" : "a")).focus(); return; }
  change({ path: [pathPick.a.key, pathPick.b.key], selected: null, focus: null });
  closeFilters();
  const path = shortestPath(state.path, visible.facts);
  if (path) fitScene(path);
}
function clearPath() {
  pathPick.a = null; pathPick.b = null;
  change({ path: null });
}
function updatePath() {
  const active = Boolean(state.path);
  $("path-find").textContent = t(active ? "path_clear" : "path_find");
  if (!active) {
    if (!pathPick.a) $("path-a").value = "";
    if (!pathPick.b) $("path-b").value = "";
    $("path-message").textContent = "";
    return;
  }
  [pathPick.a, pathPick.b] = state.path.map((key) => byKey.get(key));
  $("path-a").value = labelOf(pathPick.a);
  $("path-b").value = labelOf(pathPick.b);
  const path = shortestPath(state.path, visible.facts);
  const steps = path ? path.length - 1 : 0;
  $("path-message").textContent = !path ? t("path_none", { a: labelOf(pathPick.a), b: labelOf(pathPick.b) }) : steps === 1 ? t("path_step") : t("path_steps", { n: steps });
}
