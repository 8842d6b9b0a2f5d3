// Visible nodes and edges come in; vis-network's canvas leaves, with our marks drawn over it.

let network = null;
let palette = null;
const visNodes = new vis.DataSet();
const visEdges = new vis.DataSet();
const drawn = { nodes: new Map(), edges: new Map(), bundled: null, hover: null, lit: null };
const INK = {
  light: { paper: "#f7f6f3", ink: "#1d2329", soft: "#5a636d", dim: "#dcdad4", land: "#ecebe6", shore: "#d3d0c8", halo: "rgba(247,246,243,.92)", fade: "rgba(247,246,243,.78)", mark: "#111417" },
  dark: { paper: "#14181c", ink: "#eef1f3", soft: "#aab3bc", dim: "#2c333a", land: "#1f252b", shore: "#39424b", halo: "rgba(20,24,28,.9)", fade: "rgba(20,24,28,.8)", mark: "#ffffff" },
};
const darkQuery = matchMedia("(prefers-color-scheme: dark)");
const scheme = () => (state.theme === "auto" ? (darkQuery.matches ? "dark" : "light") : state.theme);
const kindStyle = (kind) => VOCABULARY.style.kinds[kind] || { shape: "dot", light: "#777777", dark: "#999999" };
const kindColor = (kind) => kindStyle(kind)[scheme()];
const classColor = (name) => VOCABULARY.style.classes[name]?.[scheme()] || "#888888";
const dashesOf = (status) => VOCABULARY.style.statuses[status]?.dashes || [];

function startScene() {
  palette = INK[scheme()];
  network = new vis.Network($("canvas"), { nodes: visNodes, edges: visEdges }, NETWORK.options);
  network.on("beforeDrawing", (context) => { drawMap(context); drawHulls(context); });
  network.on("afterDrawing", drawOver);
  network.on("click", onCanvasClick);
  network.on("doubleClick", ({ nodes: hit }) => { if (hit.length) change({ focus: nodes[hit[0]].key, hops: 1 }); });
  network.on("hoverNode", ({ node }) => hover({ node }));
  network.on("hoverEdge", ({ edge }) => hover({ edge }));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, () => hover(null));
  for (const event of ["dragEnd", "zoom"]) network.on(event, rememberCamera);
  for (const event of ["dragging", "dragEnd"]) network.on(event, ({ nodes: hit }) => { if (hit.length) labelsChanged(); });
  network.on("resize", () => labelsChanged());
}

const nodeItem = (node, hidden) => ({
  id: node.id, x: node.x, y: node.y, size: node.size, shape: kindStyle(node.kind).shape, hidden,
  color: { background: kindColor(node.kind), border: palette.paper, highlight: { background: kindColor(node.kind), border: palette.ink }, hover: { background: kindColor(node.kind), border: palette.ink } },
});
function edgeItem(edge, hidden) {
  const color = edge.change ? changeColor(edge.change) : classColor(edge.class);
  const dashes = edge.change === "lost" ? [7, 5] : dashesOf(edge.status);
  return {
    id: edge.id, from: edge.from, to: edge.to, hidden, width: edge.width, dashes: dashes.length ? dashes : false,
    color: { color, highlight: color, hover: color, opacity: 0.82, inherit: false },
    arrows: { to: { enabled: edge.forward, scaleFactor: 0.55 }, from: { enabled: edge.backward, scaleFactor: 0.55 } },
    smooth: edge.bend ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.min(0.85, 0.17 * Math.abs(edge.bend)) } : false,
  };
}
const changeColor = (name) => VOCABULARY.style.changes[name][scheme()];
const edgeLook = (edge) => `${edge.change} ${edge.class} ${edge.status} ${edge.width} ${edge.forward} ${edge.backward}`;

