// The state of the line. When a request cannot reach the server, the page says
// so once and since when; forms marked data-retry are sent again with growing
// pauses, since their server side takes the same answer twice without harm.

const longest = 60_000;
const pauses = new WeakMap<Element, number>();

// pause doubles from one second to a minute, spread by a third so that a
// whole mission does not return at the same instant.
function pause(form: Element): number {
  const base = Math.min(pauses.get(form) ?? 1000, longest);
  pauses.set(form, base * 2);
  return base * (1 + (Math.random() - 0.5) / 1.5);
}

// clockAt is the time now in the person's zone, or on the device's own clock
// when the browser does not know the zone.
function clockAt(zone: string | null): string {
  try {
    return new Date().toLocaleTimeString("en-GB", { timeZone: zone ?? "UTC" });
  } catch {
    return new Date().toLocaleTimeString("en-GB");
  }
}

function show(): void {
  const template = document.querySelector<HTMLTemplateElement>("#offline");
  const place = document.querySelector("#line");
  if (!template || !place || place.childElementCount > 0) return;
  const note = template.content.cloneNode(true) as DocumentFragment;
  for (const time of note.querySelectorAll("time")) time.textContent = clockAt(place.getAttribute("data-zone"));
  place.append(note);
}

function hide(): void {
  document.querySelector("#line")?.replaceChildren();
}

export function line(): void {
  window.addEventListener("offline", show);
  window.addEventListener("online", hide);

  document.addEventListener("htmx:after:request", (event) => {
    pauses.delete(event.target as Element);
    hide();
  });
  document.addEventListener("htmx:error", (event) => {
    const { error, ctx } = (event as CustomEvent).detail;
    const unreachable = error instanceof TypeError || ctx?.request?.signal?.reason === "timeout";
    if (!ctx || !unreachable) return;
    show();
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-retry]");
    if (form) window.setTimeout(() => form.isConnected && form.requestSubmit(), pause(form));
  });
}
