// One stream a page brings what is new. New posts wait behind a button, so the
// text being read never jumps; other parts are replaced unless somebody is
// writing in them. After a broken line the browser comes back with the last
// event it has, and gets the rest.
import htmx from "htmx.org/dist/htmx.esm.js";
import { hear } from "./countdown";

const waiting = new Map<string, string>(); // parts that somebody is writing in
let fresh: string[] = []; // posts behind the button, oldest first
let source: EventSource | undefined;
let address = "";

function element(html: string): HTMLElement | null {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild as HTMLElement | null;
}

function touched(part: Element): boolean {
  const active = document.activeElement;
  if (active && part.contains(active) && active.matches("input, textarea, select")) return true;
  for (const field of part.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea, input[type=text]"))
    if (field.value !== field.defaultValue) return true;
  for (const box of part.querySelectorAll<HTMLInputElement>("input[type=checkbox], input[type=radio]"))
    if (box.checked !== box.defaultChecked) return true;
  return false;
}

const title = (details: Element) => details.querySelector("summary b")?.textContent ?? details.querySelector("summary")?.textContent ?? "";

// put replaces a part, and leaves open what was open in it.
function put(id: string, html: string): void {
  const part = document.getElementById(id);
  if (!part) return;
  if (touched(part)) {
    waiting.set(id, html);
    return;
  }
  waiting.delete(id);
  const open = new Set([...part.querySelectorAll("details[open]")].map(title));
  const focused = part.contains(document.activeElement) ? [...part.querySelectorAll("a, button, summary")].indexOf(document.activeElement as Element) : -1;
  if (["standing", "ladder", "messages"].includes(id)) part.innerHTML = html;
  else {
    const next = element(html);
    if (next) part.replaceWith(next);
  }
  const now = document.getElementById(id);
  if (!now) return;
  for (const details of now.querySelectorAll("details")) if (open.has(title(details))) details.open = true;
  htmx.process(now);
  if (focused >= 0) (now.querySelectorAll<HTMLElement>("a, button, summary")[focused])?.focus();
}

// counted says how many posts wait.
function counted(): void {
  const place = document.querySelector<HTMLElement>("#fresh");
  const button = place?.querySelector("button");
  if (!place || !button) return;
  place.hidden = fresh.length === 0;
  button.textContent = fresh.length === 1 ? (place.dataset.one ?? "") : (place.dataset.many ?? "").replace("{n}", String(fresh.length));
}

function unfold(): void {
  const feed = document.querySelector("#feed");
  if (!feed) return;
  for (const html of fresh) {
    const post = element(html);
    if (!post) continue;
    document.getElementById(post.id)?.remove();
    feed.querySelector(".empty")?.remove();
    feed.prepend(post);
    htmx.process(post);
  }
  fresh = [];
  counted();
}

function arrived(html: string): void {
  const post = element(html);
  if (!post || document.getElementById(post.id)) return;
  if (post.classList.contains("own")) {
    fresh.push(html);
    unfold(); // one's own post is not news
    return;
  }
  fresh.push(html);
  counted();
}

function mended(html: string): void {
  const post = element(html);
  const before = post && document.getElementById(post.id);
  if (!post || !before) return;
  before.replaceWith(post);
  htmx.process(post);
}

const parts = ["promise", "controls", "standing", "inbox", "mood", "house", "tabs", "claims", "desk", "evidence", "log", "ladder", "messages"];

function listen(): void {
  const from = document.querySelector<HTMLElement>("#main")?.dataset.stream;
  if (!from || from === address) return;
  source?.close();
  address = from;
  fresh = [];
  counted();
  source = new EventSource(from);
  const on = (name: string, heard: (data: string) => void) => source?.addEventListener(name, (e) => heard((e as MessageEvent<string>).data));
  on("post", arrived);
  on("repost", mended);
  on("clock", (data) => {
    const said = JSON.parse(data);
    hear(said);
    if (said.stopped) source?.close();
  });
  for (const part of parts) on(`part:${part}`, (html) => put(part, html));
  source.addEventListener("open", () => document.body.classList.add("live"));
  source.addEventListener("error", () => document.body.classList.remove("live"));
}

export function news(): void {
  if (!document.querySelector("#main[data-stream]")) return;
  listen();
  const desk = document.querySelector(".desk");
  if (desk) new MutationObserver(listen).observe(desk, { childList: true });
  document.addEventListener("click", (e) => {
    if ((e.target as Element).closest("#fresh button")) unfold();
  });
  // what was held back while somebody wrote comes in when they have left the part
  document.addEventListener("focusout", () =>
    window.setTimeout(() => {
      for (const [id, html] of waiting) put(id, html);
    }, 200),
  );
}
