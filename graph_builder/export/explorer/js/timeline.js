// Facts in time: by the date of the event, else by the day on which the article reported them; two handles, a third
// one that parts the period in two, and a button that plays the period through.

const OUTLYING = 0.01; // share of the facts at either end that may not stretch the axis
const FAR = [240, 10]; // nor may those that lie so many months, and so many times the middle half's span, away from that
const placed = facts.filter((fact) => fact.when).map((fact) => fact.when);
const span = axisOf(placed);
const monthText = (month) => `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
const monthName = (month) => new Intl.DateTimeFormat(language, { month: "short", year: "numeric", timeZone: "UTC" }).format(Date.UTC(Math.floor(month / 12), month % 12, 1));
const BAR_KINDS = ["reported", "exact"];
const BAND = 8; // of 40, the height of a year
let timelineParts = null;

function axisOf(whens) {
  if (!whens.length) return null;
  const [firsts, lasts] = [0, 1].map((end) => whens.map((when) => when[end]).sort((a, b) => a - b));
  const rank = (list, share) => list[Math.round(share * (list.length - 1))];
  const [low, high] = [rank(firsts, 0.25), rank(lasts, 0.75)];
  const far = Math.max(FAR[0], FAR[1] * (high - low)); // of few facts one from long ago is more than a hundredth
  const near = (list) => list.filter((month) => month >= low - far && month <= high + far);
  return [Math.max(rank(firsts, OUTLYING), Math.min(...near(firsts))), Math.min(rank(lasts, 1 - OUTLYING), Math.max(...near(lasts)))];
}

function buildTimeline() {
  const box = $("timeline");
  stopPlaying();
  const check = (key) => {
    const input = make("input", { type: "checkbox", id: key, on: { change: () => change({ [key]: input.checked }) } });
    const count = make("span", { class: "count" });
    return { input, count, label: make("label", { class: "check undated" }, input, make("span", {}, t(key)), count) };
  };
  const [undated, reported] = [check("undated"), check("reported")];
  if (!span) {
    box.replaceChildren(make("p", { class: "note" }, t("no_dates")), undated.label);
    timelineParts = { undated };
    return;
  }
  const bars = draw("svg", { class: "bars", preserveAspectRatio: "none", "aria-hidden": "true" });
  const handle = (which) => make("input", {
    type: "range", class: "handle " + which, id: "period-" + which, min: String(span[0]), max: String(span[1]), step: "1",
    "aria-label": `${t("period")}: ${t(which).toLowerCase()}`,
    on: { input: (event) => moveHandle(which, Number(event.target.value)), change: () => change({}) },
  });
  const [from, split, to] = ["from", "split", "to"].map(handle);
  const caption = make("output", { class: "span" });
  const button = (id, run) => make("button", { type: "button", id, class: "link", on: { click: run } });
  const [play, compare] = [button("play", () => (playing ? stopPlaying() : startPlaying())), button("compare", toggleSplit)];
  const left = make("div", { class: "period-name" }, make("h2", {}, t("period")), caption, make("div", { class: "period-tools" }, play, compare));
  box.replaceChildren(left, make("div", { class: "slider" }, bars, make("div", { class: "track" }), from, split, to), make("div", { class: "dating" }, reported.label, undated.label));
  timelineParts = { undated, reported, bars, from, split, to, caption, play, compare };
}

let timelineTimer = 0;
function moveHandle(which, value) {
  const now = periodNow();
  if (which === "split") state.split = monthText(Math.min(Math.max(value, now.from + 1), now.to));
  else {
    now[which] = which === "from" ? Math.min(value, now.to) : Math.max(value, now.from);
    setPeriod(now);
  }
  cancelAnimationFrame(timelineTimer);
  timelineTimer = requestAnimationFrame(() => change({}, false));
}
const periodNow = () => ({ from: state.from ? monthNumber(state.from) : span[0], to: state.to ? monthNumber(state.to) : span[1] });
function setPeriod({ from, to }) {
  state.from = from <= span[0] ? null : monthText(from);
  state.to = to >= span[1] ? null : monthText(to);
}
function toggleSplit() {
  const { from, to } = periodNow();
  change({ split: state.split ? null : monthText(Math.ceil((from + to + 1) / 2)) });
}

// Playing moves a window of a twelfth of the axis, a month at least, from its beginning to its end.
const STEP_TIME = 900; // milliseconds
let playing = 0;
function startPlaying() {
  const width = Math.max(0, Math.ceil((span[1] - span[0] + 1) / 12) - 1);
  let at = span[0];
  const step = () => {
    if (at > span[1]) { stopPlaying(); change({ from: null, to: null }); return; }
    state.from = monthText(at);
    state.to = monthText(Math.min(span[1], at + width));
    at += width + 1;
    change({}, false);
  };
  playing = setInterval(step, STEP_TIME);
  step();
}
function stopPlaying() {
  clearInterval(playing);
  playing = 0;
  if (timelineParts?.play) timelineParts.play.textContent = t("play");
}

function updateTimeline() {
  if (!timelineParts) return;
  for (const key of ["undated", "reported"]) if (timelineParts[key]) timelineParts[key].input.checked = state[key];
  timelineParts.undated.count.textContent = number(visible.counts.undated);
  if (!span) return;
  timelineParts.reported.count.textContent = number([...visible.counts.reported.values()].reduce((sum, count) => sum + count, 0));
  const { from, to } = periodNow();
  const split = state.split ? monthNumber(state.split) : null;
  for (const [which, value] of [["from", from], ["to", to], ["split", split ?? span[0]]]) {
    timelineParts[which].value = String(value);
    timelineParts[which].setAttribute("aria-valuetext", monthName(value));
  }
  timelineParts.split.hidden = split === null;
  timelineParts.play.textContent = t(playing ? "stop" : "play");
  timelineParts.compare.textContent = t(split === null ? "compare" : "compare_off");
  timelineParts.caption.textContent = split === null ? `${monthName(from)} – ${monthName(to)}` : `${monthName(from)} – ${monthName(split - 1)} | ${monthName(split)} – ${monthName(to)}`;
  drawBars(from, to);
}

// A reported fact is hatched; one of which only the year is known lies as a low band under its whole year, not as twelve
// months. What lies beyond the axis stands in its first or last bar.
function drawBars(from, to) {
  const length = span[1] - span[0] + 1;
  const step = Math.max(1, Math.ceil(length / 72));
  const bins = Array.from({ length: Math.ceil(length / step) }, () => ({ reported: 0, exact: 0 }));
  const bands = new Map();
  const binOf = (month) => Math.floor((Math.max(span[0], Math.min(span[1], month)) - span[0]) / step);
  for (const [counts, kind] of [[visible.counts.months, "exact"], [visible.counts.reported, "reported"]]) for (const [key, count] of counts) {
    const [first, last] = key.split(",").map(Number);
    if (last > first) bands.set(first, (bands.get(first) || 0) + count);
    else bins[binOf(first)][kind] += count;
  }
  const tallest = Math.max(...bins.map((bin) => bin.reported + bin.exact), 1e-9);
  const side = (first, last) => ((!state.from || last >= from) && (!state.to || first <= to) ? "in" : "out"); // beyond the axis too
  const { bars } = timelineParts;
  bars.setAttribute("viewBox", `0 0 ${bins.length} 40`);
  const hatch = draw("pattern", { id: "hatch", width: 0.5, height: 4, patternUnits: "userSpaceOnUse" }, draw("rect", { width: 0.5, height: 2, class: "hatching" }));
  const floor = bands.size ? BAND : 0;
  bars.replaceChildren(draw("defs", {}, hatch),
    ...[...bands].map(([first]) => {
      const [left, right] = [binOf(first), binOf(first + 11) + 1];
      return draw("rect", { x: left + 0.08, width: right - left - 0.16, y: 40 - BAND + 2, height: BAND - 2, class: `${side(first, first + 11)} year` });
    }),
    ...bins.flatMap((bin, i) => {
      const first = span[0] + i * step;
      let top = 40 - floor;
      return BAR_KINDS.filter((kind) => bin[kind]).map((kind) => {
        const height = Math.max(1.5, (bin[kind] / tallest) * (38 - floor));
        top -= height;
        return draw("rect", { x: i + 0.08, width: 0.84, y: top, height, class: `${side(first, first + step - 1)} ${kind}` });
      });
    }));
}
