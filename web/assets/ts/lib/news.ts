// One stream a page brings what is new. New posts wait behind a button, so the
// text being read never jumps; other parts are replaced unless somebody is
// writing in them. After a broken line the browser comes back with the last
// event it has, and gets the rest.
import htmx from "htmx.org/dist/htmx.esm.js";
import { hear } from "./countdown";

const waiting = new Map<string, string>(); // parts that somebody is writing in
let fresh: string[] = []; // posts behind the button, oldest first

function element(html: string): HTMLElement | null {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild as HTMLElement | null;
}

function touched(part: Element): boolean {
  const active = document.activeElement;
  if (part.querySelector(".opening")) return true;
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
  if (/^(standing|ladder-|messages-)/.test(id)) part.innerHTML = html;
  else {
    const next = element(html);
    if (next) part.replaceWith(next);
  }
  const now = document.getElementById(id);
  if (!now) return;
  for (const details of now.querySelectorAll("details")) if (open.has(title(details))) details.open = true;
  htmx.process(now);
  const thread = new URLSearchParams(location.search).get("thread");
  if (id === "inbox" && thread)
    for (const link of now.querySelectorAll<HTMLAnchorElement>("li a"))
      if (new URL(link.href).searchParams.get("thread") === thread) link.setAttribute("aria-current", "true");
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
    if (!post || post.dataset.channel !== showing()) continue;
    document.getElementById(post.id)?.remove();
    feed.querySelector(".empty")?.remove();
    feed.prepend(post);
    htmx.process(post);
  }
  fresh = [];
  counted();
}

// showing is the channel that is open.
const showing = () => document.querySelector<HTMLElement>("#feed")?.dataset.channel;

function arrived(html: string): void {
  const post = element(html);
  if (!post || post.dataset.channel !== showing() || document.getElementById(post.id)) return;
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

// tallied writes the number of posts on each channel's tab.
function tallied(posts: Record<string, number>): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-posts]")) {
    const n = posts[place.dataset.posts ?? ""] ?? 0;
    place.textContent = String(n);
    place.hidden = n === 0;
  }
}

function listen(from: string): void {
  const source = new EventSource(from);
  const on = (name: string, heard: (data: string) => void) => source.addEventListener(name, (e) => heard((e as MessageEvent<string>).data));
  on("post", arrived);
  on("mended", mended);
  on("part", (data) => {
    const end = data.indexOf("\n");
    put(data.slice(0, end), data.slice(end + 1));
  });
  on("clock", (data) => {
    const said = JSON.parse(data);
    hear(said);
    tallied(said.posts);
    if (said.stopped) source.close();
  });
  source.addEventListener("open", () => document.body.classList.add("live"));
  source.addEventListener("error", () => document.body.classList.remove("live"));
}

export function news(): void {
  const desk = document.querySelector<HTMLElement>(".desk[data-stream]");
  if (!desk?.dataset.stream) return;
  listen(desk.dataset.stream);
  // another channel or conversation was opened: what waited for the old one is in the new one already
  new MutationObserver(() => {
    fresh = [];
    counted();
    desk.dataset.tab = document.querySelector<HTMLElement>("#middle")?.dataset.tab ?? "feed";
  }).observe(desk, { childList: true });
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
