// Every screen for everybody: axe finds nothing in both directions and both themes, wide and at 360 pixels, where nothing
// scrolls sideways. A screen is seen in two ways in each language: wide in one theme and narrow in the other, and the
// other way round in the other language. THOROUGH=1 sees all eight.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, context, DESKTOP, PHONE, post, sideways } from "./lib.mjs";
import { explore, furnish, patterns } from "./screens.mjs";

const accounts = ["trainee", "instructor", "admin", "head", "author", "auditor", "operator"];

test("every screen works for everybody", { concurrency: 3 }, async (t) => {
  const made = new Map();
  for (const account of accounts) made.set(account, await context(t, { as: account }));
  made.set("visitor", await context(t, { expect: ["404 (Not Found)", "422"] }));
  for (const account of accounts) await post(made.get(account), "/language", { lang: "en", back: "/" });
  const there = await furnish(made.get("admin"), made.get("instructor"), made.get("head"));

  const routes = patterns();
  const screens = new Map();
  const dead = [];
  for (const account of ["visitor", ...accounts]) {
    const found = await explore(made.get(account), routes, account === "visitor" ? "/sign-in" : "/");
    dead.push(...found.dead);
    for (const [route, path] of found.found) if (!screens.has(route)) screens.set(route, { account, path });
  }
  const beyond = [
    // states of screens that no link leads to from outside
    ["visitor", "/nowhere"],
    ["instructor", "/courses/cyber-hygiene/lessons/c2.1.1?check=same-long&pick=0"],
    ["instructor", "/reports/completion?by=person"],
    ["admin", "/reports/completion?by=person"],
    ["admin", there.import],
    ["instructor", there.cohort],
    ["instructor", there.attempt],
    ["instructor", `${there.attempt}?q=all`],
    ["instructor", `${there.attempt}/review`],
    ["instructor", there.run],
    ["instructor", `${there.run}?thread=s-desk&tab=inbox`],
    ["instructor", `${there.run}?claim=own-1&tab=claims`],
    ["instructor", `${there.run}?report=own-1`],
    ["instructor", `${there.run}?write=1`],
    ["instructor", `${there.run}?ask=end`],
  ].filter(([account, path]) => path && !(account === "instructor" && path.startsWith("/reports")));
  const all = [...[...screens].map(([route, { account, path }]) => ({ name: route, account, path })), ...beyond.map(([account, path]) => ({ name: path, account, path }))];

  await t.test("every link leads somewhere", () => assert.deepEqual(dead, []));
  await t.test("every screen can be found", () => {
    // the first leads on by itself, the others come after an act
    const reached = new Set(screens.keys());
    assert.deepEqual(routes.filter((route) => !reached.has(route) && !["/", "/links/:token", "/people/import/:import"].includes(route)), []);
  });

  for (const [lang, dir] of [["en", "ltr"], ["ar", "rtl"]]) {
    for (const account of accounts) await post(made.get(account), "/language", { lang, back: "/" });
    await made.get("visitor").addCookies([{ name: "lang", value: lang, url: process.env.BASE }]);
    await Promise.all(all.map(({ name, account, path }) => t.test(`${lang} ${name} (${account})`, () => look(made.get(account), path, lang, dir))));
  }
  for (const account of accounts) await post(made.get(account), "/language", { lang: "en", back: "/" });
});

// look opens a screen once and sees it in several ways.
async function look(made, path, lang, dir) {
  const on = await made.newPage();
  try {
    await on.goto(path);
    const html = await on.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
    assert.deepEqual(html, { lang, dir });
    const faults = [];
    for (const [theme, size] of ways(lang)) {
      await on.emulateMedia({ colorScheme: theme });
      await on.setViewportSize(size);
      const how = `${theme}, ${size.width} pixels`;
      faults.push(...(await axe(on)).map((fault) => `${how}: ${fault}`));
      const aside = await sideways(on);
      if (aside > 0) faults.push(`${how}: ${aside} pixels to the side, by ${await culprits(on)}`);
    }
    assert.deepEqual(faults, [], path);
  } finally {
    await on.close();
  }
}

function ways(lang) {
  const all = [["light", DESKTOP], ["dark", PHONE], ["dark", DESKTOP], ["light", PHONE]];
  if (process.env.THOROUGH) return all;
  return lang === "en" ? all.slice(0, 2) : all.slice(2);
}

// culprits are the elements that stand out of the window and are not inside one that does.
const culprits = (on) =>
  on.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const scrolls = (e) => e && (/auto|scroll|hidden/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    const out = (e) => { const box = e.getBoundingClientRect(); return box.width > 0 && (box.right > wide + 1 || box.left < -1) && !scrolls(e.parentElement); };
    return [...document.querySelectorAll("body *")].filter((e) => out(e) && ![...e.children].some(out)).slice(0, 4).map((e) => `${e.tagName.toLowerCase()}.${e.className?.baseVal ?? e.className}`).join(", ");
  });
