// The query page: Yasgui on this server's endpoint alone, the named questions as examples.
"use strict";

(async function () {
  const endpoint = new URL("/sparql", window.location.href).href;
  Yasgui.Yasqe.defaults.autocompleters = ["variables"]; // the others ask servers elsewhere
  const yasgui = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    populateFromUrl: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [], renderItem: () => undefined },
  });
  const examples = await (await fetch("/examples.json")).json();
  const list = document.getElementById("examples");
  for (const example of examples) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = example.name;
    button.title = example.description;
    button.addEventListener("click", () => {
      const tab = yasgui.getTab();
      tab.getYasqe().setValue(example.query);
      tab.query();
    });
    list.append(document.createElement("li"));
    list.lastChild.append(button);
  }
})();
