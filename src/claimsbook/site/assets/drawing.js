/* Charts drawn by Vega: what the pages of the book, framed figures and models share. */
"use strict";
globalThis.bookDrawing = (() => {
  const LEAST = 340; // px; a narrower screen sees the chart for a telephone, smaller
  const isDark = () => document.documentElement.dataset.theme === "dark";
  const { hasOwn, entries, fromEntries } = Object;

  /* The controls of a chart: variables that the reader may set. */
  const bound = (spec) => (spec.signals ?? []).filter((one) => one.bind && "value" in one);
  /* Their names, with their defaults. */
  const controls = (spec) => fromEntries(bound(spec).map((one) => [one.name, one.value]));
  /* Only what a control can take: a value of its list, or a number in its range. */
  const allowed = ({ bind }, value) =>
    bind.options
      ? bind.options.includes(value)
      : bind.input !== "range" || (value >= bind.min && value <= bind.max);
  /* What a reader has set stands in the address, so that it can be shared: figure.control=value. */
  const key = (exhibit, name) => `${exhibit}.${name}`;
  function remembered(exhibit, spec) {
    const found = {},
      asked = new URLSearchParams(location.search);
    for (const one of bound(spec)) {
      const given = asked.get(key(exhibit, one.name));
      if (given === null) continue;
      const value = typeof one.value === "number" ? Number(given) : given;
      if (allowed(one, value)) found[one.name] = value;
    }
    return Object.keys(found).length ? found : undefined;
  }
  /* What was moved, as the query of an address; "" at the first settings. */
  function query(exhibit, settings, spec) {
    const first = controls(spec);
    const moved = entries(settings ?? {}).filter(([name, value]) => value !== first[name]);
    const asked = moved.map(([name, value]) => [key(exhibit, name), value]);
    return new URLSearchParams(asked).toString();
  }

  /* A chart in the colours of a dress, with other rows and settings than its own. */
  function made(chart, dark, datasets = {}, settings = {}) {
    let text = JSON.stringify(chart);
    for (const [light, twin] of entries(dark)) text = text.replaceAll(`"${light}"`, `"${twin}"`);
    const spec = JSON.parse(text);
    for (const one of spec.data ?? [])
      if (hasOwn(datasets, one.name)) one.values = datasets[one.name];
    for (const one of bound(spec))
      if (hasOwn(settings, one.name)) one.value = settings[one.name];
    return spec;
  }
  /* A chart as it is set, with nothing to set. */
  function still(chart, settings) {
    const spec = made(chart, {}, {}, settings);
    for (const one of bound(spec)) delete one.bind;
    return spec;
  }
  const fits = (spec) => spec.autosize?.type === "fit-x";
  function viewOf(spec, about) {
    const { View, parse, expressionInterpreter } = globalThis.vega;
    // Formulas are read and not compiled, which the policy of the pages forbids.
    const runtime = parse(spec, {}, { ast: true });
    return new View(runtime, { expr: expressionInterpreter, logLevel: 1, ...about });
  }
  /* A chart in the dress of the page, drawn into `target`, which is `room` px wide. The width is
     given rather than asked of the container: layered charts overrun what they ask for. */
  async function embed(target, chart, { dark }, room, datasets, settings) {
    const spec = made(chart, isDark() ? dark : {}, datasets, settings);
    if (fits(spec)) spec.width = Math.max(room, LEAST);
    const view = viewOf(spec, { renderer: "svg" });
    view.tooltip(new globalThis.vega.Handler({ disableDefaultStyle: true }).call);
    view.initialize(target);
    await view.runAsync();
    return view;
  }
  /* The alternative text says the finding; what Vega says of each mark would only be noise. */
  function name(target, words) {
    const svg = target.querySelector("svg");
    if (!svg) return;
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", words);
    for (const part of svg.children) part.setAttribute("aria-hidden", "true");
  }
  /* A chart may say its result for any setting, in a variable called "told". Its apostrophes are
     set as those of the page. */
  function said(view) {
    try {
      return view.signal("told")?.replaceAll("'", "\u2019");
    } catch {
      return null;
    }
  }
  /* What is described at length is the first setting, and a reader who hears it is told so. */
  const described = (told, alt) => `${told ? `${told}. ` : ""}As first drawn: ${alt}`;

  /* A picture that travels alone, as the stored one is: in print's dress, with title, subtitle,
     sources and credit, which says what was set. The look is that of claimsbook.figures.render. */
  async function picture({ wide, words }, { frame }, settings, set) {
    const spec = made(wide, {}, {}, settings);
    spec.padding = frame.margin;
    if (fits(spec)) spec.width = frame.width;
    const view = viewOf(spec, { renderer: "none" });
    await view.runAsync();
    const title = (set && view.signal("told")) || words.title;
    const feet = [words.sources, set ? `${words.credit} · set to ${set}` : words.credit];
    const svg = await view.toSVG();
    view.finalize();
    return framed(svg, { ...words, title, feet }, frame);
  }
  const escaped = (text) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  /* Lines of at most so many signs, broken at spaces and, between letters, behind a hyphen. */
  function wrapped(text, most) {
    const lines = [""];
    for (const word of text.split(/[ \t\n]+/).filter(Boolean))
      word
        .split(/(?<=\p{L}\p{L}-|\p{L}-\p{L}-)(?=\p{L}-?\p{L})/u)
        .forEach((part, n) => {
          const last = lines.at(-1),
            gap = n || !last ? "" : " ";
          if (last && (last + gap + part).length > most) lines.push(part);
          else lines[lines.length - 1] = last + gap + part;
        });
    return lines;
  }
  function framed(svg, { title, subtitle, feet }, { margin, styles, font, paper }) {
    const opening = svg.match(/<svg[^>]*>/)[0],
      size = (side) => Math.ceil(Number(opening.match(` ${side}="([\\d.]+)"`)[1])),
      width = size("width");
    let words = "",
      y = margin;
    const write = (text, { px, line, letter, colour, weight }, raised = 0) => {
      for (const one of wrapped(text, Math.trunc((width - 2 * margin) / (px * letter)))) {
        y += line;
        words +=
          `<text x="${margin}" y="${y - raised}" font-size="${px}" font-weight="${weight}" ` +
          `font-family="${font}" fill="${colour}">${escaped(one)}</text>`;
      }
    };
    write(title, styles.title);
    y += 2;
    write(subtitle, styles.subtitle);
    const drop = y;
    y += size("height");
    for (const foot of feet) write(foot, styles.footer, margin / 2);
    const head = opening
      .replace(/ (width|height|viewBox)="[^"]*"/g, "")
      .replace("<svg", `<svg width="${width}" height="${y}" viewBox="0 0 ${width} ${y}"`);
    const body = svg.slice(svg.indexOf(opening) + opening.length).replace(/<\/svg>\s*$/, "");
    return (
      `${head}<rect width="${width}" height="${y}" fill="${paper}"/>${words}` +
      `<g transform="translate(0,${drop})">${body}</g></svg>`
    );
  }
  /* An SVG as PNG, two device pixels to a CSS pixel. */
  async function png(svg) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 2 * image.width, height: 2 * image.height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => {
      canvas.toBlob(resolve, "image/png");
    });
  }
  const file = async (svg, kind) =>
    kind === "png" ? png(svg) : new Blob([svg], { type: "image/svg+xml" });

  return { controls, remembered, query, embed, still, name, said, described, picture, file };
})();
