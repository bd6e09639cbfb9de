// A power cut, twice: the program is killed in the middle of a quiz and of a run and starts again on the same folder.
// What had its receipt is there, what was typed meanwhile goes out by itself, and the exercise goes on where it was.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answer, bank } from "./answers.mjs";
import { context, eventually, post, sleep, story } from "./lib.mjs";
import { Program } from "./server.mjs";

const offline = ["ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_NETWORK"];
const speed = 20; // exercise seconds in a second
const darkness = 8; // seconds without a program
const lease = 5; // of these may count: after them nobody drives the clock
let program;

before(async () => {
  program = await Program.on(`${process.env.E2E_DIR}/survivor`);
  await program.start();
});
after(() => program.stop());

test("a quiz goes on after a power cut with every receipted answer", async (t) => {
  const step = story(t);
  const made = await context(t, { as: "trainee", base: program.base, expect: offline });
  const on = await made.newPage();
  const items = bank("cyber-hygiene");
  let receipted;

  await step("some questions are answered", async () => {
    await post(made, "/courses/cyber-hygiene/renew");
    await on.goto("/quizzes/cyber-hygiene-final");
    await on.locator('main form[action$="/attempts"] button[type=submit]').click();
    await eventually("all questions are in the page", async () => (await on.locator("#sheet .asked").count()) === 29);
    for (let n = 1; n <= 5; n++) await answerAt(on, n, items);
    await eventually("the first five have their receipts", async () => (await filled(on)).length === 5);
    for (let n = 6; n <= 8; n++) await answerAt(on, n, items);
  });

  await step("the program is killed while answers are on their way", async () => {
    await sleep(500); // the next three are sent about now
    await program.kill();
    receipted = await given(on, await filled(on));
    await answerAt(on, 9, items);
    await answerAt(on, 10, items);
    await on.locator("#news .note").waitFor(); // the page says that the line is gone
  });

  await step("after the start it goes on, and what was kept here goes out by itself", async () => {
    await program.start();
    await eventually("ten answers are saved", async () => (await filled(on)).length >= 10, 60);
    await on.locator("#news .note").waitFor({ state: "detached" });
    const typed = await given(on, await filled(on));
    await on.goto(on.url().replace(/\?.*/, "?q=all"));
    const kept = await given(on, Object.keys(typed).map(Number));
    assert.deepEqual(kept, typed, "the server holds what was answered");
    for (const [place, value] of Object.entries(receipted)) assert.deepEqual(kept[place], value, `question ${place} had its receipt`);
  });

  await step("it can be handed in", async () => {
    await on.goto(on.url().replace(/\?.*/, "/review"));
    await on.locator("#hand-in button").click();
    await on.waitForURL(/\/result/);
  });
});

test("a run goes on after a power cut, and the dark time does not count", async (t) => {
  const step = story(t);
  const made = await context(t, { as: "trainee", base: program.base, expect: offline });
  const on = await made.newPage();
  const notes = [];
  let run, before, dark;

  await step("somebody plays", async () => {
    run = await post(made, "/exercises/the-bridge-that-never-fell", { speed: "3" });
    await post(made, `${run}/clock`, { speed: String(speed) });
    await on.goto(run);
    await on.locator("body.live").waitFor();
    for (let n = 1; n <= 3; n++) {
      const text = `Line ${n} of the log.`;
      await on.locator("#log textarea").fill(text);
      await on.locator("#log form button").click();
      await on.locator("#log li", { hasText: text }).waitFor();
      notes.push(text);
    }
  });

  await step("the program is killed, and is away for a while", async () => {
    before = await seconds(on, run, made);
    dark = Date.now();
    await program.kill();
    await sleep(darkness * 1000);
    await program.start();
    await sleep(500); // a driver takes the world over
  });

  await step("nothing acknowledged is lost, and the clock stood still", async () => {
    const now = await seconds(on, run, made);
    const away = (Date.now() - dark) / 1000;
    t.diagnostic(`away for ${away.toFixed(1)} s; the exercise clock went on by ${now - before} s at ${speed} ×`);
    assert.ok(now >= before, "the clock does not go back");
    assert.ok(now - before <= (away - darkness + lease) * speed, `the clock went on by ${now - before} s`);
    const again = await made.newPage();
    await again.goto(run);
    for (const text of notes) assert.equal(await again.locator("#log li", { hasText: text }).count(), 1);
    await again.close();
  });

  await step("the open page finds its way back by itself", async () => {
    await on.locator("body.live").waitFor({ timeout: 30_000 });
    await on.locator("#log textarea").fill("After the cut.");
    await on.locator("#log form button").click();
    await on.locator("#log li", { hasText: "After the cut." }).waitFor();
    await on.locator("#fresh button").waitFor({ timeout: 30_000 });
  });
});

async function answerAt(on, place, items) {
  await on.locator(`.pal [data-place="${place}"]`).click();
  await answer(on.locator(`.asked[data-place="${place}"]`), items);
}

// filled are the questions that have their receipt.
const filled = (on) => on.locator(".pal .a").evaluateAll((squares) => squares.filter((s) => !s.classList.contains("u")).map((s) => Number(s.dataset.place)));

// given is what stands in the page for some questions.
const given = (on, places) =>
  on.evaluate(
    (wanted) =>
      Object.fromEntries(
        wanted.map((place) => {
          const fields = [...document.querySelectorAll(`.asked[data-place="${place}"] [name^="a${place}"]`)];
          const values = fields.filter((f) => !["radio", "checkbox"].includes(f.type) || f.checked).map((f) => `${f.name}=${f.value}`);
          return [place, values.sort()];
        }),
      ),
    places,
  );

// seconds is the exercise clock as the server has it.
async function seconds(on, run, made) {
  const html = await (await made.request.get(run)).text();
  return Math.floor(Number(/id="clock"[^>]*data-ms="(\d+)"/.exec(html)[1]) / 1000);
}
