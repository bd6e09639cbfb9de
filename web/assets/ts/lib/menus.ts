// A menu is a details element; a script adds what people expect of one: it
// closes on Escape, on a choice elsewhere, and when another opens.
export function menus(): void {
  const open = () => document.querySelectorAll<HTMLDetailsElement>("details.menu[open]");

  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  document.addEventListener(
    "toggle",
    (event) => {
      const opened = event.target as HTMLDetailsElement;
      if (!opened.open || !opened.matches?.("details.menu")) return;
      for (const menu of open()) if (menu !== opened) menu.open = false;
    },
    true,
  );
}
