/* What a page does beyond being read: dress, search, claim cards, filters, live figures. */
(() => {
  "use strict";
  const root = document.documentElement;
  const site = new URL("../", document.currentScript.src);
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const make = (name, about = {}, ...inside) => {
    const node = Object.assign(document.createElement(name), about);
    node.append(...inside);
    return node;
  };
  const json = (address) => fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  });
  const kept = { get: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
    set: (dress) => { try { localStorage.setItem("theme", dress); } catch { /* private window */ } } };

  /* Dress: as the system has it until the reader chooses. */
  const isDark = () => root.dataset.theme === "dark";
  const dressSwitch = document.querySelector("[data-theme-switch]");
  const wear = (dress) => { root.dataset.theme = dress; dressSwitch.setAttribute("aria-pressed", String(isDark())); };
  dressSwitch.hidden = false;
  wear(root.dataset.theme || "light");
  dressSwitch.addEventListener("click", () => { wear(isDark() ? "light" : "dark"); kept.set(root.dataset.theme); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (now) => { if (!kept.get()) wear(now.matches ? "dark" : "light"); });

  /* Search: pages, sections, figures and claims, all words, best first. */
  let index;
  function finder(place) {
    const field = make("input", { type: "search", autocomplete: "off", spellcheck: false, placeholder: "a word, a model, a number" });
    field.setAttribute("aria-label", "Search the book");
    const list = make("ol"), count = make("output");
    const show = async () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      if (!words.length) { list.replaceChildren(); count.textContent = ""; return; }
      index ??= json(new URL("search.json", site));
      const hits = (await index).map((entry) => {
        const title = entry.t.toLowerCase(), text = `${title} ${entry.x.toLowerCase()}`;
        if (!words.every((word) => text.includes(word))) return null;
        return [words.filter((word) => title.includes(word)).length * 2 + (entry.k === "Figure" ? 1 : 0), entry];
      }).filter(Boolean).sort((a, b) => b[0] - a[0]);
      count.textContent = `${hits.length} found`;
      list.replaceChildren(...hits.slice(0, 40).map(([, entry]) =>
        make("li", {}, make("a", { href: new URL(entry.u, site) }, make("small", {}, entry.k + (entry.v ? `, ${entry.v}` : "")), entry.t))));
    };
    field.addEventListener("input", () => show().catch(() => { count.textContent = "The index did not load; the contents list every page."; }));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") list.querySelector("a")?.click();
      // A search field would only empty itself at the first Escape.
      if (event.key === "Escape") field.closest("dialog")?.close();
    });
    place.append(field, count, list);
    return { field, show };
  }
  for (const place of all("[data-finder]")) {
    const one = finder(place);
    one.field.value = new URLSearchParams(location.search).get("q") ?? "";
    one.show(); one.field.focus();
  }
  let dialog, found;
  function search() {
    if (!dialog) {
      dialog = make("dialog", { className: "search" });
      dialog.setAttribute("aria-label", "Search");
      const place = make("div", { className: "finder" });
      found = finder(place);
      dialog.append(place);
      dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target.closest("a")) dialog.close(); });
      document.body.append(dialog);
    }
    dialog.showModal(); found.field.focus(); found.field.select();
  }
  document.querySelector("[data-search]").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || document.querySelector("[data-finder]")) return;
    event.preventDefault(); search();
  });
  addEventListener("keydown", (event) => {
    const typing = /^(input|select|textarea)$/i.test(event.target.tagName ?? "");
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) || event.key === "/" && !typing) { event.preventDefault(); search(); }
  });

  /* Claims: a card with what was stated and what we find. */
  const card = make("div", { className: "claim-card", popover: "manual" });
  card.id = "claim-card";
  let shownFor, leaving;
  const hide = () => { clearTimeout(leaving); if (shownFor) { shownFor = null; card.hidePopover(); } };
  const soon = () => { clearTimeout(leaving); leaving = setTimeout(hide, 250); };
  function present(link) {
    clearTimeout(leaving);
    if (shownFor === link) return;
    const note = document.getElementById(link.dataset.note);
    if (!card.isConnected) document.body.append(card);
    card.replaceChildren(...[...note.childNodes].map((node) => node.cloneNode(true)));
    shownFor = link;
    card.showPopover();
    place();
  }
  function place() {
    const at = shownFor.getBoundingClientRect(), size = card.getBoundingClientRect();
    const left = shownFor.getClientRects()[0].left;
    card.style.left = `${Math.max(12, Math.min(left, innerWidth - size.width - 12))}px`;
    card.style.top = `${at.bottom + size.height + 10 < innerHeight ? at.bottom + 6 : Math.max(8, at.top - size.height - 6)}px`;
  }
  for (const link of all("a.claim[data-note]")) {
    link.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") present(link); });
    link.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") soon(); });
    link.addEventListener("focus", () => { if (link.matches(":focus-visible")) present(link); });
    link.addEventListener("blur", soon);
    link.addEventListener("click", (event) => {
      // A finger has no way to hover: the first tap shows the card, whose link leads on.
      if (event.pointerType === "touch" || event.pointerType === "pen") { event.preventDefault(); if (shownFor === link) hide(); else present(link); }
    });
  }
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  card.addEventListener("pointerleave", soon);
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", () => {
    const at = shownFor?.getBoundingClientRect();
    if (at && (at.bottom < 0 || at.top > innerHeight)) hide(); else if (at) place();
  }, { passive: true });
  addEventListener("pointerdown", (event) => { if (shownFor && !card.contains(event.target) && !shownFor.contains(event.target)) hide(); });

  /* Copying: citations and code. */
  for (const box of all("div.highlight")) if (!box.closest("details")) box.append(make("button", { type: "button", className: "copy" }, "Copy"));
  for (const button of all("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = (button.parentElement.querySelector("pre") ?? button.parentElement.querySelector(".cite-text")).textContent;
      try { await navigator.clipboard.writeText(text); button.textContent = "Copied"; } catch { button.textContent = "Not allowed"; }
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
  }

  /* Where on the page the reader is. */
  const entries = new Map(all(".page-nav a[href^='#']").map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
  entries.delete(null);
  if (entries.size) {
    const mark = () => {
      let current;
      for (const [part, link] of entries) { link.removeAttribute("aria-current"); if (part.getBoundingClientRect().top < 120) current = link; }
      current?.setAttribute("aria-current", "true");
    };
    let due;
    addEventListener("scroll", () => { due ??= requestAnimationFrame(() => { due = undefined; mark(); }); }, { passive: true });
    mark();
  }

  /* Filters: the ledger and the gallery. */
  const wanted = new URLSearchParams(location.search).get("words");
  for (const ledger of all("[data-ledger]")) {
    const form = ledger.querySelector("form");
    const rows = all("tbody tr", ledger);
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
      all("section", ledger).forEach((part) => { part.hidden = !part.querySelector("tbody tr:not([hidden])"); });
      form.querySelector("output").textContent = `${shown} of ${rows.length}`;
    };
    form.hidden = false;
    if (wanted) form.elements.words.value = wanted;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", filter);
    filter();
  }
  for (const gallery of all("[data-gallery]")) {
    const form = gallery.querySelector("form"), items = all("li", gallery);
    const filter = () => {
      const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
      items.forEach((item) => { const text = `${item.textContent} ${item.querySelector("img").alt}`.toLowerCase(); item.hidden = !words.every((word) => text.includes(word)); });
      form.querySelector("output").textContent = `${items.filter((item) => !item.hidden).length} of ${items.length}`;
    };
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  /* Figures: there as pictures, alive when they near the screen. From disk they stay pictures. */
  const narrowPage = matchMedia("(max-width: 560px)");
  let vega, look;
  const loadVega = () => (vega ??= new Promise((resolve, reject) => {
    const script = make("script", { src: new URL("vendor/vega.js", site) });
    script.onload = resolve;
    script.onerror = () => reject(new Error("vendor/vega.js did not load"));
    document.head.append(script);
  }));
  async function draw(view) {
    const base = new URL(view.dataset.base, location.href);
    look ??= json(new URL("dress.json", base));
    const [specs, { config, dark }] = await Promise.all([json(new URL(`${view.dataset.exhibit}.view.json`, base)), look, loadVega()]);
    let text = JSON.stringify({ ...(narrowPage.matches && specs.narrow || specs.wide), config });
    if (isDark()) for (const [light, twin] of Object.entries(dark)) text = text.replaceAll(`"${light}"`, `"${twin}"`);
    const target = make("div", { className: "exhibit-live" });
    const alt = view.querySelector("img").alt;
    const old = view.querySelector(".exhibit-live");
    view.append(target);
    try {
      const spec = JSON.parse(text);
      // The width is given rather than asked of the container: layered charts overrun what they ask for.
      if (spec.width === "container") Object.assign(spec, { width: view.clientWidth, autosize: { type: "fit-x", contains: "padding" } });
      await vegaEmbed(target, spec, { mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false, logLevel: 1, tooltip: { disableDefaultStyle: true } });
      view.dataset.drawnAt = view.clientWidth;
      const svg = target.querySelector("svg");
      if (svg) {
        svg.setAttribute("role", "img"); svg.setAttribute("aria-label", alt);
        // The alternative text says the finding; what Vega says of each mark would only be noise.
        for (const part of svg.children) part.setAttribute("aria-hidden", "true");
      }
      old?.remove();
      view.classList.add("drawn");
    } catch (fault) { target.remove(); console.error(fault); }
  }
  const figures = all(".exhibit-view");
  if (figures.length && location.protocol !== "file:") {
    const again = (these) => these.filter((view) => view.classList.contains("drawn")).forEach((view) => draw(view).catch(console.error));
    const near = new IntersectionObserver((seen) => {
      for (const entry of seen) if (entry.isIntersecting) { near.unobserve(entry.target); draw(entry.target).catch(console.error); }
    }, { rootMargin: "300px" });
    figures.forEach((view) => near.observe(view));
    let dark = isDark(), waiting;
    new MutationObserver(() => { if (isDark() !== dark) { dark = isDark(); again(figures); } }).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
    addEventListener("resize", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => again(figures.filter((view) => view.clientWidth !== Number(view.dataset.drawnAt))), 150);
    });
  }
})();
