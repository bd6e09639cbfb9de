// The exercise, by hand: a trainee plays S2 alone, with live news and by plain forms; the debrief shows what counted and
// why, to the player and to an instructor. The clock runs twenty times as fast here, so that minutes become seconds.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { context, eventually, page, post, press, story } from "./lib.mjs";

const exercise = "/exercises/the-bridge-that-never-fell";
const [pause, resume] = ['#controls button[value="pause"]', '#controls button[value="resume"]'];
const words = {
  answer: "We are checking the reports. The bridge is closed for an announced load test. We write again by 10:40.",
  claim: "The river bridge collapsed this morning and people died.",
  note: "Checking picture and account of the first post since 10:04.",
  public: "We are checking the reports about the river bridge. It is closed for an announced load test until 18:00. Next word at 10:40: arvenia.example/bridge",
};

describe("an exercise is played", { concurrency: true }, () => {
  test("with live news, from the brief to the debrief", live);
  test("by plain forms, without JavaScript", plain);
});

async function live(t) {
  const step = story(t);
  const made = await context(t, { as: "trainee" });
  const on = await made.newPage();
  let run, second;

  await step("the brief says what counts, and the clock starts", async () => {
    await on.goto("/exercises");
    await on.locator(`main a[href="${exercise}"]`).first().click();
    await on.waitForURL(`**${exercise}`);
    run = await start(on);
    await marked(on);
  });

  await step("what is new waits behind a button until the reader wants it", async () => {
    await faster(made, run);
    const first = on.locator("#post-i02");
    await on.locator("#fresh button").waitFor();
    assert.equal(await first.count(), 0, "the text that is read does not jump");
    await eventually("the post is unfolded", async () => {
      await on.locator("#fresh button").click();
      return first.count();
    }, 30);
    assert.equal(await first.locator(".tx").first().getAttribute("dir"), "rtl");
    assert.match(await first.innerText(), /The bridge fell/, "the translation stands below");
    assert.equal(await first.locator(".sim").count(), 1);
    await eventually("the picture is drawn", () => first.locator("img").evaluate((img) => img.scrollIntoView() ?? img.naturalWidth > 0));
  });

  await step("a letter is read and answered", async () => {
    await on.locator("#inbox li a").last().click();
    await on.locator("#answer textarea").fill(words.answer);
    await on.locator('#answer button[value="send"]').click();
    await on.locator(".msgs li.own", { hasText: words.answer }).waitFor();
  });

  await step("a claim is opened under a post and judged", async () => {
    await on.locator("#tabs a").first().click();
    await on.locator("#post-i02 a", { hasText: "Is it true?" }).click();
    await on.locator("#claims input[name=sentence]").fill(words.claim);
    await on.locator("#claims form button").first().click();
    await on.locator("#claims h3", { hasText: words.claim }).waitFor();
  });

  await step("the desk looks at the picture and brings evidence", async () => {
    await useTool(on, "metadata");
    await on.locator("#desk .uses li").first().waitFor();
    await eventually("the evidence is there", async () => /what the file says/.test(await on.locator("#evidence").innerText()), 20);
  });

  await step("a draft is kept while it is written", async () => {
    await on.locator('#cmp textarea[name="text_en"]').fill(words.public);
    await eventually("the draft has its receipt", async () => /\d/.test(await on.locator("#cmp #saved").innerText()));
  });

  await step("a text is cleared and published", async () => {
    await on.locator('#cmp button[value="ask"]').click();
    await on.locator('#cmp button[value="publish"].btn-primary').click({ timeout: 20_000 });
    await on.locator("#feed .post.own", { hasText: "announced load test" }).waitFor();
  });

  await step("a pause is a pause, and a reload loses nothing", async () => {
    await on.locator(pause).click();
    await on.locator(resume).waitFor();
    await on.reload();
    const before = await clock(on);
    await on.reload();
    assert.equal(await clock(on), before);
    assert.equal(await on.locator('#cmp button[value="ask"]').count(), 0, "nobody answers while the clock stands");
    assert.match(await on.locator("#feed").innerText(), /announced load test/);
    assert.match(await on.locator("#claims").innerText(), new RegExp(words.claim));
    await on.locator(resume).click();
    await on.locator(pause).waitFor();
    await eventually("the clock runs", async () => (await clock(on)) > before);
  });

  await step("a second tab shows the same, and follows", async () => {
    second = await made.newPage();
    await second.goto(`/runs/${run}`);
    assert.match(await second.locator("#feed").innerText(), /announced load test/);
    await on.locator("#log textarea").fill(words.note);
    await on.locator("#log form button").click();
    await second.locator("#log li", { hasText: words.note }).waitFor();
    await second.close();
  });

  await step("it may be ended early, and the debrief shows the evidence", async () => {
    await on.locator(".xctl details.menu summary").click();
    await on.locator('.xctl a[href*="ask=end"]').click();
    await on.locator('#main button[value="end"]').click();
    await on.waitForURL(/\/debrief/);
    await debriefed(on);
  });

  await step("the scrubber shows the exercise as it was", async () => {
    const range = on.locator("#timeline input[type=range]");
    assert.ok((await on.locator("#moment .post").count()) > 1);
    await range.fill("0");
    await eventually("only the first post is left", async () => (await on.locator("#moment .post").count()) === 1);
  });

  await step("the instructor opens the same debrief", (s) => instructed(s, "Nadia Orsolen", run));
}

