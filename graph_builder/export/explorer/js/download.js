// The current view comes in; a PNG, SVG, CSV or JSON file leaves.

function save(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// What was chosen beside level and period, in words.
const NAMED = 5; // of what a filter leaves out
function filtersOf() {
  const without = FACETS.flatMap((facet) => [...state.off[facet]].sort().map((value) => facetName(facet, value)));
  return [
    onStates() && state.least > 1 ? `${t("least")}: ${$("least-value").textContent}` : "",
    state.sure ? `${t("sure")}: ${$("sure-value").textContent}` : "",
    state.disputed ? t("disputed_only") : "", state.offices ? t("show_offices") : "", state.isolates ? t("show_isolates") : "",
    without.length ? t("without", { names: without.slice(0, NAMED).join(", ") + (without.length > NAMED ? "…" : "") }) : "",
  ];
}

// A picture says what it shows: title, level, period, counts, and what was filtered.
function captionOf() {
  const period = span ? `${monthName(periodNow().from)} – ${monthName(periodNow().to)}` : "";
  return [t("title"), t("level_" + level), period, $("counts").textContent, ...filtersOf(), state.focus ? t("focus_on", { name: labelOf(byKey.get(state.focus)) }) : ""].filter(Boolean).join(" · ");
}
const legendOf = () => [...new Set(visible.edges.map((edge) => (edge.change ? "change:" + edge.change : edge.class)))].sort().map((key) => (key.startsWith("change:") ? [changeColor(key.slice(7)), t(key.slice(7))] : [classColor(key), nameOf("classes", key)]));

// Legend and caption below a picture, in as many lines as its width needs.
const FOOT = { side: 14, line: 20 };
function footOf(width) {
  const context = over.getContext("2d");
  context.save();
  context.font = fontOf(false);
  const long = (text) => context.measureText(text).width;
  let [x, y] = [FOOT.side, 16];
  const parts = [];
  for (const [color, text] of legendOf()) {
    if (x > FOOT.side && x + 24 + long(text) > width - FOOT.side) [x, y] = [FOOT.side, y + FOOT.line];
    parts.push({ x, y, color, text });
    x += 40 + long(text);
  }
  let line = "";
  const end = () => { y += FOOT.line; parts.push({ x: FOOT.side, y, text: line }); };
  for (const word of captionOf().split(" ")) {
    if (line && long(`${line} ${word}`) > width - 2 * FOOT.side) { end(); line = ""; }
    line += (line ? " " : "") + word;
  }
  end();
  context.restore();
  return { height: y + 10, parts };
}

function savePng() {
  const layers = crowdOn() ? Object.values(CROWD.sigma.getCanvases()) : [$("canvas").querySelector("canvas")];
  const [canvas] = layers;
  const times = Math.max(1, 2 / (canvas.width / canvas.clientWidth)); // two pixels of the picture for one of the page
  const foot = footOf(canvas.clientWidth);
  const copy = make("canvas", { width: canvas.width * times, height: (canvas.height + foot.height * (canvas.width / canvas.clientWidth)) * times });
  const context = copy.getContext("2d");
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, copy.width, copy.height);
  for (const layer of [...layers, over]) context.drawImage(layer, 0, 0, canvas.width * times, canvas.height * times);
  context.scale(2, 2);
  context.font = fontOf(false);
  for (const { x, y, color, text } of foot.parts) {
    if (color) { context.fillStyle = color; context.fillRect(x, canvas.clientHeight + y - 6, 18, 4); }
    context.fillStyle = palette.ink;
    context.fillText(text, x + (color ? 24 : 0), canvas.clientHeight + y);
  }
  copy.toBlob((blob) => save(blob, "graph.png"), "image/png");
}

