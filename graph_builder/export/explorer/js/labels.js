// Places of nodes and the scale come in; labels that overlap nothing leave, at a constant size on screen.

const LABEL = { size: 12.5, height: 17, pad: 3, family: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif" };
const labelState = { scale: 0, stale: true, boxes: [], widths: new Map() };
const fontOf = (strong) => `${strong ? "600 " : ""}${LABEL.size}px ${LABEL.family}`;

function labelsChanged(fresh = false) {
  labelState.stale = true;
  if (fresh) labelState.widths.clear();
}

function widthOf(context, text, strong) {
  const key = (strong ? "+" : "-") + text;
  if (!labelState.widths.has(key)) {
    context.font = fontOf(strong);
    labelState.widths.set(key, Math.ceil(context.measureText(text).width) + 2 * LABEL.pad);
  }
  return labelState.widths.get(key);
}

// A grid of taken boxes: collision tests look at a few neighbours only.
function boxGrid() {
  const cells = new Map();
  const CELL = 48;
  const keys = function* (box) {
    for (let x = Math.floor(box.x / CELL); x <= Math.floor((box.x + box.w) / CELL); x += 1)
      for (let y = Math.floor(box.y / CELL); y <= Math.floor((box.y + box.h) / CELL); y += 1) yield x * 100003 + y;
  };
  const shared = (a, b) => Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));
  const beside = (box, { x, y, w }) => { // a node is round
    const [dx, dy] = [x + w / 2 - Math.max(box.x, Math.min(x + w / 2, box.x + box.w)), y + w / 2 - Math.max(box.y, Math.min(y + w / 2, box.y + box.h))];
    return dx * dx + dy * dy >= (w * w) / 4;
  };
  return {
    add(box) { for (const key of keys(box)) { if (!cells.has(key)) cells.set(key, []); cells.get(key).push(box); } },
    // How much of the nodes a box hides: of those first in rank ten times as much; Infinity over anything else.
    hidden(box, but) {
      const met = new Set();
      let sum = 0;
      for (const key of keys(box)) for (const other of cells.get(key) || []) {
        if (other.owner === but || met.has(other) || !shared(box, other) || (other.bare && beside(box, other))) continue;
        if (!other.bare) return Infinity;
        met.add(other);
        sum += shared(box, other) * (labelState.first.has(other.owner) ? 10 : 1);
      }
      return sum;
    },
    free(box, but) { return this.hidden(box, but) === 0; },
  };
}

// Boxes are in pixels from the network's origin, so that a pan does not change them.
function placeLabels(context, scale) {
  const grid = boxGrid();
  const lit = drawn.lit;
  const shown = [...visible.nodes].sort(byRank);
  labelState.first = new Set(shown.slice(0, 12));
  const first = lit ? [...lit.nodes].sort((a, b) => (b === lit.centre) - (a === lit.centre) || byRank(a, b)) : [];
  const order = lit ? first : shown;
  for (const index of order) {
    const { x, y } = placeOf(index);
    const reach = nodes[index].size * scale;
    if (reach > 3) grid.add({ x: x * scale - reach, y: y * scale - reach, w: 2 * reach, h: 2 * reach, owner: index, bare: true });
  }
  for (const edge of visible.edges.length <= 160 ? visible.edges : []) {
    if (!edge.denied || (lit && !lit.edges.has(edge.id))) continue;
    const { x, y } = middleOf(edge);
    const reach = markSize(scale) + 2;
    grid.add({ x: x * scale - reach, y: y * scale - reach, w: 2 * reach, h: 2 * reach, owner: edge.id });
  }
  const { origin } = camera();
  const view = { left: -origin.x, top: -origin.y, right: $("canvas").clientWidth - origin.x, bottom: $("canvas").clientHeight - origin.y };
  const boxes = [];
  const limit = shown.length > 500 ? Math.max(60, Math.round(700 * scale)) : Infinity;
  for (const index of order) {
    if (boxes.length >= limit) break;
    const box = placeNodeLabel(context, grid, index, scale, view);
    if (box) { grid.add(box); boxes.push(box); }
  }
  const edges = lit ? visible.edges.filter((edge) => lit.edges.has(edge.id)) : visible.edges;
  if (edges.length <= 120) for (const edge of edges) {
    const box = placeEdgeLabel(context, grid, edge, scale);
    if (box) { grid.add(box); boxes.push(box); }
  }
  for (const one of lit ? [] : shownCommunities()) {
    const box = placeCommunityName(context, grid, one, scale);
    if (box) { grid.add(box); boxes.push(box); }
  }
  labelState.boxes = boxes;
  labelState.scale = scale;
  labelState.stale = false;
}

