// Three levels of one network: the actors as they are named, the states and blocs that they count for, and these on a map.
// On either level a fact joins `fact.from` and `fact.to`, indices of nodes, -1 where there is none.

const STATES = TABLE.states;
const LEVELS = ["states", "map", "actors"];
const CROWDED = 100; // nodes beyond which a page opens on the states
const sides = VOCABULARY.style.sides;
const offices = new Set(VOCABULARY.style.offices.relations);
const sideOf = (relation) => Object.keys(sides).find((side) => sides[side].classes.includes(classOf(relation)) || sides[side].relations.includes(relation));
const stateOf = (index) => (index === undefined || index < 0 ? -1 : STATES.rolled[index]);
const hasStates = STATES.members.length > 1;
const upright = innerHeight > innerWidth; // on a phone held upright the network lies on its side
const TALL = 1.5; // there the drawing is stretched, as its names leave more room below than beside
const place = (x, y) => (upright ? { x: y, y: TALL * x } : { x, y });
const places = {
  actors: new Map(nodes.map(({ id, x, y, size, importance }) => [id, { ...place(x, y), size, rank: importance }])),
  states: new Map(STATES.members.map(([id, x, y, size, rank]) => [id, { ...place(x, y), size, rank }])),
  map: new Map(STATES.map.places.map(([id, x, y, size], i) => [id, { x, y, size, rank: STATES.members[i][4] }])),
};
const communities = STATES.communities.map(({ of, name }) => ({ members: of.map((index) => nodes[index]), name: name.map((index) => nodes[index]) }));
const openingLevel = () => (hasStates && nodes.filter((node) => node.facts > 0).length > CROWDED ? "states" : "actors");

// One edge a pair for cooperation and one for conflict.
const stateEdges = (() => {
  const edges = new Map();
  for (const fact of facts) {
    const [from, to] = [stateOf(fact.s), stateOf(fact.o)].sort((a, b) => a - b);
    const side = sideOf(fact.r);
    if (from < 0 || from === to || !side || !places.states.has(from) || !places.states.has(to)) continue;
    const id = `${nodes[from].key}~${nodes[to].key}~${side}`;
    if (!edges.has(id)) edges.set(id, { id, from, to, relation: null, side, facts: [] });
    edges.get(id).facts.push(fact);
  }
  const list = [...edges.values()];
  spread(list);
  return list;
})();

// Distinct evidence: one relation in one article counts once, however often the article repeats it.
const evidenceOf = (list) => new Set(list.filter((fact) => !fact.neg).map((fact) => fact.a + " " + fact.r)).size;

// A tie is as strong as its evidence on both sides; a large page opens on the ties that leave it readable.
const READABLE = 45; // states and blocs
const pairOf = (edge) => edge.from * nodes.length + edge.to;
const strengths = new Map();
for (const edge of stateEdges) strengths.set(pairOf(edge), (strengths.get(pairOf(edge)) || 0) + evidenceOf(edge.facts));
const strengthOf = (edge) => strengths.get(pairOf(edge));
const strongest = Math.max(1, ...strengths.values());
const openingLeast = (() => {
  for (let least = 1; ; least += 1) {
    const left = stateEdges.filter((edge) => strengthOf(edge) >= least);
    if (least >= strongest || new Set(left.flatMap((edge) => [edge.from, edge.to])).size <= READABLE) return least;
  }
})();

let level = null;
const onStates = () => level !== "actors";
function enterLevel(next) {
  if (level === next) return false;
  level = next;
  for (const fact of facts) [fact.from, fact.to] = next === "actors" ? [fact.s ?? -1, fact.o ?? -1] : [stateOf(fact.s), stateOf(fact.o)];
  for (const node of nodes) Object.assign(node, places[next].get(node.id) || { rank: 0 });
  return true;
}
const byRank = (a, b) => nodes[b].rank - nodes[a].rank || a - b;
const aboutOf = (node) => facts.filter((fact) => fact.from === node.id || fact.to === node.id);
const countFor = (node) => nodes.filter((other) => other !== node && other.facts > 0 && STATES.rolled[other.id] === node.id);
