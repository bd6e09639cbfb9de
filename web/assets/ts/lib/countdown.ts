// The exercise clock, and everything that counts down to a second of it. The
// server says where the clock stands; the device only counts what has passed
// since it said so.

interface Reading {
  ms: number;
  speed: number;
  running: boolean;
  heard: number;
}

let reading: Reading | undefined;

// hear takes what the server says about the clock.
export function hear(said: { ms: number; speed: number; running: boolean; state?: string }): void {
  const state = document.querySelector("#clock .state");
  if (state && said.state) state.textContent = said.state;
  reading = { ...said, heard: performance.now() };
  show();
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

function show(): void {
  const clock = document.querySelector<HTMLElement>("#clock");
  if (!clock || !reading) return;
  const passed = reading.running ? (performance.now() - reading.heard) * reading.speed : 0;
  const ms = Math.min(reading.ms + passed, Number(clock.dataset.length) * 1000);
  const second = Math.floor(ms / 1000);
  const time = clock.querySelector("time");
  const text = `T+${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
  if (time && time.textContent !== text) time.textContent = text;
  const hour = document.querySelector<HTMLElement>("#hour");
  if (hour) {
    const [h = 0, m = 0] = (hour.dataset.starts ?? "").split(":").map(Number);
    const minutes = h * 60 + m + Math.floor(second / 60);
    hour.textContent = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  }
  for (const due of document.querySelectorAll<HTMLElement>("[data-due]")) {
    const left = Number(due.dataset.due) - second;
    const place = due.querySelector(".left");
    if (left <= 0 && due.dataset.past) due.textContent = due.dataset.past;
    else if (place) place.textContent = `${two(Math.max(0, Math.floor(left / 60)))}:${two(Math.max(0, left) % 60)}`;
  }
}

export function countdown(): void {
  const clock = document.querySelector<HTMLElement>("#clock");
  if (!clock) return;
  const { ms, speed, running } = clock.dataset;
  hear({ ms: Number(ms), speed: Number(speed), running: running === "true" });
  window.setInterval(show, 250);
}
