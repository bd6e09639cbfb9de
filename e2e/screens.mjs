// Every screen of the platform, found as people find them: from each account's first page along the links. The list of
// routes tells which screens there must be; a screen that no link leads to, or a link that leads nowhere, is a fault.
import { execFileSync } from "node:child_process";

const program = new URL("../bin/credence", import.meta.url).pathname;

/** patterns are the GET routes that are screens. */
export function patterns() {
  return execFileSync(program, ["routes"], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([method, path]) => method === "GET" && !/\.csv$|^\/(healthz|readyz|export)$|\/(figures|media|stream)(\/|$)/.test(path))
    .map(([, path]) => path);
}

/** patternOf is the route that a path belongs to; words go before parameters. */
export function patternOf(path, routes) {
  const parts = path.split("/");
  const fits = routes.filter((route) => {
    const wanted = route.split("/");
    return wanted.length === parts.length && wanted.every((w, i) => w.startsWith(":") || w === parts[i]);
  });
  return fits.sort((a, b) => (a.match(/:/g) ?? []).length - (b.match(/:/g) ?? []).length)[0];
}

/** explore follows the links of an account and returns the first path of each route, and the links that lead nowhere. */
export async function explore(made, routes, from = "/") {
  const found = new Map();
  const dead = [];
  const seen = new Set([from]);
  const looks = new Map(); // how often a route was looked at: three of a kind show all its links
  for (const queue = [{ path: from, on: "the door" }]; queue.length > 0; ) {
    const { path, on } = queue.shift();
    const asked = new URL(path, "http://x").pathname;
    const route = patternOf(asked, routes);
    const kind = route ?? asked;
    if ((looks.get(kind) ?? 0) >= 3) continue;
    looks.set(kind, (looks.get(kind) ?? 0) + 1);
    const answer = await made.request.get(path);
    if (answer.status() >= 400) {
      dead.push(`${path} on ${on}: ${answer.status()}`);
      continue;
    }
    const landed = new URL(answer.url()).pathname;
    const there = patternOf(landed, routes);
    if (there && !found.has(there)) found.set(there, landed + (landed === asked ? new URL(path, "http://x").search : ""));
    if (!/html/.test(answer.headers()["content-type"])) continue;
    for (const [, link] of (await answer.text()).matchAll(/<a\b[^>]*?\shref="(\/[^"#]*)/g)) {
      const next = link.replaceAll("&amp;", "&");
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push({ path: next, on: landed });
    }
  }
  return { found, dead };
}

/** furnish leaves something to see on screens that an untouched ministry would not show. */
export async function furnish(admin, instructor, head) {
  const send = (made, path, form = {}) => made.request.post(path, { form, maxRedirects: 0, headers: { "Sec-Fetch-Site": "same-origin" } });
  const upload = await admin.request.post("/people/import", {
    multipart: { file: { name: "staff.csv", mimeType: "text/csv", buffer: Buffer.from(staff) } }, maxRedirects: 0, headers: { "Sec-Fetch-Site": "same-origin" },
  });
  const place = /<option value="(\d+)"/.exec(await (await instructor.request.get("/cohorts/new")).text())[1];
  await send(instructor, "/cohorts", { name: "Spring intake", place });
  await send(instructor, "/quizzes/cyber-hygiene-final/attempts", { lang: "en" });
  for (const made of [instructor, head]) {
    await send(made, "/courses/verification/enrol");
    await send(made, "/exercises/the-bridge-that-never-fell", { speed: "3" });
  }
  const over = await running(head);
  if (over) await send(head, `${over}/clock`, { do: "end" });
  return {
    import: upload.headers().location, cohort: await link(instructor, "/cohorts", /\/cohorts\/\d+/), run: await running(instructor),
    attempt: await link(instructor, "/quizzes/cyber-hygiene-final", /\/attempts\/\d+/),
  };
}

const running = (made) => link(made, "/exercises", /\/runs\/\d+/);

// link is the first link of a kind on a page.
async function link(made, page, kind) {
  const html = await (await made.request.get(page)).text();
  return new RegExp(`href="(${kind.source})"`).exec(html)?.[1];
}

const staff = "name;email;staff_type;place\nRhea Solenne;rhea.solenne@arvenia.example;diplomat;Embassy in Quessa\nNobody;not an address;diplomat;Nowhere\n";
