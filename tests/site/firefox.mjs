/* Visits in Firefox, by its own remote protocol: node firefox.mjs TOOLS FIREFOX ADDRESS CHAPTER WORD.
   Prints, as JSON, what each visit saw, and the complaints of all of them. */
import { createRequire } from "node:module";

const [tools, executablePath, address, chapter, word] = process.argv.slice(2);
const puppeteer = createRequire(`${tools}/`)("puppeteer-core");
const browser = await (puppeteer.default ?? puppeteer).launch({
  browser: "firefox",
  executablePath,
  headless: true,
});
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 900 });
const complaints = [];
page.on("pageerror", (fault) => complaints.push(String(fault)));
page.on("console", (told) => {
  if (["error", "warn", "warning"].includes(told.type())) complaints.push(told.text());
});
page.on("response", (answer) => {
  if (answer.status() >= 400) complaints.push(`${answer.status()}: ${answer.url()}`);
});
const open = (name) => page.goto(`${address}/${name}`, { waitUntil: "load" });
const count = (query) => page.$$eval(query, (found) => found.length);
const shown = (query) =>
  page.$$eval(query, (found) => found.filter((one) => one.checkVisibility()).length);
const seen = {};

await open("index.html");
seen.front = await page.title();
await page.type("form.lookup input", word);
await page.waitForSelector(".answer li a");
seen.answers = await count(".answer li a");
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
seen.ledger = page.url();
await page.waitForFunction(() => /\d/.test(document.querySelector(".ledger-count").textContent));
seen.filtered = await shown(".ledger-table tbody tr");
await page.$eval(".ledger-filter [name=words]", (field) => {
  field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
seen.all = await shown(".ledger-table tbody tr");

await open(chapter);
seen.figures = await count(".exhibit-view");
seen.drawn = 0;
for (const view of await page.$$(".exhibit-view")) {
  await view.evaluate((one) => one.scrollIntoView());
  await view.waitForSelector(".exhibit-live svg text", { timeout: 20000 });
  seen.drawn++;
}
const dress = () => page.evaluate(() => document.documentElement.dataset.theme);
const before = await dress();
await page.click("[data-theme-switch]");
seen.dresses = [before, await dress()];
// Drawn anew in the other colours, in place of what was there.
await new Promise((done) => setTimeout(done, 1500));
seen.drawnAnew = await count(".exhibit-live svg");

await page.click("[data-search]");
await page.type("dialog.search input", word);
await page.waitForSelector("dialog.search li a");
seen.hits = await count("dialog.search li a");
await page.goto("about:blank");
await open("notebooks/ledger.html?verdict=foo&length=3#%");
seen.odd = await shown(".ledger-table tbody tr");

await browser.close();
console.log(JSON.stringify({ seen, complaints }));
