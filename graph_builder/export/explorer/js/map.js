// On the map the states stand where they lie, the outlines of all states below them.

const LAND = new Path2D(STATES.map.outlines);

function drawMap(context) {
  if (level !== "map") return;
  context.save();
  context.fillStyle = palette.land;
  context.strokeStyle = palette.shore;
  context.lineWidth = 1 / network.getScale();
  context.fill(LAND);
  context.stroke(LAND);
  context.restore();
}