async function plain(t) {
  const step = story(t);
  const made = await context(t, { as: "head", javaScriptEnabled: false });
  const on = await made.newPage();
  let run;

  await step("it starts", async () => {
    await on.goto(exercise);
    run = await start(on);
    await marked(on);
    await faster(made, run);
  });

  await step("the refresh link brings what is new", async () => {
    await refreshUntil(on, "#post-i02");
    assert.match(await on.locator("#post-i02").innerText(), /The bridge fell/);
  });

  await step("a letter is answered", async () => {
    await press(on, "#inbox li a >> nth=-1");
    await on.locator("#answer textarea").fill(words.answer);
    await press(on, '#answer button[value="send"]');
    assert.match(await on.locator(".msgs li.own").innerText(), /announced load test/);
  });

  await step("a claim is opened", async () => {
    await press(on, "#tabs a");
    await press(on, '#post-i02 a:has-text("Is it true?")');
    await on.locator("#claims input[name=sentence]").fill(words.claim);
    await press(on, "#claims form button");
    assert.match(await on.locator("#claims").innerText(), new RegExp(words.claim));
  });

  await step("the desk works", async () => {
    await useTool(on, "metadata", press);
    await refreshUntil(on, "#evidence details:has-text('what the file says')");
  });

  await step("a text is cleared and published", async () => {
    await on.locator('#cmp textarea[name="text_en"]').fill(words.public);
    await press(on, '#cmp button[value="ask"]');
    await refreshUntil(on, '#cmp button[value="publish"].btn-primary');
    await press(on, '#cmp button[value="publish"]');
    assert.equal(await on.locator("#feed .post.own", { hasText: "announced load test" }).count(), 1);
  });

  await step("a log line, a pause and a way on", async () => {
    await on.locator("#log textarea").fill(words.note);
    await press(on, "#log form button");
    assert.match(await on.locator("#log").innerText(), new RegExp(words.note));
    await press(on, pause);
    const before = await clock(on);
    await press(on, "#refresh");
    assert.equal(await clock(on), before);
    await press(on, resume);
    assert.equal(await on.locator(pause).count(), 1);
    assert.ok((await clock(on)) >= before);
  });

  await step("it is ended, and the debrief can be read at any moment", async () => {
    await on.goto(`/runs/${run}?ask=end`);
    await press(on, '#main button[value="end"]');
    await on.waitForURL(/\/debrief/);
    await debriefed(on);
    const all = await on.locator("#moment .post").count();
    await on.locator("#timeline input[type=range]").fill("0");
    await press(on, "#timeline form button");
    assert.ok((await on.locator("#moment .post").count()) < all);
  });

  await step("the instructor opens the same debrief", (s) => instructed(s, "Leonor Adeyan", run));
}

// start begins the exercise and gives its number.
async function start(on) {
  await press(on, "aside form button");
  return Number(/\/runs\/(\d+)/.exec(on.url())[1]);
}

const faster = (made, run) => post(made, `/runs/${run}/clock`, { speed: "20" });

const clock = (on) => on.locator("#clock time").innerText();

// marked: nobody can take the exercise for the world.
async function marked(on) {
  assert.match(await on.title(), /^EXERCISE/);
  assert.match(await on.locator(".band.t").innerText(), /EXERCISE/);
  assert.equal(await on.locator("header.top").count(), 0, "the letterhead is gone");
}

async function refreshUntil(on, what) {
  await eventually(`${what} after a refresh`, async () => {
    if (await on.locator(what).count()) return true;
    await press(on, "#refresh");
  }, 30);
}

async function useTool(on, tool, click = (on, button) => on.locator(button).click()) {
  const form = `#desk details:has(input[value="${tool}"])`;
  await on.locator(`${form} > summary`).click();
  await on.locator(`${form} input[name=target]`).first().check();
  await click(on, `${form} form button`);
}

// debriefed: three numbers that stay three, and a quotation behind what was marked.
async function debriefed(on) {
  await marked(on);
  assert.equal(await on.locator(".three > div").count(), 3);
  assert.ok((await on.locator("ol.ev > li").count()) >= 16, "every expectation has its line");
  assert.ok((await on.locator("ol.ev").innerText()).includes(words.claim), "what was written is quoted");
  assert.match(await on.locator("#moment").innerText(), /announced load test/, "the timeline has what was published");
}

async function instructed(t, name, run) {
  const on = await page(t, { as: "instructor" });
  await on.goto("/runs");
  const row = on.locator("tbody tr", { hasText: name }).first();
  assert.equal(await row.count(), 1);
  await press(on, `tbody a[href="/runs/${run}/debrief"]`);
  await debriefed(on);
}
