// The debrief's range shows the moment under the handle; the page around it stays.

export function scrub(): void {
  const timeline = document.querySelector<HTMLElement>("[data-debrief]");
  const range = timeline?.querySelector<HTMLInputElement>("input[type=range]");
  const output = timeline?.querySelector("output");
  const place = document.querySelector("#moment");
  if (!timeline || !range || !output || !place) return;
  timeline.classList.add("live");
  let timer = 0;
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    const answer = await fetch(`${timeline.dataset.debrief}?t=${range.value}&part=moment`, { headers: { "HX-Request": "true" } });
    const html = await answer.text();
    if (answer.ok && mine === asked) place.innerHTML = html;
  };
  range.addEventListener("input", () => {
    const second = Number(range.value);
    const two = (n: number) => String(n).padStart(2, "0");
    output.textContent = `T+${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}`;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void show(), 120);
  });
}