// Only what changed goes to vis-network: items are made once, then hidden and shown in its body, without the
// bookkeeping of a DataSet update (which redraws, and takes as long as a tenth of a second at 1,000 nodes).
function paintScene() {
  if (visible.nodes.size > MOST && crowdReady()) {
    light();
    labelsChanged();
    paintCrowd();
    return;
  }
  if (crowdOn()) leaveCrowd();
  if (drawn.level !== level) { visNodes.clear(); drawn.nodes.clear(); drawn.bundled = null; drawn.level = level; }
  if (drawn.bundled !== visible.bundled) { visEdges.clear(); drawn.edges.clear(); drawn.bundled = visible.bundled; }
  const nodeChanges = [];
  for (const index of visible.nodes) if (drawn.nodes.get(index) !== true) {
    if (drawn.nodes.has(index)) hide(network.body.nodes[index], false);
    else nodeChanges.push(nodeItem(nodes[index], false));
    drawn.nodes.set(index, true);
  }
  for (const [index, shown] of drawn.nodes) if (shown && !visible.nodes.has(index)) {
    hide(network.body.nodes[index], true);
    drawn.nodes.set(index, false);
  }
  const edgeChanges = [];
  const now = new Set();
  for (const edge of visible.edges) {
    now.add(edge.id);
    const look = edgeLook(edge);
    const old = drawn.edges.get(edge.id);
    if (!old || old.look !== look) edgeChanges.push(edgeItem(edge, false));
    else if (!old.shown) hide(network.body.edges[edge.id], false);
    else continue;
    drawn.edges.set(edge.id, { look, shown: true });
  }
  for (const [id, old] of drawn.edges) if (old.shown && !now.has(id)) { hide(network.body.edges[id], true); old.shown = false; }
  if (nodeChanges.length) visNodes.update(nodeChanges);
  if (edgeChanges.length) visEdges.update(edgeChanges);
  network._updateVisibleIndices();
  light();
  labelsChanged();
  network.redraw();
}
const hide = (item, hidden) => { item.options.hidden = hidden; };

function repaintColors() {
  palette = INK[scheme()];
  if (crowdOn()) { labelsChanged(true); paintCrowd(); return; }
  visNodes.update([...drawn.nodes].map(([index, shown]) => nodeItem({ ...nodes[index], ...network.getPosition(index) }, !shown)));
  visEdges.update([...drawn.edges].map(([id, { shown }]) => ({ ...edgeItem(findEdge(id), !shown) })));
  labelsChanged(true);
  network.redraw();
}

const factsOfPair = (id) => {
  const [a, b] = id.split("~").map((key) => byKey.get(key).id);
  return facts.filter((fact) => (fact.from === a && fact.to === b) || (fact.from === b && fact.to === a));
};

// What is lit: the selection with its neighbours, or the path; everything else fades.
function light() {
  const lit = { nodes: new Set(), edges: new Set(), centre: null };
  const chosen = state.selected;
  if (chosen?.type === "node") {
    const index = byKey.get(chosen.id).id;
    lit.centre = index;
    lit.nodes.add(index);
    for (const edge of visible.edges) if (edge.from === index || edge.to === index) { lit.edges.add(edge.id); lit.nodes.add(edge.from); lit.nodes.add(edge.to); }
  } else if (chosen) {
    const wanted = chosen.type === "pair" ? factsOfPair(chosen.id) : chosen.type === "edge" ? findEdge(chosen.id)?.facts || [] : facts.filter((fact) => fact.id === chosen.id);
    for (const edge of visible.edges) if (edge.now.some((fact) => wanted.includes(fact))) { lit.edges.add(edge.id); lit.nodes.add(edge.from); lit.nodes.add(edge.to); }
    for (const fact of wanted) if (fact.to < 0 && fact.from >= 0) lit.nodes.add(fact.from);
  } else if (state.path) {
    const path = shortestPath(state.path, visible.facts) || [];
    path.forEach((index) => lit.nodes.add(index));
    for (const edge of visible.edges) {
      const [a, b] = [path.indexOf(edge.from), path.indexOf(edge.to)];
      if (a >= 0 && b >= 0 && Math.abs(a - b) === 1) lit.edges.add(edge.id);
    }
  }
  for (const index of [...lit.nodes]) if (!visible.nodes.has(index)) lit.nodes.delete(index);
  drawn.lit = lit.nodes.size ? lit : null;
}

