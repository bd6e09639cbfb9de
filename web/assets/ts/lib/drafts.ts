// What is being written is kept on the server every few seconds, with a
// receipt; the translator's sentences go in with a press.

const pause = 2500;
const timers = new WeakMap<HTMLFormElement, number>();

function words(text: string): number {
  return text.trim() === "" ? 0 : text.trim().split(/\s+/).length;
}

async function save(form: HTMLFormElement): Promise<void> {
  timers.delete(form);
  if (!form.isConnected) return;
  const receipt = form.querySelector<HTMLElement>("#saved");
  const at = new URL(form.dataset.save ?? form.action, location.href);
  at.searchParams.set("part", "receipt");
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  try {
    const answer = await fetch(at, { method: "POST", body, headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const said = await answer.text();
    if (receipt && said) receipt.textContent = said;
  } catch {
    if (receipt) receipt.textContent = receipt.dataset.failed ?? "";
    later(form, 4 * pause);
  }
}

function later(form: HTMLFormElement, wait = pause): void {
  window.clearTimeout(timers.get(form));
  timers.set(form, window.setTimeout(() => void save(form), wait));
}

// Whoever opens something else takes along what they wrote a moment ago.
function first(e: MouseEvent): void {
  const to = (e.target as Element).closest<HTMLElement>("a[href], [hx-post] button");
  if (!to || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
  const form = [...document.querySelectorAll<HTMLFormElement>("form[data-draft]")].find((f) => timers.has(f));
  if (!form || form.contains(to)) return;
  e.preventDefault();
  e.stopImmediatePropagation();
  window.clearTimeout(timers.get(form));
  void save(form).finally(() => {
    drop(form);
    to.click();
  });
}

function drop(form: HTMLFormElement): void {
  window.clearTimeout(timers.get(form));
  timers.delete(form);
}

export function drafts(): void {
  document.addEventListener("click", first, true);
  document.addEventListener("input", (e) => {
    const field = e.target as HTMLElement;
    const form = field.closest<HTMLFormElement>("form[data-draft]");
    if (!form) return;
    if (field instanceof HTMLTextAreaElement) {
      const count = form.querySelector(`[data-count="${field.name}"]`);
      if (count) count.textContent = (count.textContent ?? "").replace(/\d+|^\D*$/, String(words(field.value)));
    }
    later(form);
  });
  document.addEventListener("submit", (e) => drop(e.target as HTMLFormElement), true);
  document.addEventListener("click", (e) => {
    const button = (e.target as Element).closest<HTMLElement>("[data-phrase]");
    const field = button && (document.getElementById(button.dataset.phrase ?? "") as HTMLTextAreaElement | null);
    if (!button || !field) return;
    const gap = field.value === "" || /\s$/.test(field.value) ? "" : " ";
    field.value += gap + (button.textContent ?? "").trim();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
