// The selection comes in; its facts leave, each with the sentence that states it.

const PAGE = 20;
let panelShown = PAGE;

function updatePanel() {
  const body = $("panel-body");
  const chosen = state.selected;
  $("panel").classList.toggle("chosen", Boolean(chosen || state.path));
  const parts = !chosen ? (state.path ? pathParts() : introParts())
    : chosen.type === "node" ? nodeParts(byKey.get(chosen.id))
    : chosen.type === "edge" ? edgeParts(findEdge(chosen.id))
    : chosen.type === "pair" ? pairParts(...chosen.id.split("~").map((key) => byKey.get(key)))
    : factParts(facts.find((fact) => fact.id === chosen.id));
  body.replaceChildren(...parts.filter(Boolean));
}

function introParts() {
  const told = new Map([...visible.nodes].map((index) => [index, 0]));
  for (const fact of visible.facts) for (const end of new Set([fact.from, fact.to])) if (told.has(end)) told.set(end, told.get(end) + 1);
  const top = [...told].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 8);
  const disputes = singleEdges.filter((edge) => edge.facts.some((fact) => fact.dis)).slice(0, 6);
  return [
    make("h2", {}, t("intro_title")),
    make("p", { class: "lead" }, t("intro")),
    make("h3", {}, t("legend")),
    make("ul", { class: "lines" }, ...[["fact", "legend_solid"], ["hedged", "legend_dashed"], ["planned", "legend_dotted"], ["fact", "legend_crossed"]].map(([status, key]) =>
      make("li", {}, draw("svg", { viewBox: "0 0 26 16", class: "swatch", "aria-hidden": "true" }, ...lineSample(status, key === "legend_crossed")), t(key)))),
    top.length ? make("h3", {}, t("intro_top")) : null,
    top.length ? make("ul", { class: "actors" }, ...top.map(([index, count]) => make("li", {}, nodeButton(nodes[index]), make("span", { class: "count" }, number(count)), aroundButton(nodes[index])))) : null,
    disputes.length ? make("h3", {}, t("intro_disputed")) : null,
    disputes.length ? make("ul", { class: "actors" }, ...disputes.map((edge) => make("li", {}, make("button", { type: "button", class: "link", on: { click: () => choose({ type: "edge", id: edge.id }) } }, edgeTitle(edge))))) : null,
  ];
}

const edgeTitle = (edge) => make("span", {}, make("bdi", {}, nodes[edge.from].short[language]), ` ${edge.relation ? nameOf("relations", edge.relation) : "–"} `, make("bdi", {}, nodes[edge.to].short[language]));

// What is one step around an actor, in one click from any list.
const aroundButton = (node) => make("button", { type: "button", class: "around", title: t("focus_1"), "aria-label": `${t("focus_on", { name: labelOf(node) })}: ${t("focus_1")}`, on: { click: () => lookAround(node) } }, "◎");
function lookAround(node) {
  if (onStates() && !places.states.has(node.id)) change({ level: "actors" }, false);
  change({ focus: node.key, hops: 1, view: "network" });
  choose({ type: "node", id: node.key });
}

// Another part of a graph that is too large for one page, with the same filters.
function askFor(around, node) {
  state.selected = { type: "node", id: node.key };
  location.assign((around ? "?around=" + encodeURIComponent(around) : location.pathname) + "#" + toHash());
}

function nodeButton(node) {
  const svg = draw("svg", { viewBox: "0 0 16 16", class: "swatch", "aria-hidden": "true" });
  svg.append(shapeOf(kindStyle(node.kind).shape, 8, 8, 6, { fill: kindColor(node.kind) }));
  return make("button", { type: "button", class: "actor link", on: { click: () => goTo(node) } }, svg, make("bdi", {}, shorten(labelOf(node), 90)));
}

