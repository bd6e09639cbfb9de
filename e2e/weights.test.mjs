// What a thin line has to carry, compressed, and what it is like to work on one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { context, eventually, kilobytes, page, post, thinLine, weigh } from "./lib.mjs";

const KB = 1000;
const first = 150 * KB;
const later = 30 * KB;
const note = "Written over a satellite line.";

test("a lesson weighs 150 KB at most on the first visit, and 30 KB after it", async (t) => {
  const on = await page(t, { as: "instructor" });
  const scale = await weigh(on);
  const seen = [];
  for (const course of ["cyber-hygiene", "verification"]) {
    const outline = await on.request.get(`/courses/${course}`);
    const links = new Set((await outline.text()).match(new RegExp(`/courses/${course}/lessons/[^"?#]+`, "g")));
    for (const path of links) {
      await on.goto(path);
      await on.evaluate(async () => {
        const figures = [...document.querySelectorAll("main img")];
        for (const img of figures) img.loading = "eager";
        await Promise.all(figures.map((img) => img.decode())); // all of them count
      });
      seen.push({ path, bytes: scale.reset() });
    }
  }
  const [opening, ...others] = seen;
  const heaviest = others.reduce((a, b) => (a.bytes > b.bytes ? a : b));
  t.diagnostic(`first visit of a lesson: ${kilobytes(opening.bytes)}; the heaviest of ${others.length} later ones: ${kilobytes(heaviest.bytes)} (${heaviest.path})`);
  assert.ok(opening.bytes > 10 * KB, "the scale works");
  assert.ok(opening.bytes <= first, `${kilobytes(opening.bytes)} on the first visit`);
  for (const { path, bytes } of others) assert.ok(bytes <= later, `${path} weighs ${kilobytes(bytes)}`);
});

test("an exercise can be played at 64 kbit/s", async (t) => {
  const made = await context(t, { as: "admin" });
  await post(made, "/courses/verification/enrol");
  const run = await post(made, "/exercises/the-bridge-that-never-fell", { speed: "3" });
  await post(made, `${run}/clock`, { speed: "20" });

  const on = await made.newPage();
  const scale = await weigh(on);
  await thinLine(on);
  const from = Date.now();
  await on.goto(run, { waitUntil: "commit" });
  await on.locator("#feed .post").first().waitFor({ timeout: 20_000 });
  const shown = Date.now() - from;
  await on.locator("body.live").waitFor({ timeout: 20_000 });
  const live = Date.now() - from;
  const opening = scale.bytes;

  const asked = Date.now();
  await on.locator("#log textarea").fill(note);
  await on.locator("#log form button").click();
  await on.locator("#log li", { hasText: note }).waitFor({ timeout: 20_000 });
  const acknowledged = Date.now() - asked;
  await on.locator("#fresh button").waitFor({ timeout: 30_000 });

  t.diagnostic(`at 64 kbit/s and 400 ms: feed shown after ${shown} ms, live after ${live} ms, an act acknowledged after ${acknowledged} ms; first visit ${kilobytes(opening)}`);
  assert.ok(shown <= 20_000, `the feed is shown after ${shown} ms`);
  assert.ok(acknowledged <= 5_000, `an act is acknowledged after ${acknowledged} ms`);
  assert.ok(opening <= first, `the first visit weighs ${kilobytes(opening)}`);
});

test("news of an exercise come as small pieces", async (t) => {
  const made = await context(t, { as: "admin" });
  const on = await made.newPage();
  await on.goto("/exercises");
  const run = await on.locator('main a[href^="/runs/"]').first().getAttribute("href");
  await post(made, `${run}/clock`, { speed: "20" });
  const cdp = await made.newCDPSession(on);
  const heard = [];
  const pages = [];
  cdp.on("Network.eventSourceMessageReceived", ({ eventName, data }) => heard.push({ name: eventName, bytes: Buffer.byteLength(data) }));
  cdp.on("Network.requestWillBeSent", ({ request, type }) => !request.url.endsWith("/stream") && type !== "Image" && pages.push(request.url));
  await cdp.send("Network.enable");
  await on.goto(run);
  await on.locator("body.live").waitFor();
  const before = pages.length;
  await eventually("twelve events", () => heard.length >= 12, 30);
  const total = heard.reduce((sum, e) => sum + e.bytes, 0);
  const largest = heard.reduce((a, b) => (a.bytes > b.bytes ? a : b));
  t.diagnostic(`${heard.length} events, ${kilobytes(total / heard.length)} each on average; the largest ${largest.name}, ${kilobytes(largest.bytes)}`);
  assert.deepEqual(pages.slice(before), [], "nothing else is asked for");
  assert.ok(total / heard.length <= 6 * KB, `an event weighs ${kilobytes(total / heard.length)} on average`);
});
