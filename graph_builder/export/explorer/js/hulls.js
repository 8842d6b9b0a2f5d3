// Communities of the state level come in; a tinted outline around each, and its name, leave.

const HULL = { pad: 26, tints: ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#B8A800"] };

const shownCommunities = () => (level === "states" && !crowdOn() && !state.focus
  ? communities.map((one, i) => ({ ...one, tint: HULL.tints[i % HULL.tints.length], members: one.members.filter((node) => visible.nodes.has(node.id)) })).filter((one) => one.members.length >= 3)
  : []);
const communityName = (one) => one.name.filter((node) => visible.nodes.has(node.id)).map((node) => node.short[language]).join(" · ");

// Andrew's monotone chain (1979).
function outline(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const turn = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
  const half = (list) => {
    const chain = [];
    for (const point of list) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

const ROUND = Array.from({ length: 12 }, (_, i) => [Math.cos((i * Math.PI) / 6), Math.sin((i * Math.PI) / 6)]);
const hullOf = (one) => outline(one.members.flatMap(({ id, size }) => {
  const { x, y } = placeOf(id);
  return ROUND.map(([dx, dy]) => ({ x: x + dx * (size + HULL.pad), y: y + dy * (size + HULL.pad) }));
}));

function drawHulls(context) {
  for (const one of shownCommunities()) {
    context.save();
    context.beginPath();
    hullOf(one).forEach(({ x, y }, i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
    context.fillStyle = one.tint + (scheme() === "dark" ? "26" : "17");
    context.strokeStyle = one.tint + "59";
    context.lineWidth = 1.2 / network.getScale();
    context.fill();
    context.stroke();
    context.restore();
  }
}
