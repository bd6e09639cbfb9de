// An open attempt. Without this script every question is a form; with it answers are saved as they change, the
// questions are all in the page so that work goes on without a line, and the timer counts down from the server's time.
// The server stays the only clock and the only judge: nothing here decides what counts.

const all = <E extends Element>(selector: string, within: ParentNode = document) => [...within.querySelectorAll<E>(selector)];
const one = <E extends Element>(selector: string, within: ParentNode = document) => within.querySelector<E>(selector);

interface Receipt {
  sequence: number;
  places: number[];
  code: string;
  time: string;
  texts: string[]; // "14 saved", one for each place
  answered: number;
  open: number;
}
interface Refusal {
  to?: string; // where the page has to go: the result, or itself with the newer answer
  text?: string;
  question?: number;
}

const sheet = one<HTMLFormElement>("#sheet");
const say = one("#say");

timer();
if (sheet) sitting(sheet);

function sitting(form: HTMLFormElement): void {
  const kept = new Set<number>(); // questions whose answer is not on the server yet
  let seen = form.querySelector<HTMLInputElement>('[name="seen"]')!.value;
  let sending = false;
  let wait = 0; // the pending pause before a save
  let pause = 1000; // before trying a lost line again
  let since: number | undefined; // when the line was lost, in milliseconds since the page was opened
  let over = false; // time is up

  loadTheOthers();
  arrange(form);

  form.addEventListener("input", (event) => {
    const place = placeOf(event.target as Element);
    if (!place) return;
    kept.add(place);
    show();
    later((event.target as HTMLInputElement).type === "text" ? 1200 : 500);
  });

  form.addEventListener("submit", (event) => {
    const go = (event.submitter as HTMLButtonElement | null)?.value;
    const here = placeOf(event.submitter!);
    if (!go || !here) return;
    event.preventDefault();
    kept.add(here);
    if (go === "review") void leave(one<HTMLAnchorElement>("#to-review")!.href);
    else if (!turn(Number(go))) void leave(`${location.pathname}?q=${go}`);
    later(0);
  });

  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (!link || link.target) return;
    const place = Number(link.closest(".pal") ? link.dataset.place : 0);
    if (place && turn(place)) event.preventDefault();
    else if (kept.size > 0 && !link.hash) {
      event.preventDefault();
      void leave(link.href);
    }
  });

  window.addEventListener("online", () => later(0));
  window.addEventListener("beforeunload", (event) => kept.size > 0 && !over && event.preventDefault());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && later(0));
  document.addEventListener("attempt:over", () => {
    over = true;
    void send().then(handIn, handIn);
  });

  function placeOf(element: Element): number {
    return Number(element.closest<HTMLElement>(".asked")?.dataset.place ?? 0);
  }

  function later(ms: number): void {
    window.clearTimeout(wait);
    wait = window.setTimeout(() => void send(), ms);
  }

  // send puts everything that is kept here on the server, one save at a time. It is true when nothing is left.
  async function send(): Promise<boolean> {
    if (sending || kept.size === 0) return kept.size === 0;
    sending = true;
    const places = [...kept];
    kept.clear(); // what changes while this is on its way is kept anew
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: entries(places),
        headers: { Accept: "application/json" },
        keepalive: true,
        redirect: "manual",
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.type === "opaqueredirect" || !answer.headers.get("Content-Type")?.includes("json")) {
        if (answer.status >= 500) throw new TypeError("the server does not answer");
        places.forEach((p) => kept.add(p));
        tell("#signed-out");
        window.setTimeout(() => void send(), 15_000);
        return false;
      }
      pause = 1000;
      since = undefined;
      const body = (await answer.json()) as Receipt & Refusal;
      if (answer.ok) {
        seen = String(body.sequence);
        one("#news")!.replaceChildren();
        receipts(body);
      } else if (body.to) {
        kept.clear();
        location.assign(body.to);
      } else {
        tell("#refused", (note) => (one("[data-why]", note)!.textContent = body.text ?? ""));
      }
    } catch {
      places.forEach((p) => kept.add(p));
      since ??= performance.now();
      tell("#no-line", (note) => {
        const [title, text] = all<HTMLElement>("p", note) as [HTMLElement, HTMLElement];
        const at = new Date(Number(title.dataset.now) + since!);
        title.textContent = title.textContent!.replace("#", at.toLocaleTimeString("en-GB", { timeZone: title.dataset.zone }));
        text.textContent = text.textContent!.replace("#", String(kept.size));
      });
      window.setTimeout(() => void send(), pause * (0.75 + Math.random() / 2));
      pause = Math.min(pause * 2, 30_000);
    } finally {
      sending = false;
      show();
    }
    if (kept.size > 0 && !since) later(0);
    return kept.size === 0;
  }

  // leave goes elsewhere once everything is on the server.
  async function leave(to: string): Promise<void> {
    for (let tries = 0; tries < 40 && !(await send()); tries++) {
      if (since) return; // the note says that the answers wait; the person tries again
      await new Promise((done) => window.setTimeout(done, 250));
    }
    if (kept.size === 0) location.assign(to);
  }

  // entries are the controls of some questions, as the form itself would send them.
  function entries(places: number[]): URLSearchParams {
    const out = new URLSearchParams({ page: form.dataset.page!, seen });
    for (const [name, value] of new FormData(form)) {
      const place = name === "on" ? Number(value) : Number(/^(?:a|flag-)(\d+)/.exec(name)?.[1] ?? 0);
      if (places.includes(place)) out.append(name, String(value));
    }
    return out;
  }

  function square(place: number): HTMLElement | null {
    return one<HTMLElement>(`.pal [data-place="${place}"]`);
  }

  // show marks what is kept here in the palette, and what is to come back to.
  function show(): void {
    for (const place of all<HTMLElement>(".pal [data-place]")) {
      const waits = kept.has(Number(place.dataset.place));
      if (waits) place.setAttribute("aria-label", place.dataset.kept!);
      place.classList.toggle("u", waits);
    }
    for (const flag of all<HTMLInputElement>('input[name^="flag-"]', form))
      square(placeOf(flag))?.classList.toggle("f", flag.checked);
    count("#n-kept", kept.size);
    count("#n-flagged", all(".pal .f").length);
  }

  function count(where: string, n: number): void {
    const place = one<HTMLElement>(where);
    if (place) place.textContent = String(n);
  }

  function receipts(r: Receipt): void {
    const list = one("#receipts")!;
    r.places.forEach((place, i) => {
      const line = one<HTMLTemplateElement>("#receipt")!.content.cloneNode(true) as DocumentFragment;
      one("[data-text]", line)!.textContent = r.texts[i]!;
      one("[data-code]", line)!.textContent = i === r.places.length - 1 ? r.code : "";
      one("time", line)!.textContent = r.time;
      list.prepend(line);
      const filled = answered(place);
      square(place)?.classList.toggle("a", filled);
      if (filled) square(place)?.setAttribute("aria-label", square(place)!.dataset.saved!);
    });
    while (list.children.length > 5) list.lastElementChild!.remove();
    count("#n-saved", r.answered);
    count("#n-open", r.open);
    say!.textContent = `${r.texts.at(-1)}, ${r.time}`;
  }

  function answered(place: number): boolean {
    const section = one(`.asked[data-place="${place}"]`, form);
    if (!section) return false;
    return all<HTMLInputElement | HTMLSelectElement>(`[name^="a${place}"]`, section).some((control) =>
      control instanceof HTMLInputElement && control.type !== "text" ? control.checked : control.value !== "",
    );
  }

  function tell(template: string, fill?: (note: DocumentFragment) => void): void {
    const note = one<HTMLTemplateElement>(template)!.content.cloneNode(true) as DocumentFragment;
    fill?.(note);
    one("#news")!.replaceChildren(note);
  }

  // loadTheOthers brings the other questions into the page, hidden, so that turning to them needs no line.
  async function loadTheOthers(): Promise<void> {
    const here = Number(form.dataset.place);
    if (!here) return;
    try {
      const page = new DOMParser().parseFromString(await (await fetch(form.dataset.all!)).text(), "text/html");
      for (const section of all<HTMLElement>("#sheet .asked", page)) {
        if (Number(section.dataset.place) === here) continue;
        section.hidden = true;
        const mine = document.adoptNode(section);
        const after = all<HTMLElement>(".asked", form).find((s) => Number(s.dataset.place) > Number(mine.dataset.place));
        form.insertBefore(mine, after ?? null);
        arrange(mine);
      }
    } catch {
      // The questions come one by one from the server then.
    }
  }

  // turn shows another question; false when it is not in the page.
  function turn(to: number): boolean {
    const next = one<HTMLElement>(`.asked[data-place="${to}"]`, form);
    if (!next || !Number(form.dataset.place)) return false;
    for (const section of all<HTMLElement>(".asked", form)) section.hidden = section !== next;
    for (const link of all(".pal [data-place]")) link.removeAttribute("aria-current");
    square(to)?.setAttribute("aria-current", "page");
    history.replaceState(null, "", `?q=${to}`);
    one<HTMLElement>(".stem", next)?.focus();
    window.scrollTo({ top: 0 });
    return true;
  }
}

