// Makes the pictures of README and docs from the running demo, so that they show what there is.
import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";

const { BASE, PASSWORD } = process.env;
const folder = "docs/pictures";
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });

async function as(account, lang = "en", viewport = { width: 1280, height: 860 }) {
  const made = await browser.newContext({ viewport, colorScheme: "light" });
  const on = await made.newPage();
  await on.goto(`${BASE}/sign-in`);
  await on.fill("[name=email]", `${account}@arvenia.example`);
  await on.fill("[name=password]", PASSWORD);
  await on.click("main form button.btn-primary");
  await on.waitForLoadState();
  if (lang !== "en") await made.request.post(`${BASE}/language`, { form: { lang, back: "/" } });
  return on;
}

async function take(on, path, name) {
  if (path) await on.goto(BASE + path);
  await on.waitForLoadState("networkidle").catch(() => {});
  await on.screenshot({ path: `${folder}/${name}.png` });
  console.log(`${folder}/${name}.png`);
}

const trainee = await as("trainee");
await take(trainee, "/learning", "learning");
await take(trainee, "/courses/verification/lessons/c6.3.2", "lesson");
await take(await as("admin"), "/reports/completion", "completion");

// The exercise, some minutes in: the clock runs fast until the first posts have arrived.
await trainee.goto(`${BASE}/exercises/the-bridge-that-never-fell`);
await trainee.locator("aside form button").first().click();
await trainee.waitForURL("**/runs/*");
const run = new URL(trainee.url()).pathname;
await trainee.context().request.post(`${BASE}${run}/clock`, { form: { speed: "20" } });
await new Promise((done) => setTimeout(done, 60_000));
await trainee.context().request.post(`${BASE}${run}/clock`, { form: { speed: "2" } });
await take(trainee, run, "exercise");
await take(await as("trainee", "ar"), "/courses/cyber-hygiene/lessons/c2.2.1", "lesson-ar");
await browser.close();