function saveSvg() {
  save(new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', new XMLSerializer().serializeToString(sceneSvg())], { type: "image/svg+xml" }), "graph.svg");
}

// The scene as drawn now, in the canvas's own pixels.
function sceneSvg() {
  const [width, height] = [$("canvas").clientWidth, $("canvas").clientHeight];
  const { scale, origin } = camera();
  const foot = footOf(width);
  const at = ({ x, y }) => ({ x: round(x * scale + origin.x), y: round(y * scale + origin.y) });
  const svg = draw("svg", { width, height: height + foot.height, viewBox: `0 0 ${width} ${height + foot.height}`, "font-family": "system-ui, sans-serif", "font-size": LABEL.size });
  svg.append(draw("title", {}, t("title")), draw("rect", { width, height: height + foot.height, fill: palette.paper }));
  if (level === "map") svg.append(draw("path", { d: STATES.map.outlines, fill: palette.land, stroke: palette.shore, "stroke-width": 1, transform: `translate(${round(origin.x)} ${round(origin.y)}) scale(${scale})` }));
  for (const one of shownCommunities()) svg.append(draw("polygon", { points: hullOf(one).map((point) => { const { x, y } = at(point); return `${x},${y}`; }).join(" "), fill: one.tint, "fill-opacity": 0.1, stroke: one.tint, "stroke-opacity": 0.4 }));
  for (const { x, y, color, text } of foot.parts) {
    if (color) svg.append(draw("rect", { x, y: height + y - 6, width: 18, height: 4, fill: color }));
    svg.append(draw("text", { x: x + (color ? 24 : 0), y: height + y, fill: palette.ink }, text));
  }
  const colors = [...new Set(visible.edges.map((edge) => edge.class))].sort();
  svg.append(draw("defs", {}, ...colors.map((name) => draw("marker", { id: "tip-" + name, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" }, draw("path", { d: "M0 0 10 5 0 10 2.5 5z", fill: classColor(name) })))));
  const faded = (lit) => (drawn.lit && !lit ? { opacity: 0.2 } : {});
  for (const edge of visible.edges) svg.append(edgeSvg(edge, at, scale, faded(drawn.lit?.edges.has(edge.id))));
  for (const index of visible.nodes) {
    const { x, y } = at(placeOf(index));
    svg.append(shapeOf(kindStyle(nodes[index].kind).shape, x, y, nodes[index].size * scale, { fill: kindColor(nodes[index].kind), stroke: palette.paper, "stroke-width": 1.5, ...faded(drawn.lit?.nodes.has(index)) }));
  }
  for (const box of labelState.boxes) {
    svg.append(draw("text", { x: round(box.x + origin.x + LABEL.pad), y: round(box.y + origin.y + 12.5), fill: box.edge ? palette.soft : palette.ink, stroke: palette.paper, "stroke-width": 3, "paint-order": "stroke", ...(box.strong ? { "font-weight": 600 } : {}) }, box.text));
  }
  return svg;
}

function edgeSvg(edge, at, scale, more) {
  const [a, b] = [placeOf(edge.from), placeOf(edge.to)];
  const middle = middleOf(edge);
  // a quadratic curve passes its middle halfway between its ends' middle and its control point
  const control = { x: 2 * middle.x - (a.x + b.x) / 2, y: 2 * middle.y - (a.y + b.y) / 2 };
  const trim = (end, size) => {
    const length = Math.hypot(control.x - end.x, control.y - end.y) || 1;
    return at({ x: end.x + ((control.x - end.x) / length) * (size + 2), y: end.y + ((control.y - end.y) / length) * (size + 2) });
  };
  const [start, stop, bend] = [trim(a, nodes[edge.from].size), trim(b, nodes[edge.to].size), at(control)];
  const tip = `url(#tip-${edge.class})`;
  const group = draw("g", more, draw("path", {
    d: `M${start.x} ${start.y}Q${bend.x} ${bend.y} ${stop.x} ${stop.y}`, fill: "none", stroke: classColor(edge.class), "stroke-width": round(Math.max(0.6, edge.width * scale)),
    ...(dashesOf(edge.status).length ? { "stroke-dasharray": dashesOf(edge.status).map((part) => round(part * scale)).join(" ") } : {}),
    ...(edge.forward ? { "marker-end": tip } : {}), ...(edge.backward ? { "marker-start": tip } : {}),
  }));
  if (edge.denied) { const { x, y } = at(middle); group.append(draw("path", { d: `M${x - 5} ${y - 5}l10 10M${x - 5} ${y + 5}l10-10`, stroke: palette.mark, "stroke-width": 2.4 })); }
  return group;
}

// A row of facts.csv, under the names of its columns (TABLE.columns).
const PRECISION = { 4: "year", 7: "month", 10: "day" };
function factRecord(fact) {
  const article = TABLE.articles[fact.a], [sentence, from, to] = fact.q, [number, start, end] = fact.at, text = TABLE.sentences[sentence];
  const [subject, object, speaker] = [fact.s, fact.o ?? -1, fact.byNode ?? -1].map((index) => nodes[index]);
  const named = (node, words) => (node ? node.label + (node.abbr ? ` (${node.abbr})` : "") : words || "");
  const published = article.published || "", date = fact.date || "";
  return {
    id: fact.id || "", article: article.id, sentence: number, start, end, evidence: text.slice(from, to), relation: fact.r, event_type: fact.type || "",
    subject: named(subject, fact.sw), subject_id: subject?.key || "", subject_state: subject?.state || "",
    object: named(object, fact.ow), object_id: object?.key || "", object_state: object?.state || "",
    polarity: fact.neg ? "neg" : "pos", status: fact.st, attributed_to: fact.by || "", attributed_to_id: speaker?.key || "",
    date, date_precision: PRECISION[date.length] || "", place: fact.place || "", theme: fact.theme || "", cue: fact.cue || "",
    confidence: (fact.conf ?? 0).toFixed(2), rule: fact.rule || "", times: 1 + (fact.again?.length || 0), implied: fact.imp || "", reported: date ? "" : published,
    title: article.title || "", published, publisher: article.publisher || "", url: safeLink(article.url), sentence_text: text,
  };
}
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/, NUMBER = /^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/; // as spreadsheets.py
const safeCell = (text) => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);
const csvCell = (value) => { const text = safeCell(String(value)); return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text; };
function saveCsv() {
  const lines = [TABLE.columns.join(","), ...visible.facts.map((fact) => { const record = factRecord(fact); return TABLE.columns.map((key) => csvCell(record[key])).join(","); })];
  save(new Blob([lines.join("\n") + "\n"], { type: "text/csv;charset=utf-8" }), "facts.csv");
}
function saveJson() {
  const shown = [...visible.nodes].sort((a, b) => a - b).map((index) => {
    const { key, kind, label, en, state: country, aliases, wikidata } = nodes[index];
    return { id: key, kind, label, label_en: en || "", state: country || "", aliases: aliases || [], wikidata: wikidata || "" };
  });
  save(new Blob([JSON.stringify({ nodes: shown, facts: visible.facts.map((fact) => ({ ...factRecord(fact), confidence: fact.conf ?? 0, disputed: Boolean(fact.dis) })) }, null, 1)], { type: "application/json" }), "graph.json");
}
