// What every test needs: a browser, people who are signed in, and a watch over what a page must never do.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";

export { sleep };
export const BASE = process.env.BASE;
export const PASSWORD = process.env.PASSWORD;
export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

let launched;

/** browser is one for the whole test file. */
export function browser() {
  launched ??= chromium.launch({ executablePath: process.env.CHROMIUM, args: flags });
  return launched;
}

after(async () => {
  if (launched) await (await launched).close();
});

/**
 * context is a browser profile of its own, with an empty cache, that lives as long as the test. as: the account that is
 * signed in. expect: parts of messages on the console that belong to what the test does; any other fails it.
 */
export async function context(t, { as, base = BASE, expect = [], ...options } = {}) {
  const storageState = as ? await signedIn(as, base) : undefined;
  const made = await (await browser()).newContext({
    baseURL: base, viewport: DESKTOP, locale: "en-GB", timezoneId: "Africa/Nairobi", reducedMotion: "reduce", storageState, ...options,
  });
  made.setDefaultTimeout(15_000);
  const faults = watch(made, expect);
  t.after(async () => {
    await made.close();
    assert.deepEqual(faults, [], "the console stays silent");
  });
  return made;
}

/** page is the first page of a new context. */
export async function page(t, options) {
  return (await context(t, options)).newPage();
}

// watch collects what the console says: errors of scripts, breaches of the content policy, resources that are missing.
function watch(made, expect) {
  const faults = [];
  const note = (text, where) => {
    if (!expect.some((part) => text.includes(part))) faults.push(`${text} (${where})`);
  };
  made.on("console", (message) => {
    if (message.type() === "error" || /Content Security Policy/.test(message.text())) note(message.text(), message.page()?.url());
  });
  made.on("weberror", (thrown) => note(String(thrown.error()), thrown.page()?.url()));
  return faults;
}

/** story gives a way to tell a test in steps; it ends at the first that fails, because the next would make no sense. */
export function story(t) {
  return async (name, tell) => {
    let failed = false;
    await t.test(name, async (s) => {
      failed = true;
      await tell(s);
      failed = false;
    });
    if (failed) throw new Error(`the story ends at: ${name}`);
  };
}

/** press clicks and waits for the page that comes. */
export async function press(on, button) {
  await on.evaluate(() => void (window.pressed = true));
  await on.locator(button).first().click();
  await eventually("the next page comes", () => on.evaluate(() => !window.pressed && document.readyState === "complete").catch(() => false));
}

/** address is the e-mail of a demo account. */
export const address = (account) => `${account}@arvenia.example`;

// signedIn gives the cookies of an account. Each signs in once in the whole run; files of tests share the result.
async function signedIn(account, base) {
  const file = `${process.env.E2E_DIR}/${account}-${new URL(base).port}.json`;
  const lock = `${file}.lock`;
  for (let tries = 0; !existsSync(file) && tries < 300; tries++) {
    try {
      mkdirSync(lock);
    } catch {
      await sleep(100); // another file is signing in
      continue;
    }
    try {
      if (existsSync(file)) break;
      const visitor = await (await browser()).newContext({ baseURL: base, javaScriptEnabled: false });
      await signIn(await visitor.newPage(), account);
      writeFileSync(file, JSON.stringify(await visitor.storageState()));
      await visitor.close();
    } finally {
      rmdirSync(lock);
    }
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

/** signIn fills in the form as a person would. */
export async function signIn(on, account) {
  await on.goto("/sign-in");
  await on.locator('input[name="email"]').fill(address(account));
  await on.locator('input[name="password"]').fill(PASSWORD);
  await Promise.all([on.waitForURL((url) => url.pathname !== "/sign-in"), on.locator('main form button[type="submit"]').first().click()]);
}

/** post sends a form as the signed-in context, without a page. */
export async function post(made, path, form = {}) {
  const answer = await made.request.post(path, { form, maxRedirects: 0, headers: { "Sec-Fetch-Site": "same-origin" } });
  assert.ok([200, 204, 303].includes(answer.status()), `POST ${path} answered ${answer.status()}`);
  return answer.headers().location;
}

/** eventually waits until ask gives something true; events reach other modules within seconds. */
export async function eventually(what, ask, seconds = 15) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const got = await ask();
    if (got) return got;
    assert.ok(Date.now() < end, `not within ${seconds} s: ${what}`);
    await sleep(50);
  }
}

/** weigh counts the bytes on the wire, compressed, that a page asks for from now on. */
export async function weigh(on) {
  const cdp = await on.context().newCDPSession(on);
  const kinds = new Map();
  const scale = { bytes: 0, of: {} };
  cdp.on("Network.responseReceived", ({ requestId, response, type }) => kinds.set(requestId, `${type} ${new URL(response.url).pathname}`));
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    scale.bytes += encodedDataLength;
    scale.of[kinds.get(requestId) ?? requestId] = encodedDataLength;
  });
  await cdp.send("Network.enable");
  scale.reset = () => {
    const was = scale.bytes;
    scale.bytes = 0;
    scale.of = {};
    return was;
  };
  return scale;
}

/** thinLine makes the line as bad as a satellite link: 64 kbit/s both ways, 400 ms. */
export async function thinLine(on) {
  const cdp = await on.context().newCDPSession(on);
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", { offline: false, latency: 400, downloadThroughput: 8000, uploadThroughput: 8000 });
}

export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** axe gives what axe finds wrong against WCAG 2.2 AA and good practice, one line for each place. */
export async function axe(on) {
  if (!(await on.evaluate(() => "axe" in window))) await on.evaluate(axeSource); // by the debugger, so the content policy stays on
  const found = await on.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"], elementRef: false, preload: false }),
    standards,
  );
  return found.violations.flatMap((v) => v.nodes.slice(0, 4).map((n) => `${v.id}: ${n.target.join(" ")} · ${n.html.slice(0, 160)} · ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ""}`));
}

/** sideways is how far a page can be scrolled to the side, in pixels. */
export const sideways = (on) => on.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
