// What Citation.js reads: node read_references.cjs PACKAGE FILE..., the ids of each file as JSON.
const fs = require("node:fs");
const path = require("node:path");

const [, , home, ...files] = process.argv;
const Cite = require(home);
const found = {};
for (const file of files) {
  const read = new Cite(fs.readFileSync(file, "utf8"));
  found[path.basename(file)] = read.data.map((item) => item.id).sort();
  if (file.endsWith(".json")) {
    const lines = read.format("bibliography", { template: "apa", format: "text" });
    found.bibliography = lines.trim().split("\n").length;
  }
}
console.log(JSON.stringify(found));