// handIn closes the attempt with what the server holds; after the deadline it would do so by itself.
function handIn(): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = one<HTMLAnchorElement>("#to-review")!.href.replace(/review$/, "hand-in");
  document.body.append(form);
  form.submit();
}

// arrange gives each step of an arrangement a way up and a way down. Moving one numbers all of them.
function arrange(within: ParentNode): void {
  for (const list of all<HTMLElement>(".arrange", within)) {
    const place = (row: Element) => one<HTMLSelectElement>("select", row)!;
    const rows = () => all<HTMLElement>("li", list);
    const placed = rows().every((row) => place(row).value !== "");
    if (placed) list.append(...rows().sort((a, b) => Number(place(a).value) - Number(place(b).value)));
    for (const row of rows()) {
      const move = document.createElement("span");
      move.className = "move";
      for (const [way, sign] of [["up", "↑"], ["down", "↓"]] as const) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-sm";
        button.textContent = sign;
        button.setAttribute("aria-label", `${list.dataset[way]}: ${one("label", row)!.textContent}`);
        button.addEventListener("click", () => {
          const other = way === "up" ? row.previousElementSibling : row.nextElementSibling;
          if (!other) return;
          if (way === "up") other.before(row);
          else other.after(row);
          rows().forEach((r, i) => (place(r).value = String(i + 1)));
          button.focus();
          say!.textContent = `${one("label", row)!.textContent}: ${place(row).selectedOptions[0]!.textContent}`;
          place(row).dispatchEvent(new Event("input", { bubbles: true }));
        });
        move.append(button);
      }
      row.append(move);
    }
  }
}

