// The state comes in; which facts, nodes and edges are visible leaves.

const OPENING = 300; // nodes shown first in a large graph
const LARGE = 1500; // nodes up to which a graph opens whole
const MOST = 3000; // nodes that the canvas draws at most
const participants = nodes.filter((node) => node.facts > 0); // sorted by importance already
const isLarge = participants.length > LARGE;
const visible = { facts: [], nodes: new Set(), edges: [], drawn: 0, isolated: 0, counts: {}, bundled: false, cut: false };

const monthNumber = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1;
const statusOf = (fact) => (fact.neg ? "denied" : fact.st);

// Which of the filters a fact fails, one bit each: so that each facet can count what the others let pass.
function failures(fact, limits) {
  let bits = 0;
  if (state.off.kinds.size && (kindOff(fact.s) || kindOff(fact.o))) bits |= 1;
  if (state.off.classes.has(fact.class)) bits |= 2;
  if (state.off.relations.has(fact.r)) bits |= 4;
  if (state.off.status.has(statusOf(fact))) bits |= 8;
  if (state.off.sources.has(fact.source)) bits |= 16;
  if (fact.when ? fact.when[1] < limits.from || fact.when[0] > limits.to || (fact.reported && !state.reported) : !state.undated) bits |= 32;
  if (state.disputed && !fact.dis) bits |= 64;
  if (state.sure && Math.round((fact.conf ?? 0) * 100) < state.sure) bits |= 256;
  if (!state.offices && offices.has(fact.r)) bits |= 128;
  return bits;
}
const kindOff = (index) => index >= 0 && state.off.kinds.has(nodes[index].kind);
const periodLimits = () => ({
  from: state.from ? monthNumber(state.from) : -Infinity,
  to: state.to ? monthNumber(state.to) : Infinity,
});

function selectVisible() {
  const limits = periodLimits();
  const failed = Uint16Array.from(facts, (fact) => failures(fact, limits));
  const passing = facts.filter((fact) => !failed[fact.i]);
  const reach = reachable(passing);
  visible.facts = reach ? passing.filter((fact) => inReach(fact, reach)) : passing;
  visible.nodes = new Set();
  visible.counts = countFacets(failed, state.focus ? reach : null);
  visible.passing = passing;
  selectEdges();
  selectNodes();
}

// For each value of a facet what the other filters let pass, inside the focus: actors by kind, facts by all else.
function countFacets(failed, reach) {
  const counts = { kinds: new Map(), classes: new Map(), relations: new Map(), status: new Map(), sources: new Map(), months: new Map(), reported: new Map(), undated: 0, disputed: 0, offices: 0 };
  const add = (map, key) => map.set(key, (map.get(key) || 0) + 1);
  const actors = new Set();
  for (const fact of facts) {
    const bits = failed[fact.i];
    if (reach && !inReach(fact, reach)) continue;
    if (!(bits & ~1)) for (const index of [fact.s, fact.o]) if (index >= 0) actors.add(index);
    if (!(bits & ~2)) add(counts.classes, fact.class);
    if (!(bits & ~6)) add(counts.relations, fact.r);
    if (!(bits & ~8)) add(counts.status, statusOf(fact));
    if (!(bits & ~16)) add(counts.sources, fact.source);
    if (!(bits & ~32)) { if (fact.when) add(fact.months ? counts.months : counts.reported, fact.when.join()); else counts.undated += 1; }
    if (!(bits & ~64) && fact.dis) counts.disputed += 1;
    if (!(bits & ~128) && offices.has(fact.r)) counts.offices += 1;
  }
  for (const index of actors) add(counts.kinds, nodes[index].kind);
  return counts;
}

// The ends of the edges; whoever stands alone is there where it was asked for.
function selectNodes() {
  const alone = new Set();
  for (const fact of visible.facts) for (const end of [fact.from, fact.to]) if (end >= 0 && places[level].has(end)) alone.add(end);
  for (const edge of visible.edges) for (const end of [edge.from, edge.to]) { visible.nodes.add(end); alone.delete(end); }
  visible.isolated = alone.size;
  if (state.isolates || state.focus) alone.forEach((index) => visible.nodes.add(index));
  visible.drawn = new Set(visible.edges.flatMap((edge) => edge.now)).size;
}
const kindsOf = (fact) => new Set([fact.s, fact.o].filter((index) => index >= 0).map((index) => nodes[index].kind));
const inReach = (fact, reach) => (fact.from < 0 || reach.has(fact.from)) && !(fact.to >= 0 && !reach.has(fact.to)) && (fact.from >= 0 || fact.to >= 0);

