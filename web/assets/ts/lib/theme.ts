// The appearance changes at once and is told to the server behind the page;
// without a script the same form does both with a new page.
export function theme(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    if (!form.matches("[data-theme-form]") || !button) return;
    event.preventDefault();
    document.documentElement.dataset.theme = button.value;
    for (const b of form.querySelectorAll("button")) b.setAttribute("aria-pressed", String(b === button));
    const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    body.set(button.name, button.value);
    void fetch(form.action, { method: "POST", body, redirect: "manual" });
  });
}