function nodeParts(node) {
  const shown = visible.passing.filter((fact) => fact.from === node.id || fact.to === node.id);
  const own = countFor(node);
  const isFocus = state.focus === node.key;
  const known = [labelOf(node) === node.labels.es ? node.labels.en : node.labels.es, ...(node.aliases || [])].map(clean).filter((name) => name && name !== labelOf(node));
  const action = (title, run, pressed) => make("button", { type: "button", ...(pressed === undefined ? {} : { "aria-pressed": String(pressed) }), on: { click: run } }, title);
  return [
    make("p", { class: "kicker" }, ...kindMark(node.kind), nameOf("kinds", node.kind), node.state && node.state !== node.key ? ` · ${node.state}` : ""),
    make("h2", {}, make("bdi", {}, labelOf(node))),
    known.length ? make("p", { class: "note" }, t("also_known") + ": ", make("bdi", {}, shorten([...new Set(known)].slice(0, 8).join(" · "), 400))) : null,
    make("p", { class: "note" }, `${factCount(aboutOf(node).length)} ${(node.articles || 0) === 1 ? t("in_article") : t("in_articles", { n: number(node.articles || 0) })}`,
      node.wikidata ? " · " : "", node.wikidata ? make("a", { href: "https://www.wikidata.org/wiki/" + node.wikidata, rel: "noopener noreferrer", target: "_blank" }, "Wikidata " + node.wikidata) : ""),
    onStates() && own.length ? make("p", { class: "note" }, t("counts_for", { n: number(own.length) }) + " ", ...own.slice(0, 6).flatMap((one, i) => [i ? " · " : "", make("bdi", {}, one.short[language])])) : null,
    PART?.served ? make("div", { class: "actions" },
      PART.around === node.key ? null : action(t("part_load"), () => askFor(node.key, node)),
      PART.around || PART.found ? action(t("part_back"), () => askFor("", node)) : null) : null,
    visible.nodes.has(node.id) ? make("div", { class: "actions" },
      action(t("focus_1"), () => change({ focus: node.key, hops: 1 }, true), isFocus && state.hops === 1),
      action(t("focus_2"), () => change({ focus: node.key, hops: 2 }, true), isFocus && state.hops === 2),
      state.focus ? action(t("focus_clear"), () => change({ focus: null }, true)) : null,
      visible.cut && !state.focus ? action(t("expand"), () => expand(node)) : null,
      action(t("path_start"), () => startPath(node))) : null,
    onStates() ? tiesTable(node) : null,
    ...groupedFacts(shown, node),
    ...(node.says.length ? [make("h3", {}, t("spoken")), factList(node.says.filter((fact) => !failures(fact, periodLimits())))] : []),
  ];
}
// With whom a state stands, by distinct evidence; where the period is parted in two, before and after, the largest
// change towards cooperation first.
function tiesTable(node) {
  const split = state.split ? monthNumber(state.split) : null;
  const ties = new Map();
  for (const edge of visible.edges) if (edge.side && (edge.from === node.id || edge.to === node.id)) {
    const other = edge.from === node.id ? edge.to : edge.from;
    if (!ties.has(other)) ties.set(other, { cooperation: [], conflict: [] });
    ties.get(other)[edge.side].push(...edge.now);
  }
  if (!ties.size) return null;
  const count = (list, test) => evidenceOf(split === null ? list : list.filter((fact) => test(fact, split)));
  const rows = [...ties].map(([other, tie]) => {
    const [before, after] = [isBefore, isAfter].map((test) => ["cooperation", "conflict"].map((side) => count(tie[side], test)));
    return { other, tie, before, after, change: split === null ? before[0] + before[1] : after[0] - after[1] - (before[0] - before[1]) };
  }).sort((a, b) => b.change - a.change || byRank(a.other, b.other));
  const cell = ({ before, after }, i) => make("td", { class: "number" }, split === null ? number(before[i]) : `${number(before[i])} → ${number(after[i])}`);
  return make("table", { class: "ties" },
    make("thead", {}, make("tr", {}, ...["ties_with", "cooperation", "conflict"].map((key) => make("th", { scope: "col" }, t(key))))),
    make("tbody", {}, ...rows.slice(0, 25).map((row) => make("tr", {}, make("th", { scope: "row" }, pairButton(node, nodes[row.other])), cell(row, 0), cell(row, 1)))));
}
const pairButton = (node, other) => make("button", { type: "button", class: "link", on: { click: () => choose({ type: "pair", id: [node, other].sort((a, b) => a.id - b.id).map((one) => one.key).join("~") }) } }, make("bdi", {}, other.short[language]));
const kindMark = (kind) => { const svg = draw("svg", { viewBox: "0 0 16 16", class: "swatch", "aria-hidden": "true" }); svg.append(shapeOf(kindStyle(kind).shape, 8, 8, 6, { fill: kindColor(kind) })); return [svg]; };