const CUT = 0.5; // what it costs a name that the picture's rim would leave it out: it takes any other free place first
const inView = ({ x, y, w, h }, view) => x >= view.left && y >= view.top && x + w <= view.right && y + h <= view.bottom;

function placeNodeLabel(context, grid, index, scale, view) {
  const node = nodes[index];
  const text = node.short[language];
  const strong = labelState.first.has(index) || drawn.lit?.centre === index;
  const w = widthOf(context, text, strong);
  const h = LABEL.height;
  const place = placeOf(index);
  const [x, y, reach] = [place.x * scale, place.y * scale, node.size * scale + (drawn.lit?.centre === index ? 9 : 2)]; // outside the ring of the chosen one
  const [near, out] = [0.7 * reach, 0.7 * reach - h / 3]; // the corners
  const tries = [
    [x - w / 2, y + reach], [x + reach, y - h / 2], [x - reach - w, y - h / 2], [x - w / 2, y - reach - h],
    [x + near, y + out], [x + near, y - out - h], [x - near - w, y + out], [x - near - w, y - out - h],
  ];
  let best = { hides: Infinity };
  for (const [left, top] of tries) {
    const box = { x: left, y: top, w, h, owner: index, text, strong, node: index };
    const hides = grid.hidden(box, index) + (inView({ x, y, w: 0, h: 0 }, view) && !inView(box, view) ? CUT : 0);
    if (hides === 0) return box;
    if (hides < best.hides) best = { hides, box };
  }
  // the best evidenced nodes keep their names in a crowd, where least is hidden
  return best.box && (strong || best.hides <= CUT) ? best.box : null;
}

function placeEdgeLabel(context, grid, edge, scale) {
  const count = edge.now.length > 1 ? ` ×${edge.now.length}` : "";
  const text = (edge.relation ? nameOf("relations", edge.relation) : "") + count;
  const middle = middleOf(edge);
  const w = widthOf(context, text.trim(), false);
  if (!text.trim()) return null;
  const [a, b] = [placeOf(edge.from), placeOf(edge.to)];
  if (edge.relation && Math.hypot(a.x - b.x, a.y - b.y) * scale < w + 30) return null; // would hide its edge
  const lift = edge.denied ? 12 : -LABEL.height / 2;
  const box = { x: middle.x * scale - w / 2, y: middle.y * scale + lift, w, h: LABEL.height, text: text.trim(), edge: edge.id, owner: edge.id };
  return grid.free(box, edge.id) ? box : null;
}

// A community's name stands above or below its outline, where there is room.
function placeCommunityName(context, grid, one, scale) {
  const text = communityName(one);
  const points = hullOf(one);
  const w = widthOf(context, text, false);
  const [top, bottom] = [Math.min, Math.max].map((pick) => points.find(({ y }) => y === pick(...points.map((point) => point.y))));
  const tries = [[top.x * scale - w / 2, top.y * scale - LABEL.height], [bottom.x * scale - w / 2, bottom.y * scale]];
  for (const [x, y] of tries) {
    const box = { x, y, w, h: LABEL.height, text, edge: "community", owner: "community" };
    if (grid.free(box, null)) return box;
  }
  return null;
}

function drawLabels(context, scale) {
  if (labelState.stale || labelState.scale !== scale) placeLabels(context, scale);
  const { origin } = camera();
  const [width, height] = [$("canvas").clientWidth, $("canvas").clientHeight];
  const ratio = context.canvas.width / width;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = palette.halo;
  let font = "";
  const buttons = document.querySelector(".zoom");
  const covered = (x, y) => buttons.clientHeight && x < buttons.offsetLeft + buttons.offsetWidth && y > buttons.offsetTop;
  for (const box of labelState.boxes) {
    const [x, y] = [box.x + origin.x, box.y + origin.y];
    if (x < 0 || y < 0 || x + box.w > width || y + box.h > height || covered(x, y + box.h)) continue; // a name is whole or not there
    const wanted = fontOf(box.strong);
    if (wanted !== font) { font = wanted; context.font = font; }
    context.fillStyle = box.edge ? palette.soft : palette.ink;
    context.strokeText(box.text, x + LABEL.pad, y + box.h / 2);
    context.fillText(box.text, x + LABEL.pad, y + box.h / 2);
  }
  context.restore();
}