// The nodes that may be shown: null for all, else the focus's neighbourhood or a large graph's opening set.
function reachable(passing) {
  visible.cut = false;
  if (state.focus) return neighbourhood(byKey.get(state.focus).id, state.hops, passing);
  if (!isLarge || onStates()) return null;
  const set = new Set();
  const limit = state.all ? (crowdReady() ? Infinity : MOST) : OPENING;
  const takesPart = new Set();
  for (const fact of passing) { if (fact.s >= 0) takesPart.add(fact.s); if (fact.o >= 0) takesPart.add(fact.o); }
  if (takesPart.size <= LARGE && takesPart.size < participants.length) return null;
  for (const node of participants) if (set.size < limit && takesPart.has(node.id)) set.add(node.id);
  visible.cut = takesPart.size > set.size;
  for (const key of state.added) set.add(byKey.get(key).id);
  for (const key of state.path ? shortestPath(state.path, passing)?.map((index) => nodes[index].key) || [] : []) set.add(byKey.get(key).id);
  return set;
}

function adjacency(list) {
  const map = new Map();
  const join = (a, b) => { if (!map.has(a)) map.set(a, new Set()); map.get(a).add(b); };
  for (const fact of list) if (fact.from >= 0 && fact.to >= 0 && fact.from !== fact.to) { join(fact.from, fact.to); join(fact.to, fact.from); }
  return map;
}

function neighbourhood(start, hops, list) {
  const links = adjacency(list);
  const found = new Set([start]);
  let ring = [start];
  for (let hop = 0; hop < hops; hop += 1) {
    const next = new Set();
    for (const index of ring) for (const other of links.get(index) || []) if (!found.has(other)) next.add(other);
    ring = [...next].sort(byRank).slice(0, LARGE - found.size); // the best evidenced first
    ring.forEach((index) => found.add(index));
  }
  return found;
}

function shortestPath([fromKey, toKey], list) {
  const links = adjacency(list);
  const [start, goal] = [byKey.get(fromKey).id, byKey.get(toKey).id];
  const before = new Map([[start, -1]]);
  let ring = [start];
  while (ring.length && !before.has(goal)) {
    const next = [];
    for (const index of ring) for (const other of [...(links.get(index) || [])].sort((a, b) => a - b)) {
      if (!before.has(other)) { before.set(other, index); next.push(other); }
    }
    ring = next;
  }
  if (!before.has(goal)) return null;
  const path = [];
  for (let index = goal; index >= 0; index = before.get(index)) path.unshift(index);
  return path;
}

function selectEdges() {
  const passes = new Uint8Array(facts.length);
  for (const fact of visible.facts) passes[fact.i] = 1;
  const choose = (edges) => {
    const chosen = [];
    for (const edge of edges) {
      edge.now = edge.facts.filter((fact) => passes[fact.i]);
      if (edge.now.length) chosen.push(edge);
    }
    return chosen;
  };
  if (onStates()) {
    visible.bundled = true;
    visible.edges = choose(stateEdges.filter((edge) => strengthOf(edge) >= state.least || state.focus));
  } else {
    const singles = choose(singleEdges);
    const bundles = choose(bundledEdges);
    visible.bundled = state.bundle ?? singles.length > 160;
    visible.edges = visible.bundled ? bundles : singles;
  }
  visible.edges.forEach(styleEdge);
}

// Whether no word names an end in any of the visible facts: it was deduced from the rest of the article.
const impliedEnds = { subject: ["from"], object: ["to"], both: ["from", "to"] };
const isGuessed = (edge, end) => edge.now.every((fact) => (impliedEnds[fact.imp] || []).some((side) => fact[side] === end));

// How an edge fares across the month that parts two periods: won, lost or kept.
const isBefore = (fact, split) => fact.when && fact.when[1] < split;
const isAfter = (fact, split) => fact.when && fact.when[0] >= split;
function changeOf(edge) {
  const split = monthNumber(state.split);
  const [before, after] = [isBefore, isAfter].map((test) => edge.now.some((fact) => !fact.neg && test(fact, split)));
  return before && after ? "kept" : after ? "won" : before ? "lost" : "undated";
}

// What an edge looks like follows from its visible facts.
function styleEdge(edge) {
  const affirmed = edge.now.filter((fact) => !fact.neg);
  const has = (status) => affirmed.some((fact) => fact.st === status);
  edge.denied = affirmed.length < edge.now.length;
  edge.onlyDenied = affirmed.length === 0;
  edge.status = ["fact", "hedged", "planned"].find(has) || (affirmed.length ? "hypothetical" : edge.now[0].st);
  edge.guessed = { from: isGuessed(edge, edge.from), to: isGuessed(edge, edge.to) };
  edge.change = state.split ? changeOf(edge) : null;
  edge.disputed = edge.now.some((fact) => fact.dis);
  const tally = new Map();
  for (const fact of edge.now) tally.set(fact.class, (tally.get(fact.class) || 0) + 1);
  edge.class = [...tally].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0][0];
  edge.forward = edge.now.some((fact) => !isSymmetric(fact.r) && fact.from === edge.from) && !edge.side;
  edge.backward = edge.now.some((fact) => !isSymmetric(fact.r) && fact.from === edge.to) && !edge.side;
  edge.width = Math.min(7, 1.3 + 1.1 * Math.log2(edge.side ? Math.max(1, evidenceOf(edge.now)) : edge.now.length));
}
