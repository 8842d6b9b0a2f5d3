// More visible nodes than vis-network draws come in; sigma.js draws them with WebGL, our labels above as elsewhere.

const CROWD = { sigma: null, graph: null, slow: false };
const SLOWEST = 120; // milliseconds a drawing may take before the crowd is given up
const crowdOn = () => CROWD.sigma !== null;

// Whether this page can draw a crowd: the libraries are in it, WebGL is there, and no drawing was too slow.
function crowdReady() {
  if (typeof Sigma === "undefined" || CROWD.slow) return false;
  const probe = document.createElement("canvas");
  return Boolean(probe.getContext("webgl2") || probe.getContext("webgl"));
}

function paintCrowd() {
  const graph = new graphology.MultiGraph();
  for (const index of visible.nodes) {
    const { x, y, size, kind } = nodes[index];
    graph.addNode(index, { x, y: -y, size, color: kindColor(kind) });
  }
  for (const edge of visible.edges) graph.addEdgeWithKey(edge.id, edge.from, edge.to, { size: edge.width, color: classColor(edge.class) });
  CROWD.graph = graph;
  if (crowdOn()) { CROWD.sigma.setGraph(graph); }
  else {
    $("crowd").hidden = false;
    CROWD.sigma = new Sigma(graph, $("crowd"), {
      renderLabels: false, itemSizesReference: "positions", zoomToSizeRatioFunction: (ratio) => ratio, autoRescale: true,
      minEdgeThickness: 0.6, hideEdgesOnMove: true, allowInvalidContainer: true, defaultDrawNodeHover: () => {},
      nodeReducer: (index, data) => (drawn.lit && !drawn.lit.nodes.has(Number(index)) ? { ...data, color: palette.dim } : data),
      edgeReducer: (id, data) => (drawn.lit && !drawn.lit.edges.has(id) ? { ...data, hidden: true } : data),
    });
    CROWD.sigma.on("clickNode", ({ node }) => choose({ type: "node", id: nodes[Number(node)].key }));
    CROWD.sigma.on("clickStage", () => choose(null));
    CROWD.sigma.on("afterRender", drawOver);
    CROWD.sigma.getMouseCaptor().on("doubleClick", (event) => event.preventSigmaDefault());
  }
  const begun = performance.now();
  CROWD.sigma.refresh();
  CROWD.slow = performance.now() - begun > SLOWEST * Math.max(1, visible.nodes.size / MOST);
  if (CROWD.slow) { leaveCrowd(); selectVisible(); paintScene(); }
}

function leaveCrowd() {
  CROWD.sigma?.kill();
  Object.assign(CROWD, { sigma: null, graph: null });
  $("crowd").hidden = true;
}

// Where the network's origin lies on the screen, and how many pixels a unit of it takes.
function camera() {
  if (!crowdOn()) return { scale: network.getScale(), origin: network.canvasToDOM({ x: 0, y: 0 }) };
  const [origin, unit] = [{ x: 0, y: 0 }, { x: 1, y: 0 }].map((point) => CROWD.sigma.graphToViewport(point));
  return { scale: unit.x - origin.x, origin };
}
const onScreen = ({ x, y }) => { const { scale, origin } = camera(); return { x: x * scale + origin.x, y: y * scale + origin.y }; };

function zoomCrowd(factor) {
  const seen = CROWD.sigma.getCamera();
  seen.setState({ ratio: Math.max(0.01, Math.min(4, seen.ratio / factor)) });
}
const fitCrowd = () => CROWD.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1.05, angle: 0 });
function centreCrowd(index) {
  const { x, y } = CROWD.sigma.getNodeDisplayData(index);
  const seen = CROWD.sigma.getCamera();
  seen.setState({ x, y, ratio: Math.min(seen.ratio, 0.3) });
}
