// Clocks in the letterhead go on from the time that the server wrote; the
// device's own clock only counts what passed since. Past midnight the written
// day would be wrong, so it goes.
export function clock(): void {
  const opened = performance.now();
  const shown = [...document.querySelectorAll<HTMLElement>("[data-clock]")].map((element) => {
    const [hours = 0, minutes = 0] = (element.textContent ?? "").trim().split(":").map(Number);
    return { element, start: hours * 60 + minutes };
  });
  if (shown.length === 0) return;
  window.setInterval(() => {
    const passed = Math.floor((performance.now() - opened) / 60_000);
    for (const { element, start } of shown) {
      const now = start + passed;
      element.textContent = [Math.floor(now / 60) % 24, now % 60].map((n) => String(n).padStart(2, "0")).join(":");
      if (now >= 24 * 60) element.parentElement?.querySelector("[data-day]")?.remove();
    }
  }, 15_000);
}
