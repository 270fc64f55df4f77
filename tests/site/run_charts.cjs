// Runs each specification of Vega on standard input with the script of the pages; prints faults.
const [script] = process.argv.slice(2);
require(script);
const { View, parse, expressionInterpreter } = globalThis.vega;
const chunks = [];
process.stdin.on("data", (one) => chunks.push(one));
process.stdin.on("end", async () => {
  const faults = {};
  for (const [name, spec] of Object.entries(JSON.parse(Buffer.concat(chunks)))) {
    const heard = [];
    const logger = { level: () => logger, error: (...said) => (heard.push(said.join(" ")), logger) };
    for (const kind of ["warn", "info", "debug"]) logger[kind] = () => logger;
    try {
      const runtime = parse(spec, {}, { ast: true });
      const view = new View(runtime, { expr: expressionInterpreter, renderer: "none", logger });
      await view.runAsync();
      const svg = await view.toSVG();
      if (!/<(path|text|image)[^>]* (d|transform|href)="[^"]/.test(svg)) heard.push("draws nothing");
    } catch (fault) {
      heard.push(String(fault));
    }
    if (heard.length) faults[name] = heard;
  }
  console.log(JSON.stringify(faults));
});
