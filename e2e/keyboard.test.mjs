// Everything by keyboard alone: sign in, read, answer, sit a quiz, publish a post. Wherever the focus is, it can be seen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { address, context, eventually, page, PASSWORD, post, story } from "./lib.mjs";

test("a person signs in, reads a lesson and answers its question by keyboard", async (t) => {
  const step = story(t);
  const on = await page(t);

  await step("sign in", async () => {
    await on.goto("/sign-in");
    await tabTo(on, 'input[name="email"]');
    await on.keyboard.type(address("instructor"));
    await on.keyboard.press("Tab");
    await on.keyboard.type(PASSWORD);
    await on.keyboard.press("Enter");
    await on.waitForURL((url) => url.pathname !== "/sign-in");
  });

  await step("skip to the content", async () => {
    await on.keyboard.press("Tab");
    assert.equal(await on.evaluate(() => document.activeElement.className), "skip");
    await visible(on);
    await on.keyboard.press("Enter");
    await tabTo(on, "main a, main button, main input, main select");
  });

  await step("open a course and a lesson", async () => {
    await on.goto("/courses");
    await enter(on, 'main a[href="/courses/cyber-hygiene"]');
    await enter(on, 'main a[href$="/lessons/c2.1.1"]');
  });

  await step("answer a check-yourself question", async () => {
    await tabTo(on, ".chk input[name=pick]");
    await on.keyboard.press("Space");
    assert.ok(await on.locator(".chk input[name=pick]:checked").count());
    await tabTo(on, ".chk button[type=submit]");
    await on.keyboard.press("Enter");
    await on.locator(".chk .verdict").waitFor();
    await eventually("the focus goes to the verdict", () => on.evaluate(() => document.activeElement.matches(".verdict")));
  });
});

test("a quiz is sat by keyboard, ordering and matching too", async (t) => {
  const step = story(t);
  const made = await context(t, { as: "instructor" });
  const on = await made.newPage();

  await step("start", async () => {
    await on.goto("/quizzes/cyber-hygiene-final");
    await enter(on, 'main form[action$="/attempts"] button[type=submit]');
    await on.waitForURL(/\/attempts\/\d+/);
    await eventually("the other questions are there", async () => (await on.locator("#sheet .asked").count()) > 20);
  });

  await step("choose", async () => {
    await turnTo(on, "pick-one");
    await tabTo(on, ".asked:not([hidden]) input[type=radio]");
    await on.keyboard.press("ArrowDown");
    await saved(on);
  });

  await step("match", async () => {
    await turnTo(on, "match");
    const lines = on.locator(".asked:not([hidden]) ol.lines select");
    for (let n = 0; n < (await lines.count()); n++) {
      await tabTo(on, lines.nth(n));
      await on.keyboard.press("ArrowDown");
      assert.notEqual(await lines.nth(n).inputValue(), "");
    }
    await saved(on);
  });

  await step("arrange, by moving a step down and by giving it a place", async () => {
    await turnTo(on, "arrange");
    const labels = () => on.locator(".asked:not([hidden]) .arrange label").allInnerTexts();
    const [one, two] = await labels();
    await tabTo(on, on.locator(".asked:not([hidden]) .arrange li").first().locator("button").last());
    await on.keyboard.press("Enter");
    assert.deepEqual((await labels()).slice(0, 2), [two, one]);
    await visible(on); // the focus stays with what was moved
    await saved(on);
  });

  await step("review", async () => {
    await enter(on, "#to-review");
    await on.waitForURL(/\/review/);
  });
});

test("a post is published by keyboard", async (t) => {
  const made = await context(t, { as: "instructor" });
  await post(made, "/courses/verification/enrol");
  const run = await post(made, "/exercises/the-bridge-that-never-fell", { speed: "2" });
  const on = await made.newPage();
  await on.goto(run);
  await on.keyboard.press("Tab");
  await on.keyboard.press("Enter"); // the skip link leads past the inbox
  await tabTo(on, '#cmp textarea[name="text_en"]');
  await on.keyboard.type("We are checking. Next word at 10:40.");
  await tabTo(on, '#cmp button[value="publish"]');
  await on.keyboard.press("Enter");
  await on.locator("#feed .post.own", { hasText: "Next word at 10:40" }).waitFor();
});

// tabTo presses Tab until one of the elements has the focus, and looks at every stop on the way.
async function tabTo(on, target) {
  const wanted = typeof target === "string" ? on.locator(target) : target;
  for (let presses = 0; presses < 150; presses++) {
    await on.keyboard.press("Tab");
    await visible(on);
    if (await wanted.evaluateAll((all) => all.includes(document.activeElement))) return;
  }
  assert.fail(`the Tab key does not lead to ${target}`);
}

async function enter(on, target) {
  await tabTo(on, target);
  const from = on.url();
  await on.keyboard.press("Enter");
  await on.waitForURL((url) => url.href !== from);
  await on.waitForLoadState();
}

// turnTo goes to the first question of a kind through the palette.
async function turnTo(on, input) {
  const place = await on.locator(`.asked:has(fieldset[data-input="${input}"])`).first().getAttribute("data-place");
  await tabTo(on, `.pal [data-place="${place}"]`);
  await on.keyboard.press("Enter");
  await on.locator(`.asked[data-place="${place}"]:not([hidden])`).waitFor();
}

const saved = (on) =>
  eventually("a receipt", async () => {
    const place = await on.locator(".asked:not([hidden])").getAttribute("data-place");
    return on.locator(`.pal .a[data-place="${place}"]`).count();
  });

// visible: the element with the focus, its label or its frame draws a ring of two pixels or more, and nothing covers it.
async function visible(on) {
  const fault = await on.evaluate(async () => {
    const it = document.activeElement;
    if (!it || it === document.body) return "";
    await new Promise((drawn) => requestAnimationFrame(drawn));
    const name = `${it.tagName.toLowerCase()}.${it.className} “${(it.innerText || it.getAttribute("aria-label") || it.name || "").slice(0, 40)}”`;
    const ringed = [it, it.closest("label"), it.closest("li"), it.parentElement].some((e) => {
      if (!e) return false;
      const style = getComputedStyle(e);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    if (!ringed) return `no ring: ${name}`;
    const box = it.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return ""; // a control that is drawn by its label
    const [x, y] = [box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height / 2, 12)];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return `outside the window: ${name}`;
    const top = document.elementFromPoint(x, y);
    return !top || it.contains(top) || top.contains(it) || it.closest("label")?.contains(top) ? "" : `covered by ${top.tagName}.${top.className}: ${name}`;
  });
  assert.equal(fault, "", `the focus can be seen on ${on.url()}`);
}
