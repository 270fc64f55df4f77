/* A framed figure: in the dress of the reader's system, or as ?theme=dark or light asks; as its
   address sets its controls; and it tells the page around it how tall it is. */
(() => {
  "use strict";
  const asked = new URLSearchParams(location.search),
    theme = asked.get("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = ["dark", "light"].includes(theme)
    ? theme
    : dark
      ? "dark"
      : "light";
  const tell = () =>
    parent.postMessage(
      { type: "figure-height", src: location.href, height: document.documentElement.scrollHeight },
      "*",
    );
  addEventListener("load", tell);
  addEventListener("resize", tell);

  /* As it is set: its first settings are the still picture, which needs nothing of this. */
  const site = new URL("../", document.currentScript.src),
    ownVersion = new URL(document.currentScript.src).search;
  const view = document.querySelector("[data-steered]"),
    id = view?.dataset.exhibit;
  const load = (name) =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: new URL(name, site) });
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${name} did not load`));
      document.head.append(script);
    });
  const json = (name) => fetch(new URL(name, site)).then((answer) => answer.json());
  async function draw() {
    const [specs, dress] = await Promise.all([
      json(`figures/${id}.view.json`),
      json("figures/dress.json"),
      load(`_static/drawing.js${ownVersion}`),
      load("vendor/vega.js"),
    ]);
    const { described, embed, name, query, remembered, said, still } = globalThis.bookDrawing;
    const chart =
        (matchMedia("(max-width: 560px)").matches && specs.narrow) || specs.wide,
      settings = remembered(id, chart),
      set = query(id, settings, chart);
    if (!set) return;
    const target = Object.assign(document.createElement("div"), { className: "exhibit-live" }),
      old = view.querySelector(".exhibit-live"),
      alt = view.querySelector("img").alt,
      title = document.querySelector(".caption-text");
    view.append(target);
    try {
      const vega = await embed(target, still(chart, settings), dress, view.clientWidth);
      const told = said(vega);
      if (told) title.textContent = document.title = told;
      name(target, described(told, alt));
    } catch (fault) {
      target.remove();
      throw fault;
    }
    old?.remove();
    view.classList.add("drawn");
    for (const link of document.querySelectorAll(".exhibit-foot a")) link.search = set;
    tell();
  }
  if (view && [...asked.keys()].some((name) => name.startsWith(`${id}.`))) {
    let at, waiting;
    const anew = () => {
      at = view.clientWidth;
      draw().catch(console.error);
    };
    anew();
    addEventListener("resize", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => view.clientWidth === at || anew(), 150);
    });
  }
})();
