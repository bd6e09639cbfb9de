// Looks at the gallery in a browser: pictures of every page at two widths, an
// accessibility run over each, and the weight of a first visit.
//
//   go test ./web/ui/gallery -run Browser -out /tmp/gallery
//   node web/ui/gallery/look.mjs /tmp/gallery
import { chromium } from "playwright-core";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.argv[2];
const only = process.argv[3] ?? "";
const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../assets/dist");
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

const server = createServer(async (request, response) => {
  const name = new URL(request.url, "http://localhost").pathname;
  const file = name.startsWith("/assets/") ? path.join(dist, path.basename(name)) : path.join(folder, path.basename(name));
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[path.extname(file)] ?? "text/plain", "content-security-policy": policy });
  response.end(await readFile(file));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const base = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
let faults = 0;
for (const file of (await readdir(folder)).filter((f) => f.endsWith(".html") && f.includes(only)).sort()) {
  for (const width of [1280, 390]) {
    // axe comes in past the policy, which forbids scripts from elsewhere.
    const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: false });
    const page = await context.newPage();
    page.on("console", (m) => m.type() === "error" && (faults++, console.log(`${file} ${width}: ${m.text()}`)));
    page.on("pageerror", (e) => (faults++, console.log(`${file} ${width}: ${e.message}`)));
    await page.goto(`${base}/${file}`, { waitUntil: "networkidle" });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) (faults++, console.log(`${file} ${width}: ${wide} px wider than the window`));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
    for (const v of violations) {
      faults++;
      console.log(`${file} ${width}: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
    }
    await page.screenshot({ path: path.join(folder, file.replace(".html", `-${width}.png`)), fullPage: true });
    await context.close();
  }
}
await browser.close();
server.close();
console.log(faults === 0 ? "nothing found" : `${faults} found`);
process.exitCode = faults === 0 ? 0 : 1;