function groupedFacts(list, node) {
  const paired = list.filter((fact) => fact.o !== undefined || fact.ow);
  const alone = list.filter((fact) => fact.o === undefined && !fact.ow);
  return [
    paired.length ? factList(paired.sort((a, b) => a.class < b.class ? -1 : a.class > b.class ? 1 : a.r < b.r ? -1 : a.r > b.r ? 1 : a.i - b.i)) : null,
    alone.length ? make("h3", {}, t("own_facts")) : null,
    alone.length ? factList(alone) : null,
    !list.length ? make("p", { class: "note" }, t("empty")) : null,
  ];
}

function edgeParts(edge) {
  const [a, b] = [nodes[edge.from], nodes[edge.to]];
  const list = visible.passing.filter((fact) => edge.facts.includes(fact));
  return [
    make("p", { class: "kicker" }, edge.relation ? nameOf("classes", classOf(edge.relation)) : edge.side ? `${t(edge.side)} · ${evidenceName(list)}` : t("relations")),
    make("h2", { class: "pair" }, nodeButton(a), make("span", { class: "verb" }, edge.relation ? nameOf("relations", edge.relation) : "–"), nodeButton(b)),
    edge.facts.some((fact) => fact.dis) ? make("p", { class: "warning" }, t("disputed_long")) : null,
    list.length ? factList(list) : make("p", { class: "note" }, t("empty")),
  ];
}
// Claims for and against: what is affirmed beside what is denied, hedged or only planned, each with its speaker.
function pairParts(a, b) {
  const list = visible.passing.filter((fact) => (fact.from === a.id && fact.to === b.id) || (fact.from === b.id && fact.to === a.id)).sort((x, y) => (x.when?.[0] ?? Infinity) - (y.when?.[0] ?? Infinity) || x.i - y.i);
  const firm = list.filter((fact) => !fact.neg && fact.st === "fact");
  const rest = list.filter((fact) => fact.neg || fact.st !== "fact");
  return [
    make("p", { class: "kicker" }, t("pair")),
    make("h2", { class: "pair" }, nodeButton(a), make("span", { class: "verb" }, "–"), nodeButton(b)),
    make("p", { class: "note" }, `${t("cooperation")}: ${evidenceName(list.filter((fact) => sideOf(fact.r) === "cooperation"))} · ${t("conflict")}: ${evidenceName(list.filter((fact) => sideOf(fact.r) === "conflict"))}`),
    make("div", { class: "columns" }, ...[["claims_for", firm], ["claims_against", rest]].map(([key, facts]) => make("section", {}, make("h3", {}, `${t(key)} (${number(facts.length)})`), factList(facts)))),
  ];
}
const factParts = (fact) => [make("p", { class: "kicker" }, nameOf("classes", fact.class)), make("h2", { class: "pair" }, participant(fact, "s"), make("span", { class: "verb" }, nameOf("relations", fact.r)), participant(fact, "o")), factList([fact])];

function pathParts() {
  const path = shortestPath(state.path, visible.facts);
  const [a, b] = state.path.map((key) => byKey.get(key));
  const head = [make("p", { class: "kicker" }, t("path")), make("h2", { class: "pair" }, nodeButton(a), make("span", { class: "verb" }, "→"), nodeButton(b))];
  if (!path) return [...head, make("p", { class: "note" }, t("path_none", { a: labelOf(a), b: labelOf(b) }))];
  const steps = path.slice(1).map((index, i) => visible.facts.filter((fact) => (fact.from === path[i] && fact.to === index) || (fact.to === path[i] && fact.from === index)));
  return [...head, ...steps.flatMap((list, i) => [make("h3", {}, make("bdi", {}, nodes[path[i]].short[language]), " – ", make("bdi", {}, nodes[path[i + 1]].short[language])), factList(list)])];
}

