// Dated facts come in; a histogram with two handles leaves, undated facts beside it.

const dated = facts.filter((fact) => fact.months);
const span = dated.length ? [Math.min(...dated.map((fact) => fact.months[0])), Math.max(...dated.map((fact) => fact.months[1]))] : null;
const monthText = (month) => `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
const monthName = (month) => new Intl.DateTimeFormat(language, { month: "short", year: "numeric", timeZone: "UTC" }).format(Date.UTC(Math.floor(month / 12), month % 12, 1));
let timelineParts = null;

function buildTimeline() {
  const box = $("timeline");
  const undated = make("input", { type: "checkbox", id: "undated", on: { change: () => change({ undated: undated.checked }) } });
  const undatedCount = make("span", { class: "count" });
  const undatedLabel = make("label", { class: "check undated" }, undated, make("span", {}, t("undated")), undatedCount);
  if (!span) {
    box.replaceChildren(make("p", { class: "note" }, t("no_dates")), undatedLabel);
    timelineParts = { undated, undatedCount };
    return;
  }
  const bars = draw("svg", { class: "bars", preserveAspectRatio: "none", "aria-hidden": "true" });
  const handle = (which) => make("input", {
    type: "range", class: "handle", id: "period-" + which, min: String(span[0]), max: String(span[1]), step: "1",
    "aria-label": `${t("period")}: ${t(which).toLowerCase()}`,
    on: { input: (event) => moveHandle(which, Number(event.target.value)), change: () => change({}) },
  });
  const [from, to] = [handle("from"), handle("to")];
  const caption = make("output", { class: "span" });
  const left = make("div", { class: "period-name" }, make("h2", {}, t("period")), caption);
  box.replaceChildren(left, make("div", { class: "slider" }, bars, make("div", { class: "track" }), from, to), undatedLabel);
  timelineParts = { undated, undatedCount, bars, from, to, caption };
}

let timelineTimer = 0;
function moveHandle(which, value) {
  const now = { from: state.from ? monthNumber(state.from) : span[0], to: state.to ? monthNumber(state.to) : span[1] };
  now[which] = which === "from" ? Math.min(value, now.to) : Math.max(value, now.from);
  cancelAnimationFrame(timelineTimer);
  state.from = now.from <= span[0] ? null : monthText(now.from);
  state.to = now.to >= span[1] ? null : monthText(now.to);
  timelineTimer = requestAnimationFrame(() => change({}, false));
}

function updateTimeline() {
  if (!timelineParts) return;
  timelineParts.undated.checked = state.undated;
  timelineParts.undatedCount.textContent = number(visible.counts.undated);
  if (!span) return;
  const [from, to] = [state.from ? monthNumber(state.from) : span[0], state.to ? monthNumber(state.to) : span[1]];
  timelineParts.from.value = String(from);
  timelineParts.to.value = String(to);
  timelineParts.from.setAttribute("aria-valuetext", monthName(from));
  timelineParts.to.setAttribute("aria-valuetext", monthName(to));
  timelineParts.caption.textContent = `${monthName(from)} – ${monthName(to)}`;
  drawBars(from, to);
}

// A fact dated by its year lies on twelve months with a twelfth of its weight each.
function drawBars(from, to) {
  const length = span[1] - span[0] + 1;
  const step = Math.max(1, Math.ceil(length / 72));
  const bins = new Float64Array(Math.ceil(length / step));
  for (const [key, count] of visible.counts.months) {
    const [first, last] = key.split(",").map(Number);
    for (let month = first; month <= last; month += 1) bins[Math.floor((month - span[0]) / step)] += count / (last - first + 1);
  }
  const tallest = Math.max(...bins, 1e-9);
  const { bars } = timelineParts;
  bars.setAttribute("viewBox", `0 0 ${bins.length} 40`);
  bars.replaceChildren(...[...bins].map((value, i) => {
    const first = span[0] + i * step;
    const height = value ? Math.max(2, (value / tallest) * 38) : 0;
    return draw("rect", { x: i + 0.08, width: 0.84, y: 40 - height, height, class: first + step - 1 >= from && first <= to ? "in" : "out" });
  }));
}