// What we draw lies on a canvas of its own over vis-network's: a new selection repaints this one alone.
const over = document.createElement("canvas");
over.className = "over";
function drawOver() {
  const below = crowdOn() ? $("crowd").querySelector("canvas.sigma-mouse") : network.canvas.frame.canvas;
  if (over.parentNode !== below.parentNode) below.before(over);
  if (!crowdOn()) below.after(over);
  if (over.width !== below.width || over.height !== below.height) Object.assign(over, { width: below.width, height: below.height });
  const context = over.getContext("2d");
  const { scale, origin } = camera();
  const ratio = below.width / below.clientWidth;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, over.width, over.height);
  context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * origin.x, ratio * origin.y);
  if (crowdOn()) drawLabels(context, scale);
  else drawMarked(context);
}
function drawMarked(context) {
  const scale = network.getScale();
  if (drawn.lit) {
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = palette.fade;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
    for (const id of drawn.lit.edges) { network.body.edges[id]?.draw(context); network.body.edges[id]?.drawArrows(context); }
    for (const index of drawn.lit.nodes) network.body.nodes[index]?.draw(context);
    if (drawn.lit.centre !== null && network.body.nodes[drawn.lit.centre]) ring(context, drawn.lit.centre, scale);
  }
  drawGuesses(context, scale);
  drawMarks(context, scale);
  drawLabels(context, scale);
}

function ring(context, index, scale) {
  const { x, y } = network.body.nodes[index];
  context.save();
  context.lineWidth = 2.5 / scale;
  context.strokeStyle = palette.ink;
  context.beginPath();
  context.arc(x, y, nodes[index].size + 6 / scale, 0, 7);
  context.stroke();
  context.restore();
}

