/* Figures that are already there as pictures come alive when they near the screen. */
(() => {
  "use strict";
  const here = document.currentScript.src;
  const site = new URL("../", here);
  const narrowPage = matchMedia("(max-width: 560px)");
  const isDark = () => document.documentElement.dataset.theme === "dark";
  let vega, dress;

  const loadVega = () => (vega ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("vendor/vega.js", site);
    script.onload = resolve;
    script.onerror = () => reject(new Error("vendor/vega.js did not load"));
    document.head.append(script);
  }));
  const json = (url) => fetch(url).then((r) => { if (!r.ok) throw new Error(`${url}: ${r.status}`); return r.json(); });

  async function draw(view) {
    const base = new URL(view.dataset.base, location.href);
    dress ??= json(new URL("dress.json", base));
    const [specs, look] = await Promise.all([json(new URL(`${view.dataset.exhibit}.view.json`, base)), dress, loadVega()]);
    let text = JSON.stringify({ ...(narrowPage.matches && specs.narrow || specs.wide), config: look.config });
    if (isDark()) for (const [light, dark] of Object.entries(look.dark)) text = text.replaceAll(`"${light}"`, `"${dark}"`);
    const target = document.createElement("div");
    const alt = view.querySelector("img").alt;
    const old = view.querySelector(".exhibit-live");
    target.className = "exhibit-live";
    view.append(target);
    try {
      const spec = JSON.parse(text);
      // The width is given rather than asked of the container: layered charts overrun what they ask for.
      if (spec.width === "container") Object.assign(spec, { width: view.clientWidth, autosize: { type: "fit-x", contains: "padding" } });
      const compiled = vegaLite.compile(spec, { logger: vega.logger(vega.Error) }).spec;
      await vegaEmbed(target, compiled, { mode: "vega", renderer: "svg", actions: false, ast: true, logLevel: vega.Error, tooltip: { theme: isDark() ? "dark" : "light" } });
      view.dataset.drawnAt = view.clientWidth;
      const svg = target.querySelector("svg");
      if (svg) { svg.setAttribute("role", "img"); svg.setAttribute("aria-label", alt); }
      old?.remove();
      view.classList.add("drawn");
    } catch (fault) { target.remove(); console.error(fault); }
  }

  const figures = [...document.querySelectorAll(".exhibit-view")];
  if (figures.length && "IntersectionObserver" in window) {
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) { seen.unobserve(entry.target); draw(entry.target).catch(console.error); }
    }, { rootMargin: "300px" });
    figures.forEach((view) => seen.observe(view));
    let dark = isDark();
    const again = () => figures.filter((view) => view.classList.contains("drawn")).forEach((view) => draw(view).catch(console.error));
    new MutationObserver(() => { if (isDark() !== dark) { dark = isDark(); again(); } })
      .observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    let waiting;
    addEventListener("resize", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => figures.filter((view) => view.classList.contains("drawn") && view.clientWidth !== Number(view.dataset.drawnAt))
        .forEach((view) => draw(view).catch(console.error)), 150);
    });
  }

  for (const ledger of document.querySelectorAll("[data-ledger]")) {
    const form = ledger.querySelector("form");
    const rows = [...ledger.querySelectorAll("tbody tr")];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const filter = () => {
      const wish = new FormData(form);
      const words = wish.get("words").toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, n) => {
        const section = row.closest("section").dataset.section;
        const fits = (!wish.get("verdict") || row.dataset.verdict === wish.get("verdict"))
          && (!wish.get("section") || section === wish.get("section"))
          && (wish.get("repeats") || !("repeat" in row.dataset) || row.matches(":target"))
          && words.every((word) => texts[n].includes(word));
        row.hidden = !fits;
        shown += fits;
      });
      ledger.querySelectorAll("section").forEach((part) => { part.hidden = !part.querySelector("tbody tr:not([hidden])"); });
      form.querySelector("output").textContent = `${shown} of ${rows.length}`;
    };
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", filter);
    filter();
  }
})();