function factList(list) {
  const box = make("ol", { class: "facts" });
  let shown = 0;
  const more = make("button", { type: "button", class: "more" });
  const add = () => {
    box.append(...list.slice(shown, shown + PAGE).map(factCard));
    shown = Math.min(list.length, shown + PAGE);
    more.hidden = shown >= list.length;
    more.textContent = t("show_more", { n: number(list.length - shown) });
  };
  more.addEventListener("click", add);
  add();
  return make("div", {}, box, more);
}

function participant(fact, end) {
  const index = fact[end];
  if (index !== undefined && index >= 0) return nodeButton(nodes[index]);
  const words = clean(fact[end + "w"]);
  return words ? make("bdi", { class: "words" }, shorten(words, 90)) : "";
}

// Sentence, article, publisher, date and address, ready to be pasted.
function citationOf(fact) {
  const article = TABLE.articles[fact.a];
  const from = [clean(article.title) || article.id, clean(article.publisher), article.published && dateName(article.published)].filter(Boolean).join(", ");
  return `«${clean(TABLE.sentences[fact.q[0]])}» ${from}.${safeLink(article.url) ? " " + safeLink(article.url) : ""}`;
}

function quotation([sentence, start, end]) {
  const text = TABLE.sentences[sentence];
  return make("blockquote", { lang: "es", dir: "auto" }, text.slice(0, start), make("mark", {}, text.slice(start, end)), text.slice(end));
}

function factCard(fact) {
  const article = TABLE.articles[fact.a];
  const link = safeLink(article.url);
  const title = clean(article.title) || article.id;
  const badges = [make("span", { class: "badge " + fact.st }, nameOf("statuses", fact.st))];
  if (fact.neg) badges.push(make("span", { class: "badge denied" }, t("denied")));
  if (fact.dis) badges.push(make("span", { class: "badge disputed", title: t("disputed_long") }, t("disputed")));
  if (fact.imp) badges.push(make("span", { class: "badge deduced", title: t("deduced_long") }, t("deduced_" + fact.imp)));
  const rows = [
    [t("said_by"), fact.byNode !== undefined ? nodeButton(nodes[fact.byNode]) : clean(fact.by) ? make("bdi", {}, shorten(clean(fact.by), 160)) : make("span", { class: "soft" }, t("article_voice"))],
    [t("date"), fact.date ? make("time", { datetime: fact.date }, dateName(fact.date)) : null],
    [t("place"), fact.place && make("bdi", {}, shorten(clean(fact.place), 160))],
    [t(offices.has(fact.r) ? "office" : "theme_of"), fact.theme && make("bdi", {}, shorten(clean(fact.theme), 240))],
    [t("cue"), fact.cue && make("bdi", {}, `«${shorten(clean(fact.cue), 120)}»`)],
    [t("source"), make("span", {}, link ? make("a", { href: link, rel: "noopener noreferrer", target: "_blank" }, shorten(title, 140)) : make("bdi", {}, shorten(title, 140)),
      article.publisher ? make("span", { class: "soft" }, " · ", make("bdi", {}, shorten(clean(article.publisher), 80))) : "", article.published ? make("span", { class: "soft" }, " · " + dateName(article.published)) : "")],
  ].filter(([, value]) => value);
  const card = make("li", { class: "fact" },
    make("p", { class: "claim" }, participant(fact, "s"), make("span", { class: "verb" }, nameOf("relations", fact.r)), participant(fact, "o")),
    make("p", { class: "badges" }, ...badges, make("span", { class: "soft", title: t("confidence") }, fact.conf !== undefined ? Math.min(99, Math.round(fact.conf * 100)) + " %" : ""), fact.type ? make("span", { class: "soft" }, eventName(fact.type)) : ""),
    quotation(fact.q),
    fact.again ? make("details", { class: "again" }, make("summary", {}, fact.again.length === 1 ? t("again_1") : t("again_n", { n: number(fact.again.length) })), ...fact.again.map(quotation)) : null,
    make("button", { type: "button", class: "link cite", on: { click: () => copy(citationOf(fact)) } }, t("cite")),
    make("dl", {}, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])));
  card.style.setProperty("--class", classColor(fact.class));
  return card;
}