// The half of an edge towards a participant that no word names is broken into dots.
function drawGuesses(context, scale) {
  if (visible.edges.length > 1200) return;
  context.save();
  context.strokeStyle = palette.paper;
  for (const edge of visible.edges) for (const end of ["from", "to"]) {
    if (!edge.guessed[end] || (drawn.lit && !drawn.lit.edges.has(edge.id))) continue;
    context.lineWidth = edge.width + 1.5;
    context.setLineDash([4, 4]);
    context.beginPath();
    halfOf(edge, end).forEach(({ x, y }, i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.stroke();
  }
  context.restore();
}

// Points of an edge from its middle to the rim of one of its ends; edges are quadratic curves.
function halfOf(edge, end) {
  const [middle, near, far] = [middleOf(edge), placeOf(edge[end]), placeOf(edge[end === "to" ? "from" : "to"])];
  const control = { x: 2 * middle.x - (near.x + far.x) / 2, y: 2 * middle.y - (near.y + far.y) / 2 };
  const at = (t, key) => (1 - t) ** 2 * far[key] + 2 * t * (1 - t) * control[key] + t ** 2 * near[key];
  const points = Array.from({ length: 17 }, (_, i) => ({ x: at(0.5 + i / 32, "x"), y: at(0.5 + i / 32, "y") }));
  return points.filter(({ x, y }) => Math.hypot(x - near.x, y - near.y) > nodes[edge[end]].size + 1);
}

// Denied edges are crossed; disputed ones are crossed within a ring.
function drawMarks(context, scale) {
  if (visible.edges.length > 1200) return;
  for (const edge of visible.edges) {
    if (!edge.denied || (drawn.lit && !drawn.lit.edges.has(edge.id))) continue;
    const { x, y } = middleOf(edge);
    const arm = markSize(scale) / scale;
    context.save();
    context.lineCap = "round";
    for (const [width, color] of [[4.6, palette.halo], [2, palette.mark]]) {
      context.lineWidth = width / scale;
      context.strokeStyle = color;
      context.beginPath();
      context.moveTo(x - arm, y - arm); context.lineTo(x + arm, y + arm);
      context.moveTo(x - arm, y + arm); context.lineTo(x + arm, y - arm);
      if (edge.disputed) { context.moveTo(x + 1.9 * arm, y); context.arc(x, y, 1.9 * arm, 0, 7); }
      context.stroke();
    }
    context.restore();
  }
}

const markSize = (scale) => Math.max(2.2, Math.min(4.6, 7 * scale));

function middleOf(edge) {
  const body = network.body.edges[edge.id];
  if (body?.edgeType?.getPoint && body.fromPoint !== undefined) return body.edgeType.getPoint(0.5);
  const [a, b] = [placeOf(edge.from), placeOf(edge.to)];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
const placeOf = (index) => network.body.nodes[index] || nodes[index];

function onCanvasClick({ nodes: hitNodes, edges: hitEdges }) {
  network.unselectAll();
  $("canvas").focus({ preventScroll: true });
  if (hitNodes.length) choose({ type: "node", id: nodes[hitNodes[0]].key });
  else if (hitEdges.length) choose({ type: "edge", id: hitEdges[0] });
  else choose(null);
}

function hover(target) {
  const box = $("tooltip");
  $("canvas").classList.toggle("pointing", Boolean(target));
  if (!target) { box.hidden = true; return; }
  const edge = target.edge !== undefined ? findEdge(target.edge) : null;
  box.replaceChildren(...(edge ? edgeTip(edge) : nodeTip(nodes[target.node])));
  box.hidden = false;
  const { x, y } = network.canvasToDOM(edge ? middleOf(edge) : placeOf(target.node));
  const width = $("scene").clientWidth;
  box.style.left = Math.max(8, Math.min(x + 14, width - box.offsetWidth - 8)) + "px";
  box.style.top = Math.max(8, y - box.offsetHeight - 12) + "px";
}
const nodeTip = (node) => [make("bdi", { class: "tip-name" }, shorten(labelOf(node), 80)), make("span", {}, `${nameOf("kinds", node.kind)} · ${factCount(aboutOf(node).length)}`)];
function edgeTip(edge) {
  const [a, b] = [nodes[edge.from], nodes[edge.to]].map((node) => make("bdi", {}, node.short[language]));
  const rows = [...Map.groupBy ? Map.groupBy(edge.now, (fact) => fact.r) : groupBy(edge.now, (fact) => fact.r)];
  if (edge.relation) return [make("span", { class: "tip-name" }, a, " " + nameOf("relations", edge.relation) + " ", b), make("span", {}, factCount(edge.now.length))];
  return [make("span", { class: "tip-name" }, a, " – ", b), edge.side ? make("span", {}, `${t(edge.side)} · ${evidenceName(edge.now)}`) : "", ...rows.map(([relation, list]) => make("span", {}, `${nameOf("relations", relation)} · ${number(list.length)}`))];
}
function groupBy(list, keyOf) {
  const map = new Map();
  for (const item of list) { const key = keyOf(item); if (!map.has(key)) map.set(key, []); map.get(key).push(item); }
  return map;
}

// The camera.
function fitScene(indices = [...visible.nodes]) {
  if (!indices.length) return;
  if (crowdOn()) { fitCrowd(); return; }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const index of indices) {
    const { x, y } = placeOf(index);
    const reach = nodes[index].size + 6;
    left = Math.min(left, x - reach); right = Math.max(right, x + reach);
    top = Math.min(top, y - reach); bottom = Math.max(bottom, y + reach);
  }
  const [width, height] = [$("canvas").clientWidth, $("canvas").clientHeight];
  const [side, above] = [Math.min(84, width / 7), Math.min(44, height / 10)]; // room for labels
  const scale = Math.min((width - 2 * side) / (right - left), (height - 2 * above) / (bottom - top), 1.6);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.02) });
  labelsChanged();
}
function bringIntoView(index) {
  const { x, y } = onScreen(placeOf(index));
  const [width, height] = [$("canvas").clientWidth, $("canvas").clientHeight];
  if (x >= 40 && y >= 40 && x <= width - 40 && y <= height - 40) return;
  if (crowdOn()) centreCrowd(index);
  else network.moveTo({ position: placeOf(index), scale: Math.max(network.getScale(), 0.6) });
}
function zoomBy(factor) {
  if (crowdOn()) { zoomCrowd(factor); return; }
  network.moveTo({ scale: Math.max(0.02, Math.min(8, network.getScale() * factor)) });
  labelsChanged();
  rememberCamera();
}
function rememberCamera() {
  const { x, y } = network.getViewPosition();
  state.camera = [Math.round(x), Math.round(y), Number(network.getScale().toPrecision(4))];
  rememberState();
}
function restoreCamera() {
  if (crowdOn()) return;
  if (state.camera) network.moveTo({ position: { x: state.camera[0], y: state.camera[1] }, scale: state.camera[2] });
  else fitScene();
}
