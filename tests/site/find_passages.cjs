/* node find_passages.cjs FOLDER: prints what assets/passages.js finds for the queries in
   FOLDER/queries.json among the sentences of FOLDER/passages.json. */
const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");
const [script, folder] = process.argv.slice(2);
runInThisContext(readFileSync(script, "utf8"));
globalThis.bookPassages = JSON.parse(readFileSync(`${folder}/passages.json`, "utf8"));
const queries = JSON.parse(readFileSync(`${folder}/queries.json`, "utf8"));
console.log(JSON.stringify(queries.map((query) => globalThis.passagesIn(query))));
