// The query page: an editor, the named questions with fields for their parameters, and the answer in a table.
"use strict";

(async function () {
  const SHOWN = 1000; // rows; the downloads hold all
  const ENDPOINT = "/sparql";
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const result = document.getElementById("result");
  const form = document.getElementById("parameters");

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  Yasqe.defaults.autocompleters = ["variables"]; // the others ask servers elsewhere
  const editor = new Yasqe(document.getElementById("editor"), {
    value: texts.start, persistenceId: null, createShareableLink: null, resizeable: false, showQueryButton: true,
  });
  editor.query = () => run(editor.getValue());
  editor.getInputField().setAttribute("aria-label", texts.editor);
  const button = document.querySelector(".yasqe_queryButton");
  if (button) { button.title = texts.run; button.setAttribute("aria-label", texts.run); }

  let last; // the request that counts
  async function run(query) {
    last?.abort();
    const mine = last = new AbortController();
    show(element("p", {}, texts.waiting));
    try {
      const reply = await fetch(ENDPOINT, {
        method: "POST", signal: mine.signal, body: new URLSearchParams({ query }),
        headers: { Accept: "application/sparql-results+json, text/turtle" },
      });
      const text = await reply.text();
      if (mine !== last) return;
      if (!reply.ok) show(element("pre", { class: "error", tabindex: "0" }, text));
      else if (reply.headers.get("Content-Type").startsWith("text/turtle")) showTriples(query, text);
      else showTable(query, JSON.parse(text));
    } catch (error) {
      if (error.name !== "AbortError") show(element("p", { class: "error" }, texts.failed));
    }
  }

  const show = (...children) => result.replaceChildren(...children);

  function links(query, formats) {
    const line = element("p", {}, `${texts.answer_as} `);
    for (const [format, name] of formats) {
      const address = `${ENDPOINT}?${new URLSearchParams({ query, format })}`;
      line.append(element("a", { href: address, download: `answer.${format}` }, name), " ");
    }
    return line;
  }

  function showTriples(query, text) {
    show(links(query, [["ttl", "Turtle"], ["nt", "N-Triples"], ["jsonld", "JSON-LD"]]), element("pre", { tabindex: "0" }, text));
  }

  function showTable(query, answer) {
    if (answer.boolean !== undefined) return show(element("p", {}, String(answer.boolean)));
    const names = answer.head.vars, rows = answer.results.bindings;
    if (!rows.length) return show(element("p", {}, texts.nothing));
    const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name)));
    const body = rows.slice(0, SHOWN).map((row) => element("tr", {}, ...names.map((name) => element("td", {}, cell(row[name])))));
    const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
    const count = `${rows.length} ${texts.rows}${rows.length > SHOWN ? `; ${texts.shown} (${SHOWN})` : ""}`;
    const scrolled = element("div", { class: "answer", tabindex: "0", role: "region", "aria-label": count }, table);
    show(element("p", {}, count), scrolled, links(query, [["csv", "CSV"], ["tsv", "TSV"], ["json", "JSON"], ["xml", "XML"]]));
  }

  function cell(term) {
    if (!term) return "";
    if (term.type !== "uri") return term.value;
    const known = Object.entries(texts.prefixes).find(([, iri]) => term.value.startsWith(iri));
    if (known) return element("span", { title: term.value }, `${known[0]}:${term.value.slice(known[1].length)}`);
    return /^https?:/.test(term.value) ? element("a", { href: term.value, rel: "noreferrer noopener" }, term.value) : term.value;
  }

  async function ask(question, values) {
    const reply = await fetch(`/question/${question.name}?${new URLSearchParams(values)}`);
    const text = await reply.text();
    if (!reply.ok) return show(element("pre", { class: "error", tabindex: "0" }, text));
    editor.setValue(text);
    return run(text);
  }

  function fields(question) {
    const labels = question.parameters.map(({ name, kind, value, meaning }) => {
      const input = element("input", { name, value, required: "", ...(kind === "entity" ? { list: "actors" } : {}) });
      return element("label", {}, `${name}: ${meaning}`, input);
    });
    const submit = labels.length ? [element("button", { type: "submit" }, texts.ask)] : [];
    form.replaceChildren(element("p", {}, question.description), ...labels, ...submit);
    form.hidden = false;
    form.onsubmit = (event) => {
      event.preventDefault();
      ask(question, Object.fromEntries(new FormData(form)));
    };
  }

  const list = document.getElementById("examples");
  const [questions, actors] = await Promise.all(
    [`/examples.json?lang=${texts.language}`, "/actors.json"].map(async (address) => (await fetch(address)).json()),
  );
  for (const question of questions) {
    const made = element("button", { type: "button", title: question.description, "aria-pressed": "false" }, question.name);
    made.addEventListener("click", () => {
      for (const other of list.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === made));
      fields(question);
      ask(question, Object.fromEntries(question.parameters.map(({ name, value }) => [name, value])));
    });
    list.append(element("li", {}, made));
  }
  const options = actors.map(({ id, label }) => element("option", { value: id }, label));
  document.getElementById("actors").append(...options);
})();