// timer counts down from what the server wrote; the device's own clock only measures what passed since.
function timer(): void {
  const box = one<HTMLElement>("#timer");
  if (!box) return;
  const opened = performance.now();
  const left = Number(box.dataset.left);
  const limit = Number(box.dataset.limit);
  const shown = one("time", box)!;
  const marks = [
    { at: limit / 4, text: box.dataset.sayQuarter! },
    { at: 300, text: box.dataset.sayFive! },
    { at: 60, text: box.dataset.sayOne! },
  ]
    .filter((mark) => mark.at < left)
    .sort((a, b) => b.at - a.at);
  const tick = () => {
    const rest = Math.max(0, Math.round(left - (performance.now() - opened) / 1000));
    const two = (n: number) => String(n).padStart(2, "0");
    const hours = Math.floor(rest / 3600);
    shown.textContent = `${hours ? `${hours}:` : ""}${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
    box.classList.toggle("soon", rest <= 300);
    for (const mark of marks.splice(0, marks.filter((m) => rest <= m.at).length)) say!.textContent = mark.text;
    if (rest > 0) return;
    window.clearInterval(every);
    if (sheet) document.dispatchEvent(new Event("attempt:over"));
    else handIn();
  };
  const every = window.setInterval(tick, 1000);
  tick();
}
