/* A model that the reader moves: levers, the book's formulas, pictures drawn anew, and its state in
   the address. The formulas are a script of the book (see claimsbook.figures.models). */
"use strict";
globalThis.bookModel = async (place, tools) => {
  const { all, make, json, load, isDark, narrowPage, drawer } = tools;
  const id = place.dataset.model,
    base = new URL(place.dataset.base, location.href);
  const [model, dress] = await Promise.all([
    json(new URL(`${id}.json`, base)),
    json(new URL("../figures/dress.json", base)),
    load(`models/${id}.js`),
    drawer(),
  ]);
  const { embed, name } = globalThis.bookDrawing;
  const tell = globalThis.bookModels[id],
    form = place.querySelector("form"),
    part = (name) => form.querySelector(`[data-${name}]`);
  const ranges = Object.fromEntries(
    model.levers.filter((one) => one.low).map((one) => [one.id, [one.low.value, one.high.value]]),
  );
  const labels = Object.fromEntries(
    model.levers.map((one) => [one.id, `${one.label} ${one.unit}`]),
  );
  const levers = new Map(model.levers.map((one) => [one.id, one]));
  const startsOf = (preset) =>
    Object.fromEntries(model.levers.map((one) => [one.id, preset.starts[one.id].value]));
  const presets = new Map(model.presets.map((one) => [one.id, startsOf(one)]));
  const own = model.presets.find((one) => one.own).id;
  const sliders = new Map(all("input[type=range]", form).map((one) => [one.name, one]));
  const numbers = new Map(all("[data-number]", form).map((one) => [one.dataset.number, one]));
  /* Where each lever that was not moved still stands: at its value in the preset begun with. */
  const begun = new Map(presets);
  let chosen = model.presets[0].id,
    from = chosen,
    values = { ...presets.get(chosen) };

  /* The address: a preset by its name, or the reader's own by every value. */
  function read() {
    const asked = new URLSearchParams(location.search),
      named = asked.get("preset"),
      wrong = [];
    chosen = presets.has(named) ? named : model.presets[0].id;
    from = begun.has(asked.get("from")) ? asked.get("from") : chosen;
    if (named !== null && !presets.has(named)) wrong.push(`no preset is called ${named}`);
    values = { ...begun.get(chosen) };
    for (const [name, lever] of levers) {
      const text = asked.get(name);
      if (text === null) continue;
      const number = text.trim() === "" ? NaN : Number(text);
      if (Number.isFinite(number) && number >= lever.least && number <= lever.most)
        values[name] = number;
      else
        wrong.push(
          `${lever.label} is ${lever.least} to ${lever.most}, not ${text.slice(0, 20)}`,
        );
    }
    if ([...levers.keys()].some((name) => values[name] !== presets.get(chosen)[name])) {
      chosen = own;
      presets.set(own, values);
    }
    const note = part("note");
    note.hidden = !wrong.length;
    note.textContent = wrong.length ? `Left out of the address: ${wrong.join("; ")}.` : "";
  }
  function address() {
    const to = new URL(location.href);
    const moved = chosen === own ? { ...(from === own ? {} : { from }), ...values } : {};
    to.search = new URLSearchParams({ preset: chosen, ...moved });
    return to;
  }

  /* Pictures: embedded once, then only their data change. */
  const drawn = new Map();
  async function begin(view, rows, words) {
    const target = place.querySelector(`[data-view="${view.id}"]`);
    const made = narrowPage.matches && Object.keys(view.narrow).length ? view.narrow : view.spec;
    const live = make("div", { className: "exhibit-live" }),
      old = [...target.children];
    target.append(live);
    const vega = await embed(live, made, dress, target.clientWidth, rows);
    old.forEach((one) => one.remove());
    drawn.set(view.id, { vega, target, at: target.clientWidth });
    name(target, words);
  }
  async function draw(told) {
    for (const view of model.views) {
      const rows = told.views[view.id],
        words = `${view.title}. ${told.short}`,
        there = drawn.get(view.id);
      if (!there) await begin(view, rows, words);
      else {
        for (const [data, these] of Object.entries(rows)) there.vega.data(data, these);
        await there.vega.runAsync();
        name(there.target, words);
      }
    }
  }
  let drawing = Promise.resolve(),
    due = 0;
  function redraw(anew = false) {
    const mine = ++due;
    drawing = drawing
      .then(() => {
        if (mine !== due && !anew) return undefined;
        if (anew) drawn.clear();
        return draw(tell(values, ranges, labels));
      })
      .catch(console.error);
    return drawing;
  }

  /* What is said: at once to the eye, and to the ear when the lever has come to rest. */
  let resting;
  function show(settled = false) {
    const told = tell(values, ranges, labels);
    part("short").textContent = told.short;
    part("sentence").textContent = told.sentence;
    part("details").replaceChildren(...told.details.map((one) => make("li", {}, one)));
    for (const [key, slider] of sliders) {
      slider.value = values[key];
      slider.setAttribute("aria-valuetext", levers.get(key).unit.replace("{}", values[key]));
    }
    for (const [key, field] of numbers)
      if (field !== document.activeElement) field.value = values[key];
    for (const one of all("input[name=preset]", form)) one.checked = one.value === chosen;
    for (const one of all(".model-about", form)) one.hidden = one.dataset.preset !== chosen;
    for (const one of all("[data-lever]", form)) {
      const key = one.dataset.lever,
        moved = values[key] !== begun.get(from)[key];
      one.hidden = one.dataset.preset !== (moved ? "" : from);
    }
    clearTimeout(resting);
    if (!settled)
      resting = setTimeout(() => {
        part("announced").textContent = told.short;
        history.replaceState(null, "", address());
      }, 600);
    redraw();
  }
  function move(key, number) {
    const lever = levers.get(key);
    values = { ...values, [key]: Math.min(lever.most, Math.max(lever.least, number)) };
    const same = [...presets].find(
      ([preset, these]) =>
        preset !== own && [...levers.keys()].every((one) => these[one] === values[one]),
    );
    chosen = same ? same[0] : own;
    if (same) from = chosen;
    else presets.set(own, values);
    show();
  }
  for (const [key, slider] of sliders)
    slider.addEventListener("input", () => move(key, Number(slider.value)));
  for (const [key, field] of numbers) {
    field.addEventListener("input", () => {
      const number = field.valueAsNumber,
        { least, most } = levers.get(key);
      if (number >= least && number <= most) move(key, number);
    });
    // What cannot be taken gives way to what is.
    field.addEventListener("change", () => {
      if (Number.isFinite(field.valueAsNumber)) move(key, field.valueAsNumber);
      field.value = values[key];
    });
  }
  form.addEventListener("change", (event) => {
    if (event.target.name !== "preset") return;
    chosen = event.target.value;
    if (chosen !== own || presets.get(own) === begun.get(own)) from = chosen;
    values = { ...presets.get(chosen) };
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  part("copy").addEventListener("click", async () => {
    const link = address().href,
      said = part("copy");
    try {
      await navigator.clipboard.writeText(link);
      said.textContent = "Copied";
      part("announced").textContent = "Link copied";
    } catch {
      const field = part("link");
      field.closest("label").hidden = false;
      field.value = link;
      field.select();
      said.textContent = "Selected: press Ctrl-C";
    }
    setTimeout(() => {
      said.textContent = "Copy link";
    }, 2500);
  });
  addEventListener("popstate", () => {
    read();
    show(true);
  });

  read();
  form.hidden = false;
  place.querySelector(".model-stills").hidden = true;
  show(true);
  let wasDark = isDark(),
    waiting;
  new MutationObserver(() => {
    if (isDark() !== wasDark) {
      wasDark = isDark();
      redraw(true);
    }
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if ([...drawn.values()].some((one) => one.at !== one.target.clientWidth)) redraw(true);
    }, 150);
  });
  place.dataset.ready = "true";
};
